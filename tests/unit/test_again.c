/* What a look at a record with placeholders adds to what was found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "find/again.h"

#define NAME_AT(from, to)                                                                          \
    { from, to, LABEL_NAME, BY_EVIDENCE, RULE_NONE }

/* Spans are in bytes of the source then, which is longer than its view where entities stand. */
static void halves_of_a_name_are_one(void **state) {
    static const char source[] = "&amp;&amp;&amp; Kyle Brown left",
                      later[] = "&amp;&amp;&amp; [NAME] Brown left";
    struct detector d = {0};
    struct arena a = {0};
    struct err e = {0};
    struct span found[2] = {NAME_AT(16, 20)}, more[1] = {NAME_AT(23, 28)};
    struct span_list spans = {found, 1, 2}, now_spans = {more, 1, 1};
    struct detect_field field = {slice_of(source), TREAT_PROSE, LABEL_NONE, false};
    struct detect_field now_field = {slice_of(later), TREAT_PROSE, LABEL_NONE, false};
    struct work work = {.view = {.text = slice_of("&&& Kyle Brown left")}}, now_work = {0};
    struct detection v = {.fields = &field, .n = 1, .spans = &spans, .works = &work};
    const struct detection now = {
        .fields = &now_field, .n = 1, .spans = &now_spans, .works = &now_work};
    bool any;
    (void)state;
    assert_int_equal(again_take(&any, &d, &v, &now, &a, &e), ST_OK);
    assert_true(any);
    assert_int_equal(spans.n, 1);
    assert_int_equal(spans.v[0].start, 16);
    assert_int_equal(spans.v[0].end, 26);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(halves_of_a_name_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
