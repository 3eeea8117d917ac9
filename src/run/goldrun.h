/* Marked-up text put through the very processing of a run, and scored. */
#ifndef BLOT_RUN_GOLDRUN_H
#define BLOT_RUN_GOLDRUN_H

#include "run/engine.h"
#include "run/gold.h"
#include "run/score.h"

/* Scores all records of g into s ({0} before; names live as long as g and the engine). */
enum status goldrun_score(struct score *s, const struct gold *g, const struct engine *en,
                          const struct options *o, struct err *e);

#endif
