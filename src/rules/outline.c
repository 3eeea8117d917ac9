#include "rules/outline.h"

#include <stdlib.h>

#include "rules/prelude.h"

#define NODES_OF_A_RULE 20000u
#define DEPTH_MAX       40u
#define COPIES_MAX      16u /* of what is repeated; more makes no difference so near the token */

/* Reading one pattern. */
struct reader {
    struct outlines *o;
    struct slice text; /* definitions, then the pattern */
    size_t at, end;
    bool caseless, base_caseless; /* here; of the rule */
    bool reverse;
    bool failed; /* it cannot be outlined */
    bool memory; /* memory is out */
    uint16_t part;
    uint32_t depth, first_node;
    const struct outline_source *source;
};

/* A stretch of a pattern: nodes from start to end, where end is empty and leads nowhere yet. */
struct stretch {
    uint32_t start, end;
};

/* ---- sets ---- */

static void set_add(struct symbol_set *s, uint32_t symbol) {
    if (symbol >= SYMBOL_OTHER)
        s->letter = s->rest = true;
    else
        s->ascii[symbol / 64] |= (uint64_t)1 << symbol % 64;
}

static void set_range(struct symbol_set *s, uint32_t from, uint32_t to) {
    for (uint32_t c = from; c <= to; c++)
        set_add(s, c);
}

static void set_join(struct symbol_set *s, const struct symbol_set *b) {
    s->ascii[0] |= b->ascii[0];
    s->ascii[1] |= b->ascii[1];
    s->letter |= b->letter;
    s->rest |= b->rest;
}

static void set_all(struct symbol_set *s) {
    *s = (struct symbol_set){{UINT64_MAX, UINT64_MAX}, true, true};
}

/* What is not in s. Characters that are not ASCII are always: s may hold only some of them. */
static void set_invert(struct symbol_set *s) {
    s->ascii[0] = ~s->ascii[0];
    s->ascii[1] = ~s->ascii[1];
    s->letter = s->rest = true;
}

/* Adds the other case. The Kelvin sign and the long s are k and s to a caseless match. */
static void set_fold(struct symbol_set *s) {
    for (uint32_t c = 'a'; c <= 'z'; c++)
        if (symbol_in(s, c) || symbol_in(s, c - 32)) {
            set_add(s, c);
            set_add(s, c - 32);
            s->letter |= c == 'k' || c == 's';
        }
    if (s->letter)
        for (const char *c = "kKsS"; *c; c++)
            set_add(s, (uint32_t)*c);
}

static uint16_t set_number(struct reader *r, const struct symbol_set *s) {
    struct outlines *o = r->o;
    for (uint32_t k = o->n_sets; k-- > 0;)
        if (o->sets[k].ascii[0] == s->ascii[0] && o->sets[k].ascii[1] == s->ascii[1] &&
            o->sets[k].letter == s->letter && o->sets[k].rest == s->rest)
            return (uint16_t)k;
    if (o->n_sets == o->cap_sets) {
        uint32_t cap = o->cap_sets ? o->cap_sets * 2 : 128;
        struct symbol_set *p = cap < OUTLINE_EMPTY ? realloc(o->sets, cap * sizeof *p) : NULL;
        if (!p) {
            r->memory = r->failed = true;
            return 0;
        }
        o->sets = p;
        o->cap_sets = cap;
    }
    o->sets[o->n_sets] = *s;
    return (uint16_t)o->n_sets++;
}

/* ---- nodes ---- */

static uint32_t node(struct reader *r, uint16_t set, uint32_t to) {
    struct outlines *o = r->o;
    if (o->n_nodes - r->first_node > NODES_OF_A_RULE)
        r->failed = true;
    if (o->n_nodes == o->cap_nodes) {
        uint32_t cap = o->cap_nodes ? o->cap_nodes * 2 : 4096;
        struct outline_node *p = realloc(o->nodes, cap * sizeof *p);
        if (!p) {
            r->memory = r->failed = true;
            return 0;
        }
        o->nodes = p;
        o->cap_nodes = cap;
    }
    o->nodes[o->n_nodes] = (struct outline_node){{to, NO_NODE}, set, r->part};
    return o->n_nodes++;
}

