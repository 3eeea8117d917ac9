/* Where two words run together, as in forms flattened to text: Mahmood|Forename, SW|Adebayo. */
#ifndef BLOT_TEXT_SEAM_H
#define BLOT_TEXT_SEAM_H

#include "text/lexicon.h"

/* The byte of text at which a listed word begins inside the word at [start, end), which no list has
 * whole; end where there is none. A word may begin with a capital behind three small letters,
 * behind two that follow a figure (12yo|Sarah), and behind nothing but the capitals of an
 * abbreviation or an initial (SW|Adebayo, J|Tremblett), which are not those of MCDonald. */
size_t seam_in(const struct lexicon *lx, struct slice text, size_t start, size_t end);

#endif
