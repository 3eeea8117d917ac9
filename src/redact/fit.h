/* Whether a mention can mean a person of whom something is known. */
#ifndef BLOT_REDACT_FIT_H
#define BLOT_REDACT_FIT_H

#include "redact/mention.h"

/* What is known of a person's name. */
struct known_name {
    struct slice *words; /* look-up keys, given names first; borrowed */
    struct slice *also;  /* of each word another spelling or short form, p NULL: none; NULL: none */
    uint8_t n;
    uint8_t given; /* words of the first part: 2 for Ana-Maria, else 1 */
    uint8_t sex;   /* enum sex: what titles said */
    uint8_t title; /* enum woman_title, of the first who has one */
    uint8_t elder; /* enum elder */
    struct slice office;
    uint8_t role; /* enum role that the text says of them */
    bool minor;   /* the text says that it is a child */
    bool adult;   /* or gives another age */
};

/* How well, worst first. */
enum fit {
    FIT_NONE,
    FIT_FORM,  /* only when a word is taken for a short form of another (Liz, Elizabeth) */
    FIT_WORDS, /* each word of the mention is one of the person's, or an initial of one */
    FIT_SEX,   /* and the title says what the given name says */
    FIT_TITLE  /* and the title says what another title said */
};

/* Where the words of a mention stand in a person's name, worst first. */
enum stand { STAND_ODD, STAND_NEXT, STAND_WELL };

/* sexes: bits of what the titles before this surname say in the whole record; 0 where m has none.
 */
enum fit fit_mention(const struct mention *m, const struct known_name *who, uint8_t sexes);

/* Whether nothing but the words speaks against m meaning who: titles, offices, roles, ages. */
bool fit_may_be(const struct mention *m, const struct known_name *who);

/* STAND_WELL where m stands as it usually does: a surname after a title last, a lone name or an
 * initial first. STAND_NEXT: the one name after a title is a given name (Mr Hersi, Nurse Joy). */
enum stand fit_stand(const struct mention *m, const struct known_name *who);

/* Whether people of that office are also called by it and their given name: Nurse Joy. */
bool fit_given_office(struct slice office);

#endif
