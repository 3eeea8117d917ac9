#include "rules/sieve.h"

#include <stdlib.h>
#include <string.h>

#include "rules/sieve_block.h"

#define KINDS  1024u /* kinds of words that are remembered; a power of two */
#define STARTS 4096u /* first characters beside a token that are remembered; likewise */
#define START  3u    /* so many of them */

struct sieve {
    const struct sieve_block *block; /* borrowed; what follows points into it */
    const struct sieve_ask *asks;
    const struct sieve_way *ways;
    const uint64_t *rows, *any, *behind;
    const uint16_t *row_of, *stretch_of, *next;
    uint32_t stretches; /* of a state */
    size_t words;       /* of the rows of rules that are given, at least the block's */
    uint64_t exempt[];  /* block->words */
};

/* What is remembered of the tokens of one kind: those in the same classes. */
struct kind {
    lex_set is, may_be; /* classes of the word; with those of phrases that cover it */
    uint32_t group;     /* enum sieve_group + 1; 0: nothing yet */
};

_Static_assert(START <= SIEVE_FAR && START <= SIEVE_FAR_NUMBER && START <= SIEVE_FAR_BEHIND,
               "the automaton looks no less far");

/* Where the automaton, which is far memory, is after the first characters. */
struct start {
    uint32_t key;   /* they and the root; 0: nothing yet */
    uint16_t state; /* SIEVE_SETTLED too where it stopped, or knows no further */
    uint16_t row;   /* of the state where text goes on */
};

struct sieve_memo {
    const struct sieve *sieve;
    lex_set asked; /* the classes that anything asks for */
    struct kind kinds[KINDS];
    struct start starts[STARTS];
    uint64_t rows[]; /* one a kind: the rules that may match */
};

static const void *at(const struct sieve_block *b, uint32_t offset) {
    return (const char *)b + offset;
}

void sieve_open(struct sieve **out, struct slice block, const uint64_t *exempt, size_t words) {
    const struct sieve_block *b = (const struct sieve_block *)(const void *)block.p;
    *out = NULL;
    if (block.n < sizeof *b || b->magic != SIEVE_MAGIC || b->bytes != block.n || b->words > words)
        return;
    struct sieve *s = calloc(1, sizeof *s + b->words * sizeof *s->exempt);
    if (!s)
        return;
    s->block = b;
    s->asks = at(b, b->at_asks);
    s->ways = at(b, b->at_ways);
    s->rows = at(b, b->at_rows);
    s->any = at(b, b->at_any);
    s->behind = at(b, b->at_behind);
    s->row_of = at(b, b->at_row_of);
    s->stretch_of = at(b, b->at_stretch_of);
    s->next = at(b, b->at_next);
    s->stretches = sieve_stretches(b->n_classes);
    s->words = words;
    if (exempt)
        memcpy(s->exempt, exempt, b->words * sizeof *exempt);
    *out = s;
}

void sieve_free(struct sieve *s) {
    free(s);
}

struct sieve_memo *sieve_memo_new(const struct sieve *s) {
    size_t words = s->block->words;
    struct sieve_memo *m = calloc(1, sizeof *m + KINDS * words * sizeof *m->rows);
    if (!m)
        return NULL;
    m->sieve = s;
    for (uint32_t k = 0; k < s->block->n_asks; k++)
        m->asked |= s->asks[k].classes;
    return m;
}

void sieve_memo_free(struct sieve_memo *m) {
    free(m);
}

/* ---- by classes ---- */

/* The questions whose answer is yes for a token of these classes. */
static uint64_t answer(const struct sieve *s, lex_set is, lex_set may_be) {
    uint64_t yes = 0;
    for (uint32_t k = 0; k < s->block->n_asks; k++) {
        const struct sieve_ask *a = &s->asks[k];
        bool holds = a->none ? !(is & a->classes) : (may_be & a->classes) != 0;
        yes |= (uint64_t)holds << k;
    }
    return yes;
}

/* The row of the rules that words of this kind may begin. */
static void fill_kind(const struct sieve *s, enum sieve_group g, const struct kind *k,
                      uint64_t *row) {
    const struct sieve_block *b = s->block;
    uint64_t yes = answer(s, k->is, k->may_be);
    bool open = false;
    memset(row, 0xFF, b->words * sizeof *row);
    for (uint32_t i = b->ways[g]; i < b->ways[g + 1]; i++) {
        const struct sieve_way *w = &s->ways[i];
        open = open || (w->asks & ~yes) == 0;
        if (w->last && !open)
            row[w->rule / 64] &= ~((uint64_t)1 << w->rule % 64);
        open = open && !w->last;
    }
}

static const uint64_t *kind_row(struct sieve_memo *m, enum sieve_group g, const struct token *t) {
    struct kind k = {t->classes & m->asked, (t->classes | t->in_phrase) & m->asked, g + 1u};
    uint64_t h = (k.is ^ k.may_be << 1) * 0x9E3779B97F4A7C15u ^ (uint64_t)k.group << 40;
    size_t i = h >> 40 & (KINDS - 1), words = m->sieve->block->words;
    struct kind *known = &m->kinds[i];
    if (known->is != k.is || known->may_be != k.may_be || known->group != k.group) {
        *known = k;
        fill_kind(m->sieve, g, known, m->rows + i * words);
    }
    return m->rows + i * words;
}

/* ---- by characters ---- */

/* Whether any of the row's rules is in bits. */
static bool any_of(const struct sieve *s, const uint64_t *row, const uint64_t *bits) {
    uint64_t any = 0;
    for (size_t w = 0; w < s->block->words; w++)
        any |= bits[w] & row[w];
    return any != 0;
}

