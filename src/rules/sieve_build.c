#include "rules/sieve_build.h"

#include <stdlib.h>

#include "rules/sieve_build_private.h"
#include "rules/sieve_block.h"

/* ---- making one ---- */

/* Symbols that are in the same sets make one class. */
static bool make_classes(struct builder *s) {
    const struct outlines *o = s->o;
    uint32_t leader[SYMBOLS];
    s->class_in_set = calloc((size_t)o->n_sets * 3 + 3, sizeof *s->class_in_set);
    if (!s->class_in_set)
        return false;
    for (uint32_t y = 0; y < SYMBOLS; y++) {
        uint32_t c = 0;
        for (; c < s->n_classes; c++) {
            uint32_t k = 0;
            while (k < o->n_sets && symbol_in(&o->sets[k], y) == symbol_in(&o->sets[k], leader[c]))
                k++;
            if (k == o->n_sets)
                break;
        }
        if (c == s->n_classes)
            leader[s->n_classes++] = y;
        s->symbol_class[y] = (uint8_t)c;
    }
    for (uint32_t k = 0; k < o->n_sets; k++)
        for (uint32_t c = 0; c < s->n_classes; c++)
            if (symbol_in(&o->sets[k], leader[c]))
                builder_set(s->class_in_set + (size_t)k * 3, c);
    return true;
}

static bool reserve(struct builder *s) {
    size_t n = (size_t)s->limits.states + 1;
    uint32_t slots = 1;
    while (slots < n * 2)
        slots *= 2;
    s->table_mask = slots - 1;
    s->part_words = (s->o->n_parts + 63) / 64 + 1;
    s->states = calloc(n, sizeof *s->states);
    s->next = calloc(n * s->n_classes, sizeof *s->next);
    s->rows = calloc(n * s->words * 2, sizeof *s->rows);
    s->passed = calloc(n * s->part_words, sizeof *s->passed);
    s->table = calloc(slots, sizeof *s->table);
    s->stamp = calloc((size_t)s->o->n_nodes + 1, sizeof *s->stamp);
    s->stack = calloc((size_t)s->o->n_nodes * 4 + 4, sizeof *s->stack);
    s->made = calloc((size_t)s->o->n_nodes + 1, sizeof *s->made);
    s->made_passed = calloc(s->part_words, sizeof *s->made_passed);
    s->alive = calloc(s->part_words, sizeof *s->alive);
    s->dead = calloc(s->words, sizeof *s->dead);
    s->n_states = 1; /* state 0 is SIEVE_UNKNOWN */
    return s->states && s->next && s->rows && s->passed && s->table && s->stamp && s->stack &&
           s->made && s->made_passed && s->alive && s->dead;
}

static void builder_free(struct builder *s) {
    free(s->class_in_set);
    free(s->states);
    free(s->items);
    free(s->next);
    free(s->rows);
    free(s->passed);
    free(s->table);
    free(s->stamp);
    free(s->stack);
    free(s->made);
    free(s->made_passed);
    free(s->alive);
    free(s->dead);
    free(s->any);
    free(s->behind);
    free(s->queue);
    free(s->row_of);
    free(s->settled);
    free(s->merged);
    buf_free(&s->shared);
}

/* ---- states ---- */

/* Adds the places that are reached from `node` without reading. */
static void reach(struct builder *s, uint32_t node) {
    uint32_t n = 0;
    s->stack[n++] = node;
    while (n > 0) {
        uint32_t i = s->stack[--n];
        const struct outline_node *p = &s->o->nodes[i];
        s->work++;
        if (s->stamp[i] == s->now)
            continue;
        s->stamp[i] = s->now;
        if (p->set == OUTLINE_ACCEPT)
            builder_set(s->made_passed, p->part);
        else if (p->set == OUTLINE_ASK && s->answering != ANSWER_LATER) {
            if (s->answering == ANSWER_YES || s->o->asks[p->out[1]].none)
                s->stack[n++] = p->out[0];
        } else if (p->set != OUTLINE_EMPTY)
            s->made[s->n_made++] = i;
        else
            for (int k = 0; k < 2; k++)
                if (p->out[k] != NO_NODE)
                    s->stack[n++] = p->out[k];
    }
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Drops places of outlines that have been read to their end. */
static void drop_passed(struct builder *s) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < s->n_made; k++)
        if (!builder_bit(s->made_passed, s->o->nodes[s->made[k]].part))
            s->made[n++] = s->made[k];
    s->n_made = n;
}

/* Whether the bundle at work runs an outline. */
static bool is_run(const struct builder *s, const struct outline_part *p) {
    return p->behind == (s->making == BUNDLE_BEHIND) && builder_bit(s->members[s->making], p->rule);
}

/* A rule of which one outline can no longer be read is decided: where its others were is
 * forgotten, so that fewer states differ. s->dead: a bit a rule. */
