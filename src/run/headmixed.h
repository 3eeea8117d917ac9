/* Headers in which what a column holds stands among other words: "Surname, Forename [ID]",
 * "Name (DOB)", "tblClient_Surname", "What is the first half of your postcode?". */
#ifndef BLOT_RUN_HEADMIXED_H
#define BLOT_RUN_HEADMIXED_H

#include "find/span.h"
#include "run/headwords.h"

/* The words of a header that say what it holds; the others say whose it is. */
struct meaning {
    enum label label; /* LABEL_NONE: it says nothing, and from and to are 0 */
    size_t from, to;
};

/* What the words say together when each is part of a spelling, or says whose or which it is, and
 * none is left that would say otherwise ("Age group", "Surname checked"). */
struct meaning headmixed_read(const struct headwords *w);

/* Whether such a word says whose or which it is, and not whose it is alone: form, part, txt. */
bool headmixed_is_filler(struct slice word);

#endif
