/* Detection: the fields of one record in, spans out. */
#ifndef BLOT_FIND_DETECT_H
#define BLOT_FIND_DETECT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "find/span.h"
#include "find/weights.h"
#include "rules/match.h"
#include "rules/ruleset.h"
#include "text/lexicon.h"

struct age_bands;
struct context;
struct features;
struct phrase_list;
struct work;

/* How a field is looked at. */
enum treat {
    TREAT_PROSE, /* rules, evidence, memory */
    TREAT_SCAN,  /* decisive rules, lists, known values */
    TREAT_KNOWN, /* its value is an identifier of `known`: seeds the record, is itself one span over
                    the whole */
    TREAT_SEED,  /* seeds the record, no span asked for (the field is dropped, passed or replaced
                    elsewhere) */
    TREAT_SKIP   /* not looked at (passed unscanned by the user's word) */
};

struct detect_field {
    struct slice text; /* valid UTF-8; borrowed */
    uint8_t treat;     /* enum treat */
    uint8_t known;     /* enum label, for TREAT_KNOWN and TREAT_SEED */
    bool person;       /* TREAT_PROSE: a column that says a person, so that a value of nothing but
                          words that may be names is one */
};

/* Chosen once for a run. All borrowed and immutable while detectors use them. */
struct detect_options {
    const struct lexicon *lexicon;
    struct ruleset *rules;
    const struct weights *weights;
    uint32_t labels; /* bit l: label l is wanted; GROUP is off by default */
    bool strict;
    bool banding;                           /* ages become bands: also `only: bands` rules */
    uint32_t masked;                        /* bit l: label l is replaced by a mask, which does not
                                               show that it was this label */
    uint8_t uncovered;                      /* enum uncovered */
    uint32_t match_limit;                   /* 0: default */
    const struct age_bands *bands;          /* of placeholders; NULL: the default ones */
    const struct phrase_list *leave, *deny; /* --leave and --deny, NULL: none */
    /* Called for each word that evidence decided, with its features, sums and tag (enum ev_tag);
     * NULL: not wanted. A word may be decided twice; the later call counts. For explain. */
    void (*trace)(void *ctx, size_t field, const struct context *c, uint32_t token,
                  const struct features *f, const int64_t *sum, uint8_t tag);
    /* Called for each field at its end: what leave rules kept, and its spans before labels that
     * nobody asked for are taken out, in bytes of the source. NULL: not wanted. For explain. */
    void (*trace_field)(void *ctx, size_t field, const struct work *w,
                        const struct span_list *spans);
    void *trace_ctx; /* of both */
};

enum uncovered { UNCOVERED_WITHHOLD, UNCOVERED_STRICT, UNCOVERED_PASS };

struct detector; /* one a thread */

enum status detector_new(struct detector **out, const struct detect_options *o, struct err *e);
void detector_free(struct detector *d);

/* spans[i] gets the spans of fields[i]: bytes of its source text, sorted, not overlapping. A value
 * withheld for its language is one BY_UNCOVERED span over the whole with LABEL_NONE. Memory from a.
 * On an error the record must not leave. */
enum status detect(struct detector *d, const struct detect_field *fields, size_t n, struct arena *a,
                   struct span_list *spans, struct err *e);

/* One of several records. The caller sets the first three; fields and spans as for detect. */
struct detection {
    const struct detect_field *fields;
    size_t n;
    struct span_list *spans;
    const uint32_t *number;     /* of its fields, where it is part of a record; NULL: as they are */
    enum status st;             /* what detect would have returned */
    struct err *err;            /* of st, in the arena; NULL when there was no memory for one */
    struct work *works;         /* while it is under way */
    struct match_budget budget; /* likewise */
    bool wants_again;           /* likewise: again_wanted */
    struct detection *again;    /* likewise: itself as it comes out; NULL: not looked at again */
};

/* The same for some records, step by step for all of them, which keeps what each step reads in near
 * memory. What comes of a record never depends on the others. */
void detect_all(struct detector *d, struct detection *v, size_t n, struct arena *a);

/* The reserved name of an origin ("evidence", "memory", ...), or the rule's id. */
struct slice span_rule_name(const struct ruleset *rs, const struct span *s);

#endif
