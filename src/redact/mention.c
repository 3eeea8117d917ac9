#include "redact/mention.h"

#include <string.h>

#include "base/utf8.h"
#include "find/role.h"
#include "redact/keylist.h"
#include "redact/namedata.h"
#include "text/fold.h"

#define TITLE_LONGEST  10        /* bytes of the longest of TITLES */
#define TITLE_LETTERS  0x46bfaeU /* bit l: a title begins with letter l */
#define SHORT_TITLE    4         /* bytes of the longest that is a short form: Cllr., Prof. */
#define TITLE_LOOKBACK 24        /* bytes before a span in which a title may stand */

struct title {
    const char *key;
    uint8_t sex;
    bool office;
};

/* In the order of their keys. */
static const struct title TITLES[] = {
    {"bishop", SEX_UNKNOWN, true},
    {"canon", SEX_UNKNOWN, true},
    {"capt", SEX_UNKNOWN, true},
    {"captain", SEX_UNKNOWN, true},
    {"cllr", SEX_UNKNOWN, true},
    {"col", SEX_UNKNOWN, true},
    {"colonel", SEX_UNKNOWN, true},
    {"constable", SEX_UNKNOWN, true},
    {"councillor", SEX_UNKNOWN, true},
    {"cpl", SEX_UNKNOWN, true},
    {"dame", SEX_WOMAN, false},
    {"daw", SEX_WOMAN, false},
    {"dc", SEX_UNKNOWN, true},
    {"deacon", SEX_UNKNOWN, true},
    {"di", SEX_UNKNOWN, true},
    {"doctor", SEX_UNKNOWN, true},
    {"dr", SEX_UNKNOWN, true},
    {"ds", SEX_UNKNOWN, true},
    {"frau", SEX_WOMAN, false},
    {"herr", SEX_MAN, false},
    {"hhj", SEX_UNKNOWN, true},
    {"imam", SEX_MAN, true},
    {"insp", SEX_UNKNOWN, true},
    {"inspector", SEX_UNKNOWN, true},
    {"judge", SEX_UNKNOWN, true},
    {"kyria", SEX_WOMAN, false},
    {"kyrios", SEX_MAN, false},
    {"lady", SEX_WOMAN, false},
    {"lieutenant", SEX_UNKNOWN, true},
    {"lt", SEX_UNKNOWN, true},
    {"madam", SEX_WOMAN, false},
    {"madame", SEX_WOMAN, false},
    {"mevrouw", SEX_WOMAN, false},
    {"miss", SEX_WOMAN, false},
    {"mister", SEX_MAN, false},
    {"mlle", SEX_WOMAN, false},
    {"mme", SEX_WOMAN, false},
    {"monsieur", SEX_MAN, false},
    {"mr", SEX_MAN, false},
    {"mrs", SEX_WOMAN, false},
    {"ms", SEX_WOMAN, false},
    {"mx", SEX_UNKNOWN, false},
    {"nurse", SEX_UNKNOWN, true},
    {"pani", SEX_WOMAN, false},
    {"pastor", SEX_UNKNOWN, true},
    {"pc", SEX_UNKNOWN, true},
    {"pcso", SEX_UNKNOWN, true},
    {"police", SEX_UNKNOWN, false},
    {"prof", SEX_UNKNOWN, true},
    {"professor", SEX_UNKNOWN, true},
    {"ps", SEX_UNKNOWN, true},
    {"rabbi", SEX_UNKNOWN, true},
    {"rev", SEX_UNKNOWN, true},
    {"revd", SEX_UNKNOWN, true},
    {"reverend", SEX_UNKNOWN, true},
    {"senhor", SEX_MAN, false},
    {"senhora", SEX_WOMAN, false},
    {"senor", SEX_MAN, false},
    {"senora", SEX_WOMAN, false},
    {"sergeant", SEX_UNKNOWN, true},
    {"sgt", SEX_UNKNOWN, true},
    {"sheikh", SEX_MAN, true},
    {"signor", SEX_MAN, false},
    {"signora", SEX_WOMAN, false},
    {"sir", SEX_MAN, false},
    {"sra", SEX_WOMAN, false},
    {"srta", SEX_WOMAN, false},
    {"supt", SEX_UNKNOWN, true},
    {"wpc", SEX_WOMAN, true},
};

