/* Mentions: the words of a span that names a person, as people.h compares them. */
#ifndef BLOT_REDACT_MENTION_H
#define BLOT_REDACT_MENTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

/* What titles say; bits of a set. BOTH: a couple. */
enum sex { SEX_UNKNOWN = 0, SEX_WOMAN = 1, SEX_MAN = 2, SEX_BOTH = 3 };

enum mention_kind {                   /* in the order in which people are made from them */
                    MENTION_FULL,     /* Sarah Khan, KHAN Sarah, Sarah J Khan */
                    MENTION_INITIAL,  /* S. Khan, Sarah K */
                    MENTION_TITLED,   /* Khan, after Mrs or Dr */
                    MENTION_PART,     /* Sarah, Khan, Sarah-Jane */
                    MENTION_INITIALS, /* S.K. */
                    MENTION_OTHER     /* K alone, or more words than a name has */
};

/* Which of the titles of women. */
enum woman_title { TITLE_OTHER, TITLE_MRS, TITLE_MISS, TITLE_MS };

/* Which of two people of one name. */
enum elder { ELDER_UNSAID, ELDER_SENIOR, ELDER_JUNIOR };

#define MENTION_WORDS_MAX 12

struct mention {
    struct slice key; /* all that follows, as bytes: equal keys, equal mentions */
    struct slice words[MENTION_WORDS_MAX]; /* look-up keys, given names first */
    uint8_t n;                             /* words in use; 0 for one with too many words */
    uint8_t given;       /* words of the first part: 2 of Ana-Maria Ilie, else 1 */
    uint8_t title;       /* enum woman_title */
    uint8_t elder;       /* enum elder, from snr, junior ... at the end */
    uint8_t kind;        /* enum mention_kind */
    uint8_t sex;         /* enum sex, from Mr, Mrs ... in or before the span */
    bool letters;        /* one short word that may be initials: SK, jb */
    struct slice office; /* dr, pc, cllr ...; empty: none */
    bool minor;          /* the text says beside it that it is a child; not part of key */
    bool adult;          /* or gives the age of an adult; not part of key */
    uint8_t role; /* enum role that the text says of whom it names, or a word of the mention (Auntie
                     Bev); not part of key */
};

/* Reads the mention at bytes [start, end) of text (valid UTF-8 source text); a title is also looked
 * for before start. Memory from a. */
enum status mention_read(struct mention *out, struct slice text, uint32_t start, uint32_t end,
                         struct arena *a, struct err *e);

/* True for a word that is a single letter. */
bool mention_is_initial(struct slice word);

/* Text as one look-up key: folded words joined by single spaces, or by nothing when `tight`,
 * without punctuation; text itself where it has no words, or one that is longer than any key. In a.
 */
enum status mention_text_key(struct slice *out, struct slice text, bool tight, struct arena *a,
                             struct err *e);

/* Whether the titles and bynames are in the order in which they are looked up. For tests. */
bool mention_titles_in_order(void);

#endif
