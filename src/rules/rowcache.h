/* Rows of rules by the form of a token: which rules a form triggers never changes, so each row is
 * worked out once.
 *
 * One a thread. A row holds the rules that a token triggers, those of them that may match it by its
 * classes (sieve.h), and the conditions that it meets as a token near another. */
#ifndef BLOT_RULES_ROWCACHE_H
#define BLOT_RULES_ROWCACHE_H

#include "rules/dispatch.h"
#include "rules/sieve.h"

#define ROWCACHE_FORMS   32768u /* a power of two */
#define ROWCACHE_PHRASES 16384u /* the same, of forms where phrases are */
#define ROWCACHE_ALIKE   1024u  /* the same, of what tokens have in common */
#define ROWCACHE_MANY    8192u  /* different rows with which a field is begun at most */
#define ROWCACHE_ROWS    32768u /* and in all, far more than there are classes and listed words */

/* Numbers with a meaning. */
#define ROW_NOT_KEPT 0u /* a row that there was no room for: as a neighbour it meets everything */
#define MET_NOTHING  0u /* what meets no condition, as what stands beyond the ends of a text */
#define MET_ALL      1u

/* The fields of a place's `met` and `ask`: by enum rule_near, to NEAR_AFTER. */
#define MET_BITS        15u
#define MET_SHIFT(near) (MET_BITS * (uint32_t)(near))
#define MET_FIELD(near) ((((uint64_t)1 << MET_BITS) - 1) << MET_SHIFT(near))

/* The row of a form; of a form that phrases begin at or cover. */
struct rowcache_form {
    uint32_t form, row;
};
struct rowcache_phrase {
    uint32_t form, row;
    lex_set begins, covers;
};

/* The row of tokens that are alike to dispatch.h and sieve.h; row ROW_NOT_KEPT: nothing yet. */
struct rowcache_alike {
    lex_set classes, begins, covers;
    uint32_t word, symbol, row; /* word: the hash when some rule has that very word */
    uint8_t kind, shape;
    bool is_short;
};

/* What a token is, and what it is to those beside it. */
struct rowcache_place {
    uint64_t met; /* a number a field: what conditions of others it meets as such a neighbour */
    uint64_t ask; /* the fields of neighbours' `met` that its rules have conditions for */
    uint32_t row;
};

/* Different rows of bits, numbered as they come. */
struct rowcache_list {
    uint64_t *rows;
    size_t words;    /* of each */
    uint32_t n, cap; /* with those that have a meaning; at most ROWCACHE_ROWS */
    uint32_t *index; /* open table of numbers by content, of LIST_SLOTS a row; 0: empty */
};

/* Conditions of several tokens, from NEAR_AHEAD on, have numbers of their own. */
#define FAR_KINDS (NEAR_COUNT - NEAR_AHEAD)

/* Those conditions. */
struct rowcache_far {
    size_t words; /* of a row of them */
    uint32_t n;
    uint32_t *bit; /* by number: its bit in the rows of dispatch.h */
    uint32_t *of;  /* by rule, one for each of FAR_KINDS: the number of what it wants */
};

struct rowcache {
    const struct dispatch *dispatch; /* borrowed */
    struct sieve_memo **memo;        /* of each of the set's sieves, or NULL; owned */
    size_t words;                    /* of a row of rules: ruleset_words */
    uint64_t *wants;                 /* by enum rule_near: the rules with such a condition */
    struct rowcache_far far;
    size_t dispatched;            /* words that dispatch_token writes: rules, then conditions */
    struct rowcache_list row;     /* what it wrote, rules that may match, far conditions met */
    struct rowcache_list met;     /* rules whose condition is met, of any kind of neighbour */
    struct rowcache_place *place; /* by row */
    uint64_t *bits;               /* what dispatch_token writes */
    uint64_t *made;               /* a row that is worked out */
    uint32_t symbol[128];         /* rows of ASCII symbols; 0: not made yet */
    uint32_t kind[TOK_LINE + 1];  /* rows of tokens that are rowcache_of_kind, likewise */
    struct rowcache_form forms[ROWCACHE_FORMS];
    struct rowcache_phrase phrases[ROWCACHE_PHRASES];
    struct rowcache_alike alike[ROWCACHE_ALIKE];
};

/* Of a set whose index is made; borrowed. NULL when memory is out. */
struct rowcache *rowcache_new(const struct ruleset *rs);
void rowcache_free(struct rowcache *c);

/* Forgets all rows when there are many. True when it did. */
bool rowcache_trim(struct rowcache *c);

/* Works the token's row out and keeps it if there is room; else it stands in row ROW_NOT_KEPT until
 * the next is made. */
uint32_t rowcache_make(struct rowcache *c, const struct token *t, struct slice text);

/* The row of a token that phrases begin at or cover. */
uint32_t rowcache_find_phrase(struct rowcache *c, const struct token *t, struct slice text);

/* The row of a token that is not known by its form. */
uint32_t rowcache_find_alike(struct rowcache *c, const struct token *t, struct slice text);

/* Tokens of which only their kind says anything: among them numbers without a form that no list and
 * no rule has. */
static inline bool rowcache_of_kind(const struct rowcache *c, const struct token *t) {
    return t->kind == TOK_LINE || t->kind == TOK_POSS ||
           (t->kind == TOK_NUMBER && !t->classes && !dispatch_asks_word(c->dispatch, t->hash));
}

/* Fetches what rowcache_find will read first. */
static inline void rowcache_fetch(const struct rowcache *c, const struct token *t) {
    __builtin_prefetch(&c->forms[t->form % ROWCACHE_FORMS]);
}

static inline uint32_t rowcache_find(struct rowcache *c, const struct token *t, struct slice text) {
    if (t->phrase_classes | t->in_phrase)
        return rowcache_find_phrase(c, t, text);
    if (t->form) {
        const struct rowcache_form *f = &c->forms[t->form % ROWCACHE_FORMS];
        if (f->form == t->form)
            return f->row;
    } else if (t->kind == TOK_SYMBOL) {
        unsigned char ch = (unsigned char)text.p[t->start];
        if (ch < 128 && c->symbol[ch])
            return c->symbol[ch];
    } else if (rowcache_of_kind(c, t) && c->kind[t->kind])
        return c->kind[t->kind];
    return rowcache_find_alike(c, t, text);
}

static inline const uint64_t *rowcache_triggered(const struct rowcache *c, uint32_t row) {
    return c->row.rows + row * c->row.words;
}

static inline const uint64_t *rowcache_may_match(const struct rowcache *c, uint32_t row) {
    return rowcache_triggered(c, row) + c->dispatched;
}

static inline const uint64_t *rowcache_far(const struct rowcache *c, uint32_t row) {
    return rowcache_may_match(c, row) + c->words;
}

/* The rules whose condition is met, by a field of `met`. */
static inline const uint64_t *rowcache_met(const struct rowcache *c, uint64_t fields,
                                           enum rule_near near) {
    return c->met.rows + (fields >> MET_SHIFT(near) & MET_FIELD(0)) * c->met.words;
}

/* The number of the condition of several tokens that a rule has; it has one of the kind. */
static inline uint32_t rowcache_far_of(const struct rowcache *c, size_t rule, enum rule_near kind) {
    return c->far.of[rule * FAR_KINDS + (size_t)(kind - NEAR_AHEAD)];
}

#endif
