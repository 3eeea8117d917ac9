/* Record memory: what one place of a record proves of a word holds for the whole record, in any
 * case; a name's also for the family (the Khans), for the initials of two names that stand side by
 * side (SK), and for a word of no list that is one slip of the pen from it (Mohamed). Memory only
 * tells: evidence weighs it, so that a plain word is not spread by one weak find. */
#ifndef BLOT_FIND_MEMORY_H
#define BLOT_FIND_MEMORY_H

#include "find/context.h"

struct memory; /* from the record's arena */

/* Room for the words of the contexts' candidates. */
enum status memory_new(struct memory **out, const struct context *const *contexts, size_t n,
                       struct arena *a, struct err *e);

/* Notes for each candidate where else in the record its word stands (mark.elsewhere). Before labels
 * are given. */
void memory_elsewhere(struct memory *m, struct context *const *contexts, size_t n);

/* Counts the words that were given a label, then tells each word of the same kind elsewhere
 * (mark.memory): its label there, its own occurrence not counted. */
void memory_learn(struct memory *m, const struct context *c);
void memory_tell(const struct memory *m, struct context *c);

#endif
