/* The JSON lines reader, its lexer and the writer that splices. Bytes: choices, size of pieces,
 * then the file; its text is also given to the lexer as one object. */
#include "fuzz.h"

#include <string.h>

#include "base/utf8.h"
#include "io/jsonlex.h"
#include "io/jsonout.h"

#ifdef BLOT_JANSSON
#include <jansson.h>

/* What the lexer has and what jansson has are the same values in the same order. */
static void same_value(const struct jsonlex *lx, size_t *at, const json_t *v);

static void same_object(const struct jsonlex *lx, size_t *at, json_t *v) {
    const char *key;
    json_t *member;
    json_object_foreach(v, key, member) {
        FUZZ_CHECK(*at < lx->n && lx->fields[*at].kind == FIELD_KEY);
        FUZZ_CHECK(slice_is(lx->fields[*at].text, key));
        (*at)++;
        same_value(lx, at, member);
    }
}

static void same_value(const struct jsonlex *lx, size_t *at, const json_t *v) {
    size_t i;
    json_t *element;
    switch (json_typeof(v)) {
    case JSON_OBJECT:
        same_object(lx, at, (json_t *)(uintptr_t)v);
        break;
    case JSON_ARRAY:
        json_array_foreach(v, i, element) same_value(lx, at, element);
        break;
    case JSON_STRING:
        FUZZ_CHECK(*at < lx->n && lx->fields[*at].kind == FIELD_STRING);
        FUZZ_CHECK(slice_eq(lx->fields[*at].text,
                            (struct slice){json_string_value(v), json_string_length(v)}));
        (*at)++;
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        FUZZ_CHECK(*at < lx->n && lx->fields[*at].kind == FIELD_NUMBER);
        (*at)++;
        break;
    default:
        break;
    }
}

static void compare(const struct jsonlex *lx, enum status st, struct slice text) {
    json_error_t error;
    json_t *v = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!v)
        FUZZ_CHECK(st != ST_OK || json_error_code(&error) == json_error_numeric_overflow);
    if (!v)
        return;
    size_t at = 0;
    FUZZ_CHECK((st == ST_OK) == json_is_object(v) || st == ST_LIMIT);
    if (st == ST_OK) {
        same_value(lx, &at, v);
        FUZZ_CHECK(at == lx->n);
    }
    json_decref(v);
}
#else
static void compare(const struct jsonlex *lx, enum status st, struct slice text) {
    (void)lx, (void)st, (void)text;
}
#endif

static void lex(struct slice text) {
    struct jsonlex lx = {0};
    struct arena a = {0};
    struct err e = {0};
    enum status st = jsonlex_object(&lx, text, &a, &e);
    if (st != ST_OK) {
        fuzz_check_message(&e, st);
        FUZZ_CHECK(lx.at <= text.n);
    }
    compare(&lx, st, text);
    jsonlex_free(&lx);
    arena_free(&a);
}

struct choices {
    uint32_t bits; /* which fields change, which are left out */
};

/* Writes r with some fields changed and some left out. */
static void splice(const struct choices *c, const struct record *r, struct arena *a) {
    struct out_field *fields = arena_calloc(a, r->n, sizeof *fields);
    struct buf line = {0};
    struct err e = {0};
    FUZZ_CHECK(fields || r->n == 0);
    for (size_t i = 0; i < r->n; i++) {
        fields[i].drop = c->bits >> (i % 16) & 1;
        fields[i].changed = c->bits >> (16 + i % 16) & 1;
        fields[i].text = i % 2 ? slice_of("\x01\"\\\n\x7F\xF0\x9F\x98\x80") : slice_of("");
    }
    enum status st = jsonout_record(&line, r, fields, (struct slice){0}, &e);
    if (st == ST_OK)
        fuzz_check_json_line(buf_slice(&line));
    else
        fuzz_check_message(&e, st);
    FUZZ_CHECK(st == ST_OK || line.n == 0);
    buf_free(&line);
}

/* Without the white space of JSON around it. */
static struct slice trim(struct slice s) {
    while (s.n && strchr(" \t\r", s.p[0]))
        s = slice_cut(s, 1, s.n);
    while (s.n && strchr(" \t\r", s.p[s.n - 1]))
        s.n--;
    return s;
}

/* The JSON text as it is copied: the controls that steer terminals are escaped. */
static void as_copied(struct buf *out, struct slice s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], next = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        bool wide = c == 0xC2 && next >= 0x80 && next < 0xA0;
        bool control = wide || c == 0x7F;
        FUZZ_CHECK(control ? buf_printf(out, "\\u%04x", wide ? next : c)
                           : buf_add_char(out, s.p[i]));
        i += wide;
    }
}

static void take(void *ctx, const struct record *r, struct arena *a) {
    struct out_field *same = arena_calloc(a, r->n, sizeof *same);
    struct buf line = {0};
    struct err e = {0};
    FUZZ_CHECK(same || r->n == 0);
    FUZZ_CHECK(jsonout_record(&line, r, same, (struct slice){0}, &e) == ST_OK);
    fuzz_check_json_line(buf_slice(&line));
    struct buf copied = {0};
    as_copied(&copied, trim(r->raw));
    FUZZ_CHECK(slice_eq(buf_slice(&copied), slice_cut(buf_slice(&line), 0, line.n - 1)));
    buf_free(&copied);
    buf_free(&line);
    splice(ctx, r, a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_input in = {data, size};
    struct choices c = {0};
    size_t piece = (size_t)fuzz_byte(&in) + 2;
    for (int i = 0; i < 4; i++)
        c.bits = c.bits << 8 | fuzz_byte(&in);
    struct reader_options o = {.format = FORMAT_JSONL, .max_record = c.bits == 1 ? 64 : 0};
    struct slice text = fuzz_rest(&in);
    fuzz_read_all_ways(text, piece, &o, take, &c);
    if (utf8_valid_prefix(text) == text.n && !(text.n && memchr(text.p, '\0', text.n)))
        lex(text);
    return 0;
}
