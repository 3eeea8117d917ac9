#include "blot.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct blot *open_blot(const char *const *o) {
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

static void expect(const char *const *o, const char *source, const char *want) {
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
    const char *const label[] = {"-a", "label", "--only", "NAME", NULL};
    expect(label, "Mrs Sarah Khan of Luton rang.", "Mrs [NAME] of Luton rang.");
    const char *const mask[] = {"--action=mask", NULL};
    expect(mask, "Mrs Sarah Khan rang.",
           "Mrs \xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88 rang.");
    const char *const fields[] = {"-t", "comment", NULL}; /* no matter to a string alone */
    expect(fields, "Mrs Sarah Khan rang.", "Mrs [NAME_1] rang.");
}

static void refuse(const char *option, const char *value, const char *said) {
    const char *const options[] = {option, value, NULL};
    struct blot *b = NULL;
    char message[BLOT_MESSAGE_MAX] = "";
    assert_int_not_equal(blot_open(&b, options, message), 0);
    assert_null(b);
    if (!strstr(message, said))
        fail_msg("%s: %s", option, message);
    assert_int_not_equal(blot_open(&b, options, NULL), 0);
}

static void test_refused(void **state) {
    (void)state;
    refuse("--rules", "tests/unit/no-such-rules.yaml", "no-such-rules.yaml");
    refuse("--no-such", NULL, "--no-such");
    refuse("-a", "burn", "--action");
    refuse("-o", "out.jsonl", "--output");
    refuse("in.csv", NULL, "a file to read");
    refuse("-i", "csv", "--input");
    refuse("--no-header", NULL, "--no-header");
    refuse("-j", "2", "--jobs");
    refuse("--check", NULL, "--check");
    refuse("--report", "run.json", "--report");
    refuse("--progress", NULL, "--progress");
    refuse("--help", NULL, "--help");
    refuse("-e", "utf-16", "--encoding");
}

static void expect_record(struct blot *b, const char *json, const char *want) {
    struct blot_result r;
    char message[BLOT_MESSAGE_MAX] = "";
    if (blot_redact_record(b, json, strlen(json), &r, message) != 0)
        fail_msg("%s", message);
    assert_string_equal(r.text, want);
    assert_int_equal(r.n, strlen(want));
    assert_null(r.spans);
}

static void test_record(void **state) {
    (void)state;
    const char *const options[] = {"-t", "note", "--drop", "key", "--spans", NULL};
    struct blot *b = open_blot(options);
    char message[BLOT_MESSAGE_MAX] = "";
    assert_int_equal(blot_finish(b, message), 0);
    expect_record(b, "{\"key\":7,\"n\":1.50,\"note\":\"Mrs Khan rang.\"}",
                  "{\"n\":1.50,\"note\":\"Mrs [NAME_1] rang.\",\"redactions\":[{\"field\":\"note\","
                  "\"label\":\"NAME\",\"rule\":\"name-title-plain\",\"start\":4,\"end\":12}]}");
    expect_record(b, "{\"key\":8,\"note\":\"All went well.\"}",
                  "{\"note\":\"All went well.\",\"redactions\":[]}");
    assert_int_equal(blot_finish(b, message), 0);
    static const char *const bad[] = {"",
                                      "{",
                                      "[1]",
                                      "{\"note\":\"Sarah Khan\"} x",
                                      "{\"redactions\":1,\"note\":\"Sarah\"}",
                                      "{}\n",
                                      "{\"a\":1,\"a\":\"Sarah\"}"};
    struct blot_result r;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_not_equal(blot_redact_record(b, bad[i], strlen(bad[i]), &r, message), 0);
        assert_null(r.text);
        assert_non_null(strstr(message, "record 3"));
        assert_null(strstr(message, "Sarah"));
    }
    blot_close(b);
}

/* A field that an option names and no record has is told, by its likeness at once, else at the end.
 */
static void test_missing_field(void **state) {
    (void)state;
    const char *const options[] = {"-t", "comment", NULL};
    struct blot *b = open_blot(options);
    struct blot_result r;
    char message[BLOT_MESSAGE_MAX] = "";
    const char *close = "{\"coment\":\"x\"}";
    assert_int_not_equal(blot_redact_record(b, close, strlen(close), &r, message), 0);
    assert_non_null(strstr(message, "did you mean"));
    expect_record(b, "{\"other\":\"x\"}", "{\"other\":\"x\"}");
    assert_int_not_equal(blot_finish(b, message), 0);
    assert_non_null(strstr(message, "no record had such a field"));
    blot_close(b);
}

