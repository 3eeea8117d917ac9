/* Which figures and units evidence may call an age or a date at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "find/allowed.h"

struct fixture {
    struct lexicon *lexicon;
    struct class_bits bits;
    struct arena arena;
};

static int make(void **state) {
    static struct fixture f;
    struct err e = {0};
    f = (struct fixture){0};
    assert_int_equal(lexicon_builtin(&f.lexicon, &e), ST_OK);
    class_bits_init(&f.bits, f.lexicon);
    *state = &f;
    return 0;
}

static int release(void **state) {
    struct fixture *f = *state;
    lexicon_free(f->lexicon);
    arena_free(&f->arena);
    return 0;
}

/* The labels that the token may get which begins where `at` first stands in the text. */
static uint32_t labels(struct fixture *f, const char *text, const char *at) {
    struct scan scan;
    struct context c;
    struct err e = {0};
    const char *place = strstr(text, at);
    assert_non_null(place);
    uint32_t start = (uint32_t)(place - text), i = 0;
    assert_int_equal(tokens_make(&scan, slice_of(text), f->lexicon, &f->arena, &e), ST_OK);
    assert_int_equal(context_make(&c, &scan, &f->bits, &f->arena, &e), ST_OK);
    while (i < scan.n && scan.tok[i].start != start)
        i++;
    assert_true(i < scan.n);
    uint32_t found = evidence_allowed(&c, i);
    arena_reset(&f->arena);
    return found;
}

struct example {
    const char *text, *at;
    bool may;
};

static void expect(struct fixture *f, const struct example *examples, size_t n, uint32_t bit) {
    for (size_t i = 0; i < n; i++)
        if ((labels(f, examples[i].text, examples[i].at) >> bit & 1) != examples[i].may)
            fail_msg("%s in: %s", examples[i].at, examples[i].text);
}

static void test_age(void **state) {
    static const struct example examples[] = {
        {"Ben 14 came", "14", true},
        {"Ben fourteen came", "fourteen", true},
        {"Ben is 15.8 now", "15", true},
        {"Ben is 15.8 now", "8", false},
        {"dead at 17:02 today", "02", false},
        {"he is 5'3 tall", "5", false},
        {"he is 5'3 tall", "3", false},
        {"his ACE was 71/100 then", "71", false},
        {"the boys are 13/15 now", "13", true},
        {"took 6/12 to walk", "6", true},
        {"under s26(3) of it", "3", false},
        {"on the 2nd table", "2", false},
        {"no calls after 6am please", "6", false},
        {"photo p11 of it", "11", false},
        {"seen M14 and F12", "14", true},
        {"seen M14 and F12", "12", true},
        {"room 2014 it was", "2014", false},
        {"(1) Ava came (2) Ben left (3) Cal stayed", "1", false},
        {"(1) Ava came (2) Ben left (3) Cal stayed", "3", false},
        {"Ava (1) and Ben (2) came", "2", true},
        {"Ava (7), Ben (8) and Cal (9) came", "8", true},
    };
    expect(*state, examples, sizeof examples / sizeof examples[0], EV_AGE);
}

static void test_unit(void **state) {
    static const struct example examples[] = {
        {"Ava 7 months, Ben", "months", true},    {"Ava ten weeks, Ben", "weeks", true},
        {"Ava 7-months, Ben", "months", true},    {"Ben 14 years, Ava", "years", false},
        {"Ben 14 yrs, Ava", "yrs", false},        {"for months, Ava", "months", false},
        {"weighs 41 kilos, Ava", "kilos", false},
    };
    expect(*state, examples, sizeof examples / sizeof examples[0], EV_AGE);
}

static void test_date(void **state) {
    static const struct example examples[] = {
        {"seen 14/3 by Jo", "14", true},      {"seen 14.3 by Jo", "3", true},
        {"seen 03/22 by Jo", "22", true},     {"since 10/2021 here", "10", true},
        {"scored 13/15 then", "13", false},   {"split 50/50 then", "50", false},
        {"out at 22.40 again", "22", false},  {"out at 19.00 again", "00", false},
        {"as 7.4.1 says", "7", false},        {"seen 7.4.21 by Jo", "7", true},
        {"weighed 31.2kg then", "31", false}, {"bp 204/110 then", "204", false},
        {"came 2009-03-14 here", "03", true},
    };
    expect(*state, examples, sizeof examples / sizeof examples[0], EV_DATE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_age), cmocka_unit_test(test_unit),
                                       cmocka_unit_test(test_date)};
    return cmocka_run_group_tests(tests, make, release) == 0 ? 0 : 1;
}
