/* One fixture: a folder with `args` (one argument a line), input files and what is expected. */
#ifndef BLOT_CMD_FIXTURE_H
#define BLOT_CMD_FIXTURE_H

#include "base/buf.h"
#include "base/err.h"

/* What a run brings, or is expected to. */
struct outcome {
    struct buf out; /* expected.jsonl, standard output */
    struct buf err; /* expected.err, standard error */
    int status;     /* expected.rc; 128+n for a signal */
};

/* Runs the fixture in a private copy, by this very program. */
enum status fixture_run(struct outcome *got, const char *folder, struct err *e);

/* Reads what is expected; a missing file stands for nothing written, and status 0. *known: there is
 * an expected.jsonl, so the fixture has been recorded before. */
enum status fixture_expected(struct outcome *want, const char *folder, bool *known, struct err *e);

/* Writes what came out as what is expected. */
enum status fixture_record(const char *folder, const struct outcome *got, struct err *e);

/* True when the folder holds a file `args`. */
bool fixture_is(const char *folder);

void outcome_free(struct outcome *o);

/* folder/name, NUL-terminated; the caller frees it. NULL when memory is out. */
char *path_join(const char *folder, const char *name);

#endif
