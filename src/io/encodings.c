#include "io/encodings.h"

#include <errno.h>
#include <stdio.h>

#include "base/cp1252.h"
#include "base/utf16.h"
#include "base/utf8.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static const struct {
    const char *name; /* lower case, without - _ and spaces */
    uint8_t encoding;
    const char *shown;
} OWN[] = {
    {"utf8", ENC_UTF8, "UTF-8"},
    {"utf8sig", ENC_UTF8, "UTF-8"},
    {"utf16", ENC_UTF16, "UTF-16"},
    {"utf16le", ENC_UTF16LE, "UTF-16LE"},
    {"utf16be", ENC_UTF16BE, "UTF-16BE"},
    {"latin1", ENC_LATIN1, "Latin-1"},
    {"iso88591", ENC_LATIN1, "Latin-1"},
    {"windows1252", ENC_WINDOWS1252, "Windows-1252"},
    {"cp1252", ENC_WINDOWS1252, "Windows-1252"},
};

/* The name without case, hyphens, underscores and spaces, as people vary those. */
static void squeeze(char *out, size_t size, const char *name) {
    size_t n = 0;
    for (; *name && n + 1 < size; name++) {
        char c = *name;
        if (c == '-' || c == '_' || c == ' ')
            continue;
        out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    out[n] = '\0';
}

static enum status unknown(struct err *e) {
    err_hint(e, "`iconv -l` lists the names; usual ones are utf-8, utf-16, latin-1, windows-1252");
    return err_set(e, ST_USAGE, "no such encoding as the one named with -e");
}

/* In UTF-7 the same characters can be written in many ways, and after a bad place nobody can tell
 * letters from their codes. */
static bool is_utf7(const char *squeezed) {
    return strstr(squeezed, "utf7") != NULL;
}

static enum status refuse_utf7(struct err *e) {
    err_hint(e, "make UTF-8 of it first: iconv -f utf-7 -t utf-8 FILE | blot");
    return err_set(e, ST_USAGE, "blot does not read UTF-7");
}

/* A slash would switch on iconv's //IGNORE or //TRANSLIT, which lose text silently. */
static enum status open_iconv(struct converter *c, const char *name, const char *squeezed,
                              struct err *e) {
    size_t n = strlen(name);
    if (n == 0 || n >= sizeof c->shown || strchr(name, '/'))
        return unknown(e);
    if (is_utf7(squeezed))
        return refuse_utf7(e);
    c->cd = iconv_open("UTF-8", name);
    if (c->cd == (iconv_t)-1) {
        if (errno == ENOMEM)
            return err_set(e, ST_MEMORY, "out of memory");
        return unknown(e);
    }
    c->has_cd = true;
    c->encoding = ENC_ICONV;
    memcpy(c->shown, name, n + 1);
    bool four = strncmp(squeezed, "utf32", 5) == 0 || strncmp(squeezed, "ucs4", 4) == 0;
    c->unit = four ? 4 : strncmp(squeezed, "ucs2", 4) == 0 ? 2 : 1;
    return ST_OK;
}

enum status converter_open(struct converter *c, const char *name, bool replace, struct err *e) {
    char squeezed[32];
    *c = (struct converter){.replace = replace};
    squeeze(squeezed, sizeof squeezed, name ? name : "utf8");
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++) {
        if (strcmp(squeezed, OWN[i].name) != 0)
            continue;
        c->encoding = OWN[i].encoding;
        memcpy(c->shown, OWN[i].shown, strlen(OWN[i].shown) + 1);
        return ST_OK;
    }
    return open_iconv(c, name, squeezed, e);
}

void converter_close(struct converter *c) {
    /* iconv_close only fails for a descriptor that is not open. */
    if (c->has_cd)
        (void)iconv_close(c->cd);
    c->has_cd = false;
}

/* The length of the ill-formed piece at p (at least 1): as far as it could have begun a character,
 * which is what Unicode advises to replace by one U+FFFD. *cut: only the end of the bytes
 * stops it. */
