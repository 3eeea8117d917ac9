#include "text/numerals.h"

#include <stdio.h>

static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};
static const char *const ones[] = {"zero",    "one",     "two",       "three",    "four",
                                   "five",    "six",     "seven",     "eight",    "nine",
                                   "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                   "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                   "fifty", "sixty", "seventy", "eighty", "ninety"};

const char *month_word(uint32_t month) {
    return months[month - 1];
}

uint32_t month_number(struct slice word) {
    for (uint32_t m = 0; m < 12; m++) {
        size_t n = strlen(months[m]), k = 0;
        if (word.n > n || (word.n != n && word.n != 3 && word.n != 4))
            continue;
        while (k < word.n && (word.p[k] | 0x20) == months[m][k])
            k++;
        if (k == word.n)
            return m + 1;
    }
    return 0;
}

void number_words(char out[NUMBER_WORDS], uint32_t n, char joint) {
    if (n < 20)
        (void)snprintf(out, NUMBER_WORDS, "%s", ones[n]);
    else if (n % 10 == 0)
        (void)snprintf(out, NUMBER_WORDS, "%s", tens[n / 10 % 10]);
    else
        (void)snprintf(out, NUMBER_WORDS, "%s%c%s", tens[n / 10 % 10], joint, ones[n % 10]);
}

uint32_t number_said(struct slice words) {
    uint32_t n = 0;
    struct slice unit = words;
    for (uint32_t i = 2; i < 10 && !n; i++) {
        struct slice ten = slice_of(tens[i]);
        if (!slice_starts(words, ten))
            continue;
        n = i * 10;
        if (words.n == ten.n)
            return n;
        unit = slice_cut(words, ten.n + 1, words.n);
    }
    for (uint32_t i = 1; i < (n ? 10 : 20); i++)
        if (slice_is(unit, ones[i]))
            return n + i;
    return 0;
}
