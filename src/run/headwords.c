#include "run/headwords.h"

#include <string.h>

#include "base/hex.h"
#include "find/placeholder.h"

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool lower(char c) {
    return (c >= 'a' && c <= 'z') || (signed char)c < 0;
}

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

/* What follows the last / of a pointer that is no array index. */
struct slice headwords_last_member(struct slice s) {
    if (s.n == 0 || s.p[0] != '/')
        return s;
    for (;;) {
        size_t at = s.n;
        while (at > 0 && s.p[at - 1] != '/')
            at--;
        struct slice tail = slice_cut(s, at, s.n);
        bool index = tail.n > 0;
        for (size_t i = 0; i < tail.n; i++)
            index = index && digit(tail.p[i]);
        if (!index || at <= 1)
            return tail;
        s.n = at - 1;
    }
}

/* True where a new word begins although nothing stands between: firstName, NHSNumber, address1. */
static bool hump(struct slice s, size_t i) {
    if (i > 0 && digit(s.p[i]) && (lower(s.p[i - 1]) || upper(s.p[i - 1])))
        return true;
    if (i == 0 || !upper(s.p[i]))
        return false;
    return lower(s.p[i - 1]) || digit(s.p[i - 1]) ||
           (upper(s.p[i - 1]) && i + 1 < s.n && lower(s.p[i + 1]));
}

/* An apostrophe of any make at s.p[i]; *len its bytes. */
static bool apostrophe(struct slice s, size_t i, size_t *len) {
    *len = s.n - i >= 3 && memcmp(s.p + i, "\xE2\x80\x99", 3) == 0 ? 3 : 1;
    return *len == 3 || s.p[i] == '\'';
}

/* _x0020_ at s.p[i]; *c the sign that it stands for. Only those of ASCII are read. */
static bool escaped(struct slice s, size_t i, char *c) {
    uint32_t v;
    if (s.n - i < 7 || s.p[i] != '_' || (s.p[i + 1] | 0x20) != 'x' || s.p[i + 6] != '_' ||
        !hex_read(&v, s, i + 2, 4) || v < ' ' || v > '~')
        return false;
    *c = (char)v;
    return true;
}

static bool end_word(struct headwords *w, size_t start, size_t end) {
    if (end == start)
        return true;
    if (w->n == HEADWORDS_MAX)
        return false;
    w->word[w->n++] = (struct slice){w->bytes + start, end - start};
    return true;
}

/* False when the header is too long to be one of ours, or a key that an earlier run replaced: what
 * it says in its placeholder it did not say before. */
bool headwords_make(struct headwords *w, struct slice s) {
    size_t n = 0, start = 0, len = 1;
    w->n = 0;
    if (placeholder_at(s, NULL))
        return false;
    for (size_t i = 0; i < s.n; i += len) {
        len = 1;
        char c = s.p[i];
        if (apostrophe(s, i, &len))
            continue; /* client's → clients */
        const bool sign = escaped(s, i, &c);
        if (sign)
            len = 7;
        bool letter = upper(c) || lower(c) || digit(c);
        if (!letter || (!sign && hump(s, i) && !(i >= 7 && s.p[i - 1] == '_'))) {
            if (!end_word(w, start, n))
                return false;
            start = n;
        }
        if (!letter)
            continue;
        if (n == HEADWORDS_BYTES)
            return false;
        w->bytes[n++] = upper(c) ? (char)(c - 'A' + 'a') : c;
    }
    return end_word(w, start, n);
}

bool headwords_in(struct slice s, const char *list) {
    char entry[HEADWORDS_JOINED + 3];
    if (s.n > HEADWORDS_JOINED)
        return false;
    entry[0] = entry[s.n + 1] = '|';
    entry[s.n + 2] = '\0';
    if (s.n > 0)
        memcpy(entry + 1, s.p, s.n);
    return strstr(list, entry) != NULL;
}

bool headwords_in_plural(struct slice s, const char *list) {
    const bool plural = s.n > 3 && s.p[s.n - 1] == 's';
    return headwords_in(s, list) || (plural && headwords_in(slice_cut(s, 0, s.n - 1), list));
}

bool headwords_digits(struct slice s) {
    for (size_t i = 0; i < s.n; i++)
        if (!digit(s.p[i]))
            return false;
    return s.n > 0;
}

/* Words [from, to) with one space between. */
struct slice headwords_join(char joined[HEADWORDS_JOINED], const struct headwords *w, size_t from,
                            size_t to) {
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        if (n > 0)
            joined[n++] = ' ';
        memcpy(joined + n, w->word[i].p, w->word[i].n);
        n += w->word[i].n;
    }
    return (struct slice){joined, n};
}

/* A pointer without its last member. */
struct slice headwords_parent(struct slice s) {
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] != '/')
        at--;
    return slice_cut(s, 0, at > 1 ? at - 1 : 0);
}
