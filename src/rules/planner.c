#include "rules/planner.h"

#include <stdlib.h>

#include "rules/match_plan.h"
#include "rules/rowcache.h"
#include "rules/ruleset_private.h"

#define FILTERS     64u   /* numbers of filters */
#define KNOWN       8192u /* rows beside neighbours that are remembered; a power of two */
#define KNOWN_ALIGN 8u    /* 64-bit words of a line of cache */
#define ROWS_AHEAD  8u    /* tokens whose rows are fetched from far memory before they are needed */

/* What is left of a row of rules beside certain neighbours, for one filter. Followed by the rules,
 * and the conditions of several tokens that they have. */
struct known {
    uint64_t key;   /* 0: nothing yet */
    uint32_t load;  /* how many rules of the filter the token triggers */
    uint8_t number; /* of the filter */
    bool any;       /* some are left */
    uint8_t far;    /* bit k: some have a condition of kind k, from NEAR_AHEAD on */
};

struct planner {
    const struct ruleset *rs; /* borrowed */
    struct rowcache *rows;
    size_t words;                 /* of a row of rules */
    size_t stride;                /* 64-bit words of a struct known with what follows it */
    uint64_t *masks;              /* a row a filter */
    uint64_t made;                /* bit f: the row of filter f is made */
    uint64_t *known;              /* KNOWN and one more, for what cannot be remembered; aligned */
    void *memory;                 /* of known */
    uint64_t *bits;               /* rules that are left at the token at work */
    uint64_t *met;                /* while bits are made */
    struct rowcache_place *place; /* by token of the field */
    uint32_t cap_place;
};

/* ---- making one ---- */

static bool reserve(struct planner *p) {
    const size_t line = KNOWN_ALIGN * sizeof(uint64_t);
    size_t head = sizeof(struct known) / sizeof(uint64_t);
    p->stride = head + p->words + p->rows->far.words;
    p->stride += (KNOWN_ALIGN - p->stride % KNOWN_ALIGN) % KNOWN_ALIGN;
    char *memory = calloc((KNOWN + 1) * p->stride + KNOWN_ALIGN, sizeof(uint64_t));
    p->memory = memory; /* no page of it before it is used */
    if (memory)
        p->known = (uint64_t *)(void *)(memory + (line - (uintptr_t)memory % line) % line);
    p->masks = calloc(FILTERS * p->words, sizeof *p->masks);
    p->bits = calloc(p->words, sizeof *p->bits);
    p->met = calloc(p->words, sizeof *p->met);
    return memory && p->masks && p->bits && p->met;
}

struct planner *planner_new(const struct ruleset *rs) {
    struct planner *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->rs = rs;
    p->words = dispatch_words(rs->dispatch);
    p->rows = rowcache_new(rs);
    if (p->rows && reserve(p))
        return p;
    planner_free(p);
    return NULL;
}

void planner_free(struct planner *p) {
    if (!p)
        return;
    rowcache_free(p->rows);
    free(p->memory);
    free(p->masks);
    free(p->bits);
    free(p->met);
    free(p->place);
    free(p);
}

/* ---- filters ---- */

static uint64_t *mask_row(const struct planner *p, uint32_t number) {
    return p->masks + number * p->words;
}

static void make_mask(const struct planner *p, struct match_filter f, uint64_t *mask) {
    const struct dispatch *d = p->rs->dispatch;
    const uint64_t *decisive = dispatch_mask(d, MASK_DECISIVE);
    const uint64_t *evidence = dispatch_mask(d, MASK_EVIDENCE);
    const uint64_t *leave = dispatch_mask(d, MASK_LEAVE);
    const uint64_t *strict = dispatch_mask(d, MASK_STRICT);
    const uint64_t *banding = dispatch_mask(d, MASK_BANDING);
    const uint64_t *prose = dispatch_mask(d, MASK_PROSE);
    const uint64_t *disabled = dispatch_mask(d, MASK_DISABLED);
    for (size_t w = 0; w < p->words; w++) {
        uint64_t kinds = (f.decisive ? decisive[w] : 0) | (f.evidence ? evidence[w] : 0) |
                         (f.leave ? leave[w] : 0);
        uint64_t not = (f.strict ? 0 : strict[w]) | (f.banding ? 0 : banding[w]) |
                       (f.prose ? 0 : prose[w]) | disabled[w];
        mask[w] = kinds & ~not ;
    }
}

uint32_t planner_filter(struct planner *p, struct match_filter f) {
    if (!f.decisive && !f.evidence && !f.leave)
        return 0;
    uint32_t number = f.decisive | (uint32_t)f.evidence << 1 | (uint32_t)f.leave << 2 |
                      (uint32_t)f.strict << 3 | (uint32_t)f.prose << 4 | (uint32_t)f.banding << 5;
    if (!(p->made >> number & 1))
        make_mask(p, f, mask_row(p, number));
    p->made |= (uint64_t)1 << number;
    return number;
}

void planner_single(struct planner *p, size_t rule) {
    uint64_t *mask = mask_row(p, 0);
    memset(mask, 0, p->words * sizeof *mask);
    mask[rule / 64] |= (uint64_t)1 << rule % 64;
}

