#include "rules/planner.h"

#include <stdlib.h>

#include "rules/match_plan.h"
#include "rules/rowcache.h"
#include "rules/ruleset_private.h"

#define FILTERS     64u   /* numbers of filters */
#define KNOWN       8192u /* rows beside neighbours that are remembered; a power of two */
#define KNOWN_ALIGN 8u    /* 64-bit words of a line of cache */
#define KNOWN_AHEAD 8u    /* tokens for which what is remembered is fetched beforehand */
#define ROWS_AHEAD  8     /* tokens whose rows are fetched from far memory before they are needed */

/* What is left of a row of rules beside certain neighbours, for one filter. Followed by the rules:
 * of the built-in ones it is one line of cache in all. */
struct known {
    uint64_t key;   /* 0: nothing yet */
    uint32_t load;  /* how many rules of the filter the token triggers */
    uint8_t number; /* of the filter */
    bool any;       /* some are left */
    uint8_t far;    /* bit k: some have a condition of kind k, from NEAR_AHEAD on */
};

/* Tokens beyond the ends of a field, which meet no condition. */
#define EDGE_BEFORE ((uint32_t)NEAR_TOKENS)
#define EDGE_BEHIND ((uint32_t)FURTHER_TOKENS)

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
    uint64_t *met;   /* conditions of several tokens that are met there */
    struct rowcache_place
        *place;    /* of the field: of what stands before, each token, what is behind */
    uint64_t *far; /* the conditions of several tokens that each token meets, word by word: a word
                      of all tokens with the edges, then the next word */
    uint32_t cap_place; /* tokens that there is room for */
};

/* ---- making one ---- */

