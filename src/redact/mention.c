#include "redact/mention.h"

#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"

#define TITLE_LONGEST  10 /* bytes of the longest of TITLES */
#define SHORT_TITLE    4  /* bytes of the longest that is a short form: Cllr., Prof. */
#define TITLE_LOOKBACK 24 /* bytes before a span in which a title may stand */

struct title {
    const char *key;
    uint8_t sex;
    bool office;
};

/* In the order of their keys. */
static const struct title TITLES[] = {
    {"canon", SEX_UNKNOWN, true},     {"cllr", SEX_UNKNOWN, true},
    {"constable", SEX_UNKNOWN, true}, {"councillor", SEX_UNKNOWN, true},
    {"dame", SEX_WOMAN, false},       {"dc", SEX_UNKNOWN, true},
    {"di", SEX_UNKNOWN, true},        {"doctor", SEX_UNKNOWN, true},
    {"dr", SEX_UNKNOWN, true},        {"ds", SEX_UNKNOWN, true},
    {"imam", SEX_MAN, true},          {"inspector", SEX_UNKNOWN, true},
    {"judge", SEX_UNKNOWN, true},     {"lady", SEX_WOMAN, false},
    {"madam", SEX_WOMAN, false},      {"miss", SEX_WOMAN, false},
    {"mister", SEX_MAN, false},       {"mr", SEX_MAN, false},
    {"mrs", SEX_WOMAN, false},        {"ms", SEX_WOMAN, false},
    {"mx", SEX_UNKNOWN, false},       {"nurse", SEX_UNKNOWN, true},
    {"pastor", SEX_UNKNOWN, true},    {"pc", SEX_UNKNOWN, true},
    {"pcso", SEX_UNKNOWN, true},      {"police", SEX_UNKNOWN, false},
    {"prof", SEX_UNKNOWN, true},      {"professor", SEX_UNKNOWN, true},
    {"rabbi", SEX_UNKNOWN, true},     {"rev", SEX_UNKNOWN, true},
    {"revd", SEX_UNKNOWN, true},      {"reverend", SEX_UNKNOWN, true},
    {"sergeant", SEX_UNKNOWN, true},  {"sgt", SEX_UNKNOWN, true},
    {"sheikh", SEX_MAN, true},        {"sir", SEX_MAN, false},
    {"wpc", SEX_WOMAN, true},
};

/* The title that word (its key given too) is. Di and the like are ranks only in capitals. */
static const struct title *title_of(struct slice word, struct slice key) {
    if (key.n < 2 || key.n > TITLE_LONGEST)
        return NULL;
    bool rank = key.p[0] == 'd' && key.n == 2 && strchr("isc", key.p[1]);
    if (rank && !slice_is(word, "DI") && !slice_is(word, "DS") && !slice_is(word, "DC"))
        return NULL;
    size_t low = 0, high = sizeof TITLES / sizeof *TITLES;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int c = slice_compare(key, TITLES[middle].key);
        if (c == 0)
            return &TITLES[middle];
        if (c < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* A word's bytes in the view: letters and digits, with apostrophes inside. */
static bool in_word(struct slice s, size_t i) {
    if (is_letter(s.p[i]) || (s.p[i] >= '0' && s.p[i] <= '9'))
        return true;
    return s.p[i] == '\'' && i > 0 && i + 1 < s.n && is_letter(s.p[i - 1]) && is_letter(s.p[i + 1]);
}

/* The next word from *at on; false when there is none. *at is then behind it. */
static bool next_word(struct slice *word, struct slice s, size_t *at) {
    size_t i = *at;
    while (i < s.n && !in_word(s, i))
        i++;
    size_t start = i;
    while (i < s.n && in_word(s, i))
        i++;
    *at = i;
    *word = slice_cut(s, start, i);
    return i > start;
}

static struct slice without_possessive(struct slice word) {
    if (word.n > 2 && word.p[word.n - 2] == '\'' && (word.p[word.n - 1] | 0x20) == 's')
        word.n -= 2;
    return word;
}

/* The look-up key of a word, the word itself where it has none; p is NULL when memory is out. */
static struct slice key_of(struct slice word, struct arena *a) {
    size_t size = word.n * 2 + 16;
    char *p = arena_alloc(a, size);
    if (!p)
        return (struct slice){NULL, 0};
    size_t n = fold_key(p, size, word);
    return n ? (struct slice){p, n} : arena_copy(a, word);
}

bool mention_is_initial(struct slice word) {
    if (word.n == 0 || word.n > 2)
        return false;
    size_t len;
    uint32_t cp = utf8_decode(&len, word);
    return len == word.n && cp < 0x600; /* beyond, one character can be a whole name */
}

/* Whether a word of two or three letters looks like initials: all capitals, or no vowel. */
static bool may_be_letters(struct slice word) {
    bool upper = true, vowel = false;
    if (word.n < 2 || word.n > 3)
        return false;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (!is_letter(c) || (unsigned char)c >= 0x80)
            return false;
        upper = upper && c < 'a';
        vowel = vowel || strchr("aeiouyAEIOUY", c) != NULL;
    }
    return upper || !vowel;
}

static bool has_small(struct slice word) {
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] >= 'a' && word.p[i] <= 'z')
            return true;
    return false;
}