static size_t ill_formed(const unsigned char *p, size_t n, bool *cut) {
    *cut = false;
    size_t len = p[0] >= 0xC2 && p[0] <= 0xDF   ? 2
                 : p[0] >= 0xE0 && p[0] <= 0xEF ? 3
                 : p[0] >= 0xF0 && p[0] <= 0xF4 ? 4
                                                : 1;
    if (len == 1)
        return 1;
    unsigned char lo = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char hi = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    for (size_t i = 1; i < len; i++) {
        if (i == n) {
            *cut = true;
            return i;
        }
        if (p[i] < lo || p[i] > hi)
            return i;
        lo = 0x80;
        hi = 0xBF;
    }
    return len;
}

static size_t find_nul(struct slice in, size_t from) {
    const char *p = from < in.n ? memchr(in.p + from, 0, in.n - from) : NULL;
    return p ? (size_t)(p - in.p) : in.n;
}

/* Whole valid stretches are copied at once. Each byte is looked at a fixed number of times however
 * many bad ones there are: the next NUL is searched only after the last was passed. */
static enum status run_utf8(struct converter *c, struct slice in, struct buf *out, size_t *used,
                            struct bad *bad) {
    size_t i = 0, nul = find_nul(in, 0);
    while (i < in.n) {
        size_t good = utf8_valid_prefix(slice_cut(in, i, nul));
        if (!buf_add(out, in.p + i, good))
            return ST_MEMORY;
        i += good;
        *used = i;
        if (i == in.n)
            break;
        const unsigned char *p = (const unsigned char *)in.p + i;
        bool cut = false;
        size_t len = i == nul ? 1 : ill_formed(p, in.n - i, &cut);
        if (cut || !c->replace) {
            bad->kind = cut ? BAD_CUT : i == nul ? BAD_NUL : BAD_BYTE;
            bad->value = *p;
            return ST_OK;
        }
        if (!buf_add_str(out, REPLACEMENT))
            return ST_MEMORY;
        i += len;
        *used = i;
        if (i > nul)
            nul = find_nul(in, i);
    }
    return ST_OK;
}

/* Puts a code point where room was reserved. */
static void put(struct buf *out, uint32_t cp) {
    out->n += utf8_encode(out->p + out->n, cp);
}

static uint8_t bad_single(uint8_t encoding, unsigned char b) {
    if (b == 0)
        return BAD_NUL;
    if (b < 0x80 || b > 0x9F)
        return BAD_NONE;
    if (encoding == ENC_LATIN1)
        return BAD_CONTROL;
    return cp1252_decode(b) ? BAD_NONE : BAD_BYTE;
}

static enum status run_single(struct converter *c, struct slice in, struct buf *out, size_t *used,
                              struct bad *bad) {
    if (in.n > SIZE_MAX / 3 || !buf_reserve(out, in.n * 3))
        return ST_MEMORY;
    for (size_t i = 0; i < in.n; i++) {
        unsigned char b = (unsigned char)in.p[i];
        uint32_t cp = cp1252_decode(b);
        uint8_t kind = bad_single(c->encoding, b);
        if (kind && !c->replace) {
            *bad = (struct bad){kind, b};
            *used = i;
            return ST_OK;
        }
        put(out, kind ? 0xFFFD : cp);
    }
    *used = in.n;
    return ST_OK;
}

