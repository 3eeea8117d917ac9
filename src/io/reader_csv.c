#include <csv.h>

#include <stdalign.h>
#include <stdlib.h>

#include "io/table.h"

/* Comma-separated values through libcsv, which is given one line at a time: its callbacks say
 * neither where they are nor what the row's bytes were, and the line ends give both.
 *
 * Traps of libcsv and what is done about them:
 * - it trims spaces around unquoted values: a space function that knows no spaces;
 * - it drops blank lines: table.c takes them before libcsv sees them;
 * - its buffer grows by 128 bytes a time: a bigger block;
 * - its buffer is moved by realloc, which leaves a copy of the record behind: one that wipes;
 * - its buffer has no limit: reader_line refuses a record longer than max_record before it is fed;
 * - after an error csv_fini hands out the broken rest as a row: never called then. */

#define BLOCK 65536

struct csv_reader {
    struct table table;
    struct csv_parser parser;
    bool parser_open;
    struct arena *arena; /* of the row being read */
    const char *bytes;   /* the window while libcsv runs */
    size_t known;        /* bytes of the row in it so far */
    size_t at;           /* where in the row the next cell starts */
    bool row_done;
};

/* A block for libcsv knows its own size, so that all of it can be overwritten. */
struct block {
    size_t n;
    alignas(max_align_t) char bytes[];
};

static struct block *block_of(void *p) {
    return (struct block *)((char *)p - offsetof(struct block, bytes));
}

static void wiping_free(void *p) {
    if (!p)
        return;
    struct block *b = block_of(p);
    explicit_bzero(b->bytes, b->n);
    free(b);
}

static void *wiping_realloc(void *p, size_t n) {
    if (n > SIZE_MAX - sizeof(struct block))
        return NULL;
    struct block *b = malloc(sizeof *b + n);
    if (!b)
        return NULL;
    b->n = n;
    if (p) {
        const struct block *old = block_of(p);
        memcpy(b->bytes, p, old->n < n ? old->n : n);
    }
    wiping_free(p);
    return b->bytes; /* cppcheck-suppress memleak ; block_of finds it again */
}

static int no_space(unsigned char c) {
    (void)c;
    return 0;
}

static size_t count_quotes(const char *p, size_t n) {
    size_t count = 0;
    for (const char *q; n > 0 && (q = memchr(p, '"', n)); count++) {
        n -= (size_t)(q - p) + 1;
        p = q + 1;
    }
    return count;
}

/* libcsv has decoded a value into s. As nothing is trimmed, its place in the row follows from its
 * length; only a value with doubled quotes must be copied. */
static void on_cell(void *s, size_t n, void *ctx) {
    struct csv_reader *c = ctx;
    struct cell cell = {NULL, c->at, n};
    if (c->at < c->known && c->bytes[c->at] == '"') {
        size_t quotes = count_quotes(s, n);
        cell.start++;
        c->at += n + quotes + 2;
        if (quotes) {
            cell.copy = arena_copy(c->arena, (struct slice){s, n}).p;
            c->table.row.no_memory |= !cell.copy;
        }
    } else {
        c->at += n;
    }
    c->at++; /* the delimiter */
    row_add(&c->table.row, cell);
}

static void on_row(int end, void *ctx) {
    (void)end;
    struct csv_reader *c = ctx;
    c->row_done = true;
}

/* LF, CRLF and a lone CR each end one line; a CR at the very end begins no other line yet. */
static uint64_t line_ends(const char *p, size_t n) {
    uint64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += p[i] == '\n' || (p[i] == '\r' && i + 1 < n && p[i + 1] != '\n');
    return count;
}

/* Names the line where the value that went wrong begins, not the one where it showed. */
static enum status fail_syntax(struct csv_reader *c, bool at_end, struct err *e) {
    int code = csv_error(&c->parser);
    if (code == CSV_ENOMEM || code == CSV_ETOOBIG)
        return reader_memory(e);
    reader_place(&c->table.base, e);
    bool quoted = c->at < c->known && c->bytes[c->at] == '"';
    if (e) {
        e->row += line_ends(c->bytes, c->at < c->known ? c->at : c->known);
        e->column = c->table.row.n + 1;
    }
    err_hint(e, "a value that holds quotes must be in quotes, and each quote in it doubled");
    if (at_end)
        return err_set(e, ST_DATA, "the quote that opens here is never closed");
    return err_set(e, ST_DATA,
                   quoted ? "the quote that opens here is followed by one that neither closes the "
                            "value nor is doubled"
                          : "a quote inside a value that is not in quotes");
}

static enum status feed(struct csv_reader *c, size_t from, struct line line, struct err *e) {
    c->bytes = decoder_window(c->table.base.in).p;
    c->known = line.next;
    size_t n = line.next - from;
    if (csv_parse(&c->parser, c->bytes + from, n, on_cell, on_row, c) != n)
        return fail_syntax(c, false, e);
    if (line.last && !c->row_done && csv_fini(&c->parser, on_cell, on_row, c) != 0)
        return fail_syntax(c, true, e);
    return ST_OK;
}

/* A record too long because of a quote left open is that quote's fault: it must be named. */
static enum status explain_limit(enum status st, size_t from, struct err *e) {
    if (st == ST_LIMIT && from > 0)
        err_hint(e, "a quote that opens in this row may not be closed; if the record is right, "
                    "raise the limit with --max-record");
    return st;
}

static enum status csv_row(struct table *t, struct arena *a, struct err *e) {
    struct csv_reader *c = (struct csv_reader *)t;
    struct line line = {0};
    c->arena = a;
    c->at = 0;
    c->row_done = false;
    t->row.lines = 0;
    for (size_t from = 0; !c->row_done; from = line.next) {
        enum status st = reader_line(&t->base, from, &line, e);
        if (st == ST_END && from > 0) /* the file ends with a line end inside quotes */
            return fail_syntax(c, true, e);
        if (st != ST_OK)
            return explain_limit(st, from, e);
        st = feed(c, from, line, e);
        if (st != ST_OK)
            return st;
        t->row.lines++;
    }
    t->row.end = line.end;
    t->row.next = line.next;
    return ST_OK;
}

static enum status check_delimiter(char c, struct err *e) {
    if (c != '"' && c != '\n' && c != '\r')
        return ST_OK;
    return err_set(e, ST_USAGE, "a quote or a line end cannot be the delimiter");
}

static enum status csv_open(struct reader *rd, struct err *e) {
    struct csv_reader *c = (struct csv_reader *)rd;
    char delimiter = table_delimiter(rd->o, ',');
    enum status st = check_delimiter(delimiter, e);
    if (st != ST_OK)
        return st;
    if (csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        return err_set(e, ST_INTERNAL, "libcsv does not start");
    c->parser_open = true;
    csv_set_delim(&c->parser, (unsigned char)delimiter);
    csv_set_space_func(&c->parser, no_space);
    csv_set_blk_size(&c->parser, BLOCK);
    csv_set_realloc_func(&c->parser, wiping_realloc);
    csv_set_free_func(&c->parser, wiping_free);
    c->table.read = csv_row;
    return table_open(&c->table, e);
}

static void csv_close(struct reader *rd) {
    struct csv_reader *c = (struct csv_reader *)rd;
    if (c->parser_open)
        csv_free(&c->parser);
    table_close(rd);
}

const struct reader_ops reader_csv = {.size = sizeof(struct csv_reader),
                                      .open = csv_open,
                                      .next = table_next,
                                      .header = table_header,
                                      .close = csv_close};
