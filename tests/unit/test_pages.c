/* Memory for tables: zeros, apart from each other, of any size that there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/pages.h"

static void test_gives_zeros_to_write_on(void **state) {
    const size_t sizes[] = {1, 4096, (size_t)2 << 20, ((size_t)2 << 20) + 1, (size_t)5 << 20};
    (void)state;
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        unsigned char *p = pages_new(sizes[k]);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 4096, 0);
        for (size_t i = 0; i < sizes[k]; i += 511)
            assert_int_equal(p[i], 0);
        memset(p, 0xFF, sizes[k]);
        pages_free(p, sizes[k]);
    }
}

static void test_two_do_not_overlap(void **state) {
    const size_t n = 3 << 20;
    (void)state;
    unsigned char *a = pages_new(n), *b = pages_new(n);
    assert_non_null(a);
    assert_non_null(b);
    memset(a, 1, n);
    memset(b, 2, n);
    assert_int_equal(a[0], 1);
    assert_int_equal(a[n - 1], 1);
    pages_free(a, n);
    assert_int_equal(b[0], 2);
    assert_int_equal(b[n - 1], 2);
    pages_free(b, n);
}

static void test_says_when_there_is_none(void **state) {
    (void)state;
    assert_null(pages_new(SIZE_MAX));
    assert_null(pages_new(SIZE_MAX / 2));
    pages_free(NULL, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gives_zeros_to_write_on),
        cmocka_unit_test(test_two_do_not_overlap),
        cmocka_unit_test(test_says_when_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
