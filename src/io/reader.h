/* Readers: bytes in, records out. One for each input format behind one interface. */
#ifndef BLOT_IO_READER_H
#define BLOT_IO_READER_H

#include "base/arena.h"
#include "base/err.h"
#include "io/record.h"

enum format { FORMAT_AUTO, FORMAT_CSV, FORMAT_TSV, FORMAT_JSONL, FORMAT_TEXT };
enum short_rows { SHORT_ROWS_STOP, SHORT_ROWS_FILL };
enum invalid { INVALID_REJECT, INVALID_REPLACE };

/* Borrowed by the reader while it lives. */
struct reader_options {
    uint8_t format;     /* enum format; AUTO: by file name (.csv .tsv .jsonl .ndjson .json .txt, .gz
                           removed first), else `{` first means jsonl, else text */
    char delimiter;     /* 0: , for CSV, tab for TSV */
    bool no_header;     /* columns are column_1 ... */
    uint64_t skip_rows; /* lines of the file before the header to leave out, whatever is in them */
    uint8_t short_rows; /* enum short_rows: a row with too few fields stops, or is filled with
                           empty ones */
    const char *encoding; /* NULL: UTF-8 */
    uint8_t invalid;      /* enum invalid */
    size_t max_record;    /* bytes of one record in UTF-8; 0: 16 MiB */
    bool keep_faulty;     /* a record that cannot be read is given with its fault, and the next ones
                             follow, where it is plain where it ends: not after broken quotes */
};

/* Where bytes come from: read(2) on a descriptor in the program (io/source.h), a chunk feeder in
 * tests. The struct is copied by reader_open; ctx and name must live as long as the reader. */
struct source {
    /* Like read(2): bytes put into p (at most n), 0 at end, -1 with errno. Retries EINTR itself. */
    long (*read)(void *ctx, char *p, size_t n);
    void *ctx;
    const char *name; /* for messages; "-" is shown as "standard input" */
};

struct reader;

/* One reader for one input. first_record: the number its first record gets (1 for the first input).
 * Reads as far as it must to know the format and the header. *out is NULL after an error. */
enum status reader_open(struct reader **out, const struct source *src,
                        const struct reader_options *o, uint64_t first_record, struct err *e);

/* The next record (with keep_faulty: look at its fault first), ST_END after the last, or an error
 * after which only reader_close may be called. Every record that is complete before a bad place is
 * returned before the error is. Memory of *r from a, valid until its reset, even after the next
 * call (names of columns are borrowed from the reader until reader_close). */
enum status reader_next(struct reader *rd, struct record *r, struct arena *a, struct err *e);

/* The format found, after reader_open. */
enum format reader_format(const struct reader *rd);

/* The header of CSV and TSV after reader_open: n names, borrowed from the reader; n = 0 otherwise
 * (and for a file without any row). With no_header they are column_1 ... */
const struct slice *reader_header(const struct reader *rd, size_t *n);

void reader_close(struct reader *rd); /* rd may be NULL */

#endif
