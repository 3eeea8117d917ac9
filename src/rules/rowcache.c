#include "rules/rowcache.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "rules/ruleset_private.h"

#define LIST_ROWS  1024u /* that a list has room for at first; a power of two */
#define LIST_SLOTS 2u    /* of its table, for a row */

static void set(uint64_t *bits, size_t i) {
    bits[i / 64] |= (uint64_t)1 << i % 64;
}

static bool get(const uint64_t *bits, size_t i) {
    return bits[i / 64] >> i % 64 & 1;
}

/* ---- lists ---- */

/* With the row 0 of nothing. */
static void list_clear(struct rowcache_list *l) {
    l->n = 1;
    memset(l->index, 0, l->cap * LIST_SLOTS * sizeof *l->index);
    memset(l->rows, 0, l->words * sizeof *l->rows);
}

static bool list_new(struct rowcache_list *l, size_t words) {
    l->words = words;
    l->cap = LIST_ROWS;
    l->rows = calloc(l->cap * words, sizeof *l->rows);
    l->index = calloc(l->cap * LIST_SLOTS, sizeof *l->index);
    if (!l->rows || !l->index)
        return false;
    list_clear(l);
    return true;
}

static void list_free(struct rowcache_list *l) {
    free(l->rows);
    free(l->index);
}

static uint64_t *list_row(const struct rowcache_list *l, uint32_t row) {
    return l->rows + row * l->words;
}

/* The slot of a row of this content, or the empty one where it belongs. */
static uint32_t *list_slot(const struct rowcache_list *l, const uint64_t *bits) {
    uint64_t h = 0;
    for (size_t w = 0; w < l->words; w++)
        h = (h ^ bits[w]) * 0x9E3779B97F4A7C15u, h ^= h >> 32;
    for (uint32_t i = (uint32_t)h;; i++) {
        uint32_t *slot = &l->index[i & (l->cap * LIST_SLOTS - 1)];
        if (!*slot || memcmp(list_row(l, *slot), bits, l->words * sizeof *bits) == 0)
            return slot;
    }
}

static bool list_grow(struct rowcache_list *l) {
    uint32_t *index = calloc((size_t)l->cap * 2 * LIST_SLOTS, sizeof *index);
    uint64_t *rows = index ? realloc(l->rows, l->cap * 2 * l->words * sizeof *rows) : NULL;
    if (!rows) {
        free(index);
        return false;
    }
    free(l->index);
    l->rows = rows;
    l->index = index;
    l->cap *= 2;
    for (uint32_t i = 1; i < l->n; i++)
        *list_slot(l, list_row(l, i)) = i;
    return true;
}

/* The number of a row of this content; 0 when there is no room for one more. */
static uint32_t list_number(struct rowcache_list *l, const uint64_t *bits) {
    uint32_t *slot = list_slot(l, bits);
    if (*slot)
        return *slot;
    if (l->n == l->cap) {
        if (l->cap == ROWCACHE_ROWS || !list_grow(l))
            return 0;
        slot = list_slot(l, bits);
    }
    memcpy(list_row(l, l->n), bits, l->words * sizeof *bits);
    return *slot = l->n++;
}

/* ---- making one ---- */

static uint32_t far_number(struct rowcache_far *far, uint32_t bit) {
    uint32_t k = 0;
    while (k < far->n && far->bit[k] != bit)
        k++;
    far->bit[k] = bit;
    far->n += k == far->n;
    return k;
}

/* Numbers the conditions of several tokens, and notes whose they are; and which rules want what. */
static void note_conditions(struct rowcache *c, size_t rules) {
    for (size_t i = 0; i < rules; i++)
        for (size_t k = 0; k < NEAR_COUNT; k++) {
            uint32_t bit = dispatch_conditions(c->dispatch, i)[k];
            if (bit == CONDITION_NONE)
                continue;
            set(c->wants + k * c->words, i);
            if (k < NEAR_AHEAD)
                continue;
            c->far.of[i * FAR_KINDS + k - NEAR_AHEAD] = far_number(&c->far, bit);
        }
    c->far.words = (c->far.n + 63) / 64;
}

static bool reserve(struct rowcache *c, const struct ruleset *rs) {
    size_t far_max = rs->n * FAR_KINDS + 1;
    c->wants = calloc(NEAR_COUNT * c->words, sizeof *c->wants);
    c->far.bit = calloc(far_max, sizeof *c->far.bit);
    c->far.of = calloc(far_max, sizeof *c->far.of);
    c->place = calloc(ROWCACHE_ROWS, sizeof *c->place); /* no page before it is used */
    c->bits = calloc(c->dispatched, sizeof *c->bits);
    c->memo = calloc(SIEVES, sizeof *c->memo);
    bool ok = c->wants && c->far.bit && c->far.of && c->place && c->bits && c->memo;
    for (size_t k = 0; k < SIEVES && ok; k++)
        ok = !rs->sieves[k] || (c->memo[k] = sieve_memo_new(rs->sieves[k]));
    return ok;
}

