#include "find/parts.h"

#include <string.h>

#include "find/known.h"

struct part {
    struct detection *record;
    struct seen_key key;
    bool has_key;
};

/* ---- the order ---- */

#define FIGURES "0123456789 -/.:,+"

/* A value without words, such as a date or a count: memory is of words. */
static bool is_figures(struct slice text) {
    for (size_t i = 0; i < text.n; i++)
        if (!memchr(FIGURES, text.p[i], sizeof FIGURES - 1))
            return false;
    return true;
}

/* Prose first, then what is a part of its own, then known values; -1: not looked at. */
static int turn(const struct detect_field *f) {
    static const int turns[] = {[TREAT_PROSE] = 0,
                                [TREAT_SCAN] = 1,
                                [TREAT_KNOWN] = 2,
                                [TREAT_SEED] = 2,
                                [TREAT_SKIP] = -1};
    return f->treat == TREAT_PROSE && is_figures(f->text) ? 1 : turns[f->treat];
}

static bool order(struct detection *to, const struct detection *v, struct arena *a) {
    struct detect_field *fields = arena_alloc(a, (v->n + 1) * sizeof *fields);
    uint32_t *number = arena_alloc(a, (v->n + 1) * sizeof *number);
    *to = (struct detection){.fields = fields, .number = number};
    to->spans = arena_calloc(a, v->n + 1, sizeof *to->spans);
    if (!fields || !number || !to->spans)
        return false;
    for (int now = 0; now <= 2; now++)
        for (size_t i = 0; i < v->n; i++)
            if (turn(&v->fields[i]) == now) {
                fields[to->n] = v->fields[i];
                number[to->n++] = (uint32_t)i;
            }
    return true;
}

struct detection *parts_order(const struct detection *v, size_t n, struct arena *a) {
    struct detection *ordered = arena_alloc(a, (n + 1) * sizeof *ordered);
    for (size_t i = 0; ordered && i < n; i++)
        if (!order(&ordered[i], &v[i], a))
            ordered = NULL;
    return ordered;
}

/* ---- the parts ---- */

/* What is needed while parts are made. */
struct maker {
    struct parts *out;
    struct detector *detector;
    struct arena *arena;
};

static void put_spans(const struct detection *part, struct detection *record) {
    for (size_t i = 0; i < part->n; i++)
        record->spans[part->number[i]] = part->spans[i];
}

/* Fields [from, to) of a record in order are a part: one to be looked at, unless it was seen. */
static void add_part(struct maker *m, struct detection *record, const struct detection *o,
                     size_t from, size_t to) {
    struct detector *d = m->detector;
    const struct detection v = {.fields = o->fields + from,
                                .n = to - from,
                                .spans = o->spans + from,
                                .number = o->number + from,
                                .works = o->works + from};
    struct part p = {.record = record};
    if (v.n == 0)
        return;
    arena_reset(&d->scratch);
    p.has_key =
        d->seen && turn(&v.fields[0]) < 2 && seen_key(&p.key, d->seen, v.fields, v.n, &d->scratch);
    if (p.has_key && seen_find(d->seen, &p.key, v.spans, v.n, m->arena)) {
        put_spans(&v, record);
        return;
    }
    m->out->v[m->out->n] = v;
    m->out->of[m->out->n++] = p;
}

/* How many fields from i on have this turn. */
static size_t count(const struct detection *o, size_t i, int now) {
    size_t n = 0;
    while (i + n < o->n && turn(&o->fields[i + n]) == now)
        n++;
    return n;
}

static enum status split(struct maker *m, struct detection *v, const struct detection *o,
                         struct err *e) {
    const size_t prose = count(o, 0, 0), alone = prose + count(o, prose, 1);
    bool told = false;
    enum status st = alone < o->n ? known_stands(&told, m->detector, o->works, o->n, e) : ST_OK;
    if (st != ST_OK)
        return st;
    add_part(m, v, o, 0, told ? o->n : prose);
    for (size_t i = prose; i < o->n && !told; i++)
        add_part(m, v, o, i, i + 1);
    return ST_OK;
}

/* Whatever the record has an error for is not looked at. */
static void split_or_fail(struct maker *m, struct detection *v, const struct detection *o) {
    struct err e = {0};
    v->st = o->st;
    v->err = o->err;
    for (size_t i = 0; i < v->n; i++)
        v->spans[i] = (struct span_list){0};
    if (v->st != ST_OK)
        return;
    v->st = split(m, v, o, &e);
    if (v->st == ST_OK)
        return;
    v->err = arena_alloc(m->arena, sizeof *v->err);
    if (v->err)
        *v->err = e;
}

bool parts_split(struct parts *out, struct detector *d, struct detection *v,
                 const struct detection *ordered, size_t n, struct arena *a) {
    struct maker m = {.out = out, .detector = d, .arena = a};
    size_t most = 0;
    for (size_t i = 0; i < n; i++)
        most += ordered[i].n;
    *out = (struct parts){.v = arena_alloc(a, (most + 1) * sizeof *out->v),
                          .of = arena_alloc(a, (most + 1) * sizeof *out->of)};
    if (!out->v || !out->of)
        return false;
    for (size_t i = 0; i < n; i++)
        split_or_fail(&m, &v[i], &ordered[i]);
    return true;
}

void parts_take(const struct parts *p, struct seen *seen) {
    for (size_t i = 0; i < p->n; i++) {
        const struct detection *v = &p->v[i];
        const struct part *of = &p->of[i];
        if (of->record->st != ST_OK)
            continue;
        of->record->st = v->st;
        of->record->err = v->err;
        if (v->st != ST_OK)
            continue;
        put_spans(v, of->record);
        if (of->has_key)
            seen_keep(seen, &of->key, v->spans, v->n);
    }
}
