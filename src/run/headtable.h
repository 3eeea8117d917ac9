/* What a header says among the others of its table: "First" is somebody's where "Last" or "Surname"
 * stands too, "dd", "mm" and "yyyy" in three columns are a date, and "From" and "To" are persons
 * where "Subject" or "Cc" stands too, and PC beside an address is its postcode. */
#ifndef BLOT_RUN_HEADTABLE_H
#define BLOT_RUN_HEADTABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum { FULLER_MAX = 96 };

/* The headers of a table. Borrowed. */
struct headtable {
    const struct slice *headers;
    size_t n;
    bool named;   /* some say a part of a name by their own words */
    bool placed;  /* some say a part of an address by their own words */
    bool letters; /* some say that the rows are letters: Cc, Subject */
};

struct headtable headtable_of(const struct slice *headers, size_t n);

/* The header of column i said in full, as header_label knows it (First: "First name"; Visit dd:
 * "dob dd"), written to `room`; the header itself, borrowed, where its own words are all there is
 * to it or the others say nothing. */
struct slice header_fuller(char room[FULLER_MAX], const struct headtable *t, size_t i);

#endif
