/* Words that no list has but that are made of listed ones: overstayer, disinhibited, brickworker,
 * neuropsychological. Such a word is seldom a name. */
#ifndef BLOT_TEXT_DERIVE_H
#define BLOT_TEXT_DERIVE_H

#include <stdbool.h>

#include "text/lexicon.h"

/* True when key (a look-up key in a-z that is in no list) is an ordinary word with a prefix or an
 * ending, or two ordinary words of four letters or more run together. */
bool word_is_derived(const struct lexicon *lx, struct slice key);

#endif
