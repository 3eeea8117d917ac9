#include "rules/sieve.h"

#include <stdbool.h>
#include <stdlib.h>

#define CHARACTERS 24u     /* how far it looks */
#define BEHIND_WORD 6u     /* how far it looks behind a word */
#define STATES_MAX 20000u  /* kept at most */
#define ITEMS_MAX  8000000u /* in all states together */
#define UNKNOWN    0u      /* no state: not made yet */

/* A state: the places where the text may be in each outline. */
struct state {
    uint32_t first, n; /* items */
    bool settled;      /* more text changes nothing */
};

struct sieve {
    const struct outlines *o;
    size_t words;                /* of a row of rules */
    size_t part_words;           /* of a row of parts */
    uint8_t symbol_class[SYMBOLS];
    uint32_t n_classes;
    struct symbol_set *of_class; /* one symbol of each class: set_of_class[set] bit rows */
    uint64_t *class_in_set;      /* four words a set: bit c of set s: class c is in it */
    struct state *states;
    uint32_t n_states, cap_states;
    uint32_t *items; /* nodes with sets, of all states */
    size_t n_items, cap_items;
    uint32_t *next;   /* by state and class */
    uint64_t *rows;   /* by state: rules that may still match, given more text */
    uint64_t *ended;  /* by state: those that may match when the text ends here */
    uint64_t *passed; /* by state, rows of parts: outlines read to their end */
    uint32_t *table;  /* open addressing: states by what they hold */
    uint32_t table_mask;
    uint32_t root[SIEVE_GROUPS];
    uint64_t *members[SIEVE_GROUPS]; /* rows of rules that the group's parts speak of */
    /* while a state is made */
    uint32_t *stamp, now; /* by node */
    uint32_t *stack, *made;
    uint32_t n_made;
    uint64_t *made_passed;
    uint8_t making; /* group */
    uint8_t *group; /* by state */
};

static bool bit(const uint64_t *row, size_t i) {
    return row[i / 64] >> i % 64 & 1;
}

static void set_bit(uint64_t *row, size_t i) {
    row[i / 64] |= (uint64_t)1 << i % 64;
}

/* ---- making one ---- */

/* Symbols that are in the same sets make one class. */
static bool make_classes(struct sieve *s) {
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
                set_bit(s->class_in_set + (size_t)k * 3, c);
    return true;
}

static bool reserve(struct sieve *s) {
    size_t n = STATES_MAX + 1;
    uint32_t slots = 1;
    while (slots < n * 2)
        slots *= 2;
    s->table_mask = slots - 1;
    s->part_words = (s->o->n_parts + 63) / 64 + 1;
    s->states = calloc(n, sizeof *s->states);
    s->group = calloc(n, sizeof *s->group);
    s->next = calloc(n * s->n_classes, sizeof *s->next);
    s->rows = calloc(n * s->words, sizeof *s->rows);
    s->ended = calloc(n * s->words, sizeof *s->ended);
    s->passed = calloc(n * s->part_words, sizeof *s->passed);
    s->table = calloc(slots, sizeof *s->table);
    s->stamp = calloc((size_t)s->o->n_nodes + 1, sizeof *s->stamp);
    s->stack = calloc((size_t)s->o->n_nodes * 3 + 3, sizeof *s->stack);
    s->made = calloc((size_t)s->o->n_nodes + 1, sizeof *s->made);
    s->made_passed = calloc(s->part_words, sizeof *s->made_passed);
    for (size_t g = 0; g < SIEVE_GROUPS; g++) {
        s->members[g] = calloc(s->words, sizeof *s->members[g]);
        if (!s->members[g])
            return false;
    }
    s->n_states = 1; /* state 0 is UNKNOWN */
    return s->states && s->group && s->next && s->rows && s->ended && s->passed && s->table &&
           s->stamp && s->stack && s->made && s->made_passed;
}

/* ---- states ---- */

/* Adds the places that are reached from `node` without reading. */
static void reach(struct sieve *s, uint32_t node) {
    uint32_t n = 0;
    s->stack[n++] = node;
    while (n > 0) {
        uint32_t i = s->stack[--n];
        const struct outline_node *p = &s->o->nodes[i];
        if (s->stamp[i] == s->now)
            continue;
        s->stamp[i] = s->now;
        if (p->set == OUTLINE_ACCEPT)
            set_bit(s->made_passed, p->part);
        else if (p->set != OUTLINE_EMPTY)
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

/* Drops places of outlines that have been read to their end; sorts the others. */
static void tidy(struct sieve *s) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < s->n_made; k++)
        if (!bit(s->made_passed, s->o->nodes[s->made[k]].part))
            s->made[n++] = s->made[k];
    s->n_made = n;
    qsort(s->made, n, sizeof *s->made, by_number);
}

