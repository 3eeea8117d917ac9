#include "find/again.h"

#include "find/opaque.h"

#define NEAR   6 /* tokens */
#define ROUNDS 3 /* each may bring words beside which others are weighed anew */

static enum status out_of_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

static bool is_prose(const struct work *w) {
    return w->field->treat == TREAT_PROSE && !w->uncovered;
}

static bool is_found(const struct mark *m) {
    return m->tag != TAG_NONE && m->tag != TAG_LEFT;
}

/* True when token i was nearly found and stands near what was. */
static bool is_near(const struct context *c, uint32_t i) {
    uint32_t from = i > NEAR ? i - NEAR : 0;
    if (!c->mark[i].nearly || c->mark[i].locked || is_found(&c->mark[i]))
        return false;
    for (uint32_t k = from; k <= i + NEAR && k < c->scan->n; k++)
        if (is_found(&c->mark[k]))
            return true;
    return false;
}

static bool any_near(const struct work *works, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const struct context *c = &works[i].context;
        for (uint32_t k = 0; is_prose(&works[i]) && k < c->n_active; k++)
            if (is_near(c, c->active[k]))
                return true;
    }
    return false;
}

/* The field with placeholders, under way. */
struct hidden {
    const struct work *was;
    struct work *now;
    uint32_t *from; /* for each token of now the first of was that it stands for */
};

/* Tokens of the field, with one for each span of `labels`. */
static bool hide_tokens(struct hidden *h, const struct span_list *spans, uint32_t labels,
                        struct arena *a) {
    const struct scan *was = &h->was->scan;
    struct scan *now = &h->now->scan;
    *now = (struct scan){was->text, arena_alloc(a, (was->n + 1) * sizeof *now->tok), 0};
    h->from = arena_alloc(a, (was->n + 1) * sizeof *h->from);
    if (!now->tok || !h->from)
        return false;
    size_t k = 0;
    for (uint32_t i = 0; i < was->n;) {
        const struct token *t = &was->tok[i];
        while (k < spans->n && (spans->v[k].end <= t->start || !(labels >> spans->v[k].label & 1)))
            k++;
        h->from[now->n] = i;
        struct token *out = &now->tok[now->n++];
        *out = was->tok[i++];
        if (k == spans->n || spans->v[k].start >= t->end)
            continue;
        while (i < was->n && was->tok[i].start < spans->v[k].end)
            i++;
        *out = (struct token){.start = t->start, .end = was->tok[i - 1].end, .space = t->space};
        opaque_stand_for(out, (enum label)spans->v[k].label);
        struct span s = {out->start, out->end, LABEL_NONE, BY_KNOWN, RULE_NONE};
        if (!span_add(&h->now->opaque, s, a))
            return false;
    }
    return true;
}

/* What rules said of the words that are left. */
static bool copy_hits(struct hidden *h, struct arena *a) {
    const struct context *was = &h->was->context;
    struct context *now = &h->now->context;
    now->hit = arena_alloc(a, (was->n_hits + 1) * sizeof *now->hit);
    if (!now->hit)
        return false;
    now->cap_hits = was->n_hits + 1;
    if (was->n_hits == 0)
        return true;
    for (uint32_t i = 0; i < h->now->scan.n; i++) {
        const struct mark *m = &was->mark[h->from[i]];
        if (m->n_hits == 0 || opaque_is(&h->now->scan, i))
            continue;
        for (uint32_t k = 0; k < m->n_hits; k++) {
            now->hit[now->n_hits] = was->hit[m->hits + k];
            now->hit[now->n_hits++].token = i;
        }
    }
    return true;
}

/* Only the words in question are decided; all others are as they were. */
static void copy_marks(struct hidden *h) {
    const struct context *was = &h->was->context;
    struct context *now = &h->now->context;
    for (uint32_t i = 0; i < h->now->scan.n; i++) {
        const struct mark *m = &was->mark[h->from[i]];
        if (m->locked || opaque_is(&h->now->scan, i)) {
            now->mark[i].locked = true;
            now->mark[i].tag = m->tag;
        }
    }
    context_finish(now);
    for (uint32_t i = 0; i < now->n_active; i++) {
        uint32_t k = now->active[i];
        if (!is_near(was, h->from[k]))
            now->mark[k].candidate = 0;
    }
}

