/* From a token to the rules that are tried there.
 *
 * Every trigger that some rule names owns a row of bits, one bit a rule. A token's rules are the
 * union of the rows it meets, so each rule comes once and in rule order, and rules whose triggers
 * a token does not meet cost nothing. What rules want of the tokens near (`next`, `ahead` ...) are
 * conditions: each has a bit behind the rules' bits, set in the row of a token that meets it. */
#ifndef BLOT_RULES_DISPATCH_H
#define BLOT_RULES_DISPATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/ruleset.h"
#include "text/tokens.h"

struct dispatch; /* immutable once made */

/* The rules that a run may try. */
enum dispatch_mask {
    MASK_DECISIVE, /* by kind */
    MASK_EVIDENCE,
    MASK_LEAVE,
    MASK_STRICT,   /* rules for --strict only */
    MASK_BANDING,  /* rules for bands of ages only */
    MASK_PROSE,    /* rules that must not run outside prose */
    MASK_DISABLED, /* turned off by id */
    MASK_COUNT
};

/* NULL when memory is out. */
struct dispatch *dispatch_new(const struct ruleset *rs);
void dispatch_free(struct dispatch *d);

/* 64-bit words in a row. */
size_t dispatch_words(const struct dispatch *d);

/* One bit a rule, none a condition; dispatch_words(d) words. */
const uint64_t *dispatch_mask(const struct dispatch *d, enum dispatch_mask which);

/* Writes the rules that a token of this kind may trigger, whatever its word, to out: of a word in
 * lower case or another word (`lower`) with those of all classes. Exact words' are left out. */
void dispatch_kind(const struct dispatch *d, uint8_t kind, bool lower, uint64_t *out);

/* Whether some rule asks for the word or number of this hash. */
bool dispatch_asks_word(const struct dispatch *d, uint32_t hash);

#define DISPATCH_SHORT 2u /* bytes of a word that AT_SHORT means */
#define CONDITION_NONE UINT32_MAX

/* The conditions of a rule, by enum rule_near: numbers of bits, or CONDITION_NONE. */
const uint32_t *dispatch_conditions(const struct dispatch *d, size_t rule);

/* Writes the rules that t triggers, and the conditions that it meets, to out (dispatch_words(d)
 * words). text is the view that t is cut from.  */
void dispatch_token(const struct dispatch *d, const struct token *t, struct slice text,
                    uint64_t *out);

#endif
