/* A known date, in the other ways it is written: 4 July 2011, 2011-07-04, 4/7/11, July 4th; and the
 * ages that somebody born then had in the years a record speaks of. */
#ifndef BLOT_FIND_BIRTH_H
#define BLOT_FIND_BIRTH_H

#include "find/phrases.h"
#include "text/tokens.h"

struct birth {
    uint32_t day, month, year;
};

/* Reads a value that is one date of three parts, with the day first or the year first; months in
 * figures or English. False for anything else. */
bool birth_read(struct birth *out, const struct scan *value);

/* False when no form of it can stand in a text: each has the day as a number, or all in one. */
bool birth_may_stand(const struct birth *b, const struct scan *s);

/* Adds every form of the date to l, tagged. Memory from a. */
enum status birth_forms(struct phrase_list *l, const struct birth *b, uint8_t tag,
                        const struct lexicon *lx, struct arena *a, struct err *e);

#define BIRTH_YEARS 8

/* Years that dates of a record name, for ages. */
struct years {
    uint32_t v[BIRTH_YEARS];
    uint32_t n;
};

/* Notes the years of the dates in a field: four figures from 1900 to 2099 that stand beside a
 * month's name or, with a slash, hyphen or full stop, beside other figures. */
void birth_years(struct years *y, const struct scan *s);

/* Adds the ages, in figures and in words, tagged: for each year the two that the day may make. */
enum status birth_ages(struct phrase_list *l, const struct birth *b, const struct years *y,
                       uint8_t tag, const struct lexicon *lx, struct arena *a, struct err *e);

/* True when number token i stands as an age may stand: not in a sum, a code or a date, and before
 * nothing that it could count but years. */
bool birth_stands(const struct scan *s, uint32_t i, uint32_t end);

#endif
