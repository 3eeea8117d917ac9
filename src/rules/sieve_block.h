/* The automaton of a sieve as one block of memory, in the byte order of the machine: made by
 * sieve_build.c, at build time for the built-in rules, and used in place by sieve.c. */
#ifndef BLOT_RULES_SIEVE_BLOCK_H
#define BLOT_RULES_SIEVE_BLOCK_H

#include <stdint.h>

#include "rules/sieve.h"
#include "rules/symbols.h"
#include "text/lexicon.h"

#define SIEVE_MAGIC 0x33565342u

#define SIEVE_FAR        3u  /* characters that are looked at behind a word */
#define SIEVE_FAR_NUMBER 10u /* the same from a number or symbol */
#define SIEVE_FAR_BEHIND 14u /* the same to the left */

#define SIEVE_ASKS_MAX   64u     /* questions that have a number: bits of a word */
#define SIEVE_STATES_MAX 0x7FFEu /* numbers of states are 15 bits */

/* The numbers of states carry what a run must know of them. */
#define SIEVE_STATE   0x7FFFu
#define SIEVE_SETTLED 0x8000u /* more text changes nothing */
#define SIEVE_UNKNOWN 0u      /* no state: not made */

/* Where a state leads is told for so many symbol classes at a time: most states agree in most of
 * these stretches, so that each is there once. */
#define SIEVE_STRETCH 8u

/* Whether the token is in some classes, or with `none` whether it is in none. */
struct sieve_ask {
    lex_set classes;
    uint64_t none; /* 0 or 1 */
};

/* One way through an outline: the questions whose answer must be yes. */
struct sieve_way {
    uint64_t asks;  /* bit k: question k */
    uint16_t rule;  /* whose outline it is */
    uint8_t group;  /* enum sieve_group */
    uint8_t last;   /* the last way of this outline: where none was open the rule cannot match */
    uint32_t spare; /* 0 */
};

/* Followed by, each where `at_...` says in bytes from the block's start: asks, ways (in order of
 * groups), rows, the row of rules that have an outline, that of rules that have one to the left,
 * the numbers of states' rows (two a state: when there is more text, and when the text ends there),
 * the numbers of states' stretches (sieve_stretches a state), and where each class of a stretch
 * leads. Stretch 0 leads nowhere. */
struct sieve_block {
    uint32_t magic, bytes; /* of all */
    uint32_t words;        /* 64-bit words in a row */
    uint32_t n_states, n_classes, n_asks, n_rows;
    uint32_t ways[SIEVE_GROUPS + 1]; /* those of group g are ways[g] to ways[g + 1] */
    uint32_t at_asks, at_ways, at_rows, at_any, at_behind, at_row_of, at_stretch_of, at_next;
    uint16_t root[SIEVE_GROUPS], root_behind;
    uint8_t symbol_class[SYMBOLS];
};

/* How many stretches the classes take. */
static inline uint32_t sieve_stretches(uint32_t n_classes) {
    return (n_classes + SIEVE_STRETCH - 1) / SIEVE_STRETCH;
}

#endif
