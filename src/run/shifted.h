/* Dates that were moved: text that stands for a date, as a placeholder does. */
#ifndef BLOT_RUN_SHIFTED_H
#define BLOT_RUN_SHIFTED_H

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

/* Makes of two texts of one field what of them is to be compared, where the dates of `after` were
 * moved: in both, as many dates (of a day or of a month and year) as `before` has dates and DATE
 * placeholders are blanked out, from the left. What `after` has beyond them stays, for it was no
 * date of that run. The outcome is the text itself or lies in a. ST_MEMORY. */
enum status shifted_blank(struct slice *before, struct slice *after, struct arena *a,
                          struct err *e);

#endif
