/* From a source's bytes to a window of valid UTF-8 that readers consume.
 *
 * The window is one contiguous run of decoded bytes; it grows while a record is not complete and
 * moves on as records are taken. Whatever cannot be decoded stops the window before it: what was
 * good is consumed first, then decoder_more gives the error, again and again. */
#ifndef BLOT_IO_DECODE_H
#define BLOT_IO_DECODE_H

#include "base/err.h"
#include "base/slice.h"
#include "io/reader.h"

struct decoder;

/* Opens a decoder over src (copied). Of o, which is not kept, the encoding, what to do with invalid
 * bytes, and keep_faulty count. ST_USAGE when the encoding is not known, or cannot be kept. Reads
 * nothing yet. */
enum status decoder_new(struct decoder **out, const struct source *src,
                        const struct reader_options *o, struct err *e);

/* Reads and judges the first bytes: a byte order mark, or that of a format that is not text.
 * decoder_more does it otherwise. A file that begins wrongly is ST_DATA or ST_UNAVAILABLE. */
enum status decoder_begin(struct decoder *d, struct err *e);

/* What is decoded and not yet taken: valid UTF-8 without NUL and without a byte order mark.
 * Borrowed until the next decoder_more. */
struct slice decoder_window(const struct decoder *d);

/* Makes the window longer by at least one byte. ST_END at the end of the input; ST_DATA for bytes
 * that are not valid, ST_IO for a read that failed, ST_UNAVAILABLE for a compressed file. Errors
 * carry file, row and column (code points), and are the same however the source cuts its pieces.
 * With keep_faulty bytes that are not valid are no error here: see decoder_keep. */
enum status decoder_more(struct decoder *d, struct err *e);

/* With keep_faulty: the source's bytes of the first n bytes of the window, which end where a line
 * or the input ends; borrowed until the window changes. ST_DATA when a place among them could not
 * be decoded (U+FFFD stands there): the record must not be used. */
enum status decoder_keep(const struct decoder *d, size_t n, struct slice *source, struct err *e);

/* A line end in the source's encoding. Static; not for encodings that cannot be kept. */
struct slice decoder_line_end(const struct decoder *d);

/* Drops n bytes from the front of the window; lines: how many line ends were in them. */
void decoder_take(struct decoder *d, size_t n, uint64_t lines);

/* The 1-based line of the file at which the window begins. */
uint64_t decoder_row(const struct decoder *d);

/* Says that a lone CR ends a line too, as in CSV; only messages depend on it. */
void decoder_cr_ends(struct decoder *d);

/* Sets the file of e to the source's name. */
void decoder_file(const struct decoder *d, struct err *e);

/* Wipes and frees; d may be NULL. */
void decoder_free(struct decoder *d);

#endif
