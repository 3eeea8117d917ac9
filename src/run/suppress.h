/* Small counts hidden, so that none can be worked out from the others. */
#ifndef BLOT_RUN_SUPPRESS_H
#define BLOT_RUN_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a count is told. */
enum shown {
    SHOWN_EXACT,
    SHOWN_BELOW,   /* it is from 1 to min - 1: "<10" */
    SHOWN_AT_LEAST /* a total from which a part could be worked out: ">=123", what the parts that
                      are told prove of it, and no more */
};

struct count {
    uint64_t n;
    uint8_t shown;  /* enum shown; set by the functions below */
    uint64_t least; /* for SHOWN_AT_LEAST */
};

/* One count that stands for itself. min 0 or 1: all counts are told; 2 is not allowed. */
void suppress_one(struct count *c, uint32_t min);

/* Parts that make up a total; a part of 0 is none, and that it is none is told. Returns false when
 * no part may be told: the total is small, or every part is. Else small parts are hidden, and the
 * total too where it would narrow what they can be: for one who knows all that is told and this
 * very procedure, each hidden part may still be any number from 1 to min - 1. */
bool suppress_parts(struct count *total, struct count *parts, size_t n, uint32_t min);

#endif
