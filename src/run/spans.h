/* The `redactions` array of a record. */
#ifndef BLOT_RUN_SPANS_H
#define BLOT_RUN_SPANS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "io/record.h"
#include "rules/ruleset.h"
#include "run/options.h"
#include "run/process.h"

struct spans_options {
    const struct ruleset *rules; /* whose rules the spans name */
    uint8_t wanted;              /* enum spans_wanted; SPANS_SOURCE adds source offsets */
    uint8_t unit;                /* enum offset_unit */
};

/* Appends the array, "[]" when nothing was replaced. Fields are named as they stand in the output:
 * a key that was redacted is named by what replaced it, and its own redactions carry "key":true. */
enum status spans_array(struct buf *out, const struct record *r, const struct redacted *d,
                        const struct spans_options *o, struct arena *a, struct err *e);

/* The name of field i as it stands in the output; in the record's memory or a's. False: memory is
 * out. */
bool spans_field_name(struct slice *name, const struct record *r, const struct redacted *d,
                      size_t i, struct arena *a);

/* How many units the text holds. */
size_t spans_count(struct slice text, enum offset_unit unit);

#endif
