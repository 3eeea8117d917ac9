#include "io/jsonout.h"

#include <stdlib.h>

#include "io/jsonscan.h"

static bool escape(struct buf *out, unsigned char c) {
    static const char SHORT[] = "\b\f\n\r\t\"\\", LETTER[] = "bfnrt\"\\",
                      HEX[] = "0123456789abcdef";
    const char *k = c ? strchr(SHORT, c) : NULL;
    if (k) {
        char two[] = {'\\', LETTER[k - SHORT]};
        return buf_add(out, two, sizeof two);
    }
    char six[] = {'\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 15]};
    return buf_add(out, six, sizeof six);
}

static size_t find_from(struct slice s, size_t at, unsigned char c) {
    const char *p = at < s.n ? memchr(s.p + at, c, s.n - at) : NULL;
    return p ? (size_t)(p - s.p) : s.n;
}

/* Appends s, of a JSON text, with DEL and the C1 controls escaped: they steer terminals, and are
 * nowhere but in strings, which mean the same. */
static bool add_shown(struct buf *out, struct slice s) {
    size_t del = find_from(s, 0, 0x7F), c2 = find_from(s, 0, 0xC2);
    bool ok = true;
    for (size_t at = 0; ok && at < s.n;) {
        size_t next = del < c2 ? del : c2;
        ok = buf_add(out, s.p + at, next - at);
        at = next;
        if (!ok || at == s.n)
            break;
        unsigned char c = (unsigned char)s.p[at];
        size_t len = c == 0xC2 && at + 1 < s.n ? 2 : 1;
        if (len == 2)
            c = (unsigned char)s.p[at + 1];
        ok = c >= 0x7F && c < 0xA0 ? escape(out, c) : buf_add(out, s.p + at, len);
        at += len;
        del = del < at ? find_from(s, at, 0x7F) : del;
        c2 = c2 < at ? find_from(s, at, 0xC2) : c2;
    }
    return ok;
}

bool jsonout_string(struct buf *out, struct slice s) {
    if (!buf_add_char(out, '"'))
        return false;
    while (s.n > 0) {
        size_t run = json_plain_run(s);
        if (!add_shown(out, slice_cut(s, 0, run)))
            return false;
        s = slice_cut(s, run, s.n);
        if (s.n == 0)
            break;
        if (!escape(out, (unsigned char)*s.p))
            return false;
        s = slice_cut(s, 1, s.n);
    }
    return buf_add_char(out, '"');
}

/* ---- records of CSV, TSV and text: an object is made ---- */

static bool add_member(struct buf *out, const struct field *f, const struct out_field *o) {
    if (!jsonout_string(out, f->name) || !buf_add_char(out, ':'))
        return false;
    if (f->kind == FIELD_NUMBER && !o->changed)
        return buf_add_slice(out, f->text);
    return jsonout_string(out, o->changed ? o->text : f->text);
}

static bool build(struct buf *out, const struct record *r, const struct out_field *fields) {
    char before = '{';
    for (size_t i = 0; i < r->n; i++) {
        if (fields[i].drop)
            continue;
        if (!buf_add_char(out, before) || !add_member(out, &r->fields[i], &fields[i]))
            return false;
        before = ',';
    }
    return before == ',' || buf_add_char(out, '{');
}

/* ---- JSON records: new values are spliced into the raw bytes ---- */

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The value of the member whose key is field i, when that value is a string or number and so the
 * next field; else 0. */
static size_t value_of(const struct record *r, size_t i) {
    const struct field *k = &r->fields[i];
    bool has = i + 1 < r->n && r->fields[i + 1].kind != FIELD_KEY &&
               r->fields[i + 1].raw_end == k->member_end;
    return has ? i + 1 : 0;
}

static bool is_dropped(const struct record *r, const struct out_field *fields, size_t i) {
    if (fields[i].drop)
        return true;
    size_t v = r->fields[i].kind == FIELD_KEY ? value_of(r, i) : 0;
    return v && fields[v].drop;
}

/* Drops what out ends with, but not below `from`: white space, then one comma if there is one. True
 * when there was. */
static bool unwrite_comma(struct buf *out, size_t from) {
    while (out->n > from && is_space(out->p[out->n - 1]))
        out->n--;
    if (out->n == from || out->p[out->n - 1] != ',')
        return false;
    out->n--;
    return true;
}

/* A dropped member takes the comma before it along, or as the first of its container the one after
 * it. What stands before a member is always the container's bracket or a comma. */
static size_t skip_member(struct buf *out, size_t from, struct slice raw, size_t end) {
    if (unwrite_comma(out, from))
        return end;
    size_t i = end;
    while (i < raw.n && is_space(raw.p[i]))
        i++;
    if (i == raw.n || raw.p[i] != ',')
        return end;
    i++;
    while (i < raw.n && is_space(raw.p[i]))
        i++;
    return i;
}

/* The object in raw without white space around it and without its closing brace. */
static struct slice inside(struct slice raw) {
    while (raw.n > 0 && is_space(raw.p[raw.n - 1]))
        raw.n--;
    if (raw.n > 0)
        raw.n--;
    return raw;
}

static bool splice(struct buf *out, const struct record *r, const struct out_field *fields) {
    struct slice raw = inside(r->raw);
    size_t from = out->n, at = 0;
    while (at < raw.n && is_space(raw.p[at]))
        at++;
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        if (f->raw_start < at) /* within a member that was dropped */
            continue;
        bool drop = is_dropped(r, fields, i);
        if (!drop && !fields[i].changed)
            continue;
        if (!add_shown(out, slice_cut(raw, at, f->raw_start)))
            return false;
        at = drop ? skip_member(out, from, raw, f->member_end) : f->raw_end;
        if (!drop && !jsonout_string(out, fields[i].text))
            return false;
    }
    return add_shown(out, slice_cut(raw, at, raw.n));
}

