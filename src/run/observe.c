#include "run/observe.h"

#include <stdlib.h>

#include "base/array.h"
#include "run/spans.h"

enum { ORIGINS = BY_UNCOVERED + 1, FIELDS_LISTED = 4096 };

enum status observer_init(struct observer *x, const struct options *o, const struct engine *en,
                          struct err *e) {
    *x = (struct observer){.o = o, .engine = en};
    x->by_name.arena = &x->arena;
    x->sources = ruleset_count(en->rules) + ORIGINS;
    x->cells = calloc(x->sources * LABEL_COUNT, sizeof *x->cells);
    x->n_left = en->residue ? ruleset_count(en->residue) : 0;
    x->left = calloc(x->n_left + 1, sizeof *x->left);
    if (!x->cells || !x->left)
        return err_memory(e);
    enum status st = materials_read(&x->materials, o, &x->arena, e);
    if (st == ST_OK && o->papers.quasi.n)
        st = quasi_new(&x->quasi, &o->papers.quasi, e);
    return st;
}

void observer_free(struct observer *x) {
    free(x->cells);
    free(x->left);
    free(x->fields);
    free(x->inputs);
    quasi_free(x->quasi);
    arena_free(&x->arena);
    *x = (struct observer){0};
}

/* ---- fields ---- */

/* Array indexes, and members named by a number alone, as one: /notes/0/text is /notes/\*\/text. */
static struct slice general_name(struct slice name, struct arena *a, bool *ok) {
    struct buf b = {0};
    if (name.n == 0 || name.p[0] != '/')
        return name;
    *ok = true;
    for (size_t i = 0; *ok && i < name.n;) {
        size_t end = i + 1;
        bool digits = true;
        while (end < name.n && name.p[end] != '/') {
            digits = digits && name.p[end] >= '0' && name.p[end] <= '9';
            end++;
        }
        *ok = digits && end > i + 1 ? buf_add_str(&b, "/*") : buf_add(&b, name.p + i, end - i);
        i = end;
    }
    struct slice general = *ok ? arena_copy(a, buf_slice(&b)) : (struct slice){0};
    *ok = general.p != NULL;
    buf_free(&b);
    return general;
}

static enum status add_field(struct observer *x, struct slice name, struct treatment t,
                             struct err *e) {
    if (table_get(&x->by_name, name))
        return ST_OK;
    if (x->n_fields == FIELDS_LISTED) {
        x->more_fields = true;
        return ST_OK;
    }
    if (!ARRAY_MORE(x->fields, x->n_fields))
        return err_memory(e);
    struct slice own = arena_copy(&x->arena, name);
    if (!own.p || (own.n > 0 && !table_put(&x->by_name, own, (uint32_t)x->n_fields)))
        return err_memory(e);
    x->fields[x->n_fields++] = (struct seen_field){own, t};
    return ST_OK;
}

enum status observer_columns(struct observer *x, const struct slice *names, size_t n,
                             struct policy *policy, struct err *e) {
    enum status st = x->quasi ? quasi_columns(x->quasi, names, n, e) : ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        const struct field f = {.name = names[i], .kind = FIELD_STRING, .column = (uint32_t)i};
        st = add_field(x, names[i], policy_field(policy, &f), e);
    }
    return st;
}

/* The fields of a record that has no columns. */
static enum status note_fields(struct observer *x, const struct record *r, const struct redacted *d,
                               struct arena *a, struct err *e) {
    bool renamed = false;
    for (size_t i = 0; i < r->n; i++)
        renamed = renamed || (r->fields[i].kind == FIELD_KEY && d->fields[i].changed);
    for (size_t i = 0; i < r->n; i++) {
        struct slice name = r->fields[i].name;
        bool ok = true;
        if (r->fields[i].kind == FIELD_KEY || r->fields[i].synthetic)
            continue;
        if (renamed)
            ok = spans_field_name(&name, r, d, i, a);
        if (ok)
            name = general_name(name, a, &ok);
        if (!ok)
            return err_memory(e);
        enum status st = add_field(x, name, d->treatments[i], e);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* ---- counts ---- */

static void count_span(struct observer *x, const struct span *s) {
    size_t rules = x->sources - ORIGINS;
    bool rule = (s->origin == BY_RULE || s->origin == BY_USER_RULE) && s->rule < rules;
    size_t source = rule ? s->rule : rules + s->origin;
    x->cells[s->label * x->sources + source]++;
}

enum status observer_record(struct observer *x, const struct record *r, const struct redacted *d,
                            struct arena *a, struct err *e) {
    enum status st = r->json || !x->n_fields ? note_fields(x, r, d, a, e) : ST_OK;
    for (size_t i = 0; i < d->n; i++)
        for (size_t k = 0; !d->fields[i].drop && k < d->lists[i].n; k++)
            count_span(x, &d->lists[i].v[k].source);
    for (size_t i = 0; i < d->left.n; i++)
        x->left[d->left.v[i].rule]++;
    x->records++;
    x->withheld += d->withheld;
    x->public += d->public.n;
    if (st == ST_OK && x->quasi)
        st = quasi_record(x->quasi, r, d, e);
    return st;
}

enum status observer_input(struct observer *x, const struct sha256 *hash, struct err *e) {
    uint64_t before = 0;
    if (!ARRAY_MORE(x->inputs, x->n_inputs))
        return err_memory(e);
    for (size_t i = 0; i < x->n_inputs; i++)
        before += x->inputs[i].records;
    struct seen_input *in = &x->inputs[x->n_inputs++];
    sha256_hex(hash, in->sha256);
    in->bytes = hash->bytes;
    in->records = x->records + x->quarantined - before;
    return ST_OK;
}

enum status observer_finish(struct observer *x, struct err *e) {
    return x->quasi ? quasi_finish(x->quasi, e) : ST_OK;
}

struct slice observer_source(const struct observer *x, size_t i) {
    size_t rules = x->sources - ORIGINS;
    const struct span s = {.origin = (uint8_t)(i < rules ? BY_RULE : i - rules),
                           .rule = (uint16_t)(i < rules ? i : RULE_NONE)};
    return span_rule_name(x->engine->rules, &s);
}
