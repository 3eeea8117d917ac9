/* The writer of JSON lines. */
#ifndef BLOT_IO_JSONOUT_H
#define BLOT_IO_JSONOUT_H

#include "base/buf.h"
#include "base/err.h"
#include "io/record.h"

/* What becomes of one field of the record; parallel to record.fields. */
struct out_field {
    bool drop;    /* leave the member out: said of its value, or of its FIELD_KEY whatever the value
                     is (an object with all in it); of an element of an array, that element */
    bool changed; /* text replaces the value (as a JSON string); else the value stays as it came */
    struct slice text; /* valid UTF-8 */
};

/* Appends one line: the record with its fields replaced, keys in the same order, and, when
 * `redactions` is not empty, a last member "redactions" with that ready-made JSON array. A
 * FIELD_KEY that changed renames the member. Ends with \n. What did not change in a JSON record is
 * copied byte for byte: numbers, spacing, escapes (but controls from U+007F to U+009F are escaped).
 * A member "redactions" in the input beside redactions to be added, and two keys of one object that
 * became the same, are ST_DATA; after an error out is as it was. e gets file, record and row. */
enum status jsonout_record(struct buf *out, const struct record *r, const struct out_field *fields,
                           struct slice redactions, struct err *e);

/* Appends s as a JSON string with quotes: ", \, control characters below U+0020 and those from
 * U+007F to U+009F escaped; everything else as it is. False when memory is out. */
bool jsonout_string(struct buf *out, struct slice s);

#endif
