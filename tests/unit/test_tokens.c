/* Tokens: how text is cut, shaped and looked up; phrases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "text/tokens.h"
#include "text/wordcache.h"

struct fixture {
    struct lexicon *lx;
    struct arena a;
    struct scan s;
};

static int set_up(void **state) {
    static struct fixture f;
    f = (struct fixture){0};
    *state = &f;
    return lexicon_builtin(&f.lx, NULL) == ST_OK ? 0 : -1;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    arena_free(&f->a);
    lexicon_free(f->lx);
    return 0;
}

/* The tokens as text with a bar between, an underscore before those that white space stands before.
 */
static const char *cut(struct fixture *f, const char *text) {
    static char out[512];
    size_t n = 0;
    out[0] = '\0';
    assert_int_equal(tokens_make(&f->s, slice_of(text), f->lx, &f->a, NULL), ST_OK);
    for (uint32_t i = 0; i < f->s.n; i++) {
        const struct token *t = &f->s.tok[i];
        const char *piece = t->kind == TOK_LINE ? "$" : text + t->start;
        int len = t->kind == TOK_LINE ? 1 : (int)(t->end - t->start);
        n += (size_t)snprintf(out + n, sizeof out - n, "%s%s%.*s", i ? "|" : "",
                              t->space ? "_" : "", len, piece);
    }
    return out;
}

static void words_numbers_and_symbols_are_cut(void **state) {
    struct fixture *f = *state;
    assert_string_equal(cut(f, "a 13yo boy"), "a|_13|yo|_boy");
    assert_string_equal(cut(f, "Smith-Jones, 6/12"), "Smith|-|Jones|,|_6|/|12");
    assert_string_equal(cut(f, "O'Neil's dog"), "O'Neil|'s|_dog");
    assert_string_equal(cut(f, "don't LU3 72M"), "don't|_LU|3|_72|M");
    assert_string_equal(cut(f, "one\r\n\n two"), "one|$|_two");
    assert_string_equal(cut(f, ""), "");
}

static void words_that_forms_ran_together_are_cut(void **state) {
    struct fixture *f = *state;
    assert_string_equal(cut(f, "MahmoodForename: Zoya"), "Mahmood|Forename|:|_Zoya");
    assert_string_equal(cut(f, "YouTube"), "YouTube");
    assert_string_equal(cut(f, "SWMahmood GPs DoLS"), "SW|Mahmood|_GPs|_DoLS");
    assert_string_equal(cut(f, "JMahmood MCMahmood"), "J|Mahmood|_MCMahmood");
    assert_string_equal(cut(f, "12yoMahmood yoMahmood"), "12|yo|Mahmood|_yoMahmood");
}

/* The left part of a word that was cut at its seam has a seam itself when it stands alone. */
static void what_the_cache_holds_changes_nothing(void **state) {
    struct fixture *f = *state;
    static const char *const texts[] = {"AbbMahmoodForename", "AbbMahmood", "AbbMahmoodForename"};
    struct word_cache *cache = NULL;
    assert_int_equal(word_cache_new(&cache, NULL, NULL, NULL), ST_OK);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct scan s;
        cut(f, texts[i]);
        assert_true(f->s.n > 1);
        assert_int_equal(tokens_make_cached(&s, slice_of(texts[i]), f->lx, cache, &f->a, NULL),
                         ST_OK);
        assert_int_equal(s.n, f->s.n);
        for (uint32_t k = 0; k < s.n; k++)
            assert_int_equal(s.tok[k].end, f->s.tok[k].end);
    }
    word_cache_free(cache);
}

static uint8_t shape(struct fixture *f, const char *word) {
    assert_string_equal(cut(f, word), word);
    return f->s.tok[0].shape;
}

static void shapes_are_told(void **state) {
    struct fixture *f = *state;
    assert_int_equal(shape(f, "word"), SHAPE_LOWER);
    assert_int_equal(shape(f, "Word"), SHAPE_CAP);
    assert_int_equal(shape(f, "WORD"), SHAPE_UPPER);
    assert_int_equal(shape(f, "K"), SHAPE_LETTER);
    assert_int_equal(shape(f, "iPhone"), SHAPE_MIXED);
    assert_int_equal(shape(f, "McAllister"), SHAPE_CAP);
    assert_int_equal(shape(f, "O'Neil"), SHAPE_CAP);
    assert_int_equal(shape(f, "O'NEIL"), SHAPE_UPPER);
    assert_int_equal(shape(f, "\xC3\x89lodie"), SHAPE_CAP);
    assert_int_equal(shape(f, "\xD8\xB3\xD8\xA7\xD8\xB1\xD8\xA9"), SHAPE_OTHER);
}

static bool has_class(const struct fixture *f, lex_set set, const char *name) {
    int c = lexicon_class(f->lx, slice_of(name));
    assert_true(c >= 0);
    return set >> c & 1;
}

static void words_are_looked_up_in_any_case(void **state) {
    struct fixture *f = *state;
    (void)cut(f, "MR mum Zoe Zo\xC3\xAB");
    assert_true(has_class(f, f->s.tok[0].classes, "title"));
    assert_true(has_class(f, f->s.tok[1].classes, "kin"));
    assert_true(f->s.tok[2].given > 0);
    assert_int_equal(f->s.tok[2].hash, f->s.tok[3].hash);
}

static void plurals_of_listed_words_are_their_stems(void **state) {
    struct fixture *f = *state;
    (void)cut(f, "Ogunleye Ogunleyes");
    assert_true(f->s.tok[0].surname > 0);
    assert_int_equal(f->s.tok[1].surname, f->s.tok[0].surname);
    assert_int_equal(f->s.tok[1].hash, f->s.tok[0].hash);
}

static void the_longest_phrase_is_found(void **state) {
    struct fixture *f = *state;
    (void)cut(f, "the Mental Capacity Act 2005 said");
    assert_int_equal(f->s.tok[1].phrase, 4);
    assert_true(has_class(f, f->s.tok[1].phrase_classes, "keep"));
    assert_true(has_class(f, f->s.tok[3].in_phrase, "keep"));
    assert_int_equal(f->s.tok[5].in_phrase, 0);
    (void)cut(f, "under Clare's Law");
    assert_int_equal(f->s.tok[1].phrase, 3);
}

static void tokens_are_found_by_their_end(void **state) {
    struct fixture *f = *state;
    (void)cut(f, "one two");
    assert_int_equal(tokens_ending(&f->s, 0, 7), 1);
    assert_int_equal(tokens_ending(&f->s, 0, 6), UINT32_MAX);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_numbers_and_symbols_are_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_that_forms_ran_together_are_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_cache_holds_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shapes_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_are_looked_up_in_any_case, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plurals_of_listed_words_are_their_stems, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_longest_phrase_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tokens_are_found_by_their_end, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
