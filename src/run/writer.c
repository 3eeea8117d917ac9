#include "run/writer.h"

#include "io/jsonout.h"

static enum status taken(struct err *e) {
    err_set(e, ST_DATA, "the input has a field \"redactions\", which --spans would add");
    err_hint(e, "leave out --spans, or rename that field first");
    return ST_DATA;
}

enum status writer_columns(const struct writer *w, const struct slice *names, size_t n,
                           struct err *e) {
    for (size_t i = 0; w->spans.wanted && i < n; i++)
        if (slice_is(names[i], "redactions"))
            return taken(e);
    return ST_OK;
}

static enum status check_keys(const struct record *r, struct err *e) {
    for (size_t i = 0; i < r->n; i++)
        if (r->fields[i].kind == FIELD_KEY && slice_is(r->fields[i].name, "redactions")) {
            err_file(e, strcmp(r->file, "-") == 0 ? "standard input" : r->file);
            if (e) {
                e->record = r->number;
                e->row = r->row;
            }
            return taken(e);
        }
    return ST_OK;
}

enum status writer_line(struct writer *w, struct buf *out, const struct record *r,
                        const struct redacted *d, struct arena *a, struct err *e) {
    size_t before = out->n;
    enum status st = ST_OK;
    buf_clear(&w->array);
    if (w->spans.wanted)
        st = check_keys(r, e);
    if (st == ST_OK && w->spans.wanted)
        st = spans_array(&w->array, r, d, &w->spans, a, e);
    if (st == ST_OK)
        st = jsonout_record(out, r, d->fields, buf_slice(&w->array), e);
    if (st != ST_OK)
        out->n = before; /* no half record leaves */
    return st;
}

enum status writer_record(void *ctx, const struct record *r, const struct redacted *d,
                          struct arena *a, struct err *e) {
    struct writer *w = ctx;
    enum status st = writer_line(w, output_buffer(w->output), r, d, a, e);
    return st == ST_OK ? output_record_end(w->output, e) : st;
}

void writer_free(struct writer *w) {
    buf_free(&w->array);
}
