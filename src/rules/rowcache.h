/* Rows of rules by the form of a token: most tokens of a text trigger no rule, and which a form
 * triggers never changes, so each row is made once.
 *
 * One a matcher. A row holds what dispatch_token writes: bits of rules, then of conditions. */
#ifndef BLOT_RULES_ROWCACHE_H
#define BLOT_RULES_ROWCACHE_H

#include "rules/dispatch.h"

#define ROWCACHE_FORMS 32768u /* a power of two */
#define ROWCACHE_MASKS 32
#define ROWCACHE_ROWS  4096u /* different rows; tokens that would need more are worked out anew */

/* A row by its number; 0 is one that is not kept. */
struct rowcache_form {
    uint32_t form; /* token.form */
    uint32_t row;
};

struct rowcache {
    const struct dispatch *dispatch; /* borrowed */
    size_t words;                    /* of a row */
    uint64_t *rows;                  /* room for ROWCACHE_ROWS and one that is not kept */
    uint32_t n;                      /* rows kept, with row 0 */
    uint32_t *index;                 /* open table of row numbers by content; 0: empty */
    uint32_t live[ROWCACHE_ROWS];    /* bit m: the row has a rule of mask m */
    uint32_t symbol[128];            /* rows of ASCII symbols; 0: not made yet */
    struct rowcache_form forms[ROWCACHE_FORMS];
    const uint64_t *mask[ROWCACHE_MASKS]; /* those that `live` speaks of, or NULL; borrowed */
};

/* d is borrowed. NULL when memory is out. */
struct rowcache *rowcache_new(const struct dispatch *d);
void rowcache_free(struct rowcache *c);

/* Has bit `number` of `live` speak of this mask, a row that is borrowed and must not change. */
void rowcache_mask(struct rowcache *c, uint32_t number, const uint64_t *mask);

/* Works the token's row out and keeps it if there is room. */
uint32_t rowcache_make(struct rowcache *c, const struct token *t, struct slice text);

/* The number of the token's row. Row 0 holds the last token's that could not be kept. */
static inline uint32_t rowcache_find(struct rowcache *c, const struct token *t, struct slice text) {
    if (t->form && !t->phrase_classes) {
        const struct rowcache_form *f = &c->forms[t->form % ROWCACHE_FORMS];
        if (f->form == t->form)
            return f->row;
    } else if (t->kind == TOK_SYMBOL && !t->phrase_classes) {
        unsigned char ch = (unsigned char)text.p[t->start];
        if (ch < 128 && c->symbol[ch])
            return c->symbol[ch];
    }
    return rowcache_make(c, t, text);
}

static inline const uint64_t *rowcache_row(const struct rowcache *c, uint32_t row) {
    return c->rows + row * c->words;
}

#endif
