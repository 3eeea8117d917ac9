#include "text/entity.h"

#include "base/hex.h"
#include "base/utf16.h"

#define NAME_MAX_BYTES 16 /* longest name between & and ; */
#define ZEROS_MAX      16 /* leading zeros of a number that are passed over */

struct entity {
    const char *name;
    uint32_t cp;
};

/* Those that editors and survey tools write: punctuation, Latin-1 letters, and the letters of
 * Britain's commoner languages beyond it. */
static const struct entity ENTITIES[] = {
    {"amp", '&'},
    {"lt", '<'},
    {"gt", '>'},
    {"quot", '"'},
    {"apos", '\''},
    {"nbsp", 0xA0},
    {"pound", 0xA3},
    {"euro", 0x20AC},
    {"cent", 0xA2},
    {"yen", 0xA5},
    {"copy", 0xA9},
    {"reg", 0xAE},
    {"trade", 0x2122},
    {"deg", 0xB0},
    {"middot", 0xB7},
    {"bull", 0x2022},
    {"hellip", 0x2026},
    {"shy", 0xAD},
    {"sect", 0xA7},
    {"para", 0xB6},
    {"times", 0xD7},
    {"divide", 0xF7},
    {"plusmn", 0xB1},
    {"frac12", 0xBD},
    {"frac14", 0xBC},
    {"frac34", 0xBE},
    {"sup2", 0xB2},
    {"acute", 0xB4},
    {"lsquo", 0x2018},
    {"rsquo", 0x2019},
    {"sbquo", 0x201A},
    {"ldquo", 0x201C},
    {"rdquo", 0x201D},
    {"bdquo", 0x201E},
    {"laquo", 0xAB},
    {"raquo", 0xBB},
    {"prime", 0x2032},
    {"Prime", 0x2033},
    {"ndash", 0x2013},
    {"mdash", 0x2014},
    {"minus", 0x2212},
    {"ensp", 0x2002},
    {"emsp", 0x2003},
    {"thinsp", 0x2009},
    {"zwnj", 0x200C},
    {"zwj", 0x200D},
    {"lrm", 0x200E},
    {"rlm", 0x200F},
    {"Agrave", 0xC0},
    {"Aacute", 0xC1},
    {"Acirc", 0xC2},
    {"Atilde", 0xC3},
    {"Auml", 0xC4},
    {"Aring", 0xC5},
    {"AElig", 0xC6},
    {"Ccedil", 0xC7},
    {"Egrave", 0xC8},
    {"Eacute", 0xC9},
    {"Ecirc", 0xCA},
    {"Euml", 0xCB},
    {"Igrave", 0xCC},
    {"Iacute", 0xCD},
    {"Icirc", 0xCE},
    {"Iuml", 0xCF},
    {"ETH", 0xD0},
    {"Ntilde", 0xD1},
    {"Ograve", 0xD2},
    {"Oacute", 0xD3},
    {"Ocirc", 0xD4},
    {"Otilde", 0xD5},
    {"Ouml", 0xD6},
    {"Oslash", 0xD8},
    {"Ugrave", 0xD9},
    {"Uacute", 0xDA},
    {"Ucirc", 0xDB},
    {"Uuml", 0xDC},
    {"Yacute", 0xDD},
    {"THORN", 0xDE},
    {"szlig", 0xDF},
    {"agrave", 0xE0},
    {"aacute", 0xE1},
    {"acirc", 0xE2},
    {"atilde", 0xE3},
    {"auml", 0xE4},
    {"aring", 0xE5},
    {"aelig", 0xE6},
    {"ccedil", 0xE7},
    {"egrave", 0xE8},
    {"eacute", 0xE9},
    {"ecirc", 0xEA},
    {"euml", 0xEB},
    {"igrave", 0xEC},
    {"iacute", 0xED},
    {"icirc", 0xEE},
    {"iuml", 0xEF},
    {"eth", 0xF0},
    {"ntilde", 0xF1},
    {"ograve", 0xF2},
    {"oacute", 0xF3},
    {"ocirc", 0xF4},
    {"otilde", 0xF5},
    {"ouml", 0xF6},
    {"oslash", 0xF8},
    {"ugrave", 0xF9},
    {"uacute", 0xFA},
    {"ucirc", 0xFB},
    {"uuml", 0xFC},
    {"yacute", 0xFD},
    {"thorn", 0xFE},
    {"yuml", 0xFF},
    {"OElig", 0x152},
    {"oelig", 0x153},
    {"Scaron", 0x160},
    {"scaron", 0x161},
    {"Yuml", 0x178},
    {"Ccaron", 0x10C},
    {"ccaron", 0x10D},
    {"Cacute", 0x106},
    {"cacute", 0x107},
    {"Zcaron", 0x17D},
    {"zcaron", 0x17E},
    {"Zacute", 0x179},
    {"zacute", 0x17A},
    {"Zdot", 0x17B},
    {"zdot", 0x17C},
    {"Lstrok", 0x141},
    {"lstrok", 0x142},
    {"Nacute", 0x143},
    {"nacute", 0x144},
    {"Sacute", 0x15A},
    {"sacute", 0x15B},
    {"Aogon", 0x104},
    {"aogon", 0x105},
    {"Eogon", 0x118},
    {"eogon", 0x119},
    {"Dstrok", 0x110},
    {"dstrok", 0x111},
    {"Scedil", 0x15E},
    {"scedil", 0x15F},
    {"Gbreve", 0x11E},
    {"gbreve", 0x11F},
    {"imath", 0x131},
    {"Idot", 0x130},
    {"Abreve", 0x102},
    {"abreve", 0x103},
    {"Tcedil", 0x162},
    {"tcedil", 0x163},
    {"Wcirc", 0x174},
    {"wcirc", 0x175},
    {"Ycirc", 0x176},
    {"ycirc", 0x177},
    {"Ecaron", 0x11A},
    {"ecaron", 0x11B},
    {"Rcaron", 0x158},
    {"rcaron", 0x159},
    {"Uring", 0x16E},
    {"uring", 0x16F},
    {"Odblac", 0x150},
    {"odblac", 0x151},
    {"Udblac", 0x170},
    {"udblac", 0x171},
    {"Tab", '\t'},
    {"NewLine", '\n'},
    {"excl", '!'},
    {"num", '#'},
    {"dollar", '$'},
    {"percnt", '%'},
    {"lpar", '('},
    {"rpar", ')'},
    {"ast", '*'},
    {"plus", '+'},
    {"comma", ','},
    {"hyphen", 0x2010},
    {"dash", 0x2010},
    {"period", '.'},
    {"sol", '/'},
    {"colon", ':'},
    {"semi", ';'},
    {"equals", '='},
    {"quest", '?'},
    {"commat", '@'},
    {"lsqb", '['},
    {"bsol", '\\'},
    {"rsqb", ']'},
    {"lowbar", '_'},
    {"grave", '`'},
    {"lcub", '{'},
    {"verbar", '|'},
    {"rcub", '}'},
    {"numsp", 0x2007},
    {"puncsp", 0x2008},
    {"hairsp", 0x200A},
    {"ZeroWidthSpace", 0x200B},
    {"NoBreak", 0x2060},
    {"NonBreakingSpace", 0xA0},
    {"fflig", 0xFB00},
    {"filig", 0xFB01},
    {"fllig", 0xFB02},
    {"ffilig", 0xFB03},
    {"ffllig", 0xFB04},
    {"numero", 0x2116},
};

