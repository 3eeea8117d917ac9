#include <inttypes.h>
#include <stdio.h>

#include "io/reader_impl.h"

/* Plain text: a line is a record, empty lines too. */
static enum status text_next(struct reader *rd, struct record *r, struct arena *a, struct err *e) {
    struct line line;
    enum status st = reader_line(rd, 0, &line, e);
    if (st == ST_OK)
        st = reader_extent(rd, line.next, 1, a, e);
    if (st != ST_OK)
        return st;
    struct slice raw = arena_copy(a, slice_cut(decoder_window(rd->in), 0, line.end));
    struct field *fields = arena_calloc(a, 2, sizeof *fields);
    char *id = arena_alloc(a, 32);
    if (!raw.p || !fields || !id)
        return reader_memory(e);
    int n = snprintf(id, 32, "line-%" PRIu64, rd->number);
    if (n < 0)
        return err_set(e, ST_INTERNAL, "cannot number the line");
    fields[0] = (struct field){.name = slice_of("id"), .text = {id, (size_t)n}, .synthetic = true};
    fields[1] = (struct field){.name = slice_of("text"), .text = raw, .column = 1};
    reader_number(rd, r);
    r->raw = raw;
    r->fields = fields;
    r->n = 2;
    decoder_take(rd->in, line.next, 1);
    return ST_OK;
}

const struct reader_ops reader_text = {.size = sizeof(struct reader), .next = text_next};
