/* Numbering: what redact() asks of the numbers that redact.h declares. */
#ifndef BLOT_REDACT_NUMBERING_H
#define BLOT_REDACT_NUMBERING_H

#include "find/role.h"
#include "redact/redact.h"

/* The number for span s of text (not empty, a label other than LABEL_NONE): that of an equal or
 * joined mention, else the next of its label that the record does not already hold. From 1. *role:
 * with numbering_use_roles, the role that counts instead of the label; else ROLE_NONE. */
enum status numbering_number(struct numbering *nb, struct slice text, const struct span *s,
                             uint32_t *number, enum role *role, struct err *e);

/* Who a NAME span (not empty) names, in words that pseudonyms are made from. value: the canonical
 * value that a field gave this person (see numbering_person), n 0 when none did. name: a canonical
 * name that no other person of the record (or case) has; once given, it stays. Both live as long as
 * the numbering. */
enum status numbering_who(struct numbering *nb, struct slice text, const struct span *s,
                          struct slice *value, struct slice *name, struct err *e);

#endif
