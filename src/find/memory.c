#include "find/memory.h"

#include "text/fold.h"
#include "text/hash.h"
#include "text/near.h"

#define LONG  5  /* letters; shorter words have too many neighbours */
#define NAMES 64 /* that misspelt words are held against */

/* How often a word stands in lower case, capitalised inside a sentence, and in capitals. */
typedef uint32_t word_count __attribute__((vector_size(16)));
enum { COUNT_LOWER, COUNT_CAPITAL, COUNT_UPPER };

/* Occurrences with that label. */
struct labelled {
    uint16_t name, place;
};

struct slot {
    uint32_t hash; /* 0: no word */
    uint32_t word; /* its number */
};

/* Words are in an open table by their hash. Most words of a text are not in it, and are told by one
 * look. */
struct memory {
    struct slot *slot;
    word_count *count;         /* by the number; behind the words' one of all others */
    struct labelled *labelled; /* likewise */
    uint32_t mask, words, room;
    uint32_t pairs[26];    /* words that look like names and stand side by side: a bit for the last
                              letter's word in that of the first */
    uint32_t firsts;       /* bit f: a listed name begins with f */
    uint32_t n_pairs;      /* bits of pairs that are set */
    uint32_t initials[26]; /* bit l of [f]: names that begin with f and l stand side by side */
    struct slice
        name[NAMES]; /* long words, not ordinary, that were found to be names, as written */
    uint32_t n_names;
    bool learnt; /* some token has the label of a name or place */
};

/* Only active tokens are asked about. */
static bool remembers(const struct context *c, uint32_t i) {
    return c->scan->tok[i].kind == TOK_WORD && c->scan->tok[i].hash;
}

/* The word's place; there is nothing of it where the hash there is 0. */
static inline const struct slot *slot_of(const struct memory *m, uint32_t hash) {
    uint32_t i = hash & m->mask;
    while (m->slot[i].hash && m->slot[i].hash != hash)
        i = (i + 1) & m->mask;
    return &m->slot[i];
}

static struct labelled labelled_as(const struct memory *m, uint32_t hash) {
    const struct slot *s = slot_of(m, hash);
    return s->hash ? m->labelled[s->word] : (struct labelled){0, 0};
}

static void bump(uint16_t *n) {
    if (*n < UINT16_MAX)
        (*n)++;
}

static void add_words(struct memory *m, const struct context *c) {
    for (uint32_t j = 0; j < c->n_active; j++) {
        uint32_t i = c->active[j], hash = c->scan->tok[i].hash;
        if (!remembers(c, i))
            continue;
        const struct slot *s = slot_of(m, hash);
        if (!s->hash)
            m->slot[s - m->slot] = (struct slot){hash, m->words++};
    }
}

#define WIDE                                                                                       \
    1024 /* slots: up to here the table is so wide that few words find another in their place */

enum status memory_new(struct memory **out, const struct context *const *contexts, size_t n,
                       struct arena *a, struct err *e) {
    uint32_t words = 0, size = 8;
    for (size_t k = 0; k < n; k++)
        words += contexts[k]->n_active;
    while (size <= words * 3 || (size <= words * 8 && size < WIDE))
        size *= 2;
    struct memory *m = arena_calloc(a, 1, sizeof *m);
    if (m) {
        m->slot = arena_calloc(a, size, sizeof *m->slot);
        m->count = arena_calloc(a, (size_t)words + 1, sizeof *m->count);
        m->labelled = arena_calloc(a, (size_t)words + 1, sizeof *m->labelled);
    }
    if (!m || !m->slot || !m->count || !m->labelled)
        return err_set(e, ST_MEMORY, "out of memory");
    m->mask = size - 1;
    m->room = words;
    for (size_t k = 0; k < n; k++)
        add_words(m, contexts[k]);
    *out = m;
    return ST_OK;
}

static bool is_capital(const struct mark *mk) {
    return (mk->shape == ES_CAP || mk->shape == ES_MIXED) && mk->position == 0;
}

/* Whether a word is one of those in question cannot be foretold, so nothing branches on it. */
static void count_words(struct memory *m, const struct context *c) {
    static const word_count one[ES_COUNT][2] = {/* at position 0, elsewhere */
                                                [ES_LOWER] = {{1, 0, 0, 0}, {1, 0, 0, 0}},
                                                [ES_LOWER_RECORD] = {{1, 0, 0, 0}, {1, 0, 0, 0}},
                                                [ES_CAP] = {{0, 1, 0, 0}},
                                                [ES_MIXED] = {{0, 1, 0, 0}},
                                                [ES_UPPER] = {{0, 0, 1, 0}, {0, 0, 1, 0}},
                                                [ES_UPPER_SENTENCE] = {{0, 0, 1, 0}, {0, 0, 1, 0}},
                                                [ES_LETTER] = {{0, 0, 1, 0}, {0, 0, 1, 0}}};
    const struct token *const tok = c->scan->tok; /* what is counted may not change these */
    const struct mark *const mark = c->mark;
    const struct slot *const slot = m->slot;
    word_count *const count = m->count;
    const uint32_t n = c->scan->n, mask = m->mask, room = m->room;
    for (uint32_t i = 0; i < n; i++) {
        const struct mark *mk = &mark[i];
        const uint32_t hash = tok[i].hash;
        const struct slot *s = &slot[hash & mask];
        if ((s->hash != hash) & (s->hash != 0))
            s = slot_of(m, hash);
        const uint32_t there = -(uint32_t)((s->hash == hash) & (hash != 0));
        count[(s->word & there) | (room & ~there)] += one[mk->shape][mk->position != 0];
    }
}

