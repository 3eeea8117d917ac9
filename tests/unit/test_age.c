/* Ages as people write them, and the default band each is in. The age stands between [[ and ]];
 * "?" is one that must not be shown, because it cannot be read or could be two things. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "redact/age.h"

struct age_case {
    const char *text, *band;
};

static const struct age_case DIGITS[] = {
    {"a [[0]] year old", "0-4"},
    {"a [[1]] year old", "0-4"},
    {"a [[4]] year old", "0-4"},
    {"a [[5]]-year-old", "5-9"},
    {"aged [[9]]", "5-9"},
    {"aged [[10]]", "10-13"},
    {"a [[13]]yo", "10-13"},
    {"she is [[14]].", "14-15"},
    {"he is [[15]]!", "14-15"},
    {"[[16]]/M", "16-17"},
    {"[[17]]F", "16-17"},
    {"now [[18]]", "18-24"},
    {"now [[24]]", "18-24"},
    {"now [[25]]", "25-29"},
    {"now [[29]]", "25-29"},
    {"now [[30]]", "30-39"},
    {"[[39]] y", "30-39"},
    {"[[40]] yrs", "40-49"},
    {"[[59]]", "50-59"},
    {"[[60]]", "60-69"},
    {"[[72]]M found", "70-79"},
    {"[[80]]", "80-89"},
    {"[[89]]", "80-89"},
    {"[[90]]", "90+"},
    {"[[102]]", "90+"},
    {"[[149]]", "90+"},
    {"[[150]]", "?"},
    {"[[1999]]", "?"},
    {"[[13 years]]", "10-13"},
    {"[[13 years old]]", "10-13"},
    {"[[13yrs]]", "10-13"},
    {"[[13-year-old]]", "10-13"},
    {"[[13 y o]]", "?"},
    {"[[13yo]]", "10-13"},
    {"[[aged 13]]", "10-13"},
    {"[[around 40]], buys", "40-49"},
    {"[[about 9]]", "5-9"},
    {"[[\xEF\xBC\x91\xEF\xBC\x93]]", "10-13"}, /* full-width digits */
    {"[[1\xE2\x80\x8B"
     "3]]",
     "10-13"}, /* a zero-width space inside */
    {"[[13]] and counting", "10-13"},
    {"[[13]] days in hospital", "10-13"},
    {"[[13]] months in care", "10-13"},
};

static const struct age_case WORDS[] = {
    {"[[one]]", "0-4"},
    {"[[two]]", "0-4"},
    {"[[three]]", "0-4"},
    {"[[four]]", "0-4"},
    {"[[five]]", "5-9"},
    {"[[six]]", "5-9"},
    {"[[seven]]", "5-9"},
    {"[[eight]]", "5-9"},
    {"[[nine]]", "5-9"},
    {"[[ten]]", "10-13"},
    {"[[eleven]]", "10-13"},
    {"[[twelve]]", "10-13"},
    {"[[thirteen]]", "10-13"},
    {"[[fourteen]]", "14-15"},
    {"[[fifteen]]", "14-15"},
    {"[[sixteen]]", "16-17"},
    {"[[Seventeen]]", "16-17"},
    {"[[EIGHTEEN]]", "18-24"},
    {"[[nineteen]]", "18-24"},
    {"[[twenty]]", "18-24"},
    {"[[twenty-two]]", "18-24"},
    {"[[twenty five]]", "25-29"},
    {"[[twentyone]]", "18-24"},
    {"[[thirty]]", "30-39"},
    {"[[thirty-one]]", "30-39"},
    {"[[forty four]]", "40-49"},
    {"[[fourty]]", "40-49"},
    {"[[fortyfour]]", "40-49"},
    {"[[fifty-twa]]", "50-59"},
    {"[[sixty-two]]", "60-69"},
    {"[[Sixty-three]]", "60-69"},
    {"[[seventy-nine]]", "70-79"},
    {"[[seventynine]]", "70-79"},
    {"[[eighty-one]]", "80-89"},
    {"[[ninety]]", "90+"},
    {"[[ninety-six]]", "90+"},
    {"[[one hundred]]", "90+"},
    {"[[a hundred]]", "90+"},
    {"[[a hundred and two]]", "90+"},
    {"[[a hundred and twenty]]", "90+"},
    {"[[four score and fifteen]]", "90+"},
    {"[[three score and ten]]", "70-79"},
    {"[[fower]]", "0-4"},
    {"[[twa]]", "0-4"},
    {"[[eleeven]]", "10-13"},
    {"[[eigth]]", "5-9"},
    {"[[fiveteen]]", "14-15"},
    {"[[ninteen]]", "18-24"},
    {"[[nine winters]]", "5-9"},
    {"[[thirteen years old]]", "10-13"},
    {"[[four twenties]]", "?"},
    {"[[twenty thirteen]]", "?"},
    {"[[novantaquattro]]", "?"},
    {"[[vingt-huit]]", "?"},
    {"[[XVI]]", "?"},
    {"[[pymtheg]]", "?"},
    {"[[\xCE\xB5\xCE\xBD\xCE\xB5\xCE\xBD\xCE\xAE\xCE\xBD\xCF\x84\xCE\xB1]]", "?"},
    {"[[pensioner]]", "?"},
    {"[[under 5]]", "?"},
};

