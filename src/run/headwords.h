/* The words of a header or key: what modules that read headers share. */
#ifndef BLOT_RUN_HEADWORDS_H
#define BLOT_RUN_HEADWORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum {
    HEADWORDS_MAX = 14,
    HEADWORDS_BYTES = 112,
    HEADWORDS_JOINED = HEADWORDS_BYTES + HEADWORDS_MAX
};

/* A header in words: lower case, without punctuation; apostrophes are left out, and what SharePoint
 * writes for a space and other signs (_x0020_) is read. */
struct headwords {
    char bytes[HEADWORDS_BYTES];
    struct slice word[HEADWORDS_MAX]; /* in bytes */
    size_t n;
};

/* False when the header is too long to be one of ours, or a key that an earlier run replaced: what
 * it says in its placeholder it did not say before. A struct that was made must not be copied. */
bool headwords_make(struct headwords *w, struct slice header);

/* Whether list, whose entries stand between bars (|one|two|), has it. */
bool headwords_in(struct slice s, const char *list);

/* The same, also with the s of a plural or possessive. */
bool headwords_in_plural(struct slice s, const char *list);

/* True for one digit and more, and nothing else. */
bool headwords_digits(struct slice s);

/* Words [from, to) with one space between, written to joined. */
struct slice headwords_join(char joined[HEADWORDS_JOINED], const struct headwords *w, size_t from,
                            size_t to);

/* Of a JSON pointer what follows the last / that is no array index; else the header itself. */
struct slice headwords_last_member(struct slice header);

/* A pointer without its last member. */
struct slice headwords_parent(struct slice pointer);

#endif
