/* The table of weights: integer evidence per label for each feature (DESIGN 4.4). */
#ifndef BLOT_FIND_WEIGHTS_H
#define BLOT_FIND_WEIGHTS_H

#include "base/err.h"

struct weights; /* immutable; shared by threads */

/* The built-in table. */
enum status weights_builtin(struct weights **out, struct err *e);

/* Reads another table (the format of patterns/weights.tsv). Errors name file and line. */
enum status weights_load(struct weights **out, const char *path, struct err *e);

void weights_free(struct weights *w);

#endif
