#include "base/utf8.h"
#include "io/jsonlex.h"
#include "io/reader_impl.h"

/* JSON lines: a line is an object; blank lines are passed over. */
struct jsonl_reader {
    struct reader base;
    struct jsonlex lex;
};

static bool is_blank(struct slice s) {
    while (s.n > 0 && (*s.p == ' ' || *s.p == '\t' || *s.p == '\r'))
        s.p++, s.n--;
    return s.n == 0;
}

/* The next line with something on it. */
static enum status next_line(struct reader *rd, struct line *line, struct err *e) {
    for (;;) {
        enum status st = reader_line(rd, 0, line, e);
        if (st != ST_OK || !is_blank(slice_cut(decoder_window(rd->in), 0, line->end)))
            return st;
        decoder_take(rd->in, line->next, 1);
    }
}

static enum status jsonl_next(struct reader *rd, struct record *r, struct arena *a, struct err *e) {
    struct jsonlex *lex = &((struct jsonl_reader *)rd)->lex;
    struct line line;
    enum status st = next_line(rd, &line, e);
    if (st == ST_OK)
        st = reader_extent(rd, line.next, 1, a, e);
    if (st != ST_OK)
        return st;
    struct slice raw = arena_copy(a, slice_cut(decoder_window(rd->in), 0, line.end));
    if (!raw.p)
        return reader_memory(e);
    st = jsonlex_object(lex, raw, a, e);
    if (st != ST_OK && e) {
        e->row = decoder_row(rd->in);
        e->column = utf8_count(slice_cut(raw, 0, lex->at)) + 1;
    }
    if (st != ST_OK)
        return st;
    struct field *fields = arena_alloc(a, lex->n * sizeof *fields);
    if (!fields)
        return reader_memory(e);
    if (lex->n)
        memcpy(fields, lex->fields, lex->n * sizeof *fields);
    reader_number(rd, r);
    r->raw = raw;
    r->json = true;
    r->fields = fields;
    r->n = lex->n;
    decoder_take(rd->in, line.next, 1);
    return ST_OK;
}

static void jsonl_close(struct reader *rd) {
    jsonlex_free(&((struct jsonl_reader *)rd)->lex);
}

const struct reader_ops reader_jsonl = {
    .size = sizeof(struct jsonl_reader), .next = jsonl_next, .close = jsonl_close};
