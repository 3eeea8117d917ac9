#include "rules/rowcache.h"

#include <stdlib.h>
#include <string.h>

#define INDEX_SLOTS (2 * ROWCACHE_ROWS)

struct rowcache *rowcache_new(const struct dispatch *d) {
    struct rowcache *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->dispatch = d;
    c->words = dispatch_words(d);
    c->rows = calloc(ROWCACHE_ROWS * c->words, sizeof *c->rows);
    c->index = calloc(INDEX_SLOTS, sizeof *c->index);
    c->n = 1;
    if (!c->rows || !c->index) {
        rowcache_free(c);
        return NULL;
    }
    return c;
}

void rowcache_free(struct rowcache *c) {
    if (!c)
        return;
    free(c->rows);
    free(c->index);
    free(c);
}

static bool has_rule(const struct rowcache *c, uint32_t row, const uint64_t *mask) {
    const uint64_t *bits = rowcache_row(c, row);
    uint64_t any = 0;
    for (size_t w = 0; w < c->words; w++)
        any |= bits[w] & mask[w];
    return any != 0;
}

static uint32_t live_of(const struct rowcache *c, uint32_t row) {
    uint32_t live = 0;
    for (uint32_t m = 0; m < ROWCACHE_MASKS; m++)
        if (c->mask[m] && has_rule(c, row, c->mask[m]))
            live |= 1u << m;
    return live;
}

void rowcache_mask(struct rowcache *c, uint32_t number, const uint64_t *mask) {
    c->mask[number] = mask;
    for (uint32_t row = 1; row < c->n; row++)
        c->live[row] = live_of(c, row);
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
}

uint32_t rowcache_make(struct rowcache *c, const struct token *t, struct slice text) {
    uint64_t *bits = c->rows; /* row 0 */
    dispatch_token(c->dispatch, t, text, bits);
    uint32_t *slot = slot_of(c, bits);
    if (!*slot) {
        if (c->n == ROWCACHE_ROWS) {
            c->live[0] = live_of(c, 0);
            return 0;
        }
        memcpy(c->rows + c->n * c->words, bits, c->words * sizeof *bits);
        *slot = c->n++;
        c->live[*slot] = live_of(c, *slot);
    }
    keep(c, t, text, *slot);
    return *slot;
}
