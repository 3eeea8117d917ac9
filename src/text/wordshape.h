/* The shape of a word, from its letters. */
#ifndef BLOT_TEXT_WORDSHAPE_H
#define BLOT_TEXT_WORDSHAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "text/tokens.h"

/* What the letters of a word are, counted. */
struct letters {
    uint32_t n, upper, other; /* other: not Latin */
    bool first_upper;
};

/* The shape of the word whose letters these are. McAllister is capitalised though a capital stands
 * inside. */
enum token_shape word_shape(const struct letters *l, struct slice word);

#endif
