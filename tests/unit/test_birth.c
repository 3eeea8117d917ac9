/* Dates of birth among the dates of a record, and the day on which ages are meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "redact/birth.h"

/* The date under test stands between [[ and ]]. */
struct birth_case {
    const char *text;
    bool birth;
};

static const struct birth_case CASES[] = {
    {"born [[12/03/2009]]", true},
    {"Born on the [[3rd of May 2009]] in Leeds", true},
    {"born in Lagos on [[3 May 1988]]", true},
    {"born at St James's, Leeds, [[3 May 1988]]", true},
    {"was born in [[1947]]", true},
    {"DOB: [[12/03/2009]]", true},
    {"(dob [[12.3.09]])", true},
    {"D.O.B. [[04MAY2014]]", true},
    {"d.o.b.: [[12-03-2009]]", true},
    {"D0B: [[l4/O3/2009]]", true},
    {"Date of birth is [[12/03/2009]]", true},
    {"her date of birth's wrong ([[3 March 2001]])", true},
    {"YOB [[2009]]", true},
    {"Year of birth: [[1988]]", true},
    {"John Smith b. [[4.4.81]]", true},
    {"birth date [[12/03/2009]]", true},
    {"seen on [[12/03/2009]]", false},
    {"[[12/03/2009]]: her baby was born", false},
    {"died [[12/03/2009]]", false},
    {"born 12/03/2009, seen on [[14/05/2021]]", false},
    {"DOB 30/10/1989; referred [[14/05/2021]]", false},
    {"He was born in Leeds. Seen on [[14/05/2021]]", false},
    {"DOB unknown\n[[14/05/2021]] seen", false},
    {"stillborn at home on [[06/06/2022]]", false},
    {"his newborn was seen [[06/06/2022]]", false},
    {"lives at 14 b. Reviewed [[06/06/2022]]", false},
    {"the club. [[06/06/2022]]", false},
    {"born on a Tuesday, by all that people who were there at the time say, [[06/06/2022]]", false},
};

static struct span unmark(char *out, const char *marked) {
    const char *open = strstr(marked, "[["), *close = strstr(marked, "]]");
    size_t before = (size_t)(open - marked), inside = (size_t)(close - open) - 2;
    memcpy(out, marked, before);
    memcpy(out + before, open + 2, inside);
    memcpy(out + before + inside, close + 2, strlen(close + 2) + 1);
    return (struct span){(uint32_t)before, (uint32_t)(before + inside), LABEL_DATE, BY_RULE, 0};
}

static void words_before(void **state) {
    (void)state;
    struct arena a = {0};
    unsigned wrong = 0;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char text[200];
        struct births b = {0};
        struct span s = unmark(text, CASES[i].text);
        struct span_list l = {&s, 1, 1};
        assert_int_equal(births_note(&b, slice_of(text), &l, false, &a, NULL), ST_OK);
        if ((b.n > 0) != CASES[i].birth) {
            (void)fprintf(stderr, "%s\n", CASES[i].text);
            wrong++;
        }
    }
    arena_free(&a);
    assert_int_equal(wrong, 0);
}

/* What one place proves holds for the record, in another form too. */
static void elsewhere(void **state) {
    (void)state;
    struct arena a = {0};
    struct births b = {0};
    struct span column = {0, 10, LABEL_DATE, BY_COLUMN, RULE_NONE};
    struct span_list l = {&column, 1, 1};
    assert_int_equal(births_note(&b, slice_of("2009-03-12"), &l, true, &a, NULL), ST_OK);
    assert_int_equal(b.n, 1);
    struct span v[] = {{3, 16, LABEL_DATE, BY_RULE, 0}, {21, 29, LABEL_DATE, BY_RULE, 0}};
    struct span_list text = {v, 2, 2};
    struct slice s = slice_of("of 12 March 2009 and 12/03/19");
    assert_int_equal(births_relabel(&b, s, &text, &a, NULL), ST_OK);
    assert_int_equal(v[0].label, LABEL_AGE);
    assert_int_equal(v[1].label, LABEL_DATE);
    struct date latest = {0};
    assert_int_equal(births_reference(&latest, s, &text, &a, NULL), ST_OK);
    assert_int_equal(latest.year, 2019);
    arena_free(&a);
}

static void reference(void **state) {
    (void)state;
    struct date latest = {0};
    births_reference_whole(&latest, slice_of(" 2021-05-04 "));
    births_reference_whole(&latest, slice_of("2020-06-07"));
    births_reference_whole(&latest, slice_of("a long text that ends with 2029-06-07"));
    births_reference_whole(&latest, slice_of("2029"));
    assert_int_equal(latest.year, 2021);
    assert_int_equal(latest.month, 5);
    births_reference_whole(&latest, slice_of("June 2021"));
    assert_int_equal(latest.month, 6);
}

static void many_births(void **state) {
    (void)state;
    struct arena a = {0};
    struct births b = {0};
    for (int year = 1900; year < 2000; year++) {
        char text[8];
        struct span s = {0, 4, LABEL_DATE, BY_COLUMN, RULE_NONE};
        struct span_list l = {&s, 1, 1};
        (void)snprintf(text, sizeof text, "%d", year);
        assert_int_equal(births_note(&b, slice_of(text), &l, true, &a, NULL), ST_OK);
    }
    assert_int_equal(b.n, BIRTHS_MAX);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_before),
        cmocka_unit_test(elsewhere),
        cmocka_unit_test(reference),
        cmocka_unit_test(many_births),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
