#include "rules/planner.h"

#include <stdlib.h>

#include "rules/match_plan.h"
#include "rules/rowcache.h"
#include "rules/ruleset_private.h"

#define FILTERS     64u   /* numbers of filters */
#define KNOWN       8192u /* rows beside neighbours that are remembered; a power of two */
#define KNOWN_ALIGN 8u    /* 64-bit words of a line of cache */
#define KNOWN_AHEAD 4u    /* tokens for which what is remembered is fetched beforehand */
#define ROWS_AHEAD  8     /* tokens whose rows are fetched from far memory before they are needed */

/* What is left of a row of rules beside certain neighbours, for one filter. Followed by the rules,
 * and the conditions of several tokens that they have. */
struct known {
    uint64_t key;   /* 0: nothing yet */
    uint32_t load;  /* how many rules of the filter the token triggers */
    uint8_t number; /* of the filter */
    bool any;       /* some are left */
    uint8_t far;    /* bit k: some have a condition of kind k, from NEAR_AHEAD on */
    bool plain;     /* some have none */
};

struct planner {
    const struct ruleset *rs; /* borrowed */
    struct rowcache *rows;
    size_t words;    /* of a row of rules */
    size_t stride;   /* 64-bit words of a struct known with what follows it */
    uint64_t *masks; /* a row a filter */
    uint64_t made;   /* bit f: the row of filter f is made */
    uint64_t *known; /* KNOWN and one more, for what cannot be remembered; aligned */
    void *memory;    /* of known */
    uint64_t *bits;  /* rules that are left at the token at work */
    uint64_t *met;   /* while bits are made */
    struct rowcache_place
        *place; /* of the field: of what stands before, each token, what is behind */
    uint64_t
        *far; /* conditions of several tokens that each token meets, likewise without the ends */
    uint32_t cap_place; /* tokens that there is room for */
};

/* ---- making one ---- */

static bool reserve(struct planner *p) {
    size_t head = sizeof(struct known) / sizeof(uint64_t);
    p->stride = head + p->words + p->rows->far.words;
    p->stride += (KNOWN_ALIGN - p->stride % KNOWN_ALIGN) % KNOWN_ALIGN;
    uint64_t *memory = calloc((KNOWN + 1) * p->stride + KNOWN_ALIGN, sizeof *memory);
    p->memory = memory; /* no page of it before it is used */
    if (memory)
        p->known =
            memory + (KNOWN_ALIGN - (uintptr_t)memory / sizeof *memory % KNOWN_ALIGN) % KNOWN_ALIGN;
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
    p->words = ruleset_words(rs);
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
    free(p->far);
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

/* What a token is tried beside: its row, and of its neighbours' `met` what its rules ask for. */
struct beside {
    uint32_t row;
    uint64_t met;
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
    const uint64_t *next = rowcache_met(c, b.met, NEAR_NEXT);
    const uint64_t *glued = rowcache_met(c, b.met, NEAR_GLUED);
    const uint64_t *after = rowcache_met(c, b.met, NEAR_AFTER);
    uint64_t *rules = known_rules(k), any = 0, plain = 0;
    k->load = 0;
    for (size_t w = 0; w < words; w++) {
        uint64_t not = wants[NEAR_NEXT * words + w] & ~next[w];
        not |= wants[NEAR_GLUED * words + w] & ~glued[w];
        not |= wants[NEAR_AFTER * words + w] & ~after[w];
        k->load += ones(triggered[w] & mask[w]);
        rules[w] = may[w] & mask[w] & ~not ;
        any |= rules[w];
        plain |= rules[w] & ~c->far.wants[w];
    }
    k->any = any != 0;
    k->plain = plain != 0;
    k->far = 0;
    memset(known_far(p, k), 0, c->far.words * sizeof *rules);
    for (int kind = NEAR_AHEAD; kind < NEAR_COUNT; kind++)
        note_far(p, k, (enum rule_near)kind);
}

/* What is left of token t's row where it cannot be remembered. */
static const struct known *work_out_anew(struct planner *p, const struct scan *s, uint32_t t,
                                         struct beside b, uint32_t number) {
    struct known *k = known_at(p, KNOWN);
    if (b.row == ROW_NOT_KEPT)
        (void)rowcache_make(p->rows, &s->tok[t], s->text);
    work_out(p, k, b, number);
    return k;
}

static inline struct beside beside_of(const struct planner *p, uint32_t t) {
    const uint64_t after = MET_FIELD(NEAR_AFTER);
    const struct rowcache_place *at = &p->place[t + 1];
    return (struct beside){at->row, at->ask & ((at[1].met & ~after) | (at[-1].met & after))};
}

static inline uint64_t key_of(struct beside b) {
    return (uint64_t)b.row << MET_SHIFT(NEAR_AFTER + 1) | b.met;
}

static inline struct known *known_of(const struct planner *p, uint64_t key, uint32_t number) {
    uint64_t h = (key ^ number) * 0x9E3779B97F4A7C15u;
    return known_at(p, (h ^ h >> 29) >> 24 & (KNOWN - 1));
}

/* Fetches what look_up will read. */
static inline void fetch(const struct planner *p, uint32_t t, uint32_t number) {
    __builtin_prefetch(known_of(p, key_of(beside_of(p, t)), number));
}

/* What is left of token t's row. Valid until the next is asked for. */
static inline const struct known *look_up(struct planner *p, const struct scan *s, uint32_t t,
                                          uint32_t number) {
    const struct beside b = beside_of(p, t);
    const uint64_t key = key_of(b);
    if (b.row == ROW_NOT_KEPT || number == 0) /* not to be kept, or not always the same */
        return work_out_anew(p, s, t, b, number);
    struct known *k = known_of(p, key, number);
    if (k->key != key || k->number != number) {
        k->key = key;
        k->number = (uint8_t)number;
        work_out(p, k, b, number);
    }
    return k;
}

/* ---- tokens further away ---- */

/* Tokens near another: [from, to). */
struct range {
    uint32_t from, to;
};

static inline struct range range_of(enum rule_near kind, uint32_t t, uint32_t n) {
    if (kind == NEAR_BEHIND)
        return (struct range){t > NEAR_TOKENS ? t - NEAR_TOKENS : 0, t};
    uint32_t tokens = kind == NEAR_AHEAD ? NEAR_TOKENS : FURTHER_TOKENS;
    return (struct range){t + 1, n - t > tokens ? t + 1 + tokens : n};
}

/* Word f of the conditions of several tokens that rules of k have and one of the tokens meets. */
static inline uint64_t met_by(const struct planner *p, const struct known *k, size_t f,
                              struct range r) {
    const size_t words = p->rows->far.words;
    uint64_t met = 0;
    if (!known_far(p, k)[f]) /* most rules have conditions in one word of all */
        return 0;
    for (const uint64_t *at = p->far + r.from * words + f, *end = p->far + r.to * words; at < end;
         at += words)
        met |= *at;
    return met & known_far(p, k)[f];
}

/* Whether any such condition of the rules of k is met. */
static bool any_met(const struct planner *p, const struct known *k, uint32_t t, uint32_t n) {
    uint64_t any = 0;
    for (size_t f = 0; f < p->rows->far.words; f++)
        for (int kind = NEAR_AHEAD; kind < NEAR_COUNT; kind++)
            if (k->far >> kind & 1)
                any |= met_by(p, k, f, range_of((enum rule_near)kind, t, n));
    return any != 0;
}

/* Drops from p->bits the rules that have a condition of a kind and for which it is not met. */
static void drop_far(struct planner *p, const struct known *k, enum rule_near kind,
                     struct range r) {
    const struct rowcache *c = p->rows;
    const uint64_t *wants = c->wants + kind * p->words;
    memset(p->met, 0, p->words * sizeof *p->met);
    for (size_t f = 0; f < c->far.words; f++)
        for (uint64_t met = met_by(p, k, f, r); met; met &= met - 1) {
            uint32_t i = (uint32_t)(f * 64) + (uint32_t)__builtin_ctzll(met);
            const uint64_t *have = rowcache_far_rules(c, i, kind);
            for (size_t w = 0; w < p->words; w++)
                p->met[w] |= have[w];
        }
    for (size_t w = 0; w < p->words; w++)
        p->bits[w] &= ~(wants[w] & ~p->met[w]);
}

/* Leaves in p->bits those rules of k whose conditions of several tokens are met. False when none is
 * left. */
static bool far_fits(struct planner *p, const struct known *k, const struct scan *s, uint32_t t) {
    const uint64_t *rules = known_rules(k);
    if (k->far && !any_met(p, k, t, s->n)) {
        for (size_t w = 0; k->plain && w < p->words; w++)
            p->bits[w] = rules[w] & ~p->rows->far.wants[w];
        return k->plain;
    }
    memcpy(p->bits, rules, p->words * sizeof *p->bits);
    for (int kind = NEAR_AHEAD; kind < NEAR_COUNT; kind++)
        if (k->far >> kind & 1)
            drop_far(p, k, (enum rule_near)kind, range_of((enum rule_near)kind, t, s->n));
    uint64_t any = 0;
    for (size_t w = 0; w < p->words; w++)
        any |= p->bits[w];
    return any != 0;
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
        if ((grouped && !sieve_ahead(p->rows->memo[k], g, s, t, p->bits)) ||
            !sieve_behind(p->rows->memo[k], s, t, p->bits))
            return false;
    }
    return true;
}

