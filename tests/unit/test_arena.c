/* Memory that is given back all at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"

static void shrinks_the_last(void **state) {
    (void)state;
    struct arena a = {0};
    char *p = arena_alloc(&a, 1000);
    assert_non_null(p);
    memset(p, 'x', 1000);
    arena_shrink(&a, p, 1000, 100);
    char *q = arena_alloc(&a, 16);
    assert_non_null(q);
    assert_true(q >= p + 100 && q < p + 1000); /* what was given back is used */
    memset(q, 'y', 16);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(p[i], 'x');
    arena_free(&a);
}

static void leaves_an_earlier_one(void **state) {
    (void)state;
    struct arena a = {0};
    char *p = arena_alloc(&a, 1000), *q = arena_alloc(&a, 16);
    assert_true(p && q);
    size_t used = a.used;
    arena_shrink(&a, p, 1000, 100);
    assert_int_equal(a.used, used);
    arena_free(&a);
}

static void shrinks_to_nothing(void **state) {
    (void)state;
    struct arena a = {0};
    char *p = arena_alloc(&a, 48);
    assert_non_null(p);
    arena_shrink(&a, p, 48, 0);
    assert_int_equal(a.used, 0);
    assert_ptr_equal(arena_alloc(&a, 8), p);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shrinks_the_last),
        cmocka_unit_test(leaves_an_earlier_one),
        cmocka_unit_test(shrinks_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
