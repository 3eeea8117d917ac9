#include "redact/table.h"

#include "text/hash.h"

#define CAP_FIRST 8

static uint64_t hash_of(struct slice key) {
    return token_hash(key);
}

/* Where key is, or the free place where it belongs. */
static struct table_entry *place(const struct table *t, struct slice key, uint64_t hash) {
    for (size_t i = (size_t)hash & (t->cap - 1);; i = (i + 1) & (t->cap - 1)) {
        struct table_entry *at = &t->v[i];
        if (!at->key.p || (at->hash == hash && slice_eq(at->key, key)))
            return at;
    }
}

uint32_t *table_get(const struct table *t, struct slice key) {
    if (t->n == 0)
        return NULL;
    struct table_entry *at = place(t, key, hash_of(key));
    return at->key.p ? &at->value : NULL;
}

static bool grow(struct table *t) {
    struct table bigger = {t->arena, NULL, t->n, t->cap ? t->cap * 2 : CAP_FIRST};
    bigger.v = arena_calloc(t->arena, bigger.cap, sizeof *bigger.v);
    if (!bigger.v)
        return false;
    for (size_t i = 0; i < t->cap; i++)
        if (t->v[i].key.p)
            *place(&bigger, t->v[i].key, t->v[i].hash) = t->v[i];
    *t = bigger;
    return true;
}

bool table_put(struct table *t, struct slice key, uint32_t value) {
    if (t->n + t->n / 2 >= t->cap && !grow(t))
        return false;
    uint64_t hash = hash_of(key);
    *place(t, key, hash) = (struct table_entry){key, hash, value};
    t->n++;
    return true;
}
