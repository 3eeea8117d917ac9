/* The examples of a rule, which are its tests. */
#ifndef BLOT_RULES_EXAMPLES_H
#define BLOT_RULES_EXAMPLES_H

#include "base/arena.h"
#include "base/err.h"
#include "find/span.h"
#include "rules/rule.h"

struct matcher;
struct lexicon;

/* What is wrong with the marks of an example (a static sentence), or NULL. */
const char *example_wrong(const struct rule_example *x);

/* The text without marks, and the marked ranges in bytes of that text, in order. x has been found
 * right. Memory from a. */
enum status example_text(const struct rule_example *x, struct slice *text, struct span_list *marks,
                         struct arena *a, struct err *e);

/* Runs one example of r, the rule alone. ST_OK when it finds exactly what is marked. ST_RULE with
 * file, line and rule when not; the hint then shows the example as the rule marks it. Other codes:
 * the rule cannot be tried. */
enum status example_run(struct matcher *m, const struct rule *r, const struct rule_example *x,
                        const struct lexicon *lx, struct arena *a, struct err *e);

#endif
