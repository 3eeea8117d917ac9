#include "rules/expand.h"

#include <stdlib.h>

#include "text/checks.h"

#define DEPTH_MAX   24u    /* of calls in calls and groups in groups; deeper is a mistake */
#define GROUPS_MAX  200u   /* groups that are open at once */
#define INLINE_ROOM 24000u /* bytes of a text after which only calls are written */

/* One expansion. */
struct expander {
    struct expanded *out;
    const struct prelude *prelude;
    const struct lexicon *lexicon;
    struct buf text; /* with string callouts still */
    bool caseless;
    size_t inline_max;
    bool *needed; /* by piece of the prelude: still called */
    size_t open[GROUPS_MAX];
    uint32_t n_open, depth;
    enum expand_result result;
};

static bool fail(struct expander *x, enum expand_result why) {
    if (x->result == EXPAND_OK)
        x->result = why;
    return false;
}

static bool put(struct expander *x, struct slice s) {
    return buf_add_slice(&x->text, s) || fail(x, EXPAND_MEMORY);
}

static bool put_str(struct expander *x, const char *s) {
    return put(x, slice_of(s));
}

/* ---- merging callouts ---- */

static const char callout_head[] = "(?C\"";

/* The names of the string callout at i, and the byte behind it; 0 when none stands there. */
static size_t callout_at(struct slice s, size_t i, struct slice *names) {
    if (!slice_starts(slice_cut(s, i, s.n), slice_of(callout_head)))
        return 0;
    size_t start = i + strlen(callout_head), end = start;
    while (end < s.n && s.p[end] != '"')
        end++;
    if (end + 1 >= s.n || s.p[end + 1] != ')')
        return 0;
    *names = slice_cut(s, start, end);
    return end + 2;
}

static bool is_negated(struct slice names) {
    return names.n > 0 && names.p[0] == '!';
}

/* Whether the names are lexicon classes with one space between. */
static bool are_classes(const struct expander *x, struct slice names) {
    if (is_negated(names))
        names = slice_cut(names, 1, names.n);
    if (slice_is(names, "in-phrase") || check_find(names))
        return false;
    for (size_t i = 0, start = 0; i <= names.n; i++)
        if (i == names.n || names.p[i] == ' ') {
            if (lexicon_class(x->lexicon, slice_cut(names, start, i)) < 0)
                return false;
            start = i + 1;
        }
    return true;
}

/* The callout of classes at i of the text; 0 when none stands there. */
static size_t classes_at(const struct expander *x, size_t i, struct slice *names) {
    size_t end = callout_at(buf_slice(&x->text), i, names);
    return end && are_classes(x, *names) ? end : 0;
}

/* Whether the text from i to `end` is callouts of classes with | between them. */
static bool only_classes(const struct expander *x, size_t i, size_t end, bool *one_negated) {
    struct slice names;
    uint32_t n = 0, negated = 0;
    for (; i < end; n++) {
        i = classes_at(x, i, &names);
        if (i == 0)
            return false;
        negated += is_negated(names);
        if (i < end && x->text.p[i++] != '|')
            return false;
    }
    *one_negated = n == 1 && negated == 1;
    return n > 0 && (negated == 0 || *one_negated);
}

/* Puts the names of all callouts from i to `end`, a space between. */
static bool join_names(const struct expander *x, size_t i, size_t end, struct buf *names) {
    struct slice one = {0};
    bool ok = true;
    while (i < end && ok) {
        i = callout_at(buf_slice(&x->text), i, &one) + 1;
        ok = (names->n == 0 || names->p[names->n - 1] == '!' || buf_add_char(names, ' ')) &&
             buf_add_slice(names, one);
    }
    return ok;
}

/* The string callout of classes that ends where the text ends, when it is negated. */
static bool negated_before(const struct expander *x, size_t end, size_t *start) {
    size_t i = end;
    struct slice names;
    while (i > 0 && x->text.p[i - 1] != '(')
        i--;
    *start = i ? i - 1 : 0;
    return i > 0 && classes_at(x, i - 1, &names) == end && is_negated(names);
}

/* Writes the callout in the place of the group that begins at `start`; one that is negated joins a
 * negated one before it. */
