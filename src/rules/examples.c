#include "rules/examples.h"

#include <stdio.h>

#include "base/buf.h"
#include "rules/match.h"
#include "rules/ruleset_private.h"
#include "text/fold.h"

/* "[[" or "]]" at i. */
static bool mark_at(struct slice s, size_t i, char c) {
    return i + 1 < s.n && s.p[i] == c && s.p[i + 1] == c;
}

const char *example_wrong(const struct rule_example *x) {
    bool open = false;
    size_t marks = 0, start = 0;
    for (size_t i = 0; i + 1 < x->marked.n; i++) {
        bool opens = mark_at(x->marked, i, '['), closes = mark_at(x->marked, i, ']');
        if (!opens && !closes)
            continue;
        if (opens == open)
            return open ? "a mark opens inside a mark" : "a mark closes that was not opened";
        if (closes && start == i)
            return "a mark is empty";
        open = opens;
        start = ++i + 1;
        marks++;
    }
    if (open)
        return "a mark is not closed";
    if (x->skip && marks)
        return "an example under `skip` has marks";
    return x->skip || marks ? NULL : "an example under `match` has no mark";
}

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory while checking rules");
}

enum status example_text(const struct rule_example *x, struct slice *text, struct span_list *marks,
                         struct arena *a, struct err *e) {
    char *out = arena_alloc(a, x->marked.n);
    if (!out)
        return no_memory(e);
    size_t n = 0, start = 0;
    *marks = (struct span_list){0};
    for (size_t i = 0; i < x->marked.n; i++) {
        if (mark_at(x->marked, i, '[')) {
            start = n;
            i++;
        } else if (mark_at(x->marked, i, ']')) {
            struct span s = {.start = (uint32_t)start, .end = (uint32_t)n, .rule = RULE_NONE};
            if (!span_add(marks, s, a))
                return no_memory(e);
            i++;
        } else {
            out[n++] = x->marked.p[i];
        }
    }
    *text = (struct slice){out, n};
    return ST_OK;
}

/* ---- running one ---- */

struct found {
    struct span_list spans; /* in bytes of the example's text */
    const struct view *view;
    struct arena *arena;
};

static enum status collect(void *ctx, const struct match_hit *hit) {
    struct found *f = ctx;
    for (size_t i = 0; i < hit->spans.n; i++) {
        struct span s = hit->spans.v[i];
        s.start = view_source(f->view, s.start);
        s.end = view_source(f->view, s.end);
        if (!span_add(&f->spans, s, f->arena))
            return ST_MEMORY;
    }
    return ST_OK;
}

/* Sorts and makes one range of those that overlap or touch. */
static void join(struct span_list *l) {
    span_sort(l);
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++) {
        if (n && l->v[i].start <= l->v[n - 1].end) {
            if (l->v[i].end > l->v[n - 1].end)
                l->v[n - 1].end = l->v[i].end;
        } else {
            l->v[n++] = l->v[i];
        }
    }
    l->n = n;
}

static bool same(const struct span_list *a, const struct span_list *b) {
    bool equal = a->n == b->n;
    for (size_t i = 0; equal && i < a->n; i++)
        equal = a->v[i].start == b->v[i].start && a->v[i].end == b->v[i].end;
    return equal;
}

/* The text with marks around what was found; line ends and tabs shown as a space so that the
 * message stays one line. Examples belong to the rule file, so they may be quoted. */
static void show(struct err *e, struct slice text, const struct span_list *spans) {
    struct buf b = {0};
    size_t k = 0;
    bool ok = true, open = false;
    for (size_t i = 0; i <= text.n && ok; i++) {
        if (open && i == spans->v[k].end) {
            ok = buf_add_str(&b, "]]");
            open = false;
            k++;
        }
        if (k < spans->n && !open && i == spans->v[k].start) {
            ok = ok && buf_add_str(&b, "[[");
            open = true;
        }
        if (i < text.n)
            ok = ok && buf_add_char(&b, (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]);
    }
    if (ok)
        err_hint(e, "it gives: %.*s", (int)(b.n < 250 ? b.n : 250), b.p);
    buf_free(&b);
}

static enum status failed(const struct rule *r, const struct rule_example *x, struct slice text,
                          const struct span_list *spans, struct err *e) {
    rule_place(e, r, x->line);
    if (spans->n == 0)
        err_hint(e, "it finds nothing in this example");
    else
        show(e, text, spans);
    return err_set(e, ST_RULE, "example %u of `%s` fails", x->number, x->skip ? "skip" : "match");
}

enum status example_run(struct matcher *m, const struct rule *r, const struct rule_example *x,
                        const struct lexicon *lx, struct arena *a, struct err *e) {
    struct slice text = {0};
    struct span_list marks = {0};
    struct view view = {0};
    struct scan scan;
    enum status st = example_text(x, &text, &marks, a, e);
    if (st == ST_OK)
        st = view_make(&view, text, a, e);
    if (st == ST_OK)
        st = tokens_make(&scan, view.text, lx, a, e);
    if (st != ST_OK)
        return st;
    struct found found = {.view = &view, .arena = a};
    matcher_record(m, text.n);
    st = matcher_run_rule(m, r, &scan, a, collect, &found, e);
    if (st != ST_OK) {
        rule_place(e, r, st == ST_RULE && e && e->row ? (uint32_t)e->row : x->line);
        return st == ST_MEMORY ? no_memory(e) : st;
    }
    join(&marks);
    join(&found.spans);
    return same(&marks, &found.spans) ? ST_OK : failed(r, x, text, &found.spans, e);
}
