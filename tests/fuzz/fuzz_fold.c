/* UTF-8, the folded view, look-up keys and tokens. All bytes are the text. */
#include "fuzz.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/tokens.h"
#include "text/wordcache.h"

/* utf8proc is the oracle of what is valid and of what it means. */
static size_t valid_prefix(struct slice s, size_t *points, size_t *units) {
    size_t i = 0;
    *points = *units = 0;
    while (i < s.n) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)s.p + i, (utf8proc_ssize_t)(s.n - i), &cp);
        if (n <= 0)
            break;
        size_t len;
        char back[4];
        FUZZ_CHECK(utf8_decode(&len, slice_cut(s, i, s.n)) == (uint32_t)cp && len == (size_t)n);
        FUZZ_CHECK(utf8_encode(back, (uint32_t)cp) == len && memcmp(back, s.p + i, len) == 0);
        *points += 1;
        *units += cp > 0xFFFF ? 2 : 1;
        i += (size_t)n;
    }
    return i;
}

static bool at_boundary(struct slice s, size_t i) {
    return i == s.n || ((unsigned char)s.p[i] & 0xC0) != 0x80;
}

static void check_view(const struct view *v, struct slice source) {
    FUZZ_CHECK(v->text.n <= source.n);
    FUZZ_CHECK(utf8_valid_prefix(v->text) == v->text.n);
    if (!v->map)
        FUZZ_CHECK(v->text.p == source.p && v->text.n == source.n);
    for (size_t i = 0; i <= v->text.n; i++) {
        uint32_t from = view_source(v, (uint32_t)i);
        FUZZ_CHECK(from <= source.n && (i == 0 || from >= view_source(v, (uint32_t)i - 1)));
        if (at_boundary(v->text, i))
            FUZZ_CHECK(at_boundary(source, from));
        if (i > 0 && at_boundary(v->text, i)) {
            uint32_t end = view_source_end(v, (uint32_t)i);
            FUZZ_CHECK(end <= source.n && end > view_source(v, (uint32_t)i - 1));
            FUZZ_CHECK(at_boundary(source, end));
        }
    }
}

static void check_key(struct slice word) {
    char key[LEX_KEY_MAX], again[LEX_KEY_MAX];
    size_t n = fold_key(key, sizeof key, word);
    FUZZ_CHECK(n <= sizeof key && utf8_valid_prefix((struct slice){key, n}) == n);
    if (n == 0)
        return;
    FUZZ_CHECK(fold_key(again, sizeof again, (struct slice){key, n}) == n);
    FUZZ_CHECK(memcmp(key, again, n) == 0);
}

/* All that a token says but where it stands is the same with and without the cache. */
static void same_token(const struct token *a, const struct token *b) {
    FUZZ_CHECK(a->start == b->start && a->end == b->end && a->kind == b->kind);
    FUZZ_CHECK(a->shape == b->shape && a->space == b->space && a->phrase == b->phrase);
    FUZZ_CHECK(a->given == b->given && a->surname == b->surname && a->place == b->place);
    FUZZ_CHECK(a->level == b->level && a->hash == b->hash && a->classes == b->classes);
    FUZZ_CHECK(a->phrase_classes == b->phrase_classes && a->in_phrase == b->in_phrase);
}

static void check_tokens(struct slice text, const struct lexicon *lx, struct word_cache *cache) {
    struct arena a = {0};
    struct err e = {0};
    struct scan plain, cached;
    uint32_t end = 0;
    FUZZ_CHECK(tokens_make(&plain, text, lx, &a, &e) == ST_OK);
    for (int pass = 0; pass < 2; pass++) { /* the second finds its words in the cache */
        FUZZ_CHECK(tokens_make_cached(&cached, text, lx, cache, &a, &e) == ST_OK);
        FUZZ_CHECK(plain.n == cached.n);
        for (uint32_t i = 0; i < plain.n; i++)
            same_token(&plain.tok[i], &cached.tok[i]);
    }
    for (uint32_t i = 0; i < plain.n; i++) {
        const struct token *t = &plain.tok[i];
        FUZZ_CHECK(t->start >= end && t->end > t->start && t->end <= text.n);
        FUZZ_CHECK(at_boundary(text, t->start) && at_boundary(text, t->end));
        FUZZ_CHECK(t->phrase == 0 || i + t->phrase <= plain.n);
        end = t->end;
        if (t->kind == TOK_WORD)
            check_key(slice_cut(text, t->start, t->end));
    }
    arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct lexicon *lx;
    static struct word_cache *cache;
    struct err e = {0};
    struct slice s = {size ? (const char *)data : "", size};
    struct arena a = {0};
    struct view v;
    size_t points, units;
    if (!lx)
        FUZZ_CHECK(lexicon_builtin(&lx, &e) == ST_OK &&
                   word_cache_new(&cache, NULL, NULL, &e) == ST_OK);
    size_t n = valid_prefix(s, &points, &units);
    FUZZ_CHECK(utf8_valid_prefix(s) == n);
    s.n = n;
    FUZZ_CHECK(utf8_count(s) == points && utf8_count16(s) == units);
    FUZZ_CHECK(utf8_is_ascii(s) == (points == n));
    FUZZ_CHECK(view_make(&v, s, &a, &e) == ST_OK);
    check_view(&v, s);
    check_tokens(v.text, lx, cache);
    arena_free(&a);
    return 0;
}
