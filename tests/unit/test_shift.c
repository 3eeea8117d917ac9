/* The action shift: how far, for whom, and what stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "redact/datetext.h"
#include "redact/keyring.h"
#include "redact/redact.h"

struct bench {
    struct arena arena;
    struct redact_options options;
    struct keyring *keys;
};

static void bench_open(struct bench *b, const char *key) {
    *b = (struct bench){0};
    assert_int_equal(keyring_from(&b->keys, slice_of(key), "test", NULL), ST_OK);
    b->options.action[LABEL_DATE] = ACT_SHIFT;
    b->options.keys = b->keys;
}

static void bench_close(struct bench *b) {
    keyring_free(b->keys);
    arena_free(&b->arena);
}

/* The whole of text is a date; what becomes of it in a case. Freed by the caller. */
static struct buf shifted(struct bench *b, const char *scope, const char *text) {
    struct redact_record r = {.arena = &b->arena, .scope = slice_of(scope)};
    struct span s = {0, (uint32_t)strlen(text), LABEL_DATE, BY_RULE, 0};
    struct span_list l = {&s, 1, 1};
    struct redaction_list done;
    struct buf out = {0};
    assert_int_equal(numbering_new(&r.numbering, &b->arena, NULL), ST_OK);
    assert_int_equal(redact(&out, &done, slice_of(text), &l, &b->options, &r, NULL), ST_OK);
    return out;
}

static int32_t days_of(struct slice s) {
    struct date_text d;
    assert_true(date_read(&d, s));
    return date_days(d.when);
}

static int32_t moved(struct bench *b, const char *scope, const char *text) {
    struct buf out = shifted(b, scope, text);
    int32_t by = days_of(buf_slice(&out)) - days_of(slice_of(text));
    buf_free(&out);
    return by;
}

#define KEY "0123456789abcdef0123456789abcdef"

/* Four to fifty-two whole weeks, both ways; every distance is met in enough cases. */
static void how_far(void **state) {
    (void)state;
    struct bench b;
    bool met[105] = {false};
    unsigned kinds = 0;
    bench_open(&b, KEY);
    for (int i = 0; i < 2000; i++) {
        char scope[24];
        (void)snprintf(scope, sizeof scope, "case %d", i);
        int32_t by = moved(&b, scope, "12/03/2019");
        assert_int_equal(by % 7, 0);
        int32_t weeks = by / 7;
        assert_true((weeks >= 4 && weeks <= 52) || (weeks <= -4 && weeks >= -52));
        kinds += !met[weeks + 52];
        met[weeks + 52] = true;
        arena_reset(&b.arena);
    }
    assert_int_equal(kinds, 98);
    bench_close(&b);
}

/* One case, one distance, in whatever form; another case or another key, most likely another. */
static void one_case(void **state) {
    (void)state;
    static const char *const forms[] = {"12/03/2019", "4 May 2022",           "2021-06-07",
                                        "01.01.00",   "3rd of December 1999", "March 12th, 2019",
                                        "20190312"};
    struct bench b, other;
    unsigned differ = 0;
    bench_open(&b, KEY);
    bench_open(&other, "another key of thirty-two bytes!");
    int32_t by = moved(&b, "case A", forms[0]);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_int_equal(moved(&b, "case A", forms[i]), by);
    for (int i = 0; i < 20; i++) {
        char scope[24];
        (void)snprintf(scope, sizeof scope, "case %d", i);
        differ += moved(&b, scope, forms[0]) != moved(&other, scope, forms[0]);
    }
    assert_true(differ > 15);
    bench_close(&b);
    bench_close(&other);
}

static void expect(struct bench *b, const char *scope, const char *text, const char *want) {
    struct buf out = shifted(b, scope, text);
    if (!slice_is(buf_slice(&out), want))
        fail_msg("%s: %.*s, not %s", text, (int)out.n, out.p, want);
    buf_free(&out);
}

/* Frozen: next year's release must move the same case by the same weeks. */
static void frozen(void **state) {
    (void)state;
    struct bench b;
    bench_open(&b, KEY);
    expect(&b, "case A", "12/03/2019", "30/04/2019");
    expect(&b, "case B", "12/03/2019", "31/07/2018");
    expect(&b, "person 943 476 5919", "12/03/2019", "17/09/2019");
    expect(&b, "case \xC3\x89", "12/03/2019", "01/05/2018");
    bench_close(&b);
}

/* What cannot be moved is a number and never itself. */
static void not_moved(void **state) {
    (void)state;
    static const char *const texts[] = {"1947",     "the 9th",    "9th",     "March",   "Feb 25",
                                        "5/6 June", "31/02/2019", "12 mars", "anything"};
    struct bench b;
    bench_open(&b, KEY);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect(&b, "case A", texts[i], "[DATE_1]");
    expect(&b, "", "12/03/2019", "[DATE_1]");
    b.options.keys = NULL;
    expect(&b, "case A", "12/03/2019", "[DATE_1]");
    bench_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(how_far),
        cmocka_unit_test(one_case),
        cmocka_unit_test(frozen),
        cmocka_unit_test(not_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
