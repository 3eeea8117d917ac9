/* What is left: places that may tell who someone is without being an identifier.
 *
 * Posts of which an authority has one, ethnicity or faith beside a place, "the only ... in", named
 * events. The rules are those of patterns/residue. Nothing is redacted for it. */
#ifndef BLOT_RUN_RESIDUE_H
#define BLOT_RUN_RESIDUE_H

#include "rules/ruleset.h"
#include "run/process.h"

struct residue; /* one a thread */

/* All is borrowed. */
enum status residue_new(struct residue **out, struct ruleset *rules, const struct lexicon *lx,
                        struct err *e);
void residue_free(struct residue *x); /* x may be NULL */

/* Fills out->left from the strings of the record that the output will show, without what was
 * replaced. A record that the rules cannot finish within their limits is ST_LIMIT. */
enum status residue_find(struct residue *x, const struct record *r, struct redacted *out,
                         struct arena *a, struct err *e);

#endif
