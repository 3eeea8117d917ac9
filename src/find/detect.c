#include "find/detect.h"

#include <stdlib.h>

#include "find/detector.h"
#include "find/evidence.h"
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
    free(d);
}

#define SEED_LEAN 1 /* how many steps from the usual threshold to the strict one, and beyond */

/* The word of a name that is known of the record is more than suspicious wherever it stands. */
static int64_t threshold_of(const struct detector *d, const struct context *c, uint32_t token,
                            int label) {
    const int32_t(*t)[EV_LABELS] = weights_thresholds(d->o.weights);
    int64_t usual = t[0][label], strict = t[1][label];
    if (c->mark[token].seed != TAG_NONE &&
        c->mark[token].seed == evidence_tag((enum evidence_label)label))
        return usual - SEED_LEAN * (usual - strict);
    return d->o.strict ? strict : usual;
}

static uint8_t decide(void *ctx, size_t field, const struct context *c, uint32_t token) {
    const struct detector *d = ctx;
    struct features f;
    int64_t sum[EV_LABELS];
    uint32_t allowed = evidence_allowed(c, token);
    if (d->dense && !d->o.trace) {
        evidence_weigh(sum, c, token, allowed, d->dense);
    } else {
        evidence_features(&f, c, token);
        evidence_sum(sum, &f, d->o.weights);
    }
    int64_t best = 0;
    uint8_t tag = TAG_NONE;
    for (int l = 0; l < EV_LABELS; l++)
        if (allowed >> l & 1 && sum[l] - threshold_of(d, c, token, l) > best) {
            best = sum[l] - threshold_of(d, c, token, l);
            tag = evidence_tag((enum evidence_label)l);
        }
    if (d->o.trace)
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

enum status detect(struct detector *d, const struct detect_field *fields, size_t n, struct arena *a,
                   struct span_list *spans, struct err *e) {
    struct work *works;
    enum status st = work_prepare(d, fields, n, a, &works, e);
    if (st == ST_OK)
        st = work_label(works, n, a, decide, d, e);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        st = work_spans(&spans[i], &works[i], a, e);
        drop_unwanted(&spans[i], d->o.labels);
    }
    return st;
}

struct slice span_rule_name(const struct ruleset *rs, const struct span *s) {
    static const char *const reserved[] = {"known", "column",   "deny",   "",         "",
                                           "leave", "evidence", "memory", "uncovered"};
    if ((s->origin == BY_RULE || s->origin == BY_USER_RULE) && s->rule < ruleset_count(rs))
        return ruleset_at(rs, s->rule)->id;
    return slice_of(reserved[s->origin]);
}
