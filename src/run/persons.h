/* Persons of a record that its fields, and rows of known tables, name: what stands in several
 * columns (first name, surname, known as) is put together to one person for the numbering. */
#ifndef BLOT_RUN_PERSONS_H
#define BLOT_RUN_PERSONS_H

#include "io/record.h"
#include "redact/redact.h"
#include "run/knowntable.h"
#include "run/policy.h"

/* Shows the persons to nb. whose[i] gets what numbering_learn takes for field i of the record.
 * rows: those of the record's key (NULL: none), in tables. person: the canonical value of the
 * record's own person, or empty. */
enum status persons_learn(uint32_t *whose, struct numbering *nb, const struct record *r,
                          const struct treatment *treatments, const struct known_tables *tables,
                          const struct known_row *rows, struct slice person, struct arena *a,
                          struct err *e);

#endif
