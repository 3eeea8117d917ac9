#include "find/detect.h"

#include <stdlib.h>

#include "find/detector.h"
#include "find/again.h"
#include "find/allowed.h"
#include "find/evidence.h"
#include "find/opaque.h"
#include "find/work.h"

enum status detector_new(struct detector **out, const struct detect_options *o, struct err *e) {
    struct detector *d = calloc(1, sizeof *d);
    if (!d)
        return err_set(e, ST_MEMORY, "out of memory");
    d->o = *o;
    class_bits_init(&d->bits, o->lexicon);
    enum status st = matcher_new(&d->matcher, o->rules, e);
    if (st == ST_OK)
        st = word_cache_new(&d->words, context_memo, &d->bits, e);
    if (st == ST_OK && o->weights)
        st = dense_new(&d->dense, o->weights, &d->bits, e);
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
    arena_free(&d->scratch);
    free(d);
}

#define AS_NAME_SOURCES 4     /* lists that a common name stands in */
#define AS_NAME_MARGIN  10000 /* the word is English after all; in the table's units */

/* What the word would get were it a listed name and no word of English. The token is put back. */
static void sum_as_name(int64_t sum[EV_LABELS], const struct detector *d, const struct context *c,
                        uint32_t token) {
    struct token *t = &c->scan->tok[token], was = *t;
    struct face *face = &c->face[token];
    struct features f;
    const struct face seen = *face;
    t->level = t->sense = 0;
    t->capital = 0;
    t->given = t->surname = AS_NAME_SOURCES;
    t->classes = d->bits.given | d->bits.surname;
    t->in_phrase = 0;
    face->sign = (uint8_t)(SG_NAME + (seen.sign >= SIGN_CAPITAL ? SIGN_CAPITAL : 0));
    face->sense = face_sense(t, face->sign);
    evidence_features(&f, c, token);
    evidence_sum(sum, &f, d->o.weights);
    *t = was;
    *face = seen;
}

/* A word that is known to be somebody's name is weighed as a name: what stands around it decides.
 */
static void weigh_seed(int64_t sum[EV_LABELS], const struct detector *d, const struct context *c,
                       uint32_t token) {
    int64_t as_name[EV_LABELS];
    if (c->mark[token].seed != TAG_NAME)
        return;
    sum_as_name(as_name, d, c, token);
    int64_t name = as_name[EV_NAME] - AS_NAME_MARGIN;
    if (name > sum[EV_NAME])
        sum[EV_NAME] = name;
}

static bool is_short_way(const struct detector *d) {
    return d->dense && !d->o.trace;
}

static void ready(void *ctx, const struct context *c, uint32_t token, uint32_t slot) {
    struct detector *d = ctx;
    if (is_short_way(d))
        evidence_gather(&d->ready[slot], c, token, evidence_allowed(c, token), d->dense);
}

/* In tokens, and in the table's units. */
#define OPAQUE_NEAR 3
#define OPAQUE_NAME                                                                                \
    30000                   /* of names near: what stands beside a placeholder that somebody else  \
                               wrote must be found */
#define OPAQUE_MARGIN 60000 /* of others near */
#define OPAQUE_BESIDE 1
#define OPAQUE_KNOWN  150000 /* of those beside, where that run looked for the label */
#define OPAQUE_FAR    64     /* where that shows */

/* True when a placeholder stands within so many tokens; tag TAG_NONE: of any label. */
static bool opaque_within(const struct context *c, uint32_t token, uint32_t tokens, uint8_t tag) {
    uint32_t from = token > tokens ? token - tokens : 0;
    for (uint32_t i = from; i <= token + tokens && i < c->scan->n; i++)
        if (opaque_is(c->scan, i) && (tag == TAG_NONE || c->mark[i].tag == tag))
            return true;
    return false;
}

/* What a word near a placeholder must have above its threshold. An earlier run judged the word by
 * what stood there, and left it, so that what is only a shade above now is not news; all the more
 * beside it where that run looked for this label, as its other placeholders show. */
static int64_t opaque_margin(const struct context *c, uint32_t token, uint8_t tag) {
    if (!c->opaque || !opaque_within(c, token, OPAQUE_NEAR, TAG_NONE))
        return 0;
    if (tag == TAG_NAME)
        return OPAQUE_NAME;
    bool known = opaque_within(c, token, OPAQUE_BESIDE, TAG_NONE) &&
                 opaque_within(c, token, OPAQUE_FAR, tag);
    return known ? OPAQUE_KNOWN : OPAQUE_MARGIN;
}

