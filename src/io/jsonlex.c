#include "io/jsonlex.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hex.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "io/jsonscan.h"

#define NAMES_ROOM ((size_t)1024 * 1024)

/* Where a value is: what its field is called if it has one. */
struct at {
    struct slice base; /* JSON pointer of the container; "" for the record */
    struct slice key;  /* the member's key, or the element's number */
    unsigned depth;    /* 1 within the record's own object */
};

static enum status fail(struct jsonlex *lx, size_t at, enum status code, const char *what,
                        const char *hint) {
    lx->at = at;
    if (lx->err)
        *lx->err = (struct err){0};
    if (*hint)
        err_hint(lx->err, "%s", hint);
    return err_set(lx->err, code, "%s", what);
}

static enum status fail_data(struct jsonlex *lx, const char *what) {
    return fail(lx, lx->i, ST_DATA, what, "");
}

static enum status fail_memory(struct jsonlex *lx) {
    return fail(lx, lx->i, ST_MEMORY, "out of memory", "");
}

static enum status fail_end(struct jsonlex *lx, const char *what) {
    return fail(lx, lx->raw.n, ST_DATA, what,
                "the file may be cut off; a record must stand on one line: `jq -c . FILE` makes it "
                "so");
}

/* The byte at i, or 0 beyond the end: NUL cannot occur in what the decoder gives. */
static char byte_at(const struct jsonlex *lx, size_t i) {
    if (i < lx->raw.n)
        return lx->raw.p[i];
    return '\0';
}

static char peek(const struct jsonlex *lx) {
    return byte_at(lx, lx->i);
}

static bool done(const struct jsonlex *lx) {
    return lx->i >= lx->raw.n;
}

static void skip_space(struct jsonlex *lx) {
    char c = peek(lx);
    while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        lx->i++;
        c = peek(lx);
    }
}

static void *grow(void *v, size_t n, size_t *cap, size_t size) {
    if (n < *cap)
        return v;
    size_t more = *cap ? *cap * 2 : 64;
    void *p = realloc(v, more * size);
    if (p)
        *cap = more;
    return p;
}

static enum status add_field(struct jsonlex *lx, struct field f) {
    if (lx->n >= JSON_MAX_FIELDS)
        return fail(lx, lx->i, ST_LIMIT, "the record has more than 1,000,000 keys and values",
                    "split it into several records");
    struct field *v = grow(lx->fields, lx->n, &lx->cap, sizeof *v);
    if (!v)
        return fail_memory(lx);
    lx->fields = v;
    f.column = (uint32_t)lx->n;
    v[lx->n++] = f;
    return ST_OK;
}

/* ---- strings ---- */

/* Four hex digits at i + 2 of a \u escape at i. */
static bool hex4(const struct jsonlex *lx, size_t i, uint32_t *out) {
    return hex_read(out, lx->raw, i + 2, 4);
}

static enum status unicode_escape(struct jsonlex *lx, uint32_t *cp) {
    uint32_t low;
    if (!hex4(lx, lx->i, cp))
        return fail_data(lx, "\\u must be followed by four hexadecimal digits");
    if (*cp == 0)
        return fail(lx, lx->i, ST_DATA, "\\u0000 (NUL) is not text",
                    "remove it: other programs cut the value there");
    size_t next = lx->i + 6;
    if (!utf16_is_half(*cp)) {
        lx->i = next;
        return ST_OK;
    }
    bool pair = utf16_is_high(*cp) && next + 1 < lx->raw.n && lx->raw.p[next] == '\\' &&
                lx->raw.p[next + 1] == 'u' && hex4(lx, next, &low) && utf16_is_low(low);
    if (!pair)
        return fail(lx, lx->i, ST_DATA, "a \\u escape is half of a surrogate pair",
                    "the text was cut within a character when the file was made: mend it there");
    *cp = utf16_join(*cp, low);
    lx->i = next + 6;
    return ST_OK;
}

/* The escape at i, which is a backslash. */
static enum status escape(struct jsonlex *lx, uint32_t *cp) {
    static const char FROM[] = "\"\\/bfnrt", TO[] = "\"\\/\b\f\n\r\t";
    char c = byte_at(lx, lx->i + 1);
    if (c == 'u')
        return unicode_escape(lx, cp);
    const char *k = c ? strchr(FROM, c) : NULL;
    if (!k)
        return fail_data(lx, "a backslash before a character that JSON does not escape");
    *cp = (unsigned char)TO[k - FROM];
    lx->i += 2;
    return ST_OK;
}

