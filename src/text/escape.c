#include "text/escape.h"

#include "base/cp1252.h"
#include "base/hex.h"
#include "base/utf16.h"
#include "base/utf8.h"

#define LOOK_BACK  256 /* bytes of a link or path before an escape in it */
#define LINE_LEAST 60  /* bytes of a line that quoted-printable breaks: programs fill 76 */
#define SEQUENCE   16  /* bytes of a terminal's sequence */

/* ---- what it is in ---- */

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* True when `mark` stands before byte `at`, with no white space between. */
static bool stands_before(struct slice text, size_t at, const char *mark) {
    const struct slice m = slice_of(mark);
    for (size_t i = at; i > 0 && at - i < LOOK_BACK && !is_blank(text.p[i - 1]); i--)
        if (slice_starts(slice_cut(text, i - 1, at), m))
            return true;
    return false;
}

/* A link is found whole by its shape, which a space in it would cut. */
static bool in_link(struct slice text, size_t at) {
    return stands_before(text, at, "://") || stands_before(text, at, "www.");
}

static bool in_path(struct slice text, size_t at) {
    return stands_before(text, at, ":\\") || stands_before(text, at, "\\\\");
}

/* =?utf-8?Q?Zo=C3=AB?= of a letter's head. */
static bool in_encoded_word(struct slice text, size_t at) {
    return stands_before(text, at, "?Q?") || stands_before(text, at, "?q?");
}

/* ---- bytes in hexadecimal ---- */

#define BYTES 4 /* of one character of UTF-8 */

/* Reads bytes that are each written as `mark` and two figures. Returns their number. */
static size_t marked_bytes(unsigned char out[BYTES], struct slice s, const char *mark) {
    const struct slice m = slice_of(mark);
    size_t n = 0;
    uint32_t value;
    for (size_t i = 0;
         n < BYTES && slice_starts(slice_cut(s, i, s.n), m) && hex_read(&value, s, i + m.n, 2);
         i += m.n + 2)
        out[n++] = (unsigned char)value;
    return n;
}

