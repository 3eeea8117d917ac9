/* Training: from marked-up text to a table of weights, and what it reaches by cross-validation. */
#ifndef BLOT_RUN_TRAINING_H
#define BLOT_RUN_TRAINING_H

#include "base/buf.h"
#include "find/train.h"
#include "run/engine.h"
#include "run/gold.h"
#include "run/options.h"
#include "run/score.h"

/* Owns everything it points to but the engine and options, which are borrowed. */
struct training {
    const struct options *o;
    struct engine *engine;
    struct gold gold;
    struct detector *detector;
    struct trainer *trainer;
};

/* Reads the gold files of o->inputs, keeps the records that are asked for (--build, --measure), and
 * prepares each of them as it is, in lower and in upper case, and as often with its people, places
 * and numbers renamed.
 * On failure call training_close. */
enum status training_open(struct training *t, struct engine *en, const struct options *o,
                          struct err *e);

/* Learns without one fold and counts what that table finds in the fold. score: {0}; free with
 * score_free. */
enum status training_fold(struct training *t, uint32_t fold, struct score *score, struct err *e);

/* Learns from all, and appends the table with its header to out. */
enum status training_table(struct training *t, struct buf *out, struct err *e);

void training_close(struct training *t);

#endif