static const struct age_case MONTHS[] = {
    {"[[6 months]] old", "0-4"},
    {"[[18 months]]", "0-4"},
    {"[[22mths]]", "0-4"},
    {"[[59 months]]", "0-4"},
    {"[[60 months]]", "5-9"},
    {"[[5 month]] old", "0-4"},
    {"[[9 mo]]", "0-4"},
    {"[[8m]]) no nursery", "0-4"},
    {"[[13m]]", "0-4"},
    {"[[3-month]]-old", "0-4"},
    {"[[eleven months]]", "0-4"},
    {"[[eighteen months]]", "0-4"},
    {"[[4&nbsp;month]] old", "0-4"},
    {"[[7 weeks]]", "0-4"},
    {"[[10 week]] old girl", "0-4"},
    {"[[9 WKS]]", "0-4"},
    {"[[7wks]]", "0-4"},
    {"[[300 weeks]]", "5-9"},
    {"[[ten weeks]]", "0-4"},
    {"[[4 days]] old", "0-4"},
    {"[[seventy-seven days]]", "0-4"},
    {"[[two days]]", "0-4"},
    {"[[10]] week old", "0-4"},
    {"[[18]]-month-old", "0-4"},
    {"[[14]] days old", "0-4"},
    {"[[14]] years old", "14-15"},
    {"[[6/12]]", "0-4"},
    {"[[5/12]]", "0-4"},
    {"[[18/12]] girl", "0-4"},
    {"[[23/12]]", "0-4"},
    {"[[6/52]]", "0-4"},
    {"[[12/52]]", "0-4"},
    {"[[11/12]]", "?"}, /* eleven months, or eleven and twelve */
    {"[[10/12]]", "?"},
    {"[[2-3 months]]", "0-4"},
    {"[[three to four weeks]]", "0-4"},
    {"[[3/5 wks]]", "?"},
};

