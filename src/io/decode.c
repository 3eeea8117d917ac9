#include "io/decode.h"

#include <errno.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "io/encodings.h"
#include "io/kept.h"

#define PIECE ((size_t)256 * 1024) /* bytes a read asks for */

/* What a file may begin with. */
enum mark {
    MARK_NONE,
    MARK_UTF8,
    MARK_UTF16LE,
    MARK_UTF16BE,
    MARK_UTF32,
    MARK_GZIP,
    MARK_ZIP,
    MARK_PACKED
};

static const struct {
    const char *bytes;
    size_t n;
    uint8_t mark;
} MARKS[] = {
    {"\xEF\xBB\xBF", 3, MARK_UTF8},
    {"\xFF\xFE", 2, MARK_UTF16LE},
    {"\xFE\xFF", 2, MARK_UTF16BE},
    {"\xFF\xFE\0\0", 4, MARK_UTF32},
    {"\0\0\xFE\xFF", 4, MARK_UTF32},
    {"\x1F\x8B", 2, MARK_GZIP},
    {"PK\x03\x04", 4, MARK_ZIP},
    {"\xD0\xCF\x11\xE0", 4, MARK_ZIP},
    {"\x28\xB5\x2F\xFD", 4, MARK_PACKED},
    {"\xFD"
     "7zXZ",
     5, MARK_PACKED},
};

struct decoder {
    struct source src;
    struct converter conv;
    unsigned char *raw; /* bytes read and not yet converted: PIECE + a cut character */
    size_t raw_n;
    size_t raw_most;     /* the most it held: what must be wiped */
    uint64_t raw_before; /* bytes of the source before raw[0] */
    struct buf out;      /* the window is out from `start` on */
    size_t start;
    uint64_t row;
    bool cr_ends;
    bool begun; /* the first bytes were looked at */
    bool eof;
    bool ended;     /* the converter has given the last it kept */
    bool multibyte; /* valid UTF-8 beyond ASCII was seen: then the file is UTF-8 after all */
    int read_errno; /* of a failed read */
    struct bad bad; /* kind set: the window ends at a bad place */
    bool keep;      /* bad places do not end it, but are noted with the source's bytes */
    struct kept kept;
};

#define RAW_SIZE (PIECE + 64u)

static enum status cannot_keep(const struct decoder *d, struct err *e) {
    err_hint(e, "convert the file first: iconv -f %s -t UTF-8", d->conv.shown);
    return err_set(e, ST_USAGE, "--on-error quarantine cannot put records of encoding %s aside",
                   d->conv.shown);
}

enum status decoder_new(struct decoder **out, const struct source *src,
                        const struct reader_options *o, struct err *e) {
    *out = NULL;
    struct decoder *d = calloc(1, sizeof *d);
    if (!d)
        return err_set(e, ST_MEMORY, "out of memory");
    d->src = *src;
    d->row = 1;
    d->keep = o->keep_faulty;
    enum status st = converter_open(&d->conv, o->encoding, o->invalid == INVALID_REPLACE, e);
    if (st == ST_OK && d->keep && d->conv.encoding == ENC_ICONV)
        st = cannot_keep(d, e);
    if (st == ST_OK && !(d->raw = malloc(RAW_SIZE)))
        st = err_set(e, ST_MEMORY, "out of memory");
    if (st != ST_OK) {
        decoder_free(d);
        return st;
    }
    *out = d;
    return ST_OK;
}

void decoder_free(struct decoder *d) {
    if (!d)
        return;
    converter_close(&d->conv);
    struct buf raw = {(char *)d->raw, d->raw_most, d->raw ? d->raw_most : 0};
    buf_free(&raw);
    buf_free(&d->out);
    kept_free(&d->kept);
    free(d);
}

struct slice decoder_window(const struct decoder *d) {
    if (d->out.n == d->start)
        return (struct slice){"", 0};
    return (struct slice){d->out.p + d->start, d->out.n - d->start};
}

void decoder_take(struct decoder *d, size_t n, uint64_t lines) {
    d->start += n;
    d->row += lines;
    if (d->keep)
        kept_take(&d->kept, n);
}

uint64_t decoder_row(const struct decoder *d) {
    return d->row;
}

