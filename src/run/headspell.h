/* Spellings of what columns hold: First name, D.O.B., NHS No. */
#ifndef BLOT_RUN_HEADSPELL_H
#define BLOT_RUN_HEADSPELL_H

#include "find/span.h"
#include "run/headwords.h"

/* The label of words [from, to) taken together; LABEL_NONE when they are no spelling. */
enum label headspell_label(const struct headwords *w, size_t from, size_t to);

#endif
