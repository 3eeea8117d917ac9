#include "find/judge.h"

#include "find/allowed.h"
#include "find/evidence.h"
#include "find/opaque.h"

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

void judge_ready(void *ctx, const struct context *c, uint32_t token, uint32_t slot) {
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

/* Of the labels whose sums are above their thresholds, which differ in what is asked of them, that
 * of the largest sum; when none is, that which lacks least. *over: how far above, as judge. */
static uint8_t choose(int64_t *over, const int64_t sum[EV_LABELS], uint32_t allowed,
                      const int32_t *threshold) {
    int best = EV_LABELS;
    *over = INT64_MIN;
    for (int l = 0; l < EV_LABELS; l++) {
        if (!(allowed >> l & 1))
            continue;
        const int64_t now = sum[l] - threshold[l];
        if (now > 0 && *over > 0 ? sum[l] > sum[best] : now > *over) {
            best = l;
            *over = now;
        }
    }
    return best == EV_LABELS ? (uint8_t)TAG_NONE : evidence_tag((enum evidence_label)best);
}

/* The best of the labels that token may have, TAG_NONE when it may have none, and in *over how far
 * above its threshold it is. f and sum are filled where something is traced. */
static uint8_t judge(int64_t *over, struct features *f, int64_t sum[EV_LABELS], struct detector *d,
                     const struct context *c, uint32_t token, uint32_t slot) {
    uint32_t allowed;
    if (is_short_way(d)) {
        allowed = d->ready[slot].labels;
        evidence_weigh(sum, &d->ready[slot], c, token, d->dense);
    } else {
        allowed = evidence_allowed(c, token);
        evidence_features(f, c, token);
        evidence_sum(sum, f, d->o.weights);
    }
    weigh_seed(sum, d, c, token);
    evidence_either(sum, allowed);
    return choose(over, sum, allowed, weights_thresholds(d->o.weights)[d->o.strict]);
}

uint8_t judge_decide(void *ctx, size_t field, const struct context *c, uint32_t token,
                     uint32_t slot) {
    struct detector *d = ctx;
    struct features f;
    int64_t sum[EV_LABELS], over;
    uint8_t tag = judge(&over, &f, sum, d, c, token, slot);
    c->mark[token].nearly = tag != TAG_NONE && over > -JUDGE_NEARLY;
    if (tag == TAG_NONE || over <= 0 || over < opaque_margin(c, token, tag))
        tag = TAG_NONE;
    if (d->o.trace)
        d->o.trace(d->o.trace_ctx, field, c, token, &f, sum, tag);
    return tag;
}

int64_t judge_over(struct detector *d, const struct context *c, uint32_t token, uint32_t slot) {
    struct features f;
    int64_t sum[EV_LABELS], over;
    uint8_t tag = judge(&over, &f, sum, d, c, token, slot);
    return tag == TAG_NONE ? over : over - opaque_margin(c, token, tag);
}
