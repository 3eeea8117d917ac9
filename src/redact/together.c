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

static bool is_listed(struct slice s, const char *const *list) {
    for (; *list; list++)
        if (slice_is(s, *list))
            return true;
    return false;
}

/* One person's other name. */
static bool says_same(struct slice between) {
    static const char *const words[] = {"nee",
                                        "née",
                                        "formerly",
                                        "previously",
                                        "now",
                                        "aka",
                                        "a.k.a.",
                                        "AKA",
                                        "alias",
                                        "also known as",
                                        "known as",
                                        "now known as",
                                        "also called",
                                        "goes by",
                                        "who goes by",
                                        "goes by the name of",
                                        "uses the name",
                                        "calls herself",
                                        "calls himself",
                                        "likes to be called",
                                        "wants to be called",
                                        "would like to be called",
                                        "prefers to be called",
                                        "asks to be called",
                                        "is known as",
                                        "is also known as",
                                        "is known to us as",
                                        "is known to everyone as",
                                        "known to friends as",
                                        "known to family as",
                                        "known to all as",
                                        "is really",
                                        "is actually",
                                        "is short for",
                                        "short for",
                                        "reverted to",
                                        "prefers",
                                        "maiden name",
                                        "birth name",
                                        "formerly known as",
                                        NULL};
    return is_listed(between, words);
}

/* What one does to another, or with them. */
static bool says_two(struct slice between) {
    static const char *const words[] = {
        "and",         "&",           "or",          "with",
        "told",        "asked",       "rang",        "phoned",
        "texted",      "emailed",     "messaged",    "contacted",
        "met",         "saw",         "visited",     "hit",
        "punched",     "kicked",      "slapped",     "pushed",
        "hurt",        "likes",       "loves",       "hates",
        "fears",       "trusts",      "blames",      "thanked",
        "helps",       "helped",      "supports",    "supported",
        "married",     "divorced",    "left",        "sees",
        "knows",       "thinks",      "says",        "said",
        "spoke to",    "spoke with",  "talked to",   "lives with",
        "stays with",  "is with",     "rang about",  "wrote to",
        "and then",    "said that",   "says that",   "told us that",
        "thinks that", "looks after", "cares for",   "is married to",
        "shares with", "shouted at",  "agrees with", "fell out with",
        "will see",    "will visit",  "to ring",     "to visit",
        "against",     "bullies",     "texts",       "drove",
        "praised",     NULL};
    return is_listed(between, words);
}

/* A word that stands before a name as a title or a relation of it. */
static bool goes_with_name(struct slice word) {
    static const char *const words[] = {
        "Mr",       "Mrs",    "Ms",      "Miss",        "Dr",         "PC",          "DC",
        "DS",       "Sgt",    "mr",      "mrs",         "ms",         "miss",        "dr",
        "her",      "his",    "their",   "the",         "my",         "our",         "mum",
        "mam",      "mother", "dad",     "father",      "brother",    "sister",      "son",
        "daughter", "wife",   "husband", "partner",     "boyfriend",  "girlfriend",  "ex",
        "nan",      "gran",   "grandma", "grandmother", "grandad",    "grandfather", "uncle",
        "aunt",     "auntie", "cousin",  "friend",      "neighbour",  "carer",       "teacher",
        "niece",    "nephew", "stepdad", "stepmum",     "stepfather", "stepmother",  "parents",
        "parent",   "key",    "worker",  "social",      "head",       "tutor",       "landlord",
        "best",     "new",    "older",   "younger",     "eldest",     "twin",        "half",
        NULL};
    return is_listed(word, words);
}

/* Without the last word, where it goes with the name behind it. */
static bool drop_last(struct slice *s) {
    size_t from = s->n;
    while (from > 0 && s->p[from - 1] != ' ' && s->p[from - 1] != '-')
        from--;
    if (from == s->n || !goes_with_name(slice_cut(*s, from, s->n)))
        return false;
    *s = inner(slice_cut(*s, 0, from));
    return true;
}

/* "'s mother, ": nothing but who one is to the other. */
static bool says_relatives(struct slice between) {
    if (!slice_starts(between, slice_of("'s ")) &&
        !slice_starts(between, slice_of("\xE2\x80\x99s ")))
        return false;
    struct slice s = inner(slice_cut(between, between.p[0] == '\'' ? 3 : 5, between.n));
    bool any = false;
    while (s.n > 0 && drop_last(&s))
        any = true;
    return any && s.n == 0;
}

/* "Jaz is Jasmine Akers.", and "Kanya Suk (Pim)": nothing but the name. */
static bool says_is(struct slice text, const struct span *a, const struct span *b,
                    struct slice between) {
    char next = b->end < text.n ? text.p[b->end] : '.';
    struct slice name = slice_cut(text, b->start, b->end);
    if (a->start >= 3 && slice_is(slice_cut(text, a->start - 3, a->start), "of "))
        return false; /* Mother of Corey is Tanya Webb. */
    if (slice_is(between, " is ") || slice_is(between, " = "))
        return strchr(".;)\n", next) != NULL;
    return slice_is(between, " (") && next == ')' && !memchr(name.p, ' ', name.n) &&
           memchr(text.p + a->start, ' ', a->end - a->start);
}

/* A comma, and what goes with the name behind it. */
static bool says_listed(struct slice between, struct slice words) {
    if (between.p[0] != ',' || between.n < 2 || between.p[1] != ' ')
        return false;
    while (words.n > 0)
        if (!drop_last(&words))
            return false;
    return true;
}

enum together together(struct slice text, const struct span *a, const struct span *b) {
    struct slice between = slice_cut(text, a->end, b->start);
    if (between.n == 0 || between.n > LONGEST || b->end > text.n)
        return TOGETHER_UNSAID;
    if (says_relatives(between))
        return TOGETHER_RELATIVES;
    struct slice words = inner(between);
    if (says_listed(between, words))
        return TOGETHER_LISTED;
    if (says_same(words) || says_is(text, a, b, between))
        return TOGETHER_ONE;
    while (!says_two(words))
        if (!drop_last(&words))
            return TOGETHER_UNSAID;
    return TOGETHER_AND;
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