static const struct age_case YEARS_AND_MONTHS[] = {
    {"[[2y4m]]", "0-4"},
    {"[[9Y3M]]", "5-9"},
    {"[[14 yrs 3 mths]]", "14-15"},
    {"[[9 years and 2 months]]", "5-9"},
    {"[[2 yrs and 11 mths]]", "0-4"},
    {"[[3 yrs 0 mths]]", "0-4"},
    {"[[5 yrs 1 m]]", "5-9"},
    {"[[9 years, 11 months]]", "5-9"},
    {"[[4y 11/12]]", "0-4"},
    {"[[13;02]]", "10-13"},
    {"[[8;4]]", "5-9"},
    {"[[7:04]] peers", "5-9"},
    {"[[14;03]]", "14-15"},
    {"[[13:45]]", "?"}, /* a clock */
    {"[[9.2]]", "5-9"},
    {"[[17.11]]", "16-17"},
    {"[[2.5]]", "0-4"},
    {"[[15.8]]", "14-15"},
    {"[[ninety-two and three months]]", "90+"},
    {"[[thirteen and one month]]", "10-13"},
    {"[[seventy-seven years and nine months]]", "70-79"},
    {"[[3 lata i 4 mies]]", "0-4"},
};

static const struct age_case HALVES[] = {
    {"[[2\xC2\xBD]]", "0-4"},
    {"[[4\xC2\xBD]]", "0-4"},
    {"[[9\xC2\xBE]]", "5-9"},
    {"[[4 \xC2\xBD]]", "0-4"},
    {"[[6 1/2]]", "5-9"},
    {"[[4 3/4]]", "0-4"},
    {"[[three and a half]]", "0-4"},
    {"[[8 and a half]]", "5-9"},
    {"[[seventeen and a quarter]]", "16-17"},
    {"[[9 and threequarters]]", "5-9"},
    {"[[nine and three quarters]]", "5-9"},
    {"[[nine and three-quarters]]", "5-9"},
    {"[[thirty one and a half]]", "30-39"},
    {"[[17 & a half]]", "16-17"},
    {"[[9 and a half months]]", "0-4"},
};

static const struct age_case RANGES[] = {
    {"[[12-13]]", "10-13"},
    {"[[13-14]]", "10-15"},
    {"[[16-17]]", "16-17"},
    {"[[35-40]]", "30-49"},
    {"[[30\xE2\x80\x93"
     "35]]",
     "30-39"}, /* an en dash */
    {"[[20 to 25]]", "18-29"},
    {"[[55-64]]", "50-69"},
    {"[[6 or 7]]", "5-9"},
    {"[[six or seven]]", "5-9"},
    {"[[ten to twelve]]", "10-13"},
    {"[[ten, eleven]]", "10-13"},
    {"[[15/16]]", "14-17"},
    {"[[8/10/12]]", "5-13"},
    {"[[12/10/8/3]]", "0-13"},
    {"[[18/16/13/11/7/3/5 wks]]", "0-24"},
    {"[[5 and 9]]", "5-9"},
    {"[[3, 5 & 9]]", "0-9"},
    {"[[twelve and nine]]", "5-13"},
    {"[[65+]]", "60+"},
    {"[[70+]]", "70+"},
    {"[[20+]]", "18+"},
    {"[[90+]]", "90+"},
    {"[[14-12]]", "?"},
    {"[[5-0]]", "50-59"}, /* fifty, spelt out */
    {"[[6-1]]", "?"},
    {"[[13]]/11/7", "10-13"},
    {"[[6]]/12 old", "?"}, /* months */
    {"[[late forties to early fifties]]", "40-59"},
};

