/* Writes the automaton of a sieve down as one block. */
#include <stdlib.h>

#include "rules/sieve_build_private.h"

#define WAYS_OF_A_PART 24u   /* more: the part is taken to be open always */
#define WALK_MAX       4096u /* places of one part that are looked at for its ways */

/* ---- ways ---- */

/* The ways through the questions of one part. */
struct walk {
    const struct outlines *o;
    uint64_t way[WAYS_OF_A_PART];
    uint32_t n;
    bool always; /* open whatever the answers are */
    struct place {
        uint32_t node;
        uint64_t asks;
    } stack[WALK_MAX];
    uint32_t depth, looked;
};

static void walk_to(struct walk *w, uint32_t node, uint64_t asks) {
    if (node == NO_NODE || w->always)
        return;
    if (w->depth == WALK_MAX)
        w->always = true;
    else
        w->stack[w->depth++] = (struct place){node, asks};
}

/* Keeps a way that asks for no more than others do. */
static void note_way(struct walk *w, uint64_t asks) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < w->n; k++) {
        if ((w->way[k] & ~asks) == 0)
            return; /* what is kept asks for less */
        if ((asks & ~w->way[k]) != 0)
            w->way[n++] = w->way[k];
    }
    w->n = n;
    if (asks == 0 || n == WAYS_OF_A_PART)
        w->always = true;
    else
        w->way[w->n++] = asks;
}

/* Goes on from a place that is reached when all of `asks` are answered with yes. */
static void walk_place(struct walk *w, struct place p) {
    const struct outline_node *node = &w->o->nodes[p.node];
    if (node->set == OUTLINE_ASK) {
        uint32_t k = node->out[1];
        walk_to(w, node->out[0], k < SIEVE_ASKS_MAX ? p.asks | (uint64_t)1 << k : p.asks);
    } else if (node->set == OUTLINE_EMPTY) {
        walk_to(w, node->out[0], p.asks);
        walk_to(w, node->out[1], p.asks);
    } else {
        note_way(w, p.asks);
    }
}

/* The items from[0..n) are what a part begins with. */
static void find_ways(struct walk *w, const uint32_t *from, uint32_t n) {
    w->n = w->depth = w->looked = 0;
    w->always = false;
    for (uint32_t k = 0; k < n && !w->always; k++)
        walk_place(w, (struct place){from[k], 0});
    while (w->depth > 0 && !w->always) {
        walk_place(w, w->stack[--w->depth]);
        w->always = w->always || ++w->looked > WALK_MAX;
    }
}

static bool add_ways(const struct walk *w, struct buf *out, uint16_t rule, uint8_t group) {
    for (uint32_t k = 0; k < w->n && !w->always; k++) {
        struct sieve_way way = {w->way[k], rule, group, k + 1 == w->n, 0};
        if (!buf_add(out, (const char *)&way, sizeof way))
            return false;
    }
    return true;
}

static bool ways_of_group(struct builder *s, struct walk *w, uint8_t group, struct buf *out) {
    builder_begin(s, group, ANSWER_LATER);
    bool ok = true;
    for (uint32_t i = 0, end; i < s->n_made && ok; i = end) {
        uint16_t part = s->o->nodes[s->made[i]].part;
        for (end = i; end < s->n_made && s->o->nodes[s->made[end]].part == part;)
            end++;
        find_ways(w, s->made + i, end - i);
        ok = add_ways(w, out, s->o->parts[part].rule, group);
    }
    return ok;
}

static bool make_ways(struct builder *s, struct buf *out, uint32_t ends[SIEVE_GROUPS + 1]) {
    struct walk *w = calloc(1, sizeof *w);
    bool ok = w != NULL;
    if (ok)
        w->o = s->o;
    for (uint8_t g = 0; g < SIEVE_GROUPS && ok; g++) {
        ends[g] = (uint32_t)(out->n / sizeof(struct sieve_way));
        if (g == SIEVE_LOWER || g == SIEVE_CAPITAL)
            ok = ways_of_group(s, w, g, out);
    }
    ends[SIEVE_GROUPS] = (uint32_t)(out->n / sizeof(struct sieve_way));
    free(w);
    return ok;
}

/* ---- the block ---- */

static bool make_asks(const struct builder *s, struct buf *out) {
    for (uint32_t k = 0; k < s->o->n_asks && k < SIEVE_ASKS_MAX; k++) {
        struct sieve_ask a = {s->o->asks[k].classes, s->o->asks[k].none};
        if (!buf_add(out, (const char *)&a, sizeof a))
            return false;
    }
    return true;
}

static uint16_t written(const struct builder *s, uint32_t state) {
    uint32_t to = s->merged[state] | (state && s->settled[state] ? SIEVE_SETTLED : 0);
    return (uint16_t)to;
}

/* Stretches of where states lead, each once. */
struct stretches {
    uint16_t (*v)[SIEVE_STRETCH]; /* STRETCHES_MAX */
    uint32_t n;
    uint16_t *table; /* open, of numbers; 0: empty */
};

#define STRETCHES_MAX 65536u
#define TABLE_SLOTS   (2 * STRETCHES_MAX)

static bool stretches_new(struct stretches *t) {
    t->v = calloc(STRETCHES_MAX, sizeof *t->v);
    t->table = calloc(TABLE_SLOTS, sizeof *t->table);
    t->n = 1; /* that leads nowhere */
    return t->v && t->table;
}

