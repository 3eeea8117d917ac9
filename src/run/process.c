#include "run/process.h"

#include <stdlib.h>
#include <string.h>

#include "find/placeholder.h"
#include "run/public.h"
#include "run/residue.h"

struct processor {
    struct detector *detector;
    const struct redact_options *redact;
    const struct engine *engine;
    struct residue *residue; /* NULL: not wanted */
    struct buf text;         /* the sanitised text of one field */
};

bool noted_add(struct noted_list *l, struct noted n, struct arena *a) {
    if (l->n == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 8;
        struct noted *v = arena_calloc(a, cap, sizeof *v);
        if (!v)
            return false;
        if (l->n)
            memcpy(v, l->v, l->n * sizeof *v);
        l->v = v;
        l->cap = cap;
    }
    l->v[l->n++] = n;
    return true;
}

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

enum status processor_new(struct processor **out, const struct engine *en,
                          const struct redact_options *redact, struct err *e) {
    *out = NULL;
    struct processor *p = calloc(1, sizeof *p);
    if (!p)
        return no_memory(e);
    p->redact = redact;
    p->engine = en;
    enum status st = detector_new(&p->detector, &en->detect, e);
    if (st == ST_OK && en->residue)
        st = residue_new(&p->residue, en->residue, en->lexicon, e);
    if (st == ST_OK)
        *out = p;
    else
        processor_free(p);
    return st;
}

void processor_free(struct processor *p) {
    if (!p)
        return;
    detector_free(p->detector);
    residue_free(p->residue);
    buf_free(&p->text);
    free(p);
}

/* Fields as detection takes them, and after them the values of fields that are prose and known at
 * once: each stands a second time, to seed the record. */
struct job {
    struct detect_field *fields;
    struct span_list *spans;
    size_t n; /* with the seeds */
};

/* True when nothing but placeholders is left in it: a second run must change nothing, and a
 * placeholder identifies nobody. */
static bool is_placeholder(struct slice text) {
    size_t n = 0, len = 0;
    bool any = false;
    for (size_t i = 0; i < text.n; i += len) {
        n = placeholder_at(slice_cut(text, i, text.n));
        any |= n > 0;
        len = n > 0 ? n : 1;
        if (n == 0 && text.p[i] != ' ' && text.p[i] != ',')
            return false;
    }
    return any;
}

static struct treatment treat_field(struct policy *policy, const struct field *f) {
    struct treatment t = policy_field(policy, f);
    if (t.known && is_placeholder(f->text)) {
        t.seed = false;
        t.treat = t.treat == TREAT_KNOWN  ? TREAT_SCAN
                  : t.treat == TREAT_SEED ? TREAT_SKIP
                                          : t.treat;
    }
    return t;
}

static enum status prepare(struct job *j, struct policy *policy, const struct record *r,
                           struct arena *a, struct redacted *out, struct err *e) {
    j->fields = arena_calloc(a, r->n * 2, sizeof *j->fields);
    j->spans = arena_calloc(a, r->n * 2, sizeof *j->spans);
    out->n = r->n;
    out->fields = arena_calloc(a, r->n, sizeof *out->fields);
    out->lists = arena_calloc(a, r->n, sizeof *out->lists);
    out->spans = j->spans;
    out->treatments = arena_calloc(a, r->n, sizeof *out->treatments);
    out->left = out->public = (struct noted_list){0};
    out->withheld = false;
    if (!j->fields || !j->spans || !out->fields || !out->lists || !out->treatments)
        return no_memory(e);
    j->n = r->n;
    for (size_t i = 0; i < r->n; i++) {
        struct slice text = r->fields[i].text;
        struct treatment t = treat_field(policy, &r->fields[i]);
        out->fields[i].drop = t.drop;
        out->treatments[i] = t;
        j->fields[i] = (struct detect_field){text, t.treat, t.known};
        if (t.seed)
            j->fields[j->n++] = (struct detect_field){text, TREAT_SEED, t.known};
    }
    return ST_OK;
}

/* Numbers are given over the whole record, so all fields are shown before the first is replaced. */
static enum status learn(struct numbering *nb, const struct record *r, const struct job *j,
                         struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        st = numbering_reserve(nb, r->fields[i].text, e);
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        if (j->spans[i].n > 0)
            st = numbering_learn(nb, r->fields[i].text, &j->spans[i], e);
    return st;
}

static enum status replace(struct processor *p, const struct record *r, size_t i,
                           struct numbering *nb, struct arena *a, struct redacted *out,
                           struct err *e) {
    const struct span_list *spans = &out->spans[i];
    buf_clear(&p->text);
    enum status st =
        redact(&p->text, &out->lists[i], r->fields[i].text, spans, p->redact, nb, a, e);
    if (st != ST_OK)
        return st;
    struct slice copy = arena_copy(a, buf_slice(&p->text));
    if (!copy.p)
        return no_memory(e);
    out->fields[i].changed = true;
    out->fields[i].text = copy;
    for (size_t k = 0; k < spans->n; k++)
        out->withheld |= spans->v[k].origin == BY_UNCOVERED;
    return ST_OK;
}

/* Keys meet decisive rules only: somebody called Page must not rename the member "page". */
static void keep_decisive(struct span_list *l) {
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].origin == BY_RULE || l->v[i].origin == BY_USER_RULE)
            l->v[n++] = l->v[i];
    l->n = n;
}

static enum status replace_all(struct processor *p, const struct record *r, const struct job *j,
                               struct arena *a, struct redacted *out, struct err *e) {
    size_t found = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (out->fields[i].drop)
            j->spans[i].n = 0;
        if (r->fields[i].kind == FIELD_KEY)
            keep_decisive(&j->spans[i]);
        found += j->spans[i].n;
    }
    struct numbering *nb = NULL;
    enum status st = found ? numbering_new(&nb, a, e) : ST_OK;
    if (found && st == ST_OK)
        st = learn(nb, r, j, e);
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        if (j->spans[i].n > 0)
            st = replace(p, r, i, nb, a, out, e);
    return st;
}

enum status process_record(struct processor *p, struct policy *policy, const struct record *r,
                           struct arena *a, struct redacted *out, struct err *e) {
    struct job j = {0};
    enum status st = prepare(&j, policy, r, a, out, e);
    if (st == ST_OK && j.n > 0)
        st = detect(p->detector, j.fields, j.n, a, j.spans, e);
    if (st == ST_OK && p->engine->public)
        st = public_keep(p->engine->public, p->engine->lexicon, r, out, a, e);
    if (st == ST_OK)
        st = replace_all(p, r, &j, a, out, e);
    if (st == ST_OK && p->residue)
        st = residue_find(p->residue, r, out, a, e);
    if (st != ST_OK && e && !e->file[0]) { /* a rule's fault has its own file */
        if (r->file)
            err_file(e, strcmp(r->file, "-") == 0 ? "standard input" : r->file);
        e->record = r->number;
        e->row = r->row;
    }
    return st;
}