static const struct age_case DECADES[] = {
    {"in her [[forties]]", "40-49"},
    {"in her [[twenties]]", "18-29"},
    {"in her [[teens]]", "10-24"},
    {"[[late teens]]", "16-24"},
    {"[[mid-teens]]", "14-17"},
    {"[[early teens]]", "10-15"},
    {"[[mid-forties]]", "40-49"},
    {"[[mid forties]]", "40-49"},
    {"[[mid-40s]]", "40-49"},
    {"[[mid 20s]]", "18-29"},
    {"[[early twenties]]", "18-24"},
    {"[[late 20s]]", "25-29"},
    {"[[late seventies]]", "70-79"},
    {"[[late-thirties]]", "30-39"},
    {"[[Mid-to-late twenties]]", "18-29"},
    {"[[mid to late 30s]]", "30-39"},
    {"[[early to mid fifties]]", "50-59"},
    {"[[40s]]", "40-49"},
    {"[[30's]]", "30-39"},
    {"[[30\xE2\x80\x99s]]", "30-39"},
    {"[[early 30's]]", "30-39"},
    {"[[nineties]]", "90+"},
    {"[[eighties]]", "80-89"},
    {"[[sixth decade]]", "50-59"},
    {"[[40ish]]", "40-49"},
    {"[[thirteen-ish]]", "10-13"},
    {"[[fifty-odd]]", "50-59"},
    {"[[70-odd]]", "70-79"},
    {"[[thirty-something]]", "30-39"},
    {"[[thirty something]]", "30-39"},
    {"[[20-something]]", "18-29"},
    {"[[late]]", "?"},
    {"[[mid 1990s]]", "?"},
    {"[[late early forties]]", "?"},
};

static const struct age_case ORDINALS[] = {
    {"her [[16th]] birthday", "16-17"},
    {"his [[2nd]] birthday", "0-4"},
    {"the [[21st]]", "18-24"},
    {"[[3rd]] birthday", "0-4"},
    {"[[first]] birthday", "0-4"},
    {"[[thirty-fourth]] birthday", "30-39"},
    {"[[thirty fourth]] birthday", "30-39"},
    {"her [[100th]]", "90+"},
    {"the [[hundredth]]", "90+"},
    {"[[eighteenth]]", "18-24"},
    {"[[fortieth]]", "40-49"},
};

static const struct age_case SCANNED[] = {
    {"[[l2]] yrs", "10-13"}, {"[[l8 months]]", "0-4"}, {"[[5O]] y.o", "50-59"},
    {"[[4O]]", "40-49"},     {"[[8l]]", "80-89"},      {"[[ll]]", "10-13"},
    {"[[1 4]]", "14-15"},    {"[[1 3]]", "10-13"},     {"[[I4]]", "14-15"},
    {"[[Ol]]", "0-4"},
};

static const struct age_case SCHOOL[] = {
    {"in [[Reception]]", "0-4"},
    {"[[Year R]]", "0-4"},
    {"[[Year 1]]", "5-9"},
    {"[[Year 2]]", "5-9"},
    {"[[Year 3]]", "5-9"},
    {"[[Year 4]]", "5-9"},
    {"[[Year 5]]", "5-9"},
    {"[[Year 6]]", "10-13"},
    {"[[Year 7]]", "10-13"},
    {"[[Year 8]]", "10-13"},
    {"[[Year 9]]", "10-13"},
    {"[[Year 10]]", "14-15"},
    {"[[Year 11]]", "14-15"},
    {"[[Year 12]]", "16-17"},
    {"[[Year 13]]", "16-17"},
    {"[[Year 14]]", "?"},
    {"[[Year 0]]", "?"},
    {"[[year nine]]", "10-13"},
    {"[[YEAR ELEVEN]]", "14-15"},
    {"[[Yr 9]]", "10-13"},
    {"[[yr9]]", "10-13"},
    {"[[Y9]]", "10-13"},
    {"[[Y 10]]", "14-15"},
    {"[[Year-9]]", "10-13"},
    {"[[Year 9s]]", "10-13"},
    {"[[Years 7 to 11]]", "10-15"},
    {"[[Years 9 and 10]]", "10-15"},
    {"[[Y5/6]]", "5-13"},
    {"[[sixth form]]", "16-17"},
    {"[[sixth-form]]", "16-17"},
    {"[[6th form]]", "16-17"},
    {"[[sixth former]]", "16-17"},
    {"[[Lower Sixth]]", "16-17"},
    {"[[upper sixth]]", "16-17"},
    {"[[Key Stage 3]]", "10-13"},
    {"[[KS1]]", "5-9"},
    {"[[ks4]]", "14-15"},
    {"[[KS6]]", "?"},
    {"[[Primary 4]]", "5-9"},
    {"[[P7]]", "10-13"},
    {"[[P8]]", "?"},
    {"[[S3]]", "10-15"},
};