static bool make_room(struct planner *p, uint32_t n) {
    if (p->place && n <= p->cap_place)
        return true;
    struct rowcache_place *place = realloc(p->place, (n + 2) * sizeof *place);
    if (place)
        p->place = place;
    uint64_t *far = place ? realloc(p->far, (n * p->rows->far.words + 1) * sizeof *far) : NULL;
    if (far) {
        p->far = far;
        p->cap_place = n;
    }
    return far;
}

/* Finds the rows of all tokens of the field. */
static enum status find_rows(struct planner *p, const struct scan *s) {
    struct rowcache *c = p->rows;
    const size_t far_words = c->far.words;
    if (!make_room(p, s->n))
        return ST_MEMORY;
    if (rowcache_trim(c))
        memset(p->known, 0, KNOWN * p->stride * sizeof *p->known);
    struct rowcache_place *place = p->place;
    uint64_t *far = p->far;
    *place++ = p->place[s->n + 1] = (struct rowcache_place){0};
    for (const struct token *t = s->tok, *const end = t + s->n; t < end; t++) {
        if (end - t > ROWS_AHEAD)
            rowcache_fetch(c, t + ROWS_AHEAD);
        uint32_t row = rowcache_find(c, t, s->text);
        *place = c->place[row];
        place++->met &= t->space ? ~MET_FIELD(NEAR_GLUED) : ~(uint64_t)0;
        const uint64_t *met = rowcache_far(c, row);
        for (size_t f = 0; f < far_words; f++)
            *far++ = met[f];
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
        if (g->token + KNOWN_AHEAD < s->n)
            fetch(p, g->token + KNOWN_AHEAD, g->number);
        const struct known *k = look_up(p, s, g->token, g->number);
        if (k->load > *left) {
            *over = first_rule(p, p->place[g->token + 1].row, g->number);
            return ST_LIMIT;
        }
        *left -= k->load;
        if (k->any && far_fits(p, k, s, g->token) && sift(p, s, g->token))
            st = add_tries(p, g);
    }
    return st;
}
