#include "run/residue.h"

#include <stdlib.h>

#include "rules/match.h"
#include "text/fold.h"

struct residue {
    struct matcher *matcher;
    const struct lexicon *lexicon;
};

/* One field under way. */
struct look {
    struct noted_list *out;
    const struct span_list *spans; /* what was replaced in it */
    struct slice text;
    const struct view *view;
    uint32_t field;
    struct arena *arena;
};

enum status residue_new(struct residue **out, struct ruleset *rules, const struct lexicon *lx,
                        struct err *e) {
    *out = NULL;
    struct residue *x = calloc(1, sizeof *x);
    if (!x)
        return err_memory(e);
    x->lexicon = lx;
    enum status st = matcher_new(&x->matcher, rules, e);
    if (st == ST_OK)
        *out = x;
    else
        free(x);
    return st;
}

void residue_free(struct residue *x) {
    if (!x)
        return;
    matcher_free(x->matcher);
    free(x);
}

/* Inside a placeholder nothing is left. */
static bool replaced(const struct look *l, const struct noted *n) {
    for (size_t i = 0; i < l->spans->n; i++)
        if (l->spans->v[i].start <= n->start && l->spans->v[i].end >= n->end)
            return true;
    return false;
}

static bool ends_sentence(struct slice text, size_t i) {
    char c = text.p[i];
    return c == '\n' || ((c == '.' || c == '!' || c == '?') && i + 1 < text.n &&
                         (text.p[i + 1] == ' ' || text.p[i + 1] == '\n'));
}

/* True when no sentence ends in bytes [from, to). */
static bool one_sentence(struct slice text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (ends_sentence(text, i))
            return false;
    return true;
}

/* A place in the same sentence. It was replaced, and its region or the record's own columns may
 * still tell it. */
static bool beside_place(const struct look *l, const struct noted *n) {
    for (size_t i = 0; i < l->spans->n; i++) {
        const struct span *s = &l->spans->v[i];
        if (s->label != LABEL_PLACE)
            continue;
        bool before = s->end <= n->start;
        if (before ? one_sentence(l->text, s->end, n->start)
                   : s->start >= n->end && one_sentence(l->text, n->end, s->start))
            return true;
    }
    return false;
}

static enum status take(void *ctx, const struct match_hit *hit) {
    const struct look *l = ctx;
    for (size_t i = 0; i < hit->spans.n; i++) {
        struct noted n = {l->field, view_source(l->view, hit->spans.v[i].start),
                          view_source_end(l->view, hit->spans.v[i].end), hit->rule->index};
        if (replaced(l, &n))
            continue;
        if (slice_starts(hit->rule->id, slice_of("group-")) && !beside_place(l, &n))
            continue;
        if (!noted_add(l->out, n, l->arena))
            return ST_MEMORY;
    }
    return ST_OK;
}

static enum status find_in(struct residue *x, struct look *l, struct err *e) {
    const struct match_filter all = {.decisive = true, .strict = true, .prose = true};
    struct view v;
    struct scan s;
    enum status st = view_make(&v, l->text, l->arena, e);
    if (st == ST_OK)
        st = tokens_make(&s, v.text, x->lexicon, l->arena, e);
    if (st != ST_OK)
        return st;
    l->view = &v;
    matcher_record(x->matcher, v.text.n);
    st = matcher_run(x->matcher, &s, all, l->arena, take, l, e);
    l->view = NULL; /* it goes with this call */
    return st == ST_MEMORY ? err_memory(e) : st;
}

enum status residue_find(struct residue *x, const struct record *r, struct redacted *out,
                         struct arena *a, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < r->n; i++) {
        const struct field *f = &r->fields[i];
        if (f->kind != FIELD_STRING || f->synthetic || out->fields[i].drop || f->text.n == 0)
            continue;
        struct look l = {&out->left, &out->spans[i], f->text, NULL, (uint32_t)i, a};
        st = find_in(x, &l, e);
    }
    return st;
}
