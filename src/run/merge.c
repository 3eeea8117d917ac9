#include "run/merge.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "io/jsondoc.h"

/* The reports, parsed. */
struct parts {
    struct jsondoc *v;
    size_t n;
};

/* A sum of counts. */
struct sum {
    uint64_t least;
    bool exact;
};

static const char *const same[] = {"schema", "tool",    "options", "rules",    "lexicons",
                                   "lists",  "weights", "key_id",  "min_count"};
static const char *const totals[] = {"records_in", "records_out", "records_quarantined",
                                     "records_withheld"};

static enum status bad(const char *what, const char *member, struct err *e) {
    return err_set(e, ST_DATA, "%s \"%s\"", what, member);
}

/* ---- reading ---- */

static enum status no_report(struct err *e) {
    err_set(e, ST_DATA, "is no report of blot");
    err_hint(e, "report merge takes what --report wrote");
    return ST_DATA;
}

static enum status check_part(const struct parts *p, size_t i, struct err *e) {
    const struct cJSON *root = p->v[i].root;
    uint64_t n = 0;
    if (!slice_is(jsondoc_text(jsondoc_member(root, "schema")), "blot-report-1"))
        return no_report(e);
    for (size_t k = 0; k < sizeof same / sizeof *same; k++)
        if (!jsondoc_equal(jsondoc_member(p->v[0].root, same[k]), jsondoc_member(root, same[k])))
            return bad("differs from the first report in its", same[k], e);
    for (size_t k = 0; k < sizeof totals / sizeof *totals; k++)
        if (!jsondoc_whole(&n, jsondoc_member(root, totals[k])))
            return bad("has no whole number", totals[k], e);
    return ST_OK;
}

static enum status read_part(struct parts *p, const char *path, struct err *e) {
    struct buf text = {0};
    enum status st = file_read(&text, path, e);
    if (st == ST_OK)
        st = jsondoc_parse(&p->v[p->n], buf_slice(&text), e);
    buf_free(&text);
    if (st == ST_DATA)
        st = no_report(e);
    if (st == ST_OK)
        st = check_part(p, p->n++, e);
    if (st != ST_OK)
        err_file(e, path);
    return st;
}

/* ---- sums ---- */

/* A number, "<10" or ">=123". */
static bool take_count(struct sum *s, const struct cJSON *item) {
    uint64_t n = 0;
    if (jsondoc_whole(&n, item)) {
        s->least += n;
        return true;
    }
    struct slice text = jsondoc_text(item);
    s->exact = false;
    if (text.n > 1 && text.p[0] == '<') {
        s->least += 1;
        return true;
    }
    bool ok = text.n > 2 && text.n < 20 && text.p[0] == '>' && text.p[1] == '=';
    for (size_t i = 2; ok && i < text.n; i++) {
        ok = text.p[i] >= '0' && text.p[i] <= '9';
        n = n * 10 + (uint64_t)(text.p[i] - '0');
    }
    s->least += ok ? n : 0;
    return ok;
}

static void add_sum(struct jsondoc *d, struct cJSON *o, const char *key, struct sum s) {
    char text[32];
    if (s.exact)
        jsondoc_add_whole(d, o, key, s.least);
    else if (snprintf(text, sizeof text, ">=%" PRIu64, s.least) > 0)
        jsondoc_add_string(d, o, key, slice_of(text));
    else
        d->failed = true;
}

/* The element of an array whose member `key` is that text. */
static const struct cJSON *find(const struct cJSON *array, const char *key, struct slice text) {
    const struct cJSON *x = jsondoc_first(array);
    while (x && !slice_eq(jsondoc_text(jsondoc_member(x, key)), text))
        x = jsondoc_next(x);
    return x;
}

/* The array of part i in which elements stand: a member of the root, or, for the rules of a label,
 * of that label's element. */
struct where {
    const char *list;   /* "counts", "residue" */
    struct slice label; /* p NULL: the list itself */
};

static const struct cJSON *list_of(const struct parts *p, size_t i, struct where w) {
    const struct cJSON *list = jsondoc_member(p->v[i].root, w.list);
    return w.label.p ? jsondoc_member(find(list, "label", w.label), "rules") : list;
}

/* True when an earlier part has the element too: it has been summed. */
static bool seen(const struct parts *p, size_t before, struct where w, const char *key,
                 struct slice text) {
    for (size_t i = 0; i < before; i++)
        if (find(list_of(p, i, w), key, text))
            return true;
    return false;
}

/* False when a label was found but not by which rules: then what they add is not known. */
static bool tells_rules(const struct jsondoc *part, struct where w) {
    uint64_t n = 1;
    const struct cJSON *l = find(jsondoc_member(part->root, w.list), "label", w.label);
    bool none = !l || (jsondoc_whole(&n, jsondoc_member(l, "count")) && n == 0);
    return none || jsondoc_first(jsondoc_member(l, "rules"));
}

