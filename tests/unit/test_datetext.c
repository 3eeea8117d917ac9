/* Dates as people write them: what they mean, and the same form with another date in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "redact/datetext.h"

/* Parts that are not known are 0; a year of 0, month of 0 and day of 0: it is no date. `moved` is
 * the text 100 days later; NULL: too little is known to move it. */
struct date_case {
    const char *text;
    struct date when;
    const char *moved;
};

static const struct date_case FIGURES[] = {
    {"12/03/2019", {2019, 3, 12}, "20/06/2019"},
    {"12/3/2019", {2019, 3, 12}, "20/6/2019"},
    {"1/3/2019", {2019, 3, 1}, "9/6/2019"},
    {"01/03/2019", {2019, 3, 1}, "09/06/2019"},
    {"12.3.19", {2019, 3, 12}, "20.6.19"},
    {"12.03.19", {2019, 3, 12}, "20.06.19"},
    {"12-03-2019", {2019, 3, 12}, "20-06-2019"},
    {"12 03 2019", {2019, 3, 12}, "20 06 2019"},
    {"12 / 03 / 2019", {2019, 3, 12}, "20 / 06 / 2019"},
    {"12\\03\\2019", {2019, 3, 12}, "20\\06\\2019"},
    {"12|03|2019", {2019, 3, 12}, "20|06|2019"},
    {"02/11/2020", {2020, 11, 2}, "10/02/2021"},
    {"31/12/1999", {1999, 12, 31}, "09/04/2000"},
    {"29/02/2024", {2024, 2, 29}, "08/06/2024"},
    {"22/09/06", {2006, 9, 22}, "31/12/06"},
    {"5/9/41", {1941, 9, 5}, "14/12/41"},
    {"21.11.23", {2023, 11, 21}, "29.02.24"},
    {"4.4.81", {1981, 4, 4}, "13.7.81"},
    {"12.12.1938", {1938, 12, 12}, "22.03.1939"},
    {"1/1/00", {2000, 1, 1}, "10/4/00"},
    {"1/1/1940", {1940, 1, 1}, "10/4/1940"},
    {"03/25/2019", {2019, 3, 25}, "07/03/2019"},
    {"12\xE2\x80\x93"
     "03\xE2\x80\x93"
     "2019",
     {2019, 3, 12},
     "20\xE2\x80\x93"
     "06\xE2\x80\x93"
     "2019"},
    {"2019-03-12", {2019, 3, 12}, "2019-06-20"},
    {"2019/3/2", {2019, 3, 2}, "2019/6/10"},
    {"2012.05.31.", {2012, 5, 31}, "2012.09.08."},
    {"20190312", {2019, 3, 12}, "20190620"},
    {"09112012", {2012, 11, 9}, "17022013"},
    {"12032019", {2019, 3, 12}, "20062019"},
    {"20122019", {2019, 12, 20}, "29032020"},
    {"070346", {1946, 3, 7}, "150646"},
    {"040316", {2016, 3, 4}, "120616"},
    {"10/2021", {2021, 10, 0}, "01/2022"},
    {"06/2020", {2020, 6, 0}, "09/2020"},
    {"3/1955", {1955, 3, 0}, "6/1955"},
    {"2021-10", {2021, 10, 0}, "2022-01"},
    {"14/3", {0, 3, 14}, "22/6"},
    {"14.3", {0, 3, 14}, "22.6"},
    {"03/04", {0, 4, 3}, "12/07"},
    {"18-12", {0, 12, 18}, "28-03"},
    {"2009", {2009, 0, 0}, "2009"},
    {"1947", {1947, 0, 0}, "1947"},
    {"14", {0, 0, 14}, NULL},
    {"14th", {0, 0, 14}, NULL},
    {"1st", {0, 0, 1}, NULL},
    {"l4/O3/2009", {2009, 3, 14}, "22/06/2009"},
    {"2l.O9.2OO7", {2007, 9, 21}, "30.12.2007"},
};

