#include "redact/datewords.h"

#include <stddef.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const ENGLISH[] = {"january",   "february", "march",    "april",
                                      "may",       "june",     "july",     "august",
                                      "september", "october",  "november", "december"};
static const char *const SHORT[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                    "jul", "aug", "sep", "oct", "nov", "dec"};
static const char *const WELSH[] = {"ionawr", "chwefror", "mawrth",     "ebrill",
                                    "mai",    "mehefin",  "gorffennaf", "awst",
                                    "medi",   "hydref",   "tachwedd",   "rhagfyr"};

/* As hurried typing has them. */
static const struct {
    const char *word;
    uint8_t month;
} MISSPELT[] = {{"janurary", 1},   {"januray", 1},  {"janury", 1},     {"febuary", 2},
                {"febraury", 2},   {"feburary", 2}, {"febury", 2},     {"apri", 4},
                {"juley", 7},      {"agust", 8},    {"setember", 9},   {"septemeber", 9},
                {"septmber", 9},   {"octber", 10},  {"novemeber", 11}, {"novmber", 11},
                {"decemeber", 12}, {"decmber", 12}};

unsigned month_read(struct slice word, bool *shortened, bool *welsh) {
    *shortened = *welsh = false;
    for (unsigned m = 0; m < 12; m++) {
        if (slice_is(word, ENGLISH[m]))
            return m + 1;
        *shortened = slice_is(word, SHORT[m]) || (m == 8 && slice_is(word, "sept"));
        if (*shortened)
            return m + 1;
        *welsh = slice_is(word, WELSH[m]);
        if (*welsh)
            return m + 1;
    }
    for (size_t i = 0; i < COUNT(MISSPELT); i++)
        if (slice_is(word, MISSPELT[i].word))
            return MISSPELT[i].month;
    return 0;
}

const char *month_name(unsigned month, bool shortened, bool welsh) {
    return welsh ? WELSH[month - 1] : shortened ? SHORT[month - 1] : ENGLISH[month - 1];
}

const char *day_words(unsigned day) {
    static const char *const words[] = {
        "first",        "second",         "third",         "fourth",        "fifth",
        "sixth",        "seventh",        "eighth",        "ninth",         "tenth",
        "eleventh",     "twelfth",        "thirteenth",    "fourteenth",    "fifteenth",
        "sixteenth",    "seventeenth",    "eighteenth",    "nineteenth",    "twentieth",
        "twenty-first", "twenty-second",  "twenty-third",  "twenty-fourth", "twenty-fifth",
        "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth",  "thirtieth",
        "thirty-first"};
    return words[day - 1];
}

const char *day_ending(unsigned day) {
    if (day / 10 == 1)
        return "th";
    return day % 10 == 1 ? "st" : day % 10 == 2 ? "nd" : day % 10 == 3 ? "rd" : "th";
}
