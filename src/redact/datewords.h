/* Names of months and days in words. */
#ifndef BLOT_REDACT_DATEWORDS_H
#define BLOT_REDACT_DATEWORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* The month (1 to 12) that a word in small ASCII letters names; 0: none. *shortened: it is cut to
 * three letters or is "sept"; *welsh: its language. */
unsigned month_read(struct slice word, bool *shortened, bool *welsh);

/* A month's name in small letters; full, or its first three (English only). */
const char *month_name(unsigned month, bool shortened, bool welsh);

/* "first" to "thirty-first". */
const char *day_words(unsigned day);

/* "st", "nd", "rd" or "th". */
const char *day_ending(unsigned day);

#endif
