/* The CSV and TSV readers. Bytes: choices, size of pieces, then the file. */
#include "fuzz.h"

#include <string.h>

#include "io/jsonout.h"

/* The table again as CSV in which every value is quoted. */
struct copy {
    struct buf csv, values;
    bool header;
};

static void add_row(struct copy *c, const struct record *r, bool names) {
    for (size_t i = 0; i < r->n; i++) {
        struct slice s = names ? r->fields[i].name : r->fields[i].text;
        FUZZ_CHECK(buf_add_str(&c->csv, i ? ",\"" : "\""));
        for (size_t k = 0; k < s.n; k++)
            FUZZ_CHECK(buf_add_str(&c->csv, s.p[k] == '"' ? "\"" : "") &&
                       buf_add_char(&c->csv, s.p[k]));
        FUZZ_CHECK(buf_add_char(&c->csv, '"'));
    }
    FUZZ_CHECK(buf_add_char(&c->csv, '\n'));
}

static void add_values(struct buf *out, const struct record *r) {
    for (size_t i = 0; i < r->n; i++)
        FUZZ_CHECK(buf_printf(out, "%zu %zu ", r->fields[i].name.n, r->fields[i].text.n) &&
                   buf_add_slice(out, r->fields[i].name) && buf_add_char(out, '=') &&
                   buf_add_slice(out, r->fields[i].text) && buf_add_char(out, '\n'));
}

static void take(void *ctx, const struct record *r, struct arena *a) {
    struct copy *c = ctx;
    struct buf line = {0};
    struct err e = {0};
    struct out_field *same = arena_calloc(a, r->n, sizeof *same);
    FUZZ_CHECK(same && r->n > 0);
    FUZZ_CHECK(jsonout_record(&line, r, same, (struct slice){0}, &e) == ST_OK);
    fuzz_check_json_line(buf_slice(&line));
    buf_free(&line);
    if (!c->header)
        add_row(c, r, true);
    c->header = true;
    add_row(c, r, false);
    add_values(&c->values, r);
}

static void take_again(void *ctx, const struct record *r, struct arena *a) {
    (void)a;
    add_values(ctx, r);
}

static void read_copy(const struct copy *c) {
    const struct reader_options plain = {.format = FORMAT_CSV, .delimiter = ','};
    struct buf told = {0}, again = {0};
    FUZZ_CHECK(fuzz_read(&told, buf_slice(&c->csv), 0, &plain, take_again, &again) == ST_END);
    FUZZ_CHECK(slice_eq(buf_slice(&again), buf_slice(&c->values)));
    buf_free(&told);
    buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char delimiters[] = {0, ';', '|', '\t'};
    struct fuzz_input in = {data, size};
    uint8_t how = fuzz_byte(&in), piece = fuzz_byte(&in);
    struct reader_options o = {.format = how & 0x80 ? FORMAT_TSV : FORMAT_CSV,
                               .delimiter = how & 0x80 ? (char)0 : delimiters[how & 3],
                               .no_header = how & 4,
                               .short_rows = how & 8 ? SHORT_ROWS_FILL : SHORT_ROWS_STOP,
                               .skip_rows = how >> 4 & 3,
                               .max_record = how & 0x40 ? 64 : 0};
    struct copy c = {0};
    enum status st = fuzz_read_all_ways(fuzz_rest(&in), (size_t)piece + 2, &o, take, &c);
    if (st == ST_END && c.header)
        read_copy(&c);
    buf_free(&c.csv);
    buf_free(&c.values);
    return 0;
}
