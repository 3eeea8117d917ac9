#include "find/memory.h"

/* An open table by word hash; full at most by half. */
struct slot {
    uint32_t hash;
    uint16_t lower, capital; /* occurrences in lower case, and capitalised inside a sentence */
    uint16_t name, place;    /* occurrences with that label */
};

struct memory {
    struct slot *slot;
    uint32_t mask;
};

static bool remembers(const struct context *c, uint32_t i) {
    return c->scan->tok[i].kind == TOK_WORD && c->scan->tok[i].hash &&
           (c->mark[i].candidate || c->mark[i].tag == TAG_NAME || c->mark[i].tag == TAG_PLACE);
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

enum status memory_new(struct memory **out, const struct context *const *contexts, size_t n,
                       struct arena *a, struct err *e) {
    uint32_t words = 8, size = 16;
    for (size_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < contexts[k]->scan->n; i++)
            words += remembers(contexts[k], i);
    while (size < words * 2)
        size *= 2;
    struct memory *m = arena_alloc(a, sizeof *m);
    if (m)
        m->slot = arena_calloc(a, size, sizeof *m->slot);
    if (!m || !m->slot)
        return err_set(e, ST_MEMORY, "out of memory");
    m->mask = size - 1;
    for (size_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < contexts[k]->scan->n; i++)
            if (remembers(contexts[k], i))
                slot_of(m, contexts[k]->scan->tok[i].hash)->hash = contexts[k]->scan->tok[i].hash;
    *out = m;
    return ST_OK;
}

static bool is_capital(const struct mark *mk) {
    return (mk->shape == ES_CAP || mk->shape == ES_MIXED) && mk->position == 0;
}

void memory_elsewhere(struct memory *m, struct context *const *contexts, size_t n) {
    for (size_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < contexts[k]->scan->n; i++) {
            const struct token *t = &contexts[k]->scan->tok[i];
            struct slot *s = t->kind == TOK_WORD && t->hash ? slot_of(m, t->hash) : NULL;
            if (!s || !s->hash)
                continue;
            if (t->shape == SHAPE_LOWER)
                bump(&s->lower);
            else if (is_capital(&contexts[k]->mark[i]))
                bump(&s->capital);
        }
    for (size_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < contexts[k]->scan->n; i++) {
            struct mark *mk = &contexts[k]->mark[i];
            if (!mk->candidate)
                continue;
            const struct token *t = &contexts[k]->scan->tok[i];
            const struct slot *s = slot_of(m, t->hash);
            mk->elsewhere = (uint8_t)((s->lower > (t->shape == SHAPE_LOWER)) |
                                      (s->capital > is_capital(mk)) << 1);
        }
}

void memory_learn(struct memory *m, const struct context *c) {
    for (uint32_t i = 0; i < c->scan->n; i++) {
        if (!remembers(c, i))
            continue;
        struct slot *s = slot_of(m, c->scan->tok[i].hash);
        if (c->mark[i].tag == TAG_NAME)
            bump(&s->name);
        else if (c->mark[i].tag == TAG_PLACE)
            bump(&s->place);
    }
}

void memory_tell(const struct memory *m, struct context *c) {
    for (uint32_t i = 0; i < c->scan->n; i++) {
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
