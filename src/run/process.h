/* Records: policy, detection, redaction. */
#ifndef BLOT_RUN_PROCESS_H
#define BLOT_RUN_PROCESS_H

#include "base/arena.h"
#include "base/err.h"
#include "io/jsonout.h"
#include "io/record.h"
#include "redact/redact.h"
#include "run/cases.h"
#include "run/engine.h"
#include "run/policy.h"

struct processor; /* one a thread */

/* A place that was looked at and left as it is. */
struct noted {
    uint32_t field;      /* of the record */
    uint32_t start, end; /* bytes of the field's text */
    uint16_t rule;       /* of the residue rules, for `left` */
};

struct noted_list {
    struct noted *v;
    size_t n;
};

/* Adds n; false when memory is out. */
bool noted_add(struct noted_list *l, struct noted n, struct arena *a);

/* What became of a record. Memory from the arena given to process_find. */
struct redacted {
    size_t n;                     /* fields of the record */
    struct out_field *fields;     /* what the writer takes */
    struct span_list *spans;      /* what was found, in bytes of each field's text */
    struct redaction_list *lists; /* what was replaced, and where it went */
    struct treatment *treatments; /* how each field is treated */
    struct noted_list left;       /* what may identify without being an identifier */
    struct noted_list public;     /* full names of public figures that stay */
    bool withheld;                /* some value of it was withheld */
    bool joined;                  /* a known table has rows for it */

    struct slice person, case_of;  /* canonical values of --person and --case; n 0: none */
    const struct known_row *known; /* the rows of known tables for it, NULL: none */
};

/* engine and redact options are borrowed. */
enum status processor_new(struct processor **out, const struct engine *en,
                          const struct redact_options *redact, struct err *e);
void processor_free(struct processor *p);

/* Overwrites what functions that have returned left of records on the calling thread's stack. To be
 * called when the thread has processed its last. */
void process_forget(void);

/* The first step: what is in the record. Any thread. On an error the record must not leave; file,
 * record and row are in e. */
enum status process_find(struct processor *p, struct policy *policy, const struct record *r,
                         struct arena *a, struct redacted *out, struct err *e);

/* The second: what stands in its place. With cases (may be NULL) records come in their order. The
 * same arena. */
enum status process_replace(struct processor *p, struct cases *cases, const struct record *r,
                            struct arena *a, struct redacted *out, struct err *e);

/* Both, without cases. */
enum status process_record(struct processor *p, struct policy *policy, const struct record *r,
                           struct arena *a, struct redacted *out, struct err *e);

/* Some records that follow each other. */
struct process_many {
    struct record *records; /* those with a fault are passed over */
    struct redacted *out;
    size_t n;
    bool replace;     /* both steps, without cases; false: the first */
    bool keep_faulty; /* a record's fault is noted in it, and the next ones follow */
};

/* The same as one after the other, but each step is taken for all before the next, which keeps what
 * it reads in near memory. On an error *processed is the number of records before the one that
 * failed. */
enum status process_many(size_t *processed, struct processor *p, struct policy *policy,
                         const struct process_many *asked, struct arena *a, struct err *e);

#endif
