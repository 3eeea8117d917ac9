#include "text/checks.h"

#include <stddef.h>
#include <stdint.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- reading ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static char capital(char c) {
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Which of these a rule lets through its pattern says. */
static bool is_separator(char c) {
    return (c >= '\t' && c <= '\r') || (c != '\0' && strchr(" -./_,()*|~+>", c));
}

/* Copies ASCII letters (made capitals) and digits, skipping what may stand between them.
 * Returns their number, or 0 when there are more than max or another character. */
static size_t compact(char *out, size_t max, struct slice s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = capital(s.p[i]);
        if (is_separator(c))
            continue;
        if ((!is_digit(c) && !is_capital(c)) || n == max)
            return 0;
        out[n++] = c;
    }
    return n;
}

static bool all_digits(const char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!is_digit(p[i]))
            return false;
    return true;
}

/* True when s is exactly n digits beside separators; out gets their values. */
static bool digits(unsigned *out, size_t n, struct slice s) {
    char text[32];
    if (n > sizeof text || compact(text, n, s) != n || !all_digits(text, n))
        return false;
    for (size_t i = 0; i < n; i++)
        out[i] = (unsigned)(text[i] - '0');
    return true;
}

static unsigned two(const char *p) {
    return (unsigned)(p[0] - '0') * 10 + (unsigned)(p[1] - '0');
}

/* ---- dates ---- */

