/* What a set's rules are found by: made by the first matcher. */
#include <stdlib.h>

#include "rules/dispatch.h"
#include "rules/examples.h"
#include "rules/rulepack.h"

/* The examples of the rules that are not left out. Memory from a. */
static bool collect_samples(const struct ruleset *rs, const uint64_t *leave_out,
                            struct sieve_samples *out, struct arena *a) {
    size_t n = 0;
    for (size_t i = 0; i < rs->n; i++)
        n += rs->slots[i]->rule->n_examples;
    out->v = arena_calloc(a, n, sizeof *out->v);
    if (!out->v)
        return false;
    for (size_t i = 0; i < rs->n; i++) {
        const struct rule *r = rs->slots[i]->rule;
        bool left = leave_out && (leave_out[i / 64] >> i % 64 & 1);
        for (uint32_t k = 0; k < r->n_examples && !left; k++) {
            struct span_list marks = {0};
            if (example_text(&r->examples[k], &out->v[out->n++], &marks, a, NULL) != ST_OK)
                return false;
        }
    }
    return true;
}

static bool make_dispatch(struct ruleset *rs) {
    if (!rs->dispatch)
        rs->dispatch = dispatch_new(rs);
    return rs->dispatch != NULL;
}

/* Which rules a token of each group may trigger: a row a group. NULL when memory is out. */
static uint64_t *make_groups(const struct ruleset *rs, const uint64_t *groups[SIEVE_GROUPS]) {
    size_t words = dispatch_words(rs->dispatch);
    uint64_t *rows = calloc(words * SIEVE_GROUPS, sizeof *rows);
    for (size_t g = 0; g < SIEVE_GROUPS && rows; g++) {
        uint8_t kind = g == SIEVE_NUMBER ? TOK_NUMBER : g == SIEVE_SYMBOL ? TOK_SYMBOL : TOK_WORD;
        dispatch_kind(rs->dispatch, kind, g == SIEVE_LOWER, rows + g * words);
        groups[g] = rows + g * words;
    }
    return rows;
}

bool ruleset_block(struct ruleset *rs, const uint64_t *leave_out, struct sieve_limits limits,
                   struct buf *out) {
    const uint64_t *groups[SIEVE_GROUPS];
    struct outlines o = {0};
    struct sieve_samples samples = {0};
    struct arena a = {0};
    uint64_t *rows = make_dispatch(rs) ? make_groups(rs, groups) : NULL;
    bool ok = rows && ruleset_outline(rs, leave_out, &o) &&
              collect_samples(rs, leave_out, &samples, &a) &&
              sieve_build(out, &o, groups, ruleset_words(rs), &samples, limits);
    arena_free(&a);
    outlines_free(&o);
    free(rows);
    return ok;
}

/* packed: the rules that are in the binary's block; the others are a row of all bits but those. */
static bool make_sieves(struct ruleset *rs, uint64_t *packed, uint64_t *others) {
    size_t n_packed = 0;
    for (size_t i = 0; i < rs->n; i++) {
        bool is = rs->slots[i]->packed;
        (is ? packed : others)[i / 64] |= (uint64_t)1 << i % 64;
        n_packed += is;
    }
    if (n_packed > 0) {
        sieve_open(&rs->sieves[0], rulepack_sieve(), others, ruleset_words(rs));
        if (!rs->sieves[0])
            return false;
    }
    if (n_packed == rs->n)
        return true;
    if (!ruleset_block(rs, packed, SIEVE_LIMITS_USER, &rs->block))
        return false;
    sieve_open(&rs->sieves[1], buf_slice(&rs->block), NULL, ruleset_words(rs));
    return rs->sieves[1] != NULL;
}

bool ruleset_index(struct ruleset *rs) {
    uint64_t *rows = calloc(ruleset_words(rs) * 2, sizeof *rows);
    bool ok = rows && make_dispatch(rs) && make_sieves(rs, rows, rows + ruleset_words(rs));
    free(rows);
    if (!ok)
        ruleset_drop_index(rs);
    return ok;
}

void ruleset_drop_index(struct ruleset *rs) {
    dispatch_free(rs->dispatch);
    rs->dispatch = NULL;
    for (size_t k = 0; k < SIEVES; k++) {
        sieve_free(rs->sieves[k]);
        rs->sieves[k] = NULL;
    }
    buf_free(&rs->block);
}
