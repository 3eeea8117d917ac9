/* Explanations as JSON: one object a record, for --format json and for the page of --format html.
 *
 *   record, row, file   where it stands
 *   fields              array of those with anything to say, in order:
 *     field, text       its name (a key's with " (key)") and original text
 *     spans             array: start, end, label, rule, about, and
 *       lists           names of the lists its words stand in
 *       words           array, where evidence decided: word, label, over (how far its sum is over
 *                       the threshold), terms (array of feature, weight: the weightiest)
 *     near              array of what was left although something spoke for it: start, end, label
 *                       (may be missing), rule (that kept it; may be missing), reason, lists, words
 *
 * Offsets are half open, in the unit asked for. The original text is in it. */
#ifndef BLOT_RUN_EXPLAIN_H
#define BLOT_RUN_EXPLAIN_H

#include "base/buf.h"
#include "base/err.h"
#include "io/record.h"
#include "run/options.h"
#include "run/process.h"
#include "run/terms.h"

/* True when the field is worth showing: something was found or weighed in it, or it is the text. */
bool explain_shows(const struct terms *t, const struct field *f, const struct redacted *d,
                   size_t field);

/* Appends the record's object and a line end. t has the record's traces. */
enum status explain_json(struct buf *out, struct terms *t, const struct record *r,
                         const struct redacted *d, enum offset_unit unit, struct err *e);

#endif