/* ---- checks ---- */

static enum status fail(const struct record *r, struct err *e, const char *what, const char *hint) {
    if (e)
        *e = (struct err){.record = r->number, .row = r->row};
    if (r->file)
        err_file(e, strcmp(r->file, "-") == 0 ? "standard input" : r->file);
    err_hint(e, "%s", hint);
    return err_set(e, ST_DATA, "%s", what);
}

static bool has_redactions(const struct record *r, const struct out_field *fields) {
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        bool member = r->json ? f->kind == FIELD_KEY && f->object == 0 : true;
        struct slice name = r->json && fields[i].changed ? fields[i].text : f->name;
        if (member && slice_is(name, "redactions") && !is_dropped(r, fields, i))
            return true;
    }
    return false;
}

struct new_key {
    uint32_t object;
    struct slice text;
};

static int by_object(const void *a, const void *b) {
    const struct new_key *x = a, *y = b;
    if (x->object != y->object)
        return x->object < y->object ? -1 : 1;
    if (x->text.n != y->text.n)
        return x->text.n < y->text.n ? -1 : 1;
    return x->text.n ? memcmp(x->text.p, y->text.p, x->text.n) : 0;
}

/* The keys that will be written, sorted; returns how many. */
static size_t collect_keys(struct new_key *k, const struct record *r,
                           const struct out_field *fields) {
    size_t n = 0, end = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        if (f->kind != FIELD_KEY || f->raw_start < end)
            continue;
        if (is_dropped(r, fields, i))
            end = f->member_end;
        else
            k[n++] = (struct new_key){f->object, fields[i].changed ? fields[i].text : f->text};
    }
    qsort(k, n, sizeof *k, by_object);
    return n;
}

/* Two keys that are now the same would make an object of which programs read one member only. */
static enum status check_keys(const struct record *r, const struct out_field *fields,
                              struct err *e) {
    bool renamed = false;
    for (size_t i = 0; i < r->n && !renamed; i++)
        renamed = fields[i].changed && r->fields[i].kind == FIELD_KEY;
    if (!renamed)
        return ST_OK;
    struct new_key *k = malloc(r->n * sizeof *k);
    if (!k)
        return err_set(e, ST_MEMORY, "out of memory");
    size_t n = collect_keys(k, r, fields);
    bool same = false;
    for (size_t i = 1; i < n && !same; i++)
        same = by_object(&k[i - 1], &k[i]) == 0;
    free(k);
    if (!same)
        return ST_OK;
    return fail(r, e, "two keys of one object are the same once redacted",
                "use the action number for their label, or drop them");
}

enum status jsonout_record(struct buf *out, const struct record *r, const struct out_field *fields,
                           struct slice redactions, struct err *e) {
    size_t from = out->n;
    if (redactions.n && has_redactions(r, fields))
        return fail(r, e, "the record has a member \"redactions\" of its own",
                    "drop it with `--drop redactions`, or leave --spans out");
    enum status st = r->json ? check_keys(r, fields, e) : ST_OK;
    if (st != ST_OK)
        return st;
    bool ok = r->json ? splice(out, r, fields) : build(out, r, fields);
    if (ok && redactions.n) {
        while (is_space(out->p[out->n - 1])) /* stops at the opening brace at the latest */
            out->n--;
        ok = (out->n == from + 1 || buf_add_char(out, ',')) &&
             buf_add_str(out, "\"redactions\":") && buf_add_slice(out, redactions);
    }
    if (ok && buf_add_str(out, "}\n"))
        return ST_OK;
    out->n = from;
    return err_set(e, ST_MEMORY, "out of memory");
}
