#include "rules/prelude.h"

static const char define[] = "(?(DEFINE)";

/* ---- one element of a pattern in free spacing ---- */

/* The end of a character class that begins at i. */
static size_t skip_class(struct slice s, size_t i) {
    i += i + 1 < s.n && s.p[i + 1] == '^' ? 2 : 1;
    if (i < s.n && s.p[i] == ']')
        i++;
    while (i < s.n && s.p[i] != ']') {
        if (s.p[i] == '[' && i + 1 < s.n && s.p[i + 1] == ':') { /* [:name:] */
            while (i < s.n && s.p[i] != ']')
                i++;
        } else if (s.p[i] == '\\') {
            i++;
        }
        i++;
    }
    return i < s.n ? i + 1 : s.n;
}

static size_t skip_comment(struct slice s, size_t i) {
    while (i < s.n && s.p[i] != '\n')
        i++;
    return i;
}

size_t pattern_skip_element(struct slice s, size_t i) {
    switch (s.p[i]) {
    case '[':
        return skip_class(s, i);
    case '#':
        return skip_comment(s, i);
    case '\\':
        return i + 2 < s.n ? i + 2 : s.n;
    default:
        return i + 1;
    }
}

/* The byte behind the parenthesis that closes the one at i, or 0 when none does. */
size_t pattern_group_end(struct slice s, size_t i) {
    size_t depth = 0;
    while (i < s.n) {
        if (slice_starts(slice_cut(s, i, s.n), slice_of("(?#"))) {
            while (i < s.n && s.p[i] != ')')
                i++;
            i++;
        } else if (s.p[i] == '(') {
            depth++;
            i++;
        } else if (s.p[i] == ')') {
            i++;
            if (--depth == 0)
                return i;
        } else {
            i = pattern_skip_element(s, i);
        }
    }
    return 0;
}

size_t pattern_skip_space(struct slice s, size_t i) {
    while (i < s.n && (s.p[i] == '#' || strchr(" \t\r\n", s.p[i])))
        i = s.p[i] == '#' ? skip_comment(s, i) : i + 1;
    return i;
}

/* ---- splitting ---- */

static bool name_char(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static struct slice name_at(struct slice s, size_t i) {
    size_t end = i;
    while (end < s.n && name_char(s.p[end]))
        end++;
    return slice_cut(s, i, end);
}

/* Reads the pieces from i to the end of a DEFINE. Counts into p->n and, when p->pieces is set,
 * writes them. Returns the byte behind the DEFINE's parenthesis, or 0 when something else stands
 * there. */
static size_t read_define(struct prelude *p, size_t i) {
    struct slice s = p->text;
    for (;;) {
        i = pattern_skip_space(s, i);
        if (i < s.n && s.p[i] == ')')
            return i + 1;
        if (!slice_starts(slice_cut(s, i, s.n), slice_of("(?<")))
            return 0;
        struct slice name = name_at(s, i + 3);
        size_t end = pattern_group_end(s, i);
        if (name.n == 0 || end == 0)
            return 0;
        if (p->pieces)
            p->pieces[p->n] = (struct prelude_piece){name, slice_cut(s, i, end), 0};
        p->n++;
        i = end;
    }
}

/* False when the text is not made of DEFINEs alone. */
static bool read_all(struct prelude *p) {
    p->n = 0;
    size_t i = pattern_skip_space(p->text, 0);
    while (i < p->text.n) {
        if (!slice_starts(slice_cut(p->text, i, p->text.n), slice_of(define)))
            return false;
        i = read_define(p, i + strlen(define));
        if (i == 0)
            return false;
        i = pattern_skip_space(p->text, i);
    }
    return true;
}

static void number_lines(struct prelude *p) {
    uint32_t line = 1;
    const char *at = p->text.p;
    for (uint32_t k = 0; k < p->n; k++) {
        for (; at < p->pieces[k].text.p; at++)
            line += *at == '\n';
        p->pieces[k].line = line;
    }
}

bool prelude_split(struct prelude *out, struct slice text, struct arena *a) {
    *out = (struct prelude){.text = text};
    if (!read_all(out)) {
        out->n = 0;
        return true;
    }
    out->pieces = arena_calloc(a, (size_t)out->n + 1, sizeof *out->pieces);
    if (!out->pieces)
        return false;
    (void)read_all(out); /* once more, now writing */
    number_lines(out);
    return true;
}

/* ---- what a pattern calls ---- */

static void need(const struct prelude *p, struct slice name, bool *needed) {
    for (uint32_t k = 0; k < p->n; k++)
        if (!needed[k] && slice_eq(p->pieces[k].name, name)) {
            needed[k] = true; /* first, so that pieces that call each other end */
            prelude_needs(p, p->pieces[k].text, needed);
        }
}

void prelude_needs(const struct prelude *p, struct slice pattern, bool *needed) {
    static const char *const calls[] = {"(?&", "(?P>", "\\g<", "\\g'"};
    for (size_t i = 0; i < pattern.n; i++) {
        if (pattern.p[i] != '(' && pattern.p[i] != '\\')
            continue;
        for (size_t c = 0; c < sizeof calls / sizeof *calls; c++)
            if (slice_starts(slice_cut(pattern, i, pattern.n), slice_of(calls[c])))
                need(p, name_at(pattern, i + strlen(calls[c])), needed);
    }
}
