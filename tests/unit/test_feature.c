/* Features: every template's values can be written and read back; tables of weights and their
 * mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "find/feature.h"
#include "find/weights.h"
#include "text/derive.h"

static bool has_text(enum value_type t) {
    return t != V_CLASS && t != V_RULE && t != V_WORD;
}

static void values_are_read_back(void **state) {
    (void)state;
    for (uint8_t tpl = 0; tpl < F_COUNT; tpl++) {
        struct feature f;
        char a[FEATURE_TEXT], b[FEATURE_TEXT];
        if (!has_text(feature_type_a(tpl)) || !has_text(feature_type_b(tpl)))
            continue;
        uint32_t va = feature_type_a(tpl) == V_AFFIX    ? 0x636261u
                      : feature_type_a(tpl) == V_SENSES ? 180u << SENSE_BITS | (LEX_SENSES + 77u)
                                                        : 1u,
                 vb = feature_type_b(tpl) == V_NONE ? 0u : 2u;
        feature_value(a, feature_type_a(tpl), va);
        feature_value(b, feature_type_b(tpl), vb);
        assert_true(
            feature_parse(&f, slice_of(feature_template_name(tpl)), slice_of(a), slice_of(b)));
        assert_int_equal(f.tpl, tpl);
        assert_int_equal(f.a, va);
        assert_int_equal(f.b, vb);
    }
}

/* The longest names of signs have room too, also two of them. */
static void every_sign_is_read_back(void **state) {
    (void)state;
    for (uint32_t sign = 1; sign < SIGN_VALUES; sign++) {
        struct feature f;
        char one[FEATURE_TEXT], two[FEATURE_TEXT];
        uint32_t v = LEX_SENSES + sign, both = v << SENSE_BITS | v;
        feature_value(one, V_SENSE, v);
        feature_value(two, V_SENSES, both);
        assert_true(feature_parse(&f, slice_of("sense-1"), slice_of(one), slice_of("cap")));
        assert_int_equal(f.a, v);
        assert_true(feature_parse(&f, slice_of("sense-1+sense"), slice_of(two), slice_of("cap")));
        assert_int_equal(f.a, both);
    }
}

static void unknown_names_are_refused(void **state) {
    struct feature f;
    (void)state;
    assert_false(feature_parse(&f, slice_of("nonsense"), slice_of("1"), slice_of("-")));
    assert_false(feature_parse(&f, slice_of("shape"), slice_of("round"), slice_of("-")));
    assert_false(feature_parse(&f, slice_of("sign"), slice_of("title"), slice_of("round")));
    assert_false(feature_parse(&f, slice_of("sense-1"), slice_of("45.0"), slice_of("cap")));
    assert_false(feature_parse(&f, slice_of("sense-1"), slice_of("18.4"), slice_of("cap")));
    assert_false(feature_parse(&f, slice_of("sense-1+sense"), slice_of("18.0"), slice_of("cap")));
    assert_false(feature_parse(&f, slice_of("capital"), slice_of("64.1"), slice_of("cap")));
}

static enum status pack(const char *text, struct err *e) {
    struct buf out = {0};
    *e = (struct err){0};
    enum status st = weights_pack_text(&out, slice_of(text), "w.tsv", e);
    buf_free(&out);
    return st;
}

static void mistakes_in_tables_name_file_and_line(void **state) {
    struct err e;
    (void)state;
    assert_int_equal(pack("# fine\nshape\tcap\t-\t1\t2\t3\t4\t5\n", &e), ST_OK);
    assert_int_equal(pack("# x\nshape\tround\t-\t1\t2\t3\t4\t5\n", &e), ST_RULE);
    assert_string_equal(e.file, "w.tsv");
    assert_int_equal(e.row, 2);
    assert_int_equal(pack("shape\tcap\t-\t1\t2\n", &e), ST_RULE);
    assert_int_equal(pack("shape\tcap\t-\t1\t2\tx\t4\t5\n", &e), ST_RULE);
    assert_int_equal(pack("shape\tcap\t-\t1\t2\t3\t4\t5\nshape\tcap\t-\t1\t2\t3\t4\t5\n", &e),
                     ST_RULE);
    assert_int_equal(pack("shape\tcap\xFF\t-\t1\t2\t3\t4\t5\n", &e), ST_RULE);
}

static void weights_are_found_again(void **state) {
    struct buf out = {0};
    struct weights *w;
    (void)state;
    assert_int_equal(
        weights_pack_text(
            &out, slice_of("threshold\t1\t-\t-7\t0\t0\t0\t0\nshape\tcap\t-\t1\t-2\t3\t4\t5\n"),
            "w.tsv", NULL),
        ST_OK);
    assert_int_equal(weights_from_pack(&w, &out, NULL), ST_OK);
    const int16_t *row = weights_find(w, feature_key(F_SHAPE, ES_CAP, 0));
    assert_non_null(row);
    assert_int_equal(row[EV_PLACE], -2);
    assert_null(weights_find(w, feature_key(F_SHAPE, ES_LOWER, 0)));
    assert_int_equal(weights_thresholds(w)[1][EV_NAME], -7);
    weights_free(w);
    buf_free(&out);
}

static void derived_words_are_told_from_names(void **state) {
    struct lexicon *lx;
    (void)state;
    assert_int_equal(lexicon_builtin(&lx, NULL), ST_OK);
    assert_true(word_is_derived(lx, slice_of("disinhibited")));
    assert_true(word_is_derived(lx, slice_of("brickworker")));
    assert_true(word_is_derived(lx, slice_of("neuropsychological")));
    assert_false(word_is_derived(lx, slice_of("ogunleye")));
    assert_false(word_is_derived(lx, slice_of("prydderch")));
    lexicon_free(lx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_back),
        cmocka_unit_test(every_sign_is_read_back),
        cmocka_unit_test(unknown_names_are_refused),
        cmocka_unit_test(mistakes_in_tables_name_file_and_line),
        cmocka_unit_test(weights_are_found_again),
        cmocka_unit_test(derived_words_are_told_from_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
