/* --quasi: how many records share the values of some fields, and how many stand nearly alone. */
#ifndef BLOT_RUN_QUASI_H
#define BLOT_RUN_QUASI_H

#include "base/err.h"
#include "run/options.h"
#include "run/process.h"

struct quasi;

/* Combinations beyond this many are not told apart: the memory of a run has an end. */
#define QUASI_CELLS_MAX ((size_t)1 << 20)

/* One combination of values. Values themselves are not kept. */
struct quasi_cell {
    unsigned char hash[16];
    uint64_t count;
    uint64_t first_record;
};

/* written: as on the command line, borrowed. A name that no field has is a list with commas. */
enum status quasi_new(struct quasi **out, const struct string_list *written, struct err *e);
void quasi_free(struct quasi *q); /* q may be NULL */

/* Columns of a table; n = 0 for JSON lines and text. ST_USAGE when there is no such column. */
enum status quasi_columns(struct quasi *q, const struct slice *names, size_t n, struct err *e);

/* Counts the record as the output shows it. ST_USAGE for a field that is dropped. */
enum status quasi_record(struct quasi *q, const struct record *r, const struct redacted *d,
                         struct err *e);

/* After the last record: ST_USAGE when records came and none had a field of some name. */
enum status quasi_finish(const struct quasi *q, struct err *e);

/* The fields' names, *n of them; borrowed from q. */
const struct slice *quasi_fields(const struct quasi *q, size_t *n);

/* Combinations, and how many of them fewer than `below` records share. Not exact when *full. */
size_t quasi_cells(const struct quasi *q, uint64_t below, size_t *small, bool *full);

/* The smallest combinations first (then by their first record), at most `most` of them, into out.
 * Returns how many. */
size_t quasi_smallest(const struct quasi *q, struct quasi_cell *out, size_t most);

#endif
