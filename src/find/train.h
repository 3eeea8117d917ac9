/* Learning the table of weights: an averaged perceptron in whole numbers, over the very evidence
 * the filter weighs.
 *
 * Source of the method: M. Collins, "Discriminative Training Methods for Hidden Markov Models"
 * (2002), with a margin as in Y. Li et al., "The Perceptron Algorithm with Uneven Margins" (2002):
 * a wider margin for words of any label leans the table to recall. Whole numbers, a
 * fixed order of features and a seeded shuffle give the same table from every compiler. */
#ifndef BLOT_FIND_TRAIN_H
#define BLOT_FIND_TRAIN_H

#include "base/buf.h"
#include "find/detect.h"

#define GOLD_NEUTRAL 255 /* a gold span that is neither to be found nor to be left */

#define TRAIN_STRICT 92000 /* how far --strict lowers the thresholds, in the table's units */

struct train_options {
    uint32_t epochs;     /* passes over the texts; 0: 12 */
    uint32_t runs;       /* times that all passes are made from nothing, each in another order; what
                            is learnt is the mean of all; 0: 1 */
    uint32_t seed;       /* of the shuffle */
    int32_t recall_bias; /* margin for words of gold spans beyond the common one; the knob between
                            recall and precision */
    uint32_t min_count;  /* a feature seen in fewer words is left out; 0: 8, and one more for every
                            30,000 texts, where each record stands in six forms */
    uint32_t folds;      /* texts have fold numbers below this */
};

struct trainer;

/* d is borrowed; its lexicon, rules and options are what the filter will run with. */
enum status trainer_new(struct trainer **out, struct detector *d, const struct train_options *o,
                        struct err *e);

/* Adds one text with its gold spans (bytes of the text, sorted, label or GOLD_NEUTRAL). All is
 * copied. */
enum status trainer_add(struct trainer *t, struct slice text, const struct span *gold, size_t n,
                        uint32_t fold, bool without_rules, struct err *e);

/* Learns from all texts but those of fold `without` (UINT32_MAX: from all). Forgets what was learnt
 * before. */
enum status trainer_learn(struct trainer *t, uint32_t without, struct err *e);

/* What was learnt, packed for weights_from_pack, or as the lines of the text form (header not
 * included). */
enum status trainer_pack(const struct trainer *t, struct buf *out, struct err *e);
enum status trainer_print(const struct trainer *t, struct buf *out, struct err *e);

void trainer_free(struct trainer *t);

#endif
