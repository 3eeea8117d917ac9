/* The writer of JSON lines, and of every JSON document that blot makes. */
#ifndef BLOT_IO_JSONOUT_H
#define BLOT_IO_JSONOUT_H

#include "base/buf.h"
#include "base/err.h"
#include "io/record.h"

/* What becomes of one field of the record; parallel to record.fields. */
struct out_field {
    bool drop;    /* leave the member out */
    bool changed; /* text replaces the value (as a JSON string); else the value stays as it came */
    struct slice text; /* valid UTF-8 */
};

/* Appends one line: the record with its fields replaced, keys in the same order, and, when
 * `redactions` is not empty, a last member "redactions" with that ready-made JSON array. A
 * FIELD_KEY that changed renames the member. Ends with \n. */
enum status jsonout_record(struct buf *out, const struct record *r, const struct out_field *fields,
                           struct slice redactions, struct err *e);

/* Appends s as a JSON string with quotes: ", \, control characters below U+0020 and U+007F escaped;
 * everything else as it is. */
bool jsonout_string(struct buf *out, struct slice s);

#endif
