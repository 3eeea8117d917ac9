/* Commands: what main calls. Only these and main print. */
#ifndef BLOT_CMD_CMD_H
#define BLOT_CMD_CMD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "run/options.h"

/* Exit statuses of the contract. */
enum { EXIT_DONE = 0, EXIT_FINDINGS = 1, EXIT_ERROR = 2, EXIT_WITHHELD = 3, EXIT_PIPE = 141 };

/* Each takes parsed options and returns the exit status. */
int cmd_filter(const struct options *o);
int cmd_explain(const struct options *o);
int cmd_verify(const struct options *o);
int cmd_score(const struct options *o);
int cmd_rules(const struct options *o);
int cmd_train(const struct options *o);
int cmd_check(const struct options *o);
int cmd_residue(const struct options *o);
int cmd_compare(const struct options *o);
int cmd_report(const struct options *o);
int cmd_release(const struct options *o);
int cmd_review(const struct options *o);
int cmd_bound(const struct options *o);
int cmd_suggest(const struct options *o);
int cmd_completion(enum shell shell);
int cmd_policy(const struct options *o);
int cmd_key(const struct options *o);
int cmd_pseudonym(const struct options *o);

/* --help of a command, and --version. */
int cmd_help(enum command c);
int cmd_version(void);

/* "PCRE2 10.42, libcsv 3.0.3, ...", what the build found. Static. */
const char *cmd_libraries(void);

/* Now in UTC, 2026-01-31T12:00:00Z; the time of SOURCE_DATE_EPOCH where that is set, so that runs
 * can be compared byte for byte. */
void cmd_moment(char out[32]);

/* Prints "blot: ..." on stderr and returns EXIT_ERROR; EXIT_PIPE, and nothing printed, when
 * whoever read our output has gone. */
int cmd_fail(const struct err *e);

/* Prints "blot: ..." and goes on: of a record that was put aside. False: it could not be printed.
 */
bool cmd_note(const struct err *e, const char *what_was_done);

/* Writes text to standard output to the last byte. Returns status, or what cmd_fail returned. */
int cmd_print(struct slice text, int status);

/* The same for text whose making may have run out of memory (ok false). Frees b. */
int cmd_print_buf(struct buf *b, bool ok, int status);

/* Writes text to the file path, or to standard output when it is NULL. Returns EXIT_DONE, or what
 * cmd_fail returned. */
int cmd_write(struct slice text, const char *path);

/* True when colour is wanted there: by WHEN_AUTO, when the descriptor is a terminal that
 * understands it and NO_COLOR is not set. */
bool cmd_colour(int fd, enum when wanted);

/* Appends s with what could steer a terminal replaced by '?'; line ends become spaces. */
bool cmd_add_safe(struct buf *b, struct slice s);

#endif
