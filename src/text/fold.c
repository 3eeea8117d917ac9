#include "text/fold.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "text/entity.h"
#include "text/escape.h"
#include "text/mojibake.h"
#include "text/tag.h"
#include "text/wordkey.h"

#define VIEW_MAX      ((size_t)1 << 31)
#define CP_DROP       0u /* fold_point: the character vanishes */
#define KEY_POINT_MAX 32

/* What one place of the source becomes. */
struct fold {
    size_t used; /* source bytes */
    size_t n;    /* bytes of out; never more than used, so a view is never longer than its source */
    char out[4];
    char before; /* the last byte of the view before it */
    bool raised; /* that was a raised digit */
    struct escape_text kind;
};

static bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_in_word(char c) {
    return is_ascii_letter(c) || (c >= '0' && c <= '9') || (signed char)c < 0;
}

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ---- single characters ---- */

/* Characters without a shape of their own: Unicode says of most that they may be ignored. Marks
 * that strike a letter out, underline or box it are decoration, never part of its spelling. */
static bool is_dropped(uint32_t cp) {
    if ((cp >= 0x332 && cp <= 0x338 && cp != 0x334) || (cp >= 0x483 && cp <= 0x489) ||
        (cp >= 0x20D0 && cp <= 0x20F0) || cp == 0x180E || (cp >= 0xFFF9 && cp <= 0xFFFC))
        return true;
    return utf8proc_get_property((utf8proc_int32_t)cp)->ignorable;
}

static bool is_space(uint32_t cp) {
    return cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F ||
           cp == 0x205F || cp == 0x2800 || cp == 0x3000;
}

/* U+0091 and U+0092 are Windows-1252's quotes in text that was read as Latin-1; so are the other
 * C1 controls below. U+02BB to U+02BF stand for the sounds that English writes as an apostrophe. */
static bool is_apostrophe(uint32_t cp) {
    return (cp >= 0x2018 && cp <= 0x201B) || cp == 0x2032 || cp == 0x2035 || cp == 0x2039 ||
           cp == 0x203A || cp == 0xB4 || cp == 0x2B9 || (cp >= 0x2BB && cp <= 0x2BF) ||
           cp == 0x55A || cp == 0xA78C || cp == 0x91 || cp == 0x92;
}

static bool is_quote(uint32_t cp) {
    return (cp >= 0x201C && cp <= 0x201F) || cp == 0x2033 || cp == 0x2036 || cp == 0xAB ||
           cp == 0xBB || cp == 0x93 || cp == 0x94;
}