static void drop_dead(struct builder *s) {
    memset(s->alive, 0, s->part_words * sizeof *s->alive);
    memset(s->dead, 0, s->words * sizeof *s->dead);
    for (uint32_t k = 0; k < s->n_made; k++)
        builder_set(s->alive, s->o->nodes[s->made[k]].part);
    for (uint32_t k = 0; k < s->o->n_parts; k++)
        if (is_run(s, &s->o->parts[k]) && !builder_bit(s->alive, k) &&
            !builder_bit(s->made_passed, k))
            builder_set(s->dead, s->o->parts[k].rule);
    for (uint32_t k = 0; k < s->o->n_parts; k++)
        if (builder_bit(s->dead, s->o->parts[k].rule))
            s->made_passed[k / 64] &= ~((uint64_t)1 << k % 64);
    uint32_t n = 0;
    for (uint32_t k = 0; k < s->n_made; k++)
        if (!builder_bit(s->dead, s->o->parts[s->o->nodes[s->made[k]].part].rule))
            s->made[n++] = s->made[k];
    s->n_made = n;
}

/* Drops what no longer matters; sorts the places that are left. */
static void tidy(struct builder *s) {
    drop_passed(s);
    drop_dead(s);
    qsort(s->made, s->n_made, sizeof *s->made, by_number);
}

static uint32_t hash_made(const struct builder *s) {
    uint64_t h = 0x9E3779B97F4A7C15u + s->making;
    for (uint32_t k = 0; k < s->n_made; k++)
        h = (h ^ s->made[k]) * 0xBF58476D1CE4E5B9u, h ^= h >> 29;
    for (size_t w = 0; w < s->part_words; w++)
        h = (h ^ s->made_passed[w]) * 0x94D049BB133111EBu, h ^= h >> 31;
    return (uint32_t)(h >> 16);
}

static bool is_made(const struct builder *s, uint32_t state) {
    const struct state *t = &s->states[state];
    return t->bundle == s->making && t->n == s->n_made &&
           (t->n == 0 || memcmp(s->items + t->first, s->made, t->n * sizeof *s->made) == 0) &&
           memcmp(s->passed + (size_t)state * s->part_words, s->made_passed,
                  s->part_words * sizeof *s->made_passed) == 0;
}

/* A rule may match when each of its parts in the group may. Those outside the group may. */
static void write_rows(struct builder *s, uint32_t state) {
    uint64_t *row = s->rows + (size_t)state * 2 * s->words, *ended = row + s->words;
    memset(row, 0xFF, 2 * s->words * sizeof *row);
    uint32_t item = 0;
    for (uint32_t k = 0; k < s->o->n_parts; k++) {
        const struct outline_part *p = &s->o->parts[k];
        bool alive = false, edge = false;
        for (; item < s->n_made && s->o->nodes[s->made[item]].part <= k; item++) {
            bool is_edge = outline_is_edge(s->o->sets, &s->o->nodes[s->made[item]]);
            edge = edge || is_edge;
            alive = alive || !is_edge;
        }
        if (!is_run(s, p))
            continue;
        bool passed = builder_bit(s->made_passed, k);
        uint64_t no = ~((uint64_t)1 << p->rule % 64);
        if (!passed && !edge)
            ended[p->rule / 64] &= no;
        if (!passed && !alive)
            row[p->rule / 64] &= no;
    }
}

static bool reserve_items(struct builder *s) {
    if (s->n_items + s->n_made <= s->cap_items)
        return true;
    size_t cap = s->cap_items ? s->cap_items * 2 : 65536;
    while (cap < s->n_items + s->n_made)
        cap *= 2;
    uint32_t *p = realloc(s->items, cap * sizeof *p);
    s->failed = !p;
    if (!p)
        return false;
    s->items = p;
    s->cap_items = cap;
    return true;
}

/* The state that holds what was made; SIEVE_UNKNOWN when there is no room for one more. */
static uint32_t find_state(struct builder *s) {
    uint32_t i = hash_made(s) & s->table_mask;
    for (; s->table[i]; i = (i + 1) & s->table_mask)
        if (is_made(s, s->table[i]))
            return s->table[i];
    if (s->n_states > s->limits.states || !reserve_items(s))
        return SIEVE_UNKNOWN;
    uint32_t state = s->n_states++;
    s->states[state] = (struct state){s->n_items, s->n_made, UINT32_MAX, s->making};
    if (s->n_made)
        memcpy(s->items + s->n_items, s->made, s->n_made * sizeof *s->made);
    s->n_items += s->n_made;
    memcpy(s->passed + (size_t)state * s->part_words, s->made_passed,
           s->part_words * sizeof *s->made_passed);
    write_rows(s, state);
    return s->table[i] = state;
}

