/* Differences of two texts, line by line, as `diff -u` shows them. */
#ifndef BLOT_RUN_DIFF_H
#define BLOT_RUN_DIFF_H

#include "base/buf.h"
#include "base/err.h"

/* Appends the unified difference between two texts called old_name and new_name, nothing when they
 * are equal. Bytes that could steer a terminal are shown as '?'. */
enum status diff_unified(struct buf *out, struct slice before, struct slice after,
                         const char *old_name, const char *new_name, struct err *e);

#endif
