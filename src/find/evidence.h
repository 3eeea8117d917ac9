/* Evidence: the features of one word in its context, and their sum (DESIGN 4.4). */
#ifndef BLOT_FIND_EVIDENCE_H
#define BLOT_FIND_EVIDENCE_H

#include "find/context.h"
#include "find/dense.h"
#include "find/feature.h"
#include "find/weights.h"

#define FEATURES_MAX DENSE_SUM_ROWS

/* How many tokens away, on each side, the words of its sentence speak for a figure. */
#define EVIDENCE_SENTENCE 15

/* True for what evidence weighs as a figure: numbers, number words and units. */
bool evidence_is_figure(const struct context *c, int64_t i);

/* The features of one token, each once or more. */
struct features {
    struct feature v[FEATURES_MAX];
    uint32_t n;
};

/* Gathers the features of token i. Labels of the tokens before it are read from their marks. */
void evidence_features(struct features *out, const struct context *c, uint32_t i);

/* The sums of a token's features, one a label. */
void evidence_sum(int64_t sum[EV_LABELS], const struct features *f, const struct weights *w);

/* The sums of token i's features without listing them: evidence_features and evidence_sum, in two
 * steps and a tenth of the time. The first gathers all but what depends on the labels of the tokens
 * before it, and has the weights fetched from far memory while others are gathered; the second
 * adds them up. Sums of `labels` (evidence_allowed), which are noted, are right; others may be too
 * small. d holds the table, and keeps the sums of forms. */
void evidence_gather(struct dense_wait *out, const struct context *c, uint32_t i, uint32_t labels,
                     const struct dense *d);
void evidence_weigh(int64_t sum[EV_LABELS], struct dense_wait *gathered, const struct context *c,
                    uint32_t i, struct dense *d);

/* What is about as likely a name as a place (Richmond, Preston) identifies by the one reading or
 * the other, so more surely than by each: the larger sum is raised, the less the further the two
 * are apart. Only where both are among the labels (evidence_allowed). */
void evidence_either(int64_t sum[EV_LABELS], uint32_t labels);

/* The tag of a label of evidence. */
static inline uint8_t evidence_tag(enum evidence_label l) {
    static const uint8_t tags[EV_LABELS] = {TAG_NAME, TAG_PLACE, TAG_AGE, TAG_DATE, TAG_ID};
    return tags[l];
}

#endif
