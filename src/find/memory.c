#include "find/memory.h"

#include "text/fold.h"
#include "text/hash.h"
#include "text/near.h"

#define LONG  5  /* letters; shorter words have too many neighbours */
#define NAMES 64 /* that misspelt words are held against */

/* An open table by word hash; full at most by half. */
struct slot {
    uint32_t hash;
    uint16_t lower, capital; /* occurrences in lower case, and capitalised inside a sentence */
    uint16_t upper;          /* in capitals */
    uint16_t name, place;    /* occurrences with that label */
};

struct memory {
    struct slot *slot;
    uint32_t mask, words;
    uint32_t seen[8];   /* a bit for what hashes are in the table: most words of a text are not */
    uint32_t pairs[26]; /* likewise: words that look like names and stand side by side */
    uint32_t firsts;    /* bit f: a listed name begins with f */
    uint32_t n_pairs;   /* bits of pairs that are set */
    uint32_t initials[26]; /* bit l of [f]: names that begin with f and l stand side by side */
    struct slice
        name[NAMES]; /* long words, not ordinary, that were found to be names, as written */
    uint32_t n_names;
};

/* Only active tokens are asked about. */
static bool remembers(const struct context *c, uint32_t i) {
    return c->scan->tok[i].kind == TOK_WORD && c->scan->tok[i].hash;
}

static struct slot *slot_of(const struct memory *m, uint32_t hash) {
    uint32_t i = hash & m->mask;
    while (m->slot[i].hash && m->slot[i].hash != hash)
        i = (i + 1) & m->mask;
    return &m->slot[i];
}

static void bump(uint16_t *n) {
    if (*n < UINT16_MAX)
        (*n)++;
}

static void note_seen(struct memory *m, uint32_t hash) {
    m->seen[hash >> 24 & 7] |= 1u << (hash >> 27);
}

static bool maybe_seen(const struct memory *m, uint32_t hash) {
    return m->seen[hash >> 24 & 7] >> (hash >> 27) & 1;
}

enum status memory_new(struct memory **out, const struct context *const *contexts, size_t n,
                       struct arena *a, struct err *e) {
    uint32_t words = 0, size = 8;
    for (size_t k = 0; k < n; k++)
        words += contexts[k]->n_active;
    while (size <= words * 2)
        size *= 2;
    struct memory *m = arena_calloc(a, 1, sizeof *m);
    if (m)
        m->slot = arena_calloc(a, size, sizeof *m->slot);
    if (!m || !m->slot)
        return err_set(e, ST_MEMORY, "out of memory");
    m->mask = size - 1;
    m->words = words;
    for (size_t k = 0; k < n; k++)
        for (uint32_t j = 0; j < contexts[k]->n_active; j++) {
            uint32_t i = contexts[k]->active[j], hash = contexts[k]->scan->tok[i].hash;
            if (!remembers(contexts[k], i))
                continue;
            slot_of(m, hash)->hash = hash;
            note_seen(m, hash);
        }
    *out = m;
    return ST_OK;
}

static bool is_capital(const struct mark *mk) {
    return (mk->shape == ES_CAP || mk->shape == ES_MIXED) && mk->position == 0;
}

static void count_words(struct memory *m, const struct context *c) {
    for (uint32_t i = 0; i < c->scan->n; i++) {
        const struct token *t = &c->scan->tok[i];
        if (t->kind != TOK_WORD || !t->hash || !maybe_seen(m, t->hash))
            continue;
        struct slot *s = slot_of(m, t->hash);
        if (!s->hash)
            continue;
        if (t->shape == SHAPE_LOWER)
            bump(&s->lower);
        else if (t->shape == SHAPE_UPPER || t->shape == SHAPE_LETTER)
            bump(&s->upper);
        else if (is_capital(&c->mark[i]))
            bump(&s->capital);
    }
}

/* The number of the word's first letter when it is of a-z in either case, else -1. */
static int first_letter(const struct context *c, uint32_t i) {
    char l = (char)(c->scan->text.p[c->scan->tok[i].start] | 0x20);
    return l >= 'a' && l <= 'z' ? l - 'a' : -1;
}

