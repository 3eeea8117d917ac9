#include "text/wordcache.h"

#include <stdlib.h>
#include <string.h>

#include "base/pages.h"

#define SETS_BYTES (WORD_CACHE_SETS * sizeof(struct word_entry[WORD_CACHE_WAYS]))

static uint32_t memo_of(const struct word_cache *c, enum token_kind kind, const char *text) {
    struct token t = {.kind = (uint8_t)kind};
    return c->memo ? c->memo(c->ctx, &t, slice_of(text)) : 0;
}

enum status word_cache_new(struct word_cache **out, word_memo_fn *memo, const void *ctx,
                           struct err *e) {
    struct word_cache *c = calloc(1, sizeof *c);
    if (c)
        c->set = pages_new(SETS_BYTES);
    if (!c || !c->set) {
        free(c);
        return err_set(e, ST_MEMORY, "out of memory");
    }
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
    struct word_entry *en = c->set[0];
    for (size_t i = 0; c->forms > 0 && i < (size_t)WORD_CACHE_SETS * WORD_CACHE_WAYS; i++)
        if (en[i].word.w[0])
            explicit_bzero(&en[i].word, sizeof en[i].word);
    pages_free(c->set, SETS_BYTES);
    free(c);
}

/* A place for the word in a set: its own, else an empty one; NULL: there is neither. */
static struct word_entry *room_in(struct word_entry *set, const struct word_key *k) {
    for (uint32_t i = 0; i < WORD_CACHE_WAYS; i++)
        if (word_cache_is(&set[i], k) || !set[i].word.w[0])
            return &set[i];
    return NULL;
}

void word_cache_put(struct word_cache *c, const struct word_key *k, struct token *t) {
    const struct word_places at = word_cache_places(k);
    t->form = c->forms < UINT32_MAX ? ++c->forms : 0;
    struct word_entry *en = room_in(c->set[at.first], k);
    if (!en)
        en = room_in(c->set[at.second], k);
    if (!en)
        en = &c->set[at.first][t->form % WORD_CACHE_WAYS];
    en->word = *k;
    memcpy(en->form.bytes, (const char *)t + TOKEN_FORM_AT, TOKEN_FORM_BYTES);
}