/* Forgets all rows but those with a meaning. */
static void clear_rows(struct rowcache *c) {
    const uint64_t fields = MET_FIELD(NEAR_NEXT) | MET_FIELD(NEAR_GLUED) | MET_FIELD(NEAR_AFTER);
    const uint64_t ones = (uint64_t)1 << MET_SHIFT(NEAR_NEXT) |
                          (uint64_t)1 << MET_SHIFT(NEAR_GLUED) |
                          (uint64_t)1 << MET_SHIFT(NEAR_AFTER);
    list_clear(&c->row);
    list_clear(&c->met);
    memset(c->row.rows, 0xFF, c->row.words * sizeof *c->row.rows);
    memset(list_row(&c->met, MET_ALL), 0xFF, c->words * sizeof *c->met.rows);
    c->met.n = MET_ALL + 1;
    c->place[ROW_NOT_KEPT] = (struct rowcache_place){MET_ALL * ones, fields, ROW_NOT_KEPT};
}

struct rowcache *rowcache_new(const struct ruleset *rs) {
    struct rowcache *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->dispatch = rs->dispatch;
    c->words = ruleset_words(rs);
    c->dispatched = dispatch_words(rs->dispatch);
    bool ok = reserve(c, rs);
    if (ok) {
        note_conditions(c, rs->n);
        const size_t words = c->dispatched + c->words + c->far.words;
        c->made = calloc(words, sizeof *c->made);
        ok = c->made && list_new(&c->row, words) && list_new(&c->met, c->words);
    }
    if (ok) {
        clear_rows(c);
        return c;
    }
    rowcache_free(c);
    return NULL;
}

void rowcache_free(struct rowcache *c) {
    if (!c)
        return;
    for (size_t k = 0; c->memo && k < SIEVES; k++)
        sieve_memo_free(c->memo[k]);
    free(c->memo);
    free(c->wants);
    free(c->far.bit);
    free(c->far.of);
    list_free(&c->row);
    list_free(&c->met);
    free(c->place);
    free(c->bits);
    free(c->made);
    free(c);
}

/* ---- working one out ---- */

/* Writes the rules whose condition of a kind is met by what is in c->bits. */
static void write_met(const struct rowcache *c, enum rule_near near, uint64_t *out) {
    const uint64_t *wants = c->wants + near * c->words;
    memset(out, 0, c->words * sizeof *out);
    for (size_t w = 0; w < c->words; w++)
        for (uint64_t left = wants[w]; left; left &= left - 1) {
            size_t i = w * 64 + (size_t)__builtin_ctzll(left);
            if (get(c->bits, dispatch_conditions(c->dispatch, i)[near]))
                set(out, i);
        }
}

/* What is in c->bits, the rules that may match, and what is met of several tokens' conditions, to
 * out. */
static void write_row(struct rowcache *c, const struct token *t, uint64_t *out) {
    enum sieve_group g;
    uint64_t *may = out + c->dispatched, *far = may + c->words;
    memcpy(out, c->bits, c->dispatched * sizeof *out);
    memcpy(may, out, c->words * sizeof *may);
    for (size_t k = 0; k < SIEVES && t->kind == TOK_WORD && sieve_group_of(t, &g); k++)
        if (c->memo[k])
            (void)sieve_classes(c->memo[k], g, t, may);
    memset(far, 0, c->far.words * sizeof *far);
    for (uint32_t k = 0; k < c->far.n; k++)
        if (get(c->bits, c->far.bit[k]))
            set(far, k);
}

static void keep(struct rowcache *c, const struct token *t, struct slice text, uint32_t row) {
    if (t->phrase_classes | t->in_phrase)
        return;
    if (t->form)
        c->forms[t->form % ROWCACHE_FORMS] = (struct rowcache_form){t->form, row};
    else if (t->kind == TOK_SYMBOL && (unsigned char)text.p[t->start] < 128)
        c->symbol[(unsigned char)text.p[t->start]] = row;
    else if (rowcache_of_kind(c, t))
        c->kind[t->kind] = row;
}

