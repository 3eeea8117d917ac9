/* Renaming the people of marked-up text: the same sentences with other names, so that weights are
 * learnt for what stands around a name and not for the names of the training text. */
#ifndef BLOT_RUN_RENAME_H
#define BLOT_RUN_RENAME_H

#include "run/gold.h"
#include "text/lexicon.h"

struct renamer {
    const struct lexicon *lexicon;
    uint32_t state;      /* of the random numbers; not 0 */
    struct slice *names; /* listed names that are no ordinary words */
    size_t n;
};

/* Gathers the names to draw from. Memory from a. */
enum status renamer_init(struct renamer *r, const struct lexicon *lx, uint32_t seed,
                         struct arena *a, struct err *e);

/* Makes *out a copy of *in in which every word of a NAME mark, but those that are ordinary words or
 * shorter than three letters, is another name: a listed one or, one time in three, one made up from
 * two. A name is the same all through a record. Memory from a. */
enum status rename_people(struct gold_record *out, const struct gold_record *in, struct renamer *r,
                          struct arena *a, struct err *e);

#endif
