/* Messages: what is quoted in them reaches no terminal raw. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/utf8.h"

static void quoted_words_are_safe(void **state) {
    (void)state;
    struct err e = {0};
    char out[1400];
    assert_int_equal(err_set(&e, ST_RULE, "no key `%s`", "a\tb\x1B[31m\x7F\xFF\xC2\x9B z"),
                     ST_RULE);
    assert_string_equal(e.what, "no key `a?b?[31m??? z`");
    err_hint(&e, "did you mean `%s`?", "x\ny\xE2\x80\xAE");
    assert_string_equal(e.hint, "did you mean `x?y?`?");
    err_file(&e, "dir/\x1B]0;x\x07.yaml");
    err_rule(&e, "id\r", 3);
    err_field(&e, "Na\xC3\xAFve\n", 7);
    err_format(out, sizeof out, &e);
    for (const char *p = out; *p; p++)
        assert_true((unsigned char)*p >= 0x20 && *p != 0x7F);
    assert_non_null(strstr(out, "Na\xC3\xAFve?"));
}

/* A message that is too long is cut between characters. */
static void long_messages_stay_utf8(void **state) {
    (void)state;
    char word[1000];
    struct err e = {0};
    for (size_t shift = 0; shift < 4; shift++) {
        memset(word, 'a', sizeof word);
        for (size_t i = shift; i + 3 < sizeof word - 1; i += 3)
            memcpy(word + i, "\xE2\x82\xAC", 3);
        word[sizeof word - 1] = '\0';
        err_set(&e, ST_USAGE, "%s", word);
        struct slice s = slice_of(e.what);
        assert_true(s.n > sizeof e.what - 5 && s.n < sizeof e.what);
        assert_int_equal(utf8_valid_prefix(s), s.n);
        assert_null(strchr(e.what, '?'));
    }
}

static void nobody_asks(void **state) {
    (void)state;
    assert_int_equal(err_set(NULL, ST_IO, "x"), ST_IO);
    err_hint(NULL, "x");
    err_file(NULL, "x");
    err_field(NULL, "x", 1);
    err_rule(NULL, "x", 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quoted_words_are_safe),
        cmocka_unit_test(long_messages_stay_utf8),
        cmocka_unit_test(nobody_asks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
