#include <stdlib.h>

#include "rules/outline_private.h"
#include "rules/prelude.h"

#define NODES_OF_A_RULE 20000u
#define DEPTH_MAX       40u
#define COPIES_MAX      16u /* of what is repeated; more makes no difference so near the token */

/* ---- sets ---- */

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

uint32_t outline_node_new(struct reader *r, uint16_t set, uint32_t to) {
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

void outline_link(struct reader *r, uint32_t from, uint32_t to) {
    if (!r->failed)
        r->o->nodes[from].out[r->o->nodes[from].out[0] != NO_NODE] = to;
}

static struct stretch empty(struct reader *r) {
    uint32_t n = outline_node_new(r, OUTLINE_EMPTY, NO_NODE);
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

struct stretch outline_set(struct reader *r, const struct symbol_set *s) {
    uint16_t number = set_number(r, s);
    uint32_t end = outline_node_new(r, OUTLINE_EMPTY, NO_NODE);
    return (struct stretch){outline_node_new(r, number, end), end};
}

struct stretch outline_edge(struct reader *r) {
    return outline_set(r, &(struct symbol_set){0});
}

static struct stretch join(struct reader *r, struct stretch a, struct stretch b) {
    if (r->reverse) {
        struct stretch c = a;
        a = b;
        b = c;
    }
    outline_link(r, a.end, b.start);
    return (struct stretch){a.start, b.end};
}

struct stretch outline_either(struct reader *r, struct stretch a, struct stretch b) {
    uint32_t start = outline_node_new(r, OUTLINE_EMPTY, a.start),
             end = outline_node_new(r, OUTLINE_EMPTY, NO_NODE);
    outline_link(r, start, b.start);
    outline_link(r, a.end, end);
    outline_link(r, b.end, end);
    return (struct stretch){start, end};
}

static struct stretch optional(struct reader *r, struct stretch a) {
    return outline_either(r, a, empty(r));
}

/* None or more. */
static struct stretch loop(struct reader *r, struct stretch a) {
    uint32_t end = outline_node_new(r, OUTLINE_EMPTY, NO_NODE),
             start = outline_node_new(r, OUTLINE_EMPTY, a.start);
    outline_link(r, start, end);
    outline_link(r, a.end, start);
    return (struct stretch){start, end};
}

/* ---- characters ---- */

bool outline_more(const struct reader *r) {
    return r->at < r->end && !r->failed;
}

static char here(const struct reader *r) {
    return r->at < r->end ? r->text.p[r->at] : '\0';
}

bool outline_starts(const struct reader *r, const char *s) {
    return slice_starts(slice_cut(r->text, r->at, r->end), slice_of(s));
}

struct stretch outline_give_up(struct reader *r) {
    r->failed = true;
    return (struct stretch){0, 0};
}

/* \p{...}: what it may be of ASCII; anything where that is not known here. */
static void property_set(struct reader *r, struct symbol_set *s, struct slice name) {
    if (slice_is(name, "L") || slice_is(name, "L&"))
        symbols_add_letters(s, true, true);
    else if (slice_is(name, "Lu") || slice_is(name, "Ll")) {
        symbols_add_letters(s, r->caseless || name.p[1] == 'u', r->caseless || name.p[1] == 'l');
        r->cased = true;
    } else if (slice_is(name, "M") || slice_is(name, "Mn"))
        s->letter = true;
    else if (slice_is(name, "N") || slice_is(name, "Nd")) {
        symbols_range(s, '0', '9');
        s->rest = true;
    } else
        symbols_all(s);
}

static void read_property(struct reader *r, struct symbol_set *s, bool negated) {
    size_t start = r->at;
    struct slice name;
    if (here(r) == '{') {
        while (outline_more(r) && here(r) != '}')
            r->at++;
        name = slice_cut(r->text, start + 1, r->at);
    } else {
        name = slice_cut(r->text, start, start + 1);
    }
    r->at++;
    if (negated || (name.n && name.p[0] == '^')) {
        symbols_all(s);
        r->rough = true;
    } else
        property_set(r, s, name);
}

/* \x20 and \x{2019}, behind the x. */
static void read_hex(struct reader *r, struct symbol_set *s) {
    uint32_t v = 0;
    bool brace = here(r) == '{';
    r->at += brace;
    for (int k = 0; (brace || k < 2) && outline_more(r); k++) {
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
    symbols_add(s, v);
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
    if (symbols_of_type(s, c)) {
        r->at++;
    } else if (c == 'p' || c == 'P') {
        r->at++;
        read_property(r, s, c == 'P');
    } else if (c == 'x') {
        r->at++;
        read_hex(r, s);
    } else if (c == 'N') {
        r->at++;
        symbols_all(s);
        r->rough = true;
    } else if (control(c)) {
        r->at++;
        symbols_add(s, control(c));
    } else if (!alphanumeric) {
        symbols_add(s, (unsigned char)c);
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
    for (; outline_more(r) && (first || here(r) != ']'); first = false) {
        struct symbol_set one = {0};
        if (outline_starts(r, "[:") || outline_starts(r, "\\b") || outline_starts(r, "\\Q"))
            return false;
        if (here(r) == '\\') {
            r->at++;
            if (!read_escape(r, &one))
                return false;
        } else {
            symbols_add(&one, read_character(r));
        }
        if (here(r) == '-' && r->at + 1 < r->end && r->text.p[r->at + 1] != ']') {
            struct symbol_set last = {0};
            r->at++;
            if (here(r) == '\\')
                return false;
            uint32_t to = read_character(r);
            for (uint32_t c = 0; c < SYMBOLS; c++)
                if (symbol_in(&one, c)) {
                    symbols_range(&last, c, to);
                    break;
                }
            symbols_join(&one, &last);
        }
        symbols_join(s, &one);
    }
    r->at++;
    if (r->caseless)
        symbols_fold(s);
    if (negated)
        symbols_invert(s);
    return true;
}

/* ---- structure ---- */

/* Whatever comes from here on. */
static struct stretch read_anything(struct reader *r) {
    if (r->reverse)
        return outline_give_up(r);
    uint32_t accept = outline_node_new(r, OUTLINE_ACCEPT, NO_NODE);
    return (struct stretch){outline_node_new(r, OUTLINE_EMPTY, accept),
                            outline_node_new(r, OUTLINE_EMPTY, NO_NODE)};
}

/* Where the inside of the last group that captures begins, of those opened before r->at; 0: none.
 */
static size_t last_group(const struct reader *r) {
    size_t found = 0, next;
    for (size_t i = r->source->own; i<r->at; i = next> i ? next : i + 1) {
        struct slice rest = slice_cut(r->text, i, r->end);
        bool named = slice_starts(rest, slice_of("(?<")) && rest.n > 3 && !strchr("=!", rest.p[3]);
        next = rest.p[0] == '(' ? i + 1 : pattern_skip_element(r->text, i);
        if (rest.p[0] != '(' || (rest.n > 1 && strchr("?*", rest.p[1]) && !named))
            continue;
        found = i + 1;
        while (named && found < r->end && r->text.p[found - 1] != '>')
            found++;
    }
    return found;
}

/* \g{-1}, behind the backslash, where the group before holds one character of a known set. False
 * elsewhere, and nothing is read. */
static bool read_last_group(struct reader *r, struct symbol_set *s) {
    struct reader inside = *r;
    inside.at = last_group(r);
    if (!outline_starts(r, "g{-1}") || inside.at == 0)
        return false;
    inside.at = pattern_skip_space(r->text, inside.at);
    if (!outline_exact_set(&inside, s) || here(&inside) != ')')
        return false;
    symbols_fold(s); /* it may be repeated in the other case */
    r->at += strlen("g{-1}");
    return true;
}

/* Another group's text once more. Without braces give up: \g<name> is a call. */
static struct stretch read_reference(struct reader *r) {
    struct symbol_set s = {0};
    if (read_last_group(r, &s))
        return outline_set(r, &s);
    if (here(r) == 'g') {
        if (!outline_starts(r, "g{"))
            return outline_give_up(r);
        while (outline_more(r) && here(r) != '}')
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
        symbols_range(&s, '\n', '\r');
        s.rest = true;
        struct stretch one = outline_set(r, &s);
        return join(r, one, optional(r, outline_set(r, &s)));
    }
    if (here(r) == 'g' || (here(r) >= '1' && here(r) <= '9'))
        return read_reference(r);
    if (!read_escape(r, &s))
        return outline_give_up(r);
    if (r->caseless)
        symbols_fold(&s);
    return outline_set(r, &s);
}

/* To the byte behind the group at r->at. */
static struct stretch skip_group(struct reader *r) {
    size_t end = pattern_group_end(slice_cut(r->text, 0, r->end), r->at);
    if (end == 0)
        return outline_give_up(r);
    r->at = end;
    return empty(r);
}

/* The inside of a group, up to and over its parenthesis. Flags set inside end with it. */
static struct stretch read_inside(struct reader *r) {
    bool caseless = r->caseless;
    if (r->depth >= DEPTH_MAX)
        return outline_give_up(r);
    r->depth++;
    struct stretch s = outline_read(r);
    r->depth--;
    r->caseless = caseless;
    if (here(r) != ')')
        return outline_give_up(r);
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
    return outline_give_up(r);
}

/* (?i) (?-i: ...) (?x) and the like, behind the question mark. */
static struct stretch read_flags(struct reader *r) {
    bool on = true, before = r->caseless;
    for (; outline_more(r) && here(r) != ')' && here(r) != ':'; r->at++) {
        if (here(r) == '-')
            on = false;
        else if (here(r) == 'i')
            r->caseless = on;
        else if (!strchr("smnJ", here(r)))
            return outline_give_up(r);
        r->lines = r->lines || here(r) == 'm';
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
    while (outline_more(r) && here(r) != '>' && here(r) != '\'')
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
        return outline_give_up(r);
    r->at++;
    const struct outline_ask *a = &r->source->asks[n];
    if (a->classes == 0 || r->reverse)
        return empty(r);
    uint32_t end = outline_node_new(r, OUTLINE_EMPTY, NO_NODE),
             start = outline_node_new(r, OUTLINE_ASK, end);
    uint32_t number = ask_number(r, a);
    if (!r->failed)
        r->o->nodes[start].out[1] = number;
    return (struct stretch){start, end};
}

/* What a parenthesis begins, at it. */
static struct stretch read_group(struct reader *r) {
    static const char *const skipped[] = {"(?=", "(?!", "(?<=", "(?<!", "(?#", "(?(DEFINE)"};
    for (size_t k = 0; k < sizeof skipped / sizeof *skipped; k++)
        if (outline_starts(r, skipped[k]))
            return skip_group(r);
    if (outline_starts(r, "(?&"))
        return read_call(r);
    if (outline_starts(r, "(?C"))
        return read_callout(r);
    if (outline_starts(r, "(*") || outline_starts(r, "(?(") || outline_starts(r, "(?R") ||
        outline_starts(r, "(?+"))
        return outline_give_up(r);
    if (outline_starts(r, "(?:") || outline_starts(r, "(?>")) {
        r->at += 3;
        return read_inside(r);
    }
    if (outline_starts(r, "(?<")) {
        r->at += 3;
        return read_named(r);
    }
    if (outline_starts(r, "(?")) {
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
        r->at++;
        return r->reverse && !r->lines ? outline_edge(r) : empty(r);
    case '$':
        r->at++;
        return empty(r);
    case '[':
        if (!read_class(r, &s))
            return outline_give_up(r);
        return outline_set(r, &s);
    case '.':
        r->at++;
        symbols_all(&s);
        return outline_set(r, &s);
    default:
        symbols_add(&s, read_character(r));
        if (r->caseless)
            symbols_fold(&s);
        return outline_set(r, &s);
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

bool outline_exact_set(struct reader *r, struct symbol_set *s) {
    const bool caseless = r->caseless;
    uint32_t min, max;
    bool ok = true;
    if (strchr("(|).^$", here(r)))
        return false;
    r->caseless = r->rough = r->cased = false;
    if (here(r) == '[') {
        ok = !(caseless && slice_starts(slice_cut(r->text, r->at, r->end), slice_of("[^"))) &&
             read_class(r, s);
    } else if (here(r) == '\\') {
        r->at++;
        ok = read_escape(r, s);
    } else {
        symbols_add(s, read_character(r));
    }
    r->caseless = caseless;
    if (ok && caseless && !r->cased) /* \p{Lu} is no small letter to a caseless match either */
        symbols_fold_ascii(s);
    return ok && !r->rough && !read_quantifier(r, &min, &max);
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
        if (!outline_more(r) || here(r) == '|' || here(r) == ')')
            return all;
        all = join(r, all, read_item(r));
    }
}

struct stretch outline_read(struct reader *r) {
    struct stretch all = read_sequence(r);
    while (outline_more(r) && here(r) == '|') {
        r->at++;
        all = outline_either(r, all, read_sequence(r));
    }
    return all;
}

void outlines_free(struct outlines *o) {
    free(o->nodes);
    free(o->sets);
    free(o->asks);
    free(o->parts);
    *o = (struct outlines){0};
}
