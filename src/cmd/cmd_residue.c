/* blot residue: what may tell who someone is without being an identifier. */
#include "cmd/cmd.h"

#include <inttypes.h>
#include <unistd.h>

#include "cmd/sandbox.h"
#include "io/jsondoc.h"
#include "run/observe.h"
#include "run/output.h"
#include "run/spans.h"
#include "run/stream.h"

enum { CELLS_LISTED = 20 };

struct residue_run {
    struct observer observer;
    struct output *output;
    bool json; /* places, one a line */
};

static enum status put_place(struct residue_run *x, const struct record *r,
                             const struct redacted *d, const struct noted *n, struct arena *a,
                             struct err *e) {
    struct jsondoc doc = {0};
    struct slice name = {0}, text = r->fields[n->field].text;
    struct cJSON *o = jsondoc_object(&doc);
    if (!spans_field_name(&name, r, d, n->field, a))
        return err_memory(e);
    size_t start = spans_count(slice_cut(text, 0, n->start), OFFSET_CODEPOINT);
    jsondoc_add_whole(&doc, o, "record", r->number);
    jsondoc_add_whole(&doc, o, "row", r->row);
    jsondoc_add_string(&doc, o, "field", name);
    jsondoc_add_string(&doc, o, "rule", ruleset_at(x->observer.engine->residue, n->rule)->id);
    jsondoc_add_whole(&doc, o, "start", start);
    jsondoc_add_whole(&doc, o, "end",
                      start + spans_count(slice_cut(text, n->start, n->end), OFFSET_CODEPOINT));
    struct buf *b = output_buffer(x->output);
    enum status st = jsondoc_print(b, &doc, e);
    jsondoc_free(&doc);
    return st == ST_OK && !buf_add_char(b, '\n') ? err_memory(e) : st;
}

static enum status residue_record(void *ctx, const struct record *r, const struct redacted *d,
                                  struct arena *a, struct err *e) {
    struct residue_run *x = ctx;
    enum status st = observer_record(&x->observer, r, d, a, e);
    for (size_t i = 0; st == ST_OK && x->json && i < d->left.n; i++)
        st = put_place(x, r, d, &d->left.v[i], a, e);
    return st == ST_OK ? output_record_end(x->output, e) : st;
}

static enum status residue_columns(void *ctx, const char *input, enum format f,
                                   const struct slice *names, size_t n, struct policy *policy,
                                   struct err *e) {
    (void)input, (void)f;
    return observer_columns(&((struct residue_run *)ctx)->observer, names, n, policy, e);
}

/* ---- the table ---- */

static bool add_counts(struct buf *b, const struct observer *x) {
    uint64_t all = 0;
    bool ok = true;
    for (size_t i = 0; ok && i < x->n_left; i++) {
        const struct rule *r = ruleset_at(x->engine->residue, i);
        ok = buf_printf(b, "%8" PRIu64 "  %-20.*s  %.*s\n", x->left[i], (int)r->id.n, r->id.p,
                        (int)r->about.n, r->about.p);
        all += x->left[i];
    }
    return ok && buf_printf(b, "%8" PRIu64 "  in all, in %" PRIu64 " record%s\n", all, x->records,
                            x->records == 1 ? "" : "s");
}

static bool add_cells(struct buf *b, const struct observer *x) {
    struct quasi_cell cells[CELLS_LISTED];
    size_t n = 0, below = 0, alone = 0;
    bool full = false;
    if (!x->quasi)
        return true;
    size_t all = quasi_cells(x->quasi, 10, &below, &full);
    (void)quasi_cells(x->quasi, 2, &alone, &full);
    bool ok = buf_printf(b,
                         "\n%zu%s combinations of the --quasi fields; %zu of one record, %zu of "
                         "fewer than 10\n",
                         all, full ? " and more" : "", alone, below);
    n = quasi_smallest(x->quasi, cells, CELLS_LISTED);
    for (size_t i = 0; ok && i < n; i++)
        ok = buf_printf(b, "%8" PRIu64 "  record%s, the first is record %" PRIu64 "\n",
                        cells[i].count, cells[i].count == 1 ? "" : "s", cells[i].first_record);
    return ok;
}

static enum status run(struct residue_run *x, const struct options *o, const struct engine *en,
                       struct err *e) {
    struct stream_result res = {0};
    struct err second = {0};
    const struct sink sink = {
        .ctx = x, .record = residue_record, .columns = residue_columns, .output = x->output};
    struct converter held = {0};
    enum status st = sandbox_confine(&held, o, NULL, 0, e);
    if (st == ST_OK)
        st = stream_run(&res, o, en, &sink, e);
    converter_close(&held);
    if (st == ST_OK)
        st = observer_finish(&x->observer, e);
    struct buf *b = output_buffer(x->output);
    if (st == ST_OK && !x->json && !(add_counts(b, &x->observer) && add_cells(b, &x->observer)))
        st = err_memory(e);
    enum status end = output_finish(x->output, st == ST_OK ? e : &second);
    return st == ST_OK ? end : st;
}

int cmd_residue(const struct options *given) {
    struct options o = *given;
    struct engine en;
    struct residue_run x = {.json = o.papers.format == CHECK_JSONL};
    struct err e = {0};
    o.papers.residue = true;
    enum status st = engine_open(&en, &o, &e);
    if (st != ST_OK)
        return cmd_fail(&e);
    st = observer_init(&x.observer, &o, &en, &e);
    if (st == ST_OK)
        st = output_descriptor(&x.output, STDOUT_FILENO, "standard output", false, &e);
    if (st == ST_OK)
        st = run(&x, &o, &en, &e);
    observer_free(&x.observer);
    engine_close(&en);
    return st == ST_OK ? EXIT_DONE : cmd_fail(&e);
}
