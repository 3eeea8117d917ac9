/* Does a value of a table look like somebody's name, or say that there is none? For what stands by
 * itself in a cell; in prose, detection decides. */
#ifndef BLOT_RUN_NAMELIKE_H
#define BLOT_RUN_NAMELIKE_H

#include <stdbool.h>

#include "base/slice.h"
#include "text/lexicon.h"

/* One to four words with capitals (Sarah Khan, KHAN, Sarah; T. Holt), one of them in a list of
 * names and no ordinary word or place. */
bool namelike(const struct lexicon *lx, struct slice text);

/* Two words and more, all of them in the lists of names or initials, and not all of them ordinary
 * words and short ones: sure enough for a header. */
bool namelike_full(const struct lexicon *lx, struct slice text);

/* The same or more: words that are in no list at all may be names too, and small letters do where
 * no word is one of English. For what evidence decides. */
bool namelike_perhaps(const struct lexicon *lx, struct slice text);

/* Somewhere in it stand two words that may be a full name (Khan_Sarah_CP.docx, Sarah Khan (mother),
 * {"worker": "Sarah Khan"}): neighbours, one of them in a list of names and no word of English, the
 * other one too or in no list. For what evidence decides. */
bool namelike_within(const struct lexicon *lx, struct slice text);

/* namelike_full of a key, also in small letters where no word is one of English, with _ or . for
 * its spaces, and something in brackets behind it. */
bool namelike_key(const struct lexicon *lx, struct slice text);

/* One to four words with capitals, all of them in the lists of names or initials (Rose; Khan, S):
 * for what stands where a name is expected. */
bool namelike_listed(const struct lexicon *lx, struct slice text);

/* unknown, n/a, Not recorded, -: what people write where a value is missing, in any case, and
 * nobody is called (Nan, None, Null and three letters may be somebody). */
bool value_is_missing(struct slice text);

#endif
