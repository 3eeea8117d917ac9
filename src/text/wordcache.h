/* Words met lately, with what the lists said of them: nine words in ten of a text have just been
 * there, and a look-up in the whole lexicon is a walk through far memory.
 *
 * A cache is one thread's. What is found with it is what is found without it. */
#ifndef BLOT_TEXT_WORDCACHE_H
#define BLOT_TEXT_WORDCACHE_H

#include "base/err.h"
#include "text/tokens.h"
#include "text/wordkey.h"

#define WORD_CACHE_SETS 16384u
#define WORD_CACHE_WAYS 2u /* words that a set holds */

/* What the caller wants to keep with each form of word, number or symbol (token.memo). It is asked
 * once for a form, so it must depend on nothing but the token's own fields and its text; start, end
 * and phrases mean nothing yet. Must not be 0. */
typedef uint32_t word_memo_fn(const void *ctx, const struct token *t, struct slice text);

/* One line of a usual cache. */
struct word_entry {
    _Alignas(64) struct word_key word;
    struct token_form form;
};

#define WORD_CACHE_STEPS 8192u /* a power of two */

/* What the lists say of some words and one more: the first by the number of its form, more by that
 * of the step to them. */
struct word_step {
    uint32_t words;  /* 0: nothing yet */
    uint32_t form;   /* of the one more */
    uint32_t number; /* of all, never given twice */
    bool prefix;     /* some phrase begins so and goes on */
    lex_set classes; /* of the phrase */
};
#define WORD_CACHE_SEVERAL 0x80000000u /* in numbers of steps, which forms' are below */

struct word_cache {
    word_memo_fn *memo; /* may be NULL */
    const void *ctx;
    uint32_t symbol[129];                      /* memos of ASCII symbols, and one for all others */
    uint32_t line, possessive, number;         /* number: of one that is in no list */
    uint32_t forms;                            /* how many had a number: the last one's */
    struct word_entry (*set)[WORD_CACHE_WAYS]; /* WORD_CACHE_SETS; in each the oldest first, which
                                                  are the most frequent */
    uint32_t steps;                            /* how many had a number */
    struct word_step step[WORD_CACHE_STEPS];
};

/* The place of a step, which holds it or another. */
static inline struct word_step *word_cache_step(struct word_cache *c, uint32_t words,
                                                uint32_t form) {
    uint64_t h = ((uint64_t)words << 32 | form) * 0x9E3779B97F4A7C15u;
    return &c->step[h >> 40 & (WORD_CACHE_STEPS - 1)];
}

/* Empty; ctx must outlive it. Free with word_cache_free. */
enum status word_cache_new(struct word_cache **out, word_memo_fn *memo, const void *ctx,
                           struct err *e);

/* Overwrites the words, which are a record's, and frees. */
void word_cache_free(struct word_cache *c);

/* The sets in which a word may be: the second is looked at when the first does not have it. */
struct word_places {
    uint32_t first, second;
};

static inline struct word_places word_cache_places(const struct word_key *k) {
    uint64_t h = k->w[0] * 0x9E3779B97F4A7C15u + k->w[1] * 0xC2B2AE3D27D4EB4Fu;
    h = (h ^ h >> 29) * 0xBF58476D1CE4E5B9u;
    return (struct word_places){(uint32_t)(h >> 40) % WORD_CACHE_SETS,
                                (uint32_t)(h >> 20) % WORD_CACHE_SETS};
}

static inline bool word_cache_is(const struct word_entry *en, const struct word_key *k) {
    return en->word.w[0] == k->w[0] && en->word.w[1] == k->w[1];
}

/* Fetches what word_cache_find will read first. */
static inline void word_cache_fetch(const struct word_cache *c, const struct word_key *k) {
    const struct word_entry *set = c->set[word_cache_places(k).first];
    for (uint32_t i = 0; i < WORD_CACHE_WAYS; i++)
        __builtin_prefetch(&set[i]);
}

/* What is kept of the word; NULL: nothing. Valid until the next word_cache_put. */
static inline const struct token_form *word_cache_find(const struct word_cache *c,
                                                       const struct word_key *k) {
    const struct word_places at = word_cache_places(k);
    for (uint32_t i = 0; i < WORD_CACHE_WAYS; i++)
        if (word_cache_is(&c->set[at.first][i], k))
            return &c->set[at.first][i].form;
    for (uint32_t i = 0; i < WORD_CACHE_WAYS; i++)
        if (word_cache_is(&c->set[at.second][i], k))
            return &c->set[at.second][i].form;
    return NULL;
}

/* Keeps the form of t, in the place of another word where both sets are full, and gives it a
 * number, in t too. */
void word_cache_put(struct word_cache *c, const struct word_key *k, struct token *t);

#endif
