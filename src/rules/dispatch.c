#include "rules/dispatch.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "rules/ruleset_private.h"

#define KINDS  (TOK_LINE + 1)
#define SHAPES (SHAPE_OTHER + 1)

/* Rows in order: the masks, the kinds, the shapes, the classes, then one for each exact word or
 * symbol. */
enum {
    ROW_MASK = 0,
    ROW_KIND = ROW_MASK + MASK_COUNT,
    ROW_SHAPE = ROW_KIND + KINDS,
    ROW_SHORT = ROW_SHAPE + SHAPES,
    ROW_CLASS,
    ROW_EXACT = ROW_CLASS + LEX_CLASSES_MAX
};

/* A slot of the open-addressing table of exact triggers. */
struct exact {
    uint32_t value; /* token_hash or code point */
    uint32_t row;   /* 0: empty slot */
    uint8_t type;   /* AT_WORD or AT_SYMBOL */
};

struct dispatch {
    size_t words;
    lex_set classes; /* those that some rule is tried at */
    uint64_t *rows;
    struct exact *exact;
    uint32_t exact_mask; /* slots - 1; slots are a power of two, at least twice the entries */
    uint32_t (*conditions)[NEAR_COUNT]; /* by rule */
    uint32_t next_row;                  /* while it is made: the first unused row */
};

static uint64_t *row(const struct dispatch *d, size_t i) {
    return d->rows + i * d->words;
}

/* The slot that holds the value, or the empty one where it belongs. */
static struct exact *exact_find(const struct dispatch *d, uint8_t type, uint32_t value) {
    uint32_t i = value * 2654435761u >> 7;
    for (;; i++) {
        struct exact *x = &d->exact[i & d->exact_mask];
        if (x->row == 0 || (x->value == value && x->type == type))
            return x;
    }
}

static void set(uint64_t *bits, size_t i) {
    bits[i / 64] |= (uint64_t)1 << i % 64;
}

/* `bit` is a rule's or a condition's. */
static void add_trigger(struct dispatch *d, const struct trigger *t, size_t bit) {
    switch ((enum trigger_type)t->type) {
    case AT_ANY:
        for (size_t k = 0; k < KINDS; k++)
            set(row(d, ROW_KIND + k), bit);
        break;
    case AT_KIND:
        set(row(d, ROW_KIND + t->value), bit);
        break;
    case AT_SHAPE:
        set(row(d, ROW_SHAPE + t->value), bit);
        break;
    case AT_SHORT:
        set(row(d, ROW_SHORT), bit);
        break;
    case AT_CLASS:
        set(row(d, ROW_CLASS + t->value), bit);
        d->classes |= (lex_set)1 << t->value;
        break;
    case AT_WORD:
    case AT_SYMBOL: {
        struct exact *x = exact_find(d, t->type, t->value);
        if (x->row == 0)
            *x = (struct exact){t->value, d->next_row++, t->type};
        set(row(d, x->row), bit);
        break;
    }
    }
}

static void add_masks(struct dispatch *d, const struct rule_slot *slot, size_t i) {
    static const enum dispatch_mask kinds[] = {[RULE_DECISIVE] = MASK_DECISIVE,
                                               [RULE_EVIDENCE] = MASK_EVIDENCE,
                                               [RULE_LEAVE] = MASK_LEAVE};
    const struct rule *r = slot->rule;
    set(row(d, ROW_MASK + kinds[r->kind]), i);
    if (r->strict)
        set(row(d, ROW_MASK + MASK_STRICT), i);
    if (r->banding)
        set(row(d, ROW_MASK + MASK_BANDING), i);
    if (!r->decisive_scan)
        set(row(d, ROW_MASK + MASK_PROSE), i);
    if (slot->disabled)
        set(row(d, ROW_MASK + MASK_DISABLED), i);
}

static size_t exact_in(const struct trigger *t, uint32_t n) {
    size_t exact = 0;
    for (uint32_t k = 0; k < n; k++)
        exact += t[k].type == AT_WORD || t[k].type == AT_SYMBOL;
    return exact;
}

static size_t count_exact(const struct ruleset *rs) {
    size_t n = 0;
    for (size_t i = 0; i < rs->n; i++) {
        const struct rule *r = rs->slots[i]->rule;
        n += exact_in(r->at, r->n_at);
        for (size_t k = 0; k < NEAR_COUNT; k++)
            n += exact_in(r->near[k].v, r->near[k].n);
    }
    return n;
}

static bool same_list(const struct trigger_list *a, const struct trigger_list *b) {
    bool same = a->n == b->n;
    for (uint32_t k = 0; same && k < a->n; k++)
        same = a->v[k].type == b->v[k].type && a->v[k].value == b->v[k].value;
    return same;
}

/* The condition of an earlier rule (or of this one) that asks for the same. */
static uint32_t known_condition(const struct dispatch *d, const struct ruleset *rs, size_t rule,
                                const struct trigger_list *l) {
    for (size_t i = 0; i <= rule; i++)
        for (size_t k = 0; k < NEAR_COUNT; k++)
            if (d->conditions[i][k] != CONDITION_NONE && same_list(&rs->slots[i]->rule->near[k], l))
                return d->conditions[i][k];
    return CONDITION_NONE;
}