/* Cuts the marks out. */
static void unmark(char *out, const char *marked, uint32_t *start, uint32_t *end) {
    const char *open = strstr(marked, "[["), *close = open ? strstr(open, "]]") : NULL;
    assert_non_null(close);
    size_t before = (size_t)(open - marked), inside = (size_t)(close - open) - 2;
    memcpy(out, marked, before);
    memcpy(out + before, open + 2, inside);
    memcpy(out + before + inside, close + 2, strlen(close + 2) + 1);
    *start = (uint32_t)before;
    *end = (uint32_t)(before + inside);
}

/* 1 when the band is not the one wanted. */
static unsigned try_case(const struct age_case *c, struct arena *a) {
    char text[200];
    uint32_t start = 0, end = 0;
    struct age_range ages = {0, 0}, r;
    bool known = false;
    struct buf out = {0};
    unmark(text, c->text, &start, &end);
    assert_int_equal(age_read(&ages, &known, slice_of(text), start, end, a, NULL), ST_OK);
    if (!known)
        assert_true(buf_add_char(&out, '?'));
    else if (bands_round(bands_default(), ages, &r))
        assert_true(bands_write(&out, r));
    bool same = slice_is(buf_slice(&out), c->band);
    if (!same)
        (void)fprintf(stderr, "%s: %.*s, not %s\n", c->text, (int)out.n, out.p, c->band);
    buf_free(&out);
    return !same;
}

static void try_cases(const struct age_case *v, size_t n) {
    struct arena a = {0};
    unsigned wrong = 0;
    for (size_t i = 0; i < n; i++)
        wrong += try_case(&v[i], &a);
    arena_free(&a);
    assert_int_equal(wrong, 0);
}

#define TRY(name, list)                                                                            \
    static void name(void **state) {                                                               \
        (void)state;                                                                               \
        try_cases(list, sizeof list / sizeof *(list));                                             \
    }

TRY(digits, DIGITS)
TRY(words, WORDS)
TRY(months, MONTHS)
TRY(years_and_months, YEARS_AND_MONTHS)
TRY(halves, HALVES)
TRY(ranges, RANGES)
TRY(decades, DECADES)
TRY(ordinals, ORDINALS)
TRY(scanned, SCANNED)
TRY(school, SCHOOL)

/* No age, whatever it is, is shown as itself: any bytes either are no age or give whole years. */
static void any_bytes(void **state) {
    (void)state;
    static const char *const pieces[] = {"1", "l",   " ",     "-",        "/",   "12", "m",
                                         "y", "and", "half",  "s",        "mid", "+",  ".",
                                         ";", "ish", "teens", "\xC2\xBD", "a"};
    enum { N = sizeof pieces / sizeof *pieces };
    struct arena a = {0};
    for (size_t i = 0; i < (size_t)N * N * N * N; i++) {
        char text[64] = "";
        size_t k = i;
        for (int j = 0; j < 4; j++, k /= N)
            strcat(text, pieces[k % N]);
        struct age_range r = {0, 0};
        bool known = false;
        uint32_t n = (uint32_t)strlen(text);
        assert_int_equal(age_read(&r, &known, slice_of(text), 0, n, &a, NULL), ST_OK);
        assert_true(!known || (r.lo <= r.hi && r.hi <= AGE_MAX));
        if (i % 512 == 0)
            arena_reset(&a);
    }
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits),           cmocka_unit_test(words),     cmocka_unit_test(months),
        cmocka_unit_test(years_and_months), cmocka_unit_test(halves),    cmocka_unit_test(ranges),
        cmocka_unit_test(decades),          cmocka_unit_test(ordinals),  cmocka_unit_test(scanned),
        cmocka_unit_test(school),           cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