static void begin(struct builder *s, uint8_t bundle, enum answering answering) {
    s->answering = answering;
    s->now++;
    s->n_made = 0;
    s->making = bundle;
    memset(s->made_passed, 0, s->part_words * sizeof *s->made_passed);
}

/* ---- beginnings ---- */

/* The classes of the symbols that words are made of, or begin with. */
static void word_classes(const struct builder *s, bool first, bool lower, uint64_t out[3]) {
    memset(out, 0, 3 * sizeof *out);
    for (uint32_t y = 0; y < SYMBOLS; y++) {
        bool small = y >= 'a' && y <= 'z', large = y >= 'A' && y <= 'Z';
        if (y == SYMBOL_LETTER ||
            (first ? (lower ? small : large || small) : small || (large && !lower) || y == '\''))
            builder_set(out, s->symbol_class[y]);
    }
}

static bool reads(const struct builder *s, uint32_t item, const uint64_t classes[3]) {
    const uint64_t *in = s->class_in_set + (size_t)s->o->nodes[item].set * 3;
    return (in[0] & classes[0]) | (in[1] & classes[1]) | (in[2] & classes[2]);
}

/* Adds what the n places lead to by a symbol of the classes. */
static void read_classes(struct builder *s, const uint32_t *from, uint32_t n,
                         const uint64_t classes[3]) {
    for (uint32_t k = 0; k < n; k++)
        if (s->o->nodes[from[k]].set != OUTLINE_ASK && reads(s, from[k], classes))
            reach(s, s->o->nodes[from[k]].out[0]);
}

/* Goes from what was made to where any whole word may lead, with what is asked at its end. */
static void read_word(struct builder *s, bool lower, enum answering later) {
    uint64_t first[3], more[3];
    uint32_t n = s->n_made;
    word_classes(s, true, lower, first);
    word_classes(s, false, lower, more);
    uint32_t *from = s->stack + (size_t)s->o->n_nodes * 2 + 2; /* the stack never grows so far */
    memmove(from, s->made, n * sizeof *s->made);
    s->n_made = 0;
    s->now++;
    /* inside a token no callout of a class holds */
    s->answering = later == ANSWER_YES ? ANSWER_YES : ANSWER_INSIDE;
    read_classes(s, from, n, first);
    for (uint32_t k = 0; k < s->n_made; k++)
        if (reads(s, s->made[k], more))
            reach(s, s->o->nodes[s->made[k]].out[0]);
    uint32_t inside = s->n_made;
    memmove(from + n, s->made, inside * sizeof *s->made);
    s->n_made = 0;
    s->now++;
    s->answering = later;
    read_classes(s, from, n, first);
    read_classes(s, from + n, inside, more);
}

void builder_begin(struct builder *s, uint8_t bundle, enum answering later) {
    begin(s, bundle, ANSWER_YES);
    for (uint32_t k = 0; k < s->o->n_parts; k++) {
        if (is_run(s, &s->o->parts[k]))
            reach(s, s->o->parts[k].start);
    }
    if (bundle == SIEVE_LOWER || bundle == SIEVE_CAPITAL)
        read_word(s, bundle == SIEVE_LOWER, later);
    tidy(s);
}

/* ---- what follows ---- */

/* Where a symbol of the class leads. */
static uint32_t make_next(struct builder *s, uint32_t from, uint32_t class) {
    const struct state t = s->states[from];
    begin(s, t.bundle, ANSWER_YES);
    memcpy(s->made_passed, s->passed + (size_t)from * s->part_words,
           s->part_words * sizeof *s->made_passed);
    s->work += t.n + 1;
    for (uint32_t k = 0; k < t.n; k++) {
        const struct outline_node *p = &s->o->nodes[s->items[t.first + k]];
        if (builder_bit(s->class_in_set + (size_t)p->set * 3, class))
            reach(s, p->out[0]);
    }
    tidy(s);
    uint32_t to = find_state(s);
    s->next[(size_t)from * s->n_classes + class] = to;
    return to;
}

/* How far a bundle looks. */
static uint32_t far_of(uint8_t bundle) {
    return bundle == BUNDLE_BEHIND                            ? SIEVE_FAR_BEHIND
           : bundle == SIEVE_LOWER || bundle == SIEVE_CAPITAL ? SIEVE_FAR
                                                              : SIEVE_FAR_NUMBER;
}

/* Has the steps from a state that is reached after `depth` characters taken later. */
static bool put_steps(struct builder *s, uint32_t to, uint32_t cost, uint32_t depth,
                      uint32_t sort) {
    struct state *t = &s->states[to];
    if (to == SIEVE_UNKNOWN || t->n == 0 || depth >= far_of(t->bundle) || depth >= t->depth)
        return true;
    t->depth = depth;
    for (uint32_t c = 0; c < s->n_classes; c++) {
        struct step step = {cost + s->cost[sort][c], depth + 1, to, c};
        if (!builder_put(s, step))
            return false;
    }
    return true;
}

