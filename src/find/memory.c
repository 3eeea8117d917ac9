#include "find/memory.h"

/* An open table by word hash; full at most by half. */
struct slot {
    uint32_t hash;
    uint16_t lower, capital; /* occurrences in lower case, and capitalised inside a sentence */
    uint16_t name, place;    /* occurrences with that label */
};

struct memory {
    struct slot *slot;
    uint32_t mask, words;
    uint32_t seen[8]; /* a bit for what hashes are in the table: most words of a text are not */
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
        else if (is_capital(&c->mark[i]))
            bump(&s->capital);
    }
}

void memory_elsewhere(struct memory *m, struct context *const *contexts, size_t n) {
    if (m->words == 0)
        return;
    for (size_t k = 0; k < n; k++)
        count_words(m, contexts[k]);
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
        }
}

void memory_learn(struct memory *m, const struct context *c) {
    for (uint32_t j = 0; j < c->n_active; j++) {
        uint32_t i = c->active[j];
        if (!remembers(c, i) || (c->mark[i].tag != TAG_NAME && c->mark[i].tag != TAG_PLACE))
            continue;
        struct slot *s = slot_of(m, c->scan->tok[i].hash);
        bump(c->mark[i].tag == TAG_NAME ? &s->name : &s->place);
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
        else
            mk->memory = mk->seed;
    }
}
