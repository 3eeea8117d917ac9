#include "rules/sieve.h"

#include <stdbool.h>
#include <stdlib.h>

#define CHARACTERS        3u       /* how far it looks behind a word; further brings more states */
#define CHARACTERS_NUMBER 8u       /* the same from a number or symbol */
#define CHARACTERS_BEHIND 12u      /* how far to the left */
#define KINDS_MAX         2048u    /* kinds of words that are told apart */
#define STATES_MAX        20000u   /* kept at most */
#define ITEMS_MAX         8000000u /* in all states together */

/* Rules that are run together: those of each group; those with an outline of what stands before;
 * and, once more, the groups of words, which are asked what kinds of words they begin with. */
#define BUNDLE_BEHIND ((uint32_t)SIEVE_GROUPS)
#define BUNDLE_KINDS  (BUNDLE_BEHIND + 1)
#define BUNDLES       (BUNDLE_KINDS + SIEVE_GROUPS)

/* The numbers of states carry what a run must know of them. */
#define STATE   0x3FFFFFFFu
#define SETTLED 0x40000000u /* more text changes nothing */
#define UNKNOWN 0u          /* no state: not made yet */
#define NO_ROOM STATE       /* no state: there are too many already */

/* A state: the places where the text may be in each outline. */
struct state {
    uint32_t first, n; /* items */
};

/* What callouts can tell of a token. */
struct kind {
    lex_set is, may_be; /* classes of the word; with those of phrases that cover it */
};

/* How callouts are answered while places are reached. */
enum answering {
    ANSWER_YES,   /* anything may be */
    ANSWER_LATER, /* the place is kept */
    ANSWER_NOW    /* by the kind of the token */
};

struct sieve {
    const struct outlines *o;
    size_t words;      /* of a row of rules */
    size_t part_words; /* of a row of parts */
    uint8_t symbol_class[SYMBOLS];
    uint32_t n_classes;
    struct symbol_set *of_class; /* one symbol of each class: set_of_class[set] bit rows */
    uint64_t *class_in_set;      /* four words a set: bit c of set s: class c is in it */
    struct state *states;
    uint32_t n_states, cap_states;
    uint32_t *items; /* nodes with sets, of all states */
    size_t n_items, cap_items;
    uint32_t *next;     /* by state and class */
    struct kind *kinds; /* by number; 0: a word in no class */
    uint32_t n_kinds, *kind_table;
    lex_set asked;    /* the classes that anything asks for */
    uint64_t *rows;   /* by state: rules that may still match, given more text */
    uint64_t *ended;  /* by state: those that may match when the text ends here */
    uint64_t *passed; /* by state, rows of parts: outlines read to their end */
    uint32_t *table;  /* open addressing: states by what they hold */
    uint32_t table_mask;
    uint32_t root[BUNDLES];
    uint64_t *members[BUNDLES]; /* rows of rules that the bundle's parts speak of */
    /* while a state is made */
    uint32_t *stamp, now; /* by node */
    uint32_t *stack, *made;
    uint32_t n_made;
    uint64_t *made_passed;
    uint32_t *after_word; /* by group and kind: the state behind a word, UNKNOWN: not asked yet */
    uint8_t making;       /* bundle */
    enum answering answering;
    struct kind kind;
    uint8_t *bundle; /* by state */
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
    s->bundle = calloc(n, sizeof *s->bundle);
    s->next = calloc(n * s->n_classes, sizeof *s->next);
    s->after_word = calloc((size_t)SIEVE_GROUPS * KINDS_MAX, sizeof *s->after_word);
    s->kinds = calloc(KINDS_MAX, sizeof *s->kinds);
    s->kind_table = calloc((size_t)KINDS_MAX * 2, sizeof *s->kind_table);
    s->n_kinds = 1;
    for (uint32_t k = 0; k < s->o->n_asks; k++)
        s->asked |= s->o->asks[k].classes;
    s->rows = calloc(n * s->words, sizeof *s->rows);
    s->ended = calloc(n * s->words, sizeof *s->ended);
    s->passed = calloc(n * s->part_words, sizeof *s->passed);
    s->table = calloc(slots, sizeof *s->table);
    s->stamp = calloc((size_t)s->o->n_nodes + 1, sizeof *s->stamp);
    s->stack = calloc((size_t)s->o->n_nodes * 4 + 4, sizeof *s->stack);
    s->made = calloc((size_t)s->o->n_nodes + 1, sizeof *s->made);
    s->made_passed = calloc(s->part_words, sizeof *s->made_passed);
    for (size_t g = 0; g < BUNDLES; g++) {
        s->members[g] = calloc(s->words, sizeof *s->members[g]);
        if (!s->members[g])
            return false;
    }
    s->n_states = 1; /* state 0 is UNKNOWN */
    return s->states && s->bundle && s->next && s->after_word && s->kinds && s->kind_table &&
           s->rows && s->ended && s->passed && s->table && s->stamp && s->stack && s->made &&
           s->made_passed;
}

/* ---- states ---- */