void decoder_cr_ends(struct decoder *d) {
    d->cr_ends = true;
}

void decoder_file(const struct decoder *d, struct err *e) {
    err_file(e, strcmp(d->src.name, "-") == 0 ? "standard input" : d->src.name);
}

static void fresh(const struct decoder *d, struct err *e) {
    if (e)
        *e = (struct err){0};
    decoder_file(d, e);
}

/* The line, and the code point in it, of place n in the window. */
static void place(const struct decoder *d, size_t n, struct err *e) {
    fresh(d, e);
    if (!e)
        return;
    struct slice w = slice_cut(decoder_window(d), 0, n);
    size_t line = 0;
    e->row = d->row;
    for (size_t i = 0; i < w.n; i++) {
        bool lone_cr = d->cr_ends && w.p[i] == '\r' && !(i + 1 < w.n && w.p[i + 1] == '\n');
        if (w.p[i] != '\n' && !lone_cr)
            continue;
        e->row++;
        line = i + 1;
    }
    e->character = utf8_count(slice_cut(w, line, w.n)) + 1;
}

static void hint_utf8(const struct decoder *d, struct err *e) {
    if (d->multibyte)
        err_hint(e, "the text before it is UTF-8, so the file mixes encodings: mend it, or add "
                    "`--invalid replace`");
    else
        err_hint(e, "Excel's plain CSV is usually Windows-1252: add `-e windows-1252`");
}

/* A zero among the first bytes is half of an ASCII letter in UTF-16; which half says the order. */
static void hint_nul(const struct decoder *d, uint64_t at, struct err *e) {
    if (d->conv.encoding == ENC_UTF8 && at < 4)
        err_hint(e, "the file looks like UTF-16: add `-e utf-16%s`", at % 2 ? "le" : "be");
    else if (d->conv.encoding == ENC_UTF8)
        err_hint(e, "if the file is UTF-16 add `-e utf-16`; else remove the NUL, or add "
                    "`--invalid replace`");
    else
        err_hint(e, "check that -e names the file's encoding, or add `--invalid replace`");
}

/* n: where in the window it is; at: where in the source. */
static enum status fail_bad(const struct decoder *d, struct bad bad, size_t n, uint64_t at,
                            struct err *e) {
    const char *shown = d->conv.shown;
    unsigned value = (unsigned)bad.value;
    place(d, n, e);
    switch ((enum bad_kind)bad.kind) {
    case BAD_NUL:
        hint_nul(d, at, e);
        return err_set(e, ST_DATA, "byte 0x00 (NUL) is not text");
    case BAD_CONTROL:
        err_hint(e, "it is text in Windows-1252: use `-e windows-1252`");
        return err_set(e, ST_DATA, "byte 0x%02X is a control character in Latin-1", value);
    case BAD_UNIT:
        err_hint(e, "the file may be damaged; `--invalid replace` puts U+FFFD in its place");
        return err_set(e, ST_DATA, "0x%04X is half a character in UTF-16, without its other half",
                       value);
    case BAD_CUT:
        err_hint(e, "the file may have been cut off: make it again");
        return err_set(e, ST_DATA, "the file ends within a character of %s", shown);
    default:
        break;
    }
    if (d->conv.encoding == ENC_UTF8)
        hint_utf8(d, e);
    else
        err_hint(e, "the file may be in another encoding than -e says; `--invalid replace` puts "
                    "U+FFFD in its place");
    return err_set(e, ST_DATA, "byte 0x%02X is not %s", value, shown);
}

static enum status fail_read(const struct decoder *d, struct err *e) {
    fresh(d, e);
    char text[128];
    const char *why = strerror_r(d->read_errno, text, sizeof text);
    return err_set(e, ST_IO, "cannot read: %s", why);
}

/* Reads once. A failure is kept, so that it is given again. */
static enum status fill(struct decoder *d, struct err *e) {
    if (d->read_errno)
        return fail_read(d, e);
    errno = 0;
    size_t room = RAW_SIZE - d->raw_n;
    long n = d->src.read(d->src.ctx, (char *)d->raw + d->raw_n, room < PIECE ? room : PIECE);
    if (n < 0) {
        d->read_errno = errno ? errno : EIO;
        return fail_read(d, e);
    }
    d->eof = n == 0;
    d->raw_n += (size_t)n;
    if (d->raw_n > d->raw_most)
        d->raw_most = d->raw_n;
    return ST_OK;
}