static char ascii_lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* 0 when cp is no character that text may hold. */
static uint32_t allowed(uint32_t cp) {
    if ((cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || cp == 0x7F)
        return 0;
    return cp > 0x10FFFF || utf16_is_half(cp) ? 0 : cp;
}

/* &#57; &#x39; &#0000057; and, as browsers read them too, without the semicolon. */
static uint32_t numeric_at(struct slice s, size_t *used) {
    size_t i = 2, digits = 0;
    uint32_t base = 10, cp = 0;
    if (i < s.n && ascii_lower(s.p[i]) == 'x') {
        base = 16;
        i++;
    }
    size_t zeros = i;
    while (i < s.n && s.p[i] == '0' && i - zeros < ZEROS_MAX)
        i++;
    for (uint32_t d; i < s.n && digits < 7 && (d = hex_value(s.p[i])) < base; i++, digits++)
        cp = cp * base + d;
    if (digits == 0 || (i < s.n && hex_value(s.p[i]) < base))
        return 0;
    *used = i + (i < s.n && s.p[i] == ';');
    return allowed(cp);
}

static bool is_letter(char c) {
    return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}

/* The only name that is read without its semicolon too: no word begins so. */
static bool is_bare_space(struct slice s) {
    return slice_starts(s, slice_of("&nbsp")) && !(s.n > 5 && is_letter(s.p[5]));
}

static uint32_t named(struct slice name) {
    for (size_t k = 0; k < sizeof ENTITIES / sizeof *ENTITIES; k++)
        if (slice_is(name, ENTITIES[k].name))
            return ENTITIES[k].cp;
    return 0;
}

/* An accented letter is read without its semicolon too, wherever it ends: Siobh&aacuten. */
static uint32_t bare_letter(struct slice s, size_t *used) {
    static const char *const accents[] = {"acute", "grave", "circ", "uml", "tilde", "cedil"};
    for (size_t k = 0; k < sizeof accents / sizeof *accents; k++) {
        const struct slice accent = slice_of(accents[k]);
        if (s.n >= 2 + accent.n && slice_starts(slice_cut(s, 2, s.n), accent)) {
            *used = 2 + accent.n;
            return named(slice_cut(s, 1, *used));
        }
    }
    return 0;
}

static uint32_t named_at(struct slice s, size_t *used) {
    size_t i = 1;
    while (i < s.n && i <= NAME_MAX_BYTES && (is_letter(s.p[i]) || hex_value(s.p[i]) < 10))
        i++;
    if (i < s.n && s.p[i] == ';') {
        uint32_t cp = named(slice_cut(s, 1, i));
        *used = i + 1;
        if (cp)
            return cp;
    }
    *used = 5;
    return is_bare_space(s) ? 0xA0 : bare_letter(s, used);
}

static uint32_t one_at(struct slice s, size_t *used) {
    if (s.n < 3 || s.p[0] != '&')
        return 0;
    return s.p[1] == '#' ? numeric_at(s, used) : named_at(s, used);
}

uint32_t entity_at(struct slice s, size_t *used) {
    uint32_t cp = one_at(s, used);
    for (int depth = 0; cp == '&' && *used > 1 && depth < ENTITY_DEPTH; depth++) {
        char again[ENTITY_MAX];
        size_t inner = 0, rest = s.n - *used, n = rest < sizeof again - 1 ? rest : sizeof again - 1;
        again[0] = '&';
        memcpy(again + 1, s.p + *used, n);
        uint32_t next = one_at((struct slice){again, n + 1}, &inner);
        if (next == 0)
            break;
        cp = next;
        *used += inner - 1;
    }
    return cp;
}
