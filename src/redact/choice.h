/* Whom, of the people of a record, a noted mention means. */
#ifndef BLOT_REDACT_CHOICE_H
#define BLOT_REDACT_CHOICE_H

#include "redact/persons.h"

/* The only one whom the words of n fit best; NOBODY when it is none or could be several. */
uint32_t choice_by_words(const struct people *p, const struct noted *n);

/* The only one whose given name the one word of n is; NOBODY too when it may be a surname. */
uint32_t choice_by_given(const struct people *p, const struct noted *n);

/* Whom a lone given name that nobody has means as a short form, or in full. */
uint32_t choice_by_form(const struct people *p, const struct noted *n);

/* Whom n means when its words, or the person's, are written as one: Maryann, Mary-Ann; De Souza,
 * DeSouza. */
uint32_t choice_by_letters(const struct people *p, const struct noted *n);

/* Whom a surname after a title means that nobody has, as another spelling or the first letter of
 * theirs. */
uint32_t choice_by_spelling(const struct people *p, const struct noted *n);

/* The only one with the initials of n. *person: NOBODY when it is none or could be several. */
enum status choice_by_initials(struct people *p, const struct noted *n, uint32_t *person,
                               struct err *e);

/* Whether a mention that means the person is said not to be the same as n. */
bool choice_is_apart(const struct people *p, const struct noted *n, uint32_t person);

#endif
