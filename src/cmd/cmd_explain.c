/* blot explain: the filter with another sink, which shows why. */
#include "cmd/cmd.h"

#include <inttypes.h>
#include <unistd.h>

#include "cmd/terms.h"
#include "find/train.h"
#include "run/stream.h"
#include "text/fold.h"

struct explain {
    struct engine engine;
    struct terms terms;
    struct output *output;
    bool colour;
};

/* ---- the text with what was found in it ---- */

static bool add_found(struct buf *b, struct slice text, const struct span *s, bool colour) {
    const char *label = s->label == LABEL_NONE ? "WITHHELD" : label_name(s->label);
    struct slice found = slice_cut(text, s->start, s->end);
    if (colour)
        return buf_add_str(b, "\033[1;7m") && cmd_add_safe(b, found) &&
               buf_printf(b, "\033[0;2m %s\033[0m", label);
    return buf_printf(b, "[[%s:", label) && cmd_add_safe(b, found) && buf_add_str(b, "]]");
}

static bool add_marked(struct buf *b, struct slice text, const struct span_list *l, bool colour) {
    size_t at = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < l->n; i++) {
        ok = cmd_add_safe(b, slice_cut(text, at, l->v[i].start)) &&
             add_found(b, text, &l->v[i], colour);
        at = l->v[i].end;
    }
    return ok && cmd_add_safe(b, slice_cut(text, at, text.n)) && buf_add_char(b, '\n');
}

/* ---- why ---- */

static bool add_terms(struct buf *b, const struct decided *d) {
    bool ok = true;
    for (uint32_t i = 0; ok && i < d->n_terms; i++)
        ok = buf_printf(b, "                %+7" PRId32 "  ", d->terms[i].weight) &&
             cmd_add_safe(b, d->terms[i].text) && buf_add_char(b, '\n');
    return ok;
}

static bool add_evidence(struct buf *b, const struct decided *d) {
    return buf_add_str(b, "            ") && cmd_add_safe(b, d->word) &&
           buf_printf(b, ": %s %+" PRId64 " against its threshold\n", label_name(d->label),
                      d->over) &&
           add_terms(b, d);
}

static struct slice about(const struct ruleset *rs, const struct span *s) {
    bool rule = s->origin == BY_RULE || s->origin == BY_USER_RULE;
    if (rule && s->rule < ruleset_count(rs))
        return ruleset_at(rs, s->rule)->about;
    switch (s->origin) {
    case BY_KNOWN:
        return slice_of("a known field of the record holds it");
    case BY_COLUMN:
        return slice_of("the whole value of a known field");
    case BY_DENY:
        return slice_of("a phrase of --deny");
    case BY_MEMORY:
        return slice_of("the record proves it elsewhere");
    case BY_UNCOVERED:
        return slice_of("in no language blot covers");
    default:
        return slice_of("words weighed");
    }
}

/* A stretch of the view in the source. */
static bool inside(const struct view *v, const struct decided *d, const struct span *s) {
    return view_source(v, d->end) > s->start && view_source(v, d->start) < s->end;
}

static bool add_span(struct buf *b, const struct explain *x, struct slice text,
                     const struct span *s, const struct view *v, size_t field) {
    struct slice rule = span_rule_name(x->engine.rules, s);
    bool ok = buf_printf(b, "  %-8s  ", s->label == LABEL_NONE ? "-" : label_name(s->label)) &&
              cmd_add_safe(b, slice_cut(text, s->start, s->end)) && buf_add_str(b, "  (") &&
              buf_add_slice(b, rule) && buf_add_str(b, ": ") &&
              cmd_add_safe(b, about(x->engine.rules, s)) && buf_add_str(b, ")\n");
    for (size_t i = 0; ok && s->origin == BY_EVIDENCE && i < x->terms.n; i++) {
        const struct decided *d = &x->terms.v[i];
        if (d->field == field && d->given && inside(v, d, s))
            ok = add_evidence(b, d);
    }
    return ok;
}