static bool put_callout(struct expander *x, size_t start, struct slice names) {
    size_t before;
    struct buf all = {0};
    struct slice old = {0};
    bool ok = true;
    if (is_negated(names) && negated_before(x, start, &before)) {
        (void)callout_at(buf_slice(&x->text), before, &old);
        ok = buf_add_slice(&all, old) && buf_add_char(&all, ' ') &&
             buf_add_slice(&all, slice_cut(names, 1, names.n));
        names = buf_slice(&all);
        start = before;
    }
    x->text.n = start;
    ok = ok && buf_add_str(&x->text, callout_head) && buf_add_slice(&x->text, names) &&
         buf_add_str(&x->text, "\")");
    buf_free(&all);
    return ok || fail(x, EXPAND_MEMORY);
}

/* Where the inside of a group that may be merged begins; 0: another kind of group. */
static size_t plain_group(struct slice group, bool *negative) {
    static const char *const heads[] = {"(?!", "(?:", "(?=", "(?i:", "(?-i:"};
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
        if (slice_starts(group, slice_of(heads[k]))) {
            *negative = k == 0;
            return strlen(heads[k]);
        }
    return 0;
}

/* The text ends with the group that began at `start`: makes one callout of it when it holds nothing
 * but callouts of classes. */
static bool merge_group(struct expander *x, size_t start) {
    bool negative = false, one_negated = false;
    size_t inside = plain_group(slice_cut(buf_slice(&x->text), start, x->text.n), &negative);
    size_t end = x->text.n - 1;
    if (inside == 0 || !only_classes(x, start + inside, end, &one_negated))
        return true;
    struct buf names = {0};
    bool ok = !negative || one_negated || buf_add_char(&names, '!');
    ok = (ok && join_names(x, start + inside, end, &names)) || fail(x, EXPAND_MEMORY);
    if (ok) {
        struct slice all = buf_slice(&names);
        ok = put_callout(x, start, negative && one_negated ? slice_cut(all, 1, all.n) : all);
    }
    buf_free(&names);
    return ok;
}

/* Whether an alternative begins at byte `at` of the text. */
static bool begins_branch(const struct expander *x, size_t at) {
    static const char *const heads[] = {"|", "(?:", "(?i:", "(?-i:", "(?=", "(?!", "(?<=", "(?<!"};
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
        size_t n = strlen(heads[k]);
        if (at >= n && memcmp(x->text.p + at - n, heads[k], n) == 0)
            return at == n || x->text.p[at - n - 1] != '\\';
    }
    return false;
}

/* Before a | or a parenthesis that ends an alternative: joins it with the one before when both are
 * one callout of classes each. */
static bool merge_branch(struct expander *x) {
    size_t end = x->text.n, i = end, k;
    struct slice last, before;
    while (i > 0 && x->text.p[i - 1] != '(')
        i--;
    if (i < 2 || classes_at(x, i - 1, &last) != end || is_negated(last) ||
        x->text.p[i - 2] != '|' || !begins_branch(x, i - 1))
        return true;
    size_t bar = i - 2;
    for (k = bar; k > 0 && x->text.p[k - 1] != '('; k--) {
    }
    if (k < 2 || classes_at(x, k - 1, &before) != bar || is_negated(before) ||
        !begins_branch(x, k - 1))
        return true;
    struct buf names = {0};
    bool ok = (join_names(x, k - 1, end, &names)) || fail(x, EXPAND_MEMORY);
    if (ok) {
        x->text.n = k - 1;
        ok = put_callout(x, k - 1, buf_slice(&names));
    }
    buf_free(&names);
    return ok;
}

/* ---- writing out ---- */

static bool write(struct expander *x, struct slice s);

static bool is_quantifier(struct slice s, size_t i) {
    i = pattern_skip_space(s, i);
    return i < s.n && strchr("*+?{", s.p[i]);
}

static struct slice body_of(const struct prelude_piece *p) {
    return slice_cut(p->text, strlen("(?<>") + p->name.n, p->text.n - 1);
}

