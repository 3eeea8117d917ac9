#include "find/allowed.h"

#include <string.h>

static const struct token *token_at(const struct context *c, int64_t i) {
    return i < 0 || i >= c->scan->n ? NULL : &c->scan->tok[i];
}

#define DATE_WORDS 4 /* may two thousand and nine */

/* True when a month, an ordinal or a thousand stands on that side of a number word, with nothing
 * but number words, "and", "of" and the like between. */
static bool date_word_beside(const struct context *c, int64_t i, int64_t step) {
    const struct class_bits *b = c->bits;
    for (int64_t k = i + step, n = 0; n < DATE_WORDS; k += step, n++) {
        const struct token *t = token_at(c, k);
        if (!t || t->kind != TOK_WORD)
            return false;
        if ((t->classes & (b->time | b->ordinal)) || t->hash == b->thousand)
            return true;
        if (!(t->classes & (b->number_word | b->function)))
            return false;
    }
    return false;
}

/* A number word alone (two missed visits) is no date: it counts. */
static bool may_be_date(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->classes & (c->bits->time | c->bits->ordinal))
        return true;
    return (t->classes & c->bits->number_word) &&
           (t->hash == c->bits->thousand || date_word_beside(c, i, -1) ||
            date_word_beside(c, i, 1));
}

static bool is_number(const struct context *c, int64_t i) {
    const struct token *t = token_at(c, i);
    return t && t->kind == TOK_NUMBER;
}

static bool touches(const struct context *c, int64_t i) {
    const struct token *t = token_at(c, i);
    return i > 0 && t && !t->space;
}

/* Of a token that is there. */
static char first_char(const struct context *c, int64_t i) {
    return c->scan->text.p[c->scan->tok[i].start];
}

/* The value of a figure of at most n digits, else -1. */
static int value_of(const struct context *c, int64_t i, uint32_t n) {
    const struct token *t = token_at(c, i);
    int v = 0;
    if (!is_number(c, i) || t->end - t->start > n)
        return -1;
    for (uint32_t p = t->start; p < t->end; p++) {
        if (c->scan->text.p[p] < '0' || c->scan->text.p[p] > '9')
            return -1;
        v = v * 10 + (c->scan->text.p[p] - '0');
    }
    return v;
}

#define LIST_FAR  128 /* tokens on each side in which a list's other numbers are looked for */
#define LIST_LAST 20

static bool opened(const struct context *c, int64_t i) {
    return c->face[i - 1].sign == SG_OPEN;
}

/* The numbers up to LIST_LAST that stand between the same marks as token i, from token `from` on
 * and before `to`, as bits. */
static uint32_t listed(const struct context *c, int64_t i, int64_t from, int64_t to) {
    uint32_t found = 0;
    for (int64_t k = from < 0 ? 0 : from; k < to && k < c->scan->n; k++) {
        if (c->face[k].sign != SG_NUMBER || opened(c, k) != opened(c, i) ||
            c->face[k + 1].sign != SG_CLOSE)
            continue;
        int v = value_of(c, k, 2);
        if (v > 0 && v <= LIST_LAST)
            found |= 1u << v;
    }
    return found;
}

bool evidence_list_number(const struct context *c, uint32_t token) {
    const int64_t i = token;
    const uint32_t three = 1u << 1 | 1u << 2 | 1u << 3;
    int v = value_of(c, i, 2);
    if (v < 1 || v > LIST_LAST || c->face[i + 1].sign != SG_CLOSE)
        return false;
    uint32_t before = (1u << v) - 2, left = listed(c, i, i - LIST_FAR, i);
    if ((left & before) != before)
        return false;
    uint32_t all = left | 1u << v | listed(c, i, i + 1, i + LIST_FAR);
    return (all & three) == three;
}

/* 2nd, 3D, 6am, 40p. */
static bool is_measured(const struct context *c, int64_t i) {
    static const char *const ends[] = {"st", "nd",  "rd", "th", "d", "p",   "am", "pm",
                                       "hr", "hrs", "k",  "kg", "g", "mg",  "ml", "cm",
                                       "mm", "ft",  "lb", "km", "x", "mph", NULL};
    return touches(c, i + 1) && context_is_one_of(c, i + 1, ends);
}

/* What joins the figure to one that it touches, to the left (step -1) or right (1): the sign, or 0
 * when none does. */
