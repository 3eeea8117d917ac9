#include "find/detect.h"

#include <stdlib.h>

#include "find/detector.h"
#include "find/again.h"
#include "find/judge.h"
#include "find/parts.h"
#include "find/work.h"

enum status detector_new(struct detector **out, const struct detect_options *o, struct err *e) {
    struct detector *d = calloc(1, sizeof *d);
    if (!d)
        return err_set(e, ST_MEMORY, "out of memory");
    d->o = *o;
    class_bits_init(&d->bits, o->lexicon);
    d->bits.kept = calloc(CLASS_BITS_KEPT, sizeof *d->bits.kept);
    enum status st = d->bits.kept ? ST_OK : err_set(e, ST_MEMORY, "out of memory");
    if (st == ST_OK)
        st = matcher_new(&d->matcher, o->rules, e);
    if (st == ST_OK)
        st = word_cache_new(&d->words, context_memo, &d->bits, e);
    if (st == ST_OK && o->weights)
        st = dense_new(&d->dense, o->weights, &d->bits, e);
    if (st == ST_OK && !o->trace && !o->trace_field)
        st = seen_new(&d->seen, e);
    if (st != ST_OK) {
        detector_free(d);
        return st;
    }
    if (o->match_limit)
        matcher_limits(d->matcher, o->match_limit);
    *out = d;
    return ST_OK;
}

void detector_free(struct detector *d) {
    if (!d)
        return;
    matcher_free(d->matcher);
    word_cache_free(d->words);
    dense_free(d->dense);
    seen_free(d->seen);
    free(d->bits.kept);
    arena_free(&d->scratch);
    free(d);
}

/* Only the labels that were asked for; a withheld value stays withheld. */
static void drop_unwanted(struct span_list *l, uint32_t labels) {
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].label == LABEL_NONE || labels >> l->v[i].label & 1)
            l->v[n++] = l->v[i];
    l->n = n;
}

static enum status find_spans(struct detector *d, struct detection *v, struct arena *a,
                              struct err *e) {
    enum status st = ST_OK;
    (void)d;
    for (size_t i = 0; i < v->n && st == ST_OK; i++)
        st = work_spans(&v->spans[i], &v->works[i], a, e);
    return st;
}

/* Spans as the caller wants them. */
static enum status finish(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    (void)a;
    (void)e;
    for (size_t i = 0; i < v->n; i++) {
        work_to_source(&v->spans[i], &v->works[i]);
        if (d->o.trace_field)
            d->o.trace_field(d->o.trace_ctx, v->works[i].number, &v->works[i], &v->spans[i]);
        drop_unwanted(&v->spans[i], d->o.labels);
    }
    return ST_OK;
}

enum status detect(struct detector *d, const struct detect_field *fields, size_t n, struct arena *a,
                   struct span_list *spans, struct err *e) {
    struct detection v = {.fields = fields, .n = n, .spans = spans};
    detect_all(d, &v, 1, a);
    if (v.st != ST_OK && !v.err)
        return err_set(e, v.st, "out of memory");
    if (v.st != ST_OK && e)
        *e = *v.err;
    return v.st;
}

/* One step of a record's detection. */
typedef enum status step_fn(struct detector *d, struct detection *v, struct arena *a,
                            struct err *e);

static enum status read_fields(struct detector *d, struct detection *v, struct arena *a,
                               struct err *e) {
    enum status st = work_read(d, v->fields, v->n, a, &v->works, e);
    for (size_t i = 0; st == ST_OK && v->number && i < v->n; i++)
        v->works[i].number = v->number[i];
    return st;
}

static enum status begin(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    return work_begin(d, v->works, v->n, &v->budget, a, e);
}

static enum status settle(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    return work_settle(d, v->works, v->n, a, e);
}

static enum status label(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    (void)a;
    arena_reset(&d->scratch); /* the next record's work is where this one's was, which is near */
    return work_label(v->works, v->n, &d->scratch, &(struct decider){d, judge_ready, judge_decide},
                      e);
}

/* Takes the step for a record unless it has failed already. */
static void take_step(struct detector *d, struct detection *v, struct arena *a, step_fn *step) {
    if (v->st != ST_OK)
        return;
    v->st = step(d, v, a, &d->err);
    if (v->st == ST_OK)
        return;
    v->err = arena_alloc(a, sizeof *v->err);
    if (v->err)
        *v->err = d->err;
    d->err = (struct err){0};
}

static void for_all(struct detector *d, struct detection *v, size_t n, struct arena *a,
                    step_fn *step) {
    for (size_t i = 0; i < n; i++)
        take_step(d, &v[i], a, step);
}

