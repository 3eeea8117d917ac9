/* Whether a mention can mean a person of whom something is known. */
#ifndef BLOT_REDACT_FIT_H
#define BLOT_REDACT_FIT_H

#include "redact/mention.h"

/* What is known of a person's name. */
struct known_name {
    struct slice *words; /* look-up keys, given names first; borrowed */
    uint8_t n;
    uint8_t sex; /* enum sex: what titles said */
    struct slice office;
    uint8_t role; /* enum role that the text says of them */
    bool minor;   /* the text says that it is a child */
};

/* How well, worst first. */
enum fit {
    FIT_NONE,
    FIT_FORM,  /* only when a word is taken for a short form of another (Liz, Elizabeth) */
    FIT_WORDS, /* each word of the mention is one of the person's, or an initial of one */
    FIT_SEX,   /* and the title says what the given name says */
    FIT_TITLE  /* and the title says what another title said */
};

/* sexes: bits of what the titles before this surname say in the whole record; 0 where m has none.
 */
enum fit fit_mention(const struct mention *m, const struct known_name *who, uint8_t sexes);

/* Whether m stands where it usually does: a surname after a title last, a lone name or an initial
 * first. */
bool fit_stands_well(const struct mention *m, const struct known_name *who);

#endif