/* The number of the word's first letter when it is of a-z in either case, else -1. */
static int first_letter(const struct context *c, uint32_t i) {
    char l = (char)(c->scan->text.p[c->scan->tok[i].start] | 0x20);
    return l >= 'a' && l <= 'z' ? l - 'a' : -1;
}

static void note_pair(struct memory *m, const struct context *c, uint32_t i, uint32_t k) {
    int first = first_letter(c, i), last = first_letter(c, k);
    if (first < 0 || last < 0)
        return;
    m->n_pairs += !(m->pairs[first] >> last & 1);
    m->pairs[first] |= 1u << last;
}

/* Full names, before anything is known of them: words that look like names side by side, with a
 * middle name between, or surname first. Bits of `like`: token i - 2, i - 1 and i. */
static void note_pairs_at(struct memory *m, const struct context *c, uint32_t i, uint32_t like) {
    int first = first_letter(c, i);
    if (first >= 0 && context_listed_name(&c->scan->tok[i], c->bits))
        m->firsts |= 1u << first;
    if (like & 2)
        note_pair(m, c, i - 1, i);
    if ((like & 1) && c->scan->tok[i - 1].kind != TOK_LINE) {
        note_pair(m, c, i - 2, i);
        if (c->face[i - 1].sign == SG_COMMA)
            note_pair(m, c, i, i - 2);
    }
}

static void note_pairs(struct memory *m, const struct context *c) {
    for (uint32_t w = 0; w <= c->scan->n / 64; w++)
        for (uint64_t bits = c->like.word[w + 1]; bits; bits &= bits - 1) {
            uint32_t i = w * 64 + (uint32_t)__builtin_ctzll(bits);
            note_pairs_at(m, c, i, token_bits_around(&c->like, i) >> (CONTEXT_EDGE - 2) & 7);
        }
}

#define INITIALS_MAX 3 /* letters */

static bool has_vowel(const char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strchr("aeiouyAEIOUY", p[i]))
            return true;
    return false;
}

#define PAIRS_MAX 40 /* in a longer record there are names for nearly any two letters */

static bool fits_names(const struct memory *m, const char *p, size_t n) {
    if (m->n_pairs > PAIRS_MAX)
        return false;
    unsigned first = (unsigned)(p[0] | 0x20) - 'a', last = (unsigned)(p[n - 1] | 0x20) - 'a';
    if (first > 25 || last > 25)
        return false;
    return n == 1 ? m->firsts >> first & 1 : m->pairs[first] >> last & 1;
}

/* What speaks for initials: 0 of what are none; else from 1 on how many letters, whether they can
 * be spoken or are a listed short form, how often they stand elsewhere, and whether they are those
 * of a name. */
static uint8_t initials_of(const struct memory *m, const struct context *c, uint32_t i,
                           word_count count) {
    const struct token *t = &c->scan->tok[i];
    const char *p = c->scan->text.p + t->start;
    uint32_t n = t->end - t->start;
    bool capitals = t->shape == SHAPE_LETTER || t->shape == SHAPE_UPPER;
    const lex_set none = c->bits->function | c->bits->country | c->bits->region | c->bits->group;
    if (n > INITIALS_MAX || (t->classes & none) ||
        !(capitals || (t->shape == SHAPE_LOWER && n < INITIALS_MAX && t->level == 0)) ||
        (c->mark[i].shape == ES_UPPER_SENTENCE && t->level && n > 1))
        return 0;
    uint32_t kind = t->classes & c->bits->short_forms ? 2 : has_vowel(p, n);
    uint32_t others = count[COUNT_UPPER] > capitals ? count[COUNT_UPPER] - capitals : 0;
    uint32_t often = others > 2 ? 2 : others;
    return (uint8_t)(n + 3 * (kind + 3 * (often + 3 * (uint32_t)fits_names(m, p, n))));
}

static void note_elsewhere(const struct memory *m, struct context *c) {
    for (uint32_t j = 0; j < c->n_active; j++) {
        uint32_t i = c->active[j];
        struct mark *mk = &c->mark[i];
        const struct token *t = &c->scan->tok[i];
        if (!mk->candidate)
            continue;
        const struct slot *s = slot_of(m, t->hash);
        word_count count = s->hash ? m->count[s->word] : (word_count){0};
        mk->elsewhere = (uint8_t)((count[COUNT_LOWER] > (t->shape == SHAPE_LOWER)) |
                                  (count[COUNT_CAPITAL] > is_capital(mk)) << 1);
        mk->initials = initials_of(m, c, i, count);
    }
}

