/* Rows of rules by the form of a token: which rules a form triggers never changes, so each row is
 * worked out once.
 *
 * One a matcher. A row holds what dispatch_token writes, bits of rules and then of conditions, and
 * four rows of the rules whose condition of each kind such a token meets. */
#ifndef BLOT_RULES_ROWCACHE_H
#define BLOT_RULES_ROWCACHE_H

#include "rules/dispatch.h"

#define ROWCACHE_FORMS 32768u /* a power of two */
#define ROWCACHE_MASKS 64
#define ROWCACHE_ROWS  4096u /* different rows; tokens that would need more are worked out anew */

/* The row of a form, by number. */
struct rowcache_form {
    uint32_t form; /* token.form */
    uint32_t row;
};

/* Rules of a row that are in a mask. */
struct rowcache_load {
    uint16_t n;
    uint16_t apart; /* how many of them want no NEAR_GLUED or NEAR_NEXT */
};

struct rowcache {
    const struct dispatch *dispatch; /* borrowed */
    size_t words;                    /* of a row */
    uint64_t *rows;                  /* room for ROWCACHE_ROWS; the first is not kept */
    uint64_t *meets;                 /* by row and enum rule_near: rules whose condition is met */
    uint64_t *wants;                 /* by enum rule_near: rules with such a condition */
    uint8_t *any;                    /* by row: bit k, it meets a condition of enum rule_near k */
    uint32_t n;                      /* rows kept, with row 0 */
    uint32_t *index;                 /* open table of row numbers by content; 0: empty */
    uint32_t symbol[128];            /* rows of ASCII symbols; 0: not made yet */
    uint32_t kind[TOK_LINE + 1];     /* rows of possessives and line ends, likewise */
    struct rowcache_form forms[ROWCACHE_FORMS];
    const uint64_t *mask[ROWCACHE_MASKS];       /* which rules count, or NULL; borrowed */
    struct rowcache_load *load[ROWCACHE_MASKS]; /* by row: how many rules of the mask it has */
};

/* n rules. d is borrowed. NULL when memory is out. */
struct rowcache *rowcache_new(const struct dispatch *d, size_t n);
void rowcache_free(struct rowcache *c);

/* Counts the rules of a mask, a row that is borrowed and must not change, in load[number] from now
 * on. False when memory is out. */
bool rowcache_mask(struct rowcache *c, uint32_t number, const uint64_t *mask);

/* Works the token's row out and keeps it if there is room: 0 if not. Row 0 meets every condition.
 */
uint32_t rowcache_make(struct rowcache *c, const struct token *t, struct slice text);

/* Tokens of which only their kind says anything. */
static inline bool rowcache_of_kind(const struct token *t) {
    return t->kind == TOK_LINE || t->kind == TOK_POSS;
}

/* Fetches what rowcache_find will read first. */
static inline void rowcache_fetch(const struct rowcache *c, const struct token *t) {
    __builtin_prefetch(&c->forms[t->form % ROWCACHE_FORMS]);
}

/* The number of the token's row. Row 0 holds the last token's that could not be kept. */
static inline uint32_t rowcache_find(struct rowcache *c, const struct token *t, struct slice text) {
    if (t->phrase_classes)
        return rowcache_make(c, t, text);
    if (t->form) {
        const struct rowcache_form *f = &c->forms[t->form % ROWCACHE_FORMS];
        if (f->form == t->form)
            return f->row;
    } else if (t->kind == TOK_SYMBOL) {
        unsigned char ch = (unsigned char)text.p[t->start];
        if (ch < 128 && c->symbol[ch])
            return c->symbol[ch];
    } else if (rowcache_of_kind(t) && c->kind[t->kind])
        return c->kind[t->kind];
    return rowcache_make(c, t, text);
}

static inline const uint64_t *rowcache_row(const struct rowcache *c, uint32_t row) {
    return c->rows + row * c->words;
}

/* The rules whose condition of a kind a token of this row meets. */
static inline const uint64_t *rowcache_meets(const struct rowcache *c, uint32_t row,
                                             enum rule_near near) {
    return c->meets + (row * NEAR_COUNT + near) * c->words;
}

#endif