static bool holds(const struct outline_ask *ask, const struct kind *k) {
    return ask->none ? !(k->is & ask->classes) : (k->may_be & ask->classes) != 0;
}

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
        else if (p->set == OUTLINE_ASK && s->answering != ANSWER_LATER) {
            if (s->answering == ANSWER_YES || holds(&s->o->asks[p->out[1]], &s->kind))
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
    return s->bundle[state] == s->making && t->n == s->n_made &&
           (t->n == 0 || memcmp(s->items + t->first, s->made, t->n * sizeof *s->made) == 0) &&
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
        if (p->behind != (s->making == BUNDLE_BEHIND) || !bit(member, p->rule))
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

/* The state that holds what was made; NO_ROOM when there is none for one more. */
static uint32_t find_state(struct sieve *s) {
    uint32_t i = hash_made(s) & s->table_mask;
    for (; s->table[i]; i = (i + 1) & s->table_mask)
        if (is_made(s, s->table[i] & STATE))
            return s->table[i];
    if (s->n_states > STATES_MAX || s->n_items > ITEMS_MAX || !reserve_items(s))
        return NO_ROOM;
    uint32_t state = s->n_states++;
    s->states[state] = (struct state){(uint32_t)s->n_items, s->n_made};
    uint32_t flags = s->n_made == 0 ? SETTLED : 0;
    s->bundle[state] = s->making;
    if (s->n_made)
        memcpy(s->items + s->n_items, s->made, s->n_made * sizeof *s->made);
    s->n_items += s->n_made;
    memcpy(s->passed + (size_t)state * s->part_words, s->made_passed,
           s->part_words * sizeof *s->made_passed);
    write_rows(s, state);
    s->table[i] = state | flags;
    return state | flags;
}

static void begin(struct sieve *s, uint8_t group, enum answering answering) {
    s->answering = answering;
    s->kind = (struct kind){0};
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
        if (y == SYMBOL_LETTER ||
            (first ? (lower ? small : large || small) : small || (large && !lower) || y == '\''))
            set_bit(out, s->symbol_class[y]);
    }
}

static bool reads(const struct sieve *s, uint32_t item, const uint64_t classes[3]) {
    const uint64_t *in = s->class_in_set + (size_t)s->o->nodes[item].set * 3;
    return (in[0] & classes[0]) | (in[1] & classes[1]) | (in[2] & classes[2]);
}

/* Adds what the n places lead to by a symbol of the classes. */
static void read_classes(struct sieve *s, const uint32_t *from, uint32_t n,
                         const uint64_t classes[3]) {
    for (uint32_t k = 0; k < n; k++)
        if (s->o->nodes[from[k]].set != OUTLINE_ASK && reads(s, from[k], classes))
            reach(s, s->o->nodes[from[k]].out[0]);
}