static bool is_dash(uint32_t cp) {
    return (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0xFE58 || cp == 0xFE63 ||
           cp == 0x96 || cp == 0x97;
}

/* Line ends and tabs stay. What separates fields is a space; other controls have no shape. */
static uint32_t fold_control(uint32_t cp) {
    if (cp >= '\t' && cp <= '\r')
        return cp;
    return cp == 0 || (cp >= 0x1C && cp <= 0x1F) ? ' ' : CP_DROP;
}

static bool is_line_end(uint32_t cp) {
    return cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* Letters, digits and signs in another dress, which compatibility takes off. */
static bool is_dressed(uint32_t cp) {
    return (cp >= 0x1D400 && cp <= 0x1D7FF) || (cp >= 0x24B6 && cp <= 0x24EA) ||
           (cp >= 0x2460 && cp <= 0x2468) || (cp >= 0x2160 && cp <= 0x217F) ||
           (cp >= 0x1F130 && cp <= 0x1F149) || cp == 0x2024 || (cp >= 0xFE50 && cp <= 0xFE6B) ||
           (cp >= 0xFF01 && cp <= 0xFF5E) || cp == 0x2044;
}

static uint32_t undress(uint32_t cp) {
    utf8proc_int32_t to[4];
    int boundary = 0;
    utf8proc_option_t how = (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, to, 4, how, &boundary);
    if (n == 1 && to[0] == 0x2044)
        return '/';
    return n == 1 && to[0] > 0x20 && to[0] < 0x7F ? (uint32_t)to[0] : cp;
}

/* White on black, and in brackets: letters and digits that compatibility leaves alone or makes
 * several of. */
static uint32_t boxed(uint32_t cp) {
    static const struct {
        uint32_t first, last;
        char is;
    } runs[] = {{0x249C, 0x24B5, 'a'}, {0x1F150, 0x1F169, 'A'}, {0x1F170, 0x1F189, 'A'},
                {0x2474, 0x247C, '1'}, {0x24F5, 0x24FD, '1'},   {0x2776, 0x277E, '1'},
                {0x2780, 0x2788, '1'}, {0x278A, 0x2792, '1'},   {0x1F10B, 0x1F10C, '0'}};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
        if (cp >= runs[i].first && cp <= runs[i].last)
            return (uint32_t)(unsigned char)runs[i].is +
                   (cp - runs[i].first) * (runs[i].first != 0x1F10B);
    return cp == 0x24FF ? '0' : cp == 0x3002 || cp == 0xFF61 ? '.' : cp;
}

static uint32_t plain_sign(uint32_t cp) {
    if (is_dressed(cp))
        return undress(cp);
    return cp == 0x2215 ? '/' : cp == 0x2236 ? ':' : boxed(cp);
}

/* The character that stands for cp in a view: cp itself, another, or CP_DROP. */
static uint32_t fold_point(uint32_t cp) {
    if (cp < 0x20 || cp == 0x7F)
        return fold_control(cp);
    if (cp < 0x7F || (cp >= 0xBF && cp < 0x2B9))
        return cp;
    if (is_line_end(cp))
        return '\n';
    if (is_apostrophe(cp))
        return '\'';
    if (is_quote(cp))
        return '"';
    if (is_dash(cp))
        return '-';
    if (cp < 0xA0 || is_dropped(cp))
        return CP_DROP;
    return is_space(cp) ? ' ' : plain_sign(cp);
}

static const char *ligature(uint32_t cp) {
    static const char *const presentation[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    static const char *const ringed[] = {"10", "11", "12", "13", "14", "15",
                                         "16", "17", "18", "19", "20"};
    if (cp >= 0x2469 && cp <= 0x2473)
        return ringed[cp - 0x2469];
    if (cp >= 0xFB00 && cp <= 0xFB06)
        return presentation[cp - 0xFB00];
    if (cp == 0x132)
        return "IJ";
    return cp == 0x133 ? "ij" : cp == 0x2116 ? "No" : cp == 0x2121 ? "TEL" : NULL;
}

/* A digit that is raised or lowered; 10 for what is none. */
static uint32_t raised_digit(uint32_t cp) {
    if (cp == 0xB9 || cp == 0xB2 || cp == 0xB3)
        return cp == 0xB9 ? 1 : cp - 0xB0;
    if (cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079))
        return cp - 0x2070;
    return cp >= 0x2080 && cp <= 0x2089 ? cp - 0x2080 : 10;
}

static bool is_mark(uint32_t cp) {
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME;
}

/* What depends on what stands before. Raised digits are digits, but not those of a footnote or a
 * square metre, which stand at a word or number. A digit has no accent. */
static bool put_in_place(struct fold *f, uint32_t cp) {
    uint32_t digit = cp < 0x208A ? raised_digit(cp) : 10;
    bool number = f->before >= '0' && f->before <= '9';
    bool attached = !f->raised && (number || is_ascii_letter(f->before) || f->before == ')');
    f->raised = digit < 10 && !attached;
    if (f->raised) {
        f->n = 1;
        f->out[0] = (char)('0' + digit);
        return true;
    }
    f->n = 0;
    return number && cp >= 0x300 && is_mark(cp);
}

/* Puts what cp folds to into f->out; false when it stays as it is. */
static bool put_point(struct fold *f, uint32_t cp) {
    const char *letters = ligature(cp);
    if (letters) {
        f->n = strlen(letters);
        memcpy(f->out, letters, f->n);
        return true;
    }
    uint32_t to = fold_point(cp);
    f->n = to == CP_DROP ? 0 : utf8_encode(f->out, to);
    return to != cp;
}

/* ---- entities and tags ---- */

/* A tag without attributes becomes a space, and of one with attributes `<a` does. */
static bool fold_tag(struct fold *f, struct slice s) {
    struct tag tag;
    if (!tag_at(&tag, s))
        return false;
    f->used = tag.used;
    f->n = !tag.word_break;
    f->out[0] = ' ';
    return true;
}

static bool fold_entity(struct fold *f, struct slice s) {
    uint32_t cp = entity_at(s, &f->used);
    if (cp == '<' && fold_tag(f, s))
        return true;
    if (cp)
        put_point(f, cp);
    return cp != 0;
}

#define STARS_MOST 3 /* of emphasis; a line of them is none, however long */

/* Markdown's **, around a word: what stands inside two stars alike is not. */
static bool fold_emphasis(struct fold *f, struct slice text, size_t at) {
    const char before = at > 0 ? text.p[at - 1] : ' ';
    size_t n = 1;
    if (before == '*')
        return false;
    while (n <= STARS_MOST && at + n < text.n && text.p[at + n] == '*')
        n++;
    const char next = at + n < text.n ? text.p[at + n] : ' ';
    f->used = n;
    f->n = 0;
    return n > 1 && n <= STARS_MOST && !(is_in_word(before) && is_in_word(next)) &&
           !(is_blank(before) && is_blank(next));
}

/* ---- characters that were read wrongly ---- */

/* The Mac's apostrophe, read as Windows-1252 (DarceyÕs), where no capital can stand. */
static bool is_mac_apostrophe(const struct fold *f, struct slice s) {
    return s.n > 2 && is_ascii_letter(s.p[2]) &&
           ((f->before >= 'a' && f->before <= 'z') ||
            ((f->before == 'O' || f->before == 'D') && s.n > 3 && s.p[3] >= 'a' && s.p[3] <= 'z'));
}

/* The first byte of a no-break space whose second has become a plain one: 07700Â 900. */
static bool is_left_of_space(const struct fold *f, struct slice s) {
    return (s.n == f->used || s.p[f->used] == ' ') && f->before > ' ' &&
           !(f->before >= 'A' && f->before <= 'Z');
}

static bool fold_misread(struct fold *f, struct slice s, uint32_t cp) {
    size_t used;
    uint32_t was = 0;
    if (mojibake_begins(cp))
        was = mojibake_at(s, &used);
    if (cp == 0xC2 && !was && is_left_of_space(f, s)) {
        f->n = 0;
        return true;
    }
    if (cp == 0xD5 && is_mac_apostrophe(f, s)) {
        was = '\'';
        used = f->used;
    }
    if (!was)
        return false;
    f->used = used;
    put_point(f, was);
    return true;
}

/* ---- the view ---- */

/* What stands at s.p, if it folds. */
static bool fold_at(struct fold *f, struct slice text, size_t at) {
    const struct slice s = slice_cut(text, at, text.n);
    struct escape e;
    if (s.p[0] == '&')
        return fold_entity(f, s);
    if (s.p[0] == '<')
        return fold_tag(f, s);
    if (s.p[0] == '*')
        return fold_emphasis(f, text, at);
    if (escape_begins(s.p[0]) && escape_at(&e, &f->kind, text, at)) {
        f->used = e.used;
        f->n = 0;
        if (e.cp != ESCAPE_NOTHING)
            (void)put_point(f, e.cp);
        return true;
    }
    uint32_t cp = utf8_decode(&f->used, s);
    return (cp >= 0x80 && (put_in_place(f, cp) || fold_misread(f, s, cp))) || put_point(f, cp);
}

static uint64_t zero_bytes(uint64_t w) {
    return ~(((w & ~HIGH_BITS) + ~HIGH_BITS) | w) & HIGH_BITS;
}

/* The high bit of each of eight bytes that may fold: not ASCII, what begins an entity, a tag,
 * emphasis or an escape (with ], ^, = and + beside it), and controls but for tabs and line ends. */
static uint64_t may_fold(uint64_t w) {
    const uint64_t ascii = w & ~HIGH_BITS;
    const uint64_t line =
        (ascii + EACH_BYTE * (0x80 - '\t')) & ~(ascii + EACH_BYTE * (0x7F - '\r'));
    const uint64_t control = (~(ascii + EACH_BYTE * 0x60) & ~line) | (ascii + EACH_BYTE);
    return ((w | control) & HIGH_BITS) | zero_bytes(w ^ (EACH_BYTE * '&')) |
           zero_bytes(w ^ (EACH_BYTE * '%')) | zero_bytes((w & ~EACH_BYTE) ^ (EACH_BYTE * '*')) |
           zero_bytes((w & ~EACH_BYTE) ^ (EACH_BYTE * '<')) |
           zero_bytes((w & ~(EACH_BYTE * 3)) ^ (EACH_BYTE * '\\'));
}

static bool is_plain(char c) {
    unsigned char b = (unsigned char)c;
    return b < 0x7F && c != '&' && c != '<' && c != '*' && !escape_begins(c) &&
           (b >= 0x20 || (b >= '\t' && b <= '\r'));
}

/* The first byte from i on that may fold. Eight at a time. */
static size_t skip_plain(struct slice s, size_t i) {
    for (; i + 8 <= s.n; i += 8) {
        uint64_t w;
        memcpy(&w, s.p + i, 8);
        const uint64_t found = may_fold(w);
        if (found)
            return i + bytes_before(found);
    }
    while (i < s.n && is_plain(s.p[i]))
        i++;
    return i;
}

/* The next place from i on that folds (described in *f), or s.n. */
static size_t next_fold(struct fold *f, struct slice s, size_t i) {
    for (size_t from = i; (i = skip_plain(s, i)) < s.n; from = i) {
        if (i > from) {
            f->before = s.p[i - 1];
            f->raised = false;
        }
        if (fold_at(f, s, i))
            return i;
        size_t len = 1;
        (void)utf8_decode(&len, slice_cut(s, i, s.n));
        i += len;
        f->before = s.p[i - 1];
    }
    return s.n;
}

enum status view_make(struct view *out, struct slice source, struct arena *a, struct err *e) {
    if (source.n > VIEW_MAX)
        return err_set(e, ST_LIMIT, "a field is longer than 2 GiB");
    *out = (struct view){source, NULL, source};
    struct fold f = {0};
    size_t at = next_fold(&f, source, 0);
    if (at == source.n)
        return ST_OK;
    char *text = arena_alloc(a, source.n);
    uint32_t *map = arena_alloc(a, (source.n + 1) * sizeof *map);
    if (!text || !map)
        return err_set(e, ST_MEMORY, "memory is out");
    size_t n = 0, from = 0;
    while (from < source.n) {
        memcpy(text + n, source.p + from, at - from);
        while (from < at)
            map[n++] = (uint32_t)from++;
        if (at == source.n)
            break;
        memcpy(text + n, f.out, f.n);
        for (size_t k = 0; k < f.n; k++)
            map[n++] = (uint32_t)at;
        if (f.n)
            f.before = f.out[f.n - 1];
        from = at + f.used;
        at = next_fold(&f, source, from);
    }
    map[n] = (uint32_t)source.n;
    *out = (struct view){{text, n}, map, source};
    return ST_OK;
}

/* ---- look-up keys ---- */

/* Letters that Unicode does not take apart. */
static const char *key_letters(uint32_t cp) {
    switch (cp) {
    case 0x141:
    case 0x142:
        return "l";
    case 0xD8:
    case 0xF8:
        return "o";
    case 0x110:
    case 0x111:
    case 0xD0:
    case 0xF0:
        return "d";
    case 0xDF:
    case 0x1E9E:
        return "ss";
    case 0xC6:
    case 0xE6:
        return "ae";
    case 0x152:
    case 0x153:
        return "oe";
    case 0xDE:
    case 0xFE:
        return "th";
    case 0x131:
        return "i";
    default:
        return NULL;
    }
}

static bool key_add(char *out, size_t size, size_t *n, const char *p, size_t len) {
    if (len > size - *n)
        return false;
    memcpy(out + *n, p, len);
    *n += len;
    return true;
}

/* Adds a part of a character that was taken apart; of some that is an apostrophe, or one of the
 * letters above. */
static bool key_add_part(char *out, size_t size, size_t *n, uint32_t cp) {
    const char *letters = key_letters(cp);
    char bytes[4];
    if (letters)
        return key_add(out, size, n, letters, strlen(letters));
    cp = fold_point(cp);
    return cp == CP_DROP || cp == '\'' || key_add(out, size, n, bytes, utf8_encode(bytes, cp));
}

/* Adds what one code point is in a key: nothing, a letter, several. */
static bool key_add_point(char *out, size_t size, size_t *n, uint32_t cp) {
    const char *letters = key_letters(cp);
    if (letters)
        return key_add(out, size, n, letters, strlen(letters));
    cp = fold_point(cp);
    if (cp == CP_DROP || cp == '\'')
        return true;
    utf8proc_int32_t to[KEY_POINT_MAX];
    int boundary = 0;
    utf8proc_option_t how = (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
    utf8proc_ssize_t k =
        utf8proc_decompose_char((utf8proc_int32_t)cp, to, KEY_POINT_MAX, how, &boundary);
    if (k < 0 || k > KEY_POINT_MAX)
        return false;
    for (utf8proc_ssize_t i = 0; i < k; i++)
        if (!key_add_part(out, size, n, (uint32_t)to[i]))
            return false;
    return true;
}

static size_t key_slow(char *out, size_t size, struct slice word) {
    size_t n = 0;
    while (word.n > 0) {
        size_t len;
        uint32_t cp = utf8_decode(&len, word);
        if (!key_add_point(out, size, &n, cp))
            return 0;
        word = slice_cut(word, len, word.n);
    }
    return n;
}

/* Eight bytes with small letters for capitals. False when they are not all ASCII, or one is an
 * apostrophe. */
static bool lower_eight(uint64_t *w) {
    if ((*w & HIGH_BITS) | zero_bytes(*w ^ (EACH_BYTE * '\'')))
        return false;
    *w |= (~bytes_outside(*w, 'A', 'Z') & HIGH_BITS) >> 2;
    return true;
}

/* The key of a plain word of four bytes or more: what is read twice is written twice. False
 * when it is not plain: then out holds anything. */
static bool key_fast(char *out, struct slice word) {
    uint64_t w = 0;
    if (word.n < 8) {
        memcpy(&w, word.p, 4);
        memcpy((char *)&w + 4, word.p + word.n - 4, 4);
        if (!lower_eight(&w))
            return false;
        memcpy(out, &w, 4);
        memcpy(out + word.n - 4, (char *)&w + 4, 4);
        return true;
    }
    for (size_t i = 0, at = 0; i < word.n; i += 8) {
        at = word.n - i < 8 ? word.n - 8 : i;
        memcpy(&w, word.p + at, 8);
        if (!lower_eight(&w))
            return false;
        memcpy(out + at, &w, 8);
    }
    return true;
}

size_t fold_key(char *out, size_t size, struct slice word) {
    if (word.n > size)
        return key_slow(out, size, word);
    if (word.n >= 4 && key_fast(out, word))
        return word.n;
    size_t n = 0;
    for (size_t i = 0; i < word.n; i++) {
        unsigned char c = (unsigned char)word.p[i];
        if (c >= 0x80)
            return key_slow(out, size, word);
        out[n] = (char)(c | ((unsigned char)(c - 'A') < 26 ? 0x20 : 0));
        n += c != '\'';
    }
    return n;
}