static void link_to(struct reader *r, uint32_t from, uint32_t to) {
    if (!r->failed)
        r->o->nodes[from].out[r->o->nodes[from].out[0] != NO_NODE] = to;
}

static struct stretch empty(struct reader *r) {
    uint32_t n = node(r, OUTLINE_EMPTY, NO_NODE);
    return (struct stretch){n, n};
}

/* The number of a question, asked before or new. */
static uint32_t ask_number(struct reader *r, const struct outline_ask *a) {
    struct outlines *o = r->o;
    for (uint32_t k = 0; k < o->n_asks; k++)
        if (o->asks[k].classes == a->classes && o->asks[k].none == a->none)
            return k;
    if (o->n_asks == o->cap_asks) {
        uint32_t cap = o->cap_asks ? o->cap_asks * 2 : 64;
        struct outline_ask *p = realloc(o->asks, cap * sizeof *p);
        if (!p) {
            r->memory = r->failed = true;
            return 0;
        }
        o->asks = p;
        o->cap_asks = cap;
    }
    o->asks[o->n_asks] = *a;
    return o->n_asks++;
}

static struct stretch read_set(struct reader *r, const struct symbol_set *s) {
    uint16_t number = set_number(r, s);
    uint32_t end = node(r, OUTLINE_EMPTY, NO_NODE);
    return (struct stretch){node(r, number, end), end};
}

static struct stretch join(struct reader *r, struct stretch a, struct stretch b) {
    if (r->reverse) {
        struct stretch c = a;
        a = b;
        b = c;
    }
    link_to(r, a.end, b.start);
    return (struct stretch){a.start, b.end};
}

static struct stretch either(struct reader *r, struct stretch a, struct stretch b) {
    uint32_t start = node(r, OUTLINE_EMPTY, a.start), end = node(r, OUTLINE_EMPTY, NO_NODE);
    link_to(r, start, b.start);
    link_to(r, a.end, end);
    link_to(r, b.end, end);
    return (struct stretch){start, end};
}

static struct stretch optional(struct reader *r, struct stretch a) {
    return either(r, a, empty(r));
}

/* None or more. */
static struct stretch loop(struct reader *r, struct stretch a) {
    uint32_t end = node(r, OUTLINE_EMPTY, NO_NODE), start = node(r, OUTLINE_EMPTY, a.start);
    link_to(r, start, end);
    link_to(r, a.end, start);
    return (struct stretch){start, end};
}

/* ---- characters ---- */

static bool more(const struct reader *r) {
    return r->at < r->end && !r->failed;
}

static char here(const struct reader *r) {
    return r->at < r->end ? r->text.p[r->at] : '\0';
}

static bool starts(const struct reader *r, const char *s) {
    return slice_starts(slice_cut(r->text, r->at, r->end), slice_of(s));
}

static struct stretch give_up(struct reader *r) {
    r->failed = true;
    return (struct stretch){0, 0};
}

static void add_letters(struct symbol_set *s, bool upper, bool lower) {
    if (upper)
        set_range(s, 'A', 'Z');
    if (lower)
        set_range(s, 'a', 'z');
    s->letter = true;
}

/* \p{...}: what it may be of ASCII; anything where that is not known here. */
static void property_set(const struct reader *r, struct symbol_set *s, struct slice name) {
    if (slice_is(name, "L") || slice_is(name, "L&"))
        add_letters(s, true, true);
    else if (slice_is(name, "Lu") || slice_is(name, "Ll"))
        add_letters(s, r->caseless || name.p[1] == 'u', r->caseless || name.p[1] == 'l');
    else if (slice_is(name, "M") || slice_is(name, "Mn"))
        s->letter = true;
    else if (slice_is(name, "N") || slice_is(name, "Nd")) {
        set_range(s, '0', '9');
        s->rest = true;
    } else
        set_all(s);
}