/* Numbers the conditions from rs->n on. Returns the number behind the last. */
static size_t number_conditions(struct dispatch *d, const struct ruleset *rs) {
    size_t next = rs->n;
    for (size_t i = 0; i < rs->n; i++)
        for (size_t k = 0; k < NEAR_COUNT; k++)
            d->conditions[i][k] = CONDITION_NONE;
    for (size_t i = 0; i < rs->n; i++)
        for (size_t k = 0; k < NEAR_COUNT; k++) {
            const struct trigger_list *l = &rs->slots[i]->rule->near[k];
            if (l->n == 0)
                continue;
            uint32_t c = known_condition(d, rs, i, l);
            d->conditions[i][k] = c != CONDITION_NONE ? c : (uint32_t)next++;
        }
    return next;
}

/* False when memory is out. */
static bool reserve(struct dispatch *d, const struct ruleset *rs) {
    size_t exact = count_exact(rs), slots = 16;
    while (slots < exact * 2)
        slots *= 2;
    d->conditions = calloc(rs->n + 1, sizeof *d->conditions);
    if (!d->conditions)
        return false;
    d->words = (number_conditions(d, rs) + 64) / 64;
    d->words += d->words % 2;
    d->exact_mask = (uint32_t)(slots - 1);
    d->exact = calloc(slots, sizeof *d->exact);
    d->rows = calloc((ROW_EXACT + exact) * d->words, sizeof *d->rows);
    d->next_row = ROW_EXACT;
    return d->exact && d->rows;
}

static void add_rule(struct dispatch *d, const struct rule_slot *slot, size_t i) {
    const struct rule *r = slot->rule;
    add_masks(d, slot, i);
    for (uint32_t k = 0; k < r->n_at; k++)
        add_trigger(d, &r->at[k], i);
    for (size_t near = 0; near < NEAR_COUNT; near++)
        for (uint32_t k = 0; k < r->near[near].n; k++)
            add_trigger(d, &r->near[near].v[k], d->conditions[i][near]);
}

struct dispatch *dispatch_new(const struct ruleset *rs) {
    struct dispatch *d = calloc(1, sizeof *d);
    if (!d)
        return NULL;
    if (!reserve(d, rs)) {
        dispatch_free(d);
        return NULL;
    }
    for (size_t i = 0; i < rs->n; i++)
        add_rule(d, rs->slots[i], i);
    return d;
}

void dispatch_free(struct dispatch *d) {
    if (!d)
        return;
    free(d->conditions);
    free(d->exact);
    free(d->rows);
    free(d);
}

size_t dispatch_words(const struct dispatch *d) {
    return d->words;
}

const uint64_t *dispatch_mask(const struct dispatch *d, enum dispatch_mask which) {
    return row(d, ROW_MASK + which);
}

const uint32_t *dispatch_conditions(const struct dispatch *d, size_t rule) {
    return d->conditions[rule];
}

static void join(const struct dispatch *d, uint64_t *out, size_t i) {
    const uint64_t *bits = row(d, i);
    for (size_t w = 0; w < d->words; w++)
        out[w] |= bits[w];
}

static void join_exact(const struct dispatch *d, uint64_t *out, uint8_t type, uint32_t value) {
    const struct exact *x = exact_find(d, type, value);
    if (x->row)
        join(d, out, x->row);
}

bool dispatch_asks_word(const struct dispatch *d, uint32_t hash) {
    return exact_find(d, AT_WORD, hash)->row != 0;
}

/* Adds the rules of all exact words, or of all symbols. */
static void join_all_exact(const struct dispatch *d, uint64_t *out, uint8_t type) {
    for (uint32_t i = 0; i <= d->exact_mask; i++)
        if (d->exact[i].row && d->exact[i].type == type)
            join(d, out, d->exact[i].row);
}

void dispatch_kind(const struct dispatch *d, uint8_t kind, bool lower, uint64_t *out) {
    memcpy(out, row(d, ROW_KIND + kind), d->words * sizeof *out);
    if (kind == TOK_SYMBOL)
        join_all_exact(d, out, AT_SYMBOL);
    if (kind == TOK_WORD)
        join_all_exact(d, out, AT_WORD);
    if (kind != TOK_WORD)
        return;
    for (size_t shape = SHAPE_NONE + 1; shape < SHAPES; shape++)
        if ((shape == SHAPE_LOWER) == lower)
            join(d, out, ROW_SHAPE + shape);
    join(d, out, ROW_SHORT);
    for (size_t c = 0; c < LEX_CLASSES_MAX; c++)
        join(d, out, ROW_CLASS + c);
}

void dispatch_token(const struct dispatch *d, const struct token *t, struct slice text,
                    uint64_t *out) {
    memcpy(out, row(d, ROW_KIND + t->kind), d->words * sizeof *out);
    if (t->shape != SHAPE_NONE)
        join(d, out, ROW_SHAPE + t->shape);
    if (t->kind == TOK_WORD && t->end - t->start <= DISPATCH_SHORT)
        join(d, out, ROW_SHORT);
    for (lex_set c = (t->classes | t->phrase_classes) & d->classes; c; c &= c - 1)
        join(d, out, ROW_CLASS + (size_t)__builtin_ctzll(c));
    if (t->hash)
        join_exact(d, out, AT_WORD, t->hash);
    if (t->kind == TOK_SYMBOL) {
        size_t len;
        join_exact(d, out, AT_SYMBOL, utf8_decode(&len, slice_cut(text, t->start, t->end)));
    }
}