/* The number of the rules whose condition is met; of all when there is room for no more. */
static uint64_t met_number(struct rowcache *c, const uint64_t *met) {
    bool any = false;
    for (size_t w = 0; w < c->words && !any; w++)
        any = met[w] != 0;
    uint32_t number = any ? list_number(&c->met, met) : MET_NOTHING;
    return any && number == 0 ? MET_ALL : number;
}

/* Notes what tokens of a new row are to those beside them, and what its rules ask of those. */
static void note_place(struct rowcache *c, uint32_t row) {
    struct rowcache_place place = {.row = row};
    const uint64_t *may = rowcache_may_match(c, row);
    for (int k = 0; k <= NEAR_AFTER; k++) {
        const uint64_t *wants = c->wants + (size_t)k * c->words;
        uint64_t any = 0;
        for (size_t w = 0; w < c->words; w++)
            any |= may[w] & wants[w];
        place.ask |= any ? MET_FIELD(k) : 0;
        write_met(c, (enum rule_near)k, c->made);
        place.met |= met_number(c, c->made) << MET_SHIFT(k);
    }
    c->place[row] = place;
}

uint32_t rowcache_make(struct rowcache *c, const struct token *t, struct slice text) {
    dispatch_token(c->dispatch, t, text, c->bits);
    write_row(c, t, c->made);
    uint32_t before = c->row.n, row = list_number(&c->row, c->made);
    if (row == ROW_NOT_KEPT) {
        memcpy(c->row.rows, c->made, (c->dispatched + c->words) * sizeof *c->made);
        return row;
    }
    if (row == before)
        note_place(c, row);
    keep(c, t, text, row);
    return row;
}

bool rowcache_trim(struct rowcache *c) {
    if (c->row.n <= ROWCACHE_MANY)
        return false;
    clear_rows(c);
    memset(c->symbol, 0, sizeof c->symbol);
    memset(c->kind, 0, sizeof c->kind);
    memset(c->forms, 0, sizeof c->forms);
    memset(c->phrases, 0, sizeof c->phrases);
    memset(c->alike, 0, sizeof c->alike);
    return true;
}

/* All that dispatch_token looks at. */
static struct rowcache_alike seen_as(const struct rowcache *c, const struct token *t,
                                     struct slice text) {
    size_t len;
    const bool word = t->kind == TOK_WORD, symbol = t->kind == TOK_SYMBOL;
    return (struct rowcache_alike){
        .classes = t->classes,
        .begins = t->phrase_classes,
        .covers = t->in_phrase,
        .word = t->hash && dispatch_asks_word(c->dispatch, t->hash) ? t->hash : 0,
        .symbol = symbol ? utf8_decode(&len, slice_cut(text, t->start, t->end)) : 0,
        .kind = t->kind,
        .shape = t->shape,
        .is_short = word && t->end - t->start <= DISPATCH_SHORT};
}

uint32_t rowcache_find_alike(struct rowcache *c, const struct token *t, struct slice text) {
    const struct rowcache_alike is = seen_as(c, t, text);
    uint64_t h = is.classes ^ is.begins << 1 ^ is.covers << 2 ^ (uint64_t)is.word << 24 ^
                 (uint64_t)is.symbol << 8;
    h = (h ^ is.kind ^ (uint64_t)is.shape << 3 ^ (uint64_t)is.is_short << 7) * 0x9E3779B97F4A7C15u;
    struct rowcache_alike *a = &c->alike[h >> 40 & (ROWCACHE_ALIKE - 1)];
    if (a->row && a->classes == is.classes && a->begins == is.begins && a->covers == is.covers &&
        a->word == is.word && a->symbol == is.symbol && a->kind == is.kind &&
        a->shape == is.shape && a->is_short == is.is_short) {
        keep(c, t, text, a->row);
        return a->row;
    }
    const uint32_t row = rowcache_make(c, t, text);
    *a = is;
    a->row = row;
    return row;
}

uint32_t rowcache_find_phrase(struct rowcache *c, const struct token *t, struct slice text) {
    uint64_t h = (t->form ^ t->phrase_classes ^ t->in_phrase << 1) * 0x9E3779B97F4A7C15u;
    struct rowcache_phrase *p = &c->phrases[(h ^ h >> 31) >> 20 & (ROWCACHE_PHRASES - 1)];
    if (t->form == 0)
        return rowcache_find_alike(c, t, text);
    if (p->form == t->form && p->begins == t->phrase_classes && p->covers == t->in_phrase)
        return p->row;
    uint32_t row = rowcache_find_alike(c, t, text);
    if (row)
        *p = (struct rowcache_phrase){t->form, row, t->phrase_classes, t->in_phrase};
    return row;
}
