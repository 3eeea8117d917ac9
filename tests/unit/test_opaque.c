/* Placeholders in the text that comes in: a second run changes nothing, and names beside forged
 * ones are found all the same. */
#include <string.h>

#include "blot_help.h"
#include "find/opaque.h"

static void stays(void **state) {
    static const char *const texts[] = {
        "Mr [NAME_1] rang. Mrs [NAME_2] and Dr [NAME_1] were out, so Sgt [NAME_3] came.",
        "[NAME_1]'s mum was there. The plan was [NAME_1]'s. At [NAME_1]'s: [NAME_2]'s bag",
        "MR [NAME_1] SEEN. [NAME_1]'S SON [NAME_2] VISITS",
        "Mr [NAME] of [PLACE], aged [AGE], rang on [DATE] from [CONTACT], ref [ID]",
        "Mr \xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88 rang",
        "Case [ID_1]. Her carer [NAME_4] has taken her in",
        "Sheikh [NAME_1] at the mosque in [PLACE_1]",
        "dr [NAME_1] says the hip needs doing, [NAME_2]'s dad asked about himself",
        "[WITHHELD]",
        "[NAME_1]",
    };
    struct blot_result r;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(blot_redact(*state, texts[i], strlen(texts[i]), &r, NULL), 0);
        assert_string_equal(r.text, texts[i]);
        assert_int_equal(r.n_spans, 0);
    }
}

/* What one run puts out, the next leaves as it is. */
static void twice(void **state) {
    static const char *const texts[] = {
        "Sarah Khan (14) told Mrs Lewis that Sarah stays in Luton with Sarah's gran",
        "Mr O'Neil, 43, lives at 12 High Street, Luton. Mr O'Neil's GP is Dr Mensah.",
        "PC Adeyemi took the call from 07700 900123 at 4 Mill Lane, LU3 2AB on 3 May 2019",
        "sarah rang, her mum mrs khan is 43 and sarahs dad lives in leeds",
        /* words that are only just left, until what stands beside them is hidden */
        "Left Stoke at six, got to Burslem at half eight, all for a ten-minute check.",
        "Kasia my old support worker does aswell.",
        "June and May may come in June.",
        "Celina explained: nie for the care home, nie for the cousin (Rysiek), tak for the cat.",
        "0CR: the chi1d was 1ast seen 0n l3 Ju1y at C1acton pier.",
        "left 9.02 asia re housing. 9.20 mr wozniak re asia. 9.31 police re wozniak.",
        /* words of a listed phrase of which a part is hidden */
        "Plan A: family. Omega 3 from Holland and Barrett. E numbers banned. G&T on the ferry.",
        "(1) Seen by Dr Mensah. (2) Told Sarah. (3) Review with Piotr (4) Closed.",
    };
    struct blot_result r;
    char once[512];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(blot_redact(*state, texts[i], strlen(texts[i]), &r, NULL), 0);
        assert_true(r.n_spans > 0 && r.n < sizeof once);
        memcpy(once, r.text, r.n + 1);
        assert_int_equal(blot_redact(*state, once, strlen(once), &r, NULL), 0);
        assert_string_equal(r.text, once);
    }
}

static void forged(void **state) {
    static const char *const texts[] = {
        "[NAME_1] Mrs Patel rang",
        "Mrs Patel [NAME_2] rang",
        "[NAME_1] NHS number 943 476 5919 [ID_1]",
        "[PLACE_1] call 07700 900123 [CONTACT_1]",
        "[AGE_1] [DATE] lives at 12 High Street, LU3 2AB [PLACE]",
    };
    static const char *const gone[] = {"Patel", "Patel", "5919", "900123", "LU3"};
    struct blot_result r;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(blot_redact(*state, texts[i], strlen(texts[i]), &r, NULL), 0);
        assert_null(strstr(r.text, gone[i]));
    }
}

static void one_token_each(void **state) {
    (void)state;
    struct lexicon *lx = NULL;
    struct err e = {0};
    struct arena a = {0};
    struct scan s;
    struct span_list found = {0};
    struct view v = {
        slice_of("x [NAME_1]'s [AGE_10-13], [NAME_ ] [PLACE]y [WITHHELD]"), NULL, {"", 0}};
    assert_int_equal(lexicon_builtin(&lx, &e), ST_OK);
    assert_true(opaque_find(&found, &v, NULL, &a));
    assert_int_equal(found.n, 4);
    const struct slice text = v.text;
    assert_int_equal(tokens_make(&s, text, lx, &a, &e), ST_OK);
    opaque_tokens(&s, &found, 0);
    static const char *const tokens[] = {"x",    "[NAME]", "'s", "[AGE]",   ",", "[",
                                         "NAME", "_",      "]",  "[PLACE]", "y", "[WITHHELD]"};
    static const uint8_t kinds[] = {TOK_WORD,   TOK_WORD,   TOK_POSS, TOK_NUMBER,
                                    TOK_SYMBOL, TOK_SYMBOL, TOK_WORD, TOK_SYMBOL,
                                    TOK_SYMBOL, TOK_WORD,   TOK_WORD, TOK_WORD};
    assert_int_equal(s.n, sizeof kinds);
    for (uint32_t i = 0; i < s.n; i++) {
        assert_true(slice_is(slice_cut(text, s.tok[i].start, s.tok[i].end), tokens[i]));
        assert_int_equal(s.tok[i].kind, kinds[i]);
        assert_int_equal(opaque_is(&s, i), tokens[i][0] == '[' && tokens[i][1]);
    }
    arena_free(&a);
    lexicon_free(lx);
}