bool sieve_concerns(const struct sieve *s, const uint64_t *bits) {
    return any_of(s, s->any, bits);
}

/* Drops from bits the rules that are not in the row. False when none is left. */
static bool keep(const struct sieve *s, const uint64_t *row, uint64_t *bits) {
    size_t w = 0;
    uint64_t any = 0;
    for (; w < s->block->words; w++)
        any |= bits[w] &= row[w] | s->exempt[w];
    for (; w < s->words; w++)
        any |= bits[w];
    return any != 0;
}

/* The row of a state; ended: when there is no more text. */
static const uint64_t *row_of(const struct sieve *s, uint32_t state, bool ended) {
    return s->rows + (size_t)s->row_of[(state & SIEVE_STATE) * 2 + ended] * s->block->words;
}

static uint32_t step(const struct sieve *s, uint32_t state, unsigned char c) {
    uint32_t class = s->block->symbol_class[c < 0x80 ? c : SYMBOL_OTHER];
    uint32_t stretch =
        s->stretch_of[(size_t)(state & SIEVE_STATE) * s->stretches + class / SIEVE_STRETCH];
    return s->next[stretch * SIEVE_STRETCH + class % SIEVE_STRETCH];
}

bool sieve_classes(struct sieve_memo *m, enum sieve_group g, const struct token *t,
                   uint64_t *bits) {
    const struct sieve *s = m->sieve;
    return keep(s, row_of(s, s->block->root[g], false), bits) && keep(s, kind_row(m, g, t), bits);
}

/* The state after START characters of ASCII; root_number: one for each root. */
static const struct start *start_at(struct sieve_memo *m, uint32_t root, uint32_t root_number,
                                    const unsigned char c[START]) {
    const struct sieve *s = m->sieve;
    const uint32_t key =
        (root_number + 1) << 21 | (uint32_t)c[0] << 14 | (uint32_t)c[1] << 7 | (uint32_t)c[2];
    struct start *at = &m->starts[(key * 2654435761u) >> 20 & (STARTS - 1)];
    if (at->key == key)
        return at;
    uint32_t state = root;
    for (uint32_t k = 0; k < START && !(state & SIEVE_SETTLED); k++) {
        const uint32_t next = step(s, state, c[k]);
        state = next == SIEVE_UNKNOWN ? state | SIEVE_SETTLED : next;
    }
    const uint16_t row = s->row_of[(state & SIEVE_STATE) * 2];
    *at = (struct start){key, (uint16_t)state, row};
    return at;
}

static bool is_ascii(const unsigned char c[START]) {
    return (c[0] | c[1] | c[2]) < 0x80;
}

bool sieve_ahead(struct sieve_memo *m, enum sieve_group g, const struct scan *scan, uint32_t t,
                 uint64_t *bits) {
    const struct sieve *s = m->sieve;
    const char *text = scan->text.p;
    bool word = g == SIEVE_LOWER || g == SIEVE_CAPITAL;
    uint32_t state = s->block->root[g], far = word ? SIEVE_FAR : SIEVE_FAR_NUMBER;
    size_t i = word ? scan->tok[t].end : scan->tok[t].start, end = scan->text.n;
    size_t stop = end - i > far ? i + far : end;
    const unsigned char *first = (const unsigned char *)text + i;
    if (end - i > START && is_ascii(first)) {
        const struct start *at = start_at(m, state, g, first);
        state = at->state;
        i += START;
        if (i >= stop || (state & SIEVE_SETTLED))
            return keep(s, s->rows + (size_t)at->row * s->block->words, bits);
    }
    uint32_t next = state;
    while (i < stop && !(state & SIEVE_SETTLED)) {
        unsigned char c = (unsigned char)text[i++];
        while (c >= 0x80 && i < end && ((unsigned char)text[i] & 0xC0) == 0x80)
            i++;
        next = step(s, state, c);
        if (next == SIEVE_UNKNOWN)
            break;
        state = next;
    }
    return keep(s, row_of(s, state, i >= end && next != SIEVE_UNKNOWN), bits);
}

bool sieve_behind(struct sieve_memo *m, const struct scan *scan, uint32_t t, uint64_t *bits) {
    const struct sieve *s = m->sieve;
    uint32_t state = s->block->root_behind, k = 0;
    const char *text = scan->text.p;
    size_t i = scan->tok[t].start;
    if (!any_of(s, s->behind, bits))
        return true;
    if (i > START) {
        const unsigned char last[START] = {(unsigned char)text[i - 1], (unsigned char)text[i - 2],
                                           (unsigned char)text[i - 3]};
        if (is_ascii(last)) {
            const struct start *at = start_at(m, state, SIEVE_GROUPS, last);
            state = at->state;
            i -= START;
            k = START;
            if (state & SIEVE_SETTLED)
                return keep(s, s->rows + (size_t)at->row * s->block->words, bits);
        }
    }
    uint32_t next = state;
    for (; k < SIEVE_FAR_BEHIND && i > 0 && !(state & SIEVE_SETTLED); k++) {
        unsigned char c = (unsigned char)text[--i];
        while (c >= 0x80 && i > 0 && ((unsigned char)text[i] & 0xC0) == 0x80)
            c = (unsigned char)text[--i];
        next = step(s, state, c);
        if (next == SIEVE_UNKNOWN)
            break;
        state = next;
    }
    return keep(s, row_of(s, state, i == 0 && next != SIEVE_UNKNOWN), bits);
}
