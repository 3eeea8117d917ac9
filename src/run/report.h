/* The run's report: what was done, for whoever receives the output. JSON, one object.
 *
 * No text of records, no paths, no values that name a file, and no count small enough to tell of a
 * person (suppress.h). The same run gives the same report but for generated_at. The schema stands
 * in docs/report.schema.json. */
#ifndef BLOT_RUN_REPORT_H
#define BLOT_RUN_REPORT_H

#include "io/jsondoc.h"
#include "run/observe.h"
#include "run/suppress.h"

/* What the program knows of itself and of the moment. Borrowed. */
struct paper_head {
    const char *libraries;    /* "PCRE2 10.42, libcsv 3.0.3, ..." */
    const char *generated_at; /* 2026-01-31T12:00:00Z */
    const char *key_id;       /* of the key that pseudonyms are made with; NULL: none is used */
};

/* The members that report and audit share: tool, options, rules, lexicons, lists, weights, key_id.
 */
void report_head(struct jsondoc *d, struct cJSON *root, const struct observer *x,
                 const struct paper_head *h);

/* Appends the whole report. output: of the bytes written; NULL: none were. */
enum status report_print(struct buf *out, const struct observer *x, const struct paper_head *h,
                         const struct sha256 *output, struct err *e);

/* Adds a count as it is told: a number, "<10" or ">=123". */
void report_count(struct jsondoc *d, struct cJSON *parent, const char *key, struct count c,
                  uint32_t min);

/* Adds `counts`, `residue`, `public_names_kept` and `quasi` with small counts suppressed below min
 * (1: exact, for the audit). */
enum status report_counts(struct jsondoc *d, struct cJSON *root, const struct observer *x,
                          uint32_t min, struct err *e);

/* Adds `fields`. */
void report_fields(struct jsondoc *d, struct cJSON *root, const struct observer *x);

#endif
