#include "find/complete.h"

static bool is_name(const struct context *c, int64_t i) {
    return i >= 0 && i < c->scan->n && c->mark[i].tag == TAG_NAME &&
           c->scan->tok[i].kind == TOK_WORD;
}

static bool is_free_word(const struct context *c, int64_t i) {
    return i >= 0 && i < c->scan->n && c->scan->tok[i].kind == TOK_WORD && !c->mark[i].locked &&
           c->mark[i].tag == TAG_NONE;
}

static bool take(struct context *c, int64_t i) {
    c->mark[i].tag = TAG_NAME;
    c->mark[i].candidate = 1;
    return true;
}

/* Words that a capital makes a name's part where a name stands beside them. */
static bool could_be_part(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    uint8_t shape = c->mark[i].shape;
    if ((shape != ES_CAP && shape != ES_MIXED) || c->mark[i].position != 0)
        return false;
    switch (c->mark[i].sign % SG_COUNT) {
    case SG_NAME:
    case SG_NAME_PLACE:
    case SG_NAME_WORD:
    case SG_NAME_WORD_WEAK:
    case SG_KIN_NAME:
    case SG_CLASS_NAME:
    case SG_UNKNOWN:
    case SG_FOREIGN:
        return !(t->in_phrase & c->bits->safe);
    default:
        return false;
    }
}

static bool hyphen_between(const struct context *c, int64_t a, int64_t b) {
    if (a < 0 || b >= c->scan->n || b != a + 2 || c->scan->tok[b].space ||
        c->scan->tok[a + 1].space)
        return false;
    return c->mark[a + 1].sign == SG_HYPHEN;
}

/* Smith-Jones; and Ji-won, where the second part is short and in lower case. */
static bool hyphen_part(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    if (is_name(c, i + 2) && hyphen_between(c, i, i + 2))
        return t->shape != SHAPE_LOWER;
    if (!is_name(c, i - 2) || !hyphen_between(c, i - 2, i))
        return false;
    return t->shape != SHAPE_LOWER || (c->mark[i - 2].shape == ES_CAP && t->end - t->start <= 4 &&
                                       (c->mark[i].sign % SG_COUNT) != SG_FUNCTION && t->level > 4);
}

static bool beside(const struct context *c, int64_t a, int64_t b) {
    return a >= 0 && b < c->scan->n && c->scan->tok[b].space && c->mark[b].position != 2;
}

static bool belongs(const struct context *c, int64_t i) {
    if (hyphen_part(c, i))
        return true;
    bool left = is_name(c, i - 1) && beside(c, i - 1, i),
         right = is_name(c, i + 1) && beside(c, i, i + 1);
    if (left && right && (c->scan->tok[i].classes & c->bits->particle))
        return true;
    return (left || right) && could_be_part(c, i);
}

void complete_names(struct context *c) {
    if (c->upper || c->lower)
        return;
    bool any = false;
    for (int64_t i = 0; i < c->scan->n; i++)
        any |= is_free_word(c, i) && belongs(c, i) && take(c, i);
    for (int64_t i = (int64_t)c->scan->n - 1; i >= 0; i--)
        any |= is_free_word(c, i) && belongs(c, i) && take(c, i);
    if (any)
        context_list_active(c);
}
