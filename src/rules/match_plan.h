/* Lists of tries and of what they found. Included by match*.c only. */
#ifndef BLOT_RULES_MATCH_PLAN_H
#define BLOT_RULES_MATCH_PLAN_H

#include "rules/match.h"

/* A rule that is to be tried at a token. */
struct match_try {
    uint32_t token;
    uint32_t rule; /* index in the set */
};

/* A match that has spans. */
struct match_found {
    struct match_hit hit;
    uint32_t token; /* where the rule was tried */
};

/* A try of some plan. */
struct match_order {
    uint32_t plan; /* index */
    uint32_t token;
};

/* False when memory is out. */
bool match_plan_add(struct match_plan *p, uint32_t token, size_t rule, struct arena *a);
bool match_plan_found(struct match_plan *p, uint32_t token, const struct match_hit *hit,
                      struct arena *a);

/* All tries of the plans by rules, then plans, then tokens, and none is left in the plans. Those of
 * rule i are (*out)[first[i], first[i + 1]); first has rules + 1 elements. False when memory is
 * out.
 */
bool match_plan_order(struct match_order **out, size_t *first, struct match_plan *const *plans,
                      size_t n, size_t rules, struct arena *a);

/* Notes that the tries of a plan failed. */
void match_plan_fail(struct match_plan *p, enum status st, const struct err *e, struct arena *a);

#endif