void memory_elsewhere(struct memory *m, struct context *const *contexts, size_t n) {
    if (m->words == 0)
        return;
    for (size_t k = 0; k < n; k++)
        count_words(m, contexts[k]);
    for (size_t k = 0; k < n; k++)
        note_pairs(m, contexts[k]);
    for (size_t k = 0; k < n; k++)
        note_elsewhere(m, contexts[k]);
}

/* ---- names in other forms ---- */

static struct slice written(const struct context *c, uint32_t i) {
    return slice_cut(c->scan->text, c->scan->tok[i].start, c->scan->tok[i].end);
}

static bool is_long(const struct token *t) {
    return t->level == 0 && t->end - t->start >= LONG;
}

/* Two names side by side may be written SK from now on. */
static void learn_initials(struct memory *m, const struct context *c, uint32_t i) {
    if (i == 0 || c->mark[i - 1].tag != TAG_NAME || c->scan->tok[i - 1].kind != TOK_WORD)
        return;
    int first = first_letter(c, i - 1), last = first_letter(c, i);
    if (first >= 0 && last >= 0)
        m->initials[first] |= 1u << last;
}

static bool is_initials(const struct memory *m, const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->shape != SHAPE_UPPER || t->end - t->start != 2 || (t->classes & c->bits->short_forms))
        return false;
    const char *p = c->scan->text.p + t->start;
    bool capitals = p[0] >= 'A' && p[0] <= 'Z' && p[1] >= 'A' && p[1] <= 'Z';
    return capitals && (m->initials[p[0] - 'A'] >> (p[1] - 'A') & 1);
}

/* Khans where Khan was found, Joneses where Jones was. */
static bool is_plural(const struct memory *m, const struct context *c, uint32_t i) {
    char key[LEX_KEY_MAX];
    const struct token *t = &c->scan->tok[i];
    if (t->level || t->end - t->start < 4 || (c->scan->text.p[t->end - 1] | 0x20) != 's')
        return false;
    size_t n = fold_key(key, sizeof key, written(c, i));
    for (size_t cut = 1; cut <= 2 && n > cut + 1; cut++)
        if (labelled_as(m, token_hash((struct slice){key, n - cut})).name)
            return cut == 1 || key[n - 2] == 'e';
    return false;
}

/* Mohamed where Mohammed was found. */
static bool is_misspelt(const struct memory *m, const struct context *c, uint32_t i) {
    struct slice w = written(c, i);
    if (!is_long(&c->scan->tok[i]))
        return false;
    for (uint32_t k = 0; k < m->n_names; k++) {
        struct slice name = m->name[k];
        bool alike =
            (name.p[0] | 0x20) == (w.p[0] | 0x20) && name.n <= w.n + 1 && w.n <= name.n + 1;
        if (alike && near_distance(name, w) == 1)
            return true;
    }
    return false;
}

void memory_learn(struct memory *m, const struct context *c) {
    for (uint32_t j = 0; j < c->n_active; j++) {
        uint32_t i = c->active[j];
        if (c->mark[i].tag != TAG_NAME && c->mark[i].tag != TAG_PLACE)
            continue;
        m->learnt = true;
        if (!remembers(c, i))
            continue;
        struct labelled *s = &m->labelled[slot_of(m, c->scan->tok[i].hash)->word];
        bump(c->mark[i].tag == TAG_NAME ? &s->name : &s->place);
        if (c->mark[i].tag != TAG_NAME)
            continue;
        learn_initials(m, c, i);
        if (s->name == 1 && is_long(&c->scan->tok[i]) && m->n_names < NAMES)
            m->name[m->n_names++] = written(c, i);
    }
}

void memory_tell(const struct memory *m, struct context *c) {
    for (uint32_t j = 0; j < c->n_active; j++) {
        uint32_t i = c->active[j];
        struct mark *mk = &c->mark[i];
        mk->memory = TAG_NONE;
        if (!mk->candidate || c->scan->tok[i].kind != TOK_WORD)
            continue;
        if (!m->learnt) {
            mk->memory = mk->seed;
            continue;
        }
        const struct labelled s = labelled_as(m, c->scan->tok[i].hash);
        uint32_t name = s.name - (uint32_t)(mk->tag == TAG_NAME);
        uint32_t place = s.place - (uint32_t)(mk->tag == TAG_PLACE);
        if (name || place)
            mk->memory = name >= place ? TAG_NAME : TAG_PLACE;
        else if (mk->tag == TAG_NONE &&
                 (is_initials(m, c, i) || is_plural(m, c, i) || is_misspelt(m, c, i)))
            mk->memory = TAG_NAME;
        else
            mk->memory = mk->seed;
    }
}
