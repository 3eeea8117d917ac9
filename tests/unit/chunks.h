/* A source that hands out a text in pieces of a chosen size, and readers run over it in all of
 * them: the records, and the error, must be the same. */
#ifndef BLOT_TESTS_CHUNKS_H
#define BLOT_TESTS_CHUNKS_H

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "io/reader.h"

struct chunks {
    struct slice text;
    size_t piece; /* 0: all at once */
    int fail;     /* errno at the end instead of the end; 0: none */
};

static long chunks_read(void *ctx, char *p, size_t n) {
    struct chunks *c = ctx;
    if (c->piece && n > c->piece)
        n = c->piece;
    if (n > c->text.n)
        n = c->text.n;
    if (n == 0 && c->fail) {
        errno = c->fail;
        return -1;
    }
    if (n)
        memcpy(p, c->text.p, n);
    c->text = slice_cut(c->text, n, c->text.n);
    return (long)n;
}

/* "row number: [name=text|…] raw" a line for each record, then the message of an error. */
static inline bool chunks_record(struct buf *out, const struct record *r) {
    bool ok = buf_printf(out, "%u:", (unsigned)r->row);
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        static const char *const KINDS[] = {"", "#", "@"};
        ok = ok && buf_printf(out, "%s%s%.*s=<", i ? " " : " ", KINDS[f->kind], (int)f->name.n,
                              f->name.p);
        ok = ok && buf_add_slice(out, f->text) && buf_add_char(out, '>');
    }
    return ok && buf_add_char(out, '\n');
}

static inline void chunks_all(struct buf *out, struct chunks *c, const char *name,
                              const struct reader_options *o) {
    struct source src = {chunks_read, c, name};
    struct reader *rd = NULL;
    struct arena a = {0};
    struct err e = {0};
    struct record r;
    enum status st = reader_open(&rd, &src, o, 1, &e);
    while (st == ST_OK) {
        st = reader_next(rd, &r, &a, &e);
        if (st == ST_OK)
            assert_true(chunks_record(out, &r));
        arena_reset(&a);
    }
    if (st != ST_END) {
        char message[1200];
        err_format(message, sizeof message, &e);
        assert_int_equal(e.code, st);
        assert_true(buf_add_str(out, message));
    }
    assert_true(buf_add_char(out, '\0'));
    arena_free(&a);
    reader_close(rd);
}

/* Reads text whole and in pieces of 1, 2, 3 and 17 bytes; each must give `expected`. */
static inline void chunks_expect_fail(struct slice text, const char *name,
                                      const struct reader_options *o, int fail,
                                      const char *expected) {
    static const size_t PIECES[] = {0, 1, 2, 3, 17};
    for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++) {
        struct chunks c = {text, PIECES[i], fail};
        struct buf out = {0};
        chunks_all(&out, &c, name, o);
        if (strcmp(out.p, expected) != 0)
            print_error("in pieces of %zu\n", PIECES[i]);
        assert_string_equal(out.p, expected);
        buf_free(&out);
    }
}

#define EXPECT_BYTES(bytes, o, expected)                                                           \
    chunks_expect_fail((struct slice){bytes, sizeof(bytes) - 1}, "in", o, 0, expected)

#endif