static void drop_raw(struct decoder *d, size_t n) {
    memmove(d->raw, d->raw + n, d->raw_n - n);
    d->raw_n -= n;
    d->raw_before += n;
}

/* What the file begins with; *undecided: more bytes could make it another mark. */
static enum mark find_mark(const struct decoder *d, bool *undecided, size_t *len) {
    enum mark found = MARK_NONE;
    *undecided = d->raw_n == 0;
    *len = 0;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        size_t n = MARKS[i].n < d->raw_n ? MARKS[i].n : d->raw_n;
        if (memcmp(d->raw, MARKS[i].bytes, n) != 0)
            continue;
        if (n < MARKS[i].n) {
            *undecided = true;
        } else if (n > *len) {
            found = (enum mark)MARKS[i].mark;
            *len = n;
        }
    }
    return found;
}

static enum status fail_mark(const struct decoder *d, const char *is, const char *add,
                             struct err *e) {
    fresh(d, e);
    if (*add)
        err_hint(e, "add `-e %s`", add);
    else
        err_hint(e, "leave -e out");
    return err_set(e, ST_DATA, "the file begins with the byte order mark of %s, so it is not %s",
                   is, d->conv.shown);
}

static enum status fail_packed(const struct decoder *d, enum mark m, struct err *e) {
    fresh(d, e);
    if (m == MARK_ZIP) {
        err_hint(e, "save the sheet as \"CSV UTF-8\", or unzip the file, and give blot that");
        return err_set(e, ST_UNAVAILABLE, "this is a workbook or a zip file, not text");
    }
    if (m == MARK_GZIP)
        err_hint(e, "decompress it on the way in: `zcat FILE | blot -i FORMAT`");
    else
        err_hint(e, "decompress it first");
    return err_set(e, ST_UNAVAILABLE, "the input is compressed%s",
                   m == MARK_GZIP ? " (gzip), which blot does not read yet" : "");
}

/* Without a mark the order of bytes would be a guess. */
static enum status fail_no_mark(const struct decoder *d, struct err *e) {
    fresh(d, e);
    if (d->raw_n > 1 && !d->raw[0] != !d->raw[1])
        err_hint(e, "it looks like `-e utf-16%s`", d->raw[1] ? "be" : "le");
    else
        err_hint(e, "say `-e utf-16le` or `-e utf-16be`");
    return err_set(e, ST_DATA, "the file has no byte order mark of UTF-16");
}

static enum status begin_utf16(struct decoder *d, bool le, size_t len, struct err *e) {
    uint8_t *enc = &d->conv.encoding;
    if (*enc != ENC_UTF16 && *enc != (le ? ENC_UTF16LE : ENC_UTF16BE))
        return fail_mark(d, le ? "UTF-16LE" : "UTF-16BE", "utf-16", e);
    *enc = le ? ENC_UTF16LE : ENC_UTF16BE;
    drop_raw(d, len);
    return ST_OK;
}

/* A mark that contradicts -e (or its lack) is an error: decoded the wrong way, names would be
 * there and unreadable to the rules. */
static enum status begin_as(struct decoder *d, enum mark m, size_t len, struct err *e) {
    uint8_t enc = d->conv.encoding;
    switch (m) {
    case MARK_UTF8:
        if (enc != ENC_UTF8)
            return fail_mark(d, "UTF-8", "", e);
        drop_raw(d, len);
        return ST_OK;
    case MARK_UTF16LE:
    case MARK_UTF16BE:
        if (enc == ENC_ICONV)
            return ST_OK;
        return begin_utf16(d, m == MARK_UTF16LE, len, e);
    case MARK_UTF32:
        return enc == ENC_ICONV ? ST_OK : fail_mark(d, "UTF-32", "utf-32", e);
    case MARK_GZIP:
    case MARK_ZIP:
    case MARK_PACKED:
        return fail_packed(d, m, e);
    case MARK_NONE:
        break;
    }
    return enc == ENC_UTF16 && d->raw_n > 0 ? fail_no_mark(d, e) : ST_OK;
}