/* A capitalised word that may be part of a full name. */
static bool like_name(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    const lex_set other = c->bits->function | c->bits->safe | c->bits->title | c->bits->role |
                          c->bits->facility | c->bits->street | c->bits->time | c->bits->kin;
    if (t->kind != TOK_WORD || (t->shape != SHAPE_CAP && t->shape != SHAPE_MIXED &&
                                c->mark[i].shape != ES_UPPER_SENTENCE && t->shape != SHAPE_UPPER))
        return false;
    bool listed = context_listed_name(&c->scan->tok[i], c->bits);
    return t->end - t->start > 2 && (listed || t->level == 0) &&
           (listed ? !(t->classes & c->bits->function) : !(t->classes & other));
}

static void note_pair(struct memory *m, const struct context *c, uint32_t i, uint32_t k) {
    int first = first_letter(c, i), last = first_letter(c, k);
    if (first < 0 || last < 0)
        return;
    m->n_pairs += !(m->pairs[first] >> last & 1);
    m->pairs[first] |= 1u << last;
}

/* Full names, before anything is known of them: words that look like names side by side, with a
 * middle name between, or surname first. */
static void note_pairs(struct memory *m, const struct context *c) {
    for (uint32_t i = 0; i < c->scan->n; i++) {
        if (!like_name(c, i))
            continue;
        int first = first_letter(c, i);
        if (first >= 0 && context_listed_name(&c->scan->tok[i], c->bits))
            m->firsts |= 1u << first;
        if (i >= 1 && like_name(c, i - 1))
            note_pair(m, c, i - 1, i);
        if (i >= 2 && like_name(c, i - 2) && c->scan->tok[i - 1].kind != TOK_LINE) {
            note_pair(m, c, i - 2, i);
            if (c->face[i - 1].sign == SG_COMMA)
                note_pair(m, c, i, i - 2);
        }
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
                           const struct slot *s) {
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
    uint32_t others = s->upper > (uint16_t)capitals ? (uint32_t)s->upper - capitals : 0;
    uint32_t often = others > 2 ? 2 : others;
    return (uint8_t)(n + 3 * (kind + 3 * (often + 3 * (uint32_t)fits_names(m, p, n))));
}

void memory_elsewhere(struct memory *m, struct context *const *contexts, size_t n) {
    if (m->words == 0)
        return;
    for (size_t k = 0; k < n; k++)
        count_words(m, contexts[k]);
    for (size_t k = 0; k < n; k++)
        note_pairs(m, contexts[k]);
    for (size_t k = 0; k < n; k++)
        for (uint32_t j = 0; j < contexts[k]->n_active; j++) {
            uint32_t i = contexts[k]->active[j];
            struct mark *mk = &contexts[k]->mark[i];
            const struct token *t = &contexts[k]->scan->tok[i];
            if (!mk->candidate)
                continue;
            const struct slot *s = slot_of(m, t->hash);
            mk->elsewhere = (uint8_t)((s->lower > (t->shape == SHAPE_LOWER)) |
                                      (s->capital > is_capital(mk)) << 1);
            mk->initials = initials_of(m, contexts[k], i, s);
        }
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
        if (slot_of(m, token_hash((struct slice){key, n - cut}))->name)
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
        if (!remembers(c, i) || (c->mark[i].tag != TAG_NAME && c->mark[i].tag != TAG_PLACE))
            continue;
        struct slot *s = slot_of(m, c->scan->tok[i].hash);
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
        const struct slot *s = slot_of(m, c->scan->tok[i].hash);
        uint32_t name = s->name - (uint32_t)(mk->tag == TAG_NAME);
        uint32_t place = s->place - (uint32_t)(mk->tag == TAG_PLACE);
        if (name || place)
            mk->memory = name >= place ? TAG_NAME : TAG_PLACE;
        else if (mk->tag == TAG_NONE &&
                 (is_initials(m, c, i) || is_plural(m, c, i) || is_misspelt(m, c, i)))
            mk->memory = TAG_NAME;
        else
            mk->memory = mk->seed;
    }
}
