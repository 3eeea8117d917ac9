#include "run/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "find/detect.h"

/* What is known of each byte of a text. */
enum { GOLD = 1, NEUTRAL = 2, COVERED = 4 };

static struct tally *tally_of(struct tally_list *l, struct slice name) {
    for (size_t i = 0; i < l->n; i++)
        if (slice_eq(l->v[i].name, name))
            return &l->v[i];
    if (!ARRAY_MORE(l->v, l->n))
        return NULL;
    l->v[l->n] = (struct tally){.name = name};
    return &l->v[l->n++];
}

static int order_names(const void *x, const void *y) {
    struct slice a = ((const struct tally *)x)->name, b = ((const struct tally *)y)->name;
    size_t n = a.n < b.n ? a.n : b.n;
    int d = n ? memcmp(a.p, b.p, n) : 0;
    return d ? d : (a.n > b.n) - (a.n < b.n);
}

static int order_totals(const void *x, const void *y) {
    uint64_t a = ((const struct tally *)x)->total, b = ((const struct tally *)y)->total;
    return a != b ? (a < b ? 1 : -1) : order_names(x, y);
}

void tally_sort(struct tally_list *l, bool by_name) {
    if (l->n > 1)
        qsort(l->v, l->n, sizeof *l->v, by_name ? order_names : order_totals);
}

/* One record being counted. */
struct count {
    struct score *s;
    const struct gold_record *r;
    const struct span_list *spans;
    uint8_t *byte; /* GOLD | NEUTRAL | COVERED of each byte */
    struct err *e;
};

static bool is_neutral(const struct score *s, const struct gold_mark *m) {
    return m->neutral || (s->only && !(s->only & (1u << m->label)));
}

static void paint(struct count *c) {
    for (size_t i = 0; i < c->spans->n; i++)
        for (size_t k = c->spans->v[i].start; k < c->spans->v[i].end && k < c->r->text.n; k++)
            c->byte[k] |= COVERED;
    for (size_t i = 0; i < c->r->n; i++) {
        const struct gold_mark *m = &c->r->marks[i];
        uint8_t bit = is_neutral(c->s, m) ? NEUTRAL : GOLD;
        for (size_t k = m->start; k < m->end; k++)
            c->byte[k] |= bit;
    }
}

/* The label of the span that covers byte k. */
static struct slice label_at(const struct count *c, size_t k) {
    for (size_t i = 0; i < c->spans->n; i++)
        if (k >= c->spans->v[i].start && k < c->spans->v[i].end)
            return slice_of(label_name(c->spans->v[i].label));
    return (struct slice){"", 0};
}

/* Whether all letters and digits of a mark are covered, and all under its label. */
static bool caught(const struct count *c, const struct gold_mark *m, bool *right_label) {
    size_t len = 0;
    bool all = true;
    *right_label = true;
    for (size_t k = m->start; k < m->end; k += len) {
        if (!gold_is_alnum(utf8_decode(&len, slice_cut(c->r->text, k, c->r->text.n))))
            continue;
        all = all && (c->byte[k] & COVERED);
        *right_label = *right_label && all && slice_eq(label_at(c, k), m->name);
    }
    return all;
}

/* A record names its communities with commas; each counts. */
static enum status count_groups(struct count *c, bool hit) {
    struct slice rest = c->r->group;
    if (rest.n == 0 || slice_is(rest, "none"))
        return ST_OK;
    for (;;) {
        const char *comma = rest.n ? memchr(rest.p, ',', rest.n) : NULL;
        struct slice one = {rest.p, comma ? (size_t)(comma - rest.p) : rest.n};
        struct tally *t = tally_of(&c->s->groups, slice_trim(one));
        if (!t)
            return err_memory(c->e);
        t->total++;
        t->caught += hit;
        if (!comma)
            return ST_OK;
        rest = slice_cut(rest, one.n + 1, rest.n);
    }
}

static enum status count_mark(struct count *c, const struct gold_mark *m) {
    bool right_label = false, hit = caught(c, m, &right_label);
    struct tally *t = tally_of(&c->s->labels, m->name);
    if (!t)
        return err_memory(c->e);
    t->total++;
    t->caught += hit;
    t->right_label += hit && right_label;
    if (!hit && c->s->note)
        c->s->note(c->s->ctx, c->r, true, m->name, slice_of(""), m->start, m->end);
    return slice_is(m->name, "NAME") ? count_groups(c, hit) : ST_OK;
}

static bool is_annotated(const struct gold_record *r, struct slice label) {
    for (size_t i = 0; i < r->n_annotated; i++)
        if (slice_eq(r->annotated[i], label))
            return true;
    return !r->annotated;
}

static enum status count_span(struct count *c, const struct span *s) {
    uint8_t touched = 0;
    for (size_t k = s->start; k < s->end && k < c->r->text.n; k++)
        touched |= c->byte[k];
    struct slice label = slice_of(label_name(s->label));
    if (touched & GOLD) {
        c->s->spans++;
        c->s->spans_right++;
        return ST_OK;
    }
    if ((touched & NEUTRAL) || !is_annotated(c->r, label))
        return ST_OK;
    c->s->spans++;
    struct slice rule = span_rule_name(c->s->rules, s);
    struct tally *t = tally_of(&c->s->rules_wrong, rule);
    if (!t)
        return err_memory(c->e);
    t->total++;
    if (c->s->note)
        c->s->note(c->s->ctx, c->r, false, label, rule, s->start, s->end);
    return ST_OK;
}

static void count_outside(struct count *c) {
    size_t len = 0;
    for (size_t k = 0; k < c->r->text.n; k += len) {
        uint32_t cp = utf8_decode(&len, slice_cut(c->r->text, k, c->r->text.n));
        if ((c->byte[k] & (GOLD | NEUTRAL)) || !gold_is_alnum(cp))
            continue;
        c->s->outside++;
        c->s->over += (c->byte[k] & COVERED) != 0;
    }
}

enum status score_add(struct score *s, const struct gold_record *r, const struct span_list *spans,
                      struct err *e) {
    arena_reset(&s->scratch);
    struct count c = {s, r, spans, arena_calloc(&s->scratch, r->text.n + 1, 1), e};
    if (!c.byte)
        return err_memory(e);
    enum status st = ST_OK;
    s->records++;
    paint(&c);
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        if (!is_neutral(s, &r->marks[i]))
            st = count_mark(&c, &r->marks[i]);
    for (size_t i = 0; st == ST_OK && i < spans->n; i++)
        st = count_span(&c, &spans->v[i]);
    count_outside(&c);
    return st;
}

double score_precision(const struct score *s) {
    return s->spans ? (double)s->spans_right / (double)s->spans : 1.0;
}

double score_over(const struct score *s) {
    return s->outside ? (double)s->over / (double)s->outside : 0.0;
}

void score_free(struct score *s) {
    free(s->labels.v);
    free(s->groups.v);
    free(s->rules_wrong.v);
    arena_free(&s->scratch);
    s->labels = s->groups = s->rules_wrong = (struct tally_list){0};
}