/* Reads no more of the beginning than it takes to tell, so that a pipe's first line is not held
 * up. */
enum status decoder_begin(struct decoder *d, struct err *e) {
    if (d->begun)
        return ST_OK;
    bool undecided = true;
    size_t len = 0;
    enum mark m = MARK_NONE;
    while (undecided && !d->eof) {
        enum status st = fill(d, e);
        if (st != ST_OK)
            return st;
        m = find_mark(d, &undecided, &len);
        if (d->conv.encoding == ENC_UTF16 && d->raw_n < 2)
            undecided = true;
    }
    enum status st = begin_as(d, m, len, e);
    d->begun = st == ST_OK;
    return st;
}

/* Moves what is left of the window to the front when that costs no more than what was taken. */
static void compact(struct decoder *d) {
    size_t left = d->out.n - d->start;
    if (d->start == 0 || d->start < left)
        return;
    if (left)
        memmove(d->out.p, d->out.p + d->start, left);
    d->out.n = left;
    d->start = 0;
}

/* iconv gives the byte order mark of UTF-32 and its like as U+FEFF. */
static void strip_mark(struct decoder *d, size_t from) {
    if (d->conv.encoding != ENC_ICONV || d->row != 1 || d->raw_before != 0 || from != 0)
        return;
    if (d->out.n >= 3 && memcmp(d->out.p, "\xEF\xBB\xBF", 3) == 0) {
        memmove(d->out.p, d->out.p + 3, d->out.n - 3);
        d->out.n -= 3;
    }
}

static enum status convert(struct decoder *d, struct err *e) {
    size_t used = 0, from = d->out.n;
    struct slice in = {(const char *)d->raw, d->raw_n};
    enum status st = converter_run(&d->conv, in, &d->out, &used, &d->bad);
    if (st == ST_MEMORY)
        return err_set(e, st, "out of memory");
    if (st != ST_OK) {
        fresh(d, e);
        return err_set(e, st, "cannot convert from %s", d->conv.shown);
    }
    if (used)
        strip_mark(d, from);
    drop_raw(d, used);
    if (!d->multibyte && d->conv.encoding == ENC_UTF8 && d->out.n > from)
        d->multibyte = !utf8_is_ascii((struct slice){d->out.p + from, d->out.n - from});
    if (d->bad.kind != BAD_CUT)
        return ST_OK;
    if (!d->eof) {
        d->bad.kind = BAD_NONE; /* the rest of the character comes with the next piece */
    } else if (d->conv.replace) {
        d->raw_n = 0;
        d->bad.kind = BAD_NONE;
        if (!buf_add_str(&d->out, "\xEF\xBF\xBD"))
            return err_set(e, ST_MEMORY, "out of memory");
    }
    return ST_OK;
}

/* ---- keeping what is bad ---- */

static bool ends_line(const struct decoder *d, size_t i) {
    return d->raw[i] == '\n' || d->raw[i] == '\r';
}

/* Bytes of the smallest unit of the encoding. */
static size_t unit_of(const struct decoder *d) {
    return d->conv.encoding == ENC_UTF16LE || d->conv.encoding == ENC_UTF16BE ? 2 : 1;
}

/* Where the line ends that is at byte `at`, `least` or further; raw_n when it does not. */
static size_t line_end(const struct decoder *d, size_t at, size_t least) {
    size_t unit = unit_of(d);
    for (size_t i = at; i + unit <= d->raw_n; i += unit)
        if (i + unit > least && (ends_line(d, i) || (unit == 2 && ends_line(d, i + 1))))
            return i + unit;
    return d->raw_n;
}

/* Puts U+FFFD for the unit at byte `at`, or for the cut character that the input ends with. */
static bool keep_bad(struct decoder *d, size_t at, size_t *used) {
    size_t n = d->bad.kind == BAD_CUT ? d->raw_n - at : unit_of(d);
    struct slice source = {(const char *)d->raw + at, n};
    bool ok = kept_bad(&d->kept, d->bad) && buf_add_str(&d->out, "\xEF\xBF\xBD") &&
              kept_add(&d->kept, source, 3, false);
    d->bad.kind = BAD_NONE;
    *used = at + n;
    return ok;
}

