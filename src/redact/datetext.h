/* Dates as people write them, read so that another date can be written in the same form. */
#ifndef BLOT_REDACT_DATETEXT_H
#define BLOT_REDACT_DATETEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"
#include "redact/calendar.h"

/* How a part is written. */
enum date_style {
    DATE_DIGITS,
    DATE_ORDINAL, /* 3rd */
    DATE_WORDS,   /* third, twenty-first */
    DATE_NAME,    /* March, Mawrth */
    DATE_SHORT    /* Mar; Sept */
};

/* A part of a date in its text: bytes [start, end); start == end where it is not written. */
struct date_part {
    uint32_t start, end;
    uint8_t style; /* enum date_style */
};

struct date_text {
    struct date when; /* what is known */
    struct date_part day, month, year;
    bool padded;     /* days and months below ten have a nought before */
    bool welsh;      /* the month's name is */
    bool two_digits; /* of the year */
};

/* Reads all of text as one date: in figures (12/03/2019, 12.3.19, 2019-03-12, 20190312, 10/2021,
 * 14/3; the American order only where no other is possible), with the month's name in English or
 * Welsh, misspelt or scanned too (3rd of May, March 12th, 2019, 04MAY2014, Mar '19), the day in
 * words (fourteenth of March), a year or an ordinal alone. False: it is none, no such day exists,
 * or it could be two things (Feb 25). */
bool date_read(struct date_text *out, struct slice text);

/* The same for text as it stands in a source (fold.h); d->when is all 0 where it is none. For
 * reading only: the parts are those of the folded text. Memory from a. ST_MEMORY. */
enum status date_read_folded(struct date_text *out, struct slice text, struct arena *a,
                             struct err *e);

/* Appends text, which date_read read into d, with the parts of another date in their places, in the
 * same order, separators, case, digits, endings and language. `to` has the parts that d->when has.
 * False when memory is out. */
bool date_write(struct buf *out, struct slice text, const struct date_text *d, struct date to);

#endif