static enum status hide(struct work *out, const struct work *was, const struct span_list *spans,
                        uint32_t labels, struct arena *a, struct err *e) {
    struct hidden h = {.was = was, .now = out};
    *out = (struct work){.field = was->field, .view = was->view, .uncovered = was->uncovered};
    if (!is_prose(was))
        return ST_OK;
    if (!hide_tokens(&h, spans, labels, a))
        return out_of_memory(e);
    for (size_t i = 0; i < was->left.n; i++)
        if (!span_add(&out->left, was->left.v[i], a))
            return out_of_memory(e);
    for (size_t i = 0; i < was->opaque.n; i++)
        if (!span_add(&out->opaque, was->opaque.v[i], a))
            return out_of_memory(e);
    span_sort(&out->opaque);
    enum status st = context_make(&out->context, &out->scan, was->context.bits, a, e);
    out->context.again = true;
    if (st == ST_OK && !copy_hits(&h, a))
        return out_of_memory(e);
    if (st == ST_OK)
        copy_marks(&h);
    return st;
}

/* Adds the wanted ones; *any becomes true when there is one. */
static bool add_spans(struct span_list *to, const struct span_list *more, uint32_t labels,
                      struct arena *a, bool *any) {
    for (size_t i = 0; i < more->n; i++) {
        if (!(labels >> more->v[i].label & 1))
            continue;
        *any = true;
        if (!span_add(to, more->v[i], a))
            return false;
    }
    span_sort(to);
    return true;
}

/* What was found now counts as found for those near it. */
static void note_found(struct context *c, const struct span_list *more) {
    uint32_t i = 0;
    for (size_t k = 0; k < more->n; k++)
        for (; i < c->scan->n && c->scan->tok[i].start < more->v[k].end; i++)
            if (c->scan->tok[i].end > more->v[k].start)
                c->mark[i].tag = work_tag_of_label(more->v[k].label);
}

/* True when a word in question got a label. */
static bool any_decided(const struct context *c) {
    for (uint32_t k = 0; k < c->n_active; k++)
        if (c->mark[c->active[k]].candidate && is_found(&c->mark[c->active[k]]))
            return true;
    return false;
}

static enum status find_once(struct span_list *spans, struct work *works, size_t n, uint32_t labels,
                             const struct again_memory *m, const struct decider *dc, bool *any,
                             struct err *e) {
    struct arena *a = m->keep, *scratch = m->scratch;
    arena_reset(scratch);
    struct work *now = arena_calloc(scratch, n + 1, sizeof *now);
    enum status st = now ? ST_OK : out_of_memory(e);
    for (size_t i = 0; i < n && st == ST_OK; i++)
        st = hide(&now[i], &works[i], &spans[i], labels, scratch, e);
    if (st == ST_OK)
        st = work_label(now, n, scratch, dc, e);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        struct span_list more = {0};
        if (!is_prose(&now[i]) || !any_decided(&now[i].context))
            continue;
        st = work_spans(&more, &now[i], scratch, e);
        note_found(&works[i].context, &more);
        if (st == ST_OK && !add_spans(&spans[i], &more, labels, a, any))
            st = out_of_memory(e);
    }
    return st;
}

enum status again_find(struct span_list *spans, struct work *works, size_t n, uint32_t labels,
                       const struct again_memory *m, const struct decider *dc, struct err *e) {
    bool any = any_near(works, n);
    enum status st = ST_OK;
    for (int round = 0; any && round < ROUNDS && st == ST_OK; round++) {
        any = false;
        st = find_once(spans, works, n, labels, m, dc, &any, e);
    }
    return st;
}