static size_t utf8_length(unsigned char lead) {
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Signs and spaces: a letter or figure that was escaped was meant to be hidden, and brackets make
 * placeholders. */
static bool is_sign(uint32_t cp) {
    if (cp < 0x20)
        return cp == '\t' || cp == '\n' || cp == '\r';
    return !(cp >= '0' && cp <= '9') && !((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') && cp != '[' &&
           cp != ']' && cp != 0x7F;
}

/* The character whose bytes are written as `mark` and two figures each. latin: bytes that are no
 * UTF-8 are Windows-1252. */
static bool marked_character(struct escape *out, struct slice s, const char *mark, bool latin) {
    unsigned char b[BYTES];
    const size_t n = marked_bytes(b, s, mark), each = strlen(mark) + 2;
    if (n == 0)
        return false;
    const size_t need = utf8_length(b[0]);
    const struct slice bytes = {(const char *)b, need};
    size_t len = 1;
    if (need <= n && utf8_valid_prefix(bytes) == need)
        out->cp = utf8_decode(&len, bytes);
    else
        out->cp = latin ? cp1252_decode(b[0]) : 0;
    out->used = len * each;
    return out->cp && is_sign(out->cp);
}

/* The character whose number is written behind `skip` bytes in four figures, or two of them where
 * it needs two. */
static bool numbered_character(struct escape *out, struct slice s, size_t skip) {
    uint32_t low;
    if (!hex_read(&out->cp, s, skip, 4))
        return false;
    out->used = skip + 4;
    if (!utf16_is_half(out->cp))
        return out->cp > 0x20 ? out->cp != '[' && out->cp != ']' : is_sign(out->cp);
    if (!slice_starts(slice_cut(s, out->used, s.n), slice_cut(s, 0, skip)) ||
        !utf16_is_high(out->cp) || !hex_read(&low, s, out->used + skip, 4) || !utf16_is_low(low))
        return false;
    out->cp = utf16_join(out->cp, low);
    out->used += skip + 4;
    return true;
}

/* ---- links ---- */

/* One whose own % was escaped once more (%2520) counts as a whole. */
static bool percent_at(struct escape *out, struct slice text, size_t at) {
    const struct slice s = slice_cut(text, at, text.n);
    const bool numbered = s.n > 1 && s.p[1] == 'u';
    const bool is = numbered ? numbered_character(out, s, 2) : marked_character(out, s, "%", false);
    if (!is || in_link(text, at)) /* most % are none, and looking back costs more */
        return false;
    if (numbered || out->cp != '%')
        return true;
    struct slice again = slice_cut(s, 2, s.n); /* of %2520 the 520, which with its % is %20 */
    uint32_t value;
    if (again.n < 3 || again.p[0] != '5' || !hex_read(&value, again, 1, 2) || value >= 0x80 ||
        !is_sign(value))
        return true;
    *out = (struct escape){value, 5};
    return true;
}

/* ---- quoted-printable ---- */

/* The end of a line that goes on: = and what ends a line. */
static size_t soft_break(struct slice s) {
    size_t i = 1;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t'))
        i++;
    const size_t end = i;
    if (i < s.n && s.p[i] == '\r')
        i++;
    if (i < s.n && s.p[i] == '\n')
        i++;
    return i > end ? i : 0;
}

/* True when the = at byte `at` says that all = of the text are escapes: two bytes of UTF-8, an =
 * of its own before a quote, or a break in a line that was full. */
static bool is_sure(struct slice text, size_t at, size_t line) {
    const struct slice s = slice_cut(text, at, text.n);
    unsigned char b[BYTES];
    struct escape e;
    if (soft_break(s))
        return at - line >= LINE_LEAST;
    if (slice_starts(s, slice_of("=3D\"")))
        return true;
    return marked_bytes(b, s, "=") > 1 && b[0] >= 0x80 && marked_character(&e, s, "=", false);
}

static void look(struct escape_text *kind, struct slice text) {
    size_t line = 0; /* where it begins */
    kind->known = true;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\n')
            line = i + 1;
        else if (text.p[i] == '=')
            kind->quoted = kind->quoted || is_sure(text, i, line);
        else if (text.p[i] == '\\')
            kind->rtf = kind->rtf || slice_starts(slice_cut(text, i, text.n), slice_of("\\rtf1"));
    }
}

static bool quoted_at(struct escape *out, struct escape_text *kind, struct slice text, size_t at) {
    const struct slice s = slice_cut(text, at, text.n);
    const size_t soft = soft_break(s);
    uint32_t value;
    if (!soft && !hex_read(&value, s, 1, 2))
        return false;
    if (!kind->known)
        look(kind, text);
    if (!kind->quoted && !in_encoded_word(text, at))
        return false;
    *out = (struct escape){ESCAPE_NOTHING, soft};
    return soft || marked_character(out, s, "=", true);
}

/* ---- programs ---- */

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

/* \n, \r and \t: before a small letter and inside a word they may begin a folder's name or a
 * person's. */
static bool line_escape(struct escape *out, struct slice text, size_t at) {
    const char c = text.p[at + 1], next = at + 2 < text.n ? text.p[at + 2] : ' ';
    if (is_small(next) || next == '.' || next == '_' || next == '-' || in_path(text, at))
        return false;
    *out = (struct escape){c == 't' ? '\t' : '\n', 2};
    return true;
}

static bool rtf_at(struct escape *out, struct escape_text *kind, struct slice text, size_t at) {
    uint32_t value;
    if (!hex_read(&value, text, at + 2, 2) || value < 0x80)
        return false;
    if (!kind->known)
        look(kind, text);
    *out = (struct escape){cp1252_decode((unsigned char)value), 4};
    return kind->rtf && out->cp;
}

static bool backslash_at(struct escape *out, struct escape_text *kind, struct slice text,
                         size_t at) {
    const struct slice s = slice_cut(text, at, text.n);
    const char c = s.n > 1 ? s.p[1] : ' ';
    if (c == 'u')
        return numbered_character(out, s, 2);
    if (c == 'x')
        return marked_character(out, s, "\\x", false);
    if (c == 'n' || c == 'r' || c == 't')
        return line_escape(out, text, at);
    if (c == '\'' && rtf_at(out, kind, text, at))
        return true;
    *out = (struct escape){ESCAPE_NOTHING, 1};
    return c != '\0' && strchr("\"'`/_*-+.:!#|@&(){}~", c);
}

/* ---- spreadsheets and terminals ---- */

static bool sheet_at(struct escape *out, struct slice s) {
    if (s.n < 7 || s.p[1] != 'x' || s.p[6] != '_' || !numbered_character(out, s, 2) ||
        out->used != 6)
        return false;
    out->used = 7;
    return true;
}

/* ESC [ 1 m; one without figures is taken for that only where no placeholder may begin. */
static bool sequence_at(struct escape *out, struct slice s) {
    size_t i = 2;
    if (s.n < 3 || s.p[1] != '[')
        return false;
    while (i < s.n && i < SEQUENCE && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == ';'))
        i++;
    *out = (struct escape){ESCAPE_NOTHING, i + 1};
    return i < s.n && (is_small(s.p[i]) || (i > 2 && s.p[i] >= 'A' && s.p[i] <= 'Z'));
}

bool escape_at(struct escape *out, struct escape_text *kind, struct slice text, size_t at) {
    switch (text.p[at]) {
    case '%':
        return percent_at(out, text, at);
    case '=':
        return quoted_at(out, kind, text, at);
    case '\\':
        return backslash_at(out, kind, text, at);
    case '_':
        return sheet_at(out, slice_cut(text, at, text.n));
    case 0x1B:
        return sequence_at(out, slice_cut(text, at, text.n));
    default:
        return false;
    }
}
