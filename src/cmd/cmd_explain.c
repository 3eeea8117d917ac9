/* blot explain: the filter with another sink, which shows why. */
#include "cmd/cmd.h"

#include <inttypes.h>
#include <unistd.h>

#include "cmd/signals.h"
#include "run/explain.h"
#include "run/page.h"
#include "run/stream.h"
#include "run/terms.h"
#include "run/why.h"

struct explain {
    struct engine engine;
    struct terms terms;
    struct output *output;
    uint8_t format; /* enum explain_format */
    bool colour;
};

/* ---- the text with what was found in it ---- */

/* A colour of the terminal's own for each label; the label's name stands behind, so that nothing
 * hangs on the colour. */
static int colour_of(uint8_t label) {
    static const uint8_t colours[LABEL_COUNT] = {
        [LABEL_NONE] = 7, [LABEL_NAME] = 4,    [LABEL_AGE] = 3, [LABEL_PLACE] = 2,
        [LABEL_DATE] = 5, [LABEL_CONTACT] = 6, [LABEL_ID] = 1,  [LABEL_GROUP] = 7};
    return 30 + colours[label];
}

static bool add_found(struct buf *b, struct slice text, const struct span *s, bool colour) {
    struct slice found = slice_cut(text, s->start, s->end), label = why_label(s);
    if (colour)
        return buf_printf(b, "\033[1;7;%dm", colour_of(s->label)) && cmd_add_safe(b, found) &&
               buf_printf(b, "\033[0;%dm ", colour_of(s->label)) && buf_add_slice(b, label) &&
               buf_add_str(b, "\033[0m");
    return buf_add_str(b, "[[") && buf_add_slice(b, label) && buf_add_char(b, ':') &&
           cmd_add_safe(b, found) && buf_add_str(b, "]]");
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

static bool add_lists(struct buf *b, const struct explain *x, size_t field, uint32_t start,
                      uint32_t end) {
    struct buf names = {0};
    bool ok = terms_lists(&names, &x->terms, field, start, end);
    if (ok && names.n)
        ok = buf_add_str(b, "            in the lists: ") && buf_add_slice(b, buf_slice(&names)) &&
             buf_add_char(b, '\n');
    buf_free(&names);
    return ok;
}

/* "  NAME      Sarah Khan  (" */
static bool add_head(struct buf *b, const char *what, uint8_t label, bool colour,
                     struct slice found) {
    size_t width = strlen(what);
    bool ok = buf_add_str(b, "  ") && (!colour || buf_printf(b, "\033[%dm", colour_of(label))) &&
              buf_add_str(b, what) && (!colour || buf_add_str(b, "\033[0m"));
    while (ok && width++ < 10)
        ok = buf_add_char(b, ' ');
    return ok && cmd_add_safe(b, found) && buf_add_str(b, "  (");
}

static bool add_span(struct buf *b, const struct explain *x, struct slice text,
                     const struct span *s, size_t field) {
    const struct ruleset *rs = x->engine.rules;
    bool ok = add_head(b, s->label == LABEL_NONE ? "-" : label_name(s->label), s->label, x->colour,
                       slice_cut(text, s->start, s->end)) &&
              buf_add_slice(b, span_rule_name(rs, s)) && buf_add_str(b, ": ") &&
              cmd_add_safe(b, why_about(rs, s)) && buf_add_str(b, ")\n") &&
              add_lists(b, x, field, s->start, s->end);
    for (size_t i = 0; ok && s->origin == BY_EVIDENCE && i < x->terms.n; i++) {
        const struct decided *d = &x->terms.v[i];
        if (d->field == field && d->given && d->end > s->start && d->start < s->end)
            ok = add_evidence(b, d);
    }
    return ok;
}

/* What a weigher would have taken, or a rule kept. */
static bool add_near(struct buf *b, const struct explain *x, struct slice text,
                     const struct near_miss *m, size_t field) {
    bool ok = add_head(b, m->d ? "near miss" : "left", LABEL_NONE, false,
                       slice_cut(text, m->start, m->end));
    if (ok && m->label != LABEL_NONE)
        ok = buf_printf(b, "%s%s", label_name(m->label), m->rule.n ? " by " : ": ");
    if (ok && m->rule.n)
        ok = buf_add_slice(b, m->rule) && buf_add_str(b, ": ");
    ok = ok && cmd_add_safe(b, m->reason) && buf_add_str(b, ")\n");
    if (ok && m->d)
        ok = add_lists(b, x, field, m->start, m->end) && add_evidence(b, m->d);
    return ok;
}

static bool add_field(struct buf *b, struct explain *x, const struct record *r,
                      const struct span_list *spans, size_t i) {
    const struct field *f = &r->fields[i];
    struct near_list near;
    bool ok = buf_printf(b, "%" PRIu64 " ", r->number) && cmd_add_safe(b, f->name) &&
              buf_add_str(b, f->kind == FIELD_KEY ? " (key): " : ": ") &&
              add_marked(b, f->text, spans, x->colour);
    for (size_t k = 0; ok && k < spans->n; k++)
        ok = add_span(b, x, f->text, &spans->v[k], i);
    ok = ok && terms_near(&near, &x->terms, i, spans);
    for (size_t k = 0; ok && k < near.n; k++)
        ok = add_near(b, x, f->text, &near.v[k], i);
    return ok;
}

/* ---- the sink ---- */

static enum status explain_text(struct explain *x, const struct record *r, const struct redacted *d,
                                struct err *e) {
    struct buf *b = output_buffer(x->output);
    bool ok = true;
    for (size_t i = 0; ok && i < r->n; i++)
        if (explain_shows(&x->terms, &r->fields[i], d, i))
            ok = add_field(b, x, r, &d->spans[i], i);
    return ok && !x->terms.out_of_memory ? ST_OK : err_memory(e);
}

static enum status explain_record(void *ctx, const struct record *r, const struct redacted *d,
                                  struct arena *a, struct err *e) {
    struct explain *x = ctx;
    struct buf *b = output_buffer(x->output);
    size_t from = b->n;
    (void)a;
    enum status st = x->format == EXPLAIN_TEXT ? explain_text(x, r, d, e)
                     : x->format == EXPLAIN_JSON
                         ? explain_json(b, &x->terms, r, d, OFFSET_CODEPOINT, e)
                         : explain_json(b, &x->terms, r, d, OFFSET_UTF16, e);
    if (st == ST_OK && x->format == EXPLAIN_HTML)
        st = page_make_safe(b, from, e);
    terms_reset(&x->terms);
    return st == ST_OK ? output_record_end(x->output, e) : st;
}

static enum status run(struct explain *x, const struct options *o, struct err *e) {
    struct stream_result res = {0};
    const struct sink sink = {.ctx = x, .record = explain_record, .output = x->output};
    bool page = x->format == EXPLAIN_HTML;
    enum status st = page ? page_head(output_buffer(x->output), "explain.html", e) : ST_OK;
    if (st == ST_OK)
        st = stream_run(&res, o, &x->engine, &sink, e);
    if (st == ST_OK && page)
        st = page_tail(output_buffer(x->output), "explain.html", e);
    return st;
}

/* A page to a file is made as a review's is: for its owner, and complete. */
static enum status open_output(struct explain *x, const struct options *o, struct err *e) {
    if (!o->output || strcmp(o->output, "-") == 0)
        return output_descriptor(&x->output, STDOUT_FILENO, "standard output",
                                 isatty(STDOUT_FILENO), e);
    signals_hold();
    enum status st = output_file(&x->output, o->output, false, e);
    if (st == ST_OK)
        signals_add(output_temporary(x->output));
    signals_release();
    return st;
}

static enum status close_output(struct explain *x, enum status run, struct err *e) {
    struct err second = {0};
    bool to_file = output_temporary(x->output) != NULL;
    signals_hold();
    if (run != ST_OK && to_file)
        output_abort(x->output);
    else if (output_finish(x->output, run == ST_OK ? e : &second) != ST_OK && run == ST_OK)
        run = ST_IO;
    signals_forget();
    signals_release();
    return run;
}

int cmd_explain(const struct options *o) {
    struct explain x = {.format = o->explain_format};
    struct err e = {0};
    x.colour = !o->output && cmd_colour(STDOUT_FILENO, (enum when)o->color);
    enum status st = engine_open(&x.engine, o, &e);
    if (st != ST_OK)
        return cmd_fail(&e);
    x.terms.engine = &x.engine;
    x.engine.detect.trace = terms_trace;
    x.engine.detect.trace_field = terms_trace_field;
    x.engine.detect.trace_ctx = &x.terms;
    st = open_output(&x, o, &e);
    if (st == ST_OK)
        st = close_output(&x, run(&x, o, &e), &e);
    terms_free(&x.terms);
    engine_close(&x.engine);
    return st == ST_OK ? EXIT_DONE : cmd_fail(&e);
}
