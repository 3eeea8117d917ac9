/* Matching: the only module that knows PCRE2.
 *
 * Patterns are compiled UTF|UCP|EXTENDED|ANCHORED|DUPNAMES with the prelude before them, and
 * tried at single tokens: by the interpreter at first, with JIT code (where there is one) when they
 * are tried often. String callouts: (?C"class") holds when the word or
 * phrase that ends here is in that lexicon, (?C"kin role title") when it is in any of these;
 * (?C"nhs-number") and the other checks of checks.h when the digits of the text matched last (the
 * group that closed last) pass; (?C"NAME") and the other labels record the group that closed last
 * as a span;
 * (?C"in-phrase") holds when a listed phrase covers the word that ends here and goes on (for the
 * prelude's (?&phrase), so that it never takes in words beside the phrase).
 *
 * A try sees at most 4 KiB to the right of its token, cut between code points. `$` does not match
 * at such a cut; \z, \Z, \b and lookaheads take it for the end, so no pattern should run that far.
 * The text left of the token is seen whole. */
#ifndef BLOT_RULES_MATCH_H
#define BLOT_RULES_MATCH_H

#include "base/arena.h"
#include "base/err.h"
#include "find/span.h"
#include "rules/ruleset.h"
#include "text/tokens.h"

struct matcher; /* one a thread: match data, JIT stack, budget */

/* rs is borrowed, and does not change until the matcher is freed. */
enum status matcher_new(struct matcher **out, struct ruleset *rs, struct err *e);
void matcher_free(struct matcher *m);

/* PCRE2's match limit for one try (default 50,000; 0: the default). */
void matcher_limits(struct matcher *m, uint32_t match_limit);

/* How patterns are matched; all ways find the same. */
enum match_way {
    MATCH_USUAL,    /* by the interpreter at first, with JIT code when a pattern is tried often */
    MATCH_JIT,      /* with JIT code from the first try on */
    MATCH_INTERPRET /* by the interpreter, under its heap and depth limits; slow */
};

/* For tests. */
void matcher_use(struct matcher *m, enum match_way way);

/* Compiles r, a rule of the matcher's set, when nothing has tried it yet. ST_RULE with file, line
 * and rule when it cannot be compiled. */
enum status matcher_compile(struct matcher *m, const struct rule *r, struct err *e);

/* What a record may still cost. */
struct match_budget {
    uint64_t tries, slow;
};

/* The budget of a record of `bytes` bytes of text: 2,000 + 64 tries a byte, of which 256 + 16 a KiB
 * may be slow ones. A rule whose `at` fits a token is one try, also when what stands around it
 * shows that it need not be made. */
struct match_budget match_budget_of(size_t bytes);

/* A new record for matcher_run, matcher_run_rule and matcher_try, which share its budget; drops
 * leftovers of the last. */
void matcher_record(struct matcher *m, size_t bytes);

/* Tries made since matcher_record, for measuring rules. */
uint64_t matcher_tries(const struct matcher *m);

/* What a try brought: one span a label group, in order. */
struct match_hit {
    const struct rule *rule;
    struct span_list spans; /* view bytes; label and rule set, origin by the rule's kind */
    uint32_t start, end;    /* the whole match */
};

/* Called once for every match. Returning anything but ST_OK ends the run with it. */
typedef enum status match_fn(void *ctx, const struct match_hit *hit);

/* Which rules a run tries. */
struct match_filter {
    bool decisive, evidence, leave; /* kinds */
    bool strict;                    /* also `only: strict` rules */
    bool banding;                   /* also `only: bands` rules */
    bool prose;                     /* false: only rules that may run in fields that are no prose */
};

/* The rules to be tried in one field, and what came of it. {0} before matcher_plan; all memory
 * from the arenas given. */
struct match_plan {
    const struct scan *scan;     /* borrowed */
    struct match_budget *budget; /* of its record; borrowed */
    struct match_try *tries;     /* still to be made */
    size_t n_tries, cap_tries;
    struct match_found *found;
    size_t n_found, cap_found;
    uint32_t *next;  /* by rule: where its next try may start, view bytes; NULL: at the beginning */
    enum status st;  /* of its tries */
    struct err *err; /* of st; NULL when there was no memory for one */
};

/* Which rules are to be tried where: all of the set at their tokens. The scan and the budget are
 * borrowed as long as the plan lives. ST_LIMIT when the budget is used up (rule named), ST_MEMORY.
 */
enum status matcher_plan(struct matcher *m, struct match_plan *p, const struct scan *s,
                         struct match_filter f, struct match_budget *budget, struct arena *a,
                         struct err *e);

/* Makes the tries of some plans, rule by rule: a pattern's code is large, and is fetched from far
 * memory once for all fields. In each field each rule's next try is after the end of its last
 * match. What comes of a plan never depends on the others; it fails alone (st). */
void matcher_execute(struct matcher *m, struct match_plan *const *plans, size_t n, struct arena *a);

/* What came of a plan: calls fn for every match that has spans, by tokens from left to right and
 * then by rules; or st of the tries. ST_LIMIT when a limit or the budget is reached (rule named),
 * ST_MEMORY, ST_INTERNAL: the record must not leave. */
enum status match_plan_hits(struct match_plan *p, match_fn *fn, void *ctx, struct err *e);

/* The three in one, for a single field. Memory for spans from a. */
enum status matcher_run(struct matcher *m, const struct scan *s, struct match_filter f,
                        struct arena *a, match_fn *fn, void *ctx, struct err *e);

/* Tries one rule, disabled or not, at its tokens, as matcher_run does. For examples. */
enum status matcher_run_rule(struct matcher *m, const struct rule *r, const struct scan *s,
                             struct arena *a, match_fn *fn, void *ctx, struct err *e);

/* Tries one rule at one token. *hit is set when it matched (*matched). For tests, examples,
 * explain. */
enum status matcher_try(struct matcher *m, const struct rule *r, const struct scan *s,
                        uint32_t token, struct arena *a, bool *matched, struct match_hit *hit,
                        struct err *e);

#endif
