#include "redact/together.h"

#include <string.h>

#include "redact/mention.h"
#include "redact/namedata.h"
#include "text/fold.h"

#define LONGEST 40 /* bytes between two names of one person */
#define KEY_MAX 64

/* Without brackets, quotes, commas and the like on both sides. */
static struct slice inner(struct slice s) {
    static const char around[] = " ,;:()[]\"'\t";
    while (s.n && memchr(around, s.p[0], sizeof around - 1))
        s = slice_cut(s, 1, s.n);
    while (s.n && memchr(around, s.p[s.n - 1], sizeof around - 1))
        s.n--;
    return s;
}

bool together_by_words(struct slice between) {
    static const char *const words[] = {"nee",        "née",
                                        "formerly",   "previously",
                                        "now",        "aka",
                                        "a.k.a.",     "AKA",
                                        "alias",      "also known as",
                                        "known as",   "now known as",
                                        "goes by",    "likes to be called",
                                        "prefers",    "maiden name",
                                        "birth name", "formerly known as"};
    if (between.n == 0 || between.n > LONGEST)
        return false;
    between = inner(between);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(between, words[i]))
            return true;
    return false;
}

/* What the word says as a given name. */
static uint8_t sex_of(struct slice word) {
    char key[KEY_MAX];
    size_t n = fold_key(key, sizeof key, word);
    return name_sex((struct slice){key, n});
}

#define SEARCH_MAX 64 /* spans on each side in which the surname is looked for */

/* True when another name of two words or more ends with the word. */
static bool is_surname(struct slice word, struct slice text, const struct span_list *spans,
                       size_t at) {
    size_t end = at + SEARCH_MAX < spans->n ? at + SEARCH_MAX : spans->n;
    for (size_t i = at > SEARCH_MAX ? at - SEARCH_MAX : 0; i < end; i++) {
        const struct span *s = &spans->v[i];
        if (s->label != LABEL_NAME || s->end > text.n || s->end - s->start < word.n + 2)
            continue;
        struct slice last = slice_cut(text, s->end - word.n, s->end);
        if (i != at && i != at + 1 && text.p[s->end - word.n - 1] == ' ' && slice_eq(last, word))
            return true;
    }
    return false;
}

bool together_turned(struct slice text, const struct span_list *spans, size_t i) {
    if (i + 1 >= spans->n)
        return false;
    const struct span *a = &spans->v[i], *b = a + 1;
    if (b->label != LABEL_NAME || a->start >= a->end || b->end > text.n || b->start >= b->end ||
        b->start < a->end || !slice_is(slice_cut(text, a->end, b->start), ", "))
        return false;
    struct slice first = slice_cut(text, a->start, a->end),
                 then = slice_cut(text, b->start, b->end);
    if (then.n > first.n && slice_eq(slice_cut(then, then.n - first.n, then.n), first))
        return false; /* Adams, Ruth Adams */
    const char *space = memchr(then.p, ' ', then.n);
    if (space)
        then.n = (size_t)(space - then.p);
    return !memchr(first.p, ' ', first.n) && sex_of(first) == SEX_UNKNOWN &&
           sex_of(then) != SEX_UNKNOWN && is_surname(first, text, spans, i);
}
