/* What rulefile.c, ruleset.c, dispatch.c, ruleset_index.c and the matcher share about a ruleset.
 * Only files of src/rules include this. */
#ifndef BLOT_RULES_RULESET_PRIVATE_H
#define BLOT_RULES_RULESET_PRIVATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "base/buf.h"
#include "rules/expand.h"
#include "rules/outline.h"
#include "rules/prelude.h"
#include "rules/ruleset.h"
#include "rules/sieve_build.h"

#define SIEVES 2 /* of the built-in rules as they were when blot was built; of all others */

struct pattern;  /* a compiled pattern: match_pattern.h */
struct sieve;    /* sieve.h */
struct dispatch; /* the index from triggers to rules: dispatch.h */

/* One rule's place. Slots never move, so that a matcher may hold their addresses. */
struct rule_slot {
    struct rule *rule;                 /* in the ruleset's memory */
    _Atomic(struct pattern *) pattern; /* NULL until first tried; owned */
    bool disabled;
    bool packed; /* the rule is the one of this index in the binary's block (rulepack.h) */
};

/* A file's text, borrowed where it is built in, else in the ruleset's memory. */
struct rule_source {
    const char *name; /* of a built-in one; NULL for the user's */
    struct slice text;
};

struct ruleset {
    const struct lexicon *lexicon; /* borrowed */
    struct arena memory;           /* rules, slots and all their text */
    struct rule_slot **slots;      /* malloc'ed array of n, in rule order */
    size_t n, cap;
    size_t features;              /* evidence rules so far */
    struct prelude prelude;       /* its text and pieces in `memory` */
    pthread_mutex_t lock;         /* held while a pattern is compiled or the index is made */
    struct dispatch *dispatch;    /* made by the first matcher, dropped when rules change */
    struct sieve *sieves[SIEVES]; /* made and dropped with the index; NULL: no rule needs it */
    struct buf block;             /* that of the second sieve */
    size_t matchers;              /* that use the set, which must not change meanwhile */
    struct rule_source *sources;  /* malloc'ed; the files in the order they were added */
    size_t n_sources, cap_sources;
};

/* 64-bit words of a row that has a bit a rule. */
static inline size_t ruleset_words(const struct ruleset *rs) {
    return rs->n / 64 + 1;
}

/* Adds r (all its text already in rs->memory) as the last rule, or in the place of the rule of the
 * same id when `replaces` is set. Sets index and feature. ST_RULE without place: the caller knows
 * file and line. */
enum status ruleset_append(struct ruleset *rs, struct rule *r, bool replaces, struct err *e);

/* ST_INTERNAL while matchers use the set. Called before every change. */
enum status ruleset_may_change(struct ruleset *rs, struct err *e);

/* The slot of a rule id, or NULL. */
struct rule_slot *ruleset_find(const struct ruleset *rs, struct slice id);

/* Writes the pattern of r out as it is compiled (expand.h, factor.h). In match_pattern.c. */
enum expand_result ruleset_write_out(const struct ruleset *rs, const struct rule *r,
                                     size_t inline_max, struct expanded *x);

/* Adds the outlines of all rules but those in the row, which has a bit a rule (NULL: none). False
 * when memory is out. In match_pattern.c. */
bool ruleset_outline(const struct ruleset *rs, const uint64_t *leave_out, struct outlines *o);

/* Makes rs->dispatch and rs->sieves. False when memory is out. In ruleset_index.c. */
bool ruleset_index(struct ruleset *rs);

void ruleset_drop_index(struct ruleset *rs);

/* Writes the automaton of all rules but those in the row (NULL: none), which has a bit a rule.
 * Makes rs->dispatch where there is none. False when memory is out. */
bool ruleset_block(struct ruleset *rs, const uint64_t *leave_out, struct sieve_limits limits,
                   struct buf *out);

/* Frees a compiled pattern; NULL is allowed. In match_pattern.c. */
void pattern_free(struct pattern *p);

/* Notes where a rule stands: file, rule id, line. */
void rule_place(struct err *e, const struct rule *r, uint32_t line);

#endif
