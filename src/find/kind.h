/* The kind of word a token is in grammar, roughly: what tells a name that is a word (Close
 * consents, Snow made it) from the word. By the list of senses, and for function words by a table
 * of them. */
#ifndef BLOT_FIND_KIND_H
#define BLOT_FIND_KIND_H

#include <stdint.h>

#include "base/slice.h"

enum word_kind {
    KIND_EDGE, /* the end of a sentence, line or field */
    KIND_COMMA,
    KIND_SYMBOL,
    KIND_POSSESSIVE,
    KIND_NUMBER,
    KIND_CAPITAL,  /* of a neighbour: capitalised, and no function word */
    KIND_SINGULAR, /* an auxiliary of the third person singular: is, has, doesn't */
    KIND_MODAL,    /* one of any person: will, had, did */
    KIND_PLURAL,   /* one of the other persons: are, have, don't */
    KIND_SUBJECT,  /* he, they, who */
    KIND_ARTICLE,  /* the, his, each */
    KIND_OBJECT,   /* him, herself */
    KIND_PREPOSITION,
    KIND_CONJUNCTION,
    KIND_PARTICLE, /* not, never, just */
    KIND_FUNCTION, /* another function word */
    KIND_NOUN,
    KIND_NOUNS, /* in the plural */
    KIND_VERB,
    KIND_VERBS, /* the third person */
    KIND_PAST,
    KIND_ING,
    KIND_ADJECTIVE,
    KIND_ADVERB,
    KIND_UNKNOWN, /* its sense is in no list */
    KIND_COUNT
};
#define KIND_BITS 5 /* that KIND_COUNT takes */

/* What the table of weights calls it. */
const char *kind_name(uint32_t kind);

#define KIND_WORDS 256 /* that the table of function words may hold */

/* The table of function words by the hashes of their look-up keys, sorted; filled once. */
struct kind_words {
    uint32_t n;
    uint32_t hash[KIND_WORDS];
    uint8_t kind[KIND_WORDS];
};

void kind_words_init(struct kind_words *out);

/* The kind of a function word; KIND_FUNCTION: of one that the table does not hold. */
uint8_t kind_of_function(const struct kind_words *k, uint32_t hash);

/* The kind of a word whose sense is known (struct token.sense, not 0). */
uint8_t kind_of_sense(uint32_t sense);

#endif