static uint32_t unit_at(const struct converter *c, struct slice in, size_t i) {
    const unsigned char *p = (const unsigned char *)in.p + i;
    return c->encoding == ENC_UTF16BE ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

/* Decodes the character at i. Returns its length in bytes, 0 when in is too short for it. */
static size_t utf16_char(const struct converter *c, struct slice in, size_t i, uint32_t *cp,
                         uint8_t *kind) {
    if (in.n - i < 2)
        return 0;
    uint32_t u = unit_at(c, in, i);
    *cp = u;
    *kind = u == 0 ? BAD_NUL : BAD_NONE;
    if (!utf16_is_half(u))
        return 2;
    *kind = BAD_UNIT;
    if (utf16_is_low(u))
        return 2;
    if (in.n - i < 4)
        return 0;
    uint32_t low = unit_at(c, in, i + 2);
    if (!utf16_is_low(low))
        return 2;
    *kind = BAD_NONE;
    *cp = utf16_join(u, low);
    return 4;
}

static enum status run_utf16(struct converter *c, struct slice in, struct buf *out, size_t *used,
                             struct bad *bad) {
    if (in.n > SIZE_MAX / 2 || !buf_reserve(out, in.n * 2))
        return ST_MEMORY;
    size_t i = 0, len;
    for (; i < in.n; i += len) {
        uint32_t cp = 0;
        uint8_t kind = BAD_NONE;
        len = utf16_char(c, in, i, &cp, &kind);
        if (len == 0)
            kind = BAD_CUT;
        if (kind && (kind == BAD_CUT || !c->replace)) {
            *bad = (struct bad){kind, cp};
            break;
        }
        put(out, kind ? 0xFFFD : cp);
    }
    *used = i;
    return ST_OK;
}

/* iconv lets NUL through: cuts what it put out from `from` on there, or replaces each. */
static enum status no_nul(const struct converter *c, struct buf *out, size_t from,
                          struct bad *bad) {
    struct slice fresh = {out->p + from, out->n - from};
    if (fresh.n == 0 || find_nul(fresh, 0) == fresh.n)
        return ST_OK;
    if (!c->replace) {
        out->n = from + find_nul(fresh, 0);
        *bad = (struct bad){BAD_NUL, 0};
        return ST_OK;
    }
    struct buf clean = {0};
    struct converter utf8 = {.encoding = ENC_UTF8, .replace = true};
    size_t used = 0;
    enum status st = run_utf8(&utf8, fresh, &clean, &used, bad);
    out->n = from;
    if (st == ST_OK && !buf_add_slice(out, buf_slice(&clean)))
        st = ST_MEMORY;
    buf_free(&clean);
    return st;
}

/* One call of iconv: true to go on. */
static bool iconv_step(struct converter *c, char **in, size_t *left, struct buf *out,
                       struct bad *bad, enum status *st) {
    *st = buf_reserve(out, *left * 2 + 64) ? ST_OK : ST_MEMORY;
    if (*st != ST_OK)
        return false;
    char *o = out->p + out->n;
    size_t room = out->cap - out->n;
    size_t rc = iconv(c->cd, in, left, &o, &room);
    int error = errno;
    out->n = (size_t)(o - out->p);
    if (rc != (size_t)-1)
        return false;
    if (error == E2BIG)
        return true;
    if (error == EILSEQ && c->replace) {
        size_t skip = c->unit < *left ? c->unit : *left;
        *in += skip;
        *left -= skip;
        *st = buf_add_str(out, REPLACEMENT) ? ST_OK : ST_MEMORY;
        return *st == ST_OK && *left > 0;
    }
    if (error == EILSEQ || error == EINVAL)
        *bad = (struct bad){error == EINVAL ? BAD_CUT : BAD_BYTE, (unsigned char)**in};
    else
        *st = ST_IO;
    return false;
}

static enum status run_iconv(struct converter *c, struct slice in, struct buf *out, size_t *used,
                             struct bad *bad) {
    enum status st = ST_OK;
    size_t from = out->n, left = in.n;
    /* iconv takes char ** for historical reasons and does not write there. */
    union {
        const char *in;
        char *iconv;
    } p = {.in = in.p};
    while (iconv_step(c, &p.iconv, &left, out, bad, &st))
        ;
    *used = in.n - left;
    return st == ST_OK ? no_nul(c, out, from, bad) : st;
}

enum status converter_end(struct converter *c, struct buf *out) {
    if (c->encoding != ENC_ICONV)
        return ST_OK;
    if (!buf_reserve(out, 64))
        return ST_MEMORY;
    char *o = out->p + out->n;
    size_t room = out->cap - out->n;
    if (iconv(c->cd, NULL, NULL, &o, &room) == (size_t)-1)
        return ST_IO;
    out->n = (size_t)(o - out->p);
    return ST_OK;
}

enum status converter_run(struct converter *c, struct slice in, struct buf *out, size_t *used,
                          struct bad *bad) {
    *used = 0;
    *bad = (struct bad){0};
    if (in.n == 0)
        return ST_OK;
    switch ((enum encoding)c->encoding) {
    case ENC_UTF8:
        return run_utf8(c, in, out, used, bad);
    case ENC_LATIN1:
    case ENC_WINDOWS1252:
        return run_single(c, in, out, used, bad);
    case ENC_ICONV:
        return run_iconv(c, in, out, used, bad);
    case ENC_UTF16: /* the mark has been read by now: see decode.c */
    case ENC_UTF16LE:
    case ENC_UTF16BE:
        return run_utf16(c, in, out, used, bad);
    }
    return ST_INTERNAL;
}
