/* Small counts hidden, so that none can be worked out from the others. */
#ifndef BLOT_RUN_SUPPRESS_H
#define BLOT_RUN_SUPPRESS_H

#include <stddef.h>
#include <stdint.h>

/* How a count is told. */
enum shown {
    SHOWN_EXACT,
    SHOWN_BELOW, /* it is from 1 to min - 1: "<10" */
    SHOWN_NOT    /* it is min or more, and would tell another: "suppressed" */
};

struct count {
    uint64_t n;
    uint8_t shown; /* enum shown; set by the functions below */
};

/* One count that stands for itself. min 0 or 1: all counts are told; 2 is not allowed. */
void suppress_one(struct count *c, uint32_t min);

/* Parts that make up a total, both of which are told. A part of 0 is none. Where the total itself
 * is small, its parts must not be told at all. Else enough is hidden that every small part could
 * be at least two numbers, for one who knows all that is told, and how it is hidden. */
void suppress_parts(struct count *total, struct count *parts, size_t n, uint32_t min);

#endif
