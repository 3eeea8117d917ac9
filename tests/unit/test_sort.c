/* Sorting of short and long arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sort.h"

struct item {
    uint32_t key, place;
};

static int by_key(const void *x, const void *y) {
    const struct item *a = x, *b = y;
    return (a->key > b->key) - (a->key < b->key);
}

static int by_key_and_place(const void *x, const void *y) {
    const struct item *a = x, *b = y;
    int c = by_key(x, y);
    return c ? c : (a->place > b->place) - (a->place < b->place);
}

/* Few keys, so that many are equal. */
static void fill(struct item *v, uint32_t n) {
    uint32_t r = n * 7919 + 1;
    for (uint32_t i = 0; i < n; i++) {
        r = r * 1664525u + 1013904223u;
        v[i] = (struct item){r >> 29, i};
    }
}

static void test_sorts_any_length(void **state) {
    struct item v[100];
    (void)state;
    for (uint32_t n = 0; n <= 100; n++) {
        fill(v, n);
        sort_array(v, n, sizeof *v, by_key_and_place);
        for (uint32_t i = 1; i < n; i++)
            assert_true(by_key_and_place(&v[i - 1], &v[i]) < 0);
    }
}

static void test_short_arrays_keep_the_order_of_equals(void **state) {
    struct item v[SORT_SHORT];
    (void)state;
    for (uint32_t n = 0; n <= SORT_SHORT; n++) {
        fill(v, n);
        sort_array(v, n, sizeof *v, by_key);
        for (uint32_t i = 1; i < n; i++)
            assert_true(by_key_and_place(&v[i - 1], &v[i]) < 0);
    }
}

struct large {
    uint32_t key;
    char rest[SORT_ITEM_SIZE];
};

static int by_large_key(const void *x, const void *y) {
    return by_key(&(struct item){((const struct large *)x)->key, 0},
                  &(struct item){((const struct large *)y)->key, 0});
}

static void test_large_elements(void **state) {
    struct large v[5];
    (void)state;
    for (uint32_t i = 0; i < 5; i++) {
        v[i].key = (i * 3) % 5;
        memset(v[i].rest, (int)('a' + v[i].key), sizeof v[i].rest);
    }
    sort_array(v, 5, sizeof *v, by_large_key);
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(v[i].key, i);
        assert_int_equal(v[i].rest[SORT_ITEM_SIZE - 1], 'a' + (int)i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorts_any_length),
        cmocka_unit_test(test_short_arrays_keep_the_order_of_equals),
        cmocka_unit_test(test_large_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
