/* What happens at callouts. Included by match*.c only. */
#ifndef BLOT_RULES_MATCH_CALLOUT_H
#define BLOT_RULES_MATCH_CALLOUT_H

#include "rules/match_pattern.h"
#include "text/tokens.h"

/* A group noted by a label callout. */
struct recorded {
    uint32_t start, end; /* view bytes */
    uint32_t group;
    uint8_t label; /* enum label */
};

/* One try, as callouts see it. */
struct attempt {
    struct pattern *pattern;
    const struct scan *scan;
    uint32_t token;            /* tried here */
    uint32_t asked_at, asked;  /* the last byte that a class was asked for, and the token that ends
                                  there (UINT32_MAX: none); asked_at 0: nothing asked yet */
    struct recorded *recorded; /* owned by the matcher; malloc'ed */
    size_t n, cap;
    enum status st; /* why a callout could not answer */
};

/* For pcre2_set_callout; ctx is a struct attempt. 0: go on, 1: this path fails,
 * PCRE2_ERROR_CALLOUT: no answer, st says why. */
int callout_answer(pcre2_callout_block *block, void *ctx);

/* After a match: drops what was recorded on paths that were backtracked over. ovector and pairs
 * as PCRE2 left them. */
void callout_settle(struct attempt *a, const size_t *ovector, uint32_t pairs);

#endif