/* ---- rows beside neighbours ---- */

static struct known *known_at(const struct planner *p, size_t i) {
    return (struct known *)(void *)(p->known + i * p->stride);
}

static uint64_t *known_rules(const struct known *k) {
    return (uint64_t *)(uintptr_t)(k + 1);
}

static uint64_t *known_far(const struct planner *p, const struct known *k) {
    return known_rules(k) + p->words;
}

/* What a token is tried beside: what the neighbours meet of each kind, or what meets nothing. */
struct beside {
    uint32_t row, met[NEAR_AFTER + 1];
};

static uint32_t ones(uint64_t bits) {
    uint32_t n = 0;
    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

/* Notes the conditions of several tokens that the rules of k have. */
static void note_far(const struct planner *p, struct known *k, enum rule_near kind) {
    const struct rowcache *c = p->rows;
    const uint64_t *rules = known_rules(k), *wants = c->wants + kind * p->words;
    for (size_t w = 0; w < p->words; w++)
        for (uint64_t left = rules[w] & wants[w]; left; left &= left - 1) {
            size_t rule = w * 64 + (size_t)__builtin_ctzll(left);
            uint32_t i = c->far.of[rule * FAR_KINDS + (size_t)(kind - NEAR_AHEAD)];
            known_far(p, k)[i / 64] |= (uint64_t)1 << i % 64;
            k->far |= (uint8_t)(1u << kind);
        }
}

static void work_out(const struct planner *p, struct known *k, struct beside b, uint32_t number) {
    const struct rowcache *c = p->rows;
    const size_t words = p->words;
    const uint64_t *mask = mask_row(p, number), *wants = c->wants;
    const uint64_t *triggered = rowcache_triggered(c, b.row), *may = rowcache_may_match(c, b.row);
    const uint64_t *next = rowcache_met(c, b.met[NEAR_NEXT]);
    const uint64_t *glued = rowcache_met(c, b.met[NEAR_GLUED]);
    const uint64_t *after = rowcache_met(c, b.met[NEAR_AFTER]);
    uint64_t *rules = known_rules(k), any = 0;
    k->load = 0;
    for (size_t w = 0; w < words; w++) {
        uint64_t not = wants[NEAR_NEXT * words + w] & ~next[w];
        not |= wants[NEAR_GLUED * words + w] & ~glued[w];
        not |= wants[NEAR_AFTER * words + w] & ~after[w];
        k->load += ones(triggered[w] & mask[w]);
        rules[w] = may[w] & mask[w] & ~not ;
        any |= rules[w];
    }
    k->any = any != 0;
    k->far = 0;
    memset(known_far(p, k), 0, c->far.words * sizeof *rules);
    for (int kind = NEAR_AHEAD; kind < NEAR_COUNT; kind++)
        note_far(p, k, (enum rule_near)kind);
}

/* Only what the token's rules ask for is looked at, so that few things need to be remembered. */
static struct beside beside_of(const struct planner *p, const struct scan *s, uint32_t t) {
    const struct rowcache_place *at = &p->place[t];
    const uint8_t asks = p->rows->asks[at->row];
    struct beside b = {at->row, {NEAR_NOTHING, NEAR_NOTHING, NEAR_NOTHING}};
    if (asks >> NEAR_NEXT & 1 && t + 1 < s->n)
        b.met[NEAR_NEXT] = at[1].met[NEAR_NEXT];
    if (asks >> NEAR_GLUED & 1 && t + 1 < s->n && !s->tok[t + 1].space)
        b.met[NEAR_GLUED] = at[1].met[NEAR_GLUED];
    if (asks >> NEAR_AFTER & 1 && t > 0)
        b.met[NEAR_AFTER] = at[-1].met[NEAR_AFTER];
    return b;
}

/* What is left of token t's row. Valid until the next is asked for. */
static const struct known *look_up(struct planner *p, const struct scan *s, uint32_t t,
                                   uint32_t number) {
    struct beside b = beside_of(p, s, t);
    if (b.row == ROW_NOT_KEPT || number == 0) { /* not to be kept, or not always the same */
        struct known *k = known_at(p, KNOWN);
        if (b.row == ROW_NOT_KEPT)
            (void)rowcache_make(p->rows, &s->tok[t], s->text);
        work_out(p, k, b, number);
        return k;
    }
    uint64_t key = (uint64_t)b.met[NEAR_NEXT] << 15 | (uint64_t)b.met[NEAR_GLUED] << 30 |
                   (uint64_t)b.met[NEAR_AFTER] << 45 | b.row;
    uint64_t h = (key ^ (uint64_t)number << 58) * 0x9E3779B97F4A7C15u;
    struct known *k = known_at(p, (h ^ h >> 29) >> 24 & (KNOWN - 1));
    if (k->key != key || k->number != number) {
        k->key = key;
        k->number = (uint8_t)number;
        work_out(p, k, b, number);
    }
    return k;
}

/* ---- tokens further away ---- */

/* Drops from p->bits the rules that want of the tokens [from, to) what none of them meets. */
static void drop_far(struct planner *p, const struct known *k, enum rule_near kind, uint32_t from,
                     uint32_t to) {
    const struct rowcache *c = p->rows;
    const uint64_t *asked = known_far(p, k), *wants = c->wants + kind * p->words;
    if (!(k->far >> kind & 1))
        return;
    memset(p->met, 0, p->words * sizeof *p->met);
    for (size_t f = 0; f < c->far.words; f++) {
        uint64_t met = 0;
        for (uint32_t u = from; u < to; u++)
            met |= rowcache_far(c, p->place[u].row)[f];
        for (met &= asked[f]; met; met &= met - 1) {
            uint32_t i = (uint32_t)(f * 64) + (uint32_t)__builtin_ctzll(met);
            const uint64_t *have = rowcache_far_rules(c, i, kind);
            for (size_t w = 0; w < p->words; w++)
                p->met[w] |= have[w];
        }
    }
    for (size_t w = 0; w < p->words; w++)
        p->bits[w] &= ~(wants[w] & ~p->met[w]);
}

static bool any_left(const struct planner *p) {
    uint64_t any = 0;
    for (size_t w = 0; w < p->words; w++)
        any |= p->bits[w];
    return any != 0;
}

static uint32_t no_further(const struct scan *s, uint32_t t, uint32_t tokens) {
    return s->n - t > tokens ? t + 1 + tokens : s->n;
}

/* Leaves in p->bits those rules of k whose conditions of several tokens are met. False when none is
 * left. */
static bool far_fits(struct planner *p, const struct known *k, const struct scan *s, uint32_t t) {
    memcpy(p->bits, known_rules(k), p->words * sizeof *p->bits);
    if (k->far == 0)
        return true;
    drop_far(p, k, NEAR_AHEAD, t + 1, no_further(s, t, NEAR_TOKENS));
    drop_far(p, k, NEAR_BEHIND, t > NEAR_TOKENS ? t - NEAR_TOKENS : 0, t);
    drop_far(p, k, NEAR_FURTHER, t + 1, no_further(s, t, FURTHER_TOKENS));
    return any_left(p);
}

/* ---- a field ---- */

/* Leaves those of the rules in p->bits that may match at the token. False when none does. */
static bool sift(struct planner *p, const struct scan *s, uint32_t t) {
    enum sieve_group g;
    bool grouped = sieve_group_of(&s->tok[t], &g);
    for (size_t k = 0; k < SIEVES; k++) {
        const struct sieve *sieve = p->rs->sieves[k];
        if (!sieve || (k > 0 && !sieve_concerns(sieve, p->bits))) /* a user's rules are few */
            continue;
        if (!sieve_behind(sieve, s, t, p->bits) ||
            (grouped && !sieve_ahead(sieve, g, s, t, p->bits)))
            return false;
    }
    return true;
}

/* Finds the rows of all tokens of the field. */
static enum status find_rows(struct planner *p, const struct scan *s) {
    if (s->n > p->cap_place) {
        struct rowcache_place *place = realloc(p->place, s->n * sizeof *place);
        if (!place)
            return ST_MEMORY;
        p->place = place;
        p->cap_place = s->n;
    }
    if (rowcache_trim(p->rows))
        memset(p->known, 0, KNOWN * p->stride * sizeof *p->known);
    for (uint32_t t = 0; t < s->n; t++) {
        if (t + ROWS_AHEAD < s->n)
            rowcache_fetch(p->rows, &s->tok[t + ROWS_AHEAD]);
        p->place[t] = p->rows->place[rowcache_find(p->rows, &s->tok[t], s->text)];
    }
    return ST_OK;
}

/* The first rule of the filter that token t triggers. */
static size_t first_rule(const struct planner *p, uint32_t row, uint32_t number) {
    const uint64_t *triggered = rowcache_triggered(p->rows, row), *mask = mask_row(p, number);
    size_t w = 0;
    while ((triggered[w] & mask[w]) == 0)
        w++;
    return w * 64 + (size_t)__builtin_ctzll(triggered[w] & mask[w]);
}

/* Adds the rules in p->bits. */
static enum status add_tries(const struct planner *p, struct planning *g) {
    for (size_t w = 0; w < p->words; w++)
        for (uint64_t bits = p->bits[w]; bits; bits &= bits - 1)
            if (!match_plan_add(g->plan, g->token, w * 64 + (size_t)__builtin_ctzll(bits),
                                g->arena))
                return ST_MEMORY;
    return ST_OK;
}

enum status planner_go_on(struct planner *p, struct planning *g, size_t *over) {
    const struct scan *s = g->plan->scan;
    uint64_t *left = &g->plan->budget->tries;
    enum status st = g->token == 0 ? find_rows(p, s) : ST_OK;
    for (; st == ST_OK && g->token < s->n && g->plan->n_tries < g->max; g->token++) {
        const struct known *k = look_up(p, s, g->token, g->number);
        if (k->load > *left) {
            *over = first_rule(p, p->place[g->token].row, g->number);
            return ST_LIMIT;
        }
        *left -= k->load;
        if (k->any && far_fits(p, k, s, g->token) && sift(p, s, g->token))
            st = add_tries(p, g);
    }
    return st;
}
