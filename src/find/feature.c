#include "find/feature.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/hash.h"

struct template_info {
    const char *name;
    uint8_t a, b;
};

static const struct template_info templates[F_COUNT] = {
#define X(id, name, a, b) {name, a, b},
    FEATURE_TEMPLATES(X)
#undef X
};

static const char *const shape_names[ES_COUNT] = {"none",      "lower", "lower-record",   "cap",
                                                  "cap-first", "upper", "upper-sentence", "letter",
                                                  "mixed",     "other", "number"};

static const char *const sign_names[SG_COUNT] = {
    "edge",           "line",     "number",      "possessive", "comma",   "stop",
    "colon",          "quote",    "open",        "close",      "hyphen",  "slash",
    "symbol",         "letter",   "title",       "kin",        "role",    "say",
    "particle",       "time",     "number-word", "facility",   "street",  "safe",
    "country",        "group",    "function",    "name-place", "name",    "name-word",
    "name-word-weak", "place",    "place-word",  "ordinary",   "foreign", "unknown",
    "derived",        "kin-name", "class-name",  "slip"};

static const char *const tag_names[TAG_COUNT] = {"edge", "none", "name",  "place", "age",
                                                 "date", "id",   "other", "left"};

const char *feature_template_name(uint8_t tpl) {
    return templates[tpl].name;
}

enum value_type feature_type_a(uint8_t tpl) {
    return templates[tpl].a;
}

enum value_type feature_type_b(uint8_t tpl) {
    return templates[tpl].b;
}

static void put(char out[FEATURE_TEXT], const char *s) {
    (void)snprintf(out, FEATURE_TEXT, "%s", s);
}

static void symbol_value(char out[FEATURE_TEXT], uint32_t v) {
    static const char *const joins[] = {"", "space", "line", "touch", "edge", "gap"};
    if (v >= JOIN_SPACE && v <= JOIN_GAP)
        put(out, joins[v]);
    else if (v > 0x20 && v < 0x7F)
        (void)snprintf(out, FEATURE_TEXT, "%c", (char)v);
    else
        (void)snprintf(out, FEATURE_TEXT, "u+%04x", v);
}

#define SIGN_TEXT 16 /* bytes that hold a sign's text and its end */

static void sign_value(char out[SIGN_TEXT], uint32_t v) {
    if (v < SIGN_VALUES)
        (void)snprintf(out, SIGN_TEXT, "%s%s", v >= SIGN_CAPITAL ? "^" : "",
                       sign_names[v % SG_COUNT]);
}

/* In brackets: a word that has its place among the values stands without. */
static void bracketed_sign(char *out, size_t n, uint32_t v) {
    char sign[SIGN_TEXT] = "";
    sign_value(sign, v);
    (void)snprintf(out, n, "(%s)", sign);
}

#define SENSE_INFLECTIONS 4

#define SENSE_TEXT (SIGN_TEXT + 2) /* the same with the brackets */
_Static_assert(2 * SENSE_TEXT <= FEATURE_TEXT, "two senses and a plus have room");

static void sense_value(char *out, uint32_t v) {
    if (v >= LEX_SENSES)
        bracketed_sign(out, SENSE_TEXT, v - LEX_SENSES);
    else if (v)
        (void)snprintf(out, SENSE_TEXT, "%u.%u", (v - 1) / SENSE_INFLECTIONS,
                       (v - 1) % SENSE_INFLECTIONS);
}

static void senses_value(char out[FEATURE_TEXT], uint32_t v) {
    sense_value(out, v >> SENSE_BITS);
    size_t n = strlen(out);
    out[n] = '+';
    out[n + 1] = '\0';
    sense_value(out + n + 1, v & ((1u << SENSE_BITS) - 1));
}

static void kinds_value(char out[FEATURE_TEXT], uint32_t v) {
    (void)snprintf(out, FEATURE_TEXT, "%s+%s", kind_name(v >> KIND_BITS),
                   kind_name(v & ((1u << KIND_BITS) - 1)));
}

