/* Combinations of values: counted as the output shows them, and their names taken as written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "run/quasi.h"

static const struct slice columns[] = {{"role", 4}, {"place, or area", 14}, {"text", 4}};

/* One record of two values; changed: the output shows that instead of the first. */
static enum status add(struct quasi *q, uint64_t number, const char *role, const char *area,
                       const char *changed, bool drop, struct err *e) {
    struct field fields[] = {
        {.name = columns[0], .text = slice_of(role), .kind = FIELD_STRING},
        {.name = columns[1], .text = slice_of(area), .kind = FIELD_STRING, .column = 1}};
    struct out_field out[2] = {{.drop = drop}, {0}};
    const struct record r = {.number = number, .fields = fields, .n = 2};
    const struct redacted d = {.n = 2, .fields = out};
    out[0].changed = changed != NULL;
    out[0].text = slice_of(changed ? changed : "");
    return quasi_record(q, &r, &d, e);
}

static void test_counts(void **state) {
    (void)state;
    const char *written[] = {"role", "place, or area"};
    const struct string_list list = {written, 2};
    struct quasi *q = NULL;
    struct quasi_cell cells[4];
    struct err e = {0};
    size_t small = 0;
    bool full = true;
    assert_int_equal(quasi_new(&q, &list, &e), ST_OK);
    assert_int_equal(quasi_columns(q, columns, 3, &e), ST_OK);
    assert_int_equal(add(q, 1, "a", "b", NULL, false, &e), ST_OK);
    assert_int_equal(add(q, 2, "ab", "", NULL, false, &e), ST_OK); /* another pair */
    assert_int_equal(add(q, 3, "a", "b", NULL, false, &e), ST_OK);
    assert_int_equal(add(q, 4, "x", "b", "[NAME]", false, &e), ST_OK);
    assert_int_equal(add(q, 5, "y", "b", "[NAME]", false, &e), ST_OK);
    assert_int_equal(quasi_cells(q, 2, &small, &full), 3);
    assert_int_equal(small, 1);
    assert_false(full);
    assert_int_equal(quasi_smallest(q, cells, 2), 2);
    assert_int_equal(cells[0].count, 1);
    assert_int_equal(cells[0].first_record, 2);
    assert_int_equal(cells[1].count, 2);
    assert_int_equal(cells[1].first_record, 1);
    assert_int_equal(quasi_finish(q, &e), ST_OK);
    quasi_free(q);
}

static void test_list_with_commas(void **state) {
    (void)state;
    const char *written[] = {"role,text", "place, or area"};
    const struct string_list list = {written, 2};
    struct quasi *q = NULL;
    struct err e = {0};
    size_t n = 0;
    assert_int_equal(quasi_new(&q, &list, &e), ST_OK);
    assert_int_equal(quasi_columns(q, columns, 3, &e), ST_OK);
    const struct slice *names = quasi_fields(q, &n);
    assert_int_equal(n, 3);
    assert_true(slice_is(names[0], "role"));
    assert_true(slice_is(names[1], "text"));
    assert_true(slice_is(names[2], "place, or area"));
    quasi_free(q);
}

static void test_refusals(void **state) {
    (void)state;
    const char *written[] = {"role,nowhere"};
    const struct string_list list = {written, 1};
    struct quasi *q = NULL;
    struct err e = {0};
    assert_int_equal(quasi_new(&q, &list, &e), ST_OK);
    assert_int_equal(quasi_columns(q, columns, 3, &e), ST_USAGE);
    quasi_free(q);
    /* without columns: told after the last record */
    assert_int_equal(quasi_new(&q, &list, &e), ST_OK);
    assert_int_equal(quasi_columns(q, NULL, 0, &e), ST_OK);
    assert_int_equal(add(q, 1, "a", "b", NULL, false, &e), ST_OK);
    assert_int_equal(quasi_finish(q, &e), ST_USAGE);
    assert_int_equal(add(q, 2, "a", "b", NULL, true, &e), ST_USAGE); /* dropped */
    quasi_free(q);
}

/* More combinations than the table first has room for. */
static void test_many(void **state) {
    (void)state;
    const char *written[] = {"role"};
    const struct string_list list = {written, 1};
    struct quasi *q = NULL;
    struct err e = {0};
    size_t small = 0;
    bool full = true;
    assert_int_equal(quasi_new(&q, &list, &e), ST_OK);
    assert_int_equal(quasi_columns(q, columns, 3, &e), ST_OK);
    for (unsigned i = 0; i < 20000; i++) {
        char value[16];
        snprintf(value, sizeof value, "%u", i % 5000);
        assert_int_equal(add(q, i + 1, value, "", NULL, false, &e), ST_OK);
    }
    assert_int_equal(quasi_cells(q, 4, &small, &full), 5000);
    assert_int_equal(small, 0);
    quasi_free(q);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_list_with_commas),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
