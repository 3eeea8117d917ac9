#include "run/columns.h"

#include "run/namelike.h"

static bool has_label(const struct span_list *l, uint32_t labels) {
    for (size_t i = 0; i < l->n; i++)
        if (labels >> l->v[i].label & 1)
            return true;
    return false;
}

static enum status fail(size_t column, const char *what, struct err *e) {
    if (e)
        e->column = column;
    err_hint(e, "without a header add `--no-header`; else rename the column");
    return err_set(e, ST_DATA, "the header holds %s, so it may be a row of data", what);
}

enum status columns_are_no_people(const struct lexicon *lx, const struct slice *names, size_t n,
                                  struct err *e) {
    for (size_t i = 0; i < n; i++)
        if (namelike_full(lx, names[i]))
            return fail(i + 1, "somebody's name", e);
    return ST_OK;
}

static enum status check_spans(const struct span_list *spans, size_t n, struct err *e) {
    for (size_t i = 0; i < n; i++) {
        if (has_label(&spans[i], 1u << LABEL_ID | 1u << LABEL_CONTACT))
            return fail(i + 1, "an identifier", e);
        if (has_label(&spans[i], 1u << LABEL_NAME))
            return fail(i + 1, "somebody's name", e);
    }
    return ST_OK;
}

static enum status find_spans(struct detector *d, const struct slice *names, size_t n,
                              struct arena *a, struct err *e) {
    struct detect_field *fields = arena_calloc(a, n, sizeof *fields);
    struct span_list *spans = arena_calloc(a, n, sizeof *spans);
    if (!fields || !spans)
        return err_memory(e);
    for (size_t i = 0; i < n; i++)
        fields[i] = (struct detect_field){.text = names[i], .treat = TREAT_SCAN};
    enum status st = detect(d, fields, n, a, spans, e);
    return st == ST_OK ? check_spans(spans, n, e) : st;
}

enum status columns_check(const struct engine *en, const struct slice *names, size_t n,
                          struct err *e) {
    struct detect_options o = en->detect;
    struct detector *d = NULL;
    struct arena a = {0};
    if (n == 0)
        return ST_OK;
    o.weights = NULL; /* rules decide */
    o.trace = NULL;   /* explain tells of records, and headers are none */
    o.trace_field = NULL;
    enum status st = columns_are_no_people(en->lexicon, names, n, e);
    if (st == ST_OK)
        st = detector_new(&d, &o, e);
    if (st == ST_OK)
        st = find_spans(d, names, n, &a, e);
    detector_free(d);
    arena_free(&a);
    return st;
}
