/* Which labels a token may get at all: what no weight should have to say. */
#ifndef BLOT_FIND_ALLOWED_H
#define BLOT_FIND_ALLOWED_H

#include "find/context.h"
#include "find/weights.h"

/* Bits of enum evidence_label. Words may be NAME and PLACE, number words and units after a figure
 * AGE too, and numbers AGE, DATE and ID, and PLACE where they are short. No age: units of years,
 * which stay; ordinals; the figures behind a point or colon, and in a word; the numbers of a list.
 * No date: scores, times and sections (13/15, 22.40, 7.4.1). */
uint32_t evidence_allowed(const struct context *c, uint32_t i);

/* True when the number at token i counts the items of a list that has at least three: (1) ... (2)
 * ... (3). */
bool evidence_list_number(const struct context *c, uint32_t i);

#endif