/* KHAN, but not SK. */
static bool is_upper(struct slice word) {
    return word.n > 3 && !has_small(word);
}

/* What the words of one mention are gathered into. */
struct gather {
    struct mention *m;
    struct arena *a;
    size_t count, units, initials;
    size_t comma; /* words before the first comma; 0: no comma */
    size_t upper; /* words at the front in capitals, of more than three letters */
    bool small;   /* some word has small letters */
};

/* One name for each office. */
static struct slice office_of(const struct title *t) {
    static const char *const same[][2] = {
        {"doctor", "dr"},    {"professor", "prof"}, {"sergeant", "sgt"}, {"councillor", "cllr"},
        {"reverend", "rev"}, {"revd", "rev"},       {"constable", "pc"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strcmp(t->key, same[i][0]) == 0)
            return slice_of(same[i][1]);
    return slice_of(t->key);
}

static void note_title(struct mention *m, const struct title *t) {
    m->sex |= t->sex;
    if (t->office && m->office.n == 0)
        m->office = office_of(t);
}

/* Takes one word of the view; hyphen: it is joined to the word before. */
static bool take_word(struct gather *g, struct slice word, bool hyphen) {
    struct slice key = key_of(without_possessive(word), g->a);
    if (!key.p)
        return false;
    const struct title *t = g->count == 0 ? title_of(word, key) : NULL;
    if (t) {
        note_title(g->m, t);
        return true;
    }
    if (g->upper == g->count && is_upper(word))
        g->upper++;
    g->small |= has_small(word);
    if (g->count < MENTION_WORDS_MAX)
        g->m->words[g->count] = key;
    g->count++;
    g->units += hyphen && g->units > 0 ? 0 : 1;
    g->initials += mention_is_initial(key);
    g->m->letters = may_be_letters(word);
    return true;
}

static bool take_words(struct gather *g, struct slice view) {
    struct slice word;
    size_t at = 0, last = 0;
    while (next_word(&word, view, &at)) {
        size_t start = (size_t)(word.p - view.p);
        struct slice between = slice_cut(view, last, start);
        if (g->count > 0 && g->comma == 0 && between.n > 0 && between.p[0] == ',')
            g->comma = g->count;
        if (!take_word(g, word, slice_is(between, "-")))
            return false;
        last = at;
    }
    return true;
}

/* Big Dave is Dave, and Auntie Grace Grace: words that say no name themselves. */
static void drop_byname(struct gather *g) {
    static const char *const bynames[] = {
        "big",     "little",  "lil",    "wee",    "fat",   "mad",     "old",    "skinny", "scouse",
        "geordie", "ginger",  "aunt",   "auntie", "aunty", "uncle",   "granny", "gran",   "grandma",
        "grandad", "grandpa", "cousin", "chacha", "khala", "mamu",    "nan",    "nana",   "nanny",
        "mum",     "mam",     "dad",    "sister", "sr",    "brother", "father", "fr"};
    if (g->count < 2 || g->count > MENTION_WORDS_MAX || g->units != g->count || g->comma)
        return;
    for (size_t i = 0; i < sizeof bynames / sizeof *bynames; i++)
        if (slice_is(g->m->words[0], bynames[i])) {
            g->count--;
            g->units--;
            g->upper -= g->upper > 0;
            memmove(g->m->words, g->m->words + 1, g->count * sizeof *g->m->words);
            return;
        }
}

/* KHAN, Sarah → sarah khan. */
static void turn_round(struct mention *m, size_t comma) {
    struct slice turned[MENTION_WORDS_MAX];
    for (size_t i = 0; i < m->n; i++)
        turned[i] = m->words[(i + comma) % m->n];
    memcpy(m->words, turned, m->n * sizeof *turned);
}

static uint8_t kind_of(const struct gather *g) {
    size_t real = g->count - g->initials;
    if (g->count == 0 || g->count > MENTION_WORDS_MAX || (g->count == 1 && g->initials == 1))
        return MENTION_OTHER;
    if (real == 0)
        return MENTION_INITIALS;
    if (g->units == 1)
        return g->m->sex || g->m->office.n ? MENTION_TITLED : MENTION_PART;
    return real > 1 ? MENTION_FULL : MENTION_INITIAL;
}

/* The word that ends right before byte `end`, with only full stops and spaces (at least one, at
 * most three) between; empty when there is none. *end becomes where it starts. *stop: there is a
 * full stop. */
static struct slice word_before(struct slice text, size_t *end, bool *stop) {
    size_t last = *end;
    while (last > 0 && *end - last < 3 && (text.p[last - 1] == ' ' || text.p[last - 1] == '.'))
        last--;
    *stop = memchr(text.p + last, '.', *end - last) != NULL;
    size_t from = last;
    while (from > 0 && last - from < TITLE_LOOKBACK &&
           (is_letter(text.p[from - 1]) || text.p[from - 1] == '&'))
        from--;
    struct slice word = slice_cut(text, from, last == *end ? from : last);
    *end = from;
    return word;
}

/* The title that stands before byte *end, or NULL; false when memory is out. */
static bool title_before(const struct title **t, struct slice text, size_t *end, struct arena *a) {
    bool stop;
    struct slice word = word_before(text, end, &stop);
    *t = NULL;
    if (word.n == 0)
        return true;
    struct slice key = key_of(word, a);
    if (key.p)
        *t = title_of(word, key);
    if (stop && key.n > SHORT_TITLE) /* She is a nurse. Imran came. */
        *t = NULL;
    return key.p != NULL;
}

/* A title right before the span, and of a couple (Mr and Mrs Khan) the other one too. */
static bool look_back(struct mention *m, struct slice text, uint32_t start, struct arena *a) {
    size_t end = start;
    const struct title *t;
    if (!title_before(&t, text, &end, a))
        return false;
    if (!t)
        return true;
    note_title(m, t);
    bool stop;
    struct slice word = word_before(text, &end, &stop);
    if (!slice_is(word, "and") && !slice_is(word, "AND") && !slice_is(word, "&"))
        return true;
    if (!title_before(&t, text, &end, a))
        return false;
    if (t)
        note_title(m, t);
    return true;
}

/* Kind, sex, letters, office and words as one string of bytes. */
static bool make_key(struct mention *m, struct arena *a) {
    size_t n = 4 + m->office.n;
    for (size_t i = 0; i < m->n; i++)
        n += m->words[i].n + 1;
    char *p = arena_alloc(a, n);
    if (!p)
        return false;
    m->key = (struct slice){p, n};
    *p++ = (char)('0' + m->kind);
    *p++ = (char)('0' + m->sex);
    *p++ = m->letters ? 'l' : '-';
    memcpy(p, m->office.p ? m->office.p : "", m->office.n);
    p += m->office.n;
    for (size_t i = 0; i < m->n; i++) {
        *p++ = ' ';
        memcpy(p, m->words[i].p, m->words[i].n);
        p += m->words[i].n;
    }
    *p = '.';
    return true;
}

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "memory is out");
}

