/* People: which mentions of a record name the same person.
 *
 * A full name makes a person. A part (Sarah, Mrs Khan, S.K.) joins the only person it can mean;
 * when it could mean several, it is kept apart, for a wrong join says something that the record
 * does not. The search looks at a bounded number of people for one mention, so that a record of
 * nothing but names takes linear time. */
#ifndef BLOT_REDACT_PEOPLE_H
#define BLOT_REDACT_PEOPLE_H

#include "base/arena.h"
#include "base/err.h"
#include "redact/mention.h"

struct people;

/* Memory lives in a until its reset. */
enum status people_new(struct people **out, struct arena *a, struct err *e);

/* Notes a mention; it is resolved with all others noted before the next people_find. *noted: what
 * people_find knows it by. */
enum status people_note(struct people *p, const struct mention *m, uint32_t *noted, struct err *e);

/* The number of the person a noted mention names (0, 1 ... in the order in which people were made,
 * which is not that of the text). */
enum status people_find(struct people *p, uint32_t noted, uint32_t *person, struct err *e);

#endif
