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
    c->number = memo_of(c, TOK_NUMBER, "1000000");
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

void word_cache_put(struct word_cache *c, const struct word_key *k, struct token *t) {
    struct word_entry *en = &c->entry[word_cache_slot(k)];
    t->form = c->forms < UINT32_MAX ? ++c->forms : 0;
    en->word = *k;
    memcpy(en->form.bytes, (const char *)t + TOKEN_FORM_AT, TOKEN_FORM_BYTES);
}
