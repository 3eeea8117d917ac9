/* Words that are a common word with a slip of the pen: a letter left out, put in twice or wrongly,
 * replaced, or swapped with its neighbour, but not the first (recieved, assesment, gardn).
 *
 * Source of the method: W. Garbe's symmetric deletes (SymSpell, 2012): two words are a letter apart
 * when taking a letter, or none, from each gives the same. What the common words give is kept in a
 * filter of bits (B. Bloom, 1970), so one unlike word in a hundred is taken for a slip. */
#ifndef BLOT_TEXT_SLIPS_H
#define BLOT_TEXT_SLIPS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define SLIPS_BITS (1u << 23)

/* All bits 0: no words. */
struct slips {
    uint64_t bits[SLIPS_BITS / 64];
};

/* Adds an ordinary word (a look-up key). Short words are left out, as anything is near to them, the
 * more so where the word is not a common one; and those with other letters than a to z. */
void slips_add(struct slips *s, struct slice key, bool common);

/* True when the key, which is no word itself, is near to one. */
bool slips_near(const struct slips *s, struct slice key);

#endif
