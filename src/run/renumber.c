#include "run/renumber.h"

#include "text/numerals.h"

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
    char words[NUMBER_WORDS];
    number_words(words, n, joint);
    return buf_add_str(out, words);
}

bool add_age(struct buf *out, struct slice s, bool alone, uint32_t *state) {
    uint32_t word = number_said(s);
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

static bool add_month(struct buf *out, struct slice old, uint32_t *state) {
    const char *now = month_word(1 + draw(state, 12));
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
            ok = month_number(w) ? add_month(out, w, state) : buf_add_slice(out, w);
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