static const struct date_case NAMES[] = {
    {"12 March 2019", {2019, 3, 12}, "20 June 2019"},
    {"12th March 2019", {2019, 3, 12}, "20th June 2019"},
    {"12th of March, 2019", {2019, 3, 12}, "20th of June, 2019"},
    {"3 Feb 2020", {2020, 2, 3}, "13 May 2020"},
    {"3 feb", {0, 2, 3}, "14 may"},
    {"3 FEB", {0, 2, 3}, "14 MAY"},
    {"3rd Feb", {0, 2, 3}, "14th May"},
    {"3RD FEB", {0, 2, 3}, "14TH MAY"},
    {"03 Feb 2020", {2020, 2, 3}, "13 May 2020"},
    {"24 Feb 2020", {2020, 2, 24}, "3 Jun 2020"},
    {"24 October 2023", {2023, 10, 24}, "1 February 2024"},
    {"05 Jan 2020", {2020, 1, 5}, "14 Apr 2020"},
    {"01 JAN 2003", {2003, 1, 1}, "11 APR 2003"},
    {"12-Mar-19", {2019, 3, 12}, "20-Jun-19"},
    {"25-NOV-24", {2024, 11, 25}, "5-MAR-25"},
    {"04MAY2014", {2014, 5, 4}, "12AUGUST2014"},
    {"1 Aug 24", {2024, 8, 1}, "9 Nov 24"},
    {"6 jun 24", {2024, 6, 6}, "14 sep 24"},
    {"17 Sep 1986", {1986, 9, 17}, "26 Dec 1986"},
    {"17th Sept. 2021", {2021, 9, 17}, "26th Dec. 2021"},
    {"3rd of dec", {0, 12, 3}, "13th of mar"},
    {"3rd of the month of May", {0}, NULL},
    {"2nd ae February", {0, 2, 2}, "13th ae May"},
    {"1-Sep", {0, 9, 1}, "10-Dec"},
    {"14 Febuary 2020", {2020, 2, 14}, "24 May 2020"},
    {"5 N0vember", {0, 11, 5}, "13 February"},
    {"l3 Ju1y", {0, 7, 13}, "21 October"},
    {"1 Mawrth", {0, 3, 1}, "9 Mehefin"},
    {"1af Mawrth", {0}, NULL},
    {"3 Mai 2020", {2020, 5, 3}, "11 Awst 2020"},
    {"March 12", {0}, NULL}, /* a day, or 2012 */
    {"March 12th", {0, 3, 12}, "June 20th"},
    {"March 12, 2019", {2019, 3, 12}, "June 20, 2019"},
    {"March the 12th, 2019", {2019, 3, 12}, "June the 20th, 2019"},
    {"Jan 1st", {0, 1, 1}, "Apr 11th"},
    {"Feb 25", {0}, NULL},
    {"jan 24", {0}, NULL},
    {"aug 78", {1978, 8, 0}, "nov 78"},
    {"March 2019", {2019, 3, 0}, "June 2019"},
    {"MAY 1937", {1937, 5, 0}, "AUGUST 1937"},
    {"september 1972", {1972, 9, 0}, "december 1972"},
    {"Mar '19", {2019, 3, 0}, "Jun '19"},
    {"Mar \xE2\x80\x99"
     "19",
     {2019, 3, 0},
     "Jun \xE2\x80\x99"
     "19"},
    {"Nov-22", {2022, 11, 0}, "Feb-23"},
    {"Nov/22", {2022, 11, 0}, "Feb/23"},
    {"Oct, 2021", {2021, 10, 0}, "Jan, 2022"},
    {"fourteenth of March", {0, 3, 14}, "twenty-second of June"},
    {"Twenty-first of June 2019", {2019, 6, 21}, "Twenty-ninth of September 2019"},
    {"twenty first of June", {0, 6, 21}, "twenty-ninth of September"},
    {"third", {0, 0, 3}, NULL},
    {"second day of May 2009", {2009, 5, 2}, "tenth day of August 2009"},
    {"Mon 12 March 2019", {2019, 3, 12}, "Mon 20 June 2019"},
    {"Monday, 12 March 2019", {2019, 3, 12}, "Monday, 20 June 2019"},
    {"12\xC2\xA0March\xC2\xA0"
     "2019",
     {2019, 3, 12},
     "20\xC2\xA0June\xC2\xA0"
     "2019"},
};

