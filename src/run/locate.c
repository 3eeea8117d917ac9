#include "run/locate.h"

#include "base/hex.h"
#include "base/utf16.h"
#include "base/utf8.h"

/* The byte after a CSV cell that begins at i: its delimiter, or the end. */
static size_t csv_cell_end(struct slice raw, size_t i, char delimiter) {
    if (i < raw.n && raw.p[i] == '"') {
        for (i++; i < raw.n; i++) {
            if (raw.p[i] != '"')
                continue;
            if (i + 1 == raw.n || raw.p[i + 1] != '"')
                break;
            i++;
        }
    }
    while (i < raw.n && raw.p[i] != delimiter)
        i++;
    return i;
}

static size_t csv_byte(const struct record *r, const struct field *f, size_t at, char delimiter) {
    struct slice raw = r->raw;
    size_t i = 0;
    for (uint32_t c = 0; c < f->column && i < raw.n; c++)
        i = csv_cell_end(raw, i, delimiter) + 1;
    if (i >= raw.n || raw.p[i] != '"')
        return i + at;
    for (i++; at > 0 && i < raw.n; at--)
        i += raw.p[i] == '"' ? 2 : 1;
    return i;
}

static size_t tsv_byte(const struct record *r, const struct field *f, size_t at, char delimiter) {
    struct slice raw = r->raw;
    size_t i = 0;
    for (uint32_t c = 0; c < f->column && i < raw.n; i++)
        c += raw.p[i] == delimiter;
    for (; at > 0 && i < raw.n; at--) {
        bool escape =
            raw.p[i] == '\\' && i + 1 < raw.n && raw.p[i + 1] && strchr("tnr\\", raw.p[i + 1]);
        i += escape ? 2 : 1;
    }
    return i;
}

/* Bytes of text that the escape at p stands for; *n: bytes of the escape. */
static size_t escaped(struct slice s, size_t *n) {
    *n = 2;
    uint32_t cp;
    if (s.n < 6 || s.p[1] != 'u' || !hex_read(&cp, s, 2, 4))
        return 1;
    *n = 6;
    if (utf16_is_high(cp) && s.n >= 12) { /* the first of two that make one character */
        *n = 12;
        return 4;
    }
    return cp < 0x80 ? 1 : cp < 0x800 ? 2 : 3;
}

static size_t json_byte(const struct record *r, const struct field *f, size_t at) {
    struct slice raw = r->raw;
    size_t i = f->raw_start;
    if (i >= raw.n || raw.p[i] != '"')
        return i + at;
    for (i++; at > 0 && i < raw.n;) {
        size_t n = 1, bytes = 1;
        if (raw.p[i] == '\\')
            bytes = escaped(slice_cut(raw, i, raw.n), &n);
        at -= bytes < at ? bytes : at;
        i += n;
    }
    return i;
}

struct location locate(const struct record *r, const struct field *f, size_t at, enum format format,
                       char delimiter) {
    size_t byte = at, start = 0;
    struct location l = {r->row, 1};
    if (r->json)
        byte = json_byte(r, f, at);
    else if (format == FORMAT_CSV)
        byte = csv_byte(r, f, at, delimiter ? delimiter : ',');
    else if (format == FORMAT_TSV)
        byte = tsv_byte(r, f, at, delimiter ? delimiter : '\t');
    if (byte > r->raw.n)
        byte = r->raw.n;
    for (size_t i = 0; i < byte; i++)
        if (r->raw.p[i] == '\n') {
            l.line++;
            start = i + 1;
        }
    l.column = 1 + utf8_count(slice_cut(r->raw, start, byte));
    return l;
}
