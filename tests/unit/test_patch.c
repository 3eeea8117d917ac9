/* Unified diffs, and rules from shapes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "run/patch.h"
#include "run/codeshape.h"

static void expect(bool exists, const char *text, const struct patch_hunk *h, size_t n,
                   const char *want) {
    struct buf b = {0};
    assert_int_equal(patch_file(&b, "d/f", exists, slice_of(text), h, n, NULL), ST_OK);
    assert_true(buf_add_char(&b, '\0'));
    assert_string_equal(b.p, want);
    buf_free(&b);
}

static void test_new_file(void **state) {
    (void)state;
    const struct patch_hunk h = {0, {"a\nb\n", 4}};
    expect(false, "", &h, 1, "--- /dev/null\n+++ b/d/f\n@@ -0,0 +1,2 @@\n+a\n+b\n");
}

static void test_end_of_file(void **state) {
    (void)state;
    const struct patch_hunk h = {4, {"new\n", 4}};
    expect(true, "1\n2\n3\n4\n", &h, 1,
           "--- a/d/f\n+++ b/d/f\n@@ -2,3 +2,4 @@\n 2\n 3\n 4\n+new\n");
    expect(true, "1\n2\n3\n4", &h, 1,
           "--- a/d/f\n+++ b/d/f\n@@ -2,3 +2,4 @@\n 2\n 3\n-4\n\\ No newline at end of "
           "file\n+4\n+new\n");
}

static void test_two_places(void **state) {
    (void)state;
    const struct patch_hunk h[] = {{1, {"x\ny\n", 4}}, {9, {"z\n", 2}}};
    expect(true, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10", h, 2,
           "--- a/d/f\n+++ b/d/f\n@@ -1,4 +1,6 @@\n 1\n+x\n+y\n 2\n 3\n 4\n"
           "@@ -7,4 +9,5 @@\n 7\n 8\n 9\n+z\n 10\n\\ No newline at end of file\n");
}

static void shape(const char *code, const char *want) {
    struct buf b = {0};
    assert_true(codeshape_add(&b, slice_of(code)) == (want != NULL));
    assert_true(buf_add_char(&b, '\0'));
    assert_string_equal(b.p, want ? want : "");
    buf_free(&b);
}

static void test_shapes(void **state) {
    (void)state;
    shape("CS-004512", "CS - \\d{6}");
    shape("12/34.567 ab", "\\d{2} / \\d{2} \\. \\d{3} [ ] ab");
    shape("A#12345", "A \\# \\d{5}");
    shape("12", NULL);       /* too little */
    shape("abcdefgh", NULL); /* no digits */
    shape("CS\xC3\xA9-12345", NULL);
    shape("-12345", NULL);
    shape("12345)", NULL);
}

static void test_quotes(void **state) {
    (void)state;
    struct buf b = {0};
    assert_true(codeshape_quote(&b, slice_of("it's")) && buf_add_char(&b, '\0'));
    assert_string_equal(b.p, "'it''s'");
    buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_file),   cmocka_unit_test(test_end_of_file),
        cmocka_unit_test(test_two_places), cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
