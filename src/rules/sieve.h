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

/* Groups of rules that are run together: those that a token of a kind may trigger. */
enum sieve_group {
    SIEVE_NUMBER,
    SIEVE_SYMBOL,
    SIEVE_LOWER,   /* a word in lower case */
    SIEVE_CAPITAL, /* any other word */
    SIEVE_BEHIND,  /* the rules with an outline of what stands before the token */
    SIEVE_GROUPS
};

struct sieve;

/* o is borrowed. groups[g] is a row of `words` 64-bit words, one bit a rule; for SIEVE_BEHIND it is
 * not looked at. NULL when memory is out. */
struct sieve *sieve_new(const struct outlines *o, const uint64_t *const groups[SIEVE_BEHIND],
                        size_t words);
void sieve_free(struct sieve *s);

/* The rules that may match at a token that begins at byte `at`, or of a word: that ends there. A row, valid until the next call. NULL when memory is out.
 * All bits behind the last rule are set. */
const uint64_t *sieve_ahead(struct sieve *s, enum sieve_group g, struct slice text, size_t at);

/* The rules whose lookbehind may hold at byte `at`, in the same way. */
const uint64_t *sieve_behind(struct sieve *s, struct slice text, size_t at);

#endif