static uint8_t decide(void *ctx, size_t field, const struct context *c, uint32_t token,
                      uint32_t slot) {
    struct detector *d = ctx;
    struct features f;
    int64_t sum[EV_LABELS];
    uint32_t allowed;
    if (is_short_way(d)) {
        allowed = d->ready[slot].labels;
        evidence_weigh(sum, &d->ready[slot], c, token, d->dense);
    } else {
        allowed = evidence_allowed(c, token);
        evidence_features(&f, c, token);
        evidence_sum(sum, &f, d->o.weights);
    }
    weigh_seed(sum, d, c, token);
    evidence_either(sum, allowed);
    const int32_t *threshold = weights_thresholds(d->o.weights)[d->o.strict];
    int64_t best = -AGAIN_SLACK;
    uint8_t tag = TAG_NONE;
    for (int l = 0; l < EV_LABELS; l++)
        if (allowed >> l & 1 && sum[l] - threshold[l] > best) {
            best = sum[l] - threshold[l];
            tag = evidence_tag((enum evidence_label)l);
        }
    c->mark[token].nearly = tag != TAG_NONE;
    if (best <= 0 || (tag != TAG_NONE && best < opaque_margin(c, token, tag)))
        tag = TAG_NONE;
    if (d->o.trace && !(c->again && tag == TAG_NONE))
        d->o.trace(d->o.trace_ctx, field, c, token, &f, sum, tag);
    return tag;
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
    for (size_t i = 0; i < v->n && st == ST_OK; i++)
        st = work_spans(&v->spans[i], &v->works[i], a, e);
    if (st == ST_OK)
        st = again_find(v->spans, v->works, v->n, d->o.labels,
                        &(struct again_memory){a, &d->scratch}, &(struct decider){d, ready, decide},
                        e);
    for (size_t i = 0; i < v->n && st == ST_OK; i++) {
        work_to_source(&v->spans[i], &v->works[i]);
        if (d->o.trace_field)
            d->o.trace_field(d->o.trace_ctx, i, &v->works[i], &v->spans[i]);
        drop_unwanted(&v->spans[i], d->o.labels);
    }
    return st;
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

static enum status begin(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    return work_begin(d, v->fields, v->n, &v->budget, a, &v->works, e);
}

static enum status settle(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    return work_settle(d, v->works, v->n, a, e);
}

static enum status label(struct detector *d, struct detection *v, struct arena *a, struct err *e) {
    (void)a;
    arena_reset(&d->scratch); /* the next record's work is where this one's was, which is near */
    return work_label(v->works, v->n, &d->scratch, &(struct decider){d, ready, decide}, e);
}

/* Takes the step for those that have not failed yet. */
static void for_all(struct detector *d, struct detection *v, size_t n, struct arena *a,
                    step_fn *step) {
    for (size_t i = 0; i < n; i++) {
        if (v[i].st != ST_OK)
            continue;
        v[i].st = step(d, &v[i], a, &d->err);
        if (v[i].st == ST_OK)
            continue;
        v[i].err = arena_alloc(a, sizeof *v[i].err);
        if (v[i].err)
            *v[i].err = d->err;
        d->err = (struct err){0};
    }
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
    struct match_plan **plans = arena_alloc(a, (fields + 1) * sizeof *plans);
    if (!plans)
        return false;
    for (size_t i = 0; i < n; i++)
        if (v[i].st == ST_OK)
            k += work_plans(plans + k, v[i].works, v[i].n);
    matcher_execute(d->matcher, plans, k, a);
    return true;
}

void detect_all(struct detector *d, struct detection *v, size_t n, struct arena *a) {
    for (size_t i = 0; i < n; i++) {
        v[i].st = ST_OK;
        v[i].err = NULL;
    }
    for_all(d, v, n, a, begin);
    if (!run_rules(d, v, n, a)) {
        for (size_t i = 0; i < n; i++)
            v[i].st = v[i].st == ST_OK ? ST_MEMORY : v[i].st;
        return;
    }
    for_all(d, v, n, a, conclude);
}

struct slice span_rule_name(const struct ruleset *rs, const struct span *s) {
    static const char *const reserved[] = {"known", "column",   "deny",   "",         "",
                                           "leave", "evidence", "memory", "uncovered"};
    if ((s->origin == BY_RULE || s->origin == BY_USER_RULE) && s->rule < ruleset_count(rs))
        return ruleset_at(rs, s->rule)->id;
    return slice_of(reserved[s->origin]);
}
