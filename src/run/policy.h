/* Policy: which field is treated how.
 *
 * Made from the options once; then told the columns of each input, or, for JSON lines and text,
 * asked field by field. Not for sharing between threads: it keeps a small cache. */
#ifndef BLOT_RUN_POLICY_H
#define BLOT_RUN_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "find/detect.h"
#include "io/record.h"
#include "run/headers.h"
#include "run/options.h"

/* What becomes of a field. */
struct treatment {
    uint8_t treat;     /* enum treat: how detection looks at it */
    uint8_t known;     /* enum label of the identifier it holds, or LABEL_NONE */
    bool drop;         /* left out of the output */
    bool seed;         /* its value also identifies someone although it is shown as prose */
    uint8_t pseudonym; /* enum label under which the whole value is pseudonymised, or LABEL_NONE */
    bool relation;     /* its header says a person and nothing else */
    bool scan_asked;   /* --scan names it */
    uint8_t row;       /* enum header_row */
    bool person, case_of, on;   /* the field of --person, --case, --on */
    bool reference;             /* the field of --reference-date */
    struct header_person whose; /* where known is LABEL_NAME */
};

struct policy;

struct policy_options {
    const struct field_choice *choices; /* borrowed, those of the options */
    size_t n;
    uint32_t labels; /* bit l: label l is wanted; a column of another label is no identifier */
    bool keyed;      /* there is a key: fields of --person and --case are pseudonymised */
    bool strict;     /* a column that no choice names is an error */
};

/* The options are copied. */
enum status policy_new(struct policy **out, const struct policy_options *o, struct err *e);

/* What the options of a run say. */
struct policy_options policy_options_of(const struct options *o);
void policy_free(struct policy *p);

/* From now on no field is prose: all meet decisive rules and lists only. */
void policy_decisive(struct policy *p);
bool policy_is_decisive(const struct policy *p);

/* A new input with n columns, whose names are borrowed until the next call; n = 0 for JSON lines
 * and text. ST_USAGE when a choice names no column, or a column has two choices that contradict
 * each other. Call before the first record is read. */
enum status policy_columns(struct policy *p, enum format f, const struct slice *columns, size_t n,
                           struct err *e);

/* The first record of JSON lines or text: a choice that is missing there but for its spelling is
 * ST_USAGE. */
enum status policy_first(struct policy *p, const struct record *r, struct err *e);

/* How a field of the present input is treated. */
struct treatment policy_field(struct policy *p, const struct field *f);

/* After the last record: ST_USAGE when records were read and a choice met no field in any. */
enum status policy_finish(const struct policy *p, uint64_t records, struct err *e);

/* Notes in p the choices that another policy of the same choices has met. */
void policy_join(struct policy *p, const struct policy *other);

/* "scanned as text", "scanned", "replaced by [NAME]", "dropped" ... for people. Static. */
const char *treatment_words(struct treatment t);

#endif
