#include "run/renumber.h"

#include <stdio.h>

#include "base/utf8.h"

static const char *const number_words[] = {
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
static const char *const tens_words[] = {"",      "",      "twenty",  "thirty", "forty",
                                         "fifty", "sixty", "seventy", "eighty", "ninety"};

uint32_t draw(uint32_t *state, uint32_t below) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % below;
}

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || upper(c) || (signed char)c < 0;
}

/* The end of the run that begins at i. */
static size_t run_of(struct slice s, size_t i, bool (*is)(char)) {
    while (i < s.n && is(s.p[i]))
        i++;
    return i;
}

static uint32_t value_of(struct slice s) {
    uint32_t v = 0;
    for (size_t i = 0; i < s.n; i++)
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    return v;
}

/* ---- ages ---- */

/* An age like n: a child's for a child's. Small ones are common, so that they stay so. */
static uint32_t other_age(uint32_t n, uint32_t *state) {
    if (n < 4)
        return 1 + draw(state, 4);
    return n < 18 ? 3 + draw(state, 15) : 18 + draw(state, 80);
}

static bool add_number_word(struct buf *out, uint32_t n, char joint) {
    if (n < 20)
        return buf_add_str(out, number_words[n]);
    bool ok = buf_add_str(out, tens_words[n / 10]);
    if (ok && n % 10)
        ok = buf_add_char(out, joint) && buf_add_str(out, number_words[n % 10]);
    return ok;
}

/* The number below 100 that s says in one word or two; 0: none. */
static uint32_t said(struct slice s) {
    uint32_t n = 0;
    size_t end = run_of(s, 0, letter), at = end + 1 < s.n ? end + 1 : s.n;
    struct slice first = slice_cut(s, 0, end), rest = slice_cut(s, at, s.n);
    for (uint32_t i = 2; i < 10 && !n; i++)
        n = slice_is(first, tens_words[i]) ? i * 10 : 0;
    struct slice unit = n ? rest : s;
    if (n && unit.n == 0)
        return n;
    for (uint32_t i = 1; i < (n ? 10 : 20); i++)
        if (slice_is(unit, number_words[i]))
            return n + i;
    return 0;
}

bool add_age(struct buf *out, struct slice s, bool alone, uint32_t *state) {
    uint32_t word = said(s);
    if (word && draw(state, 2) == 0)
        return buf_printf(out, "%u", other_age(word, state));
    if (word)
        return add_number_word(out, other_age(word, state), draw(state, 2) ? '-' : ' ');
    bool ok = true;
    for (size_t i = 0; ok && i < s.n;) {
        size_t end = run_of(s, i, digit);
        uint32_t n = end - i <= 2 ? value_of(slice_cut(s, i, end)) : 0;
        if (!n) {
            end = end > i ? end : i + 1;
            ok = buf_add_slice(out, slice_cut(s, i, end));
        } else if (alone && i == 0 && end == s.n && draw(state, 4) == 0) {
            ok = add_number_word(out, other_age(n, state), draw(state, 2) ? '-' : ' ');
        } else {
            ok = buf_printf(out, "%u", other_age(n, state));
        }
        i = end;
    }
    return ok;
}

/* ---- dates ---- */

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

/* Which month s is, in full or its first three letters, in any case; -1: none. */
static int month_of(struct slice s) {
    for (int m = 0; m < 12; m++) {
        struct slice full = slice_of(months[m]);
        if (s.n != 3 && s.n != full.n)
            continue;
        size_t k = 0;
        while (k < s.n && (s.p[k] | 0x20) == (full.p[k] | 0x20))
            k++;
        if (k == s.n)
            return m;
    }
    return -1;
}

static bool add_month(struct buf *out, struct slice old, uint32_t *state) {
    const char *now = months[draw(state, 12)];
    size_t n = old.n == 3 ? 3 : strlen(now);
    bool all = upper(old.p[1]), first = upper(old.p[0]);
    for (size_t i = 0; i < n; i++) {
        bool up = i == 0 ? first : all;
        if (!buf_add_char(out, up ? (char)(now[i] & ~0x20) : (char)(now[i] | 0x20)))
            return false;
    }
    return true;
}

/* Other figures for a part of a date: a day stays one that every month has, and fits its ending. */
static bool add_part(struct buf *out, struct slice old, struct slice after, uint32_t *state) {
    uint32_t n = value_of(old);
    if (slice_starts(after, slice_of("th")))
        return buf_printf(out, "%u", 4 + draw(state, 17));
    if (after.n > 0 && letter(after.p[0]))
        return buf_add_slice(out, old);
    if (old.n == 4 && n >= 1900 && n < 2100)
        return buf_printf(out, "%u", n < 1990 ? 1930 + draw(state, 60) : 1990 + draw(state, 36));
    if (old.n > 2 || n == 0)
        return buf_add_slice(out, old);
    uint32_t now = n <= 12 ? 1 + draw(state, 12) : n <= 28 ? 13 + draw(state, 16) : n;
    return buf_printf(out, old.n == 2 && old.p[0] == '0' ? "%02u" : "%u", now);
}

bool add_date(struct buf *out, struct slice s, uint32_t *state) {
    bool ok = true;
    for (size_t i = 0; ok && i < s.n;) {
        size_t word = run_of(s, i, letter), end = run_of(s, i, digit);
        struct slice w = slice_cut(s, i, word);
        if (word > i)
            ok = month_of(w) >= 0 ? add_month(out, w, state) : buf_add_slice(out, w);
        else
            ok = end > i ? add_part(out, slice_cut(s, i, end), slice_cut(s, end, s.n), state)
                         : buf_add_char(out, s.p[i]);
        i = word > i ? word : end > i ? end : i + 1;
    }
    return ok;
}

/* ---- other figures ---- */

bool add_figures(struct buf *out, struct slice s, bool letters, uint32_t *state) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool first = i == 0 || !digit(s.p[i - 1]);
        if (digit(c) && !(first && c == '0'))
            c = (char)('0' + (first ? 1 + draw(state, 9) : draw(state, 10)));
        else if (letters && upper(c))
            c = (char)('A' + draw(state, 26));
        if (!buf_add_char(out, c))
            return false;
    }
    return true;
}
