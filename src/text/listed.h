/* Phrases of several words that the lists have, among the tokens of a text. */
#ifndef BLOT_TEXT_LISTED_H
#define BLOT_TEXT_LISTED_H

#include "text/lexicon.h"
#include "text/tokens.h"

struct word_cache;

/* Tokens that are looked up, each by itself: phrase is not 0 where one may begin. All borrowed. */
struct listed_text {
    struct slice text;
    const struct lexicon *lx;
    struct word_cache *cache; /* that the forms are of; NULL: none */
    struct token *tok;
    uint32_t n;
};

/* Notes at each token the longest phrase that starts there, and at all the phrases that cover them.
 */
void listed_phrases(const struct listed_text *c);

#endif
