/* Files of verdicts: what is taken, what is refused, and what several say together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "run/verdicts.h"

#define HASH  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define HEAD  "{\"schema\":\"blot-verdicts-1\",\"output_sha256\":\"" HASH "\",\"page\":\"p\","

/* Loads the text as a file of verdicts into vs. */
static enum status load(struct verdicts *vs, const char *text, struct err *e) {
    char path[] = "/tmp/blot-verdicts-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (int)strlen(text));
    close(fd);
    enum status st = verdicts_load(vs, path, e);
    unlink(path);
    return st;
}

static const char first[] =
    HEAD "\"seed\":7,\"records\":100,\"random\":4,\"added\":1,\"reviewer\":\"A\",\"new\":true,"
         "\"verdicts\":["
         "{\"record\":9,\"sample\":\"random\",\"verdict\":\"leak\",\"identifiers\":3,\"leaks\":["
         "{\"field\":\"a\",\"start\":4,\"end\":9,\"label\":\"NAME\",\"text\":\"J\\u00f6rg\"}],"
         "\"over\":[]},"
         "{\"record\":2,\"sample\":\"random\",\"verdict\":\"fine\",\"identifiers\":2,\"leaks\":[],"
         "\"over\":[]},"
         "{\"record\":3,\"sample\":\"random\",\"verdict\":\"over\",\"identifiers\":4,\"leaks\":[],"
         "\"over\":["
         "{\"field\":\"a\",\"start\":0,\"end\":8,\"label\":\"PLACE\",\"rule\":\"evidence\"}]},"
         "{\"record\":50,\"sample\":\"added\",\"verdict\":\"leak\",\"identifiers\":1,\"leaks\":["
         "{\"field\":\"a\",\"start\":0,\"end\":2,\"label\":\"AGE\"}],\"over\":[]}]}";

/* Finds the same leak in 9, half of it; another in 2. */
static const char second[] =
    HEAD "\"seed\":7,\"records\":100,\"random\":4,\"added\":1,\"reviewer\":\"B\",\"verdicts\":["
         "{\"record\":2,\"sample\":\"random\",\"verdict\":\"leak\",\"identifiers\":2,\"leaks\":["
         "{\"field\":\"b\",\"start\":1,\"end\":3,\"label\":\"ID\"}],\"over\":[]},"
         "{\"record\":9,\"sample\":\"random\",\"verdict\":\"leak\",\"identifiers\":3,\"leaks\":["
         "{\"field\":\"a\",\"start\":6,\"end\":9,\"label\":\"NAME\"}],\"over\":[]}]}";

static void test_one(void **state) {
    (void)state;
    struct verdicts vs = {0};
    struct err e = {0};
    struct verdict_tally t;
    assert_int_equal(load(&vs, first, &e), ST_OK);
    assert_int_equal(vs.v[0].n, 4);
    assert_int_equal(vs.v[0].v[0].record, 2); /* sorted */
    assert_true(slice_is(vs.v[0].v[2].leaks[0].text, "J\xC3\xB6rg"));
    assert_true(verdicts_about(&vs, slice_of(HASH)));
    assert_false(verdicts_about(&vs, slice_of(OTHER)));
    assert_int_equal(verdicts_tally(&t, &vs, &e), ST_OK);
    assert_int_equal(t.random, 3);
    assert_int_equal(t.random_leaky, 1);
    assert_int_equal(t.drawn, 4);
    assert_int_equal(t.added, 1);
    assert_int_equal(t.added_leaky, 1);
    assert_int_equal(t.leaks, 1);
    assert_int_equal(t.over, 1);
    assert_int_equal(t.identifiers, 3 + 1 + 2 + 4 - 1);
    assert_true(isnan(t.kappa));
    verdicts_free(&vs);
}

static void test_two_reviewers(void **state) {
    (void)state;
    struct verdicts vs = {0};
    struct err e = {0};
    struct verdict_tally t;
    assert_int_equal(load(&vs, first, &e), ST_OK);
    assert_int_equal(load(&vs, second, &e), ST_OK);
    assert_int_equal(verdicts_tally(&t, &vs, &e), ST_OK);
    assert_int_equal(t.random, 3);
    assert_int_equal(t.random_leaky, 2); /* a leak that either found */
    assert_int_equal(t.leaks, 2);        /* one stretch of 9 counts once */
    assert_int_equal(t.drawn, 4);        /* one page, one draw */
    assert_int_equal(t.both, 2);
    assert_int_equal(t.agreed, 1);
    assert_true(fabs(t.kappa) < 1e-12); /* one of two, which chance alone gives */
    verdicts_free(&vs);
}

static void refuse(const char *text, const char *message) {
    struct verdicts vs = {0};
    struct err e = {0};
    assert_int_equal(load(&vs, text, &e), ST_DATA);
    if (!strstr(e.what, message))
        fail_msg("\"%s\" does not say \"%s\"", e.what, message);
    assert_true(e.file[0] != '\0');
    verdicts_free(&vs);
}

static void test_refusals(void **state) {
    (void)state;
    refuse("{\"schema\":\"blot-verdicts-2\"}", "no file of verdicts");
    refuse("{\"schema\":\"blot-verdicts-1\",\"output_sha256\":\"x\",\"page\":\"p\"}",
           "no file of verdicts");
    refuse(HEAD "\"records\":5,\"verdicts\":[{\"record\":6,\"verdict\":\"fine\"}]}",
           "record 6 is not among");
    refuse(HEAD "\"records\":5,\"verdicts\":[{\"record\":3,\"verdict\":\"fine\"},{\"record\":3,"
                "\"verdict\":\"fine\"}]}",
           "record 3 has two verdicts");
    refuse(HEAD "\"records\":5,\"verdicts\":[{\"record\":3,\"verdict\":\"good\"}]}",
           "no file of verdicts");
    refuse(HEAD "\"records\":5,\"verdicts\":[{\"record\":3,\"verdict\":\"leak\",\"leaks\":[{"
                "\"start\":-1}]}]}",
           "no file of verdicts");
    refuse(HEAD "\"records\":5,\"verdicts\":{\"999999\":{\"record\":3}}}", "no file of verdicts");
    refuse("[]", "");
}

static void test_one_output_only(void **state) {
    (void)state;
    struct verdicts vs = {0};
    struct err e = {0};
    assert_int_equal(load(&vs, first, &e), ST_OK);
    assert_int_equal(load(&vs,
                          "{\"schema\":\"blot-verdicts-1\",\"output_sha256\":\"" OTHER
                          "\",\"page\":\"p\",\"records\":100}",
                          &e),
                     ST_DATA);
    assert_non_null(strstr(e.what, "another output"));
    verdicts_free(&vs);
}

static void test_nothing_judged(void **state) {
    (void)state;
    struct verdicts vs = {0};
    struct err e = {0};
    struct verdict_tally t;
    assert_int_equal(load(&vs, HEAD "\"records\":5,\"verdicts\":[]}", &e), ST_OK);
    assert_int_equal(verdicts_tally(&t, &vs, &e), ST_DATA);
    verdicts_free(&vs);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one),
        cmocka_unit_test(test_two_reviewers),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_one_output_only),
        cmocka_unit_test(test_nothing_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