static void read_property(struct reader *r, struct symbol_set *s, bool negated) {
    size_t start = r->at;
    struct slice name;
    if (here(r) == '{') {
        while (more(r) && here(r) != '}')
            r->at++;
        name = slice_cut(r->text, start + 1, r->at);
    } else {
        name = slice_cut(r->text, start, start + 1);
    }
    r->at++;
    if (negated || (name.n && name.p[0] == '^'))
        set_all(s);
    else
        property_set(r, s, name);
}

/* \x20 and \x{2019}, behind the x. */
static void read_hex(struct reader *r, struct symbol_set *s) {
    uint32_t v = 0;
    bool brace = here(r) == '{';
    r->at += brace;
    for (int k = 0; (brace || k < 2) && more(r); k++) {
        char c = here(r);
        uint32_t d = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                     : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                     : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                            : 16;
        if (d == 16)
            break;
        v = v < 0x200000 ? v * 16 + d : v;
        r->at++;
    }
    r->at += brace;
    set_add(s, v);
}

/* Sets for \d \h \s \v \w and, inverted, their capitals. */
static bool type_set(struct symbol_set *s, char c) {
    switch (c | 32) {
    case 'd':
        set_range(s, '0', '9');
        break;
    case 'w':
        set_range(s, '0', '9');
        add_letters(s, true, true);
        set_add(s, '_');
        break;
    case 's':
        set_range(s, '\t', '\r');
        set_add(s, ' ');
        break;
    case 'h':
        set_add(s, '\t');
        set_add(s, ' ');
        break;
    case 'v':
        set_range(s, '\n', '\r');
        break;
    default:
        return false;
    }
    s->rest = true;
    if (c < 'a')
        set_invert(s);
    return true;
}

static uint32_t control(char c) {
    static const char from[] = "tnrfae", to[] = "\t\n\r\f\a\033";
    const char *p = memchr(from, c, sizeof from - 1);
    return p ? (uint32_t)to[p - from] : 0;
}

/* An escape that is one character, behind the backslash. False: it is something else. */
static bool read_escape(struct reader *r, struct symbol_set *s) {
    char c = here(r);
    bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (type_set(s, c)) {
        r->at++;
    } else if (c == 'p' || c == 'P') {
        r->at++;
        read_property(r, s, c == 'P');
    } else if (c == 'x') {
        r->at++;
        read_hex(r, s);
    } else if (c == 'N') {
        r->at++;
        set_all(s);
    } else if (control(c)) {
        r->at++;
        set_add(s, control(c));
    } else if (!alphanumeric) {
        set_add(s, (unsigned char)c);
        r->at++;
    } else {
        return false;
    }
    return true;
}

/* One character of a pattern's text. */
static uint32_t read_character(struct reader *r) {
    unsigned char c = (unsigned char)here(r);
    r->at++;
    while (c >= 0x80 && r->at < r->end && ((unsigned char)here(r) & 0xC0) == 0x80)
        r->at++;
    return c < 0x80 ? c : SYMBOL_OTHER;
}

/* [ ... ], at its bracket. */
static bool read_class(struct reader *r, struct symbol_set *s) {
    r->at++;
    bool negated = here(r) == '^', first = true;
    r->at += negated;
    for (; more(r) && (first || here(r) != ']'); first = false) {
        struct symbol_set one = {0};
        if (starts(r, "[:") || starts(r, "\\b") || starts(r, "\\Q"))
            return false;
        if (here(r) == '\\') {
            r->at++;
            if (!read_escape(r, &one))
                return false;
        } else {
            set_add(&one, read_character(r));
        }
        if (here(r) == '-' && r->at + 1 < r->end && r->text.p[r->at + 1] != ']') {
            struct symbol_set last = {0};
            r->at++;
            if (here(r) == '\\')
                return false;
            uint32_t to = read_character(r);
            for (uint32_t c = 0; c < SYMBOLS; c++)
                if (symbol_in(&one, c)) {
                    set_range(&last, c, to);
                    break;
                }
            set_join(&one, &last);
        }
        set_join(s, &one);
    }
    r->at++;
    if (r->caseless)
        set_fold(s);
    if (negated)
        set_invert(s);
    return true;
}

