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

/* No person, no mention. */
#define PEOPLE_NONE UINT32_MAX

/* Memory lives in a until its reset. */
enum status people_new(struct people **out, struct arena *a, struct err *e);

/* Notes a mention, of which a copy is kept; it is resolved with all others noted before the next
 * people_find. A longer name that comes after a shorter one was resolved (in the next record of a
 * case) joins it when it can only be meant by it. *noted: what people_find knows it by. */
enum status people_note(struct people *p, const struct mention *m, uint32_t *noted, struct err *e);

/* The number of the person a noted mention names (0, 1 ... in the order in which people were made,
 * which is not that of the text). */
enum status people_find(struct people *p, uint32_t noted, uint32_t *person, struct err *e);

/* What may be a full name: noted when its words are a lone name and a name after a title, of what
 * was noted before. */
enum status people_suggest(struct people *p, const struct mention *m, struct err *e);

/* Whether there is a name after a title, without which people_suggest notes nothing. */
bool people_has_titled(const struct people *p);

/* Two noted mentions name one person, whatever their words say. */
enum status people_same(struct people *p, uint32_t noted, uint32_t other, struct err *e);

/* Two noted mentions name two people, where the words leave that open; surely: whatever they are. A
 * mention that equals one of them means the same person as it does. */
enum status people_apart(struct people *p, uint32_t noted, uint32_t other, bool surely,
                         struct err *e);

/* "Sue and Derek Platt": the surname of the full name is that of the lone given name too, where the
 * record says no other. */
void people_couple(struct people *p, uint32_t given, uint32_t full);

/* The person's name in canonical words, as far as it is known after people_find. In a. */
enum status people_name(struct slice *out, const struct people *p, uint32_t person, struct arena *a,
                        struct err *e);

/* The role that mentions of the person say (enum role), after people_find. */
uint8_t people_role(const struct people *p, uint32_t person);

#endif
