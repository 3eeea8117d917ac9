/* Names that scanning or a line end broke: Jenk1ns, L1am, 0liver, Gurp reet, Whit- / taker. */
#ifndef BLOT_FIND_BROKEN_H
#define BLOT_FIND_BROKEN_H

#include "find/context.h"

/* Adds a BY_EVIDENCE NAME span for each word with a figure in it that is a name of the lists, and
 * no word of English, once figures are read as the letters they look like; and for each name or
 * place of the lists that a space or a line end with a hyphen cuts in two, one of which no list
 * knows. False when memory is out. */
bool broken_find(struct span_list *out, const struct context *c, struct arena *a);

/* Widens NAME spans (sorted, without overlap, in the view) over the rest of a word: behind a figure
 * in its midst, over a line end with a hyphen, and over a given name that begins with a figure. */
void broken_widen(struct span_list *spans, const struct context *c);

#endif