/* ---- structure ---- */

static struct stretch read_alternatives(struct reader *r);

/* Whatever comes from here on. */
static struct stretch read_anything(struct reader *r) {
    if (r->reverse)
        return give_up(r);
    uint32_t accept = node(r, OUTLINE_ACCEPT, NO_NODE);
    return (struct stretch){node(r, OUTLINE_EMPTY, accept), node(r, OUTLINE_EMPTY, NO_NODE)};
}

/* \g{-1} and the like: a group's text once more. Without braces give up: \g<name> is a call. */
static struct stretch read_reference(struct reader *r) {
    if (here(r) == 'g') {
        if (!starts(r, "g{"))
            return give_up(r);
        while (more(r) && here(r) != '}')
            r->at++;
    }
    while (here(r) == '}' || (here(r) >= '0' && here(r) <= '9'))
        r->at++;
    return read_anything(r);
}

/* What a backslash begins, at it. */
static struct stretch read_backslash(struct reader *r) {
    struct symbol_set s = {0};
    r->at++;
    if (strchr("bBAzZGK", here(r))) {
        r->at++;
        return empty(r);
    }
    if (here(r) == 'R') {
        r->at++;
        set_range(&s, '\n', '\r');
        s.rest = true;
        struct stretch one = read_set(r, &s);
        return join(r, one, optional(r, read_set(r, &s)));
    }
    if (here(r) == 'g' || (here(r) >= '1' && here(r) <= '9'))
        return read_reference(r);
    if (!read_escape(r, &s))
        return give_up(r);
    if (r->caseless)
        set_fold(&s);
    return read_set(r, &s);
}

/* To the byte behind the group at r->at. */
static struct stretch skip_group(struct reader *r) {
    size_t end = pattern_group_end(slice_cut(r->text, 0, r->end), r->at);
    if (end == 0)
        return give_up(r);
    r->at = end;
    return empty(r);
}

/* The inside of a group, up to and over its parenthesis. Flags set inside end with it. */
static struct stretch read_inside(struct reader *r) {
    bool caseless = r->caseless;
    if (r->depth >= DEPTH_MAX)
        return give_up(r);
    r->depth++;
    struct stretch s = read_alternatives(r);
    r->depth--;
    r->caseless = caseless;
    if (here(r) != ')')
        return give_up(r);
    r->at++;
    return s;
}

/* (?&name): what stands in the definition. */
static struct stretch read_call(struct reader *r) {
    size_t start = r->at + 3, end = start;
    while (end < r->end && r->text.p[end] != ')')
        end++;
    struct slice name = slice_cut(r->text, start, end);
    struct reader saved = *r;
    for (size_t i = 0; i + name.n + 4 < r->text.n; i++)
        if (r->text.p[i] == '(' && r->text.p[i + 1] == '?' && r->text.p[i + 2] == '<' &&
            memcmp(r->text.p + i + 3, name.p, name.n) == 0 && r->text.p[i + 3 + name.n] == '>') {
            r->at = i + 4 + name.n;
            r->end = r->text.n;
            r->caseless = r->base_caseless;
            struct stretch s = read_inside(r);
            r->at = end + 1;
            r->end = saved.end;
            r->caseless = saved.caseless;
            return s;
        }
    return give_up(r);
}

/* (?i) (?-i: ...) (?x) and the like, behind the question mark. */
static struct stretch read_flags(struct reader *r) {
    bool on = true, before = r->caseless;
    for (; more(r) && here(r) != ')' && here(r) != ':'; r->at++) {
        if (here(r) == '-')
            on = false;
        else if (here(r) == 'i')
            r->caseless = on;
        else if (!strchr("smnJ", here(r)))
            return give_up(r);
    }
    bool group = here(r) == ':';
    r->at++;
    if (!group)
        return empty(r);
    struct stretch s = read_inside(r);
    r->caseless = before;
    return s;
}

static struct stretch read_named(struct reader *r) {
    while (more(r) && here(r) != '>' && here(r) != '\'')
        r->at++;
    r->at++;
    return read_inside(r);
}

