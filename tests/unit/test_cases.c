/* Cases: numbers that go on from record to record, and names that grow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "redact/numbering.h"
#include "run/cases.h"

/* The numbers of the marked names, {Sarah} {Khan}, as "1 2 1"; the record's case is key. */
static enum status number(char *out, size_t size, struct cases *c, const char *key,
                          const char *marked, struct err *e) {
    struct arena a = {0}; /* gone after the record, as in a run */
    char *text = arena_alloc(&a, strlen(marked) + 1);
    struct span_list spans = {0};
    struct span open = {.label = LABEL_NAME};
    size_t n = 0;
    assert_non_null(text);
    for (const char *p = marked; *p; p++) {
        if (*p == '{')
            open.start = (uint32_t)n;
        else if (*p == '}') {
            open.end = (uint32_t)n;
            assert_true(span_add(&spans, open, &a));
        } else
            text[n++] = *p;
    }
    struct numbering *nb = NULL;
    struct slice s = {text, n};
    out[0] = '\0';
    enum status st = cases_enter(c, &nb, slice_of(key), &a, e);
    if (st == ST_OK)
        st = numbering_learn(nb, s, &spans, NUMBERING_NOBODY, e);
    for (size_t i = 0; st == ST_OK && i < spans.n; i++) {
        uint32_t no = 0;
        enum role role;
        st = numbering_number(nb, s, &spans.v[i], &no, &role, e);
        size_t at = strlen(out);
        (void)snprintf(out + at, size - at, "%s%u", at ? " " : "", no);
    }
    memset(text, 'x', n);
    arena_free(&a);
    return st;
}

struct bench {
    struct cases *cases;
    struct err e;
};

static void expect(struct bench *b, const char *key, const char *marked, const char *want) {
    char got[200];
    assert_int_equal(number(got, sizeof got, b->cases, key, marked, &b->e), ST_OK);
    if (strcmp(got, want) != 0)
        fail_msg("%s: %s got %s, not %s", key, marked, got, want);
}

static void begin(struct bench *b) {
    *b = (struct bench){0};
    assert_int_equal(cases_new(&b->cases, &b->e), ST_OK);
}

static void test_numbers_go_on(void **state) {
    (void)state;
    struct bench b;
    begin(&b);
    expect(&b, "a", "{Sarah Khan} and {Tom}", "1 2");
    expect(&b, "a", "{Tom} and {Sarah} and {Ann Lee}", "2 1 3");
    expect(&b, "a", "nobody", "");
    expect(&b, "a", "Mrs {Khan}, {Lee}, {Zoe}", "1 3 4");
    expect(&b, "b", "{Tom} and {Sarah}", "1 2");
    cases_free(b.cases);
}

static void test_names_grow(void **state) {
    (void)state;
    struct bench b;
    begin(&b);
    expect(&b, "a", "{Sarah} and {Adam}", "1 2");
    expect(&b, "a", "{Sarah Khan} and {Adam Khan}", "1 2");
    expect(&b, "a", "{S.K.}, {Sarah}", "1 1");
    expect(&b, "b", "Mrs {Khan}", "1");
    expect(&b, "b", "{Adam Khan} and {Sarah Khan}", "2 1");
    expect(&b, "c", "{Khan}", "1"); /* two could be meant */
    expect(&b, "c", "{Adam Khan} and {Sarah Khan}", "2 3");
    expect(&b, "d", "{S. Khan}", "1");
    expect(&b, "d", "{Sarah Khan}", "1");
    cases_free(b.cases);
}

static void test_a_case_that_comes_back(void **state) {
    (void)state;
    struct bench b;
    char got[200], key[32];
    begin(&b);
    for (int i = 0; i < 500; i++) {
        (void)snprintf(key, sizeof key, "case %d", i);
        expect(&b, key, "{Sarah}", "1");
        expect(&b, key, "{Tom}", "2");
    }
    expect(&b, "case 499", "{Sarah}", "1");
    assert_int_equal(number(got, sizeof got, b.cases, "case 0", "{Sarah}", &b.e), ST_DATA);
    assert_string_equal(got, "");
    assert_null(strstr(b.e.what, "case 0"));
    cases_free(b.cases);
}

static void test_records_without_a_case(void **state) {
    (void)state;
    struct bench b;
    begin(&b);
    expect(&b, "a", "{Sarah} and {Tom}", "1 2");
    expect(&b, "", "{Tom}", "1");
    expect(&b, "", "{Sarah}", "1");
    expect(&b, "a", "{Tom}", "2"); /* they do not end the case */
    cases_free(b.cases);
    cases_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_go_on),
        cmocka_unit_test(test_names_grow),
        cmocka_unit_test(test_a_case_that_comes_back),
        cmocka_unit_test(test_records_without_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
