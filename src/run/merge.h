/* Reports of several runs made one. */
#ifndef BLOT_RUN_MERGE_H
#define BLOT_RUN_MERGE_H

#include "base/buf.h"
#include "base/err.h"

/* Appends the report of all runs together. They must have been made by the same version with the
 * same options, rules, lists and weights: ST_DATA names the file and what differs. A sum to which a
 * suppressed count belongs is given as ">=N", what the parts prove; so it tells nothing that they
 * do not. paths: at least one. */
enum status merge_reports(struct buf *out, const char *const *paths, size_t n,
                          const char *generated_at, struct err *e);

#endif
