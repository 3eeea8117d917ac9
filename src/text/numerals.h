/* Months and small numbers in words, as people write them in English. */
#ifndef BLOT_TEXT_NUMERALS_H
#define BLOT_TEXT_NUMERALS_H

#include <stdint.h>

#include "base/slice.h"

/* The full name of month 1 to 12, in lower case. */
const char *month_word(uint32_t month);

/* 1 to 12 for a month's name, in full or its first three letters or four, in any case; else 0. */
uint32_t month_number(struct slice word);

#define NUMBER_WORDS 24 /* bytes that hold any number below 100 in words */

/* n, below 100, in words in lower case; joint stands between tens and ones. NUL-terminated. */
void number_words(char out[NUMBER_WORDS], uint32_t n, char joint);

/* The number below 100 that words say in lower case, with any one byte between tens and ones; 0:
 * none. */
uint32_t number_said(struct slice words);

#endif
