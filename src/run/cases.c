#include "run/cases.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { HASH = 16, CAP_FIRST = 64 };

struct cases {
    struct arena arena; /* of the case under way */
    struct numbering *numbering;
    uint8_t now[HASH];
    bool any;              /* a case is under way */
    uint8_t (*seen)[HASH]; /* open addressing; all zero: free */
    size_t n, cap;         /* cap is 0 or a power of two */
};

enum status cases_new(struct cases **out, struct err *e) {
    *out = NULL;
    if (sodium_init() < 0)
        return err_set(e, ST_INTERNAL, "libsodium cannot be used here");
    *out = calloc(1, sizeof **out);
    return *out ? ST_OK : err_memory(e);
}

void cases_free(struct cases *c) {
    if (!c)
        return;
    arena_free(&c->arena);
    free(c->seen);
    free(c);
}

/* The place of a hash, or the free one where it belongs. */
static uint8_t *place(uint8_t (*seen)[HASH], size_t cap, const uint8_t *hash) {
    static const uint8_t none[HASH];
    size_t at = 0;
    memcpy(&at, hash, sizeof at);
    for (;; at++) {
        uint8_t *p = seen[at & (cap - 1)];
        if (memcmp(p, hash, HASH) == 0 || memcmp(p, none, HASH) == 0)
            return p;
    }
}

static bool grow(struct cases *c) {
    size_t cap = c->cap ? c->cap * 2 : CAP_FIRST;
    uint8_t(*seen)[HASH] = calloc(cap, sizeof *seen);
    static const uint8_t none[HASH];
    if (!seen)
        return false;
    for (size_t i = 0; i < c->cap; i++)
        if (memcmp(c->seen[i], none, HASH) != 0)
            memcpy(place(seen, cap, c->seen[i]), c->seen[i], HASH);
    free(c->seen);
    c->seen = seen;
    c->cap = cap;
    return true;
}

static enum status begin(struct cases *c, const uint8_t *hash, struct err *e) {
    if (c->n + c->n / 2 >= c->cap && !grow(c))
        return err_memory(e);
    uint8_t *at = place(c->seen, c->cap, hash);
    if (memcmp(at, hash, HASH) == 0) {
        err_set(e, ST_DATA, "its case was there before, with another case between");
        err_hint(e, "sort the input by the field of --case");
        return ST_DATA;
    }
    memcpy(at, hash, HASH);
    c->n++;
    memcpy(c->now, hash, HASH);
    c->any = true;
    arena_reset(&c->arena);
    return numbering_new(&c->numbering, &c->arena, e);
}

enum status cases_enter(struct cases *c, struct numbering **nb, struct slice key, struct arena *a,
                        struct err *e) {
    uint8_t hash[HASH];
    if (key.n == 0)
        return numbering_new(nb, a, e);
    if (crypto_generichash(hash, sizeof hash, (const uint8_t *)key.p, key.n, NULL, 0) != 0)
        return err_set(e, ST_INTERNAL, "a case cannot be hashed");
    enum status st = ST_OK;
    if (!c->any || memcmp(hash, c->now, HASH) != 0)
        st = begin(c, hash, e);
    if (st != ST_OK)
        return st;
    numbering_next_record(c->numbering, a);
    *nb = c->numbering;
    return ST_OK;
}