/* (?C12) */
static struct stretch read_callout(struct reader *r) {
    uint32_t n = 0;
    for (r->at += 3; here(r) >= '0' && here(r) <= '9' && n < 1000; r->at++)
        n = n * 10 + (uint32_t)(here(r) - '0');
    if (here(r) != ')' || n >= r->source->n_asks)
        return give_up(r);
    r->at++;
    const struct outline_ask *a = &r->source->asks[n];
    if (a->classes == 0 || r->reverse)
        return empty(r);
    uint32_t end = node(r, OUTLINE_EMPTY, NO_NODE), start = node(r, OUTLINE_ASK, end);
    uint32_t number = ask_number(r, a);
    if (!r->failed)
        r->o->nodes[start].out[1] = number;
    return (struct stretch){start, end};
}

/* What a parenthesis begins, at it. */
static struct stretch read_group(struct reader *r) {
    static const char *const skipped[] = {"(?=", "(?!", "(?<=", "(?<!", "(?#", "(?(DEFINE)"};
    for (size_t k = 0; k < sizeof skipped / sizeof *skipped; k++)
        if (starts(r, skipped[k]))
            return skip_group(r);
    if (starts(r, "(?&"))
        return read_call(r);
    if (starts(r, "(?C"))
        return read_callout(r);
    if (starts(r, "(*") || starts(r, "(?(") || starts(r, "(?R") || starts(r, "(?+"))
        return give_up(r);
    if (starts(r, "(?:") || starts(r, "(?>")) {
        r->at += 3;
        return read_inside(r);
    }
    if (starts(r, "(?<")) {
        r->at += 3;
        return read_named(r);
    }
    if (starts(r, "(?")) {
        r->at += 2;
        return read_flags(r);
    }
    r->at++;
    return read_inside(r);
}

static struct stretch read_atom(struct reader *r) {
    struct symbol_set s = {0};
    switch (here(r)) {
    case '(':
        return read_group(r);
    case '\\':
        return read_backslash(r);
    case '^':
    case '$':
        r->at++;
        return empty(r);
    case '[':
        if (!read_class(r, &s))
            return give_up(r);
        return read_set(r, &s);
    case '.':
        r->at++;
        set_all(&s);
        return read_set(r, &s);
    default:
        set_add(&s, read_character(r));
        if (r->caseless)
            set_fold(&s);
        return read_set(r, &s);
    }
}

static bool read_number(struct reader *r, uint32_t *out) {
    size_t start = r->at;
    for (*out = 0; here(r) >= '0' && here(r) <= '9'; r->at++)
        *out = *out < 1000 ? *out * 10 + (uint32_t)(here(r) - '0') : *out;
    return r->at > start;
}

/* {2}, {2,} or {2,5}, at the brace. False, and nothing read, where it is a plain brace. */
static bool read_braces(struct reader *r, uint32_t *min, uint32_t *max) {
    size_t start = r->at++;
    bool ok = read_number(r, min);
    *max = *min;
    if (ok && here(r) == ',') {
        r->at++;
        if (!read_number(r, max))
            *max = UINT32_MAX;
    }
    if (ok && here(r) == '}') {
        r->at++;
        return true;
    }
    r->at = start;
    return false;
}

static bool read_quantifier(struct reader *r, uint32_t *min, uint32_t *max) {
    static const char signs[] = "*+?";
    size_t before = r->at;
    r->at = pattern_skip_space(slice_cut(r->text, 0, r->end), r->at);
    const char *sign = here(r) ? strchr(signs, here(r)) : NULL;
    if (sign) {
        r->at++;
        *min = *sign == '+';
        *max = *sign == '?' ? 1 : UINT32_MAX;
    } else if (here(r) != '{' || !read_braces(r, min, max)) {
        r->at = before;
        return false;
    }
    if (here(r) == '+' || here(r) == '?')
        r->at++;
    return true;
}

/* One more copy of the atom that begins at `start`. */
static struct stretch copy(struct reader *r, size_t start) {
    size_t at = r->at;
    r->at = start;
    struct stretch s = read_atom(r);
    r->at = at;
    return s;
}

