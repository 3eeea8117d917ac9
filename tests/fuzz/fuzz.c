#include "fuzz.h"

#include <string.h>

#include "base/utf8.h"
#include "io/jsonlex.h"

#ifdef BLOT_JANSSON
#include <jansson.h>
#endif

long fuzz_feed_read(void *ctx, char *p, size_t n) {
    struct fuzz_feed *f = ctx;
    if (f->piece && n > f->piece)
        n = f->piece;
    if (n > f->text.n)
        n = f->text.n;
    if (n)
        memcpy(p, f->text.p, n);
    f->text = slice_cut(f->text, n, f->text.n);
    return (long)n;
}

/* ---- records ---- */

static void check_text(struct slice s) {
    FUZZ_CHECK(utf8_valid_prefix(s) == s.n);
    FUZZ_CHECK(s.n == 0 || memchr(s.p, '\0', s.n) == NULL);
}

static void tell_record(struct buf *out, const struct record *r) {
    bool ok = buf_printf(out, "%llu/%llu/%d:", (unsigned long long)r->number,
                         (unsigned long long)r->row, r->json) &&
              buf_add_slice(out, r->raw);
    check_text(r->raw);
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        check_text(f->name);
        check_text(f->text);
        FUZZ_CHECK(!r->json || (f->raw_start < f->raw_end && f->raw_end <= r->raw.n));
        FUZZ_CHECK(!r->json || (f->member_end >= f->raw_end && f->member_end <= r->raw.n));
        ok = ok &&
             buf_printf(out, "\n %zu %u %u %u %zu %zu %zu <", f->name.n, f->kind, f->column,
                        f->object, f->raw_start, f->raw_end, f->member_end) &&
             buf_add_slice(out, f->name) && buf_printf(out, "> %zu <", f->text.n) &&
             buf_add_slice(out, f->text) && buf_add_char(out, '>');
    }
    FUZZ_CHECK(ok && buf_add_char(out, '\n'));
}

enum status fuzz_read(struct buf *out, struct slice text, size_t piece,
                      const struct reader_options *o, fuzz_record_fn *fn, void *ctx) {
    struct fuzz_feed feed = {text, piece};
    struct source src = {fuzz_feed_read, &feed, "in"};
    struct reader *rd = NULL;
    struct arena a = {0};
    struct err e = {0};
    uint64_t number = 0;
    enum status st = reader_open(&rd, &src, o, 1, &e);
    while (st == ST_OK) {
        struct record r = {0};
        st = reader_next(rd, &r, &a, &e);
        if (st == ST_OK) {
            FUZZ_CHECK(r.number == ++number);
            tell_record(out, &r);
            if (fn)
                fn(ctx, &r, &a);
        }
        arena_reset(&a);
    }
    if (st != ST_END) {
        char message[1400];
        fuzz_check_message(&e, st);
        err_format(message, sizeof message, &e);
        FUZZ_CHECK(buf_printf(out, "%d %s\n", (int)st, message));
    }
    arena_free(&a);
    reader_close(rd);
    return st;
}

enum status fuzz_read_all_ways(struct slice text, size_t piece, const struct reader_options *o,
                               fuzz_record_fn *fn, void *ctx) {
    const size_t pieces[] = {1, piece};
    struct buf whole = {0};
    enum status st = fuzz_read(&whole, text, 0, o, fn, ctx);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buf cut = {0};
        FUZZ_CHECK(fuzz_read(&cut, text, pieces[i], o, NULL, NULL) == st);
        FUZZ_CHECK(slice_eq(buf_slice(&whole), buf_slice(&cut)));
        buf_free(&cut);
    }
    buf_free(&whole);
    return st;
}

void fuzz_check_message(const struct err *e, enum status st) {
    char message[1400];
    err_format(message, sizeof message, e);
    struct slice m = slice_of(message);
    FUZZ_CHECK(st != ST_OK && st != ST_END && e->code == st);
    FUZZ_CHECK(e->what[0] && m.n > 0 && m.n + 1 < sizeof message);
    FUZZ_CHECK(utf8_valid_prefix(m) == m.n);
    for (size_t i = 0; i < m.n; i++)
        FUZZ_CHECK((unsigned char)m.p[i] >= 0x20 && m.p[i] != 0x7F);
}

/* ---- JSON ---- */

#ifdef BLOT_JANSSON
static void check_with_jansson(struct slice line) {
    json_error_t error;
    json_t *v = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, &error);
    if (v)
        FUZZ_CHECK(json_is_object(v));
    else /* it keeps numbers as doubles; that 1e400 is none is no fault of the text */
        FUZZ_CHECK(json_error_code(&error) == json_error_numeric_overflow);
    json_decref(v);
}
#else
static void check_with_jansson(struct slice line) {
    (void)line;
}
#endif

void fuzz_check_json_line(struct slice line) {
    struct jsonlex lx = {0};
    struct arena a = {0};
    struct err e = {0};
    FUZZ_CHECK(line.n > 2 && line.p[line.n - 1] == '\n' && line.p[0] != (char)0xEF);
    line.n--;
    FUZZ_CHECK(memchr(line.p, '\n', line.n) == NULL);
    check_text(line);
    FUZZ_CHECK(jsonlex_object(&lx, line, &a, &e) == ST_OK);
    check_with_jansson(line);
    jsonlex_free(&lx);
    arena_free(&a);
}

size_t fuzz_check_json_lines(struct slice out) {
    size_t lines = 0;
    for (size_t i = 0; i < out.n; lines++) {
        const char *end = memchr(out.p + i, '\n', out.n - i);
        FUZZ_CHECK(end);
        size_t next = (size_t)(end - out.p) + 1;
        fuzz_check_json_line(slice_cut(out, i, next));
        i = next;
    }
    return lines;
}
