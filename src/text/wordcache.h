/* Words met lately, with what the lists said of them: nine words in ten of a text have just been
 * there, and a look-up in the whole lexicon is a walk through far memory.
 *
 * A cache is one thread's. What is found with it is what is found without it. */
#ifndef BLOT_TEXT_WORDCACHE_H
#define BLOT_TEXT_WORDCACHE_H

#include "base/err.h"
#include "text/tokens.h"

#define WORD_CACHE_BYTES   16 /* longer words are looked up anew each time */
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

/* What is kept of the word text[start, end), of 1 to WORD_CACHE_BYTES bytes; NULL: nothing. */
const struct token *word_cache_find(const struct word_cache *c, struct slice text, size_t start,
                                    size_t end);

/* Keeps it, in the place of another word. */
void word_cache_put(struct word_cache *c, struct slice text, size_t start, size_t end,
                    const struct token *form);

#endif