/* Converts the line, or part of one, at byte `at`, up to `end`. *used: where it came to. */
static enum status keep_line(struct decoder *d, size_t at, size_t end, size_t *used,
                             struct err *e) {
    struct slice in = {(const char *)d->raw + at, end - at};
    size_t from = d->out.n, n = 0;
    enum status st = converter_run(&d->conv, in, &d->out, &n, &d->bad);
    if (st != ST_OK)
        return err_set(e, st, st == ST_MEMORY ? "out of memory" : "cannot be converted");
    bool whole = n == in.n && n > 0 && (ends_line(d, end - 1) || ends_line(d, end - unit_of(d)));
    *used = at + n;
    if (!d->multibyte && d->conv.encoding == ENC_UTF8)
        d->multibyte = !utf8_is_ascii(slice_cut(buf_slice(&d->out), from, d->out.n));
    if (n > 0 && !kept_add(&d->kept, slice_cut(in, 0, n), d->out.n - from, whole))
        return err_set(e, ST_MEMORY, "out of memory");
    return ST_OK;
}

/* Converts all of raw that can be, line by line, noting bad places. */
static enum status convert_keeping(struct decoder *d, struct err *e) {
    size_t at = 0, least = 0;
    while (at < d->raw_n) {
        size_t end = line_end(d, at, least);
        enum status st = keep_line(d, at, end, &at, e);
        if (st != ST_OK)
            return st;
        if (d->bad.kind == BAD_CUT && end < d->raw_n) {
            least = end + 1; /* no line's end but half of a character: go on to the next */
            continue;
        }
        least = 0;
        if (d->bad.kind == BAD_CUT && !d->eof)
            break; /* the rest of the character comes with the next piece */
        if (d->bad.kind && !keep_bad(d, at, &at))
            return err_set(e, ST_MEMORY, "out of memory");
    }
    d->bad.kind = BAD_NONE;
    drop_raw(d, at);
    return ST_OK;
}

enum status decoder_keep(const struct decoder *d, size_t n, struct slice *source, struct err *e) {
    *source = kept_source(&d->kept, n);
    const struct kept_line *k = kept_find_bad(&d->kept, n);
    if (!k)
        return ST_OK;
    size_t at = (size_t)(k->bad_window - d->kept.window_taken);
    return fail_bad(d, k->bad, at, k->bad_source, e);
}

struct slice decoder_line_end(const struct decoder *d) {
    if (d->conv.encoding == ENC_UTF16LE)
        return (struct slice){"\n\0", 2};
    if (d->conv.encoding == ENC_UTF16BE)
        return (struct slice){"\0\n", 2};
    return (struct slice){"\n", 1};
}

/* Once, when all bytes are converted. ST_END when that gives nothing more. */
static enum status finish(struct decoder *d, struct err *e) {
    size_t from = d->out.n;
    if (d->ended)
        return ST_END;
    d->ended = true;
    enum status st = converter_end(&d->conv, &d->out);
    if (st != ST_OK) {
        fresh(d, e);
        return st == ST_MEMORY ? err_set(e, st, "out of memory")
                               : err_set(e, st, "cannot convert from %s", d->conv.shown);
    }
    size_t more = d->out.n - from;
    if (d->keep && more && !kept_add(&d->kept, (struct slice){"", 0}, more, false))
        return err_set(e, ST_MEMORY, "out of memory");
    return more ? ST_OK : ST_END;
}

enum status decoder_more(struct decoder *d, struct err *e) {
    enum status st = decoder_begin(d, e);
    if (st != ST_OK)
        return st;
    compact(d);
    size_t before = d->out.n;
    for (;;) {
        if (d->bad.kind)
            return fail_bad(d, d->bad, d->out.n - d->start, d->raw_before, e);
        st = d->keep ? convert_keeping(d, e) : convert(d, e);
        if (st != ST_OK || d->out.n > before)
            return st;
        if (d->bad.kind)
            continue;
        if (d->eof)
            return finish(d, e);
        st = fill(d, e);
        if (st != ST_OK)
            return st;
    }
}