static void sign_kind_value(char out[FEATURE_TEXT], uint32_t v) {
    char sign[SIGN_TEXT] = "";
    sign_value(sign, v >> KIND_BITS);
    (void)snprintf(out, FEATURE_TEXT, "%s+%s", sign, kind_name(v & ((1u << KIND_BITS) - 1)));
}

static void affix_value(char out[FEATURE_TEXT], uint32_t v) {
    size_t n = 0;
    for (; n < 4 && v >> (8 * n); n++)
        out[n] = (char)(v >> (8 * n) & 0xFF);
    out[n] = '\0';
}

void feature_value(char out[FEATURE_TEXT], enum value_type type, uint32_t v) {
    put(out, "-");
    if (type == V_SMALL || type == V_SIZE)
        (void)snprintf(out, FEATURE_TEXT, "%u", v);
    else if (type == V_SHAPE && v < ES_COUNT)
        put(out, shape_names[v]);
    else if (type == V_SIGN)
        sign_value(out, v);
    else if (type == V_FORM)
        bracketed_sign(out, FEATURE_TEXT, v);
    else if (type == V_SENSE)
        sense_value(out, v);
    else if (type == V_SENSES)
        senses_value(out, v);
    else if (type == V_KIND)
        put(out, kind_name(v));
    else if (type == V_KINDS)
        kinds_value(out, v);
    else if (type == V_SIGN_KIND)
        sign_kind_value(out, v);
    else if (type == V_CAPITAL)
        (void)snprintf(out, FEATURE_TEXT, "%u.%u", v / CAPITAL_SHARES, v % CAPITAL_SHARES);
    else if (type == V_LABEL && v < TAG_COUNT)
        put(out, tag_names[v]);
    else if (type == V_AFFIX)
        affix_value(out, v);
    else if (type == V_SYMBOL)
        symbol_value(out, v);
}

static bool parse_small(uint32_t *out, struct slice s) {
    uint32_t v = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || v > 100000)
            return false;
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    }
    *out = v;
    return s.n > 0;
}

static bool parse_name(uint32_t *out, struct slice s, const char *const *names, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (slice_is(s, names[i])) {
            *out = i;
            return true;
        }
    return false;
}

static bool parse_sign(uint32_t *out, struct slice s) {
    bool capital = s.n && s.p[0] == '^';
    if (!parse_name(out, capital ? slice_cut(s, 1, s.n) : s, sign_names, SG_COUNT))
        return false;
    *out += capital ? SIGN_CAPITAL : 0;
    return true;
}

/* Cuts s at the only character that stands between two values; false: it is not there. */
static bool cut_at(struct slice *left, struct slice *right, struct slice s, char c) {
    const char *at = s.n ? memchr(s.p, c, s.n) : NULL;
    if (!at)
        return false;
    *left = slice_cut(s, 0, (size_t)(at - s.p));
    *right = slice_cut(s, left->n + 1, s.n);
    return true;
}

/* Two numbers with a full stop between; the second below `below`. */
static bool parse_two(uint32_t *out, struct slice s, uint32_t below) {
    struct slice left, right;
    uint32_t major, minor;
    if (!cut_at(&left, &right, s, '.') || !parse_small(&major, left) ||
        !parse_small(&minor, right) || minor >= below)
        return false;
    *out = major * below + minor;
    return true;
}

static bool parse_sense(uint32_t *out, struct slice s) {
    *out = 0;
    if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')') {
        bool ok = parse_sign(out, slice_cut(s, 1, s.n - 1));
        *out += LEX_SENSES;
        return ok;
    }
    bool ok = parse_two(out, s, SENSE_INFLECTIONS);
    *out += 1;
    return ok && *out < LEX_SENSES;
}

static bool parse_senses(uint32_t *out, struct slice s) {
    struct slice left, right;
    uint32_t l, r;
    if (!cut_at(&left, &right, s, '+') || !parse_sense(&l, left) || !parse_sense(&r, right))
        return false;
    *out = l << SENSE_BITS | r;
    return true;
}

