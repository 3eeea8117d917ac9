#include "run/spans.h"

#include "base/utf8.h"

size_t spans_count(struct slice text, enum offset_unit unit) {
    if (unit == OFFSET_BYTE)
        return text.n;
    return unit == OFFSET_UTF16 ? utf8_count16(text) : utf8_count(text);
}

/* Offsets are asked for in rising order, so each stretch is counted once. */
struct counter {
    struct slice text;
    size_t at, units;
    uint8_t unit;
};

static size_t count_to(struct counter *c, size_t at) {
    if (at > c->at) {
        c->units += spans_count(slice_cut(c->text, c->at, at), c->unit);
        c->at = at;
    }
    return c->units;
}

/* ---- names of fields below a redacted key ---- */

static bool is_pointer(struct slice s) {
    return s.n > 0 && s.p[0] == '/';
}

/* How many bytes at the head of a pointer spell the plain key k with its escapes; 0: it does not
 * begin with it. */
static size_t spelled(struct slice k, struct slice pointer) {
    size_t at = 1;
    for (size_t i = 0; i < k.n; i++) {
        char c = k.p[i] == '~' ? '0' : k.p[i] == '/' ? '1' : 0;
        char want[2] = {c ? '~' : k.p[i], c};
        size_t n = c ? 2 : 1;
        if (pointer.n - at < n || memcmp(pointer.p + at, want, n) != 0)
            return 0;
        at += n;
    }
    return at;
}

/* True when f is the field of key k or lies below it; *rest gets what follows. */
static bool below(struct slice k, struct slice f, struct slice *rest) {
    size_t at = k.n;
    if (!is_pointer(k) && is_pointer(f))
        at = spelled(k, f);
    else if (!slice_starts(f, k))
        return false;
    if (at == 0 || (f.n > at && f.p[at] != '/'))
        return false;
    *rest = slice_cut(f, at, f.n);
    return true;
}

static bool add_escaped(struct buf *b, struct slice s) {
    bool ok = true;
    for (size_t i = 0; ok && i < s.n; i++)
        ok = s.p[i] == '~'   ? buf_add_str(b, "~0")
             : s.p[i] == '/' ? buf_add_str(b, "~1")
                             : buf_add_char(b, s.p[i]);
    return ok;
}

/* The name with key k's own member replaced by its new text. */
static bool rename_member(struct slice *name, struct slice k, struct slice text, struct slice rest,
                          struct arena *a) {
    struct buf b = {0};
    bool ok = true;
    if (is_pointer(k)) {
        size_t at = k.n;
        while (at > 0 && k.p[at - 1] != '/')
            at--;
        ok = buf_add(&b, k.p, at) && add_escaped(&b, text);
    } else if (rest.n > 0) {
        ok = buf_add_char(&b, '/') && add_escaped(&b, text);
    } else {
        ok = buf_add_slice(&b, text);
    }
    ok = ok && buf_add_slice(&b, rest);
    *name = ok ? arena_copy(a, buf_slice(&b)) : (struct slice){0};
    buf_free(&b);
    return name->p != NULL;
}

/* The name of field i in the output. Keys are gone through from the innermost outwards, so that
 * each still finds its own spelling before it. */
bool spans_field_name(struct slice *name, const struct record *r, const struct redacted *d,
                      size_t i, struct arena *a) {
    *name = r->fields[i].name;
    for (size_t k = r->n; k-- > 0;) {
        struct slice rest;
        if (r->fields[k].kind != FIELD_KEY || !d->fields[k].changed ||
            !below(r->fields[k].name, *name, &rest))
            continue;
        if (!rename_member(name, r->fields[k].name, d->fields[k].text, rest, a))
            return false;
    }
    return true;
}

/* ---- the array ---- */

static bool add_one(struct buf *out, const struct redaction *x, struct slice name, bool key,
                    struct counter *to, struct counter *from, const struct spans_options *o) {
    size_t start = count_to(to, x->start), end = count_to(to, x->end);
    bool ok = buf_add_str(out, "{\"field\":") && jsonout_string(out, name) &&
              buf_add_str(out, key ? ",\"key\":true,\"label\":\"" : ",\"label\":\"") &&
              buf_add_str(out, label_name(x->source.label)) && buf_add_str(out, "\",\"rule\":") &&
              jsonout_string(out, span_rule_name(o->rules, &x->source)) &&
              buf_add_str(out, ",\"start\":") && buf_add_number(out, start) &&
              buf_add_str(out, ",\"end\":") && buf_add_number(out, end);
    if (ok && o->wanted == SPANS_SOURCE) {
        start = count_to(from, x->source.start);
        end = count_to(from, x->source.end);
        ok = buf_add_str(out, ",\"source_start\":") && buf_add_number(out, start) &&
             buf_add_str(out, ",\"source_end\":") && buf_add_number(out, end);
    }
    return ok && buf_add_char(out, '}');
}

static bool add_field(struct buf *out, const struct record *r, const struct redacted *d, size_t i,
                      const struct spans_options *o, struct arena *a, bool *first) {
    struct slice name;
    struct counter to = {d->fields[i].text, 0, 0, o->unit};
    struct counter from = {r->fields[i].text, 0, 0, o->unit};
    bool ok = spans_field_name(&name, r, d, i, a);
    for (size_t k = 0; ok && k < d->lists[i].n; k++) {
        ok = (*first || buf_add_char(out, ',')) &&
             add_one(out, &d->lists[i].v[k], name, r->fields[i].kind == FIELD_KEY, &to, &from, o);
        *first = false;
    }
    return ok;
}

enum status spans_array(struct buf *out, const struct record *r, const struct redacted *d,
                        const struct spans_options *o, struct arena *a, struct err *e) {
    bool first = true, ok = buf_add_char(out, '[');
    for (size_t i = 0; ok && i < d->n; i++)
        if (d->fields[i].changed && !d->fields[i].drop && d->lists[i].n > 0)
            ok = add_field(out, r, d, i, o, a, &first);
    ok = ok && buf_add_char(out, ']');
    return ok ? ST_OK : err_memory(e);
}
