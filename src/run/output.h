/* Output: bytes collected and written with write(2), every error looked at.
 *
 * A file appears under its name only when it is complete: until then it is a temporary file beside
 * it (mode 0600), removed when the run fails. */
#ifndef BLOT_RUN_OUTPUT_H
#define BLOT_RUN_OUTPUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/sha256.h"

#define OUTPUT_PIECE ((size_t)256 * 1024)

struct output;

/* Writes to a descriptor that stays the caller's until output_finish closes it. name is for
 * messages and outlives the output. flush_each: every record is written at once. */
enum status output_descriptor(struct output **out, int fd, const char *name, bool flush_each,
                              struct err *e);

/* Writes to a file. A name that ends in .gz compresses. What is no regular file (/dev/null, a
 * named pipe) is written to directly. path outlives the output. */
enum status output_file(struct output **out, const char *path, bool flush_each, struct err *e);

/* The temporary file's name, for a signal handler to remove; NULL when there is none. Lives until
 * output_finish or output_abort. */
const char *output_temporary(const struct output *o);

/* The name that the file gets at last, without symbolic links; NULL when what is written to was
 * there before. Lives as long as the output. */
const char *output_target(const struct output *o);

/* Where records are appended. */
struct buf *output_buffer(struct output *o);

/* To be called after each record: writes when enough has come together. */
enum status output_record_end(struct output *o, struct err *e);

/* From now on h, borrowed until output_finish, gets every byte that is written: what a file's
 * sha256sum says, compressed or not. */
void output_hash(struct output *o, struct sha256 *h);

/* Writes the rest to the end, and to disk; then output_finish only closes and gives the name. No
 * more may be added. For files that must appear together. */
enum status output_complete(struct output *o, struct err *e);

/* Writes the rest, closes, and gives the file its name. Frees o whatever the result. */
enum status output_finish(struct output *o, struct err *e);

/* Removes the temporary file and frees o. Nothing more is written. o may be NULL. */
void output_abort(struct output *o);

/* True when both would end up in one file, or write to one pipe or terminal. */
bool output_same(const struct output *a, const struct output *b);

/* True when the descriptor in_fd is the very file that is written to, or that will be replaced. */
bool output_is(const struct output *o, int in_fd);

#endif