static struct sum sum_of(const struct parts *p, struct where w, const char *key, struct slice text,
                         bool *ok) {
    struct sum s = {0, true};
    for (size_t i = 0; i < p->n; i++) {
        const struct cJSON *x = find(list_of(p, i, w), key, text);
        if (x)
            *ok = take_count(&s, jsondoc_member(x, "count")) && *ok;
    }
    for (size_t i = 0; w.label.p && i < p->n; i++)
        s.exact = s.exact && tells_rules(&p->v[i], w);
    return s;
}

/* Adds one element for each text of `key` that any part has; those of labels with their rules. */
static bool add_list(struct jsondoc *d, struct cJSON *out, const struct parts *p, struct where w,
                     const char *key) {
    bool ok = true;
    for (size_t i = 0; i < p->n; i++) {
        const struct cJSON *x = jsondoc_first(list_of(p, i, w));
        for (; x; x = jsondoc_next(x)) {
            struct slice text = jsondoc_text(jsondoc_member(x, key));
            if (!text.p || seen(p, i, w, key, text))
                continue;
            struct cJSON *o = jsondoc_add_object(d, out, NULL);
            jsondoc_add_string(d, o, key, text);
            add_sum(d, o, "count", sum_of(p, w, key, text, &ok));
            const struct where inner = {w.list, text};
            if (!w.label.p && strcmp(key, "label") == 0)
                ok = add_list(d, jsondoc_add_array(d, o, "rules"), p, inner, "rule") && ok;
        }
    }
    return ok;
}

/* ---- the whole ---- */

static void add_totals(struct jsondoc *d, struct cJSON *root, const struct parts *p) {
    for (size_t k = 0; k < sizeof totals / sizeof *totals; k++) {
        uint64_t all = 0, n = 0;
        for (size_t i = 0; i < p->n; i++)
            if (jsondoc_whole(&n, jsondoc_member(p->v[i].root, totals[k])))
                all += n;
        jsondoc_add_whole(d, root, totals[k], all);
    }
}

static void add_fields(struct jsondoc *d, struct cJSON *root, const struct parts *p) {
    struct cJSON *list = jsondoc_add_array(d, root, "fields");
    const struct where w = {"fields", {0}};
    for (size_t i = 0; i < p->n; i++) {
        const struct cJSON *x = jsondoc_first(jsondoc_member(p->v[i].root, "fields"));
        for (; x; x = jsondoc_next(x))
            if (!seen(p, i, w, "name", jsondoc_text(jsondoc_member(x, "name"))))
                jsondoc_add_copy(d, list, NULL, x);
    }
}

static void add_parts(struct jsondoc *d, struct cJSON *root, const struct parts *p) {
    struct cJSON *list = jsondoc_add_array(d, root, "parts");
    for (size_t i = 0; i < p->n; i++) {
        struct cJSON *o = jsondoc_add_object(d, list, NULL);
        const char *const keys[] = {"records_in", "records_out", "output_sha256", "generated_at"};
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            jsondoc_add_copy(d, o, keys[k], jsondoc_member(p->v[i].root, keys[k]));
    }
}

static bool add_public(struct jsondoc *d, struct cJSON *root, const struct parts *p) {
    struct sum s = {0, true};
    bool ok = true;
    for (size_t i = 0; i < p->n; i++)
        ok = take_count(&s, jsondoc_member(p->v[i].root, "public_names_kept")) && ok;
    add_sum(d, root, "public_names_kept", s);
    return ok;
}

static enum status print(struct buf *out, const struct parts *p, const char *generated_at,
                         struct err *e) {
    struct jsondoc d = {0};
    struct cJSON *root = jsondoc_object(&d);
    const struct where counts = {"counts", {0}}, residue = {"residue", {0}};
    for (size_t k = 0; k < sizeof same / sizeof *same; k++)
        jsondoc_add_copy(&d, root, same[k], jsondoc_member(p->v[0].root, same[k]));
    add_totals(&d, root, p);
    add_fields(&d, root, p);
    jsondoc_add_bool(&d, root, "fields_complete", true);
    bool ok = add_list(&d, jsondoc_add_array(&d, root, "counts"), p, counts, "label");
    ok = add_list(&d, jsondoc_add_array(&d, root, "residue"), p, residue, "rule") && ok;
    ok = add_public(&d, root, p) && ok;
    jsondoc_add_null(&d, root, "output_sha256");
    add_parts(&d, root, p);
    jsondoc_add_string(&d, root, "generated_at", slice_of(generated_at));
    enum status st = ok ? jsondoc_print_lines(out, &d, e)
                        : err_set(e, ST_DATA, "a report holds a count that is none");
    jsondoc_free(&d);
    return st;
}

enum status merge_reports(struct buf *out, const char *const *paths, size_t n,
                          const char *generated_at, struct err *e) {
    struct parts p = {calloc(n + 1, sizeof *p.v), 0};
    enum status st = p.v ? ST_OK : err_memory(e);
    for (size_t i = 0; st == ST_OK && i < n; i++)
        st = read_part(&p, paths[i], e);
    if (st == ST_OK)
        st = print(out, &p, generated_at, e);
    for (size_t i = 0; p.v && i < n; i++)
        jsondoc_free(&p.v[i]);
    free(p.v);
    return st;
}
