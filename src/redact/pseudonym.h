/* Pseudonyms: what stands for a value under a key. */
#ifndef BLOT_REDACT_PSEUDONYM_H
#define BLOT_REDACT_PSEUDONYM_H

#include "find/code.h"
#include "redact/keyring.h"

/* The pseudonym of a canonical value (canonical.h), the same in every record of the project: of a
 * record's own person, of a field that is replaced whole. */
void pseudonym_of_value(char out[CODE_CHARS + 1], const struct keyring *k, enum label l,
                        struct slice value);

/* The pseudonym of what text names, the same within one scope (a case) only: two namesakes in two
 * cases have two. scope and name are canonical. */
void pseudonym_in_scope(char out[CODE_CHARS + 1], const struct keyring *k, enum label l,
                        struct slice scope, struct slice name);

#endif
