/* The sieve: which rules are worth trying at a token, by the text beside it.
 *
 * It runs the outlines of many rules at once over the few characters that follow a token's start,
 * and those before it, as an automaton that sieve_build.h has made beforehand. It never holds back
 * a rule that would match; where its automaton ends it lets through. What it says depends on the
 * text alone, so that what a record costs is the same in every worker and at every time. */
#ifndef BLOT_RULES_SIEVE_H
#define BLOT_RULES_SIEVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "text/tokens.h"

/* Groups of rules that are run together: those that a token of a kind may trigger. */
enum sieve_group {
    SIEVE_NUMBER,
    SIEVE_SYMBOL,
    SIEVE_LOWER,   /* a word in lower case */
    SIEVE_CAPITAL, /* any other word */
    SIEVE_GROUPS
};

/* The group of a token; false for a possessive or line end, which is in none. */
static inline bool sieve_group_of(const struct token *t, enum sieve_group *g) {
    *g = t->kind == TOK_NUMBER     ? SIEVE_NUMBER
         : t->kind == TOK_SYMBOL   ? SIEVE_SYMBOL
         : t->shape == SHAPE_LOWER ? SIEVE_LOWER
                                   : SIEVE_CAPITAL;
    return t->kind == TOK_NUMBER || t->kind == TOK_SYMBOL || t->kind == TOK_WORD;
}

struct sieve;      /* immutable; shared by threads */
struct sieve_memo; /* what one thread has asked of a sieve, kept for speed */

/* block: what sieve_build wrote, aligned for 64-bit words. It is borrowed. exempt: a row of `words`
 * 64-bit words, one bit a rule, of rules that are not what they were when the block was made; they
 * are always let through. Copied; NULL: none. *out is NULL when memory is out or the block is none.
 */
void sieve_open(struct sieve **out, struct slice block, const uint64_t *exempt, size_t words);
void sieve_free(struct sieve *s);

/* s is borrowed. NULL when memory is out. */
struct sieve_memo *sieve_memo_new(const struct sieve *s);
void sieve_memo_free(struct sieve_memo *m);

/* Whether bits, a row, holds a rule that s can say something of. */
bool sieve_concerns(const struct sieve *s, const uint64_t *bits);

/* Drops from bits, a row, the rules that cannot match at a word, whose group is g, of the classes
 * of t. False when none is left. */
bool sieve_classes(struct sieve_memo *m, enum sieve_group g, const struct token *t, uint64_t *bits);

/* The same by the text at token t of the scan: behind the token when it is a word. */
bool sieve_ahead(struct sieve_memo *m, enum sieve_group g, const struct scan *scan, uint32_t t,
                 uint64_t *bits);

/* The same by what stands before token t, of any group. */
bool sieve_behind(struct sieve_memo *m, const struct scan *scan, uint32_t t, uint64_t *bits);

#endif