/* Goes from what was made to where any whole word may lead, with what is asked at its end. */
static void read_word(struct sieve *s, bool lower) {
    uint64_t first[3], more[3];
    uint32_t n = s->n_made;
    word_classes(s, true, lower, first);
    word_classes(s, false, lower, more);
    uint32_t *from = s->stack + (size_t)s->o->n_nodes * 2 + 2; /* the stack never grows so far */
    memmove(from, s->made, n * sizeof *s->made);
    s->n_made = 0;
    s->now++;
    enum answering later = s->making < BUNDLE_KINDS ? ANSWER_YES : ANSWER_LATER;
    s->answering =
        later == ANSWER_YES ? later : ANSWER_NOW; /* inside a token no callout of a class holds */
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

static uint32_t make_root(struct sieve *s, uint8_t g) {
    begin(s, g, ANSWER_YES);
    for (uint32_t k = 0; k < s->o->n_parts; k++) {
        const struct outline_part *p = &s->o->parts[k];
        if (p->behind == (g == BUNDLE_BEHIND) && bit(s->members[g], p->rule))
            reach(s, p->start);
    }
    uint32_t group = g < BUNDLE_KINDS ? g : g - BUNDLE_KINDS;
    if (group == SIEVE_LOWER || group == SIEVE_CAPITAL)
        read_word(s, group == SIEVE_LOWER);
    tidy(s);
    return find_state(s);
}

/* Where a symbol of the class leads. */
static uint32_t make_next(struct sieve *s, uint32_t from, uint32_t class) {
    const struct state t = s->states[from];
    begin(s, s->bundle[from], ANSWER_YES);
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

/* Where a state that asks goes on when a token of the kind ends there. */
static uint32_t make_answer(struct sieve *s, uint32_t from, uint32_t kind) {
    from &= STATE;
    const struct state t = s->states[from];
    begin(s, s->bundle[from], ANSWER_NOW);
    s->kind = s->kinds[kind];
    memcpy(s->made_passed, s->passed + (size_t)from * s->part_words,
           s->part_words * sizeof *s->made_passed);
    for (uint32_t k = 0; k < t.n; k++)
        reach(s, s->items[t.first + k]);
    tidy(s);
    return find_state(s);
}

/* The number of a token's kind; 0, a token in no class, is not used for others: KINDS_MAX when
 * there is no room for one more. */
static uint32_t kind_of(struct sieve *s, const struct token *t) {
    struct kind k = {t->classes & s->asked, (t->classes | t->in_phrase) & s->asked};
    if (k.may_be == 0)
        return 0;
    uint64_t h = (k.is ^ k.may_be << 1) * 0x9E3779B97F4A7C15u;
    uint32_t i = (uint32_t)(h >> 40) & (KINDS_MAX * 2 - 1);
    for (; s->kind_table[i]; i = (i + 1) & (KINDS_MAX * 2 - 1)) {
        const struct kind *known = &s->kinds[s->kind_table[i]];
        if (known->is == k.is && known->may_be == k.may_be)
            return s->kind_table[i];
    }
    if (s->n_kinds == KINDS_MAX)
        return KINDS_MAX;
    s->kinds[s->n_kinds] = k;
    s->kind_table[i] = s->n_kinds;
    return s->n_kinds++;
}

struct sieve *sieve_new(const struct outlines *o, const uint64_t *const groups[SIEVE_GROUPS],
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
    for (size_t g = 0; g < SIEVE_GROUPS; g++) {
        memcpy(s->members[g], groups[g], words * sizeof *groups[g]);
        memcpy(s->members[BUNDLE_KINDS + g], groups[g], words * sizeof *groups[g]);
    }
    for (uint32_t k = 0; k < o->n_parts; k++)
        if (o->parts[k].behind)
            set_bit(s->members[BUNDLE_BEHIND], o->parts[k].rule);
    for (uint32_t g = 0; g < BUNDLES; g++) {
        s->root[g] = make_root(s, (uint8_t)g);
        if (s->root[g] == NO_ROOM) {
            sieve_free(s);
            return NULL;
        }
    }
    return s;
}

void sieve_free(struct sieve *s) {
    if (!s)
        return;
    for (size_t g = 0; g < BUNDLES; g++)
        free(s->members[g]);
    free(s->class_in_set);
    free(s->states);
    free(s->bundle);
    free(s->items);
    free(s->next);
    free(s->kinds);
    free(s->after_word);
    free(s->kind_table);
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
    uint32_t next = s->next[(size_t)(state & STATE) * s->n_classes + class];
    return next != UNKNOWN ? next : make_next(s, state & STATE, class);
}

/* Drops from bits the rules that are not in the row. False when none is left. */
static bool keep(const struct sieve *s, const uint64_t *rows, uint32_t state, uint64_t *bits) {
    const uint64_t *row = rows + (size_t)(state & STATE) * s->words;
    uint64_t any = 0;
    for (size_t w = 0; w < s->words; w++)
        any |= bits[w] &= row[w];
    return any != 0;
}

/* By the classes of the word. */
static bool keep_kind(struct sieve *s, enum sieve_group g, const struct token *t, uint64_t *bits) {
    uint32_t kind = kind_of(s, t);
    if (kind == KINDS_MAX)
        return true;
    uint32_t *after = &s->after_word[g * KINDS_MAX + kind];
    if (*after == UNKNOWN)
        *after = make_answer(s, s->root[BUNDLE_KINDS + g], kind);
    return *after == NO_ROOM || keep(s, s->rows, *after, bits);
}

bool sieve_ahead(struct sieve *s, enum sieve_group g, const struct scan *scan, uint32_t t,
                 uint64_t *bits) {
    bool word = g == SIEVE_LOWER || g == SIEVE_CAPITAL;
    const char *text = scan->text.p;
    uint32_t state = s->root[g], next = state, far = word ? CHARACTERS : CHARACTERS_NUMBER;
    size_t at = word ? scan->tok[t].end : scan->tok[t].start, end = scan->text.n;
    size_t stop = end - at > far ? at + far : end;
    if (word && !keep_kind(s, g, &scan->tok[t], bits))
        return false;
    while (at < stop && !(state & SETTLED) && next != NO_ROOM) {
        unsigned char c = (unsigned char)text[at++];
        while (c >= 0x80 && at < end && ((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
        next = step(s, state, c);
        state = next != NO_ROOM ? next : state;
    }
    return keep(s, at >= end && next != NO_ROOM ? s->ended : s->rows, state, bits);
}

bool sieve_behind(struct sieve *s, const struct scan *scan, uint32_t t, uint64_t *bits) {
    uint32_t state = s->root[BUNDLE_BEHIND], next = state;
    const char *text = scan->text.p;
    size_t at = scan->tok[t].start;
    uint64_t any = 0;
    for (size_t w = 0; w < s->words; w++)
        any |= bits[w] & s->members[BUNDLE_BEHIND][w];
    if (!any)
        return true;
    for (uint32_t k = 0; k < CHARACTERS_BEHIND && at > 0 && !(state & SETTLED); k++) {
        unsigned char c = (unsigned char)text[--at];
        while (c >= 0x80 && at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
            at--;
        next = step(s, state, c);
        if (next == NO_ROOM)
            break;
        state = next;
    }
    return keep(s, at == 0 && next != NO_ROOM ? s->ended : s->rows, state, bits);
}
