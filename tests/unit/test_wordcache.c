/* The cache of words: what it keeps, how words displace each other, and texts cut with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "text/wordcache.h"

static struct word_cache *cache;

static uint32_t length_memo(const void *ctx, const struct token *t, struct slice text) {
    (void)ctx;
    (void)t;
    return (uint32_t)text.n + 1;
}

static int set_up(void **state) {
    struct err e = {0};
    (void)state;
    return word_cache_new(&cache, length_memo, NULL, &e) == ST_OK ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    word_cache_free(cache);
    return 0;
}

static struct word_key key_of(const char *word) {
    struct slice s = slice_of(word);
    return word_key_of(s, 0, s.n);
}

static uint32_t put(const char *word, uint32_t hash) {
    struct token t = {.kind = TOK_WORD, .hash = hash};
    struct word_key k = key_of(word);
    word_cache_put(cache, &k, &t);
    return t.form;
}

/* The hash that was kept of the word; 0: nothing. */
static uint32_t kept(const char *word) {
    struct token t = {0};
    struct word_key k = key_of(word);
    const struct token_form *form = word_cache_find(cache, &k);
    if (form)
        memcpy((char *)&t + TOKEN_FORM_AT, form->bytes, TOKEN_FORM_BYTES);
    return form ? t.hash : 0;
}

static void test_keeps_forms_as_written(void **state) {
    (void)state;
    assert_int_equal(kept("word"), 0);
    uint32_t first = put("word", 11), second = put("Word", 12);
    assert_int_equal(kept("word"), 11);
    assert_int_equal(kept("Word"), 12);
    assert_int_equal(kept("words"), 0);
    assert_int_equal(kept("wor"), 0);
    assert_true(first > 0 && second > first);
    assert_true(put("word", 13) > second); /* no number is given twice */
    assert_int_equal(kept("word"), 13);
}

/* Words of one first set: those for which it has no room go to their second, and when that is full
 * too one of the first goes. */
static void test_a_full_set_takes_another(void **state) {
    char word[5][WORD_KEY_BYTES];
    struct word_key k = key_of("aaa");
    const struct word_places places = word_cache_places(&k);
    (void)state;
    snprintf(word[0], sizeof word[0], "aaa");
    for (uint32_t i = 0, found = 1; found < 5; i++) {
        snprintf(word[found], sizeof word[found], "b%u", i);
        k = key_of(word[found]);
        const struct word_places p = word_cache_places(&k);
        found += p.first == places.first && p.second != p.first;
    }
    for (uint32_t i = 0; i < 3; i++)
        put(word[i], 100 + i);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(kept(word[i]), 100 + i);
    for (uint32_t i = 0, n = 0; n < WORD_CACHE_WAYS; i++) { /* fills the next word's second set */
        char other[WORD_KEY_BYTES];
        k = key_of(word[3]);
        const uint32_t second = word_cache_places(&k).second;
        snprintf(other, sizeof other, "c%u", i);
        k = key_of(other);
        if (word_cache_places(&k).first != second)
            continue;
        put(other, 1);
        n++;
    }
    put(word[3], 103);
    assert_int_equal(kept(word[3]), 103);
    assert_int_equal(kept(word[2]), 102);
    assert_int_equal((kept(word[0]) == 100) + (kept(word[1]) == 101), 1);
}

/* However many there were, the newest is there, and none has what is another's. */
static void test_the_newest_is_kept(void **state) {
    char word[WORD_KEY_BYTES];
    uint32_t there = 0;
    const uint32_t n = 4 * WORD_CACHE_SETS * WORD_CACHE_WAYS;
    (void)state;
    for (uint32_t i = 1; i <= n; i++) {
        snprintf(word, sizeof word, "w%u", i);
        put(word, i);
        assert_int_equal(kept(word), i);
    }
    for (uint32_t i = 1; i <= n; i++) {
        snprintf(word, sizeof word, "w%u", i);
        const uint32_t is = kept(word);
        assert_true(is == 0 || is == i);
        there += is == i;
    }
    assert_true(there > WORD_CACHE_SETS * WORD_CACHE_WAYS * 9 / 10);
}

static void test_memos_of_symbols(void **state) {
    (void)state;
    assert_int_equal(cache->symbol['-'], 2);
    assert_int_equal(cache->symbol[0x80], 3); /* of a symbol that is not ASCII */
    assert_int_equal(cache->possessive, 3);
}

/* The cut of text by the cache is that without it, also at the end of the text and where words are
 * as long as keys or longer. */
static void test_cuts_as_without(void **state) {
    static const char *const texts[] = {
        "",
        "a",
        "abcdefghijklmno abcdefghijklmnop abcdefghijklmnopq",
        "ABCDEFGHIJKLMNO's abcdefghijklmno's",
        "iPhone McAllister O'Neil MahmoodForename MahmoodForename's",
        "13yo 6/12 LU3 2RR 07700900123 0001 10000 12345678901234567",
        "the Khans' house, the Khan's house, O'Neil's",
        "caf\xC3\xA9 na\xC3\xAFve \xD9\xA1\xD9\xA2 1\xD9\xA1 x\xCC\x81y",
        "last words of a text of some length end here",
    };
    struct lexicon *lx;
    struct arena a = {0};
    struct err e = {0};
    (void)state;
    assert_int_equal(lexicon_builtin(&lx, &e), ST_OK);
    for (size_t i = 0; i < 2 * sizeof texts / sizeof *texts; i++) {
        struct slice text = slice_of(texts[i / 2]);
        struct scan plain, cut;
        assert_int_equal(tokens_make(&plain, text, lx, &a, &e), ST_OK);
        assert_int_equal(tokens_make_cached(&cut, text, lx, cache, &a, &e), ST_OK);
        assert_int_equal(cut.n, plain.n);
        for (uint32_t k = 0; k < cut.n; k++) {
            assert_int_equal(cut.tok[k].start, plain.tok[k].start);
            assert_int_equal(cut.tok[k].end, plain.tok[k].end);
            assert_int_equal(cut.tok[k].kind, plain.tok[k].kind);
            assert_int_equal(cut.tok[k].shape, plain.tok[k].shape);
            assert_int_equal(cut.tok[k].space, plain.tok[k].space);
            assert_int_equal(cut.tok[k].phrase, plain.tok[k].phrase);
            assert_int_equal(cut.tok[k].hash, plain.tok[k].hash);
            assert_int_equal(cut.tok[k].classes, plain.tok[k].classes);
            assert_int_equal(cut.tok[k].in_phrase, plain.tok[k].in_phrase);
        }
    }
    arena_free(&a);
    lexicon_free(lx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_keeps_forms_as_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_full_set_takes_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_newest_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_memos_of_symbols, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cuts_as_without, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
