/* Results of verify: for people, as TAP 14, as JUnit XML. */
#ifndef BLOT_CMD_RESULTS_H
#define BLOT_CMD_RESULTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "run/options.h"

/* {0} but for format. Owns the buffer. */
struct results {
    uint8_t format; /* enum verify_format */
    struct buf cases;
    size_t n, failed;
};

/* Adds a case. detail: what differs, empty where nothing does; for people it is all that is shown.
 * False when memory is out. */
bool results_add(struct results *r, const char *name, bool passed, struct slice detail);

/* Appends the whole. summary: the last line for people. stopped: the run ended before all cases
 * had been run. */
bool results_print(struct buf *out, const struct results *r, struct slice summary, bool stopped);

void results_free(struct results *r);

#endif
