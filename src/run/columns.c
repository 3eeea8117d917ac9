#include "run/columns.h"

static bool identifies(const struct span_list *l) {
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].label == LABEL_ID || l->v[i].label == LABEL_CONTACT)
            return true;
    return false;
}

static enum status check_spans(const struct span_list *spans, size_t n, struct err *e) {
    for (size_t i = 0; i < n; i++) {
        if (!identifies(&spans[i]))
            continue;
        if (e)
            e->column = i + 1;
        err_hint(e, "without a header add `--no-header`; else rename the column");
        return err_set(e, ST_DATA, "the header holds an identifier, so it may be a row of data");
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
    enum status st = detector_new(&d, &o, e);
    if (st == ST_OK)
        st = find_spans(d, names, n, &a, e);
    detector_free(d);
    arena_free(&a);
    return st;
}
