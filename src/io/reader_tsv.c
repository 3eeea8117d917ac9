#include "io/table.h"

/* Tab-separated values: quotes are ordinary characters; a tab, line end or backslash inside a value
 * is written \t, \n, \r, \\ (as databases export them) and decoded. Another backslash stays as it
 * is. */

static char escaped(char c) {
    switch (c) {
    case 't':
        return '\t';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case '\\':
        return '\\';
    default:
        return '\0';
    }
}

static bool decode_cell(struct cell *cell, struct slice text, struct arena *a) {
    char *out = arena_alloc(a, text.n + 1);
    if (!out)
        return false;
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        char d = '\0';
        if (c == '\\' && i + 1 < text.n)
            d = escaped(text.p[i + 1]);
        if (d) {
            c = d;
            i++;
        }
        out[n++] = c;
    }
    cell->copy = out;
    cell->n = n;
    return true;
}

static enum status tsv_row(struct table *t, struct arena *a, struct err *e) {
    struct line line;
    enum status st = reader_line(&t->base, 0, &line, e);
    if (st != ST_OK)
        return st;
    t->row.end = line.end;
    t->row.next = line.next;
    t->row.lines = 1;
    const char *p = decoder_window(t->base.in).p;
    char tab = table_delimiter(t->base.o, '\t');
    for (size_t at = 0; at <= line.end;) {
        const char *sep = memchr(p + at, tab, line.end - at);
        size_t n = sep ? (size_t)(sep - p) - at : line.end - at;
        struct cell c = {NULL, at, n};
        if (n && memchr(p + at, '\\', n) && !decode_cell(&c, (struct slice){p + at, n}, a))
            return reader_memory(e);
        row_add(&t->row, c);
        at += n + 1;
    }
    return ST_OK;
}

static enum status tsv_open(struct reader *rd, struct err *e) {
    struct table *t = (struct table *)rd;
    t->read = tsv_row;
    return table_open(t, e);
}

const struct reader_ops reader_tsv = {.size = sizeof(struct table),
                                      .open = tsv_open,
                                      .next = table_next,
                                      .header = table_header,
                                      .close = table_close};