static struct stretch repeat(struct reader *r, struct stretch first, size_t start, uint32_t min,
                             uint32_t max) {
    struct stretch all = min == 0 && max == UINT32_MAX ? loop(r, first)
                         : min == 0                    ? optional(r, first)
                                                       : first;
    if (max == 0)
        return empty(r);
    if (min == 0 && max == UINT32_MAX)
        return all;
    for (uint32_t k = 1; k < min && k < COPIES_MAX && !r->failed; k++)
        all = join(r, all, copy(r, start));
    if (max == UINT32_MAX || max > COPIES_MAX)
        return join(r, all, loop(r, copy(r, start)));
    for (uint32_t k = min ? min : 1; k < max && !r->failed; k++)
        all = join(r, all, optional(r, copy(r, start)));
    return all;
}

static struct stretch read_item(struct reader *r) {
    uint32_t min, max;
    size_t start = r->at;
    bool caseless = r->caseless;
    struct stretch s = read_atom(r);
    if (r->failed || !read_quantifier(r, &min, &max))
        return s;
    r->caseless = caseless;
    return repeat(r, s, start, min, max);
}

static struct stretch read_sequence(struct reader *r) {
    struct stretch all = empty(r);
    for (;;) {
        r->at = pattern_skip_space(slice_cut(r->text, 0, r->end), r->at);
        if (!more(r) || here(r) == '|' || here(r) == ')')
            return all;
        all = join(r, all, read_item(r));
    }
}

static struct stretch read_alternatives(struct reader *r) {
    struct stretch all = read_sequence(r);
    while (more(r) && here(r) == '|') {
        r->at++;
        all = either(r, all, read_sequence(r));
    }
    return all;
}

/* ---- parts ---- */

typedef struct stretch read_fn(struct reader *r);

/* Reads all that r holds as one outline. Nothing is kept of what cannot be read. */
static bool add_part(struct outlines *o, uint16_t rule, struct reader r, bool behind,
                     read_fn *read) {
    uint32_t nodes = o->n_nodes;
    if (o->n_parts == o->cap_parts) {
        uint32_t cap = o->cap_parts ? o->cap_parts * 2 : 256;
        struct outline_part *p = realloc(o->parts, cap * sizeof *p);
        if (!p)
            return false;
        o->parts = p;
        o->cap_parts = cap;
    }
    r.part = (uint16_t)o->n_parts;
    r.first_node = nodes;
    r.reverse = behind;
    struct stretch s = read(&r);
    uint32_t accept = node(&r, OUTLINE_ACCEPT, NO_NODE);
    link_to(&r, s.end, accept);
    if (r.failed || r.at != r.end || o->n_parts >= UINT16_MAX) {
        o->n_nodes = nodes;
        return !r.memory;
    }
    o->parts[o->n_parts++] = (struct outline_part){s.start, rule, behind};
    return true;
}

/* The byte behind the assertion or callout at r->at, or 0 when none stands there. One that is
 * repeated, and so may be left out, is none. */
static size_t assertion_end(struct reader *r) {
    static const char *const heads[] = {"(?<=", "(?<!", "(?=", "(?!", "(?C"};
    struct slice s = slice_cut(r->text, 0, r->end);
    r->at = pattern_skip_space(s, r->at);
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
        if (!starts(r, heads[k]))
            continue;
        size_t end = pattern_group_end(s, r->at), next = end ? pattern_skip_space(s, end) : 0;
        return next < s.n && strchr("*+?{", s.p[next]) ? 0 : end;
    }
    return 0;
}

/* The inside of the group that a pattern is as a whole or begins with, when that group is not
 * repeated: assertions there are the pattern's. */