static const struct date_case NONE[] = {
    {"", {0}, NULL},
    {" ", {0}, NULL},
    {"31/02/2019", {0}, NULL},
    {"29/02/2019", {0}, NULL},
    {"29 February 2007", {0}, NULL},
    {"31st of june", {0}, NULL},
    {"13/13/2019", {0}, NULL},
    {"32/1/2019", {0}, NULL},
    {"0/1/2019", {0}, NULL},
    {"1/0/2019", {0}, NULL},
    {"12/03/019", {0}, NULL},
    {"12/03/20199", {0}, NULL},
    {"1/2/3/4", {0}, NULL},
    {"5/6 June", {0}, NULL},
    {"6th/7th", {0}, NULL},
    {"12 March 2019 2020", {0}, NULL},
    {"March June", {0}, NULL},
    {"12 mars", {0}, NULL},
    {"13 dic 2012", {0}, NULL},
    {"32", {0}, NULL},
    {"320", {0}, NULL},
    {"1700", {0}, NULL},
    {"99999999", {0}, NULL},
    {"00000000", {0}, NULL},
    {"991399", {0}, NULL},
    {"12th of the twelfth seventy", {0}, NULL},
    {"second day of May Two Thousand and Nine", {0}, NULL},
    {"12/03/2019?", {0}, NULL},
    {"\xEF\xBC\x91/03/2019", {0}, NULL},
    {"last Tuesday", {0}, NULL},
};

static bool same(struct date a, struct date b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static unsigned moved_wrongly(const struct date_case *c, const struct date_text *d) {
    struct buf out = {0};
    struct date to;
    bool can = date_shift(&to, d->when, 100, 2001);
    if (can)
        assert_true(date_write(&out, slice_of(c->text), d, to));
    bool right = can ? c->moved && slice_is(buf_slice(&out), c->moved) : !c->moved;
    if (!right)
        (void)fprintf(stderr, "%s: moved to %.*s, not %s\n", c->text, (int)out.n,
                      out.p ? out.p : "", c->moved ? c->moved : "nothing");
    buf_free(&out);
    return !right;
}

/* A date written into its own text gives that text. */
static unsigned own_text_changed(const struct date_case *c, const struct date_text *d) {
    struct buf out = {0};
    assert_true(date_write(&out, slice_of(c->text), d, d->when));
    struct date_text again;
    bool kept = date_read(&again, buf_slice(&out)) && same(again.when, d->when);
    if (!kept)
        (void)fprintf(stderr, "%s: written as %.*s\n", c->text, (int)out.n, out.p);
    buf_free(&out);
    return !kept;
}

static void try_cases(const struct date_case *v, size_t n) {
    unsigned wrong = 0;
    for (size_t i = 0; i < n; i++) {
        struct date_text d;
        bool read = date_read(&d, slice_of(v[i].text));
        struct date got = read ? d.when : (struct date){0};
        if (!same(got, v[i].when)) {
            (void)fprintf(stderr, "%s: %u-%u-%u\n", v[i].text, got.year, got.month, got.day);
            wrong++;
        } else if (read) {
            wrong += moved_wrongly(&v[i], &d) + own_text_changed(&v[i], &d);
        }
    }
    assert_int_equal(wrong, 0);
}

static void figures(void **state) {
    (void)state;
    try_cases(FIGURES, sizeof FIGURES / sizeof *FIGURES);
}

static void names(void **state) {
    (void)state;
    try_cases(NAMES, sizeof NAMES / sizeof *NAMES);
}

static void no_dates(void **state) {
    (void)state;
    try_cases(NONE, sizeof NONE / sizeof *NONE);
}

/* Whatever the bytes, what is read is a date that exists and can be written. */
static void any_bytes(void **state) {
    (void)state;
    static const char *const pieces[] = {"1",     "12",  "2019",         "/",  ".",     " ",
                                         "March", "may", "th",           "'",  "third", "of",
                                         "l",     "0",   "\xE2\x80\x93", "mon"};
    enum { N = sizeof pieces / sizeof *pieces };
    for (size_t i = 0; i < (size_t)N * N * N * N; i++) {
        char text[64] = "";
        size_t k = i;
        for (int j = 0; j < 4; j++, k /= N)
            strcat(text, pieces[k % N]);
        struct date_text d;
        struct buf out = {0};
        if (date_read(&d, slice_of(text))) {
            assert_true(date_exists(d.when));
            assert_true(date_write(&out, slice_of(text), &d, d.when));
        }
        buf_free(&out);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures),
        cmocka_unit_test(names),
        cmocka_unit_test(no_dates),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
