/* School years as ages. */
#ifndef BLOT_REDACT_SCHOOL_H
#define BLOT_REDACT_SCHOOL_H

#include <stdbool.h>

#include "base/slice.h"
#include "text/bands.h"

/* Reads a whole text (folded, any case) as one or several school years: Year 9, Y5/6, years 7 to
 * 11, Reception, Year R, lower sixth, sixth form(er), key stage 3, KS2, Primary 4, S3. In England
 * and Wales a year is the age of all its children on the 31 August before it begins (Year 9: 13,
 * sixth form: 16 and 17); Scottish classes hold two ages. False: it is none. */
bool school_read(struct age_range *out, struct slice text);

#endif