/* The same for those that are looked at again. */
static void for_again(struct detector *d, struct detection *v, size_t n, struct arena *a,
                      step_fn *step) {
    for (size_t i = 0; i < n; i++)
        if (v[i].again)
            take_step(d, &v[i], a, step);
}

/* All that comes after the rules: one record at a time, while it is in near memory. */
static enum status conclude(struct detector *d, struct detection *v, struct arena *a,
                            struct err *e) {
    enum status st = settle(d, v, a, e);
    if (st == ST_OK)
        st = label(d, v, a, e);
    return st == ST_OK ? find_spans(d, v, a, e) : st;
}

/* Tries the rules in the fields of all. */
static bool run_rules(struct detector *d, struct detection *v, size_t n, struct arena *a) {
    size_t fields = 0, k = 0;
    for (size_t i = 0; i < n; i++)
        fields += v[i].n;
    struct match_plan **plans = arena_alloc(a, (2 * fields + 1) * sizeof *plans);
    if (!plans)
        return false;
    for (size_t i = 0; i < n; i++)
        if (v[i].st == ST_OK)
            k += work_plans(plans + k, v[i].works, v[i].n);
    matcher_execute(d->matcher, plans, k, a);
    return true;
}

/* One look at some records, or parts of them, that were read. */
static void look(struct detector *d, struct detection *v, size_t n, struct arena *a) {
    for_all(d, v, n, a, begin);
    if (!run_rules(d, v, n, a)) {
        for (size_t i = 0; i < n; i++)
            v[i].st = v[i].st == ST_OK ? ST_MEMORY : v[i].st;
        return;
    }
    for_all(d, v, n, a, conclude);
}

/* Whether it is looked at again. */
static enum status ask(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    (void)a;
    return again_wanted(&v->wants_again, d, v, e);
}

/* A record as it comes out. */
static enum status hide(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    return again_hide(v->again, d, v, a, e);
}

/* What was found in it is found in the record, which is done when that was nothing. */
static enum status take(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    const struct detection *now = v->again;
    bool any;
    if (now->st != ST_OK && !now->err)
        return err_set(e, now->st, "out of memory");
    if (now->st != ST_OK) {
        *e = *now->err;
        return now->st;
    }
    enum status st = again_take(&any, d, v, now, a, e);
    v->wants_again = any;
    return st;
}

/* Gives those that are to be looked at again a place each. Returns their number. */
static size_t list_again(struct detection *v, size_t n, struct detection *now) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        v[i].again = v[i].st == ST_OK && v[i].wants_again ? &now[k++] : NULL;
    return k;
}

/* Looks at records as they come out, until nothing more is found in them. */
static void look_again(struct detector *d, struct detection *v, size_t n, struct arena *a) {
    struct detection *now = arena_alloc(a, (n + 1) * sizeof *now);
    const struct detect_options o = d->o;
    size_t k;
    for (size_t i = 0; i < n && !now; i++)
        v[i].st = v[i].st == ST_OK ? ST_MEMORY : v[i].st;
    d->o.trace = NULL;
    d->o.trace_field = NULL;
    for (int round = 0; round < AGAIN_ROUNDS && (k = list_again(v, n, now)) > 0; round++) {
        for_again(d, v, n, a, hide);
        for_all(d, now, k, a, read_fields);
        look(d, now, k, a);
        for_all(d, now, k, a, finish);
        for_again(d, v, n, a, take);
    }
    d->o = o;
}

static void detect_parts(struct detector *d, struct detection *v, size_t n, struct arena *a) {
    look(d, v, n, a);
    for_all(d, v, n, a, ask);
    for_all(d, v, n, a, finish);
    look_again(d, v, n, a);
}

void detect_all(struct detector *d, struct detection *v, size_t n, struct arena *a) {
    struct parts parts = {0};
    struct detection *ordered = parts_order(v, n, a);
    if (ordered)
        for_all(d, ordered, n, a, read_fields);
    if (!ordered || !parts_split(&parts, d, v, ordered, n, a)) {
        for (size_t i = 0; i < n; i++)
            v[i].st = ST_MEMORY;
        return;
    }
    detect_parts(d, parts.v, parts.n, a);
    parts_take(&parts, d->seen);
}

struct slice span_rule_name(const struct ruleset *rs, const struct span *s) {
    static const char *const reserved[] = {"known", "column",   "deny",   "",         "",
                                           "leave", "evidence", "memory", "uncovered"};
    if ((s->origin == BY_RULE || s->origin == BY_USER_RULE) && s->rule < ruleset_count(rs))
        return ruleset_at(rs, s->rule)->id;
    return slice_of(reserved[s->origin]);
}
