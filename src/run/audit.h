/* The run's audit: exact counts and the place of every span, for the custodian. JSON lines: a head,
 * one line for each record in which something was found, and a summary at the end, which is missing
 * where the run did not finish.
 *
 * No text and no paths; inputs are numbered in the order they were given. */
#ifndef BLOT_RUN_AUDIT_H
#define BLOT_RUN_AUDIT_H

#include "run/output.h"
#include "run/report.h"

/* Each appends lines to the output's buffer and has them written as it fills. */
enum status audit_head(struct output *out, const struct observer *x, const struct paper_head *h,
                       struct err *e);
enum status audit_record(struct output *out, const struct observer *x, const struct record *r,
                         const struct redacted *d, struct arena *a, struct err *e);
enum status audit_summary(struct output *out, const struct observer *x, const struct sha256 *output,
                          struct err *e);

#endif
