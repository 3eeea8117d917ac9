#include "io/table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_COLUMNS 100000u

static bool row_grow(struct row *row) {
    if (row->n < row->cap)
        return true;
    size_t cap = row->cap ? row->cap * 2 : 64;
    struct cell *v = realloc(row->v, cap * sizeof *v);
    if (!v)
        return false;
    row->v = v;
    row->cap = cap;
    return true;
}

void row_add(struct row *row, struct cell c) {
    if (row->n < row->keep) {
        if (row->no_memory || !row_grow(row)) {
            row->no_memory = true;
            return;
        }
        row->v[row->n] = c;
    }
    row->n++;
}

static struct slice cell_text(struct cell c, struct slice raw) {
    if (c.copy)
        return (struct slice){c.copy, c.n};
    return slice_cut(raw, c.start, c.start + c.n);
}

static enum status read_row(struct table *t, struct arena *a, struct err *e) {
    t->row.n = 0;
    t->row.no_memory = false;
    enum status st = t->read(t, a, e);
    return st == ST_OK && t->row.no_memory ? reader_memory(e) : st;
}

static enum status skip_rows(struct table *t, struct err *e) {
    for (uint64_t i = 0; i < t->base.o->skip_rows; i++) {
        struct line line;
        enum status st = reader_line(&t->base, 0, &line, e);
        if (st != ST_OK)
            return st;
        decoder_take(t->base.in, line.next, 1);
    }
    return ST_OK;
}

/* Takes blank lines and counts them. */
static enum status take_blanks(struct table *t, struct err *e) {
    bool blank = true;
    while (blank) {
        uint64_t row = decoder_row(t->base.in);
        enum status st = reader_blank(&t->base, &blank, e);
        if (st != ST_OK)
            return st;
        if (blank && t->blanks++ == 0)
            t->blanks_row = row;
    }
    return ST_OK;
}

static bool make_names(struct table *t, struct slice row) {
    t->n = t->row.n;
    t->names = arena_calloc(&t->keep, t->n, sizeof *t->names);
    for (size_t i = 0; t->names && i < t->n; i++) {
        char text[32];
        int n = snprintf(text, sizeof text, "column_%zu", i + 1);
        struct slice s = {text, n > 0 ? (size_t)n : 0};
        if (!t->base.o->no_header)
            s = cell_text(t->row.v[i], row);
        t->names[i] = arena_copy(&t->keep, s);
        if (!t->names[i].p)
            return false;
    }
    return t->names != NULL;
}

/* The first row stays in the window when it is data: it is read again as a record. */
static enum status read_names(struct table *t, struct err *e) {
    struct arena scratch = {0};
    t->row.keep = MAX_COLUMNS;
    enum status st = read_row(t, &scratch, e);
    if (st == ST_OK && t->row.n > MAX_COLUMNS) {
        reader_place(&t->base, e);
        err_hint(e, "is this the right delimiter? -d names another");
        st = err_set(e, ST_DATA, "the row has %zu columns, more than %u", t->row.n, MAX_COLUMNS);
    }
    if (st == ST_OK && !make_names(t, slice_cut(decoder_window(t->base.in), 0, t->row.end)))
        st = reader_memory(e);
    arena_free(&scratch);
    if (st != ST_OK)
        return st;
    t->row.keep = t->n;
    if (t->base.o->no_header)
        return ST_OK;
    reader_place(&t->base, e);
    st = reader_extent(&t->base, t->row.next, t->row.lines, &t->keep, e);
    if (st == ST_OK)
        st = header_check(t->names, t->n, t->base.o->delimiter != 0, e);
    if (st != ST_OK)
        return st;
    decoder_take(t->base.in, t->row.next, t->row.lines);
    t->blanks = 0; /* blank lines above a header are nobody's record */
    return ST_OK;
}

enum status table_open(struct table *t, struct err *e) {
    enum status st = skip_rows(t, e);
    if (st == ST_OK)
        st = take_blanks(t, e);
    if (st == ST_OK)
        st = read_names(t, e);
    return st == ST_END ? ST_OK : st; /* a file without rows has no records */
}

