/* The sieve: which rules are worth trying at a token, by the text beside it.
 *
 * It runs the outlines of all rules at once over the few characters that follow a token's start,
 * and those before it, as an automaton whose states are made when first met and kept. It never
 * holds back a rule that would match; where it knows nothing, or has kept as many states as it may,
 * it lets through. One a matcher. */
#ifndef BLOT_RULES_SIEVE_H
#define BLOT_RULES_SIEVE_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "rules/outline.h"
#include "text/tokens.h"

/* Groups of rules that are run together: those that a token of a kind may trigger. */
enum sieve_group {
    SIEVE_NUMBER,
    SIEVE_SYMBOL,
    SIEVE_LOWER,   /* a word in lower case */
    SIEVE_CAPITAL, /* any other word */
    SIEVE_GROUPS
};

struct sieve;

/* The group of a token; false for a possessive or line end, which is in none. */
static inline bool sieve_group_of(const struct token *t, enum sieve_group *g) {
    *g = t->kind == TOK_NUMBER     ? SIEVE_NUMBER
         : t->kind == TOK_SYMBOL   ? SIEVE_SYMBOL
         : t->shape == SHAPE_LOWER ? SIEVE_LOWER
                                   : SIEVE_CAPITAL;
    return t->kind == TOK_NUMBER || t->kind == TOK_SYMBOL || t->kind == TOK_WORD;
}

/* o is borrowed. groups[g] is a row of `words` 64-bit words, one bit a rule. NULL when memory is
 * out. */
struct sieve *sieve_new(const struct outlines *o, const uint64_t *const groups[SIEVE_GROUPS],
                        size_t words);
void sieve_free(struct sieve *s);

/* Drops from bits, a row, the rules that cannot match at token t of the scan, whose group is g.
 * False when none is left. */
bool sieve_ahead(struct sieve *s, enum sieve_group g, const struct scan *scan, uint32_t t,
                 uint64_t *bits);

/* The same by what stands before token t, of any group. */
bool sieve_behind(struct sieve *s, const struct scan *scan, uint32_t t, uint64_t *bits);

#endif
