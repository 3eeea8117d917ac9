/* What is known of given names: whose they are, and their short forms. */
#ifndef BLOT_REDACT_NAMEDATA_H
#define BLOT_REDACT_NAMEDATA_H

#include <stdbool.h>

#include "redact/mention.h"

/* SEX_WOMAN or SEX_MAN for a given name (a look-up key) that in Britain hardly anyone of the other
 * sex bears, else SEX_UNKNOWN. */
uint8_t name_sex(struct slice word);

/* The i-th name that a short form may stand for (liz: elizabeth); NULL beyond the last. Static. */
const char *name_of_form(struct slice word, size_t i);

/* Whether one may be a short form, or another spelling, of the other, or both of one name. */
bool names_alike(struct slice a, struct slice b);

/* Where the names that a word may stand for are; for name_forms_alike. */
struct name_forms {
    uint16_t first, end;
};
struct name_forms name_forms_of(struct slice word);

/* As names_alike, of words whose forms were looked up. */
bool name_forms_alike(struct slice a, struct name_forms of_a, struct slice b,
                      struct name_forms of_b);

/* The same of the lists of name_sex alone. */
bool name_sexes_in_order(void);

/* Whether the lists stand in their order, without which nothing is found in them; for tests. */
bool namedata_in_order(void);

#endif
