#include "run/sample.h"

#include <stdlib.h>
#include <string.h>

/* Items by rising order, at most `most` of them. */
struct pick {
    struct sample_item **v;
    size_t n, most;
};

struct sample {
    uint64_t seed;
    struct pick random, strata[SAMPLE_STRATA];
    struct sample_item **taken; /* the list handed out */
};

/* S. Vigna's splitmix64: every input has an output of its own, so no two records tie. */
static uint64_t mix(uint64_t v) {
    v += 0x9E3779B97F4A7C15u;
    v = (v ^ (v >> 30)) * 0xBF58476D1CE4E5B9u;
    v = (v ^ (v >> 27)) * 0x94D049BB133111EBu;
    return v ^ (v >> 31);
}

static enum status pick_new(struct pick *p, size_t most) {
    p->most = most;
    p->v = calloc(most + 1, sizeof *p->v);
    return p->v ? ST_OK : ST_MEMORY;
}

enum status sample_new(struct sample **out, uint64_t seed, uint32_t n, uint32_t each,
                       struct err *e) {
    struct sample *s = calloc(1, sizeof *s);
    *out = s;
    if (!s)
        return err_memory(e);
    s->seed = mix(seed);
    enum status st = pick_new(&s->random, n);
    for (size_t i = 0; st == ST_OK && i < SAMPLE_STRATA; i++)
        st = pick_new(&s->strata[i], each);
    if (st == ST_OK)
        return ST_OK;
    sample_free(s);
    *out = NULL;
    return err_memory(e);
}

static void release(struct sample_item *item) {
    if (--item->held > 0)
        return;
    buf_free(&item->text);
    free(item);
}

static void pick_free(struct pick *p) {
    for (size_t i = 0; i < p->n; i++)
        release(p->v[i]);
    free(p->v);
}

void sample_free(struct sample *s) {
    if (!s)
        return;
    pick_free(&s->random);
    for (size_t i = 0; i < SAMPLE_STRATA; i++)
        pick_free(&s->strata[i]);
    free(s->taken);
    free(s);
}

static bool wants(const struct pick *p, uint64_t order) {
    return p->most > 0 && (p->n < p->most || order < p->v[p->n - 1]->order);
}

/* Puts the item in its place, and lets the last go where that is one too many. */
static void keep(struct pick *p, struct sample_item *item) {
    size_t at = p->n;
    while (at > 0 && p->v[at - 1]->order > item->order)
        at--;
    memmove(p->v + at + 1, p->v + at, (p->n - at) * sizeof *p->v); /* v has room for one more */
    p->v[at] = item;
    item->held++;
    if (p->n == p->most)
        release(p->v[p->n]);
    else
        p->n++;
}

enum status sample_offer(struct sample *s, uint64_t number, uint32_t strata,
                         struct sample_item **item, struct err *e) {
    uint64_t order = mix(s->seed ^ number);
    bool wanted = wants(&s->random, order);
    *item = NULL;
    for (uint32_t i = 0; i < SAMPLE_STRATA; i++)
        wanted |= (strata >> i & 1) && wants(&s->strata[i], order);
    if (!wanted)
        return ST_OK;
    struct sample_item *new = calloc(1, sizeof *new);
    if (!new)
        return err_memory(e);
    new->number = number;
    new->order = order;
    if (wants(&s->random, order))
        keep(&s->random, new);
    for (uint32_t i = 0; i < SAMPLE_STRATA; i++)
        if ((strata >> i & 1) && wants(&s->strata[i], order))
            keep(&s->strata[i], new);
    *item = new;
    return ST_OK;
}

static int by_order(const void *x, const void *y) {
    const struct sample_item *a = *(struct sample_item *const *)x,
                             *b = *(struct sample_item *const *)y;
    if (a->random != b->random)
        return a->random ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* Adds what is not in the list yet: an item marked `random` is. */
static void add(struct sample_item **list, size_t *n, struct sample_item *item) {
    bool there = item->random;
    for (size_t i = 0; i < *n && !there; i++)
        there = list[i] == item;
    if (!there)
        list[(*n)++] = item;
}

enum status sample_take(struct sample *s, struct sample_item ***list, size_t *n, struct err *e) {
    size_t most = s->random.n;
    for (size_t i = 0; i < SAMPLE_STRATA; i++)
        most += s->strata[i].n;
    s->taken = calloc(most + 1, sizeof *s->taken);
    *n = 0;
    *list = s->taken;
    if (!s->taken)
        return err_memory(e);
    for (size_t i = 0; i < SAMPLE_STRATA; i++)
        for (size_t k = 0; k < s->strata[i].n; k++)
            add(s->taken, n, s->strata[i].v[k]);
    size_t added = 0; /* those of a stratum that are of the random part go to its head */
    for (size_t k = 0; k < s->random.n; k++)
        s->random.v[k]->random = true;
    for (size_t i = 0; i < *n; i++)
        if (!s->taken[i]->random)
            s->taken[added++] = s->taken[i];
    for (size_t k = 0; k < s->random.n; k++)
        s->taken[added++] = s->random.v[k];
    *n = added;
    qsort(s->taken, *n, sizeof(struct sample_item *), by_order);
    return ST_OK;
}
