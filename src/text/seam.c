#include "text/seam.h"

#include "text/fold.h"

#define ABBREVIATION 4 /* capitals before a word */
#define WORD         4 /* letters of the word behind them, and one more behind an initial */

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_listed(const struct lexicon *lx, struct slice word) {
    char key[LEX_KEY_MAX];
    struct lex_entry found;
    const size_t n = fold_key(key, sizeof key, word);
    return n && lexicon_find(lx, (struct slice){key, n}, &found) && found.classes;
}

/* Whether the capital at k, which small letters stand before, may begin a word. */
static bool is_behind_letters(struct slice text, size_t start, size_t k) {
    return k - start >= 2 && is_lower(text.p[k - 2]) &&
           (k - start > 2 || (start > 0 && is_digit(text.p[start - 1])));
}

/* The same where capitals stand before it. */
static bool is_behind_capitals(struct slice text, size_t start, size_t k, size_t end) {
    const struct slice before = slice_cut(text, start, k);
    if (before.n > ABBREVIATION || end - k < WORD + (before.n == 1) || !is_lower(text.p[k + 1]) ||
        slice_is(before, "MC"))
        return false;
    for (size_t i = 0; i < before.n; i++)
        if (!is_upper(before.p[i]))
            return false;
    return true;
}

static bool may_begin(struct slice text, size_t start, size_t k, size_t end) {
    if (!is_upper(text.p[k]))
        return false;
    return is_lower(text.p[k - 1]) ? is_behind_letters(text, start, k)
                                   : is_behind_capitals(text, start, k, end);
}

size_t seam_in(const struct lexicon *lx, struct slice text, size_t start, size_t end) {
    for (size_t k = start + 1; k + 3 <= end; k++)
        if (may_begin(text, start, k, end) && is_listed(lx, slice_cut(text, k, end)))
            return is_listed(lx, slice_cut(text, start, end)) ? end : k;
    return end;
}
