/* Labels and lists of spans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "find/span.h"

static void labels_have_names(void **state) {
    (void)state;
    for (unsigned l = LABEL_NAME; l < LABEL_COUNT; l++)
        assert_int_equal(label_from(slice_of(label_name((enum label)l))), l);
    assert_string_equal(label_name(LABEL_NONE), "NONE");
    assert_string_equal(label_name((enum label)99), "NONE");
    assert_int_equal(label_from(slice_of("NONE")), LABEL_NONE);
    assert_int_equal(label_from(slice_of("name")), LABEL_NONE);
    assert_int_equal(label_from(slice_of("")), LABEL_NONE);
}

static void lists_grow_and_sort(void **state) {
    (void)state;
    struct arena a = {0};
    struct span_list l = {0};
    span_sort(&l);
    for (uint32_t i = 0; i < 100; i++)
        assert_true(
            span_add(&l, (struct span){.start = 99 - i, .end = 200, .rule = RULE_NONE}, &a));
    assert_true(span_add(&l, (struct span){.start = 5, .end = 300, .origin = BY_MEMORY}, &a));
    assert_true(span_add(&l, (struct span){.start = 5, .end = 300, .origin = BY_RULE}, &a));
    span_sort(&l);
    assert_int_equal(l.n, 102);
    for (size_t i = 1; i < l.n; i++)
        assert_true(l.v[i - 1].start <= l.v[i].start);
    assert_int_equal(l.v[5].end, 300);
    assert_int_equal(l.v[5].origin, BY_RULE);
    assert_int_equal(l.v[6].origin, BY_MEMORY);
    assert_int_equal(l.v[7].end, 200);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_have_names),
        cmocka_unit_test(lists_grow_and_sort),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