/* Goes over what stands as it is, up to a quote, backslash or the end. */
static enum status plain(struct jsonlex *lx) {
    for (;;) {
        lx->i += json_plain_run(slice_cut(lx->raw, lx->i, lx->raw.n));
        if (done(lx))
            return fail_end(lx, "the line ends within a string");
        char c = peek(lx);
        if (c == '"' || c == '\\')
            return ST_OK;
        if (c != 0x7F)
            return fail(lx, lx->i, ST_DATA, "a control character in a string",
                        "JSON wants it escaped, as \\t or \\u001f");
        lx->i++;
    }
}

/* Decodes a string with escapes: out has room for what is left of the line, and an escape is never
 * shorter than what it stands for. */
static enum status decode(struct jsonlex *lx, size_t from, size_t room, struct slice *text) {
    char *out = arena_alloc(lx->arena, room);
    if (!out)
        return fail_memory(lx);
    size_t n = 0;
    lx->i = from;
    while (peek(lx) != '"') {
        size_t run = lx->i;
        uint32_t cp = 0;
        enum status st = plain(lx);
        if (st != ST_OK)
            return st;
        memcpy(out + n, lx->raw.p + run, lx->i - run);
        n += lx->i - run;
        if (peek(lx) == '"')
            break;
        st = escape(lx, &cp);
        if (st != ST_OK)
            return st;
        n += utf8_encode(out + n, cp);
    }
    *text = (struct slice){out, n};
    lx->i++;
    return ST_OK;
}

/* The string whose quote is at i. */
static enum status string(struct jsonlex *lx, struct slice *text) {
    size_t from = ++lx->i;
    bool escapes = false;
    for (;;) {
        enum status st = plain(lx);
        if (st != ST_OK)
            return st;
        if (peek(lx) == '"')
            break;
        if (lx->raw.n - lx->i < 2)
            return fail_end(lx, "the line ends within a string");
        escapes = true;
        lx->i += 2; /* the second may be a quote; its sense is looked at in decode */
    }
    if (escapes)
        return decode(lx, from, lx->i - from, text);
    *text = slice_cut(lx->raw, from, lx->i);
    lx->i++;
    return ST_OK;
}

/* ---- names ---- */

static size_t pointer_add(char *out, struct slice key) {
    size_t n = 0;
    out[n++] = '/';
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        if (c == '~' || c == '/') {
            out[n++] = '~';
            c = "01"[c == '/'];
        }
        out[n++] = c;
    }
    return n;
}

/* The JSON pointer of a member or element. All of a record's may take sixteen times its length and
 * a mebibyte: more comes only from input made to exhaust memory. */
static enum status pointer(struct jsonlex *lx, const struct at *at, struct slice *out) {
    size_t room = at->base.n + 1 + at->key.n * 2;
    lx->names += room;
    if (lx->names > lx->raw.n * 16 + NAMES_ROOM)
        return fail(lx, lx->i, ST_LIMIT, "the names of nested values are too long together",
                    "split the record into several, or shorten its keys");
    char *p = arena_alloc(lx->arena, room);
    if (!p)
        return fail_memory(lx);
    if (at->base.n)
        memcpy(p, at->base.p, at->base.n);
    *out = (struct slice){p, at->base.n + pointer_add(p + at->base.n, at->key)};
    return ST_OK;
}

/* ---- values ---- */

static enum status value(struct jsonlex *lx, const struct at *at, struct slice name);

static bool digit(const struct jsonlex *lx) {
    return peek(lx) >= '0' && peek(lx) <= '9';
}

static bool digits(struct jsonlex *lx) {
    size_t from = lx->i;
    while (digit(lx))
        lx->i++;
    return lx->i > from;
}

