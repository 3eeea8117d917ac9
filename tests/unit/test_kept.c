/* The source's bytes that are kept beside the window. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "io/kept.h"

static const struct bad bad_byte = {BAD_BYTE, 0xE9};

static void expect(const struct kept *k, size_t n, const char *source) {
    assert_true(slice_is(kept_source(k, n), source));
}

/* Two bytes of source make one of the window, as in UTF-16. */
static void lines_are_mapped(void **state) {
    (void)state;
    struct kept k = {0};
    assert_true(kept_add(&k, slice_of("a.b.n."), 3, true));
    assert_true(kept_add(&k, slice_of("c."), 1, false));
    expect(&k, 3, "a.b.n.");
    assert_true(kept_add(&k, slice_of("n."), 1, true));
    expect(&k, 5, "a.b.n.c.n.");
    kept_take(&k, 3);
    expect(&k, 2, "c.n.");
    kept_take(&k, 2);
    expect(&k, 0, "");
    assert_true(kept_add(&k, slice_of("d."), 1, false));
    expect(&k, 1, "d."); /* where the input ends, a line need not */
    kept_free(&k);
}

static void bad_places_belong_to_lines(void **state) {
    (void)state;
    struct kept k = {0};
    assert_true(kept_add(&k, slice_of("good\n"), 5, true));
    assert_true(kept_add(&k, slice_of("ba"), 2, false));
    assert_true(kept_bad(&k, bad_byte));
    assert_true(kept_add(&k, slice_of("\xE9"), 3, false));
    assert_true(kept_bad(&k, (struct bad){BAD_NUL, 0})); /* the first counts */
    assert_true(kept_add(&k, slice_of("d\n"), 5, true));
    assert_true(kept_add(&k, slice_of("end\n"), 4, true));
    assert_null(kept_find_bad(&k, 5));
    const struct kept_line *line = kept_find_bad(&k, 15);
    assert_non_null(line);
    assert_int_equal(line->bad.kind, BAD_BYTE);
    assert_int_equal(line->bad_window, 7);
    assert_int_equal(line->bad_source, 7);
    expect(&k, 15,
           "good\nba\xE9"
           "d\n");
    kept_take(&k, 5);
    assert_int_equal(kept_find_bad(&k, 10)->bad.value, bad_byte.value);
    kept_take(&k, 10);
    assert_null(kept_find_bad(&k, 4));
    expect(&k, 4, "end\n");
    kept_free(&k);
}

/* What was taken is dropped as it goes, and what is left stays right. */
static void many_lines(void **state) {
    (void)state;
    struct kept k = {0};
    for (int i = 0; i < 1000; i++) {
        char text[2] = {(char)('a' + i % 26), '\n'};
        if (i % 7 == 0)
            assert_true(kept_bad(&k, bad_byte));
        assert_true(kept_add(&k, (struct slice){text, 2}, 2, true));
        if (i < 10)
            continue;
        char first[3] = {(char)('a' + (i - 10) % 26), '\n', '\0'};
        expect(&k, 2, first);
        assert_int_equal(kept_find_bad(&k, 2) != NULL, (i - 10) % 7 == 0);
        kept_take(&k, 2);
    }
    assert_true(k.source.n < 100 && k.n < 50);
    kept_free(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_mapped),
        cmocka_unit_test(bad_places_belong_to_lines),
        cmocka_unit_test(many_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