static bool reserve(struct planner *p) {
    size_t head = sizeof(struct known) / sizeof(uint64_t);
    p->stride = head + p->words;
    p->stride += (KNOWN_ALIGN - p->stride % KNOWN_ALIGN) % KNOWN_ALIGN;
    uint64_t *memory = calloc((KNOWN + 1) * p->stride + KNOWN_ALIGN, sizeof *memory);
    p->memory = memory; /* no page of it before it is used */
    if (memory)
        p->known =
            memory + (KNOWN_ALIGN - (uintptr_t)memory / sizeof *memory % KNOWN_ALIGN) % KNOWN_ALIGN;
    p->masks = calloc(FILTERS * p->words, sizeof *p->masks);
    p->bits = calloc(p->words, sizeof *p->bits);
    p->met = calloc(p->rows->far.words + 1, sizeof *p->met);
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

/* Whether a row holds any of the rules. */
static bool any_of(const uint64_t *row, const uint64_t *rules, size_t words) {
    uint64_t any = 0;
    for (size_t w = 0; w < words; w++)
        any |= row[w] & rules[w];
    return any != 0;
}

static void work_out(const struct planner *p, struct known *k, struct beside b, uint32_t number) {
    const struct rowcache *c = p->rows;
    const size_t words = p->words;
    const uint64_t *mask = mask_row(p, number), *wants = c->wants;
    const uint64_t *triggered = rowcache_triggered(c, b.row), *may = rowcache_may_match(c, b.row);
    const uint64_t *next = rowcache_met(c, b.met, NEAR_NEXT);
    const uint64_t *glued = rowcache_met(c, b.met, NEAR_GLUED);
    const uint64_t *after = rowcache_met(c, b.met, NEAR_AFTER);
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
    for (int kind = NEAR_AHEAD; kind < NEAR_COUNT && any; kind++)
        k->far |= (uint8_t)(any_of(rules, wants + (size_t)kind * words, words) << kind);
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

/* The conditions that each token of the field meets: one word of them, by token. */
static inline size_t far_stride(const struct planner *p) {
    return (size_t)EDGE_BEFORE + p->cap_place + EDGE_BEHIND;
}

static inline uint64_t *far_word(const struct planner *p, size_t word) {
    return p->far + word * far_stride(p) + EDGE_BEFORE;
}

typedef uint64_t far_pair __attribute__((vector_size(16), aligned(8), may_alias));

/* What `pairs` pairs of tokens meet together. pairs is a constant. */
static inline uint64_t met_by(const uint64_t *token, int pairs) {
    const far_pair *pair = (const far_pair *)(const void *)token;
    far_pair met = pair[0];
    for (int i = 1; i < pairs; i++)
        met |= pair[i];
    return met[0] | met[1];
}

_Static_assert(NEAR_TOKENS % 2 == 0 && FURTHER_TOKENS % 2 == 0, "tokens are taken in pairs");

/* Leaves in p->met the conditions that the tokens meant meet, as token t is seen. */
static void note_met(const struct planner *p, enum rule_near kind, uint32_t t) {
    const uint64_t *at = far_word(p, 0) + t;
    const size_t words = p->rows->far.words, word = far_stride(p);
    uint64_t *met = p->met;
    if (kind == NEAR_BEHIND)
        for (size_t f = 0; f < words; f++, at += word)
            met[f] = met_by(at - NEAR_TOKENS, NEAR_TOKENS / 2);
    else if (kind == NEAR_AHEAD)
        for (size_t f = 0; f < words; f++, at += word)
            met[f] = met_by(at + 1, NEAR_TOKENS / 2);
    else
        for (size_t f = 0; f < words; f++, at += word)
            met[f] = met_by(at + 1, FURTHER_TOKENS / 2);
}

/* Drops from p->bits the rules that have a condition of a kind and for which it is not met. */
static void drop_far(const struct planner *p, enum rule_near kind, uint32_t t) {
    const uint64_t *wants = p->rows->wants + kind * p->words, *met = p->met;
    note_met(p, kind, t);
    for (size_t w = 0; w < p->words; w++) {
        uint64_t ask = p->bits[w] & wants[w], kept = p->bits[w] ^ ask;
        for (; ask; ask &= ask - 1) { /* what is met cannot be foretold: no branch */
            const uint32_t bit = (uint32_t)__builtin_ctzll(ask);
            const uint32_t far = rowcache_far_of(p->rows, w * 64 + bit, kind);
            kept |= (met[far / 64] >> far % 64 & 1) << bit;
        }
        p->bits[w] = kept;
    }
}

/* Leaves in p->bits those rules of k whose conditions of several tokens are met. False when none is
 * left. */
static bool far_fits(struct planner *p, const struct known *k, uint32_t t) {
    memcpy(p->bits, known_rules(k), p->words * sizeof *p->bits);
    if (!k->far)
        return true;
    for (int kind = NEAR_AHEAD; kind < NEAR_COUNT; kind++)
        if (k->far >> kind & 1)
            drop_far(p, (enum rule_near)kind, t);
    return any_of(p->bits, p->bits, p->words);
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
    const size_t tokens = (size_t)EDGE_BEFORE + n + EDGE_BEHIND;
    uint64_t *far = place ? realloc(p->far, (p->rows->far.words * tokens + 1) * sizeof *far) : NULL;
    if (far) {
        p->far = far;
        p->cap_place = n;
    }
    return far;
}

/* Notes that what stands beyond the ends of the field meets nothing. */
static void clear_edges(const struct planner *p, uint32_t n) {
    p->place[0] = p->place[n + 1] = (struct rowcache_place){0};
    for (size_t f = 0; f < p->rows->far.words; f++) {
        uint64_t *far = far_word(p, f);
        memset(far - EDGE_BEFORE, 0, EDGE_BEFORE * sizeof *far);
        memset(far + n, 0, EDGE_BEHIND * sizeof *far);
    }
}

/* Finds the rows of all tokens of the field. */
static enum status find_rows(struct planner *p, const struct scan *s) {
    struct rowcache *c = p->rows;
    const size_t far_words = c->far.words;
    if (!make_room(p, s->n))
        return ST_MEMORY;
    if (rowcache_trim(c))
        memset(p->known, 0, KNOWN * p->stride * sizeof *p->known);
    clear_edges(p, s->n);
    struct rowcache_place *place = p->place + 1;
    uint64_t *const first = far_word(p, 0);
    const size_t word = far_stride(p);
    for (uint32_t i = 0; i < s->n; i++) {
        const struct token *t = &s->tok[i];
        if (s->n - i > ROWS_AHEAD)
            rowcache_fetch(c, t + ROWS_AHEAD);
        uint32_t row = rowcache_find(c, t, s->text);
        place[i] = c->place[row];
        place[i].met &= t->space ? ~MET_FIELD(NEAR_GLUED) : ~(uint64_t)0;
        const uint64_t *met = rowcache_far(c, row);
        uint64_t *far = first + i;
        for (size_t f = 0; f < far_words; f++, far += word)
            *far = met[f];
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
        if (k->any && far_fits(p, k, g->token) && sift(p, s, g->token))
            st = add_tries(p, g);
    }
    return st;
}
