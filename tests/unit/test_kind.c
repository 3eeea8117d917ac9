/* Kinds of words: the table of function words and the senses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "find/kind.h"
#include "text/hash.h"
#include "text/lexicon.h"

static uint8_t function_kind(const char *word) {
    struct kind_words k;
    kind_words_init(&k);
    return kind_of_function(&k, token_hash(slice_of(word)));
}

static void function_words_have_kinds(void **state) {
    (void)state;
    assert_int_equal(function_kind("doesnt"), KIND_SINGULAR);
    assert_int_equal(function_kind("will"), KIND_MODAL);
    assert_int_equal(function_kind("are"), KIND_PLURAL);
    assert_int_equal(function_kind("she"), KIND_SUBJECT);
    assert_int_equal(function_kind("the"), KIND_ARTICLE);
    assert_int_equal(function_kind("from"), KIND_PREPOSITION);
    assert_int_equal(function_kind("said"), KIND_PAST);
    assert_int_equal(function_kind("whatsoever"), KIND_FUNCTION);
}

static void the_table_is_sorted_and_has_room(void **state) {
    struct kind_words k;
    (void)state;
    kind_words_init(&k);
    assert_in_range(k.n, 100, KIND_WORDS - 1);
    for (uint32_t i = 1; i < k.n; i++)
        assert_true(k.hash[i - 1] < k.hash[i]); /* no word twice */
}

static uint8_t sense_kind(const struct lexicon *lx, const char *word) {
    struct lex_entry e;
    assert_true(lexicon_find(lx, slice_of(word), &e));
    assert_int_not_equal(e.sense, 0);
    return kind_of_sense(e.sense);
}

static void senses_have_kinds(void **state) {
    struct lexicon *lx;
    struct err e = {0};
    (void)state;
    assert_int_equal(lexicon_builtin(&lx, &e), ST_OK);
    assert_int_equal(sense_kind(lx, "aardvark"), KIND_NOUN);
    assert_int_equal(sense_kind(lx, "aardvarks"), KIND_NOUNS);
    assert_int_equal(sense_kind(lx, "abandon"), KIND_VERB);
    assert_int_equal(sense_kind(lx, "disputes"), KIND_VERBS);
    assert_int_equal(sense_kind(lx, "denied"), KIND_PAST);
    assert_int_equal(sense_kind(lx, "abashing"), KIND_ING);
    assert_int_equal(sense_kind(lx, "abashed"), KIND_ADJECTIVE);
    assert_int_equal(sense_kind(lx, "aback"), KIND_ADVERB);
    lexicon_free(lx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(function_words_have_kinds),
        cmocka_unit_test(the_table_is_sorted_and_has_room),
        cmocka_unit_test(senses_have_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
