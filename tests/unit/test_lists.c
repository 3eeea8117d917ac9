/* Lists of words, phrases and weights: an entry that stands twice in one file is a mistake. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "find/phrases.h"
#include "find/weights.h"
#include "text/hash.h"
#include "text/lexpack.h"

static void words(void **state) {
    (void)state;
    struct pack_builder b = {0};
    struct err e = {0};
    int c = pack_class(&b, slice_of("given")), d = pack_class(&b, slice_of("surname"));
    assert_int_equal(pack_add_text(&b, c, slice_of("ann\n# ann\nbob\n"), "a.txt", &e), ST_OK);
    assert_int_equal(pack_add_text(&b, d, slice_of("ann\n"), "b.txt", &e), ST_OK);
    assert_int_equal(pack_add_text(&b, c, slice_of("bob\n"), "c.txt", &e), ST_OK);
    static const char twice[] = "zoe\nbill\neve\n\nZo\xC3\xAB\nbill\n";
    assert_int_equal(pack_add_text(&b, c, slice_of(twice), "d.txt", &e), ST_RULE);
    assert_string_equal(e.file, "d.txt");
    assert_int_equal(e.row, 5);
    pack_free(&b);
}

/* What is told of a word that no list has is told, but the word does not pass for listed. */
static void told_of_unlisted_words(void **state) {
    (void)state;
    struct err e = {0};
    struct lexicon *lx;
    struct lex_entry en;
    struct slice slip = slice_of("definately");
    assert_int_equal(lexicon_builtin(&lx, &e), ST_OK);
    assert_false(lexicon_find(lx, slip, &en));
    assert_true(lexicon_find_hashed(lx, slip, token_hash(slip), &en));
    assert_true(en.classes == 0 && en.level == 0 && en.capital != 0);
    assert_true(lexicon_find(lx, slice_of("nurse"), &en));
    lexicon_free(lx);
}

static void phrases(void **state) {
    (void)state;
    struct arena a = {0};
    struct err e = {0};
    struct lexicon *lx;
    struct phrase_list *l;
    assert_int_equal(lexicon_builtin(&lx, &e), ST_OK);
    assert_int_equal(phrase_list_new(&l, &a, &e), ST_OK);
    static const char good[] = "the khan\nthe khans\n# the khan\nthe\n";
    assert_int_equal(phrase_list_add_text(l, slice_of(good), "a.txt", lx, 1, &e), ST_OK);
    assert_int_equal(phrase_list_add_text(l, slice_of("the khan\n"), "b.txt", lx, 2, &e), ST_OK);
    static const char twice[] = "red\n  blue moon\nBlue Moon \n";
    assert_int_equal(phrase_list_add_text(l, slice_of(twice), "c.txt", lx, 1, &e), ST_RULE);
    assert_string_equal(e.file, "c.txt");
    assert_int_equal(e.row, 3);
    lexicon_free(lx);
    arena_free(&a);
}

static void weights(void **state) {
    (void)state;
    struct buf out = {0};
    struct err e = {0};
    static const char twice[] = "# a table\nword\tred\tlower\t1\t0\t0\t0\t0\n"
                                "word\tblue\tlower\t1\t0\t0\t0\t0\n"
                                "word\tred\tlower\t2\t0\t0\t0\t0\n";
    assert_int_equal(weights_pack_text(&out, slice_of(twice), "w.tsv", &e), ST_RULE);
    assert_string_equal(e.file, "w.tsv");
    assert_int_equal(e.row, 4);
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),
        cmocka_unit_test(told_of_unlisted_words),
        cmocka_unit_test(phrases),
        cmocka_unit_test(weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
