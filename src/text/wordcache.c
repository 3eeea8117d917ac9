#include "text/wordcache.h"

#include <stdlib.h>

static uint32_t memo_of(const struct word_cache *c, enum token_kind kind, const char *text) {
    struct token t = {.kind = (uint8_t)kind};
    return c->memo ? c->memo(c->ctx, &t, slice_of(text)) : 0;
}

enum status word_cache_new(struct word_cache **out, word_memo_fn *memo, const void *ctx,
                           struct err *e) {
    struct word_cache *c = calloc(1, sizeof *c);
    if (!c)
        return err_set(e, ST_MEMORY, "out of memory");
    c->memo = memo;
    c->ctx = ctx;
    for (int ch = 1; ch < 128; ch++)
        c->symbol[ch] = memo_of(c, TOK_SYMBOL, (char[]){(char)ch, '\0'});
    c->symbol[0] = c->symbol[128] = memo_of(c, TOK_SYMBOL, "\xC2\xA7");
    c->line = memo_of(c, TOK_LINE, "\n");
    c->possessive = memo_of(c, TOK_POSS, "'s");
    *out = c;
    return ST_OK;
}

void word_cache_free(struct word_cache *c) {
    if (!c)
        return;
    volatile char *v = (volatile char *)c->entry;
    for (size_t i = 0; i < sizeof c->entry; i++)
        v[i] = 0;
    free(c);
}

/* The word with zeros after it, as two numbers. */
static void read_word(uint64_t w[2], struct slice text, size_t start, size_t end) {
    static const unsigned char keep[2 * WORD_CACHE_BYTES] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                             0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                             0xFF, 0xFF, 0xFF, 0xFF};
    uint64_t mask[2];
    size_t n = end - start;
    if (text.n - start < WORD_CACHE_BYTES) {
        w[0] = w[1] = 0;
        memcpy(w, text.p + start, n);
        return;
    }
    memcpy(w, text.p + start, WORD_CACHE_BYTES);
    memcpy(mask, keep + WORD_CACHE_BYTES - n, WORD_CACHE_BYTES);
    w[0] &= mask[0];
    w[1] &= mask[1];
}

static uint32_t slot_of(const uint64_t w[2]) {
    uint64_t h = (w[0] ^ (w[1] << 29 | w[1] >> 35)) * 0x9E3779B97F4A7C15u;
    h = (h ^ h >> 32) * 0xBF58476D1CE4E5B9u;
    return (uint32_t)(h >> 40) % WORD_CACHE_ENTRIES;
}

const struct token *word_cache_find(const struct word_cache *c, struct slice text, size_t start,
                                    size_t end) {
    uint64_t w[2], there[2];
    read_word(w, text, start, end);
    const struct word_entry *en = &c->entry[slot_of(w)];
    memcpy(there, en->word, sizeof there);
    return there[0] == w[0] && there[1] == w[1] ? &en->token : NULL;
}

void word_cache_put(struct word_cache *c, struct slice text, size_t start, size_t end,
                    const struct token *form) {
    uint64_t w[2];
    read_word(w, text, start, end);
    struct word_entry *en = &c->entry[slot_of(w)];
    memcpy(en->word, w, sizeof w);
    en->token = *form;
}
