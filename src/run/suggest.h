/* What reviewed leaks and over-redactions propose for a project's own rules and lists.
 *
 * The folder has, by these names:
 *   given.txt, surname.txt, place.txt    entries for --lexicon given=..., surname=..., place=...
 *   deny-name.txt and so on              phrases for --deny NAME=...
 *   leave.txt                            phrases for --leave
 *   proposed-id.yaml and so on           rules for --rules
 *   any other .yaml file                 the project's rules, which gain `skip` examples
 *
 * Proposals are cautious. A single word that is also an ordinary word is no entry for a leak, and
 * one that is also a name is none for --leave: such an entry would do more harm than the fault it
 * mends. What cannot be proposed is listed in words at the head of the patch. Rules get the shape
 * of what leaked, with other digits in their examples. */
#ifndef BLOT_RUN_SUGGEST_H
#define BLOT_RUN_SUGGEST_H

#include "base/buf.h"
#include "base/err.h"
#include "run/verdicts.h"

/* Appends the patch, with words on it before the first diff, for the folder `into`, which need not
 * be there. *n gets how many lines of proposals it adds. Errors in the project's rules name file
 * and line. */
enum status suggest_patch(struct buf *out, const struct verdicts *vs, const char *into, size_t *n,
                          struct err *e);

#endif
