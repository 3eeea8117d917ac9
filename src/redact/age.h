/* Ages as people write them: what range of whole years a span means. */
#ifndef BLOT_REDACT_AGE_H
#define BLOT_REDACT_AGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "text/bands.h"

/* Reads the age at bytes [start, end) of text (valid UTF-8): digits and words, also misspelt or
 * scanned (l2, 5O); years and months (2y4m, 14;03); months, weeks and days, with the unit inside
 * the span or right behind it; halves; ordinals (her 16th birthday); ranges and lists (15/16);
 * decades (mid-forties, late 70s, thirty-odd); open ends (70+); school years (Year 9, Reception,
 * sixth form), as the age at which they begin in England, Scottish ones as the two ages they have.
 * *known is false, and *out is not set, where it is none of these or could be two things: then the
 * age must not be shown. Memory from a. ST_MEMORY. */
enum status age_read(struct age_range *out, bool *known, struct slice text, uint32_t start,
                     uint32_t end, struct arena *a, struct err *e);

#endif
