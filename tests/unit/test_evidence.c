/* Evidence by the short way: sums over the dense table and tokens from the cache of words
 * are what the table of weights and the lexicon themselves give, on the texts of all fixtures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <glob.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/utf8.h"
#include "find/allowed.h"
#include "find/evidence.h"
#include "run/engine.h"
#include "text/wordcache.h"

struct bench {
    struct engine engine;
    struct detector *detector;
    struct dense *dense;
    struct word_cache *words;
    struct arena arena;
    size_t compared;
};

static void compare(void *ctx, size_t field, const struct context *c, uint32_t token,
                    const struct features *f, const int64_t *sum, uint8_t tag) {
    struct bench *b = ctx;
    struct err e = {0};
    int64_t some[EV_LABELS], all[EV_LABELS];
    uint32_t allowed = evidence_allowed(c, token);
    (void)field;
    (void)tag;
    (void)f;
    if (!b->dense)
        assert_int_equal(dense_new(&b->dense, b->engine.weights, c->bits, &e), ST_OK);
    assert_non_null(b->dense);
    for (int again = 0; again < 2; again++) { /* kept sums are right too */
        struct dense_wait gathered;
        evidence_gather(&gathered, c, token, allowed, b->dense);
        evidence_weigh(some, &gathered, c, token, b->dense);
        evidence_gather(&gathered, c, token, UINT32_MAX, b->dense);
        evidence_weigh(all, &gathered, c, token, b->dense);
        evidence_either(some, allowed);
        evidence_either(all, allowed);
        for (int l = 0; l < EV_LABELS; l++) {
            assert_int_equal(all[l], sum[l]);
            if (allowed >> l & 1)
                assert_int_equal(some[l], sum[l]);
        }
    }
    b->compared++;
}

/* All but the number of the form, which only the cache gives. */
static void same_token(const struct token *a, const struct token *b) {
    assert_int_equal(a->start, b->start);
    assert_int_equal(a->end, b->end);
    assert_memory_equal(&a->kind, &b->kind,
                        offsetof(struct token, capital) - offsetof(struct token, kind));
    assert_int_equal(a->capital, b->capital);
    assert_int_equal(a->sense, b->sense); /* what is behind it is padding */
    assert_int_equal(a->hash, b->hash);
    assert_int_equal(a->classes, b->classes);
    assert_int_equal(a->phrase_classes, b->phrase_classes);
    assert_int_equal(a->in_phrase, b->in_phrase);
}

static void same_tokens(struct bench *b, struct slice text) {
    struct scan plain, cached;
    struct err e = {0};
    const struct lexicon *lx = b->engine.lexicon;
    assert_int_equal(tokens_make(&plain, text, lx, &b->arena, &e), ST_OK);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(tokens_make_cached(&cached, text, lx, b->words, &b->arena, &e), ST_OK);
        assert_int_equal(cached.n, plain.n);
        for (uint32_t i = 0; i < plain.n; i++)
            same_token(&cached.tok[i], &plain.tok[i]);
    }
}

static void run_text(struct bench *b, struct slice text) {
    struct detect_field field = {text, TREAT_PROSE, LABEL_NONE, false};
    struct span_list spans;
    struct err e = {0};
    same_tokens(b, text);
    assert_int_equal(detect(b->detector, &field, 1, &b->arena, &spans, &e), ST_OK);
    arena_reset(&b->arena);
}

static void to_case(struct buf *text, char first, char last) {
    for (size_t i = 0; i < text->n; i++)
        if (text->p[i] >= first && text->p[i] <= last)
            text->p[i] ^= 0x20;
}

static void run_file(struct bench *b, const char *path) {
    struct buf text = {0};
    struct err e = {0};
    assert_int_equal(file_read(&text, path, &e), ST_OK);
    if (utf8_valid_prefix(buf_slice(&text)) == text.n) {
        run_text(b, buf_slice(&text));
        to_case(&text, 'A', 'Z');
        run_text(b, buf_slice(&text));
        to_case(&text, 'a', 'z');
        run_text(b, buf_slice(&text));
    }
    buf_free(&text);
}

static void test_short_way(void **state) {
    struct bench b = {0};
    struct options o = {.labels = (1u << LABEL_COUNT) - 2, .uncovered = UNCOVERED_PASS};
    struct err e = {0};
    glob_t files;
    (void)state;
    assert_int_equal(engine_open(&b.engine, &o, &e), ST_OK);
    b.engine.detect.trace = compare;
    b.engine.detect.trace_ctx = &b;
    assert_int_equal(detector_new(&b.detector, &b.engine.detect, &e), ST_OK);
    assert_int_equal(word_cache_new(&b.words, NULL, NULL, &e), ST_OK);
    assert_int_equal(glob("fixtures/*/input.*", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++)
        run_file(&b, files.gl_pathv[i]);
    assert_true(b.compared > 1000);
    globfree(&files);
    word_cache_free(b.words);
    dense_free(b.dense);
    detector_free(b.detector);
    engine_close(&b.engine);
    arena_free(&b.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_short_way)};
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
