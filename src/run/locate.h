/* Where a byte of a field's text stands in its file. */
#ifndef BLOT_RUN_LOCATE_H
#define BLOT_RUN_LOCATE_H

#include "io/reader.h"

struct location {
    uint64_t line;   /* 1-based, of the file */
    uint64_t column; /* 1-based, in code points of that line */
};

/* Of byte `at` (0 .. text.n) of field f of r. A quoted CSV value may begin lines after its record.
 * delimiter: of CSV and TSV. */
struct location locate(const struct record *r, const struct field *f, size_t at, enum format format,
                       char delimiter);

#endif