static bool enter_group(struct reader *r) {
    static const char *const heads[] = {"(?:", "(?>", "(?<", "(?i:", "(?-i:"};
    struct slice s = slice_cut(r->text, 0, r->end);
    r->at = pattern_skip_space(s, r->at);
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
        if (!starts(r, heads[k]) || starts(r, "(?<=") || starts(r, "(?<!"))
            continue;
        size_t end = pattern_group_end(s, r->at);
        size_t behind = end ? pattern_skip_space(s, end) : 0;
        if (end == 0 || (behind < s.n && strchr("*+?{", s.p[behind])))
            return false;
        r->at += strlen(heads[k]);
        while (k == 2 && more(r) && r->text.p[r->at - 1] != '>')
            r->at++;
        r->caseless = k == 3 || (k < 3 && r->caseless);
        r->end = end - 1;
        return true;
    }
    return false;
}

/* Whether there is a | outside of groups. */
static bool has_alternatives(const struct reader *r) {
    struct slice s = slice_cut(r->text, 0, r->end);
    for (size_t i = r->at; i < r->end;) {
        if (s.p[i] == '|')
            return true;
        size_t end = s.p[i] == '(' ? pattern_group_end(s, i) : pattern_skip_element(s, i);
        if (end == 0)
            return true;
        i = end;
    }
    return false;
}

static struct stretch read_behind(struct reader *r);

/* The first lookbehind that an alternative begins with; r->at moves to its end. */
static struct stretch read_behind_branch(struct reader *r) {
    struct stretch s = {0};
    size_t end;
    bool found = false;
    while (!found && (end = assertion_end(r)) != 0) {
        if (starts(r, "(?<=")) {
            struct reader inside = *r;
            inside.at += 4;
            inside.end = end - 1;
            s = read_alternatives(&inside);
            r->failed = inside.failed || inside.at != inside.end;
            r->memory = inside.memory;
            found = true;
        }
        r->at = end;
    }
    struct reader inside = *r;
    if (!found && !r->failed && enter_group(&inside)) {
        s = read_behind(&inside);
        r->failed = inside.failed;
        r->memory = inside.memory;
        found = true;
    }
    return found ? s : give_up(r);
}

/* What stands before a pattern of several alternatives, when each says so. */
static struct stretch read_behind(struct reader *r) {
    struct slice text = slice_cut(r->text, 0, r->end);
    struct stretch all = read_behind_branch(r);
    while (!r->failed) {
        while (r->at < r->end && text.p[r->at] != '|') {
            size_t end = text.p[r->at] == '(' ? pattern_group_end(text, r->at)
                                              : pattern_skip_element(text, r->at);
            if (end == 0)
                return give_up(r);
            r->at = end;
        }
        if (r->at >= r->end)
            break;
        r->at++;
        all = either(r, all, read_behind_branch(r));
    }
    return all;
}

/* The assertions that stand at r->at, in groups or not, and r->at moves behind them. */
static bool add_assertions(struct outlines *o, uint16_t rule, struct reader *r) {
    if (has_alternatives(r))
        return add_part(o, rule, *r, true, read_behind);
    for (;;) {
        size_t end;
        while ((end = assertion_end(r)) != 0) {
            bool behind = starts(r, "(?<="), ahead = starts(r, "(?=");
            struct reader inside = *r;
            inside.at = r->at + (behind ? 4 : 3);
            inside.end = end - 1;
            if ((behind || ahead) && !add_part(o, rule, inside, behind, read_alternatives))
                return false;
            r->at = end;
        }
        struct reader inside = *r;
        if (!enter_group(&inside))
            return true;
        if (!add_assertions(o, rule, &inside))
            return false;
        if (inside.at < inside.end)
            return true;
        r->at = inside.end + 1;
    }
}

bool outline_add(struct outlines *o, const struct outline_source *source) {
    struct reader r = {.o = o,
                       .source = source,
                       .text = source->text,
                       .at = source->own,
                       .end = source->text.n,
                       .caseless = source->caseless,
                       .base_caseless = source->caseless};
    return add_part(o, source->rule, r, false, read_alternatives) &&
           add_assertions(o, source->rule, &r);
}

void outlines_free(struct outlines *o) {
    free(o->nodes);
    free(o->sets);
    free(o->asks);
    free(o->parts);
    *o = (struct outlines){0};
}
