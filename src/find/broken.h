/* Names that scanning, software or a line end broke: Jenk1ns, L1am, 0liver, Gurp reet, Whit- /
 * taker, Dar<b>cey</b>, Siobh?n, dARCEY. */
#ifndef BLOT_FIND_BROKEN_H
#define BLOT_FIND_BROKEN_H

#include "find/pieces.h"

/* Adds a BY_EVIDENCE NAME span for each word with figures or signs in the place of letters that is
 * a name of the lists, and no word of English, once they are read as the letters they look like or
 * came from; for each name that stands in capitals and small letters at random, or has a letter
 * drawn out, or is two names of the lists in one word that no list has (DARCEYWHITLOCK); and for
 * each name or place of the lists that a space, a line's end, markup or a picture cuts. A
 * capitalised word that tags cut is a name too when no list knows it. What markup or a line's
 * end cuts or scanning misread and is a plain word, child(ren), D1scharge, is added to `left`.
 * False when memory is out. */
bool broken_find(struct span_list *out, struct span_list *left, const struct pieces *p,
                 struct arena *a);

/* Widens NAME and PLACE spans (sorted, without overlap, in the view) over the rest of a word:
 * behind a figure in its midst, a line's end or markup, over a given name that begins with a
 * figure, and over the parts of a user name before it (darcey.whitlock). */
void broken_widen(struct span_list *spans, const struct pieces *p);

#endif
