/* Renaming what marked-up text is about: the same sentences with other people, places, ages, dates
 * and numbers, so that weights are learnt for what stands around them and not for those of the
 * training text. */
#ifndef BLOT_RUN_RENAME_H
#define BLOT_RUN_RENAME_H

#include "run/gold.h"
#include "text/lexicon.h"

/* Words to draw from. */
struct pool {
    struct slice *v;
    size_t n;
};

struct renamer {
    const struct lexicon *lexicon;
    lex_set kept;          /* classes whose words stay in the name of a place: Road, Primary, the */
    lex_set name_word;     /* the class of names that are words */
    lex_set postcode_area; /* the class of the letters that begin a postcode */
    uint32_t state;        /* of the random numbers; not 0 */
    struct pool names;     /* names that are no ordinary words */
    struct pool name_words; /* names that are */
    struct pool places;     /* towns and the like, of one word or more */
    struct pool words;      /* everyday words: nicknames, houses and wards are made of them */
    struct pool areas;      /* of postcodes */
};

/* Gathers the words to draw from. Memory from a. */
enum status renamer_init(struct renamer *r, const struct lexicon *lx, uint32_t seed,
                         struct arena *a, struct err *e);

/* Makes *out a copy of *in in which what is marked as NAME, PLACE, AGE, DATE or ID is something
 * else of its kind: a name another name, listed, made up from two, or a word; initials other
 * letters; a town another or an invented one; in the name of a house, street or school the words
 * that name it; a number another of its size, or the word for it. What became what holds all
 * through a record. Memory from a. */
enum status rename_record(struct gold_record *out, const struct gold_record *in, struct renamer *r,
                          struct arena *a, struct err *e);

#endif
