#include "run/namelike.h"

#include <string.h>
#include <strings.h>

#include "text/fold.h"

enum { WORDS_MAX = 4, VALUE_MAX = 80 /* bytes */ };

/* What the words of a value are. */
struct words {
    size_t n;
    size_t capitals;               /* how many have one */
    size_t given, surname, listed; /* how many are in that list, and in either */
    size_t only;                   /* listed, and neither ordinary words nor places */
    size_t sure;                   /* such words that are long enough to be no abbreviation */
    size_t ordinary;               /* words of English */
    size_t initials;
    size_t unknown; /* in no list at all */
};

static bool has_capital(struct slice word) {
    return (word.p[0] >= 'A' && word.p[0] <= 'Z') || (signed char)word.p[0] < 0;
}

/* April, Georgia, Jain: names that are as often no names, though no dictionary's words. */
static bool means_more(const struct lexicon *lx, lex_set classes) {
    static const char *const others[] = {"month", "weekday", "country", "demonym", "festival"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        int c = lexicon_class(lx, slice_of(others[i]));
        if (c >= 0 && (classes >> c & 1))
            return true;
    }
    return false;
}

static void count_word(struct words *w, const struct lexicon *lx, struct slice word) {
    struct lex_entry found;
    char key[LEX_KEY_MAX], last = word.p[word.n - 1];
    w->initials += word.n == 1 || (word.n == 2 && last == '.');
    if (last == ',')
        word.n--;
    size_t n = fold_key(key, sizeof key, word);
    bool there = n > 0 && lexicon_find(lx, (struct slice){key, n}, &found);
    w->unknown += n >= 4 && !(there && found.classes);
    w->ordinary += there && found.level;
    if (!there || !(found.given || found.surname))
        return;
    w->listed++;
    w->given += found.given > 0;
    w->surname += found.surname > 0;
    if (found.level || found.place || means_more(lx, found.classes))
        return;
    w->only++;
    w->sure += n >= 4;
}

/* False when it is no name whatever its words are. */
static bool read_words(struct words *w, const struct lexicon *lx, struct slice text) {
    *w = (struct words){0};
    while (text.n > 0) {
        const char *space = memchr(text.p, ' ', text.n);
        struct slice word = slice_cut(text, 0, space ? (size_t)(space - text.p) : text.n);
        text = slice_cut(text, word.n + (space != NULL), text.n);
        if (word.n == 0)
            continue;
        if (++w->n > WORDS_MAX)
            return false;
        w->capitals += has_capital(word);
        count_word(w, lx, word);
    }
    return true;
}

bool namelike(const struct lexicon *lx, struct slice text) {
    struct words w;
    return read_words(&w, lx, text) && w.capitals == w.n && w.only > 0;
}

bool namelike_full(const struct lexicon *lx, struct slice text) {
    struct words w;
    bool may = text.n > 0 && text.n < VALUE_MAX && memchr(text.p, ' ', text.n);
    return may && read_words(&w, lx, text) && w.n >= 2 && w.capitals == w.n &&
           w.listed + w.initials == w.n && w.given > 0 && w.surname > 0 && w.sure > 0;
}

bool namelike_perhaps(const struct lexicon *lx, struct slice text) {
    struct words w;
    bool may = text.n > 0 && text.n < VALUE_MAX && memchr(text.p, ' ', text.n);
    if (!may || !read_words(&w, lx, text) || w.n < 2)
        return false;
    if (w.capitals < w.n)
        return w.listed == w.n && w.given > 0 && w.surname > 0 && w.sure > 0 && w.ordinary == 0;
    return w.sure + w.unknown > 0 && w.listed + w.initials + w.unknown == w.n;
}

/* ---- inside other text ---- */

static bool is_letter(char c) {
    return (unsigned char)((c | 0x20) - 'a') < 26 || (signed char)c < 0;
}

#define LEAST 8 /* bytes of a full name */

/* The next word of letters from *at on; empty: none. */
static struct slice next_word(struct slice text, size_t *at) {
    size_t i = *at;
    while (i < text.n && !is_letter(text.p[i]))
        i++;
    const size_t start = i;
    while (i < text.n && is_letter(text.p[i]))
        i++;
    *at = i;
    return slice_cut(text, start, i);
}

