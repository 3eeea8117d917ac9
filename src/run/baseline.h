/* --baseline: findings that are known already. */
#ifndef BLOT_RUN_BASELINE_H
#define BLOT_RUN_BASELINE_H

#include <stdbool.h>

#include "base/err.h"

struct baseline;

/* Reads what --check --format jsonl wrote: one object a line with a member "fingerprint". */
enum status baseline_load(struct baseline **out, const char *path, struct err *e);
void baseline_free(struct baseline *b); /* b may be NULL */

/* True when the baseline holds the fingerprint once more than it was asked for. */
bool baseline_has(struct baseline *b, const char *fingerprint);

#endif
