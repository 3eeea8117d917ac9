/* How rulepack_write.c lays the block out and rulepack.c reads it, in the byte order of the
 * machine. */
#ifndef BLOT_RULES_RULEPACK_BLOCK_H
#define BLOT_RULES_RULEPACK_BLOCK_H

#include <stdint.h>

#include "rules/rule.h"

#define RULEPACK_MAGIC 0x31505242u

/* Bytes, or elements of an array, of one of the block's parts. */
struct packed_range {
    uint32_t at, n;
};

struct packed_rule {
    struct packed_range id, about, pattern;         /* of the text */
    struct packed_range written, names;             /* likewise: the pattern written out, and what
                                                       its callouts ask for; n 0: it is not */
    struct packed_range name_ends;                  /* of the numbers */
    struct packed_range at, near[NEAR_COUNT];       /* of the triggers */
    uint32_t written_own, pattern_line, line, file; /* file: its place in builtin_rules */
    uint8_t kind, label;
    uint8_t caseless, strict, banding, decisive_scan; /* 0 or 1 */
    uint16_t spare;                                   /* 0 */
};

/* Followed by, each where `at_...` says in bytes from the block's start: rules, triggers, numbers,
 * text, and the sieve's block. */
struct packed_head {
    uint32_t magic, bytes; /* of all */
    uint32_t n_rules;
    uint32_t at_rules, at_triggers, at_numbers, at_text, at_sieve;
    uint32_t sieve_bytes, spare;
};

#endif
