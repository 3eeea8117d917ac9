/* Known values: what the identifying columns of a record hold is found wherever its text mentions
 * it.
 *
 * A value is found whole; of a name each word that tells something too, with its plural (the
 * Khans), its misspelt forms, and the initials in capitals; of an address each part between commas,
 * the street without its number, and the postcode; a date in the other ways it is written, and, in
 * a record that speaks of other dates, the ages it makes; a date in three fields that follow each
 * other is one. A bare number is an age only where it stands as one, and a code of three figures or
 * fewer, a day or a month is not looked for. In any case, but for one word that is
 * also an ordinary word (May, Grant, Reading): it is found where it is capitalised, and where a
 * whole field is in one case, the record's memory says what it may be and evidence decides. */
#ifndef BLOT_FIND_KNOWN_H
#define BLOT_FIND_KNOWN_H

#include "find/work.h"

/* Adds the spans (BY_KNOWN) to works[0 .. n).decided. After the rules, before overlaps are
 * resolved. Memory from a. */
enum status known_find(struct detector *d, struct work *works, size_t n, struct arena *a,
                       struct err *e);

/* Whether any of it may be: a value, or a form of it, stands in the text of a field, meant or not.
 * Needs views and tokens only. When it is not, no field of the record tells on another. */
enum status known_stands(bool *stands, struct detector *d, const struct work *works, size_t n,
                         struct err *e);

#endif
