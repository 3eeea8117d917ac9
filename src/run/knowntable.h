/* Known tables: people kept in a file beside the records, joined by a field that both have. */
#ifndef BLOT_RUN_KNOWNTABLE_H
#define BLOT_RUN_KNOWNTABLE_H

#include "base/arena.h"
#include "base/err.h"
#include "run/headers.h"
#include "run/options.h"

/* One value of a row that identifies someone. */
struct known_cell {
    struct slice text;
    uint8_t label; /* enum label, not LABEL_NONE */
    struct header_person whose;
};

struct known_row {
    struct known_cell *cells;
    size_t n;
    struct slice person; /* canonical value of --person's field for the row's own person; n 0 */
    uint32_t next;       /* the next row of the same key, 0: none */
};

struct known_tables; /* immutable once loaded; shared by threads */

/* Reads the tables of the options into memory. *out is NULL when there are none. Errors name the
 * file: no such column, no column that identifies, no row. */
enum status known_tables_load(struct known_tables **out, const struct options *o, struct err *e);
void known_tables_free(struct known_tables *t);

/* The first row of a canonical key, NULL when there is none; then the next one. */
const struct known_row *known_tables_find(const struct known_tables *t, struct slice key);
const struct known_row *known_tables_next(const struct known_tables *t,
                                          const struct known_row *row);

#endif
