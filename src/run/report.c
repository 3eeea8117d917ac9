#include "run/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- tool and options ---- */

/* "PCRE2 10.42, libcsv 3.0.3" as members. */
static void add_libraries(struct jsondoc *d, struct cJSON *tool, const char *list) {
    struct cJSON *o = jsondoc_add_object(d, tool, "libraries");
    struct slice rest = slice_of(list);
    while (rest.n > 0) {
        const char *comma = memchr(rest.p, ',', rest.n);
        struct slice one = {rest.p, comma ? (size_t)(comma - rest.p) : rest.n};
        rest = slice_cut(rest, comma ? one.n + 1 : one.n, rest.n);
        one = slice_trim(one);
        size_t at = one.n;
        while (at > 0 && one.p[at - 1] != ' ')
            at--;
        char name[64];
        if (at == 0 || at > sizeof name)
            continue;
        memcpy(name, one.p, at - 1);
        name[at - 1] = '\0';
        jsondoc_add_string(d, o, name, slice_cut(one, at, one.n));
    }
}

/* What may be told of an option's value: all of it, the part before '=' of NAME=FILE, or nothing
 * where it names a file. */
static struct slice told(const struct given_option *g) {
    const char *file = g->def->arg ? strstr(g->def->arg, "FILE") : NULL;
    if (!file || !g->value)
        return g->value ? slice_of(g->value) : (struct slice){0};
    const char *eq = strchr(g->value, '=');
    if (file == g->def->arg || !eq)
        return (struct slice){0};
    return (struct slice){g->value, (size_t)(eq - g->value)};
}

/* Neither tells of the records, nor should a report depend on them. */
static bool is_how(const struct option_def *o) {
    return o->id == OPT_JOBS || o->id == OPT_LINE_BUFFERED;
}

static void add_options(struct jsondoc *d, struct cJSON *root, const struct options *o) {
    struct cJSON *list = jsondoc_add_array(d, root, "options");
    for (size_t i = 0; i < o->n_given; i++) {
        if (is_how(o->given[i].def))
            continue;
        struct cJSON *one = jsondoc_add_object(d, list, NULL);
        struct slice value = told(&o->given[i]);
        jsondoc_add_string(d, one, "name", slice_of(o->given[i].def->name));
        if (value.p)
            jsondoc_add_string(d, one, "value", value);
    }
}

/* ---- rules, lists, weights ---- */

static void add_hashed(struct jsondoc *d, struct cJSON *list, struct slice name,
                       const char *sha256) {
    struct cJSON *one = jsondoc_add_object(d, list, NULL);
    jsondoc_add_string(d, one, "name", name);
    jsondoc_add_string(d, one, "sha256", slice_of(sha256));
}

static void add_materials(struct jsondoc *d, struct cJSON *root, const char *key,
                          const struct materials *m, enum material_kind kind) {
    struct cJSON *list = jsondoc_add_array(d, root, key);
    for (size_t i = 0; i < m->n; i++)
        if (m->v[i].kind == kind)
            add_hashed(d, list, slice_of(m->v[i].name), m->v[i].sha256);
}

static void add_rules(struct jsondoc *d, struct cJSON *root, const struct ruleset *rs) {
    char sum[SHA256_HEX];
    size_t own = 0;
    struct cJSON *rules = jsondoc_add_object(d, root, "rules");
    ruleset_hash(rs, sum);
    jsondoc_add_string(d, rules, "sha256", slice_of(sum));
    struct cJSON *list = jsondoc_add_array(d, rules, "files");
    for (size_t i = 0; i < ruleset_files(rs); i++) {
        const struct ruleset_file f = ruleset_file(rs, i);
        char name[32] = "";
        if (!f.name && snprintf(name, sizeof name, "own-%zu", ++own) < 0)
            d->failed = true;
        add_hashed(d, list, slice_of(f.name ? f.name : name), f.sha256);
    }
}

void report_head(struct jsondoc *d, struct cJSON *root, const struct observer *x,
                 const struct paper_head *h) {
    struct cJSON *tool = jsondoc_add_object(d, root, "tool");
    jsondoc_add_string(d, tool, "name", slice_of("blot"));
    jsondoc_add_string(d, tool, "version", slice_of(BLOT_VERSION));
    add_libraries(d, tool, h->libraries);
    add_options(d, root, x->o);
    add_rules(d, root, x->engine->rules);
    add_materials(d, root, "lexicons", &x->materials, MATERIAL_LEXICON);
    add_materials(d, root, "lists", &x->materials, MATERIAL_LIST);
    add_materials(d, root, "weights", &x->materials, MATERIAL_WEIGHTS);
    if (h->key_id)
        jsondoc_add_string(d, root, "key_id", slice_of(h->key_id));
    else
        jsondoc_add_null(d, root, "key_id");
}

/* ---- counts ---- */

void report_count(struct jsondoc *d, struct cJSON *parent, const char *key, struct count c,
                  uint32_t min) {
    char text[32];
    int n = 0;
    if (c.shown == SHOWN_EXACT) {
        jsondoc_add_whole(d, parent, key, c.n);
        return;
    }
    if (c.shown == SHOWN_BELOW)
        n = snprintf(text, sizeof text, "<%" PRIu32, min);
    else
        n = snprintf(text, sizeof text, ">=%" PRIu64, c.least);
    d->failed = d->failed || n < 0;
    jsondoc_add_string(d, parent, key, slice_of(n < 0 ? "" : text));
}

