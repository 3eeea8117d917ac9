/* What rulefile.c, ruleset.c, dispatch.c and the matcher share about a ruleset. Only files of
 * src/rules include this. */
#ifndef BLOT_RULES_RULESET_PRIVATE_H
#define BLOT_RULES_RULESET_PRIVATE_H

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "rules/outline.h"
#include "rules/prelude.h"
#include "rules/ruleset.h"

struct pattern;  /* a compiled pattern: match_pattern.h */
struct dispatch; /* the index from triggers to rules: dispatch.h */

/* One rule's place. Slots never move, so that a matcher may hold their addresses. */
struct rule_slot {
    struct rule *rule;                 /* in the ruleset's memory */
    _Atomic(struct pattern *) pattern; /* NULL until first tried; owned */
    bool disabled;
};

struct ruleset {
    const struct lexicon *lexicon; /* borrowed */
    struct arena memory;           /* rules, slots and all their text */
    struct rule_slot **slots;      /* malloc'ed array of n, in rule order */
    size_t n, cap;
    size_t features;               /* evidence rules so far */
    struct prelude prelude;        /* its text and pieces in `memory` */
    pthread_mutex_t lock;          /* held while a pattern is compiled or the index is made */
    struct dispatch *dispatch;     /* made by the first matcher, dropped when rules change */
    struct outlines outlines;      /* of all rules, made and dropped with the index */
    size_t matchers;               /* that use the set, which must not change meanwhile */
    crypto_hash_sha256_state hash; /* over the prelude and every file's text so far */
    struct ruleset_file *files;    /* in `memory` */
    size_t n_files;
};

/* Adds r (all its text already in rs->memory) as the last rule, or in the place of the rule of the
 * same id when `replaces` is set. Sets index and feature. ST_RULE without place: the caller knows
 * file and line. */
enum status ruleset_append(struct ruleset *rs, struct rule *r, bool replaces, struct err *e);

/* ST_INTERNAL while matchers use the set. Called before every change. */
enum status ruleset_may_change(struct ruleset *rs, struct err *e);

/* The slot of a rule id, or NULL. */
struct rule_slot *ruleset_find(const struct ruleset *rs, struct slice id);

/* Makes the outlines of all rules. False when memory is out. In match_pattern.c. */
bool ruleset_outline(struct ruleset *rs);

/* Frees a compiled pattern; NULL is allowed. In match_pattern.c. */
void pattern_free(struct pattern *p);

/* Notes where a rule stands: file, rule id, line. */
void rule_place(struct err *e, const struct rule *r, uint32_t line);

#endif