/* Every placeholder of a label is the same to detection, whatever number, band, region or role it
 * has, and offsets lead back to the source. */
static void alike(void **state) {
    (void)state;
    static const char source[] = "a [NAME_12], [AGE_10-13] \xE2\x96\x88\xE2\x96\x88\xE2\x96\x88"
                                 "\xE2\x96\x88\xE2\x96\x88 [MOTHER_1] [PLACE_North West] [ID] b";
    struct arena a = {0};
    struct span_list found = {0};
    struct view v = {slice_of(source), NULL, slice_of(source)};
    assert_true(opaque_find(&found, &v, NULL, &a));
    assert_true(slice_is(v.text, "a [NAME], [AGE] [NAME] [NAME] [PLACE] [ID] b"));
    assert_int_equal(found.n, 6);
    assert_int_equal(found.v[5].start, v.text.n - 6);
    assert_int_equal(view_source(&v, found.v[5].start), strlen(source) - 6);
    assert_int_equal(view_source_end(&v, found.v[5].end), strlen(source) - 2);
    assert_int_equal(view_source(&v, found.v[0].start), 2);
    assert_int_equal(view_source_end(&v, found.v[0].end), 11);
    assert_int_equal(view_source(&v, (uint32_t)v.text.n), strlen(source));
    found = (struct span_list){0};
    v = (struct view){slice_of("nothing [here]"), NULL, {"", 0}};
    assert_true(opaque_find(&found, &v, NULL, &a));
    assert_int_equal(found.n, 0);
    assert_null(v.map);
    arena_free(&a);
}

/* What rules see in the place of placeholders is as long, and nothing else is touched. */
static void shown(void **state) {
    (void)state;
    struct arena a = {0};
    struct span_list found = {0};
    struct view v = {slice_of("A [NAME_1], [AGE_2] [ID] [MOTHER_1] [WITHHELD] b"), NULL, {"", 0}};
    struct slice out;
    assert_true(opaque_find(&found, &v, NULL, &a));
    assert_true(opaque_shown(&out, v.text, &found, &a));
    assert_true(slice_is(out, "A Nonono,    19 [ID# Nonono [WITHHELD] b"));
    assert_true(opaque_bare(&out, v.text, &found, &a));
    assert_int_equal(out.n, v.text.n);
    assert_true(slice_is(slice_cut(out, 0, 9), "A \1\1\1\1\1\1,"));
    assert_true(slice_is(slice_cut(out, out.n - 4, out.n), "\1\1 b"));
    found.n = 0;
    assert_true(opaque_shown(&out, v.text, &found, &a));
    assert_ptr_equal(out.p, v.text.p);
    assert_true(opaque_bare(&out, v.text, &found, &a));
    assert_ptr_equal(out.p, v.text.p);
    arena_free(&a);
}

/* Text of which an earlier run, or a hand, replaced a part: what is plain beside a placeholder is
 * found, of a label that it looked for and of others. */
static void beside(void **state) {
    static const char *const texts[] = {
        "[NAME_1], 14, lives with her uncle Mohammed Hussain",
        "I spoke to Siobhan Murphy and [NAME_1] about [PLACE_1]",
        "[PLACE_1]: Gurpreet Singh told us that he is 43",
        "[MOTHER_1] said that Kwame Asante, 12, hits her",
    };
    static const char *const gone[] = {"Hussain", "Murphy", "Gurpreet", "Kwame"};
    struct blot_result r;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(blot_redact(*state, texts[i], strlen(texts[i]), &r, NULL), 0);
        assert_null(strstr(r.text, gone[i]));
        assert_null(strstr(r.text, "14"));
        assert_null(strstr(r.text, "43"));
        assert_null(strstr(r.text, "12"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stays),          cmocka_unit_test(twice), cmocka_unit_test(forged),
        cmocka_unit_test(one_token_each), cmocka_unit_test(alike), cmocka_unit_test(shown),
        cmocka_unit_test(beside),
    };
    return cmocka_run_group_tests(tests, test_blot_open, test_blot_close);
}