/* A call of piece k: its body in the place of the call, or the call itself where that is long. */
static bool write_call(struct expander *x, uint32_t k, struct slice call, bool quantified) {
    size_t before = x->text.n;
    uint32_t open = x->n_open;
    if (x->depth >= DEPTH_MAX)
        return fail(x, EXPAND_UNFIT);
    if (before < INLINE_ROOM && x->inline_max > 0) {
        x->depth++;
        bool ok = put_str(x, x->caseless ? "(?i:" : "(?-i:") &&
                  write(x, body_of(&x->prelude->pieces[k])) && merge_branch(x) && put_str(x, ")");
        x->depth--;
        if (!ok || x->n_open != open)
            return fail(x, EXPAND_UNFIT);
        if (x->text.n - before <= x->inline_max)
            return quantified || merge_group(x, before);
        x->text.n = before;
    }
    x->needed[k] = true;
    return put(x, call);
}

/* The piece that is called at s.p + i, or UINT32_MAX; *end is the byte behind the call. */
static uint32_t piece_called(const struct expander *x, struct slice s, size_t i, size_t *end) {
    static const char *const calls[] = {"(?&", "(?P>"};
    for (size_t c = 0; c < sizeof calls / sizeof *calls; c++) {
        if (!slice_starts(slice_cut(s, i, s.n), slice_of(calls[c])))
            continue;
        size_t start = i + strlen(calls[c]);
        for (*end = start; *end < s.n && s.p[*end] != ')';)
            ++*end;
        for (uint32_t k = 0; k < x->prelude->n; k++)
            if (slice_eq(x->prelude->pieces[k].name, slice_cut(s, start, *end))) {
                ++*end;
                return k;
            }
    }
    return UINT32_MAX;
}

/* An opening parenthesis at i: a call, a callout, or a group that begins. Returns the byte behind
 * what was written, 0 on failure. */
static size_t write_open(struct expander *x, struct slice s, size_t i) {
    size_t end;
    struct slice names;
    uint32_t k = piece_called(x, s, i, &end);
    if (k != UINT32_MAX)
        return write_call(x, k, slice_cut(s, i, end), is_quantifier(s, end)) ? end : 0;
    end = callout_at(s, i, &names);
    if (end) {
        bool ok = are_classes(x, names) && !is_quantifier(s, end) ? put_callout(x, x->text.n, names)
                                                                  : put(x, slice_cut(s, i, end));
        return ok ? end : 0;
    }
    /* a callout without a name would be taken for one of those that `number` writes */
    bool nameless = slice_starts(slice_cut(s, i, s.n), slice_of("(?C"));
    if (nameless || x->n_open == GROUPS_MAX)
        return fail(x, EXPAND_UNFIT), 0;
    x->open[x->n_open++] = x->text.n;
    return put_str(x, "(") ? i + 1 : 0;
}

static size_t write_close(struct expander *x, struct slice s, size_t i) {
    if (x->n_open == 0)
        return fail(x, EXPAND_UNFIT), 0;
    size_t start = x->open[--x->n_open];
    bool ok = merge_branch(x) && put_str(x, ")");
    if (ok && !is_quantifier(s, i + 1))
        ok = merge_group(x, start);
    return ok ? i + 1 : 0;
}

/* One space for a run of spaces and comments, none beside a parenthesis or bar. */
static size_t write_space(struct expander *x, struct slice s, size_t i) {
    size_t end = pattern_skip_space(s, i);
    bool edge = x->text.n == 0 || end == s.n || strchr("(|)", x->text.p[x->text.n - 1]) ||
                strchr("(|)", s.p[end]);
    return edge || put_str(x, " ") ? end : 0;
}

static size_t write_element(struct expander *x, struct slice s, size_t i) {
    if (slice_starts(slice_cut(s, i, s.n), slice_of("(?#"))) {
        while (i < s.n && s.p[i] != ')')
            i++;
        return i + 1;
    }
    if (s.p[i] == '(')
        return write_open(x, s, i);
    if (s.p[i] == ')')
        return write_close(x, s, i);
    if (pattern_skip_space(s, i) > i)
        return write_space(x, s, i);
    if (s.p[i] == '|' && !merge_branch(x))
        return 0;
    size_t end = pattern_skip_element(s, i);
    return put(x, slice_cut(s, i, end)) ? end : 0;
}