static char joint(const struct context *c, int64_t i, int64_t step) {
    const int64_t mark = i + step, right = step < 0 ? i : i + 2;
    if (!is_number(c, i + 2 * step) || !touches(c, right - 1) || !touches(c, right) ||
        !c->face[mark].symbol)
        return 0;
    return first_char(c, mark);
}

/* Scores and weeks of pregnancy are out of these. */
static bool is_whole(int v) {
    return v == 20 || v == 30 || v == 40 || v == 50 || v == 60 || v == 100;
}

/* The figures of 3.75 behind the point, 17:02, 5'3, s26(3), 26/30. */
static bool is_part(const struct context *c, int64_t i) {
    char left = joint(c, i, -1), right = joint(c, i, 1);
    if (left == '.' || left == ':' || left == '(' || left == '\'' || right == '\'')
        return true;
    return (left == '/' && is_whole(value_of(c, i, 3))) ||
           (right == '/' && is_whole(value_of(c, i + 2, 3)));
}

/* A letter before the figure, as in P11 or L2, but for the sexes. */
static bool is_lettered(const struct context *c, int64_t i) {
    const struct token *t = token_at(c, i - 1);
    if (!touches(c, i) || !t || t->kind != TOK_WORD || t->end != t->start + 1)
        return false;
    return !strchr("mfwMFW", first_char(c, i - 1));
}

static bool may_number_be_age(const struct context *c, int64_t i) {
    const struct token *t = token_at(c, i);
    return t->end - t->start <= 3 && /* no age is longer */
           !is_measured(c, i) && !is_part(c, i) && !is_lettered(c, i) &&
           !evidence_list_number(c, (uint32_t)i);
}

/* A unit of months, weeks or days after its figure belongs to an age; years stay. */
static bool may_unit_be_age(const struct context *c, int64_t i) {
    static const char *const units[] = {"months", "month", "mnths", "mnth",  "mths", "mth",
                                        "mos",    "mo",    "m",     "weeks", "week", "wks",
                                        "wk",     "w",     "days",  "day",   "d",    NULL};
    int64_t before = c->face[i - 1].sign == SG_HYPHEN ? i - 2 : i - 1;
    const struct token *t = token_at(c, before);
    if (c->scan->tok[i].shape == SHAPE_LETTER || !context_is_one_of(c, i, units))
        return false;
    return t && (t->kind == TOK_NUMBER || (t->classes & c->bits->number_word));
}

static bool may_be_age(const struct context *c, int64_t i) {
    const struct token *t = token_at(c, i);
    if (t->kind == TOK_NUMBER)
        return may_number_be_age(c, i);
    if (t->classes & c->bits->number_word)
        return true;
    return (t->classes & c->bits->unit) && may_unit_be_age(c, i);
}

static bool is_day_month(int day, int month) {
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* The code of three tokens that a figure is in, two figures and a sign, or of five: whether it can
 * be read as day and month, in either order, or as month and year; and not a section's 7.4.1. */
static bool may_code_be_date(const struct context *c, const struct mark *m) {
    const int64_t first = m->code;
    if (m->code_n == 5 && is_number(c, first) && is_number(c, first + 2) &&
        first_char(c, first + 1) == '.')
        return value_of(c, first + 4, 1) < 0;
    if (m->code_n == 4 && is_number(c, first + 2) && is_measured(c, first + 2))
        return false;
    if (m->code_n != 3)
        return true;
    int a = value_of(c, first, 3), b = value_of(c, first + 2, 3);
    if (a < 0 || b < 0)
        return true; /* a year or letters */
    bool point = first_char(c, first + 1) == '.' || first_char(c, first + 1) == ':';
    return is_day_month(a, b) || (!point && is_day_month(1, a));
}

/* Covid19: a figure that ends a word which stays is part of it. */
static bool ends_safe_word(const struct context *c, int64_t i) {
    return touches(c, i) && c->face[i - 1].sign % SG_COUNT == SG_SAFE;
}

uint32_t evidence_allowed(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    const struct mark *m = &c->mark[i];
    const uint32_t words = 1u << EV_NAME | 1u << EV_PLACE, date = 1u << EV_DATE, id = 1u << EV_ID;
    uint32_t age = may_be_age(c, i) ? 1u << EV_AGE : 0;
    if (t->kind != TOK_NUMBER)
        return words | age | (m->code_n ? id : 0) | (may_be_date(c, i) ? date : 0);
    return id | age | (may_code_be_date(c, m) ? date : 0) |
           (t->end - t->start <= 4 && !ends_safe_word(c, i) ? 1u << EV_PLACE : 0);
}
