/* Arrays that grow by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/array.h"

struct item {
    uint64_t number;
    const char *name;
};

static void on_the_heap(void **state) {
    (void)state;
    struct item *v = NULL;
    size_t n = 0;
    for (; n < 1000; n++) {
        assert_true(ARRAY_MORE(v, n));
        assert_null(v[n].name); /* new elements are zeroed */
        v[n] = (struct item){n, "x"};
    }
    for (size_t i = 0; i < n; i++)
        assert_int_equal(v[i].number, i);
    assert_true(ARRAY_MORE(v, 0)); /* emptied, and filled again */
    assert_null(v[0].name);
    free(v);
}

static void in_an_arena(void **state) {
    (void)state;
    struct arena a = {0};
    uint32_t *v = NULL;
    for (uint32_t n = 0; n < 1000; n++) {
        assert_true(ARRAY_MORE_IN(&a, v, n));
        assert_int_equal(v[n], 0);
        v[n] = n;
    }
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(v[i], i);
    arena_free(&a);
}

static void too_long(void **state) {
    (void)state;
    struct item *v = NULL;
    assert_false(ARRAY_MORE(v, SIZE_MAX / 2 + 1));
    assert_false(ARRAY_MORE(v, (SIZE_MAX / 2 + 1) / sizeof *v));
    assert_null(v);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_the_heap),
        cmocka_unit_test(in_an_arena),
        cmocka_unit_test(too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