static bool parse_kind(uint32_t *out, struct slice s) {
    for (uint32_t k = 0; k < KIND_COUNT; k++)
        if (slice_is(s, kind_name(k))) {
            *out = k;
            return true;
        }
    return false;
}

static bool parse_kinds(uint32_t *out, struct slice s) {
    struct slice left, right;
    uint32_t l, r;
    if (!cut_at(&left, &right, s, '+') || !parse_kind(&l, left) || !parse_kind(&r, right))
        return false;
    *out = l << KIND_BITS | r;
    return true;
}

static bool parse_sign_kind(uint32_t *out, struct slice s) {
    struct slice left, right;
    uint32_t sign, kind;
    if (!cut_at(&left, &right, s, '+') || !parse_sign(&sign, left) || !parse_kind(&kind, right))
        return false;
    *out = sign << KIND_BITS | kind;
    return true;
}

static bool parse_capital(uint32_t *out, struct slice s) {
    return parse_two(out, s, CAPITAL_SHARES) && *out < LEX_CAPITALS;
}

/* Symbols and joins are few: the value is the one that is written so. */
static bool parse_symbol(uint32_t *out, struct slice s) {
    char text[FEATURE_TEXT];
    if (s.n > 2 && s.p[0] == 'u' && s.p[1] == '+' && s.n < 12) {
        memcpy(text, s.p + 2, s.n - 2);
        text[s.n - 2] = '\0';
        *out = (uint32_t)strtoul(text, NULL, 16);
        return true;
    }
    for (uint32_t v = 1; v < 0x7F; v++) {
        symbol_value(text, v);
        if (slice_is(s, text)) {
            *out = v;
            return true;
        }
    }
    return false;
}

static bool parse_affix(uint32_t *out, struct slice s) {
    *out = 0;
    for (size_t i = 0; i < s.n && i < 4; i++)
        *out |= (uint32_t)(unsigned char)s.p[i] << (8 * i);
    return s.n > 0 && s.n <= 4;
}

/* A word, or a sign in brackets. */
static bool parse_form(uint32_t *out, struct slice s) {
    if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')')
        return parse_sign(out, slice_cut(s, 1, s.n - 1));
    *out = token_hash(s);
    return s.n > 0;
}

static bool parse_value(uint32_t *out, enum value_type type, struct slice s) {
    switch (type) {
    case V_NONE:
        *out = 0;
        return slice_is(s, "-");
    case V_SMALL:
    case V_SIZE:
        return parse_small(out, s);
    case V_SHAPE:
        return parse_name(out, s, shape_names, ES_COUNT);
    case V_SIGN:
        return parse_sign(out, s);
    case V_SENSE:
        return parse_sense(out, s);
    case V_SENSES:
        return parse_senses(out, s);
    case V_KIND:
        return parse_kind(out, s);
    case V_KINDS:
        return parse_kinds(out, s);
    case V_SIGN_KIND:
        return parse_sign_kind(out, s);
    case V_CAPITAL:
        return parse_capital(out, s);
    case V_LABEL:
        return parse_name(out, s, tag_names, TAG_COUNT);
    case V_AFFIX:
        return parse_affix(out, s);
    case V_SYMBOL:
        return parse_symbol(out, s);
    case V_FORM:
        return parse_form(out, s);
    case V_CLASS:
    case V_RULE:
    case V_WORD:
        *out = token_hash(s);
        return s.n > 0;
    }
    return false;
}

bool feature_parse(struct feature *out, struct slice tpl, struct slice a, struct slice b) {
    for (unsigned i = 0; i < F_COUNT; i++)
        if (slice_is(tpl, templates[i].name)) {
            out->tpl = (uint8_t)i;
            return parse_value(&out->a, templates[i].a, a) &&
                   parse_value(&out->b, templates[i].b, b);
        }
    return false;
}
