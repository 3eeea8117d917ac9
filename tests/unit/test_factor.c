/* Alternatives put together by their first and last characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/factor.h"

static void becomes(const char *pattern, const char *expected) {
    struct buf b = {0};
    assert_true(factor_pattern(&b, slice_of(pattern)));
    assert_true(buf_add_char(&b, '\0'));
    assert_string_equal(b.p, expected);
    buf_free(&b);
}

static void first_letters_are_shared(void **state) {
    (void)state;
    becomes("(?:and|as|at|but|by)", "(?:a(?:nd|s|t)|b(?:ut|y))");
    becomes("x(?:yr|one|year|y|two)z", "x(?:y(?:r|ear|)|one|two)z");
    becomes("and|As|at|by|c", "and|As|at|by|c");
}

static void what_has_no_letter_keeps_its_place(void **state) {
    (void)state;
    becomes("(?:ab|[ab]c|ad|ae|b)", "(?:ab|[ab]c|a(?:d|e)|b)");
    becomes("(?:ab|a?c|ad|ae|b)", "(?:ab|a?c|a(?:d|e)|b)");
    becomes("(?:ab|(?<x>ac)|ad|a(?<y>e)|b)", "(?:ab|(?<x>ac)|ad|a(?<y>e)|b)");
    becomes("(?:ab|(ac)|ad|a(e)|b)", "(?:ab|(ac)|ad|a(e)|b)");
}

static void letters_in_groups_are_asked_for_once(void **state) {
    (void)state;
    becomes("(?<X>ab)c|(?<X>ba)d|(?<X>ad)|(?<X>c)|d",
            "(?=a)(?:(?<X>ab)c|(?<X>ad))|(?<X>ba)d|(?<X>c)|d");
    becomes("(?:(?<=x[ ])\\b(?<X>ab)|b|(?!c)A(?<X>d)|c|d)",
            "(?:(?=[aA])(?:(?<=x[ ])\\b(?<X>ab)|(?!c)A(?<X>d))|b|c|d)");
    becomes("(?:(?<X>ab)?c|(?<X>a|b)c|(?<X>ad)|(?<X>b)|ae)",
            "(?:(?<X>ab)?c|(?<X>a|b)c|(?=a)(?:(?<X>ad)|ae)|(?<X>b))");
    becomes("(?:(?<X>ab)|(?<X>ac)|b|c|d(?&X))", "(?:(?<X>ab)|(?<X>ac)|b|c|d(?&X))");
}

static void captures_of_one_label_share_numbers(void **state) {
    (void)state;
    becomes("(?:(?<X>ab)c|(?<X>ba)d|(?<X>c)e|(?<X>d)|(?<X>e))f",
            "(?|(?<X>ab)c|(?<X>ba)d|(?<X>c)e|(?<X>d)|(?<X>e))f");
    becomes("(?:(?<X>ab)c|(?<X>ba)d|(?<X>c)e|(?<Y>d)|(?<X>e))",
            "(?:(?<X>ab)c|(?<X>ba)d|(?<X>c)e|(?<Y>d)|(?<X>e))");
    becomes("(?:(?<X>ab)c|(?<X>ba)d|(?<X>c)(?C1)e|(?<X>d)|(?<X>e))",
            "(?:(?<X>ab)c|(?<X>ba)d|(?<X>c)(?C1)e|(?<X>d)|(?<X>e))");
}

static void lookbehinds_look_at_the_end_first(void **state) {
    (void)state;
    becomes("(?<=on[ ]|in[ ]|to[ ]|,|x)",
            "(?>(?<=[ ])(?:(?<=n[ ])(?:(?<=on[ ]|in[ ]))|(?<=to[ ]))|(?<=,|x))");
    becomes("(?<!ab|cb|d|e|f)", "(?!(?<=b)(?:(?<=ab|cb))|(?<=d|e|f))");
    becomes("(?<=ab|cb|d|e)", "(?<=ab|cb|d|e)");
}

static void lookbehinds_keep_their_lengths(void **state) {
    (void)state;
    becomes("(?<=x(?:ab|ac|bc|bd|be))", "(?<=x(?:ab|ac|bc|bd|be))");
    becomes("(?<=x(?=ab|ac|bc|bd|be))", "(?<=x(?=a(?:b|c)|b(?:c|d|e)))");
}

static void what_is_not_followed_stays(void **state) {
    (void)state;
    becomes("(ab|ac|ad|bb|bc)\\1", "(ab|ac|ad|bb|bc)\\1");
    becomes("(?|ab|ac|ad|bb|bc)", "(?|ab|ac|ad|bb|bc)");
    becomes("(?-x:ab|ac|ad|bb|bc)", "(?-x:ab|ac|ad|bb|bc)");
    becomes("\\Qab|ac|ad|bb|bc", "\\Qab|ac|ad|bb|bc");
}

static void what_cannot_be_read_is_said(void **state) {
    (void)state;
    struct buf b = {0};
    assert_false(factor_pattern(&b, slice_of("(?:ab|ac")));
    buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(first_letters_are_shared),
        cmocka_unit_test(what_has_no_letter_keeps_its_place),
        cmocka_unit_test(letters_in_groups_are_asked_for_once),
        cmocka_unit_test(captures_of_one_label_share_numbers),
        cmocka_unit_test(lookbehinds_look_at_the_end_first),
        cmocka_unit_test(lookbehinds_keep_their_lengths),
        cmocka_unit_test(what_is_not_followed_stays),
        cmocka_unit_test(what_cannot_be_read_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
