#include "redact/calendar.h"

#include "text/bands.h"

#define CENTURY_SPLIT 30
#define YEAR_MAX      9999

static bool is_leap(unsigned year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static unsigned days_in(unsigned month, unsigned year) {
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && (year == 0 || is_leap(year)) ? 29 : days[month - 1];
}

bool date_exists(struct date d) {
    if (d.month > 12 || d.day > 31 || d.year > YEAR_MAX)
        return false;
    return d.month == 0 || d.day <= days_in(d.month, d.year);
}

bool date_complete(struct date d) {
    return d.year && d.month && d.day;
}

/* Years are counted from 1 March, so that the leap day is a year's last. */
int32_t date_days(struct date d) {
    int32_t y = d.year - (d.month <= 2), m = (d.month + 9) % 12;
    int32_t of_year = (153 * m + 2) / 5 + d.day - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 + of_year - 719468;
}

struct date date_of_days(int32_t days) {
    int32_t n = days + 719468, era = n / 146097, left = n % 146097;
    int32_t y = (left - left / 1460 + left / 36524 - left / 146096) / 365;
    int32_t of_year = left - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
    int32_t day = of_year - (153 * m + 2) / 5 + 1, month = m < 10 ? m + 3 : m - 9;
    return (struct date){(uint16_t)(y + era * 400 + (month <= 2)), (uint8_t)month, (uint8_t)day};
}

/* The day that stands for what is known. */
static struct date middle(struct date d) {
    if (d.month == 0)
        return (struct date){d.year, 7, 1};
    return (struct date){d.year, d.month, d.day ? d.day : 15};
}

bool date_shift(struct date *out, struct date d, int32_t days, uint16_t assumed) {
    static const int32_t first = -719162, last = 2932896; /* 0001-01-01 and 9999-12-31 */
    struct date from = d;
    if (!d.year)
        from.year = assumed;
    if ((d.day && !d.month) || (d.month && !d.day && !d.year) || !from.year)
        return false;
    from = middle(from);
    if (!date_exists(from))
        from.day = 28; /* 29 February in an assumed year that has none */
    int32_t n = date_days(from) + days;
    if (n < first || n > last)
        return false;
    struct date to = date_of_days(n);
    *out = (struct date){d.year ? to.year : 0, d.month ? to.month : 0, d.day ? to.day : 0};
    return true;
}

bool date_age(uint8_t *out, struct date birth, struct date at) {
    if (!birth.year || !at.year)
        return false;
    birth = middle(birth);
    at = middle(at);
    int before = at.month < birth.month || (at.month == birth.month && at.day < birth.day);
    int age = at.year - birth.year - before;
    *out = (uint8_t)age;
    return age >= 0 && age < AGE_MAX;
}

uint16_t date_century(unsigned two_digits) {
    return (uint16_t)(two_digits + (two_digits < CENTURY_SPLIT ? 2000u : 1900u));
}