static enum status number(struct jsonlex *lx) {
    if (peek(lx) == '-')
        lx->i++;
    bool zero = peek(lx) == '0';
    size_t from = lx->i;
    if (!digits(lx))
        return fail_data(lx, "a minus sign without a number");
    if (zero && lx->i - from > 1)
        return fail_data(lx, "a number with a leading zero");
    if (peek(lx) == '.') {
        lx->i++;
        if (!digits(lx))
            return fail_data(lx, "a number without digits after the point");
    }
    if ((peek(lx) | 32) != 'e')
        return ST_OK;
    lx->i++;
    if (peek(lx) == '+' || peek(lx) == '-')
        lx->i++;
    return digits(lx) ? ST_OK : fail_data(lx, "a number without digits in its exponent");
}

static enum status leaf(struct jsonlex *lx, struct slice name) {
    struct field f = {.name = name, .raw_start = lx->i, .kind = FIELD_STRING};
    enum status st;
    if (peek(lx) == '"') {
        st = string(lx, &f.text);
    } else {
        f.kind = FIELD_NUMBER;
        st = number(lx);
        f.text = slice_cut(lx->raw, f.raw_start, lx->i);
    }
    f.raw_end = f.member_end = lx->i;
    return st == ST_OK ? add_field(lx, f) : st;
}

static enum status word(struct jsonlex *lx) {
    static const char *const WORDS[] = {"true", "false", "null"};
    struct slice rest = slice_cut(lx->raw, lx->i, lx->raw.n);
    for (size_t k = 0; k < 3; k++) {
        struct slice w = slice_of(WORDS[k]);
        if (slice_starts(rest, w)) {
            lx->i += w.n;
            return ST_OK;
        }
    }
    if (done(lx))
        return fail_end(lx, "the line ends where a value should be");
    if (slice_starts(rest, slice_of("NaN")) || slice_starts(rest, slice_of("Infinity")))
        return fail(lx, lx->i, ST_DATA, "NaN and Infinity are no JSON", "write null");
    return fail_data(lx, "a value must begin here, and this is none");
}

static int by_text(const void *a, const void *b) {
    const struct json_key *x = a, *y = b;
    if (x->text.n != y->text.n)
        return x->text.n < y->text.n ? -1 : 1;
    int c = x->text.n ? memcmp(x->text.p, y->text.p, x->text.n) : 0;
    return c ? c : (x->at > y->at) - (x->at < y->at);
}

/* Closes an object whose keys begin at `base`: none may stand twice. Few keys are compared each
 * with each, many are sorted. */
static enum status close_keys(struct jsonlex *lx, size_t base) {
    struct json_key *k = lx->keys + base;
    size_t n = lx->keys_n - base;
    size_t reach = n;
    if (n > 16) {
        qsort(k, n, sizeof *k, by_text);
        reach = 1;
    }
    lx->keys_n = base;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && j - i <= reach; j++)
            if (slice_eq(k[i].text, k[j].text))
                return fail(lx, k[j].at, ST_DATA, "a key stands twice in one object",
                            "rename or remove one: programs disagree on which of them counts");
    return ST_OK;
}

/* A key at i, then its colon. Its field is completed when the value's end is known. */
static enum status key(struct jsonlex *lx, struct at *at, uint32_t object, struct slice *name) {
    if (peek(lx) != '"')
        return done(lx) ? fail_end(lx, "the line ends within an object")
                        : fail_data(lx, "a key in double quotes must stand here");
    size_t start = lx->i;
    enum status st = string(lx, &at->key);
    if (st != ST_OK)
        return st;
    struct json_key *keys = grow(lx->keys, lx->keys_n, &lx->keys_cap, sizeof *keys);
    if (!keys)
        return fail_memory(lx);
    lx->keys = keys;
    keys[lx->keys_n++] = (struct json_key){at->key, start};
    *name = at->key;
    if (at->depth > 1)
        st = pointer(lx, at, name);
    struct field f = {.name = *name,
                      .text = at->key,
                      .kind = FIELD_KEY,
                      .object = object,
                      .raw_start = start,
                      .raw_end = lx->i};
    if (st == ST_OK)
        st = add_field(lx, f);
    if (st != ST_OK)
        return st;
    skip_space(lx);
    if (peek(lx) != ':')
        return done(lx) ? fail_end(lx, "the line ends within an object")
                        : fail_data(lx, "a colon must stand after a key");
    lx->i++;
    return ST_OK;
}

