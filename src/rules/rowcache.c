#include "rules/rowcache.h"

#include <stdlib.h>
#include <string.h>

#define INDEX_SLOTS (2 * ROWCACHE_ROWS)

static void set(uint64_t *bits, size_t i) {
    bits[i / 64] |= (uint64_t)1 << i % 64;
}

static bool get(const uint64_t *bits, size_t i) {
    return bits[i / 64] >> i % 64 & 1;
}

static bool reserve(struct rowcache *c) {
    c->rows = calloc(ROWCACHE_ROWS * c->words, sizeof *c->rows);
    c->meets = calloc(ROWCACHE_ROWS * NEAR_COUNT * c->words, sizeof *c->meets);
    c->any = calloc(ROWCACHE_ROWS, sizeof *c->any);
    c->index = calloc(INDEX_SLOTS, sizeof *c->index);
    c->wants = calloc(NEAR_COUNT * c->words, sizeof *c->wants);
    return c->wants && c->rows && c->meets && c->any && c->index;
}

struct rowcache *rowcache_new(const struct dispatch *d, size_t n) {
    struct rowcache *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->dispatch = d;
    c->words = dispatch_words(d);
    c->n = 1;
    if (!reserve(c)) {
        rowcache_free(c);
        return NULL;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < NEAR_COUNT; k++)
            if (dispatch_conditions(d, i)[k] != CONDITION_NONE)
                set(c->wants + k * c->words, i);
    memset(c->meets, 0xFF, NEAR_COUNT * c->words * sizeof *c->meets);
    c->any[0] = UINT8_MAX;
    return c;
}

void rowcache_free(struct rowcache *c) {
    if (!c)
        return;
    for (size_t m = 0; m < ROWCACHE_MASKS; m++)
        free(c->load[m]);
    free(c->wants);
    free(c->rows);
    free(c->meets);
    free(c->any);
    free(c->index);
    free(c);
}

static uint16_t ones(uint64_t bits) {
    uint16_t n = 0;
    for (; bits; bits &= bits - 1)
        n++;
    return n;
}

static void count(struct rowcache *c, uint32_t row) {
    const uint64_t *bits = rowcache_row(c, row);
    const uint64_t *glued = c->wants + NEAR_GLUED * c->words;
    const uint64_t *next = c->wants + NEAR_NEXT * c->words;
    for (size_t m = 0; m < ROWCACHE_MASKS; m++) {
        struct rowcache_load load = {0, 0};
        if (!c->load[m])
            continue;
        for (size_t w = 0; w < c->words; w++) {
            load.n = (uint16_t)(load.n + ones(bits[w] & c->mask[m][w]));
            load.apart =
                (uint16_t)(load.apart + ones(bits[w] & c->mask[m][w] & ~(glued[w] | next[w])));
        }
        c->load[m][row] = load;
    }
}

bool rowcache_mask(struct rowcache *c, uint32_t number, const uint64_t *mask) {
    if (!c->load[number])
        c->load[number] = calloc(ROWCACHE_ROWS, sizeof *c->load[number]);
    c->mask[number] = mask;
    if (!c->load[number])
        return false;
    for (uint32_t row = 1; row < c->n; row++)
        count(c, row);
    return true;
}

static void note_conditions(struct rowcache *c, uint32_t row) {
    const uint64_t *bits = rowcache_row(c, row);
    for (size_t k = 0; k < NEAR_COUNT; k++) {
        uint64_t *meets = c->meets + (row * NEAR_COUNT + k) * c->words;
        for (size_t i = 0; i < c->words * 64; i++) {
            if (!get(c->wants + k * c->words, i) ||
                !get(bits, dispatch_conditions(c->dispatch, i)[k]))
                continue;
            set(meets, i);
            c->any[row] |= (uint8_t)(1u << k);
        }
    }
}

/* The slot of a row of this content, or the empty one where it belongs. */
static uint32_t *slot_of(const struct rowcache *c, const uint64_t *bits) {
    uint64_t h = 0;
    for (size_t w = 0; w < c->words; w++)
        h = (h ^ bits[w]) * 0x9E3779B97F4A7C15u;
    for (uint32_t i = (uint32_t)(h >> 40);; i++) {
        uint32_t *slot = &c->index[i % INDEX_SLOTS];
        if (!*slot || memcmp(rowcache_row(c, *slot), bits, c->words * sizeof *bits) == 0)
            return slot;
    }
}

static void keep(struct rowcache *c, const struct token *t, struct slice text, uint32_t row) {
    if (t->phrase_classes)
        return;
    if (t->form)
        c->forms[t->form % ROWCACHE_FORMS] = (struct rowcache_form){t->form, row};
    else if (t->kind == TOK_SYMBOL && (unsigned char)text.p[t->start] < 128)
        c->symbol[(unsigned char)text.p[t->start]] = row;
    else if (rowcache_of_kind(t))
        c->kind[t->kind] = row;
}

uint32_t rowcache_make(struct rowcache *c, const struct token *t, struct slice text) {
    dispatch_token(c->dispatch, t, text, c->rows);
    uint32_t *slot = slot_of(c, c->rows);
    if (!*slot) {
        if (c->n == ROWCACHE_ROWS) {
            count(c, 0);
            return 0;
        }
        memcpy(c->rows + c->n * c->words, c->rows, c->words * sizeof *c->rows);
        *slot = c->n++;
        count(c, *slot);
        note_conditions(c, *slot);
    }
    keep(c, t, text, *slot);
    return *slot;
}