static uint32_t hash_made(const struct sieve *s) {
    uint64_t h = 0x9E3779B97F4A7C15u + s->making;
    for (uint32_t k = 0; k < s->n_made; k++)
        h = (h ^ s->made[k]) * 0xBF58476D1CE4E5B9u, h ^= h >> 29;
    for (size_t w = 0; w < s->part_words; w++)
        h = (h ^ s->made_passed[w]) * 0x94D049BB133111EBu, h ^= h >> 31;
    return (uint32_t)(h >> 16);
}

static bool is_made(const struct sieve *s, uint32_t state) {
    const struct state *t = &s->states[state];
    return s->group[state] == s->making && t->n == s->n_made &&
           memcmp(s->items + t->first, s->made, t->n * sizeof *s->made) == 0 &&
           memcmp(s->passed + (size_t)state * s->part_words, s->made_passed,
                  s->part_words * sizeof *s->made_passed) == 0;
}

/* A rule may match when each of its parts in the group may. Those outside the group may. */
static void write_rows(struct sieve *s, uint32_t state) {
    uint64_t *row = s->rows + (size_t)state * s->words;
    uint64_t *ended = s->ended + (size_t)state * s->words;
    const uint64_t *member = s->members[s->making];
    memset(row, 0xFF, s->words * sizeof *row);
    memset(ended, 0xFF, s->words * sizeof *ended);
    uint32_t item = 0;
    for (uint32_t k = 0; k < s->o->n_parts; k++) {
        const struct outline_part *p = &s->o->parts[k];
        while (item < s->n_made && s->o->nodes[s->made[item]].part < k)
            item++;
        bool alive = item < s->n_made && s->o->nodes[s->made[item]].part == k;
        if (p->behind != (s->making == SIEVE_BEHIND) || !bit(member, p->rule))
            continue;
        bool passed = bit(s->made_passed, k);
        uint64_t no = ~((uint64_t)1 << p->rule % 64);
        if (!passed)
            ended[p->rule / 64] &= no;
        if (!passed && !alive)
            row[p->rule / 64] &= no;
    }
}

static bool reserve_items(struct sieve *s) {
    if (s->n_items + s->n_made <= s->cap_items)
        return true;
    size_t cap = s->cap_items ? s->cap_items * 2 : 65536;
    while (cap < s->n_items + s->n_made)
        cap *= 2;
    uint32_t *p = realloc(s->items, cap * sizeof *p);
    if (!p)
        return false;
    s->items = p;
    s->cap_items = cap;
    return true;
}

/* The state that holds what was made; UNKNOWN when there is no room for one more. */
static uint32_t find_state(struct sieve *s) {
    uint32_t i = hash_made(s) & s->table_mask;
    for (; s->table[i]; i = (i + 1) & s->table_mask)
        if (is_made(s, s->table[i]))
            return s->table[i];
    if (s->n_states > STATES_MAX || s->n_items > ITEMS_MAX || !reserve_items(s))
        return UNKNOWN;
    uint32_t state = s->n_states++;
    s->states[state] = (struct state){(uint32_t)s->n_items, s->n_made, s->n_made == 0};
    s->group[state] = s->making;
    memcpy(s->items + s->n_items, s->made, s->n_made * sizeof *s->made);
    s->n_items += s->n_made;
    memcpy(s->passed + (size_t)state * s->part_words, s->made_passed,
           s->part_words * sizeof *s->made_passed);
    write_rows(s, state);
    s->table[i] = state;
    return state;
}

static void begin(struct sieve *s, uint8_t group) {
    s->now++;
    s->n_made = 0;
    s->making = group;
    memset(s->made_passed, 0, s->part_words * sizeof *s->made_passed);
}

/* The classes of the symbols that words are made of, or begin with. */
static void word_classes(const struct sieve *s, bool first, bool lower, uint64_t out[3]) {
    memset(out, 0, 3 * sizeof *out);
    for (uint32_t y = 0; y < SYMBOLS; y++) {
        bool small = y >= 'a' && y <= 'z', large = y >= 'A' && y <= 'Z';
        if (y == SYMBOL_LETTER || (first ? (lower ? small : large || small)
                                        : small || (large && !lower) || y == '\''))
            set_bit(out, s->symbol_class[y]);
    }
}

static bool reads(const struct sieve *s, uint32_t item, const uint64_t classes[3]) {
    const uint64_t *in = s->class_in_set + (size_t)s->o->nodes[item].set * 3;
    return (in[0] & classes[0]) | (in[1] & classes[1]) | (in[2] & classes[2]);
}

/* Goes from what was made to where any whole word may lead. */
static void read_word(struct sieve *s, bool lower) {
    uint64_t first[3], more[3];
    uint32_t n = s->n_made;
    word_classes(s, true, lower, first);
    word_classes(s, false, lower, more);
    uint32_t *from = s->stack + (size_t)s->o->n_nodes * 2 + 2; /* the stack never grows so far */
    memmove(from, s->made, n * sizeof *s->made);
    s->n_made = 0;
    s->now++;
    for (uint32_t k = 0; k < n; k++)
        if (reads(s, from[k], first))
            reach(s, s->o->nodes[from[k]].out[0]);
    for (uint32_t k = 0; k < s->n_made; k++)
        if (reads(s, s->made[k], more))
            reach(s, s->o->nodes[s->made[k]].out[0]);
}