/* Appends s written out. */
static bool write(struct expander *x, struct slice s) {
    for (size_t i = 0; i < s.n;) {
        i = write_element(x, s, i);
        if (i == 0)
            return fail(x, EXPAND_UNFIT);
    }
    return true;
}

/* ---- numbering ---- */

struct slice expanded_name(const struct expanded *x, uint32_t n) {
    uint32_t start = n ? x->name_end[n - 1] : 0;
    return slice_cut(buf_slice(&x->names), start, x->name_end[n]);
}

/* The number of what a callout asks for; EXPANDED_CALLOUTS when there is no room. */
static uint32_t name_number(struct expander *x, struct slice names) {
    struct expanded *o = x->out;
    for (uint32_t k = 0; k < o->n_names; k++)
        if (slice_eq(expanded_name(o, k), names))
            return k;
    if (o->n_names == EXPANDED_CALLOUTS) {
        (void)fail(x, EXPAND_UNFIT);
    } else if (!buf_add_slice(&o->names, names)) {
        (void)fail(x, EXPAND_MEMORY);
    } else {
        o->name_end[o->n_names] = (uint32_t)o->names.n;
        return o->n_names++;
    }
    return EXPANDED_CALLOUTS;
}

/* Moves x->text to the result, with numbers for names. */
static bool number(struct expander *x) {
    struct slice s = buf_slice(&x->text), names;
    bool ok = true;
    for (size_t i = 0; i < s.n && ok;) {
        size_t end = callout_at(s, i, &names);
        if (end) {
            uint32_t k = name_number(x, names);
            ok = k < EXPANDED_CALLOUTS &&
                 (buf_printf(&x->out->text, "(?C%u)", k) || fail(x, EXPAND_MEMORY));
        } else {
            end = s.p[i] == '(' || s.p[i] == ')' ? i + 1 : pattern_skip_element(s, i);
            ok = buf_add_slice(&x->out->text, slice_cut(s, i, end)) || fail(x, EXPAND_MEMORY);
        }
        i = end;
    }
    x->text.n = 0;
    return ok;
}

/* What is still called, as one DEFINE, in front. Definitions call others: until none is new. */
static bool write_define(struct expander *x, bool *done) {
    uint32_t n = x->prelude->n;
    bool any = false;
    for (uint32_t k = 0; k < n; k++) {
        if (!x->needed[k] || done[k])
            continue;
        const struct prelude_piece *p = &x->prelude->pieces[k];
        if (!any && x->text.n == 0 && !put_str(x, "(?(DEFINE)"))
            return false;
        done[k] = any = true;
        if (!put_str(x, "(?<") || !put(x, p->name) || !put_str(x, ">") || !write(x, body_of(p)) ||
            !merge_branch(x) || !put_str(x, ")"))
            return false;
        k = UINT32_MAX; /* from the beginning */
    }
    return x->text.n == 0 || put_str(x, ")");
}

static bool expand(struct expander *x, struct slice pattern, bool *done) {
    if (!write(x, pattern) || x->n_open != 0 || !merge_branch(x))
        return fail(x, EXPAND_UNFIT);
    struct buf own = x->text;
    x->text = (struct buf){0};
    bool ok = true;
    if (x->prelude->n == 0)
        ok = put(x, x->prelude->text) && put_str(x, "\n");
    ok = ok && write_define(x, done) && number(x);
    x->out->own = x->out->text.n;
    ok = ok && put(x, buf_slice(&own)) && number(x);
    buf_free(&own);
    return ok;
}

enum expand_result expand_pattern(struct expanded *out, const struct prelude *p,
                                  const struct lexicon *lx, struct slice pattern, bool caseless,
                                  size_t inline_max) {
    struct expander x = {
        .out = out, .prelude = p, .lexicon = lx, .caseless = caseless, .inline_max = inline_max};
    size_t n = (size_t)p->n + 1;
    x.needed = calloc(n, 2 * sizeof *x.needed);
    if (!x.needed)
        return EXPAND_MEMORY;
    bool ok = expand(&x, pattern, x.needed + n);
    buf_free(&x.text);
    free(x.needed);
    return ok ? EXPAND_OK : x.result;
}

void expanded_free(struct expanded *x) {
    buf_free(&x->text);
    buf_free(&x->names);
}
