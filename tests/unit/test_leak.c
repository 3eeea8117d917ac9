/* What verify --update refuses, and how it shows a difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "run/diff.h"
#include "run/leak.h"

static void expect(const char *before, const char *after, bool was_cut, size_t words, size_t line) {
    size_t n = 99, at = 99;
    struct err e = {0};
    assert_int_equal(leak_count(&n, &at, slice_of(before), slice_of(after), was_cut, &e), ST_OK);
    assert_int_equal(n, words);
    assert_int_equal(at, line);
}

static void test_what_becomes_visible(void **state) {
    (void)state;
    expect("{\"t\":\"[NAME_1] said\"}\n", "{\"t\":\"Sam said\"}\n", false, 1, 1);
    expect("{\"t\":\"x\"}\n{\"t\":\"a [AGE_1]\"}\n", "{\"t\":\"x\"}\n{\"t\":\"a 13\"}\n", false, 1,
           2);
    expect("{\"t\":\"Sam and [NAME_1]\"}\n", "{\"t\":\"Sam and Sam\"}\n", false, 1, 1);
    expect("{\"t\":\"\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88 ran\"}\n",
           "{\"t\":\"\xC3\x93 ran\"}\n", false, 1, 1);
}

static void test_what_does_not(void **state) {
    (void)state;
    expect("{\"t\":\"Sam said\"}\n", "{\"t\":\"[NAME_1] said\"}\n", false, 0, 0);
    expect("{\"t\":\"[NAME_1] said\"}\n", "{\"t\":\"[NAME_2] said\"}\n", false, 0, 0);
    expect("{\"t\":\"a\\nb\"}\n", "{\"t\":\"a\\tb\"}\n", false, 0, 0);
    expect("{\"t\":\"x\",\"redactions\":[{\"start\":1,\"rule\":\"evidence\"}]}\n",
           "{\"t\":\"x\",\"redactions\":[{\"start\":2,\"rule\":\"memory\"}]}\n", false, 0, 0);
    expect("", "", true, 0, 0);
}

/* A record more is no leak, unless an error had held it back. */
static void test_lines_beyond(void **state) {
    (void)state;
    expect("{\"t\":\"x\"}\n", "{\"t\":\"x\"}\n{\"t\":\"new words\"}\n", false, 0, 0);
    expect("{\"t\":\"x\"}\n", "{\"t\":\"x\"}\n{\"t\":\"held back\"}\n", true, 3, 2);
}

static void expect_diff(const char *before, const char *after, const char *want) {
    struct buf b = {0};
    struct err e = {0};
    assert_int_equal(diff_unified(&b, slice_of(before), slice_of(after), "a", "b", &e), ST_OK);
    assert_true(buf_add_char(&b, '\0'));
    assert_string_equal(b.p, want);
    buf_free(&b);
}

static void test_diff(void **state) {
    (void)state;
    expect_diff("x\n", "x\n", "");
    expect_diff("", "x\n", "--- a\n+++ b\n@@ -0,0 +1,1 @@\n+x\n");
    expect_diff("x", "", "--- a\n+++ b\n@@ -1,1 +0,0 @@\n-x\n\\ No newline at end of file\n");
    expect_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "1\n2\n3\n4\n5\n6!\n7\n8\n9\n10\n11\n",
                "--- a\n+++ b\n@@ -3,10 +3,9 @@\n 3\n 4\n 5\n-6\n+6!\n 7\n 8\n 9\n 10\n 11\n-12\n");
    expect_diff(
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n",
        "--- a\n+++ b\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -8,3 +9,4 @@\n 8\n 9\n 10\n+11\n");
    expect_diff("a\033[2Jb\n", "b\n", "--- a\n+++ b\n@@ -1,1 +1,1 @@\n-a?[2Jb\n+b\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_becomes_visible),
        cmocka_unit_test(test_what_does_not),
        cmocka_unit_test(test_lines_beyond),
        cmocka_unit_test(test_diff),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
