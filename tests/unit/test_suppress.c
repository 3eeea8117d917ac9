/* Small counts: what is told leaves every hidden number open, also for one who knows how they are
 * hidden. All small tables are gone through, and those that look the same are put together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "run/suppress.h"

enum { PARTS = 4 };

/* A table as it is told, and what it was. */
struct told {
    char text[96];
    uint32_t parts[PARTS];
    bool listed;
};

static void write_count(char *out, size_t size, const struct count *c) {
    char one[24];
    if (c->shown == SHOWN_EXACT)
        snprintf(one, sizeof one, "%u,", (unsigned)c->n);
    else if (c->shown == SHOWN_BELOW)
        snprintf(one, sizeof one, "<,");
    else
        snprintf(one, sizeof one, ">%u,", (unsigned)c->least);
    strncat(out, one, size - strlen(out) - 1);
}

static void tell(struct told *t, size_t number, uint32_t values, size_t n, uint32_t min) {
    struct count total = {0}, parts[PARTS] = {{0}};
    for (size_t i = 0; i < n; i++) {
        parts[i].n = t->parts[i] = (uint32_t)(number % values);
        total.n += parts[i].n;
        number /= values;
    }
    t->listed = suppress_parts(&total, parts, n, min);
    t->text[0] = '\0';
    write_count(t->text, sizeof t->text, &total);
    for (size_t i = 0; t->listed && i < n; i++)
        write_count(t->text, sizeof t->text, &parts[i]);
}

static int by_text(const void *x, const void *y) {
    return strcmp(((const struct told *)x)->text, ((const struct told *)y)->text);
}

/* Among tables that look the same, part i takes every number from 1 to min - 1. */
static void expect_open(const struct told *t, size_t n, size_t i, uint32_t min) {
    bool taken[32] = {false};
    for (size_t k = 0; k < n; k++)
        taken[t[k].parts[i] & 31] = true;
    for (uint32_t v = 1; v < min; v++)
        if (!taken[v])
            fail_msg("min %u: \"%s\" tells that part %zu is not %u", min, t->text, i, v);
}

static void check_all(size_t n, uint32_t min, uint32_t values) {
    size_t all = 1;
    for (size_t i = 0; i < n; i++)
        all *= values;
    struct told *t = calloc(all, sizeof *t);
    assert_non_null(t);
    for (size_t k = 0; k < all; k++)
        tell(&t[k], k, values, n, min);
    qsort(t, all, sizeof *t, by_text);
    for (size_t from = 0, to = 0; from < all; from = to) {
        while (to < all && strcmp(t[from].text, t[to].text) == 0)
            to++;
        for (size_t i = 0; t[from].listed && i < n; i++)
            if (t[from].parts[i] > 0 && t[from].parts[i] < min)
                expect_open(&t[from], to - from, i, min);
    }
    free(t);
}

static void test_no_count_is_told(void **state) {
    (void)state;
    for (uint32_t min = 3; min <= 5; min++) {
        check_all(1, min, 16);
        check_all(2, min, 16);
        check_all(3, min, 16);
        check_all(4, min, 10);
    }
}

static void test_what_is_told(void **state) {
    (void)state;
    struct count total = {.n = 112}, parts[] = {{.n = 100}, {.n = 3}, {.n = 0}, {.n = 9}};
    assert_true(suppress_parts(&total, parts, 4, 10));
    assert_int_equal(parts[0].shown, SHOWN_EXACT);
    assert_int_equal(parts[1].shown, SHOWN_BELOW);
    assert_int_equal(parts[2].shown, SHOWN_EXACT);
    assert_int_equal(total.shown, SHOWN_AT_LEAST);
    assert_int_equal(total.least, 102);
    struct count one = {.n = 9};
    suppress_one(&one, 10);
    assert_int_equal(one.shown, SHOWN_BELOW);
    one.n = 10;
    suppress_one(&one, 10);
    assert_int_equal(one.shown, SHOWN_EXACT);
    one.n = 0;
    suppress_one(&one, 10);
    assert_int_equal(one.shown, SHOWN_EXACT);
}

static void test_all_is_told_when_asked(void **state) {
    (void)state;
    struct count total = {.n = 3}, parts[] = {{.n = 1}, {.n = 2}};
    assert_true(suppress_parts(&total, parts, 2, 1));
    assert_int_equal(total.shown, SHOWN_EXACT);
    assert_int_equal(parts[0].shown, SHOWN_EXACT);
    assert_int_equal(parts[1].shown, SHOWN_EXACT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_count_is_told),
        cmocka_unit_test(test_what_is_told),
        cmocka_unit_test(test_all_is_told_when_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
