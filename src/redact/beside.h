/* Roles that the text says beside a name: "her mother, Sarah", "Anna Price (social worker)". */
#ifndef BLOT_REDACT_BESIDE_H
#define BLOT_REDACT_BESIDE_H

#include "find/role.h"
#include "redact/mention.h"

/* The role of whom bytes [start, end) of text name, from the words right before and right after,
 * else from the office of its title (PC, Dr). ROLE_NONE when the text says none. */
enum role role_beside(struct slice text, uint32_t start, uint32_t end, const struct mention *m);

/* What the words right after say of the age of whom bytes [.., end) of text name: below 18 or a
 * school year is a child's, "(6)", ", aged 8", "(Y10". */
enum age { AGE_UNSAID, AGE_MINOR, AGE_ADULT };
enum age age_beside(struct slice text, uint32_t end);

/* What the words right before a list of names say of all of them. */
enum list { LIST_NONE, LIST_PARENTS, LIST_CHILDREN };

/* "Parents: ", "her boys, ", "the twins ". */
enum list list_beside(struct slice text, uint32_t start);

/* SEX_WOMAN for a mother, SEX_MAN for an uncle ..., else SEX_UNKNOWN. */
uint8_t role_sex(enum role r);

/* Whether it is said of adults alone, as a rule of parents, partners and professionals. */
bool role_adult(enum role r);

/* Whether hardly anybody has both: one of a family, the other of its social workers, teachers ...
 */
bool roles_differ(enum role a, enum role b);

/* Whether the phrases are in the order in which they are looked up. For tests. */
bool roles_in_order(void);

#endif
