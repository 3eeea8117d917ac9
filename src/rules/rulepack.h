/* The built-in rules as one block, made at build time and used in place from the binary: what their
 * files say, their patterns written out (expand.h, factor.h), and the automaton of their sieve.
 * Their examples are left out. */
#ifndef BLOT_RULES_RULEPACK_H
#define BLOT_RULES_RULEPACK_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "rules/ruleset_private.h"

/* Writes the rules of rs, which holds the built-in ones and nothing else, read from their text. */
enum status rulepack_write(struct buf *out, struct ruleset *rs, struct err *e);

/* Adds the rules of the binary's block to rs, which is empty and has the built-in prelude. */
enum status rulepack_add(struct ruleset *rs, struct err *e);

/* The automaton in the binary's block, of all its rules; n is 0 when the block is damaged. */
struct slice rulepack_sieve(void);

#endif
