#include "text/wordcache.h"

#include <stdlib.h>

const unsigned char word_cache_keep[2 * WORD_CACHE_BYTES] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

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

void word_cache_put(struct word_cache *c, struct slice text, size_t start, size_t end,
                    const struct token *form) {
    uint64_t w[2];
    word_cache_read(w, text, start, end);
    struct word_entry *en = &c->entry[word_cache_slot(w)];
    memcpy(en->word, w, sizeof w);
    en->token = *form;
}
