/* What the readers share; private to src/io. */
#ifndef BLOT_IO_READER_IMPL_H
#define BLOT_IO_READER_IMPL_H

#include "io/decode.h"
#include "io/reader.h"

/* One input format. */
struct reader_ops {
    size_t size; /* of the format's own struct, which begins with a struct reader */
    enum status (*open)(struct reader *rd, struct err *e); /* NULL: nothing to do */
    enum status (*next)(struct reader *rd, struct record *r, struct arena *a, struct err *e);
    const struct slice *(*header)(const struct reader *rd, size_t *n); /* NULL: has none */
    void (*close)(struct reader *rd); /* frees what open made, also when open failed; may be NULL */
};

extern const struct reader_ops reader_csv, reader_tsv, reader_jsonl, reader_text;

/* Where the record ends that is being read, as soon as that is known. */
struct extent {
    bool known;
    size_t n;       /* bytes of the window */
    uint64_t lines; /* line ends among them */
    struct slice source;
};

/* The head of every reader. Owns in. */
struct reader {
    const struct reader_ops *ops;
    struct decoder *in;
    const struct reader_options *o; /* borrowed */
    const char *file;               /* borrowed */
    enum format format;
    bool cr_ends;         /* a lone CR ends a line: CSV */
    size_t max_record;    /* bytes */
    uint64_t number;      /* of the next record; 0 while the header is read */
    struct extent extent; /* with keep_faulty */
};

/* A line in the window: bytes [from, end) without its line end, the next begins at next. */
struct line {
    size_t end, next;
    bool last; /* the input ends here, without a line end */
};

/* Finds the line that begins `from` bytes into the window, making the window longer as needed.
 * A line ends at LF or CRLF, and at a lone CR where rd->cr_ends. ST_END when there is no byte from
 * `from` on; ST_LIMIT when the window would have to be longer than max_record up to its end. */
enum status reader_line(struct reader *rd, size_t from, struct line *out, struct err *e);

/* Takes a line end off the front of the window, if there is one: a blank line. ST_END at the end of
 * the input. */
enum status reader_blank(struct reader *rd, bool *blank, struct err *e);

/* Notes that the record being read is the first n bytes of the window, and with keep_faulty keeps
 * their source, in a. A fault found from now on is the record's alone. ST_DATA when something in
 * them could not be decoded. */
enum status reader_extent(struct reader *rd, size_t n, uint64_t lines, struct arena *a,
                          struct err *e);

/* Fills in number, row, file and source of *r for a record at the front of the window, and counts
 * it. */
void reader_number(struct reader *rd, struct record *r);

/* Clears e and sets file, record and row for an error at the front of the window; err_set and
 * err_hint go on from there. */
void reader_place(const struct reader *rd, struct err *e);

enum status reader_memory(struct err *e);

#endif
