/* Words met lately, with what the lists said of them: nine words in ten of a text have just been
 * there, and a look-up in the whole lexicon is a walk through far memory.
 *
 * A cache is one thread's. What is found with it is what is found without it. */
#ifndef BLOT_TEXT_WORDCACHE_H
#define BLOT_TEXT_WORDCACHE_H

#include "base/err.h"
#include "text/tokens.h"

#define WORD_CACHE_BYTES   16    /* longer words are looked up anew each time */
#define WORD_CACHE_ENTRIES 8192u /* half of a usual L2 cache */

/* What the caller wants to keep with each form of word, number or symbol (token.memo). It is asked
 * once for a form, so it must depend on nothing but the token's own fields and its text; start, end
 * and phrases mean nothing yet. Must not be 0. */
typedef uint32_t word_memo_fn(const void *ctx, const struct token *t, struct slice text);

struct word_entry {
    char word[WORD_CACHE_BYTES]; /* as written, zeros after it; no word holds a zero byte */
    struct token token;          /* start and end are 0 */
};

struct word_cache {
    word_memo_fn *memo; /* may be NULL */
    const void *ctx;
    uint32_t symbol[129]; /* memos of ASCII symbols, and one for all others */
    uint32_t line, possessive;
    struct word_entry entry[WORD_CACHE_ENTRIES];
};

/* Empty; ctx must outlive it. Free with word_cache_free. */
enum status word_cache_new(struct word_cache **out, word_memo_fn *memo, const void *ctx,
                           struct err *e);

/* Overwrites the words, which are a record's, and frees. */
void word_cache_free(struct word_cache *c);

extern const unsigned char word_cache_keep[2 * WORD_CACHE_BYTES]; /* ones, then zeros */

/* The word with zeros after it, as two numbers. */
static inline void word_cache_read(uint64_t w[2], struct slice text, size_t start, size_t end) {
    uint64_t mask[2];
    size_t n = end - start;
    if (text.n - start < WORD_CACHE_BYTES) {
        w[0] = w[1] = 0;
        memcpy(w, text.p + start, n);
        return;
    }
    memcpy(w, text.p + start, WORD_CACHE_BYTES);
    memcpy(mask, word_cache_keep + WORD_CACHE_BYTES - n, WORD_CACHE_BYTES);
    w[0] &= mask[0];
    w[1] &= mask[1];
}

static inline uint32_t word_cache_slot(const uint64_t w[2]) {
    uint64_t h = (w[0] ^ (w[1] << 29 | w[1] >> 35)) * 0x9E3779B97F4A7C15u;
    h = (h ^ h >> 32) * 0xBF58476D1CE4E5B9u;
    return (uint32_t)(h >> 40) % WORD_CACHE_ENTRIES;
}

/* What is kept of the word text[start, end), of 1 to WORD_CACHE_BYTES bytes; NULL: nothing. */
static inline const struct token *word_cache_find(const struct word_cache *c, struct slice text,
                                                  size_t start, size_t end) {
    uint64_t w[2], there[2];
    word_cache_read(w, text, start, end);
    const struct word_entry *en = &c->entry[word_cache_slot(w)];
    memcpy(there, en->word, sizeof there);
    return there[0] == w[0] && there[1] == w[1] ? &en->token : NULL;
}

/* Keeps it, in the place of another word. */
void word_cache_put(struct word_cache *c, struct slice text, size_t start, size_t end,
                    const struct token *form);

#endif
