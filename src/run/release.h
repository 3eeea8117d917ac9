/* A folder to hand over: the documents beside the data.
 *
 *   data.jsonl           the records
 *   schema.json          JSON Schema of one line
 *   datapackage.json     Frictionless data package
 *   data-dictionary.csv  one line a field
 *   manifest.json        the run's report (report.h)
 *   LIMITATIONS.md       what the data are not, and what was measured
 *   SHA256SUMS           of all of them
 *
 * All are made from the data as written, so that they say what is there. */
#ifndef BLOT_RUN_RELEASE_H
#define BLOT_RUN_RELEASE_H

#include "io/jsonshape.h"
#include "run/observe.h"
#include "run/report.h"
#include "run/score.h"
#include "run/verdicts.h"

/* What the documents are made from. Borrowed. */
struct release {
    const struct observer *observer;
    const struct paper_head *head;
    const struct shape *shape;
    const struct sha256 *data;         /* of data.jsonl */
    const char *name;                  /* of the package: small letters, digits, . _ - */
    const struct score *score;         /* of --gold; NULL: none was given */
    const struct verdict_tally *tally; /* of --verdicts; NULL: none were given */
};

/* Each appends one document. */
enum status release_schema(struct buf *out, const struct release *r, struct err *e);
enum status release_package(struct buf *out, const struct release *r, struct err *e);
enum status release_dictionary(struct buf *out, const struct release *r, struct err *e);
enum status release_limitations(struct buf *out, const struct release *r, struct err *e);

/* A folder's last name as a package's: letters small, what is not allowed as '-'; "release" when
 * nothing is left. out has room for size bytes. */
void release_name(char *out, size_t size, const char *folder);

#endif
