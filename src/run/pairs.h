/* Values whose names stand beside them in the record, where other tables have them in the header:
 * a row for each value (field,value: Surname,Bird), and lists whose first is a header
 * ([["surname", "age"], ["Bird", 13]]). */
#ifndef BLOT_RUN_PAIRS_H
#define BLOT_RUN_PAIRS_H

#include "base/err.h"
#include "io/record.h"
#include "run/policy.h"

struct pairs; /* one a thread: it keeps what names said before */

/* labels: bit l: label l is wanted. */
enum status pairs_new(struct pairs **out, uint32_t labels, struct err *e);
void pairs_free(struct pairs *p);

/* Makes the treatment of such values that of a column of that name, unless the user chose another:
 * t[i] is that of r->fields[i]. */
void pairs_apply(struct pairs *p, const struct record *r, struct treatment *t);

/* Whether a value names what others would have in columns of their own: "Surname=Khan;Age=13",
 * {"surname": "Khan"}, <surname>, | Name | Age |; or says who somebody is: Rose (mother). */
bool pairs_within(struct pairs *p, struct slice text);

#endif
