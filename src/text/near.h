/* How far two names are apart, for "did you mean". */
#ifndef BLOT_TEXT_NEAR_H
#define BLOT_TEXT_NEAR_H

#include <stddef.h>

#include "base/slice.h"

#define NEAR_FAR 99 /* names too long to compare, or too different in length */

/* Letters inserted, removed, replaced or swapped with their neighbour to make b of a, by bytes;
 * case, spaces, hyphens and underscores make no difference. */
size_t near_distance(struct slice a, struct slice b);

#endif
