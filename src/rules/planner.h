/* Which rules are to be tried at which tokens of a field: those that a token triggers (dispatch.h),
 * whose conditions the tokens near it meet, and that the sieve does not rule out.
 *
 * One a thread. Most tokens cost two look-ups: the row of the token's form, and what is left of
 * that row beside these neighbours, which is remembered too. */
#ifndef BLOT_RULES_PLANNER_H
#define BLOT_RULES_PLANNER_H

#include "rules/match.h"

struct planner;

/* Of a set whose index is made, borrowed. NULL when memory is out. */
struct planner *planner_new(const struct ruleset *rs);
void planner_free(struct planner *p);

/* The number of a filter, which stands for the rules that it lets through: the same for the same
 * filter. 0: none. */
uint32_t planner_filter(struct planner *p, struct match_filter f);

/* Lets number 0 stand for one rule, disabled or not, from now on. */
void planner_single(struct planner *p, size_t rule);

/* A field that is planned for. */
struct planning {
    struct match_plan *plan;
    uint32_t number; /* of a filter */
    uint32_t token;  /* 0 at first: the next one to be planned for */
    size_t max;      /* tries that the plan may hold before a token */
    struct arena *arena;
};

/* Adds tries to the plan until it holds `max`, or more of the last token's, or the field ends:
 * token is then that of the field's end. Takes all rules that tokens trigger off the plan's budget;
 * ST_LIMIT: it is used up, *over is the index of the rule that was too much. ST_MEMORY. */
enum status planner_go_on(struct planner *p, struct planning *g, size_t *over);

#endif