/* What may stand between the words of one name. */
static bool is_gap(struct slice s) {
    return slice_is(s, " ") || slice_is(s, "_") || slice_is(s, ".") || slice_is(s, ", ") ||
           slice_is(s, "-") || slice_is(s, ",") || slice_is(s, "; ") || slice_is(s, "|");
}

static bool is_full(const struct lexicon *lx, struct slice a, struct slice b) {
    struct words w = {.n = 2};
    if (a.n < 2 || b.n < 2 || has_capital(a) != has_capital(b))
        return false;
    count_word(&w, lx, a);
    if (w.ordinary > 0)
        return false;
    count_word(&w, lx, b);
    if (!has_capital(a))
        return w.listed == 2 && w.given > 0 && w.surname > 0 && w.sure > 0 && w.ordinary == 0;
    return w.sure > 0 && w.ordinary == 0 && w.listed + w.unknown == 2;
}

bool namelike_within(const struct lexicon *lx, struct slice text) {
    size_t at = 0, end;
    struct slice word = next_word(text, &at);
    if (text.n < LEAST || at == text.n) /* a word, or a date */
        return false;
    while (word.n > 0) {
        end = at;
        const struct slice next = next_word(text, &at);
        const struct slice gap = slice_cut(text, end, (size_t)(next.p - text.p));
        if (next.n > 0 && is_gap(gap) && is_full(lx, word, next))
            return true;
        word = next;
    }
    return false;
}

#define KEY_MAX 80

/* A name and a word that is in no list, both with capitals: Ffion Gwyther. */
static bool is_known_and_unknown(const struct lexicon *lx, struct slice text) {
    struct words w;
    return text.n > 0 && text.n < VALUE_MAX && read_words(&w, lx, text) && w.n == 2 &&
           w.capitals == 2 && w.listed == 1 && w.sure == 1 && w.unknown == 1 && w.ordinary == 0;
}

bool namelike_key(const struct lexicon *lx, struct slice text) {
    char plain[KEY_MAX];
    struct words w;
    if (namelike_full(lx, text) || is_known_and_unknown(lx, text))
        return true;
    const char *bracket = memchr(text.p, '(', text.n);
    if (bracket)
        text = slice_trim(slice_cut(text, 0, (size_t)(bracket - text.p)));
    if (text.n == 0 || text.n > sizeof plain)
        return false;
    for (size_t i = 0; i < text.n; i++)
        plain[i] = text.p[i] == '_' || text.p[i] == '.' ? ' ' : text.p[i];
    text.p = plain;
    if (namelike_full(lx, text))
        return true;
    return memchr(plain, ' ', text.n) && read_words(&w, lx, text) && w.n >= 2 && w.listed == w.n &&
           w.given > 0 && w.surname > 0 && w.sure > 0 && w.ordinary == 0;
}

bool namelike_listed(const struct lexicon *lx, struct slice text) {
    struct words w;
    return text.n > 0 && text.n < VALUE_MAX && read_words(&w, lx, text) && w.capitals == w.n &&
           w.listed > 0 && w.listed + w.initials >= w.n;
}

bool value_is_missing(struct slice text) {
    static const char *const words[] = {"-",
                                        "--",
                                        "?",
                                        "n/a",
                                        "n.a.",
                                        "n/k",
                                        "unknown",
                                        "not known",
                                        "none known",
                                        "not recorded",
                                        "not stated",
                                        "not given",
                                        "none given",
                                        "not sure",
                                        "not entered",
                                        "not provided",
                                        "not disclosed",
                                        "unspecified",
                                        "to follow",
                                        "name unknown",
                                        "no details",
                                        "not available",
                                        "not applicable"};
    text = slice_trim(text);
    if (text.n > 1 && text.p[text.n - 1] == '.' && text.p[text.n - 2] != 'a')
        text.n--;
    for (size_t i = 0; text.n > 0 && i < sizeof words / sizeof *words; i++)
        if ((text.p[0] | 0x20) == (words[i][0] | 0x20) && text.n == strlen(words[i]) &&
            strncasecmp(text.p, words[i], text.n) == 0)
            return true;
    return false;
}
