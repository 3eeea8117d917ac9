/* Fewer states for the automaton of a sieve. */
#include <stdlib.h>

#include "rules/sieve_build_private.h"

/* ---- rows ---- */

/* Many states have the same row: finds the different ones, and which of them a state has. */
static bool share_rows(struct builder *s) {
    size_t bytes = s->words * sizeof *s->rows, slots = 1, n = (size_t)s->n_states * 2;
    while (slots < n * 2)
        slots *= 2;
    uint32_t *table = calloc(slots, sizeof *table), rows = 0; /* numbers of rows from 1 */
    s->row_of = calloc(n, sizeof *s->row_of);
    bool ok = table && s->row_of;
    for (size_t i = 0; i < n && ok; i++) {
        const uint64_t *row = s->rows + i * s->words;
        uint64_t h = 0x9E3779B97F4A7C15u;
        for (size_t w = 0; w < s->words; w++)
            h = (h ^ row[w]) * 0xBF58476D1CE4E5B9u, h ^= h >> 31;
        size_t k = h & (slots - 1);
        while (table[k] && memcmp(s->shared.p + (table[k] - 1) * bytes, row, bytes) != 0)
            k = (k + 1) & (slots - 1);
        if (!table[k]) {
            table[k] = ++rows;
            ok = buf_add(&s->shared, (const char *)row, bytes);
        }
        s->row_of[i] = table[k] - 1;
    }
    free(table);
    return ok;
}

/* ---- settled states ---- */

static bool stays_settled(const struct builder *s, uint32_t state) {
    const uint32_t *next = s->next + (size_t)state * s->n_classes;
    for (uint32_t c = 0; c < s->n_classes; c++)
        if (next[c] && (!s->settled[next[c]] || s->row_of[next[c] * 2] != s->row_of[state * 2]))
            return false;
    return true;
}

/* A state is settled when it says the same whether the text ends there or goes on, as do all that
 * it leads to. All that might be are taken to be at first. */
static bool find_settled(struct builder *s) {
    s->settled = calloc(s->n_states, sizeof *s->settled);
    if (!s->settled)
        return false;
    for (uint32_t i = 1; i < s->n_states; i++)
        s->settled[i] = s->row_of[i * 2] == s->row_of[i * 2 + 1];
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = s->n_states; i-- > 1;)
            if (s->settled[i] && !stays_settled(s, i)) {
                s->settled[i] = false;
                changed = true;
            }
    }
    return true;
}

/* ---- merging ---- */

/* Whether two states have the same rows and lead to states that are one so far. */
static bool are_one(const struct builder *s, const uint32_t *so_far, uint32_t a, uint32_t b) {
    if (s->row_of[a * 2] != s->row_of[b * 2] || s->row_of[a * 2 + 1] != s->row_of[b * 2 + 1] ||
        s->settled[a] != s->settled[b])
        return false;
    const uint32_t *x = s->next + (size_t)a * s->n_classes, *y = s->next + (size_t)b * s->n_classes;
    for (uint32_t c = 0; c < s->n_classes && !s->settled[a]; c++)
        if (so_far[x[c]] != so_far[y[c]])
            return false;
    return true;
}

static uint64_t hash_of(const struct builder *s, const uint32_t *so_far, uint32_t a) {
    uint64_t h = ((uint64_t)s->row_of[a * 2] << 32 | s->row_of[a * 2 + 1]) + s->settled[a];
    const uint32_t *x = s->next + (size_t)a * s->n_classes;
    h *= 0x9E3779B97F4A7C15u;
    for (uint32_t c = 0; c < s->n_classes && !s->settled[a]; c++)
        h = (h ^ so_far[x[c]]) * 0xBF58476D1CE4E5B9u, h ^= h >> 29;
    return h;
}

/* One round: tells apart what leads to states that the last round told apart. */
static void tell_apart(struct builder *s, const uint32_t *so_far, uint32_t *table, size_t slots,
                       uint32_t *out) {
    memset(table, 0, slots * sizeof *table);
    s->n_merged = 1;
    for (uint32_t i = 1; i < s->n_states; i++) {
        size_t k = hash_of(s, so_far, i) & (slots - 1);
        while (table[k] && !are_one(s, so_far, table[k], i))
            k = (k + 1) & (slots - 1);
        if (!table[k])
            table[k] = i;
        out[i] = table[k] == i ? s->n_merged++ : out[table[k]];
    }
}

/* All states are one until something tells them apart. */
static bool merge(struct builder *s) {
    size_t slots = 1;
    while (slots < (size_t)s->n_states * 2)
        slots *= 2;
    uint32_t *table = calloc(slots, sizeof *table);
    uint32_t *so_far = calloc(s->n_states, sizeof *so_far);
    s->merged = calloc(s->n_states, sizeof *s->merged);
    bool ok = table && so_far && s->merged;
    for (uint32_t i = 1; i < s->n_states && ok; i++)
        s->merged[i] = 1;
    for (uint32_t before = 1; ok && before != s->n_merged;) {
        before = s->n_merged;
        memcpy(so_far, s->merged, s->n_states * sizeof *so_far);
        tell_apart(s, so_far, table, slots, s->merged);
    }
    free(table);
    free(so_far);
    return ok;
}

bool builder_merge(struct builder *s) {
    return share_rows(s) && find_settled(s) && merge(s);
}
