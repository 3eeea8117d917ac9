/* Words of ages: numbers, ordinals, decades, units and what may stand around them. */
#ifndef BLOT_REDACT_AGEWORDS_H
#define BLOT_REDACT_AGEWORDS_H

#include <stdint.h>

#include "base/slice.h"

enum age_word {
    AGE_WORD_NONE,
    AGE_WORD_ONES,  /* value 1 to 19: one, eleven, first */
    AGE_WORD_TENS,  /* value 20, 30 ... */
    AGE_WORD_WHOLE, /* value 21 to 99 in one word: twentyone */
    AGE_WORD_HUNDRED,
    AGE_WORD_SCORE,
    AGE_WORD_DECADE,  /* forties: value 40; teens: 10 */
    AGE_WORD_DECADES, /* "decade", after an ordinal */
    AGE_WORD_YEARS,   /* units */
    AGE_WORD_MONTHS,
    AGE_WORD_WEEKS,
    AGE_WORD_DAYS,
    AGE_WORD_EARLY,
    AGE_WORD_MID,
    AGE_WORD_LATE,
    AGE_WORD_ODD, /* odd, something */
    AGE_WORD_ISH,
    AGE_WORD_HALF, /* half, quarter, quarters */
    AGE_WORD_AND,
    AGE_WORD_TO, /* to, or: between the ends of a range */
    AGE_WORD_A,
    AGE_WORD_ENDING, /* st, nd, rd, th after digits */
    AGE_WORD_S,      /* of 30s */
    AGE_WORD_FILLER  /* old, aged, about: says nothing of how many */
};

/* What a word in small ASCII letters is; *value for numbers. */
enum age_word age_word(struct slice word, uint8_t *value);

#endif