/* What no rule for names fits is known by its whole text. */
static enum status other(struct mention *m, struct slice source, struct arena *a, struct err *e) {
    m->n = 0;
    m->letters = false;
    return mention_text_key(&m->key, source, false, a, e);
}

enum status mention_read(struct mention *out, struct slice text, uint32_t start, uint32_t end,
                         struct arena *a, struct err *e) {
    *out = (struct mention){0};
    struct slice source = slice_cut(text, start, end);
    struct view v;
    enum status st = view_make(&v, source, a, e);
    if (st)
        return st;
    struct gather g = {.m = out, .a = a};
    if (!take_words(&g, v.text) || !look_back(out, text, start, a))
        return no_memory(e);
    drop_byname(&g);
    out->kind = kind_of(&g);
    if (out->kind == MENTION_OTHER)
        return other(out, source, a, e);
    out->n = (uint8_t)g.count;
    out->letters = out->letters && g.count == 1;
    if (out->sex == SEX_BOTH && out->kind != MENTION_TITLED)
        out->sex = SEX_UNKNOWN;
    size_t surnames = g.comma ? g.comma : g.small ? g.upper : 0; /* KHAN, Sarah; KHAN Sarah */
    if (surnames && surnames < g.count)
        turn_round(out, surnames);
    return make_key(out, a) ? ST_OK : no_memory(e);
}

enum status mention_text_key(struct slice *out, struct slice text, bool tight, struct arena *a,
                             struct err *e) {
    struct view v;
    enum status st = view_make(&v, text, a, e);
    if (st)
        return st;
    size_t size = v.text.n * 3 + 16, n = 0, at = 0;
    char *p = arena_alloc(a, size);
    if (!p)
        return no_memory(e);
    struct slice word;
    while (next_word(&word, v.text, &at)) {
        if (n > 0 && n < size && !tight)
            p[n++] = ' ';
        size_t k = n < size ? fold_key(p + n, size - n, word) : 0;
        if (k == 0) { /* its key is longer than any word's: the text as it stands is key enough */
            n = 0;
            break;
        }
        n += k;
    }
    *out = n ? (struct slice){p, n} : arena_copy(a, text);
    return out->p ? ST_OK : no_memory(e);
}

bool mention_titles_in_order(void) {
    for (size_t i = 1; i < sizeof TITLES / sizeof *TITLES; i++)
        if (strcmp(TITLES[i - 1].key, TITLES[i].key) >= 0)
            return false;
    return true;
}
