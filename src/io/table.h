/* What CSV and TSV have in common: the header, the number of fields, blank lines. Private to
 * src/io. */
#ifndef BLOT_IO_TABLE_H
#define BLOT_IO_TABLE_H

#include "io/reader_impl.h"

/* One value of a row. Values that need no decoding are not copied: they are slices of the raw
 * row. */
struct cell {
    const char *copy; /* the decoded value, in the arena of the row; NULL: it stands in the row */
    size_t start;     /* where in the row, when copy is NULL */
    size_t n;         /* bytes */
};

/* The cells of the row being read; reused. Owns v. */
struct row {
    struct cell *v;
    size_t n;       /* cells in the row, more than stored where n > keep */
    size_t cap;     /* cells there is room for */
    size_t keep;    /* cells beyond these are counted only */
    bool no_memory; /* a cell could not be stored */
    size_t end;     /* bytes of the window that are the row, without its line end */
    size_t next;    /* bytes of the window to take for it */
    uint64_t lines; /* line ends among them */
};

/* The delimiter that was asked for, or the format's own. */
static inline char table_delimiter(const struct reader_options *o, char own) {
    if (o->delimiter)
        return o->delimiter;
    return own;
}

/* Adds a cell, or notes that memory is out. */
void row_add(struct row *row, struct cell c);

struct table;

/* Reads the row at the front of the window, which is no blank line, into t->row; takes nothing from
 * the window. Copies go to a. ST_END at the end of the input. */
typedef enum status row_reader(struct table *t, struct arena *a, struct err *e);

/* The head of the CSV and TSV readers. */
struct table {
    struct reader base;
    row_reader *read;
    struct row row;
    struct arena keep; /* holds the names */
    struct slice *names;
    size_t n;            /* columns; 0: the file has no rows */
    uint64_t blanks;     /* blank lines taken that are records still to be given */
    uint64_t blanks_row; /* the line of the first of them */
};

/* Reads the header, or counts the columns of the first row. */
enum status table_open(struct table *t, struct err *e);

enum status table_next(struct reader *rd, struct record *r, struct arena *a, struct err *e);
const struct slice *table_header(const struct reader *rd, size_t *n);
void table_close(struct reader *rd);

/* The names of a header are checked: cut at another delimiter than the file's (unless the user
 * named it), empty, twice, or like data. n > 0; ST_DATA with what to do. e has its place set by the
 * caller. Never shows a name: it may be someone's. */
enum status header_check(const struct slice *names, size_t n, bool named, struct err *e);

#endif
