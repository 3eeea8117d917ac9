/* Days and dates of the Gregorian calendar. */
#ifndef BLOT_REDACT_CALENDAR_H
#define BLOT_REDACT_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

/* A part that is not known is 0. */
struct date {
    uint16_t year;
    uint8_t month, day;
};

/* Whether such a day, month or year exists; 29 February does where the year is not known. */
bool date_exists(struct date d);

/* Year, month and day are known. */
bool date_complete(struct date d);

/* Days since 1 January 1970, of a complete date that exists; and back (years 1 to 9999). */
int32_t date_days(struct date d);
struct date date_of_days(int32_t days);

/* Moves a date by so many days and keeps what is known of it: of a month the middle is moved, of a
 * year 1 July, and a day without its year is moved as if in the year `assumed`. False where too
 * little is known (a day of no month) or the years leave 1 to 9999. */
bool date_shift(struct date *out, struct date d, int32_t days, uint16_t assumed);

/* Whole years from birth to `at` (complete, or at least its year). Where the month of birth is not
 * known, as if born on 1 July; where the day is not, on the 15th; `at` likewise. False: before the
 * birth, 150 years or more after it, or a year is not known. */
bool date_age(uint8_t *out, struct date birth, struct date at);

/* The year that two digits mean: 00 to 29 are of this century, 30 to 99 of the last. */
uint16_t date_century(unsigned two_digits);

#endif
