/* Compiled patterns. Included by match*.c only, as it knows PCRE2. */
#ifndef BLOT_RULES_MATCH_PATTERN_H
#define BLOT_RULES_MATCH_PATTERN_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdatomic.h>

#include "base/err.h"
#include "rules/rule.h"
#include "rules/ruleset_private.h"
#include "text/checks.h"

enum action_type { ACTION_CLASS, ACTION_IN_PHRASE, ACTION_CHECK, ACTION_LABEL };

/* What a callout asks for. */
struct action {
    uint8_t type;    /* enum action_type */
    bool negated;    /* of ACTION_CLASS: none of these */
    uint8_t label;   /* enum label, of ACTION_LABEL */
    check_fn *check; /* of ACTION_CHECK */
    lex_set classes; /* of ACTION_CLASS: any of these */
};

/* A group that is a span when it took part. */
struct label_group {
    uint32_t group;
    uint8_t label; /* enum label; LABEL_NONE for KEEP */
};

/* Shared by threads, immutable but for what is atomic; owned by its rule_slot. */
struct pattern {
    pcre2_code *code;              /* for the interpreter */
    _Atomic(pcre2_code *) settled; /* what it is matched with from now on: a copy with JIT code, or
                                      `code` where there is none; NULL while it is tried out */
    _Atomic(uint32_t) tries;       /* while it is tried out */
    uint32_t patience;             /* tries after which it is settled */
    bool jit;                      /* settled has JIT code; set with it */
    bool records;                  /* it has label callouts */
    bool final_groups; /* no group that a label callout may follow is reached by recursion, so what
                          a group holds at the end is what its last callout recorded */
    uint32_t groups;   /* capture groups, the prelude's among them */
    struct action *actions; /* by the callout's number */
    uint32_t n_actions;
    struct label_group *labels; /* by group */
    size_t n_labels;
};

/* The compiled pattern of r, compiled now when it is tried for the first time. Safe from several
 * threads. ST_RULE with file, line and rule, or ST_MEMORY. */
enum status pattern_get(struct pattern **out, struct ruleset *rs, struct rule_slot *slot,
                        struct err *e);

/* What p is matched with; *out is NULL while it is tried out, and this was one more try. now: it is
 * no longer. Safe from several threads. ST_MEMORY, ST_INTERNAL. */
enum status pattern_settled(const pcre2_code **out, struct pattern *p, struct ruleset *rs, bool now,
                            struct err *e);

#endif