/* Takes the likeliest steps until a limit is reached. False when memory is out. */
static bool explore(struct builder *s) {
    struct step step;
    while (!s->failed && s->work < s->limits.work && builder_take(s, &step)) {
        uint32_t to = s->next[(size_t)step.state * s->n_classes + step.class];
        if (to == SIEVE_UNKNOWN)
            to = make_next(s, step.state, step.class);
        if (!put_steps(s, to, step.cost, step.depth, s->sort[step.class]))
            return false;
    }
    return !s->failed;
}

/* Takes the steps that c, or for a digit any digit, has from n states. Returns how many states they
 * lead to, different ones; to has room for one a state that is made. */
static uint32_t walk_on(struct builder *s, const uint32_t *from, uint32_t n, unsigned char c,
                        uint32_t *to) {
    bool digit = c >= '0' && c <= '9';
    uint32_t found = 0, first = c < 0x80 ? c : SYMBOL_OTHER, last = first;
    if (digit)
        first = '0', last = '9';
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t y = first; y <= last && s->work < s->limits.work; y++) {
            uint32_t class = s->symbol_class[y];
            uint32_t next = s->next[(size_t)from[k] * s->n_classes + class];
            if (next == SIEVE_UNKNOWN)
                next = make_next(s, from[k], class);
            if (next == SIEVE_UNKNOWN || s->states[next].n == 0)
                continue;
            uint32_t i = 0;
            s->work += found;
            while (i < found && to[i] != next)
                i++;
            if (i == found)
                to[found++] = next;
        }
    return found;
}

#define WALKERS 4096u /* states that a sample may lead to */

/* Makes the steps from a number on. Its digits stand for all others. */
static void walk_number(struct builder *s, struct slice text, size_t at, uint32_t *states) {
    uint32_t n = 1, *from = states, *to = states + WALKERS;
    from[0] = s->root[SIEVE_NUMBER];
    for (uint32_t k = 0; k < SIEVE_FAR_NUMBER && at < text.n && n > 0 && n * 10 <= WALKERS; k++) {
        unsigned char c = (unsigned char)text.p[at++];
        while (c >= 0x80 && at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
            at++;
        n = walk_on(s, from, n, c, to);
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool walk_samples(struct builder *s, const struct sieve_samples *samples) {
    uint32_t *states = calloc(2 * WALKERS, sizeof *states);
    if (!states)
        return false;
    for (size_t i = 0; i < samples->n; i++) {
        struct slice text = samples->v[i];
        for (size_t at = 0; at < text.n; at++)
            if (is_digit(text.p[at]) && (at == 0 || !is_digit(text.p[at - 1])))
                walk_number(s, text, at, states);
    }
    free(states);
    return !s->failed;
}

/* How rare tokens are whose text the bundle runs over, in sixteenths of a bit. */
static uint32_t rarity(uint8_t bundle) {
    static const uint32_t costs[BUNDLES] = {
        [SIEVE_NUMBER] = 64, [SIEVE_SYMBOL] = 64, [SIEVE_LOWER] = 8, [SIEVE_CAPITAL] = 40};
    return costs[bundle];
}

static bool make_states(struct builder *s, const struct sieve_samples *samples) {
    for (uint8_t b = 0; b < BUNDLES; b++) {
        builder_begin(s, b, ANSWER_YES);
        s->root[b] = find_state(s);
        if (s->root[b] == SIEVE_UNKNOWN || !put_steps(s, s->root[b], rarity(b), 0, builder_first()))
            return false;
    }
    return walk_samples(s, samples) && explore(s);
}

bool sieve_build(struct buf *out, const struct outlines *o,
                 const uint64_t *const groups[SIEVE_GROUPS], size_t words,
                 const struct sieve_samples *samples, struct sieve_limits limits) {
    struct builder s = {.o = o, .words = words, .limits = limits};
    if (limits.states > SIEVE_STATES_MAX)
        s.limits.states = SIEVE_STATES_MAX;
    s.any = calloc(words, sizeof *s.any);
    s.behind = calloc(words, sizeof *s.behind);
    bool ok = s.any && s.behind && make_classes(&s) && reserve(&s);
    if (ok) {
        for (size_t g = 0; g < SIEVE_GROUPS; g++)
            s.members[g] = groups[g];
        for (uint32_t k = 0; k < o->n_parts; k++) {
            builder_set(s.any, o->parts[k].rule);
            if (o->parts[k].behind)
                builder_set(s.behind, o->parts[k].rule);
        }
        s.members[BUNDLE_BEHIND] = s.behind;
        builder_costs(&s);
        ok = make_states(&s, samples) && builder_merge(&s) && builder_write(&s, out);
    }
    builder_free(&s);
    return ok;
}
