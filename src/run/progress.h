/* How far a run is, in one line for people. */
#ifndef BLOT_RUN_PROGRESS_H
#define BLOT_RUN_PROGRESS_H

#include "base/buf.h"

/* What a sink's `progress` is told, as a whole over all inputs. */
struct progress {
    uint64_t records; /* delivered */
    uint64_t bytes;   /* read */
    uint64_t total;   /* bytes of all inputs; 0: not known */
};

/* Appends "12.5 MB of 50.0 MB (25 %), 3,100 records, 3.4 MB/s, 0:11 left" without a line end; what
 * is not known is left out. False when memory is out. */
bool progress_line(struct buf *b, const struct progress *p, double seconds);

#endif
