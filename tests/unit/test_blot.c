#include "blot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct blot *open_blot(const struct blot_options *o) {
    struct blot *b = NULL;
    char message[BLOT_MESSAGE_MAX] = "";
    if (blot_open(&b, o, message) != 0)
        fail_msg("blot_open: %s", message);
    return b;
}

/* The spans say where the text changed, and nothing else did. */
static void check_spans(const char *source, const struct blot_result *r) {
    size_t at = 0, from = 0;
    for (size_t i = 0; i < r->n_spans; i++) {
        const struct blot_span *s = &r->spans[i];
        assert_int_equal(s->start - at, s->source_start - from);
        assert_memory_equal(r->text + at, source + from, s->start - at);
        assert_true(s->rule[0] != '\0');
        at = s->end;
        from = s->source_end;
    }
    assert_string_equal(r->text + at, source + from);
}

static void expect(const struct blot_options *o, const char *source, const char *want) {
    struct blot *b = open_blot(o);
    struct blot_result r;
    for (int twice = 0; twice < 2; twice++) {
        assert_int_equal(blot_redact(b, source, strlen(source), &r, NULL), 0);
        assert_string_equal(r.text, want);
        assert_int_equal(r.n, strlen(want));
        check_spans(source, &r);
    }
    blot_close(b);
}

static void test_redacts(void **state) {
    (void)state;
    expect(NULL, "Mrs Sarah Khan rang. Sarah lives in Luton.",
           "Mrs [NAME_1] rang. [NAME_1] lives in [PLACE_1].");
    expect(NULL, "", "");
    expect(NULL, "The meeting went well.", "The meeting went well.");
}

static void test_options(void **state) {
    (void)state;
    const struct blot_options o = {.action = BLOT_LABEL};
    expect(&o, "Mrs Sarah Khan rang.", "Mrs [NAME] rang.");
    struct blot *b = NULL;
    char message[BLOT_MESSAGE_MAX] = "";
    const struct blot_options bad = {.action = (enum blot_action)9};
    assert_int_not_equal(blot_open(&b, &bad, message), 0);
    assert_null(b);
    assert_true(message[0] != '\0');
    const struct blot_options no_file = {.rules = "tests/unit/no-such-rules.yaml"};
    assert_int_not_equal(blot_open(&b, &no_file, message), 0);
    assert_non_null(strstr(message, "no-such-rules.yaml"));
}

static void test_bad_text(void **state) {
    (void)state;
    struct blot *b = open_blot(NULL);
    struct blot_result r;
    char message[BLOT_MESSAGE_MAX] = "";
    assert_int_not_equal(blot_redact(b, "Sarah\xFF", 6, &r, message), 0);
    assert_null(r.text);
    assert_null(strstr(message, "Sarah"));
    assert_int_equal(blot_redact(b, NULL, 0, &r, message), 0);
    assert_string_equal(r.text, "");
    blot_close(b);
    blot_close(NULL);
}

static void test_version(void **state) {
    (void)state;
    assert_string_equal(blot_version(), BLOT_VERSION);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_redacts),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_bad_text),
        cmocka_unit_test(test_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