/* The title that word (its key given too) is. Di and the like are ranks only in capitals. */
static const struct title *title_of(struct slice word, struct slice key) {
    if (key.n < 2 || key.n > TITLE_LONGEST)
        return NULL;
    bool rank = key.n == 2 && (slice_is(key, "ps") || (key.p[0] == 'd' && strchr("isc", key.p[1])));
    if (rank && (word.p[0] > 'Z' || word.p[1] > 'Z'))
        return NULL;
    if (key.p[0] < 'a' || key.p[0] > 'z' || !(TITLE_LETTERS >> (key.p[0] - 'a') & 1))
        return NULL;
    return keylist_find(TITLES, sizeof TITLES / sizeof *TITLES, sizeof *TITLES, key);
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

struct byname;

/* What the words of one mention are gathered into. */
struct gather {
    struct mention *m;
    struct arena *a;
    size_t count, units, initials;
    bool particle;           /* the last word belongs to the next: El Idrissi */
    size_t comma;            /* words before the first comma; 0: no comma */
    size_t upper;            /* words at the front in capitals, of more than three letters */
    bool small;              /* some word has small letters */
    const struct byname *by; /* that was left out; NULL: none */
};

/* One name for each office. */
static struct slice office_of(const struct title *t) {
    static const char *const same[][2] = {
        {"doctor", "dr"},    {"professor", "prof"}, {"sergeant", "sgt"},   {"councillor", "cllr"},
        {"reverend", "rev"}, {"ps", "sgt"},         {"insp", "inspector"}, {"wpc", "pc"},
        {"hhj", "judge"},    {"revd", "rev"},       {"constable", "pc"},   {"captain", "capt"},
        {"colonel", "col"},  {"lieutenant", "lt"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strcmp(t->key, same[i][0]) == 0)
            return slice_of(same[i][1]);
    return slice_of(t->key);
}

/* Other women's titles are as Ms is: whether she is married is not said. */
static uint8_t title_kind(const struct title *t) {
    if (t->sex != SEX_WOMAN || t->office)
        return TITLE_OTHER;
    return strcmp(t->key, "mrs") == 0    ? TITLE_MRS
           : strcmp(t->key, "miss") == 0 ? TITLE_MISS
                                         : TITLE_MS;
}

static void note_title(struct mention *m, const struct title *t) {
    m->sex |= t->sex;
    m->title = title_kind(t);
    if (t->office && m->office.n == 0)
        m->office = office_of(t);
}

/* da Silva, El Idrissi and bin Hamad are one name each. Di, Al and Ben are given names too, and Van
 * is one in Vietnam, where another name stands before it. */
static bool is_particle(struct slice key) {
    static const char *const particles[] = {"bin", "bint", "da", "das", "de",  "del", "den",
                                            "der", "dos",  "el", "ibn", "ter", "van", "von"};
    for (size_t i = 0; key.n <= 4 && i < sizeof particles / sizeof *particles; i++)
        if (slice_is(key, particles[i]))
            return true;
    return false;
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
    const bool goes_on = (hyphen || g->particle) && g->units > 0;
    g->units += !goes_on;
    if (g->units == 1)
        g->m->given++;
    g->particle = is_particle(key);
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

/* Words before a name that say no name themselves: Big Dave, Auntie Grace. In their order. */
static const struct byname {
    const char *key;
    uint8_t sex, role;
} BYNAMES[] = {
    {"aabo", SEX_MAN, ROLE_FATHER},
    {"abti", SEX_MAN, ROLE_UNCLE},
    {"abuela", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"abuelo", SEX_MAN, ROLE_GRANDFATHER},
    {"adeer", SEX_MAN, ROLE_UNCLE},
    {"ambuya", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"amca", SEX_MAN, ROLE_UNCLE},
    {"amma", SEX_WOMAN, ROLE_MOTHER},
    {"amo", SEX_MAN, ROLE_UNCLE},
    {"apa", SEX_UNKNOWN, ROLE_NONE},
    {"appa", SEX_MAN, ROLE_FATHER},
    {"aunt", SEX_WOMAN, ROLE_AUNT},
    {"auntie", SEX_WOMAN, ROLE_AUNT},
    {"aunty", SEX_WOMAN, ROLE_AUNT},
    {"awowe", SEX_MAN, ROLE_GRANDFATHER},
    {"ayeeyo", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"baba", SEX_MAN, ROLE_FATHER},
    {"babcia", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"baji", SEX_WOMAN, ROLE_SISTER},
    {"bhai", SEX_MAN, ROLE_NONE},
    {"bhaiya", SEX_MAN, ROLE_NONE},
    {"big", SEX_UNKNOWN, ROLE_NONE},
    {"brother", SEX_MAN, ROLE_NONE},
    {"bua", SEX_WOMAN, ROLE_AUNT},
    {"bunica", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"bunicul", SEX_MAN, ROLE_GRANDFATHER},
    {"chacha", SEX_MAN, ROLE_UNCLE},
    {"chachi", SEX_WOMAN, ROLE_AUNT},
    {"ciocia", SEX_WOMAN, ROLE_AUNT},
    {"cousin", SEX_UNKNOWN, ROLE_COUSIN},
    {"dad", SEX_MAN, ROLE_FATHER},
    {"daddy", SEX_MAN, ROLE_FATHER},
    {"dadi", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"dede", SEX_MAN, ROLE_GRANDFATHER},
    {"didi", SEX_WOMAN, ROLE_SISTER},
    {"dziadek", SEX_MAN, ROLE_GRANDFATHER},
    {"eedo", SEX_WOMAN, ROLE_AUNT},
    {"fat", SEX_UNKNOWN, ROLE_NONE},
    {"father", SEX_MAN, ROLE_NONE},
    {"fr", SEX_MAN, ROLE_NONE},
    {"geordie", SEX_UNKNOWN, ROLE_NONE},
    {"ginger", SEX_UNKNOWN, ROLE_NONE},
    {"gogo", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"gran", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"grandad", SEX_MAN, ROLE_GRANDFATHER},
    {"granddad", SEX_MAN, ROLE_GRANDFATHER},
    {"grandma", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"grandpa", SEX_MAN, ROLE_GRANDFATHER},
    {"granny", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"habaryar", SEX_WOMAN, ROLE_AUNT},
    {"hoyo", SEX_WOMAN, ROLE_MOTHER},
    {"kak", SEX_MAN, ROLE_NONE},
    {"kaka", SEX_MAN, ROLE_UNCLE},
    {"khala", SEX_WOMAN, ROLE_AUNT},
    {"khalo", SEX_MAN, ROLE_UNCLE},
    {"lil", SEX_UNKNOWN, ROLE_NONE},
    {"little", SEX_UNKNOWN, ROLE_NONE},
    {"mad", SEX_UNKNOWN, ROLE_NONE},
    {"mam", SEX_WOMAN, ROLE_MOTHER},
    {"mama", SEX_WOMAN, ROLE_MOTHER},
    {"mamgu", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"mamu", SEX_MAN, ROLE_UNCLE},
    {"masi", SEX_WOMAN, ROLE_AUNT},
    {"mom", SEX_WOMAN, ROLE_MOTHER},
    {"mum", SEX_WOMAN, ROLE_MOTHER},
    {"mummy", SEX_WOMAN, ROLE_MOTHER},
    {"nain", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"nan", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"nana", SEX_UNKNOWN, ROLE_NONE},
    {"nani", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"nanny", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"nonna", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"nonno", SEX_MAN, ROLE_GRANDFATHER},
    {"old", SEX_UNKNOWN, ROLE_NONE},
    {"oma", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"opa", SEX_MAN, ROLE_GRANDFATHER},
    {"papa", SEX_MAN, ROLE_FATHER},
    {"pappou", SEX_MAN, ROLE_GRANDFATHER},
    {"phupho", SEX_WOMAN, ROLE_AUNT},
    {"scouse", SEX_UNKNOWN, ROLE_NONE},
    {"sekuru", SEX_MAN, ROLE_GRANDFATHER},
    {"sister", SEX_WOMAN, ROLE_NONE},
    {"skinny", SEX_UNKNOWN, ROLE_NONE},
    {"sr", SEX_UNKNOWN, ROLE_NONE},
    {"tadcu", SEX_MAN, ROLE_GRANDFATHER},
    {"taid", SEX_MAN, ROLE_GRANDFATHER},
    {"teta", SEX_WOMAN, ROLE_AUNT},
    {"teyze", SEX_WOMAN, ROLE_AUNT},
    {"uncle", SEX_MAN, ROLE_UNCLE},
    {"wee", SEX_UNKNOWN, ROLE_NONE},
    {"wujek", SEX_MAN, ROLE_UNCLE},
    {"yiayia", SEX_WOMAN, ROLE_GRANDMOTHER},
    {"young", SEX_UNKNOWN, ROLE_NONE},
};

static const struct byname *byname_of(struct slice key) {
    return keylist_find(BYNAMES, sizeof BYNAMES / sizeof *BYNAMES, sizeof *BYNAMES, key);
}

/* What a byname says is kept: Grandad Duffy is the one whom others call Mr Duffy. */
static void drop_byname(struct gather *g) {
    if (g->count < 2 || g->count > MENTION_WORDS_MAX || g->units != g->count || g->comma)
        return;
    const struct byname *by = byname_of(g->m->words[0]);
    if (!by)
        return;
    g->count--;
    g->units--;
    g->upper -= g->upper > 0;
    memmove(g->m->words, g->m->words + 1, g->count * sizeof *g->m->words);
    g->by = by;
}

static uint8_t elder_of(struct slice key) {
    if (key.n < 2 || (key.p[0] != 'j' && key.p[0] != 's'))
        return ELDER_UNSAID;
    static const char *const words[] = {"jnr", "jr", "junior", "senior", "snr"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(key, words[i]))
            return i < 3 ? ELDER_JUNIOR : ELDER_SENIOR;
    return ELDER_UNSAID;
}

/* Frank Hibbert jnr. */
static void drop_elder(struct gather *g) {
    uint8_t elder = g->count < 2 || g->count > MENTION_WORDS_MAX
                        ? ELDER_UNSAID
                        : elder_of(g->m->words[g->count - 1]);
    if (elder == ELDER_UNSAID)
        return;
    g->m->elder = elder;
    g->count--;
    g->units -= g->units > 1;
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
    if (g->count == 1 && g->initials == 1 && g->m->sex && g->m->sex != SEX_BOTH)
        return MENTION_TITLED; /* Mrs K. */
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

/* The word right before byte *end (which becomes where it starts) and its key. */
struct preceding {
    struct slice word, key; /* word n 0: there is none */
    bool stop;              /* a full stop parts them */
};

/* False when memory is out. */
static bool read_preceding(struct preceding *w, struct slice text, size_t *end, struct arena *a) {
    w->word = word_before(text, end, &w->stop);
    w->key = w->word.n > 0 ? key_of(w->word, a) : w->word;
    return w->word.n == 0 || w->key.p;
}

static const struct title *title_before(const struct preceding *w) {
    if (w->word.n == 0 || (w->stop && w->key.n > SHORT_TITLE)) /* She is a nurse. Imran came. */
        return NULL;
    return title_of(w->word, w->key);
}

/* Grandad Duffy, of which the span is Duffy: the byname is kept as in drop_byname. */
static void byname_before(struct gather *g, const struct preceding *w) {
    if (g->count != 1 || w->word.n < 2 || w->stop || w->word.p[0] < 'A' || w->word.p[0] > 'Z')
        return;
    const struct byname *by = byname_of(w->key);
    uint8_t sex = by ? name_sex(g->m->words[0]) : (uint8_t)SEX_UNKNOWN;
    if (by && (sex == SEX_UNKNOWN || sex == by->sex)) /* Told Dad Sarah had gone. */
        g->by = by;
}

/* A title right before the span, and of a couple (Mr and Mrs Khan) the other one too. False when
 * memory is out. */
static bool look_back(struct gather *g, struct slice text, uint32_t start) {
    size_t end = start;
    struct preceding w;
    if (!read_preceding(&w, text, &end, g->a))
        return false;
    const struct title *t = title_before(&w);
    if (!t) {
        byname_before(g, &w);
        return true;
    }
    note_title(g->m, t);
    bool stop;
    struct slice word = word_before(text, &end, &stop);
    if (!slice_is(word, "and") && !slice_is(word, "AND") && !slice_is(word, "&"))
        return true;
    if (!read_preceding(&w, text, &end, g->a))
        return false;
    t = title_before(&w);
    if (t)
        note_title(g->m, t);
    return true;
}

/* "senior" and the like right behind the span, but not in "senior social worker". */
static void look_ahead(struct mention *m, struct slice text, uint32_t end, struct arena *a) {
    static const char *const verbs[] = {"is", "was", "has", "had", "said", "and", "who", "will"};
    if (text.n - end < 3 || (text.p[end] != ' ' && text.p[end] != ','))
        return;
    size_t at = end + (text.p[end + 1] == ' ' || text.p[end + 1] == '(' ? 2 : 1);
    char first = (char)(text.p[at] | 0x20);
    if (first != 'j' && first != 's')
        return;
    struct slice word, rest = slice_cut(text, at, text.n);
    size_t behind = 0;
    if (!next_word(&word, slice_cut(rest, 0, rest.n < 8 ? rest.n : 8), &behind) || word.n < 2)
        return;
    struct slice key = key_of(word, a), then = slice_cut(rest, behind, rest.n);
    uint8_t elder = key.p ? elder_of(key) : ELDER_UNSAID;
    bool ends = then.n == 0 || then.p[0] != ' ';
    for (size_t i = 0; !ends && i < sizeof verbs / sizeof *verbs; i++)
        ends = slice_starts(slice_cut(then, 1, then.n), slice_of(verbs[i]));
    if (ends)
        m->elder = elder;
}

/* Kind, sex, letters, office and words as one string of bytes. */
static bool make_key(struct mention *m, struct arena *a) {
    size_t n = 6 + m->office.n;
    for (size_t i = 0; i < m->n; i++)
        n += m->words[i].n + 1;
    char *p = arena_alloc(a, n);
    if (!p)
        return false;
    m->key = (struct slice){p, n};
    *p++ = (char)('0' + m->kind);
    *p++ = (char)('0' + m->sex);
    *p++ = m->letters ? 'l' : '-';
    *p++ = (char)('0' + m->elder);
    *p++ = (char)('0' + m->title);
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
    if (!take_words(&g, v.text) || !look_back(&g, text, start))
        return no_memory(e);
    drop_byname(&g);
    drop_elder(&g);
    if (out->elder == ELDER_UNSAID)
        look_ahead(out, text, end, a);
    out->kind = kind_of(&g);
    if (out->kind == MENTION_OTHER)
        return other(out, source, a, e);
    out->n = (uint8_t)g.count;
    out->sex |= g.by ? g.by->sex : SEX_UNKNOWN;
    out->role = g.by ? g.by->role : (uint8_t)ROLE_NONE;
    out->letters = out->letters && g.count == 1;
    if (out->sex == SEX_BOTH && out->kind != MENTION_TITLED)
        out->sex = SEX_UNKNOWN;
    size_t surnames = g.comma ? g.comma : g.small ? g.upper : 0; /* KHAN, Sarah; KHAN Sarah */
    if (surnames && surnames < g.count)
        turn_round(out, surnames);
    return make_key(out, a) ? ST_OK : no_memory(e);
}

/* What a character is in a key, a space for what parts words; '\0': it may be read otherwise than
 * it stands. */
static char plain_key_char(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return c;
    if (c >= 'A' && c <= 'Z')
        return (char)(c | 0x20);
    return c == ' ' || c == '-' || c == '/' || c == '.' || c == ',' || c == ':' || c == '@' ? ' '
                                                                                            : '\0';
}

/* The key of a text of words in ASCII, in which nothing folds, to p, which has room for it. Its
 * length; 0: it is no such text. */
static size_t plain_key(char *p, struct slice text, bool tight) {
    size_t n = 0;
    bool apart = false;
    for (size_t i = 0; i < text.n; i++) {
        const char c = plain_key_char(text.p[i]);
        if (!c)
            return 0;
        if (c != ' ') {
            p[n] = ' ';
            n += apart && n > 0 && !tight;
            p[n++] = c;
        }
        apart = c == ' ';
    }
    return n;
}

/* The same of any text. */
static enum status folded_key(struct slice *out, struct slice text, bool tight, struct arena *a,
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

enum status mention_text_key(struct slice *out, struct slice text, bool tight, struct arena *a,
                             struct err *e) {
    char *p = arena_alloc(a, text.n);
    if (!p)
        return no_memory(e);
    *out = (struct slice){p, plain_key(p, text, tight)};
    return out->n ? ST_OK : folded_key(out, text, tight, a, e);
}

bool mention_titles_in_order(void) {
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++)
        if (!(TITLE_LETTERS >> (TITLES[i].key[0] - 'a') & 1))
            return false;
    return keylist_in_order(TITLES, sizeof TITLES / sizeof *TITLES, sizeof *TITLES) &&
           keylist_in_order(BYNAMES, sizeof BYNAMES / sizeof *BYNAMES, sizeof *BYNAMES);
}