static bool is_leap(unsigned year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* year 0: not known, so 29 February may be. */
static bool date_exists(unsigned day, unsigned month, unsigned year) {
    static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return false;
    return month != 2 || day < 29 || year == 0 || is_leap(year);
}

/* A month's name in full or cut to three letters (sept too), or 0. */
static unsigned month_from(const char *p, size_t n) {
    static const char *const names[] = {"JANUARY",   "FEBRUARY", "MARCH",    "APRIL",
                                        "MAY",       "JUNE",     "JULY",     "AUGUST",
                                        "SEPTEMBER", "OCTOBER",  "NOVEMBER", "DECEMBER"};
    for (unsigned m = 0; m < COUNT(names); m++) {
        size_t full = strlen(names[m]);
        if (n < 3 || n > full || (n != 3 && n != full && !(m == 8 && n == 4)))
            continue;
        size_t i = 0;
        while (i < n && capital(p[i]) == names[m][i])
            i++;
        if (i == n)
            return m + 1;
    }
    return 0;
}

/* The numbers and the month's name of a written date, in order. */
struct date_parts {
    unsigned number[3];
    size_t width[3]; /* digits written */
    size_t n;
    unsigned month; /* from a name; 0: none */
};

/* False when there are more than three numbers or one is too long. */
static bool date_split(struct date_parts *d, struct slice s) {
    *d = (struct date_parts){0};
    for (size_t i = 0; i < s.n;) {
        size_t start = i;
        if (is_digit(s.p[i])) {
            unsigned value = 0;
            while (i < s.n && is_digit(s.p[i]) && i - start < 5)
                value = value * 10 + (unsigned)(s.p[i++] - '0');
            if (d->n == 3 || i - start > 4)
                return false;
            d->width[d->n] = i - start;
            d->number[d->n++] = value;
        } else if (is_capital(capital(s.p[i]))) {
            while (i < s.n && is_capital(capital(s.p[i])))
                i++;
            unsigned m = month_from(s.p + start, i - start);
            d->month = m ? m : d->month;
        } else {
            i++;
        }
    }
    return true;
}

/* Two digits say nothing of the century, but all leap years of living memory divide by four. */
static unsigned year_of(unsigned number, size_t width) {
    return width == 4 ? number : width == 2 ? 2000 + number : 0;
}

/* With a month's name: day and year in either order, each may be missing. */
static bool named_date(const struct date_parts *d) {
    if (d->n == 0)
        return true;
    if (d->n > 2)
        return false;
    size_t day = d->width[0] > 2 ? 1 : 0, year = 1 - day;
    if (day >= d->n)
        return true; /* March 2009 */
    if (d->width[day] > 2)
        return false;
    return date_exists(d->number[day], d->month,
                       year < d->n ? year_of(d->number[year], d->width[year]) : 0);
}

/* Day first, as Britain writes it; year first by ISO 8601; month first only where nothing else can
 * be meant and a year stands behind it. */
static bool check_date(struct slice s) {
    struct date_parts d;
    if (!date_split(&d, s))
        return false;
    if (d.month)
        return named_date(&d);
    if (d.n < 2)
        return false;
    if (d.n == 3 && d.width[0] == 4)
        return date_exists(d.number[2], d.number[1], d.number[0]);
    unsigned year = d.n == 3 ? year_of(d.number[2], d.width[2]) : 0;
    if (date_exists(d.number[0], d.number[1], year))
        return true;
    return d.n == 3 && date_exists(d.number[1], d.number[0], year);
}

/* ---- health ---- */

/* NHS Data Dictionary, NHS NUMBER: modulus 11 with weights 10 to 2; a remainder that gives 10 is
 * never issued. */
static bool modulus_11(const unsigned d[10]) {
    unsigned sum = 0;
    for (unsigned i = 0; i < 9; i++)
        sum += d[i] * (10 - i);
    unsigned check = (11 - sum % 11) % 11;
    return check == d[9];
}

static bool check_nhs(struct slice s) {
    unsigned d[10];
    return digits(d, 10, s) && modulus_11(d);
}

/* NHS Scotland, Community Health Index: date of birth DDMMYY, serial, check digit as above. */
static bool check_chi(struct slice s) {
    unsigned d[10];
    if (!digits(d, 10, s) || !modulus_11(d))
        return false;
    return date_exists(d[0] * 10 + d[1], d[2] * 10 + d[3], 2000 + d[4] * 10 + d[5]);
}

/* ---- education ---- */

/* Learning Records Service, ULN validation: weights 10 to 2, remainder of 11, check digit is 10
 * less the remainder; a remainder of 0 is never issued. */
static bool check_uln(struct slice s) {
    unsigned d[10];
    if (!digits(d, 10, s) || d[0] == 0)
        return false;
    unsigned sum = 0;
    for (unsigned i = 0; i < 9; i++)
        sum += d[i] * (10 - i);
    unsigned rest = sum % 11;
    return rest != 0 && d[9] == 10 - rest;
}

/* Department for Education, Unique pupil numbers: check letter, local authority, school, year,
 * serial. Characters 2 to 13 times their place, modulus 23, index into the letters without I, O
 * and S. A temporary number ends in a letter, which counts by its index. */
static bool check_upn(struct slice s) {
    static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
    char t[13];
    if (compact(t, 13, s) != 13 || !all_digits(t + 1, 11))
        return false;
    unsigned sum = 0;
    for (unsigned i = 1; i < 13; i++) {
        const char *at = strchr(letters, t[i]);
        if (!is_digit(t[i]) && !at)
            return false;
        sum += (is_digit(t[i]) ? (unsigned)(t[i] - '0') : (unsigned)(at - letters)) * (i + 1);
    }
    return t[0] == letters[sum % 23];
}

/* ---- tax, money, driving ---- */

/* HMRC, Unique Taxpayer Reference: the first digit checks the nine behind it. */
static bool check_utr(struct slice s) {
    static const unsigned weights[] = {6, 7, 8, 9, 10, 5, 4, 3, 2};
    static const unsigned checks[] = {2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    unsigned d[10], sum = 0;
    if (!digits(d, 10, s))
        return false;
    for (size_t i = 0; i < COUNT(weights); i++)
        sum += d[i + 1] * weights[i];
    return d[0] == checks[sum % 11];
}

/* HMRC, National Insurance Manual NIM39110: D, F, I, Q, U and V never stand in the prefix, O never
 * second; seven pairs are not allocated; the suffix is A to D and may be missing. */
static bool check_ni(struct slice s) {
    static const char *const never[] = {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"};
    char t[9];
    size_t n = compact(t, 9, s);
    if (n < 8 || !is_capital(t[0]) || !is_capital(t[1]) || !all_digits(t + 2, 6))
        return false;
    if (strchr("DFIQUV", t[0]) || strchr("DFIQUVO", t[1]))
        return false;
    for (size_t i = 0; i < COUNT(never); i++)
        if (memcmp(t, never[i], 2) == 0)
            return false;
    return n == 8 || (t[8] >= 'A' && t[8] <= 'D');
}

/* ISO/IEC 7812-1, annex B. */
static bool check_luhn(struct slice s) {
    char t[32];
    size_t n = compact(t, sizeof t, s);
    if (n < 2 || !all_digits(t, n))
        return false;
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned v = (unsigned)(t[n - 1 - i] - '0') * (i % 2 ? 2 : 1);
        sum += v > 9 ? v - 9 : v;
    }
    return sum % 10 == 0;
}

/* ISO 13616-1: the first four characters go to the end, letters count 10 to 35, the remainder of
 * 97 is 1. British ones have 22 characters. */
static bool check_iban(struct slice s) {
    char t[34];
    size_t n = compact(t, sizeof t, s);
    if (n < 15 || !is_capital(t[0]) || !is_capital(t[1]) || !all_digits(t + 2, 2))
        return false;
    if (memcmp(t, "GB", 2) == 0 && n != 22)
        return false;
    unsigned rest = 0;
    for (size_t i = 0; i < n; i++) {
        char c = t[(i + 4) % n];
        rest = is_digit(c) ? (rest * 10 + (unsigned)(c - '0')) % 97
                           : (rest * 100 + (unsigned)(c - 'A') + 10) % 97;
    }
    return rest == 1;
}

/* DVLA's driver number: five of the surname filled with 9s, decade, month (plus 50 for women),
 * day, year, two initials (9: none), one character, two letters. */
static bool check_driving(struct slice s) {
    char t[18]; /* two more are the issue number */
    size_t n = compact(t, sizeof t, s);
    if ((n != 16 && n != 18) || !is_capital(t[0]) || !all_digits(t + 5, 6))
        return false;
    for (size_t i = 1; i < 5; i++)
        if (t[i] != '9' && (!is_capital(t[i]) || t[i - 1] == '9'))
            return false;
    for (size_t i = 11; i < 13; i++)
        if (t[i] != '9' && !is_capital(t[i]))
            return false;
    unsigned month = two(t + 6) % 50;
    return (two(t + 6) <= 12 || two(t + 6) > 50) && date_exists(two(t + 8), month, 0) &&
           is_capital(t[14]) && is_capital(t[15]);
}

/* ---- places ---- */

/* Royal Mail's postcode areas with those of Jersey, Guernsey and Man. */
static bool check_area(struct slice s) {
    static const char areas[] =
        " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT "
        "DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA "
        "LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE "
        "SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV "
        "YO ZE ";
    char want[5] = " ";
    size_t n = 0;
    while (n < s.n && is_capital(capital(s.p[n])) && n < 3) {
        if (n < 2)
            want[n + 1] = capital(s.p[n]);
        n++;
    }
    if (n < 1 || n > 2)
        return false;
    want[n + 1] = ' ';
    return strstr(areas, want) != NULL;
}

check_fn *check_find(struct slice name) {
    static const struct {
        const char *name;
        check_fn *fn;
    } checks[] = {
        {"nhs-number", check_nhs},
        {"chi-number", check_chi},
        {"uln", check_uln},
        {"upn", check_upn},
        {"utr", check_utr},
        {"luhn", check_luhn},
        {"iban", check_iban},
        {"ni-number", check_ni},
        {"date", check_date},
        {"driving-licence", check_driving},
        {"postcode-area", check_area},
    };
    for (size_t i = 0; i < COUNT(checks); i++)
        if (slice_is(name, checks[i].name))
            return checks[i].fn;
    return NULL;
}
