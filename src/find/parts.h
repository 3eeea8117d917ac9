/* Parts of records: fields that have to be looked at together, because what one says is looked for
 * in another. Where no known value of a record stands in its text, each field that is only scanned
 * for what rules and lists find is a part of its own, and its prose is another. What is found in a
 * part never depends on the others, nor on whether it was seen before. */
#ifndef BLOT_FIND_PARTS_H
#define BLOT_FIND_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "find/detect.h"
#include "find/detector.h"

struct part; /* what becomes of it */

struct parts {
    struct detection *v; /* those that have to be looked at */
    struct part *of;     /* likewise */
    size_t n;
};

/* The n records with their fields in the order of parts, and without those that are not looked at:
 * what works are to be made of. Memory from a; NULL when it is out. */
struct detection *parts_order(const struct detection *v, size_t n, struct arena *a);

/* Splits the records, of which `ordered` has the works (work_read) or says why not, and gives spans
 * where a part was seen before. Memory from a. False when it is out. */
bool parts_split(struct parts *out, struct detector *d, struct detection *v,
                 const struct detection *ordered, size_t n, struct arena *a);

/* Gives the records what was found in their parts, or the first of their errors. */
void parts_take(const struct parts *p, struct seen *seen);

#endif