/* Numbers go on within a case, of each handle for itself. */
static void test_case(void **state) {
    (void)state;
    const char *const options[] = {"--case", "c", "--pass-unscanned", "c", NULL};
    struct blot *b = open_blot(options), *other = NULL;
    assert_int_equal(blot_share(&other, b, NULL), 0);
    expect_record(b, "{\"c\":1,\"n\":\"Mr Khan rang.\"}", "{\"c\":1,\"n\":\"Mr [NAME_1] rang.\"}");
    expect_record(b, "{\"c\":1,\"n\":\"Mr Lewis rang.\"}", "{\"c\":1,\"n\":\"Mr [NAME_2] rang.\"}");
    expect_record(other, "{\"c\":1,\"n\":\"Mr Lewis rang.\"}",
                  "{\"c\":1,\"n\":\"Mr [NAME_1] rang.\"}");
    blot_close(b);
    blot_close(other);
}

#define THREADS 4
#define ROUNDS  50

struct thread {
    pthread_t id;
    struct blot *b;
    int wrong;
};

static void *redact_often(void *ctx) {
    struct thread *t = ctx;
    static const char source[] = "Mrs Sarah Khan (14) rang from Luton on 07700 900123.";
    static const char want[] = "Mrs [NAME_1] ([AGE_1]) rang from [PLACE_1] on [CONTACT_1].";
    struct blot_result r;
    for (int i = 0; i < ROUNDS; i++)
        t->wrong += blot_redact(t->b, source, sizeof source - 1, &r, NULL) != 0 ||
                    strcmp(r.text, want) != 0;
    blot_close(t->b);
    return NULL;
}

/* Handles over the same rules at work in several threads; the first is closed while others go on,
 * and the patterns are compiled by whoever comes first. */
static void test_threads(void **state) {
    (void)state;
    struct thread t[THREADS] = {{.b = open_blot(NULL)}};
    for (int i = 1; i < THREADS; i++)
        assert_int_equal(blot_share(&t[i].b, t[0].b, NULL), 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&t[i].id, NULL, redact_often, &t[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(t[i].id, NULL), 0);
        assert_int_equal(t[i].wrong, 0);
    }
}

static void test_withheld(void **state) {
    (void)state;
    struct blot *b = open_blot(NULL);
    struct blot_result r;
    const char *text = "\xD0\x9C\xD0\xBE\xD1\x8F \xD0\xBC\xD0\xB0\xD0\xBC\xD0\xB0 "
                       "\xD0\xB6\xD0\xB8\xD0\xB2\xD1\x91\xD1\x82 \xD0\xB2 "
                       "\xD0\x9B\xD0\xBE\xD0\xBD\xD0\xB4\xD0\xBE\xD0\xBD\xD0\xB5";
    assert_int_equal(blot_redact(b, text, strlen(text), &r, NULL), 0);
    assert_string_equal(r.text, "[WITHHELD]");
    assert_int_equal(r.withheld, 1);
    assert_int_equal(r.n_spans, 1);
    assert_string_equal(r.spans[0].label, "");
    assert_int_equal(blot_redact(b, "Well done.", 10, &r, NULL), 0);
    assert_int_equal(r.withheld, 0);
    blot_close(b);
}

static void test_bad_text(void **state) {
    (void)state;
    struct blot *b = open_blot(NULL);
    struct blot_result r;
    char message[BLOT_MESSAGE_MAX] = "";
    assert_int_not_equal(blot_redact(b, "Sarah\xFF", 6, &r, message), 0);
    assert_null(r.text);
    assert_null(strstr(message, "Sarah"));
    assert_int_not_equal(blot_redact(b, "Sarah\0", 6, &r, message), 0);
    assert_non_null(strstr(message, "byte 6"));
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
        cmocka_unit_test(test_redacts),       cmocka_unit_test(test_options),
        cmocka_unit_test(test_refused),       cmocka_unit_test(test_record),
        cmocka_unit_test(test_missing_field), cmocka_unit_test(test_case),
        cmocka_unit_test(test_threads),       cmocka_unit_test(test_withheld),
        cmocka_unit_test(test_bad_text),      cmocka_unit_test(test_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
