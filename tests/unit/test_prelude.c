/* The prelude cut into its definitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/prelude.h"

static void splits_definitions(void **state) {
    (void)state;
    static const char text[] = "# (not this\n"
                               "(?(DEFINE)\n"
                               "(?<a> [)\\]] (?# ) x )\n"
                               "# nor this )\n"
                               "(?<b> \\( (?&a) [^]([:alpha:])] # (\n )\n"
                               ")\n"
                               "(?(DEFINE) (?<c> (?P>b) ) (?<d> x ) )\n";
    struct arena arena = {0};
    struct prelude p;
    assert_true(prelude_split(&p, slice_of(text), &arena));
    assert_int_equal(p.n, 4);
    assert_true(slice_is(p.pieces[0].name, "a"));
    assert_true(slice_is(p.pieces[1].text, "(?<b> \\( (?&a) [^]([:alpha:])] # (\n )"));
    assert_int_equal(p.pieces[0].line, 3);
    assert_int_equal(p.pieces[1].line, 5);
    assert_int_equal(p.pieces[3].line, 8);
    bool needed[4] = {false};
    prelude_needs(&p, slice_of("x (?&nobody) \\g<c>"), needed);
    assert_true(needed[0] && needed[1] && needed[2] && !needed[3]);
    arena_free(&arena);
}

static void pieces_may_call_each_other(void **state) {
    (void)state;
    struct arena arena = {0};
    struct prelude p;
    assert_true(prelude_split(&p, slice_of("(?(DEFINE)(?<a>x(?&b)?)(?<b>y(?&a)?))"), &arena));
    assert_int_equal(p.n, 2);
    bool needed[2] = {false};
    prelude_needs(&p, slice_of("(?&b)"), needed);
    assert_true(needed[0] && needed[1]);
    arena_free(&arena);
}

/* Given to PCRE2 whole, which says what is wrong. */
static void other_text_is_not_split(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "x",
                                        "(?(DEFINE)",
                                        "(?(DEFINE) (?<a> x )",
                                        "(?(DEFINE) (?<a> ( x ) )",
                                        "(?(DEFINE) (?<a> [x ) )",
                                        "(?(DEFINE) (?: x ) )",
                                        "(?(DEFINE) (?<> x ) )",
                                        "(?(DEFINE) (?<a> x ) ) x",
                                        "(?(DEFINE) (?<a> \\"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct prelude p;
        assert_true(prelude_split(&p, slice_of(texts[i]), &arena));
        assert_int_equal(p.n, 0);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_definitions),
        cmocka_unit_test(pieces_may_call_each_other),
        cmocka_unit_test(other_text_is_not_split),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