/* After a member or element: a comma, or the end of its container. */
static enum status separator(struct jsonlex *lx, char close, bool *more) {
    skip_space(lx);
    char c = peek(lx);
    *more = c == ',';
    if (c != ',' && c != close) {
        bool object = close == '}';
        if (done(lx))
            return fail_end(lx, object ? "the line ends within an object"
                                       : "the line ends within an array");
        return fail_data(lx,
                         object ? "a comma or } must stand here" : "a comma or ] must stand here");
    }
    lx->i++;
    if (*more) /* not after the end: that is where the container ends */
        skip_space(lx);
    return ST_OK;
}

/* An object's inside and its closing brace; the opening one has been read. */
static enum status object(struct jsonlex *lx, struct slice base, unsigned depth) {
    struct at at = {.base = base, .depth = depth};
    size_t keys = lx->keys_n;
    uint32_t id = lx->objects++;
    bool more = true;
    skip_space(lx);
    if (peek(lx) == '}') {
        lx->i++;
        return ST_OK;
    }
    while (more) {
        struct slice name;
        enum status st = key(lx, &at, id, &name);
        size_t field = lx->n - 1;
        if (st == ST_OK)
            st = value(lx, &at, name);
        if (st != ST_OK)
            return st;
        lx->fields[field].member_end = lx->i;
        st = separator(lx, '}', &more);
        if (st != ST_OK)
            return st;
    }
    return close_keys(lx, keys);
}

static bool names_field(const struct jsonlex *lx) {
    char c = peek(lx);
    return c == '"' || c == '-' || digit(lx);
}

static enum status array(struct jsonlex *lx, struct slice base, unsigned depth) {
    struct at at = {.base = base, .depth = depth};
    bool more = true;
    skip_space(lx);
    if (peek(lx) == ']') {
        lx->i++;
        return ST_OK;
    }
    for (size_t index = 0; more; index++) {
        char text[24];
        int n = snprintf(text, sizeof text, "%zu", index);
        at.key = (struct slice){text, n > 0 ? (size_t)n : 0};
        struct slice name = {NULL, 0};
        enum status st = names_field(lx) ? pointer(lx, &at, &name) : ST_OK;
        if (st == ST_OK)
            st = value(lx, &at, name);
        if (st == ST_OK)
            st = separator(lx, ']', &more);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* name: the value's own where it is known: nested members have theirs from the key. */
static enum status container(struct jsonlex *lx, const struct at *at, struct slice name) {
    if (at->depth >= JSON_MAX_DEPTH)
        return fail(lx, lx->i, ST_LIMIT, "objects and arrays are nested more than 128 deep", "");
    enum status st = ST_OK;
    if (at->depth == 1 || !name.p)
        st = pointer(lx, at, &name);
    if (st != ST_OK)
        return st;
    bool is_object = peek(lx) == '{';
    lx->i++;
    return is_object ? object(lx, name, at->depth + 1) : array(lx, name, at->depth + 1);
}

static enum status value(struct jsonlex *lx, const struct at *at, struct slice name) {
    skip_space(lx);
    char c = peek(lx);
    if (c == '{' || c == '[')
        return container(lx, at, name);
    return names_field(lx) ? leaf(lx, name) : word(lx);
}

static enum status begin(struct jsonlex *lx) {
    skip_space(lx);
    if (peek(lx) == '{') {
        lx->i++;
        return ST_OK;
    }
    if (peek(lx) == '[')
        return fail(lx, lx->i, ST_DATA, "the line is a JSON array and must be an object",
                    "`jq -c '.[]' FILE` gives one record a line");
    return fail(lx, lx->i, ST_DATA, "the line is no JSON object",
                "a record must be an object on one line; is this another format? -i names it");
}

enum status jsonlex_object(struct jsonlex *lx, struct slice raw, struct arena *a, struct err *e) {
    lx->n = lx->keys_n = lx->names = lx->i = lx->at = 0;
    lx->objects = 0;
    lx->raw = raw;
    lx->arena = a;
    lx->err = e;
    enum status st = begin(lx);
    if (st == ST_OK)
        st = object(lx, (struct slice){"", 0}, 1);
    if (st != ST_OK)
        return st;
    skip_space(lx);
    return done(lx) ? ST_OK
                    : fail(lx, lx->i, ST_DATA, "text after the end of the object",
                           "a line must hold one object and nothing else");
}

void jsonlex_free(struct jsonlex *lx) {
    free(lx->fields);
    free(lx->keys);
    *lx = (struct jsonlex){0};
}