static enum status fail_blank(struct table *t, struct err *e) {
    reader_place(&t->base, e);
    if (e)
        e->row = t->blanks_row++;
    err_hint(e, "delete the blank line, or add `--short-rows fill`");
    return err_set(e, ST_DATA, "a blank line among rows of %zu fields", t->n);
}

static enum status give(struct table *t, struct record *r, struct arena *a, struct slice raw,
                        size_t filled, struct err *e) {
    struct field *fields = arena_calloc(a, t->n, sizeof *fields);
    if (!fields)
        return reader_memory(e);
    for (size_t i = 0; i < t->n; i++) {
        struct slice text = {"", 0};
        if (i < filled)
            text = cell_text(t->row.v[i], raw);
        fields[i] = (struct field){.name = t->names[i], .text = text, .column = (uint32_t)i};
    }
    reader_number(&t->base, r);
    r->raw = raw;
    r->fields = fields;
    r->n = t->n;
    return ST_OK;
}

/* A blank line as a record of empty fields. */
static enum status give_blank(struct table *t, struct record *r, struct arena *a, struct err *e) {
    t->base.extent =
        (struct extent){.known = t->base.o->keep_faulty, .source = decoder_line_end(t->base.in)};
    if (t->n > 1 && t->base.o->short_rows != SHORT_ROWS_FILL) {
        t->blanks--;
        return fail_blank(t, e);
    }
    enum status st = give(t, r, a, (struct slice){"", 0}, 0, e);
    if (st != ST_OK)
        return st;
    r->row = t->blanks_row++;
    t->blanks--;
    return ST_OK;
}

static enum status check_count(struct table *t, struct err *e) {
    if (t->row.n == t->n || (t->row.n < t->n && t->base.o->short_rows == SHORT_ROWS_FILL))
        return ST_OK;
    reader_place(&t->base, e);
    bool csv = t->base.format == FORMAT_CSV;
    if (t->row.n < t->n)
        err_hint(e, "mend the row, or add `--short-rows fill` to fill it with empty fields");
    else if (csv && t->base.number <= 1 && !t->base.o->no_header)
        err_hint(e, "if a title stands above the header, add `--skip-rows N`; else a delimiter "
                    "inside a field must be in quotes");
    else if (csv)
        err_hint(e, "a delimiter inside a field must be in quotes");
    else
        err_hint(e, "a tab inside a field must be written \\t");
    const char *than = t->base.o->no_header ? "first row" : "header";
    return err_set(e, ST_DATA, "the row has %zu field%s, the %s has %zu", t->row.n,
                   t->row.n == 1 ? "" : "s", than, t->n);
}

/* In one column a blank line is an empty value; in several it counts only when a row follows, so
 * that blank lines at the end of a file are ignored. */
static enum status look_for_blanks(struct table *t, struct err *e) {
    if (t->n > 1)
        return take_blanks(t, e);
    bool blank;
    t->blanks_row = decoder_row(t->base.in);
    enum status st = reader_blank(&t->base, &blank, e);
    t->blanks = blank;
    return st;
}

enum status table_next(struct reader *rd, struct record *r, struct arena *a, struct err *e) {
    struct table *t = (struct table *)rd;
    if (t->n == 0)
        return ST_END;
    enum status st = t->blanks ? ST_OK : look_for_blanks(t, e);
    if (st != ST_OK)
        return st;
    if (t->blanks)
        return give_blank(t, r, a, e);
    st = read_row(t, a, e);
    if (st == ST_OK)
        st = reader_extent(rd, t->row.next, t->row.lines, a, e);
    if (st == ST_OK)
        st = check_count(t, e);
    if (st != ST_OK)
        return st;
    struct slice raw = arena_copy(a, slice_cut(decoder_window(rd->in), 0, t->row.end));
    st = raw.p ? give(t, r, a, raw, t->row.n, e) : reader_memory(e);
    if (st == ST_OK)
        decoder_take(rd->in, t->row.next, t->row.lines);
    return st;
}

const struct slice *table_header(const struct reader *rd, size_t *n) {
    const struct table *t = (const struct table *)rd;
    *n = t->n;
    return t->names;
}

void table_close(struct reader *rd) {
    struct table *t = (struct table *)rd;
    free(t->row.v);
    arena_free(&t->keep);
}
