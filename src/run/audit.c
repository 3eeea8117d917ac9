#include "run/audit.h"

#include "run/spans.h"

enum { CELLS_LISTED = 100 };

/* Writes a document as one line. */
static enum status put(struct output *out, struct jsondoc *d, struct err *e) {
    struct buf *b = output_buffer(out);
    enum status st = jsondoc_print(b, d, e);
    jsondoc_free(d);
    if (st == ST_OK && !buf_add_char(b, '\n'))
        st = err_memory(e);
    return st == ST_OK ? output_record_end(out, e) : st;
}

static const char *unit_name(uint8_t unit) {
    return unit == OFFSET_BYTE ? "byte" : unit == OFFSET_UTF16 ? "utf16" : "codepoint";
}

enum status audit_head(struct output *out, const struct observer *x, const struct paper_head *h,
                       struct err *e) {
    struct jsondoc d = {0};
    struct cJSON *root = jsondoc_object(&d);
    jsondoc_add_string(&d, root, "schema", slice_of("blot-audit-1"));
    jsondoc_add_string(&d, root, "generated_at", slice_of(h->generated_at));
    jsondoc_add_string(&d, root, "offsets", slice_of(unit_name(x->o->offsets)));
    report_head(&d, root, x, h);
    return put(out, &d, e);
}

/* One record's line under way. */
struct line {
    struct jsondoc doc;
    const struct observer *x;
    const struct record *r;
    const struct redacted *d;
    struct arena *arena;
};

static void add_offsets(struct line *l, struct cJSON *o, struct slice text, size_t start,
                        size_t end, const char *from, const char *to) {
    enum offset_unit unit = (enum offset_unit)l->x->o->offsets;
    size_t before = spans_count(slice_cut(text, 0, start), unit);
    jsondoc_add_whole(&l->doc, o, from, before);
    jsondoc_add_whole(&l->doc, o, to, before + spans_count(slice_cut(text, start, end), unit));
}

static struct cJSON *add_place(struct line *l, struct cJSON *list, size_t i, uint32_t start,
                               uint32_t end) {
    struct slice name = {0};
    struct cJSON *o = jsondoc_add_object(&l->doc, list, NULL);
    if (!spans_field_name(&name, l->r, l->d, i, l->arena))
        l->doc.failed = true;
    jsondoc_add_string(&l->doc, o, "field", name);
    if (l->r->fields[i].kind == FIELD_KEY)
        jsondoc_add_bool(&l->doc, o, "key", true);
    add_offsets(l, o, l->r->fields[i].text, start, end, "start", "end");
    return o;
}

static void add_spans(struct line *l, struct cJSON *root) {
    struct cJSON *list = jsondoc_add_array(&l->doc, root, "spans");
    for (size_t i = 0; i < l->d->n; i++) {
        for (size_t k = 0; !l->d->fields[i].drop && k < l->d->lists[i].n; k++) {
            const struct redaction *x = &l->d->lists[i].v[k];
            struct cJSON *o = add_place(l, list, i, x->source.start, x->source.end);
            add_offsets(l, o, l->d->fields[i].text, x->start, x->end, "output_start", "output_end");
            jsondoc_add_string(&l->doc, o, "label", slice_of(label_name(x->source.label)));
            jsondoc_add_string(&l->doc, o, "rule", span_rule_name(l->x->engine->rules, &x->source));
        }
    }
}

static void add_noted(struct line *l, struct cJSON *root, const char *key,
                      const struct noted_list *noted) {
    if (noted->n == 0)
        return;
    struct cJSON *list = jsondoc_add_array(&l->doc, root, key);
    for (size_t i = 0; i < noted->n; i++) {
        const struct noted *n = &noted->v[i];
        struct cJSON *o = add_place(l, list, n->field, n->start, n->end);
        if (n->rule != RULE_NONE)
            jsondoc_add_string(&l->doc, o, "rule", ruleset_at(l->x->engine->residue, n->rule)->id);
    }
}

enum status audit_record(struct output *out, const struct observer *x, const struct record *r,
                         const struct redacted *d, struct arena *a, struct err *e) {
    struct line l = {{0}, x, r, d, a};
    size_t found = d->left.n + d->public.n;
    for (size_t i = 0; i < d->n; i++)
        found += d->fields[i].drop ? 0 : d->lists[i].n;
    if (found == 0)
        return ST_OK;
    struct cJSON *root = jsondoc_object(&l.doc);
    jsondoc_add_whole(&l.doc, root, "record", r->number);
    jsondoc_add_whole(&l.doc, root, "input", x->n_inputs + 1);
    jsondoc_add_whole(&l.doc, root, "row", r->row);
    add_spans(&l, root);
    add_noted(&l, root, "residue", &d->left);
    add_noted(&l, root, "public", &d->public);
    return put(out, &l.doc, e);
}

static void add_inputs(struct jsondoc *d, struct cJSON *root, const struct observer *x) {
    struct cJSON *list = jsondoc_add_array(d, root, "inputs");
    for (size_t i = 0; i < x->n_inputs; i++) {
        struct cJSON *o = jsondoc_add_object(d, list, NULL);
        jsondoc_add_string(d, o, "sha256", slice_of(x->inputs[i].sha256));
        jsondoc_add_whole(d, o, "bytes", x->inputs[i].bytes);
        jsondoc_add_whole(d, o, "records", x->inputs[i].records);
    }
}

static void add_cells(struct jsondoc *d, struct cJSON *root, const struct observer *x) {
    struct quasi_cell cells[CELLS_LISTED];
    size_t n = x->quasi ? quasi_smallest(x->quasi, cells, CELLS_LISTED) : 0;
    struct cJSON *list = x->quasi ? jsondoc_add_array(d, root, "smallest_cells") : NULL;
    for (size_t i = 0; i < n; i++) {
        struct cJSON *o = jsondoc_add_object(d, list, NULL);
        jsondoc_add_whole(d, o, "count", cells[i].count);
        jsondoc_add_whole(d, o, "first_record", cells[i].first_record);
    }
}

enum status audit_summary(struct output *out, const struct observer *x, const struct sha256 *output,
                          struct err *e) {
    struct jsondoc d = {0};
    char sum[SHA256_HEX];
    struct cJSON *root = jsondoc_object(&d), *o = jsondoc_add_object(&d, root, "summary");
    add_inputs(&d, o, x);
    jsondoc_add_whole(&d, o, "records_in", x->records + x->quarantined);
    jsondoc_add_whole(&d, o, "records_out", x->records);
    jsondoc_add_whole(&d, o, "records_quarantined", x->quarantined);
    jsondoc_add_whole(&d, o, "records_withheld", x->withheld);
    report_fields(&d, o, x);
    enum status st = report_counts(&d, o, x, 1, e);
    add_cells(&d, o, x);
    sha256_hex(output, sum);
    jsondoc_add_string(&d, o, "output_sha256", slice_of(sum));
    if (st == ST_OK)
        return put(out, &d, e);
    jsondoc_free(&d);
    return st;
}
