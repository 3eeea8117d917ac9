/* Completing names: half a name redacted is a name shown. After evidence has labelled words, what
 * plainly belongs to a name that was found in part is joined to it. */
#ifndef BLOT_FIND_COMPLETE_H
#define BLOT_FIND_COMPLETE_H

#include "find/context.h"

/* Gives TAG_NAME to unlabelled words beside a name: the other half of a hyphenated name, a particle
 * between two names (Guto ap Dafydd), a capitalised word next to a name inside a sentence that
 * could itself be a name, an initial. */
void complete_names(struct context *c);

#endif