/* A near miss: a word that --strict, or a little more evidence, would have made an identifier. */
static bool is_near(const struct decided *d, const struct span_list *l, const struct view *v) {
    for (size_t i = 0; i < l->n; i++)
        if (inside(v, d, &l->v[i]))
            return false;
    return d->n_terms > 0 && !d->given && d->over > -2 * TRAIN_STRICT;
}

static bool add_near(struct buf *b, const struct explain *x, const struct span_list *l,
                     const struct view *v, size_t field) {
    bool ok = true;
    for (size_t i = 0; ok && i < x->terms.n; i++) {
        const struct decided *d = &x->terms.v[i];
        if (d->field == field && is_near(d, l, v))
            ok = buf_printf(b, "  near miss%s\n",
                            d->over > -TRAIN_STRICT ? ", found by --strict" : "") &&
                 add_evidence(b, d);
    }
    return ok;
}

static enum status explain_field(struct explain *x, const struct record *r,
                                 const struct redacted *d, size_t i, struct arena *a,
                                 struct err *e) {
    struct buf *b = output_buffer(x->output);
    const struct field *f = &r->fields[i];
    struct view v;
    enum status st = view_make(&v, f->text, a, e);
    if (st != ST_OK)
        return st;
    bool ok = buf_printf(b, "%" PRIu64 " ", r->number) && cmd_add_safe(b, f->name) &&
              buf_add_str(b, f->kind == FIELD_KEY ? " (key): " : ": ") &&
              add_marked(b, f->text, &d->spans[i], x->colour);
    for (size_t k = 0; ok && k < d->spans[i].n; k++)
        ok = add_span(b, x, f->text, &d->spans[i].v[k], &v, i);
    ok = ok && add_near(b, x, &d->spans[i], &v, i) && !x->terms.out_of_memory;
    return ok ? ST_OK : err_set(e, ST_MEMORY, "out of memory");
}

/* Fields in which there is nothing to explain are left out, but for the text itself. */
static bool worth_showing(const struct explain *x, const struct field *f, const struct redacted *d,
                          size_t i) {
    bool weighed = false;
    for (size_t k = 0; k < x->terms.n; k++)
        weighed = weighed || x->terms.v[k].field == i;
    return d->spans[i].n > 0 || weighed || (f->kind != FIELD_KEY && slice_is(f->name, "text"));
}

static enum status explain_record(void *ctx, const struct record *r, const struct redacted *d,
                                  struct arena *a, struct err *e) {
    struct explain *x = ctx;
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        if (worth_showing(x, &r->fields[i], d, i))
            st = explain_field(x, r, d, i, a, e);
    terms_reset(&x->terms);
    return st == ST_OK ? output_record_end(x->output, e) : st;
}

int cmd_explain(const struct options *o) {
    struct explain x = {.colour = cmd_colour(STDOUT_FILENO)};
    struct stream_result res = {0};
    struct err e = {0};
    enum status st = engine_open(&x.engine, o, &e);
    if (st != ST_OK)
        return cmd_fail(&e);
    x.terms.engine = &x.engine;
    x.engine.detect.trace = terms_trace;
    x.engine.detect.trace_ctx = &x.terms;
    st = output_descriptor(&x.output, STDOUT_FILENO, "standard output", isatty(STDOUT_FILENO), &e);
    if (st == ST_OK) {
        const struct sink sink = {.ctx = &x, .record = explain_record, .output = x.output};
        st = stream_run(&res, o, &x.engine, &sink, &e);
        struct err second = {0};
        enum status end = output_finish(x.output, st == ST_OK ? &e : &second);
        st = st == ST_OK ? end : st;
    }
    terms_free(&x.terms);
    engine_close(&x.engine);
    return st == ST_OK ? EXIT_DONE : cmd_fail(&e);
}