static uint32_t make_root(struct sieve *s, uint8_t g) {
    begin(s, g);
    for (uint32_t k = 0; k < s->o->n_parts; k++) {
        const struct outline_part *p = &s->o->parts[k];
        if (p->behind == (g == SIEVE_BEHIND) && bit(s->members[g], p->rule))
            reach(s, p->start);
    }
    if (g == SIEVE_LOWER || g == SIEVE_CAPITAL)
        read_word(s, g == SIEVE_LOWER);
    tidy(s);
    return find_state(s);
}

static uint32_t make_next(struct sieve *s, uint32_t from, uint32_t class) {
    const struct state t = s->states[from];
    begin(s, s->group[from]);
    memcpy(s->made_passed, s->passed + (size_t)from * s->part_words,
           s->part_words * sizeof *s->made_passed);
    for (uint32_t k = 0; k < t.n; k++) {
        const struct outline_node *p = &s->o->nodes[s->items[t.first + k]];
        if (bit(s->class_in_set + (size_t)p->set * 3, class))
            reach(s, p->out[0]);
    }
    tidy(s);
    uint32_t to = find_state(s);
    s->next[(size_t)from * s->n_classes + class] = to;
    return to;
}

struct sieve *sieve_new(const struct outlines *o, const uint64_t *const groups[SIEVE_BEHIND],
                        size_t words) {
    struct sieve *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->o = o;
    s->words = words;
    if (!make_classes(s) || !reserve(s)) {
        sieve_free(s);
        return NULL;
    }
    for (size_t g = 0; g < SIEVE_BEHIND; g++)
        memcpy(s->members[g], groups[g], words * sizeof *groups[g]);
    for (uint32_t k = 0; k < o->n_parts; k++)
        if (o->parts[k].behind)
            set_bit(s->members[SIEVE_BEHIND], o->parts[k].rule);
    for (uint8_t g = 0; g < SIEVE_GROUPS; g++) {
        s->root[g] = make_root(s, g);
        if (s->root[g] == UNKNOWN) {
            sieve_free(s);
            return NULL;
        }
    }
    return s;
}

#include <stdio.h>
void sieve_free(struct sieve *s) {
    if (s && getenv("SIEVE")) { uint32_t n[6]={0},it[6]={0}; for (uint32_t i=1;i<s->n_states;i++){n[s->group[i]]++;it[s->group[i]]+=s->states[i].n;} for(int g=0;g<5;g++)fprintf(stderr,"group %d root items %u states %u items %u\n",g,s->states[s->root[g]].n,n[g],it[g]); fprintf(stderr,"classes %u nodes %u sets %u parts %u\n",s->n_classes,s->o->n_nodes,s->o->n_sets,s->o->n_parts);}
    if (!s)
        return;
    for (size_t g = 0; g < SIEVE_GROUPS; g++)
        free(s->members[g]);
    free(s->class_in_set);
    free(s->states);
    free(s->group);
    free(s->items);
    free(s->next);
    free(s->rows);
    free(s->ended);
    free(s->passed);
    free(s->table);
    free(s->stamp);
    free(s->stack);
    free(s->made);
    free(s->made_passed);
    free(s);
}

/* ---- running ---- */

static uint32_t step(struct sieve *s, uint32_t state, unsigned char c) {
    uint32_t class = s->symbol_class[c < 0x80 ? c : SYMBOL_OTHER];
    uint32_t next = s->next[(size_t)state * s->n_classes + class];
    return next != UNKNOWN ? next : make_next(s, state, class);
}

const uint64_t *sieve_ahead(struct sieve *s, enum sieve_group g, struct slice text, size_t at) {
    uint32_t state = s->root[g];
    uint32_t far = g == SIEVE_LOWER || g == SIEVE_CAPITAL ? BEHIND_WORD : CHARACTERS;
    for (uint32_t k = 0; k < far && !s->states[state].settled; k++) {
        if (at >= text.n)
            return s->ended + (size_t)state * s->words;
        unsigned char c = (unsigned char)text.p[at++];
        while (c >= 0x80 && at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
            at++;
        uint32_t next = step(s, state, c);
        if (next == UNKNOWN)
            break;
        state = next;
    }
    return s->rows + (size_t)state * s->words;
}

const uint64_t *sieve_behind(struct sieve *s, struct slice text, size_t at) {
    uint32_t state = s->root[SIEVE_BEHIND];
    for (uint32_t k = 0; k < CHARACTERS && !s->states[state].settled; k++) {
        if (at == 0)
            return s->ended + (size_t)state * s->words;
        unsigned char c = (unsigned char)text.p[--at];
        while (c >= 0x80 && at > 0 && ((unsigned char)text.p[at] & 0xC0) == 0x80)
            at--;
        uint32_t next = step(s, state, c);
        if (next == UNKNOWN)
            break;
        state = next;
    }
    return s->rows + (size_t)state * s->words;
}
