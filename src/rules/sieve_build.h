/* Makes the automaton of a sieve from outlines. */
#ifndef BLOT_RULES_SIEVE_BUILD_H
#define BLOT_RULES_SIEVE_BUILD_H

#include <stdbool.h>

#include "base/buf.h"
#include "rules/outline.h"
#include "rules/sieve.h"

/* How much is made. What is likely in English text comes first, so that little is lost. */
struct sieve_limits {
    uint32_t states; /* at most SIEVE_STATES_MAX */
    uint64_t work;   /* places looked at, a measure of time that no machine changes */
};

/* Texts of the kind that rules are for; of what numbers in them look like everything is made. */
struct sieve_samples {
    struct slice *v;
    size_t n;
};

/* Of the built-in rules, at build time; of a user's, at every start. */
#define SIEVE_LIMITS_BUILTIN ((struct sieve_limits){24000, UINT64_MAX})
#define SIEVE_LIMITS_USER    ((struct sieve_limits){2000, 2000000})

/* Writes the block to out, which is empty. groups[g] is a row of `words` 64-bit words, one bit a
 * rule, of the rules that may be tried at tokens of the group. The same bytes for the same
 * outlines. False when memory is out. */
bool sieve_build(struct buf *out, const struct outlines *o,
                 const uint64_t *const groups[SIEVE_GROUPS], size_t words,
                 const struct sieve_samples *samples, struct sieve_limits limits);

#endif
