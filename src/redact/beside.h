/* Roles that the text says beside a name: "her mother, Sarah", "Anna Price (social worker)". */
#ifndef BLOT_REDACT_BESIDE_H
#define BLOT_REDACT_BESIDE_H

#include "find/role.h"
#include "redact/mention.h"

/* The role of whom bytes [start, end) of text name, from the words right before and right after,
 * else from the office of its title (PC, Dr). ROLE_NONE when the text says none. */
enum role role_beside(struct slice text, uint32_t start, uint32_t end, const struct mention *m);

/* Whether the words right after say that whom bytes [.., end) of text name is a child: an age below
 * 16 or a school year, "(6)", ", aged 8", "(Y10". */
bool minor_beside(struct slice text, uint32_t end);

/* SEX_WOMAN for a mother, SEX_MAN for an uncle ..., else SEX_UNKNOWN. */
uint8_t role_sex(enum role r);

/* Whether the phrases are in the order in which they are looked up. For tests. */
bool roles_in_order(void);

#endif
