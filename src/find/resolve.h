/* Resolving overlaps: the stronger origin first, then the longer span, then label order. */
#ifndef BLOT_FIND_RESOLVE_H
#define BLOT_FIND_RESOLVE_H

#include "base/err.h"
#include "find/span.h"

/* Makes spans (of a text of `length` bytes) free of overlap, sorted by start. What a weaker span
 * covers beyond a stronger one stays as a span of its own, so that nothing found becomes visible.
 * Spans of `left` then cut away what they cover from spans weaker than BY_LEAVE. Time is linear in
 * the text and the spans' lengths. Memory from a. */
enum status resolve(struct span_list *spans, const struct span_list *left, struct slice text,
                    struct arena *a, struct err *e);

/* Joins neighbouring spans of one name (a space or hyphen between, on one line), of one place (a
 * space between), and an initial with the place that is its surname (R. Hathersage); the first
 * span's origin, rule and label stay. */
void resolve_join(struct span_list *spans, struct slice text);

/* Takes the punctuation and spaces that end a sentence or clause off the ends of spans that rules
 * and evidence found, but for CONTACT and the full stops of initials. After resolve_join. */
void resolve_trim(struct span_list *spans, struct slice text);

#endif
