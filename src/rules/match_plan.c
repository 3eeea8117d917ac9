#include "rules/match_plan.h"

#include "base/sort.h"

/* Room for one more element; NULL when memory is out. */
static void *room(void *old, size_t n, size_t *cap, size_t size, struct arena *a) {
    if (n < *cap)
        return old;
    size_t more = *cap ? *cap * 2 : 4;
    void *v = arena_alloc(a, more * size);
    if (v && n)
        memcpy(v, old, n * size);
    if (v)
        *cap = more;
    return v;
}

bool match_plan_add(struct match_plan *p, uint32_t token, size_t rule, struct arena *a) {
    struct match_try *v = room(p->tries, p->n_tries, &p->cap_tries, sizeof *v, a);
    if (!v)
        return false;
    p->tries = v;
    v[p->n_tries++] = (struct match_try){token, (uint32_t)rule};
    return true;
}

bool match_plan_found(struct match_plan *p, uint32_t token, const struct match_hit *hit,
                      struct arena *a) {
    struct match_found *v = room(p->found, p->n_found, &p->cap_found, sizeof *v, a);
    if (!v)
        return false;
    p->found = v;
    v[p->n_found++] = (struct match_found){*hit, token};
    return true;
}

bool match_plan_order(struct match_order **out, size_t *first, struct match_plan *const *plans,
                      size_t n, size_t rules, struct arena *a) {
    size_t sum = 0;
    memset(first, 0, (rules + 1) * sizeof *first);
    for (size_t k = 0; k < n; k++)
        for (size_t t = 0; t < plans[k]->n_tries; t++)
            first[plans[k]->tries[t].rule]++;
    for (size_t i = 0; i <= rules; i++) {
        size_t count = first[i];
        first[i] = sum;
        sum += count;
    }
    struct match_order *v = arena_alloc(a, (sum + 1) * sizeof *v);
    if (!v)
        return false;
    for (size_t k = 0; k < n; k++) {
        for (size_t t = 0; t < plans[k]->n_tries; t++) {
            const struct match_try *try = &plans[k]->tries[t];
            v[first[try->rule]++] = (struct match_order){(uint32_t)k, try->token};
        }
        plans[k]->n_tries = 0;
    }
    memmove(first + 1, first, rules * sizeof *first); /* each is now where its rule's tries end */
    first[0] = 0;
    *out = v;
    return true;
}

void match_plan_fail(struct match_plan *p, enum status st, const struct err *e, struct arena *a) {
    p->st = st;
    p->err = arena_alloc(a, sizeof *p->err);
    if (p->err)
        *p->err = *e;
}

static int by_token(const void *x, const void *y) {
    const struct match_found *a = x, *b = y;
    if (a->token != b->token)
        return a->token < b->token ? -1 : 1;
    return (a->hit.rule->index > b->hit.rule->index) - (a->hit.rule->index < b->hit.rule->index);
}

enum status match_plan_hits(struct match_plan *p, match_fn *fn, void *ctx, struct err *e) {
    if (p->st != ST_OK) {
        if (!p->err)
            return err_set(e, p->st, "out of memory while matching");
        if (e)
            *e = *p->err;
        return p->st;
    }
    if (p->n_found > 1)
        sort_array(p->found, p->n_found, sizeof *p->found, by_token);
    enum status st = ST_OK;
    for (size_t i = 0; i < p->n_found && st == ST_OK; i++)
        st = fn(ctx, &p->found[i].hit);
    return st;
}
