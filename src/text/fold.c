#include "text/fold.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

#define VIEW_MAX      ((size_t)1 << 31)
#define TAG_MAX       1024 /* bytes looked at for the > of a tag with attributes */
#define ENTITY_MAX    12   /* longest name between & and ; */
#define LOW_BITS      0x0101010101010101u
#define HIGH_BITS     0x8080808080808080u
#define CP_DROP       0u /* fold_point: the character vanishes */
#define KEY_POINT_MAX 32

/* What one place of the source becomes. */
struct fold {
    size_t used; /* source bytes */
    size_t n;    /* bytes of out; never more than used, so a view is never longer than its source */
    char out[4];
};

struct entity {
    const char *name;
    uint32_t cp;
};

/* Those that editors and survey tools write: punctuation, Latin-1 letters, and the letters of
 * Britain's commoner languages beyond it. */
static const struct entity ENTITIES[] = {
    {"amp", '&'},      {"lt", '<'},        {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
    {"nbsp", 0xA0},    {"pound", 0xA3},    {"euro", 0x20AC},  {"cent", 0xA2},     {"yen", 0xA5},
    {"copy", 0xA9},    {"reg", 0xAE},      {"trade", 0x2122}, {"deg", 0xB0},      {"middot", 0xB7},
    {"bull", 0x2022},  {"hellip", 0x2026}, {"shy", 0xAD},     {"sect", 0xA7},     {"para", 0xB6},
    {"times", 0xD7},   {"divide", 0xF7},   {"plusmn", 0xB1},  {"frac12", 0xBD},   {"frac14", 0xBC},
    {"frac34", 0xBE},  {"sup2", 0xB2},     {"acute", 0xB4},   {"lsquo", 0x2018},  {"rsquo", 0x2019},
    {"sbquo", 0x201A}, {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"bdquo", 0x201E},  {"laquo", 0xAB},
    {"raquo", 0xBB},   {"prime", 0x2032},  {"Prime", 0x2033}, {"ndash", 0x2013},  {"mdash", 0x2014},
    {"minus", 0x2212}, {"ensp", 0x2002},   {"emsp", 0x2003},  {"thinsp", 0x2009}, {"zwnj", 0x200C},
    {"zwj", 0x200D},   {"lrm", 0x200E},    {"rlm", 0x200F},   {"Agrave", 0xC0},   {"Aacute", 0xC1},
    {"Acirc", 0xC2},   {"Atilde", 0xC3},   {"Auml", 0xC4},    {"Aring", 0xC5},    {"AElig", 0xC6},
    {"Ccedil", 0xC7},  {"Egrave", 0xC8},   {"Eacute", 0xC9},  {"Ecirc", 0xCA},    {"Euml", 0xCB},
    {"Igrave", 0xCC},  {"Iacute", 0xCD},   {"Icirc", 0xCE},   {"Iuml", 0xCF},     {"ETH", 0xD0},
    {"Ntilde", 0xD1},  {"Ograve", 0xD2},   {"Oacute", 0xD3},  {"Ocirc", 0xD4},    {"Otilde", 0xD5},
    {"Ouml", 0xD6},    {"Oslash", 0xD8},   {"Ugrave", 0xD9},  {"Uacute", 0xDA},   {"Ucirc", 0xDB},
    {"Uuml", 0xDC},    {"Yacute", 0xDD},   {"THORN", 0xDE},   {"szlig", 0xDF},    {"agrave", 0xE0},
    {"aacute", 0xE1},  {"acirc", 0xE2},    {"atilde", 0xE3},  {"auml", 0xE4},     {"aring", 0xE5},
    {"aelig", 0xE6},   {"ccedil", 0xE7},   {"egrave", 0xE8},  {"eacute", 0xE9},   {"ecirc", 0xEA},
    {"euml", 0xEB},    {"igrave", 0xEC},   {"iacute", 0xED},  {"icirc", 0xEE},    {"iuml", 0xEF},
    {"eth", 0xF0},     {"ntilde", 0xF1},   {"ograve", 0xF2},  {"oacute", 0xF3},   {"ocirc", 0xF4},
    {"otilde", 0xF5},  {"ouml", 0xF6},     {"oslash", 0xF8},  {"ugrave", 0xF9},   {"uacute", 0xFA},
    {"ucirc", 0xFB},   {"uuml", 0xFC},     {"yacute", 0xFD},  {"thorn", 0xFE},    {"yuml", 0xFF},
    {"OElig", 0x152},  {"oelig", 0x153},   {"Scaron", 0x160}, {"scaron", 0x161},  {"Yuml", 0x178},
    {"Ccaron", 0x10C}, {"ccaron", 0x10D},  {"Cacute", 0x106}, {"cacute", 0x107},  {"Zcaron", 0x17D},
    {"zcaron", 0x17E}, {"Zacute", 0x179},  {"zacute", 0x17A}, {"Zdot", 0x17B},    {"zdot", 0x17C},
    {"Lstrok", 0x141}, {"lstrok", 0x142},  {"Nacute", 0x143}, {"nacute", 0x144},  {"Sacute", 0x15A},
    {"sacute", 0x15B}, {"Aogon", 0x104},   {"aogon", 0x105},  {"Eogon", 0x118},   {"eogon", 0x119},
    {"Dstrok", 0x110}, {"dstrok", 0x111},  {"Scedil", 0x15E}, {"scedil", 0x15F},  {"Gbreve", 0x11E},
    {"gbreve", 0x11F}, {"imath", 0x131},   {"Idot", 0x130},   {"Abreve", 0x102},  {"abreve", 0x103},
    {"Tcedil", 0x162}, {"tcedil", 0x163},  {"Wcirc", 0x174},  {"wcirc", 0x175},   {"Ycirc", 0x176},
    {"ycirc", 0x177},  {"Ecaron", 0x11A},  {"ecaron", 0x11B}, {"Rcaron", 0x158},  {"rcaron", 0x159},
    {"Uring", 0x16E},  {"uring", 0x16F},   {"Odblac", 0x150}, {"odblac", 0x151},  {"Udblac", 0x170},
    {"udblac", 0x171},
};

/* Elements whose tags are layout. Anything else in angle brackets may be somebody's words. */
static const char *const ELEMENTS[] = {
    "a",     "b",      "i",     "p",   "u",   "s",   "br",   "hr",   "li",         "ul",
    "ol",    "tr",     "td",    "th",  "em",  "dl",  "dt",   "dd",   "h1",         "h2",
    "h3",    "h4",     "h5",    "h6",  "o:p", "div", "span", "font", "table",      "tbody",
    "thead", "strong", "small", "sub", "sup", "pre", "html", "body", "blockquote", "center",
};

static bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char ascii_lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* ---- single characters ---- */

static bool is_dropped(uint32_t cp) {
    return cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF || cp == 0x34F || cp == 0x61C ||
           cp == 0x180E || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0000 && cp <= 0xE01EF);
}