static void add_label(struct jsondoc *d, struct cJSON *list, const struct observer *x, enum label l,
                      struct count *parts, uint32_t min) {
    struct count total = {0};
    for (size_t i = 0; i < x->sources; i++) {
        parts[i] = (struct count){.n = x->cells[l * x->sources + i]};
        total.n += parts[i].n;
    }
    bool tell = suppress_parts(&total, parts, x->sources, min);
    struct cJSON *one = jsondoc_add_object(d, list, NULL);
    jsondoc_add_string(d, one, "label", slice_of(label_name(l)));
    report_count(d, one, "count", total, min);
    struct cJSON *rules = jsondoc_add_array(d, one, "rules");
    for (size_t i = 0; tell && i < x->sources; i++) {
        if (parts[i].n == 0)
            continue;
        struct cJSON *rule = jsondoc_add_object(d, rules, NULL);
        jsondoc_add_string(d, rule, "rule", observer_source(x, i));
        report_count(d, rule, "count", parts[i], min);
    }
}

static void add_alone(struct jsondoc *d, struct cJSON *o, const char *key, uint64_t n,
                      uint32_t min) {
    struct count c = {.n = n};
    suppress_one(&c, min);
    report_count(d, o, key, c, min);
}

/* The cells below min and the rest make up all cells. */
static void add_quasi(struct jsondoc *d, struct cJSON *root, const struct observer *x,
                      uint32_t min) {
    size_t n = 0, small = 0, alone = 0;
    bool full = false;
    struct quasi_cell least;
    if (!x->quasi)
        return;
    const struct slice *names = quasi_fields(x->quasi, &n);
    struct cJSON *q = jsondoc_add_object(d, root, "quasi");
    struct cJSON *list = jsondoc_add_array(d, q, "fields");
    for (size_t i = 0; i < n; i++)
        jsondoc_add_string(d, list, NULL, names[i]);
    uint32_t below = x->o->papers.min_count > 1 ? x->o->papers.min_count : 2;
    size_t cells = quasi_cells(x->quasi, below, &small, &full);
    (void)quasi_cells(x->quasi, 2, &alone, &full);
    add_alone(d, q, "cells", cells, min);
    jsondoc_add_bool(d, q, "complete", !full);
    jsondoc_add_whole(d, q, "below", below);
    add_alone(d, q, "cells_below", small, min);
    if (min <= 1)
        jsondoc_add_whole(d, q, "cells_of_one", alone);
    if (quasi_smallest(x->quasi, &least, 1))
        add_alone(d, q, "smallest", least.count, min);
    else
        jsondoc_add_null(d, q, "smallest");
}

enum status report_counts(struct jsondoc *d, struct cJSON *root, const struct observer *x,
                          uint32_t min, struct err *e) {
    struct count *parts = calloc(x->sources + 1, sizeof *parts);
    if (!parts)
        return err_memory(e);
    struct cJSON *list = jsondoc_add_array(d, root, "counts");
    for (int l = LABEL_NAME; l < LABEL_COUNT; l++)
        if (x->o->labels >> l & 1)
            add_label(d, list, x, (enum label)l, parts, min);
    free(parts);
    struct cJSON *left = jsondoc_add_array(d, root, "residue");
    for (size_t i = 0; i < x->n_left; i++) {
        struct cJSON *one = jsondoc_add_object(d, left, NULL);
        jsondoc_add_string(d, one, "rule", ruleset_at(x->engine->residue, i)->id);
        add_alone(d, one, "count", x->left[i], min);
    }
    add_alone(d, root, "public_names_kept", x->public, min);
    add_quasi(d, root, x, min);
    return ST_OK;
}

/* ---- the whole ---- */

void report_fields(struct jsondoc *d, struct cJSON *root, const struct observer *x) {
    struct cJSON *list = jsondoc_add_array(d, root, "fields");
    for (size_t i = 0; i < x->n_fields; i++) {
        struct cJSON *one = jsondoc_add_object(d, list, NULL);
        jsondoc_add_string(d, one, "name", x->fields[i].name);
        jsondoc_add_string(d, one, "treatment", slice_of(treatment_words(x->fields[i].treatment)));
    }
    jsondoc_add_bool(d, root, "fields_complete", !x->more_fields);
}

static void add_records(struct jsondoc *d, struct cJSON *root, const struct observer *x) {
    jsondoc_add_whole(d, root, "records_in", x->records + x->quarantined);
    jsondoc_add_whole(d, root, "records_out", x->records);
    jsondoc_add_whole(d, root, "records_quarantined", x->quarantined);
    jsondoc_add_whole(d, root, "records_withheld", x->withheld);
}

enum status report_print(struct buf *out, const struct observer *x, const struct paper_head *h,
                         const struct sha256 *output, struct err *e) {
    struct jsondoc d = {0};
    char sum[SHA256_HEX];
    struct cJSON *root = jsondoc_object(&d);
    jsondoc_add_string(&d, root, "schema", slice_of("blot-report-1"));
    report_head(&d, root, x, h);
    add_records(&d, root, x);
    jsondoc_add_whole(&d, root, "min_count", x->o->papers.min_count);
    report_fields(&d, root, x);
    enum status st = report_counts(&d, root, x, x->o->papers.min_count, e);
    if (output) {
        sha256_hex(output, sum);
        jsondoc_add_string(&d, root, "output_sha256", slice_of(sum));
    } else {
        jsondoc_add_null(&d, root, "output_sha256");
    }
    jsondoc_add_string(&d, root, "generated_at", slice_of(h->generated_at));
    if (st == ST_OK)
        st = jsondoc_print_lines(out, &d, e);
    jsondoc_free(&d);
    return st;
}
