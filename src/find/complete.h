/* Completing what was found in part: half a name redacted is a name shown. After evidence has
 * labelled words, what plainly belongs to a name, number or age is joined to it. */
#ifndef BLOT_FIND_COMPLETE_H
#define BLOT_FIND_COMPLETE_H

#include "find/context.h"

/* Gives TAG_NAME to unlabelled words beside a name: the other half of a hyphenated name, a particle
 * between two names (Guto ap Dafydd), Umm or Abu before one, a capitalised word next to a name
 * inside a sentence that could itself be a name, an initial. */
void complete_names(struct context *c);

/* Widens ID spans (sorted, without overlap, in the view) over what plainly belongs to the number:
 * capitals that no list knows before it (PCH 0048812/7), single letters, capitals and figures
 * behind it (TN 01 02 59 F). Not in capitals. */
void complete_codes(struct span_list *spans, const struct context *c);

/* Widens ages that evidence found over what belongs to the number: halves, months and weeks, the
 * end of 50s or fifty-odd, the article of a hundred. */
void complete_ages(struct span_list *spans, const struct context *c);

/* Widens places that evidence found over the possessive of what is no town (King's) and over
 * capitalised type words (Kirkby College), and joins two places over "of" (Vale of Hope). */
void complete_places(struct span_list *spans, const struct context *c);

/* Before overlaps are resolved: takes long codes and addresses that rules see in part to their
 * ends, and drops known names within an address where addresses (bit LABEL_CONTACT of labels) are
 * replaced whole. */
void complete_decided(struct span_list *spans, uint32_t labels, struct slice text);

#endif