static bool is_space(uint32_t cp) {
    return cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F ||
           cp == 0x205F || cp == 0x3000;
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

static bool is_line_end(uint32_t cp) {
    return cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* Mathematical and circled letters and digits, with which people decorate words. */
static uint32_t plain_letter(uint32_t cp) {
    if (!((cp >= 0x1D400 && cp <= 0x1D7FF) || (cp >= 0x24B6 && cp <= 0x24E9)))
        return cp;
    utf8proc_int32_t to[4];
    int boundary = 0;
    utf8proc_option_t how = (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, to, 4, how, &boundary);
    return n == 1 && to[0] > 0x20 && to[0] < 0x7F ? (uint32_t)to[0] : cp;
}

/* The character that stands for cp in a view: cp itself, another, or CP_DROP. */
static uint32_t fold_point(uint32_t cp) {
    if (cp < 0x85 || (cp >= 0xBF && cp < 0x2B9 && cp != 0x34F))
        return cp;
    if (is_dropped(cp))
        return CP_DROP;
    if (is_space(cp))
        return ' ';
    if (is_apostrophe(cp))
        return '\'';
    if (is_quote(cp))
        return '"';
    if (is_dash(cp))
        return '-';
    if (is_line_end(cp))
        return '\n';
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        return cp - 0xFF01 + '!';
    return plain_letter(cp);
}

static const char *ligature(uint32_t cp) {
    static const char *const presentation[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (cp >= 0xFB00 && cp <= 0xFB06)
        return presentation[cp - 0xFB00];
    if (cp == 0x132)
        return "IJ";
    return cp == 0x133 ? "ij" : NULL;
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

/* ---- entities ---- */

static uint32_t digit_value(char c) {
    if (c >= '0' && c <= '9')
        return (uint32_t)(c - '0');
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10 : 99;
}

/* The number after &# ; 0 when it is no character that text may hold. */
static uint32_t numeric_entity(struct slice body) {
    uint32_t base = 10, cp = 0;
    if (body.n > 1 && (body.p[0] == 'x' || body.p[0] == 'X')) {
        base = 16;
        body = slice_cut(body, 1, body.n);
    }
    if (body.n == 0 || body.n > 7)
        return 0;
    for (size_t i = 0; i < body.n; i++) {
        uint32_t d = digit_value(body.p[i]);
        if (d >= base)
            return 0;
        cp = cp * base + d;
    }
    if ((cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || cp == 0x7F)
        return 0;
    return cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF) ? 0 : cp;
}

static uint32_t named_entity(struct slice name) {
    for (size_t i = 0; i < sizeof ENTITIES / sizeof *ENTITIES; i++)
        if (slice_is(name, ENTITIES[i].name))
            return ENTITIES[i].cp;
    return 0;
}

/* The character of the entity that begins at s.p (an &), 0 when there is none; *used gets its
 * length. */
static uint32_t entity_at(struct slice s, size_t *used) {
    size_t end = 1;
    while (end < s.n && end <= ENTITY_MAX && s.p[end] != ';' && (unsigned char)s.p[end] < 0x80)
        end++;
    if (end == 1 || end >= s.n || s.p[end] != ';')
        return 0;
    *used = end + 1;
    if (s.p[1] == '#')
        return numeric_entity(slice_cut(s, 2, end));
    return named_entity(slice_cut(s, 1, end));
}

/* An entity, also one whose own & was escaped once more (&amp;#39;), as exports of exports do. */
static bool fold_entity(struct fold *f, struct slice s) {
    size_t used = 0, inner = 0;
    uint32_t cp = entity_at(s, &used);
    if (cp == 0)
        return false;
    if (cp == '&' && used > 1) {
        struct slice again = slice_cut(s, used - 1, s.n); /* its first byte, a ;, stands for & */
        uint32_t second = entity_at(again, &inner);
        if (second) {
            cp = second;
            used += inner - 1;
        }
    }
    put_point(f, cp);
    f->used = used;
    return true;
}

/* ---- tags ---- */

static bool is_element(struct slice name) {
    char low[ENTITY_MAX];
    if (name.n == 0 || name.n > sizeof low)
        return false;
    for (size_t i = 0; i < name.n; i++)
        low[i] = ascii_lower(name.p[i]);
    struct slice key = {low, name.n};
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++)
        if (slice_is(key, ELEMENTS[i]))
            return true;
    return false;
}

/* Whether a > follows before any <, near enough. */
static bool tag_closes(struct slice s) {
    for (size_t i = 0; i < s.n && i < TAG_MAX; i++) {
        if (s.p[i] == '>')
            return true;
        if (s.p[i] == '<')
            return false;
    }
    return false;
}

/* A tag without attributes becomes a space. Attributes hold text of their own (an address in a
 * link, a name in a title), so of a tag with attributes only `<a` is folded and the rest is
 * scanned like all text. */
static bool fold_tag(struct fold *f, struct slice s) {
    size_t i = s.n > 1 && s.p[1] == '/' ? 2 : 1;
    size_t start = i;
    while (i < s.n && (is_ascii_letter(s.p[i]) || (s.p[i] >= '1' && s.p[i] <= '6') ||
                       (s.p[i] == ':' && i > start)))
        i++;
    if (!is_element(slice_cut(s, start, i)))
        return false;
    size_t name_end = i;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '/'))
        i++;
    f->out[0] = ' ';
    f->n = 1;
    f->used = i + 1;
    if (i < s.n && s.p[i] == '>')
        return true;
    f->used = name_end;
    bool space = name_end < s.n && (s.p[name_end] == ' ' || s.p[name_end] == '\n');
    return space && tag_closes(slice_cut(s, name_end, s.n));
}

/* ---- the view ---- */

/* What stands at s.p, if it folds. */
static bool fold_at(struct fold *f, struct slice s) {
    if (s.p[0] == '&')
        return fold_entity(f, s);
    if (s.p[0] == '<')
        return fold_tag(f, s);
    if ((unsigned char)s.p[0] < 0x80)
        return false;
    uint32_t cp = utf8_decode(&f->used, s);
    return put_point(f, cp);
}

static uint64_t zero_bytes(uint64_t w) {
    return (w - LOW_BITS) & ~w & HIGH_BITS;
}

/* The first byte from i on that may fold: not ASCII, & or <. Eight at a time. */
static size_t skip_plain(struct slice s, size_t i) {
    for (; i + 8 <= s.n; i += 8) {
        uint64_t w;
        memcpy(&w, s.p + i, 8);
        if ((w & HIGH_BITS) | zero_bytes(w ^ (LOW_BITS * '&')) | zero_bytes(w ^ (LOW_BITS * '<')))
            break;
    }
    while (i < s.n && (unsigned char)s.p[i] < 0x80 && s.p[i] != '&' && s.p[i] != '<')
        i++;
    return i;
}

/* The next place from i on that folds (described in *f), or s.n. */
static size_t next_fold(struct fold *f, struct slice s, size_t i) {
    while ((i = skip_plain(s, i)) < s.n) {
        if (fold_at(f, slice_cut(s, i, s.n)))
            return i;
        size_t len = 1;
        (void)utf8_decode(&len, slice_cut(s, i, s.n));
        i += len;
    }
    return s.n;
}

enum status view_make(struct view *out, struct slice source, struct arena *a, struct err *e) {
    if (source.n > VIEW_MAX)
        return err_set(e, ST_LIMIT, "a field is longer than 2 GiB");
    *out = (struct view){source, NULL};
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
        from = at + f.used;
        at = next_fold(&f, source, from);
    }
    map[n] = (uint32_t)source.n;
    *out = (struct view){{text, n}, map};
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
    for (utf8proc_ssize_t i = 0; i < k; i++) {
        char bytes[4];
        size_t len = utf8_encode(bytes, (uint32_t)to[i]);
        if (!key_add(out, size, n, bytes, len))
            return false;
    }
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

size_t fold_key(char *out, size_t size, struct slice word) {
    if (word.n > size)
        return key_slow(out, size, word);
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
