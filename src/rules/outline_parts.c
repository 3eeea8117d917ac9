#include <stdlib.h>

#include "rules/outline_private.h"
#include "rules/prelude.h"

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
    uint32_t accept = outline_node_new(&r, OUTLINE_ACCEPT, NO_NODE);
    outline_link(&r, s.end, accept);
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
        if (!outline_starts(r, heads[k]))
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
        if (!outline_starts(r, heads[k]) || outline_starts(r, "(?<=") || outline_starts(r, "(?<!"))
            continue;
        size_t end = pattern_group_end(s, r->at);
        size_t behind = end ? pattern_skip_space(s, end) : 0;
        if (end == 0 || (behind < s.n && strchr("*+?{", s.p[behind])))
            return false;
        r->at += strlen(heads[k]);
        while (k == 2 && outline_more(r) && r->text.p[r->at - 1] != '>')
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
        if (outline_starts(r, "(?<=")) {
            struct reader inside = *r;
            inside.at += 4;
            inside.end = end - 1;
            s = outline_read(&inside);
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
    return found ? s : outline_give_up(r);
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
                return outline_give_up(r);
            r->at = end;
        }
        if (r->at >= r->end)
            break;
        r->at++;
        all = outline_either(r, all, read_behind_branch(r));
    }
    return all;
}

#define NOT_BEHIND 5 /* characters of a negative lookbehind that are looked at */

/* Characters that must not stand before the token, from left to right. */
struct forbidden {
    struct symbol_set set[NOT_BEHIND];
    uint32_t n;
};

/* An alternative at r->at, which moves behind it. False when it is something else. */
static bool read_forbidden(struct reader *r, struct forbidden *f) {
    struct slice text = slice_cut(r->text, 0, r->end);
    bool simple = true;
    *f = (struct forbidden){0};
    while ((r->at = pattern_skip_space(text, r->at)) < r->end && text.p[r->at] != '|') {
        size_t start = r->at;
        simple = simple && f->n < NOT_BEHIND && outline_exact_set(r, &f->set[f->n++]);
        if (simple)
            continue;
        r->at = text.p[start] == '(' ? pattern_group_end(text, start)
                                     : pattern_skip_element(text, start);
        if (r->at == 0)
            r->at = r->end;
    }
    return simple && f->n > 0;
}

/* All that does not end with the characters of r->forbidden. */
static struct stretch read_allowed(struct reader *r) {
    const struct forbidden *f = r->forbidden;
    struct stretch all = {0};
    for (uint32_t k = 0; k < f->n; k++) {
        struct symbol_set others = f->set[k];
        symbols_invert(&others);
        struct stretch go = outline_either(r, outline_edge(r), outline_set(r, &others));
        if (k > 0) {
            struct stretch same = outline_set(r, &f->set[k]);
            outline_link(r, same.end, all.start);
            go = outline_either(r, go, (struct stretch){same.start, all.end});
        }
        all = go;
    }
    r->at = r->end;
    return all;
}

static bool add_forbidden(struct outlines *o, uint16_t rule, struct reader r,
                          const struct forbidden *f) {
    r.forbidden = f;
    return f->n == 0 || add_part(o, rule, r, true, read_allowed);
}

/* What must not stand before the token: r holds the inside of a negative lookbehind. Single
 * characters are taken together. */
static bool add_not_behind(struct outlines *o, uint16_t rule, struct reader r) {
    struct forbidden one = {0}, f;
    while (r.at < r.end) {
        bool simple = read_forbidden(&r, &f);
        r.at++;
        if (simple && f.n == 1) {
            symbols_join(&one.set[0], &f.set[0]);
            one.n = 1;
        } else if (simple && !add_forbidden(o, rule, r, &f))
            return false;
    }
    return add_forbidden(o, rule, r, &one);
}

/* The assertions that stand at r->at, in groups or not, and r->at moves behind them. */
static bool add_assertions(struct outlines *o, uint16_t rule, struct reader *r) {
    if (has_alternatives(r))
        return add_part(o, rule, *r, true, read_behind);
    for (;;) {
        size_t end;
        while ((end = assertion_end(r)) != 0) {
            bool behind = outline_starts(r, "(?<="), ahead = outline_starts(r, "(?=");
            bool not_behind = outline_starts(r, "(?<!");
            struct reader inside = *r;
            inside.at = r->at + (behind || not_behind ? 4 : 3);
            inside.end = end - 1;
            if (not_behind && !add_not_behind(o, rule, inside))
                return false;
            if ((behind || ahead) && !add_part(o, rule, inside, behind, outline_read))
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
    return add_part(o, source->rule, r, false, outline_read) && add_assertions(o, source->rule, &r);
}
