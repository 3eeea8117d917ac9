#include "redact/spelling.h"

#include <string.h>

#include "redact/namedata.h"

#define SOUND_MAX 24

/* The spelling without what is most often spelt in another way: doubled letters, a silent h, ph for
 * f or v, z for s; y, ie, ey and ee for i where the name is long enough to be known by the rest
 * (Mary is not Marie). Returns its length, 0 when it does not fit. */
static size_t sound_of(char out[SOUND_MAX], struct slice word) {
    bool is_long = word.n >= 5;
    size_t n = 0;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i], next = i + 1 < word.n ? word.p[i + 1] : '\0';
        if (i > 0 && c == 'h')
            continue;
        if (is_long && c == 'e' && (next == 'y' || next == 'e'))
            continue;
        if (is_long && c == 'i' && next == 'e' && i + 2 == word.n)
            i++;
        if (i > 1 && slice_is(slice_cut(word, i, word.n), "eigh")) { /* Ashleigh, Ashley */
            i = word.n;
            c = 'i';
        }
        if (c == 'v' || (c == 'p' && next == 'h'))
            c = 'f';
        else if (i > 0 && c == 'z')
            c = 's';
        else if (is_long && (c == 'y' || (c == 'e' && i > 0 && word.p[i - 1] == 'e')))
            c = 'i';
        if (n > 0 && out[n - 1] == c)
            continue;
        if (n == SOUND_MAX)
            return 0;
        out[n++] = c;
    }
    return n;
}

/* Whether two neighbouring letters inside were swapped: Micheal, Michael. */
static bool are_swapped(struct slice a, struct slice b) {
    size_t i = 0;
    if (a.n != b.n || a.n < 5)
        return false;
    while (i < a.n && a.p[i] == b.p[i])
        i++;
    return i > 0 && i + 2 < a.n && a.p[i] == b.p[i + 1] && a.p[i + 1] == b.p[i] &&
           memcmp(a.p + i + 2, b.p + i + 2, a.n - i - 2) == 0;
}

static bool is_vowel(char c) {
    return c != '\0' && strchr("aeiouy", c) != NULL;
}

/* Whether one vowel inside differs: Jordan, Jordon. Names of which all know the sex are written so
 * on purpose: Marian, Marion. */
static bool differ_in_vowel(struct slice a, struct slice b) {
    size_t i = 0;
    if (a.n != b.n || a.n < 5)
        return false;
    while (i < a.n && a.p[i] == b.p[i])
        i++;
    return i > 0 && i + 1 < a.n && is_vowel(a.p[i]) && is_vowel(b.p[i]) &&
           memcmp(a.p + i + 1, b.p + i + 1, a.n - i - 1) == 0 &&
           !(name_sex(a) != SEX_UNKNOWN && name_sex(b) != SEX_UNKNOWN);
}

bool surnames_alike(struct slice a, struct slice b) {
    size_t i = 0, k = 0;
    struct slice less = a.n < b.n ? a : b, more = a.n < b.n ? b : a;
    if (less.n < 5 || more.n > less.n + 1 || a.p[0] != b.p[0])
        return false;
    if (are_swapped(a, b))
        return true;
    while (i < less.n && less.p[i] == more.p[i])
        i++;
    k = less.n == more.n ? i + 1 : i;
    return i + 1 < less.n && memcmp(less.p + k, more.p + i + 1, less.n - k) == 0;
}

bool spelt_alike(struct slice a, struct slice b) {
    char x[SOUND_MAX], y[SOUND_MAX];
    if (a.n < 4 || b.n < 4 || a.p[0] != b.p[0])
        return false;
    if (are_swapped(a, b) || differ_in_vowel(a, b))
        return true;
    size_t n = sound_of(x, a), m = sound_of(y, b);
    return n >= 3 && n == m && memcmp(x, y, n) == 0;
}
