/* Bands of ages: what the action band may write, and what a second pass knows again.
 *
 * Ages are whole years, 0 to AGE_MAX. A band is written 10-13, an open one 90+. Neighbouring bands
 * may be written as one (10-15): what is said of a range of ages. */
#ifndef BLOT_TEXT_BANDS_H
#define BLOT_TEXT_BANDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

#define AGE_MAX   150 /* the end of an open band */
#define BANDS_MAX 40

/* Whole years, both ends included. */
struct age_range {
    uint8_t lo, hi;
};

/* Ascending; none overlaps another; at least one. */
struct age_bands {
    size_t n;
    struct age_range v[BANDS_MAX];
};

/* 0-4, 5-9, 10-13, 14-15, 16-17, 18-24, 25-29, then tens to 89, 90 and over. Static. */
const struct age_bands *bands_default(void);

/* Reads "0-17,18-64,65+", in any order; spaces do not matter. ST_USAGE: the message says what is
 * wrong with which band and what to write. */
enum status bands_read(struct age_bands *out, struct slice list, struct err *e);

/* The range that the bands round ages give. False where an end is in no band, or a gap between two
 * bands lies inside. */
bool bands_round(const struct age_bands *b, struct age_range ages, struct age_range *out);

/* Appends 10-13 or 90+. False when memory is out. */
bool bands_write(struct buf *out, struct age_range r);

/* The length of the band, or of the neighbouring bands in one, that stands at the start of s; 0:
 * none does. */
size_t bands_at(const struct age_bands *b, struct slice s);

#endif