static void stretches_free(struct stretches *t) {
    free(t->v);
    free(t->table);
}

/* The number of a stretch. 0 when there are too many: what leads nowhere holds nothing back. */
static uint16_t stretch_number(struct stretches *t, const uint16_t v[SIEVE_STRETCH]) {
    uint32_t h = 0;
    bool any = false;
    for (uint32_t k = 0; k < SIEVE_STRETCH; k++) {
        h = (h ^ v[k]) * 2654435761u;
        any = any || v[k] != SIEVE_UNKNOWN;
    }
    uint16_t *slot = &t->table[(h >> 8) % TABLE_SLOTS];
    while (*slot && memcmp(t->v[*slot], v, sizeof t->v[0]) != 0)
        slot = slot + 1 < t->table + TABLE_SLOTS ? slot + 1 : t->table;
    if (*slot || !any || t->n == STRETCHES_MAX)
        return *slot;
    memcpy(t->v[t->n], v, sizeof t->v[0]);
    return *slot = (uint16_t)t->n++;
}

/* Writes the numbers of the stretches of state i to out. */
static void make_stretches(const struct builder *s, uint32_t i, struct stretches *t, char *out) {
    for (uint32_t c = 0; c < s->n_classes; c += SIEVE_STRETCH) {
        uint16_t v[SIEVE_STRETCH] = {0};
        for (uint32_t k = 0; k < SIEVE_STRETCH && c + k < s->n_classes; k++)
            v[k] = written(s, s->next[(size_t)i * s->n_classes + c + k]);
        const uint16_t number = stretch_number(t, v);
        memcpy(out + c / SIEVE_STRETCH * sizeof number, &number, sizeof number);
    }
}

/* Where states lead, and their rows, by their new numbers: of those that are one, the first's. */
static bool make_states(const struct builder *s, struct buf *row_of, struct buf *stretch_of,
                        struct stretches *t) {
    const size_t step = sieve_stretches(s->n_classes) * sizeof(uint16_t);
    const size_t row = 2 * sizeof(uint16_t);
    if (!stretches_new(t) || !buf_reserve(stretch_of, s->n_merged * step) ||
        !buf_reserve(row_of, s->n_merged * row))
        return false;
    memset(stretch_of->p, 0, stretch_of->n = s->n_merged * step);
    memset(row_of->p, 0, row_of->n = s->n_merged * row);
    for (uint32_t i = s->n_states; i-- > 1;) {
        make_stretches(s, i, t, stretch_of->p + s->merged[i] * step);
        for (uint32_t k = 0; k < 2; k++) {
            uint16_t number = (uint16_t)s->row_of[i * 2 + k];
            memcpy(row_of->p + s->merged[i] * row + k * sizeof number, &number, sizeof number);
        }
    }
    return true;
}

/* What the block is made of, in its order. */
enum { ASKS, WAYS, ROWS, ANY, BEHIND, ROW_OF, STRETCH_OF, NEXT, PARTS };

static bool write_block(struct sieve_block *b, const struct slice parts[PARTS], struct buf *out) {
    uint32_t *const where[PARTS + 1] = {&b->at_asks,       &b->at_ways,   &b->at_rows,
                                        &b->at_any,        &b->at_behind, &b->at_row_of,
                                        &b->at_stretch_of, &b->at_next,   &b->bytes};
    bool ok = buf_add(out, (const char *)b, sizeof *b);
    for (uint32_t k = 0; k < PARTS; k++)
        ok = ok && buf_add_part(out, where[k], parts[k]);
    ok = ok && buf_add_part(out, where[PARTS], slice_of(""));
    if (ok)
        memcpy(out->p, b, sizeof *b);
    return ok;
}

bool builder_write(struct builder *s, struct buf *out) {
    struct sieve_block b;
    struct buf asks = {0}, ways = {0}, row_of = {0}, stretch_of = {0};
    struct stretches next = {0};
    memset(&b, 0, sizeof b); /* what is between its fields too */
    b.magic = SIEVE_MAGIC;
    b.words = (uint32_t)s->words;
    b.n_states = s->n_merged;
    b.n_classes = s->n_classes;
    bool ok = make_asks(s, &asks) && make_ways(s, &ways, b.ways) &&
              make_states(s, &row_of, &stretch_of, &next);
    b.n_asks = (uint32_t)(asks.n / sizeof(struct sieve_ask));
    b.n_rows = (uint32_t)(s->shared.n / (s->words * sizeof *s->rows));
    for (uint32_t g = 0; g < SIEVE_GROUPS; g++)
        b.root[g] = written(s, s->root[g]);
    b.root_behind = written(s, s->root[BUNDLE_BEHIND]);
    memcpy(b.symbol_class, s->symbol_class, sizeof b.symbol_class);
    const struct slice any = {(const char *)s->any, s->words * sizeof *s->any};
    const struct slice behind = {(const char *)s->behind, s->words * sizeof *s->behind};
    const struct slice leads = {(const char *)next.v, next.n * sizeof *next.v};
    const struct slice parts[PARTS] = {
        buf_slice(&asks), buf_slice(&ways),   buf_slice(&s->shared),  any,
        behind,           buf_slice(&row_of), buf_slice(&stretch_of), leads};
    ok = ok && write_block(&b, parts, out);
    buf_free(&asks);
    buf_free(&ways);
    buf_free(&row_of);
    buf_free(&stretch_of);
    stretches_free(&next);
    return ok;
}
