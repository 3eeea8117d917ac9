/* The observer of a run: counts what the sink is given, for report and audit.
 *
 * It stands where records come in order, so its counts are the same for any number of workers. It
 * keeps no text: names of fields, rules and labels, and numbers. */
#ifndef BLOT_RUN_OBSERVE_H
#define BLOT_RUN_OBSERVE_H

#include "base/sha256.h"
#include "redact/table.h"
#include "run/engine.h"
#include "run/materials.h"
#include "run/process.h"
#include "run/quasi.h"

/* A field as it was first met. */
struct seen_field {
    struct slice name; /* as in the output, array indexes as * */
    struct treatment treatment;
};

struct seen_input {
    char sha256[SHA256_HEX];
    uint64_t bytes;
    uint64_t records;
};

/* Read by report and audit; changed by the functions below only. */
struct observer {
    const struct options *o;     /* borrowed */
    const struct engine *engine; /* borrowed */
    uint64_t *cells;             /* [label * sources + source]: redactions */
    size_t sources;              /* rules, then the reserved origins */
    uint64_t *left;              /* one a residue rule */
    size_t n_left;
    uint64_t records, withheld, quarantined, public;
    struct seen_field *fields;
    size_t n_fields;
    bool more_fields; /* there were others, too many to list */
    struct seen_input *inputs;
    size_t n_inputs;
    struct quasi *quasi; /* NULL: not asked for */
    struct materials materials;
    struct arena arena; /* of the names */
    struct table by_name;
};

/* {0} before; on failure too it is to be freed. All is borrowed. */
enum status observer_init(struct observer *x, const struct options *o, const struct engine *en,
                          struct err *e);
void observer_free(struct observer *x);

/* The sink's functions. a: of the record, for scratch. */
enum status observer_columns(struct observer *x, const struct slice *names, size_t n,
                             struct policy *policy, struct err *e);
enum status observer_record(struct observer *x, const struct record *r, const struct redacted *d,
                            struct arena *a, struct err *e);
enum status observer_input(struct observer *x, const struct sha256 *hash, struct err *e);

/* After the last record. */
enum status observer_finish(struct observer *x, struct err *e);

/* The name of source i: a rule's id, or "evidence", "known" ... */
struct slice observer_source(const struct observer *x, size_t i);

#endif
