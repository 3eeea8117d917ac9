#include "rules/factor.h"

#include <stdlib.h>

#include "rules/prelude.h"

#define FEW 4u /* so many alternatives are not worth the grouping */
#define TAILS_MAX                                                                                  \
    3u /* characters from the end by which a lookbehind's alternatives are grouped                 \
        */

/* What a stretch of pattern is, at one place. */
enum element {
    ELEMENT_LETTER, /* an ASCII letter or digit, as itself */
    ELEMENT_ONE,    /* anything else that reads one character */
    ELEMENT_OTHER   /* a group, an assertion, a character that is repeated */
};

/* Where a group stands. Inside a lookbehind lengths are fixed, and alternatives stay as they are.
 */
enum place { PLACE_PLAIN, PLACE_BEHIND };

/* Some alternatives, with room for a row of other choices of them. */
struct branches {
    struct slice *v;
    size_t n;
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* ---- elements ---- */

/* The byte behind the escape at i. */
static size_t escape_end(struct slice s, size_t i) {
    char c = i + 1 < s.n ? s.p[i + 1] : '\0';
    size_t end = i + 2 < s.n ? i + 2 : s.n;
    if (strchr("pPx", c) && end < s.n && s.p[end] == '{') {
        while (end < s.n && s.p[end] != '}')
            end++;
        return end < s.n ? end + 1 : s.n;
    }
    if (c == 'p' || c == 'P')
        return end < s.n ? end + 1 : s.n;
    for (int k = 0; c == 'x' && k < 2 && end < s.n && is_letter(s.p[end]); k++)
        end++;
    return end;
}

/* Escapes that read one character: punctuation, and the types and characters that rules use. */
static bool escape_reads_one(char c) {
    return !is_letter(c) ? (unsigned char)c < 0x80 : strchr("dDhHsSvVwWpPxtnrN", c) != NULL;
}

/* The element at i, which is no space; *end is the byte behind it and behind its quantifier. */
static enum element element_at(struct slice s, size_t i, size_t *end) {
    enum element e = is_letter(s.p[i]) ? ELEMENT_LETTER : ELEMENT_ONE;
    *end = pattern_skip_element(s, i);
    if (s.p[i] == '(') {
        *end = pattern_group_end(s, i);
        e = ELEMENT_OTHER;
    } else if (s.p[i] == '\\') {
        *end = escape_end(s, i);
        e = i + 1 < s.n && escape_reads_one(s.p[i + 1]) ? ELEMENT_ONE : ELEMENT_OTHER;
    } else if (strchr("^$", s.p[i])) {
        e = ELEMENT_OTHER;
    }
    while (*end < s.n && ((unsigned char)s.p[*end] & 0xC0) == 0x80)
        ++*end;
    size_t next = *end ? pattern_skip_space(s, *end) : 0;
    if (*end == 0 || next >= s.n || !strchr("?*+{", s.p[next]))
        return e;
    *end = next + 1;
    while (*end < s.n && strchr("?+0123456789,}", s.p[*end]))
        ++*end;
    return ELEMENT_OTHER;
}

/* The letter or digit that an alternative begins with, '\0': none; *rest is what follows it. */
static char first_letter(struct slice s, struct slice *rest) {
    size_t i = pattern_skip_space(s, 0), end;
    if (i >= s.n || element_at(s, i, &end) != ELEMENT_LETTER)
        return '\0';
    *rest = slice_cut(s, end, s.n);
    return s.p[i];
}

/* Whether a capture begins at i; *label: that of a label, by its capital letter. */
static bool is_capture(struct slice s, size_t i, bool *label) {
    const char *p = s.p + i;
    *label = false;
    if (s.p[i] != '(' || i + 1 >= s.n)
        return false;
    if (i + 3 < s.n && p[1] == '?' && p[2] == '<' && !strchr("=!", p[3])) {
        *label = p[3] >= 'A' && p[3] <= 'Z';
        return true;
    }
    return p[1] != '?' || (i + 2 < s.n && strchr("P'", p[2]));
}

/* Whether a capture begins in it that must keep its order among others. Labels are told by their
 * names: where only one of some alternatives can match, it does not matter which is the first. */
static bool captures(struct slice s, bool but_labels) {
    bool label;
    for (size_t i = 0; i < s.n; i = pattern_skip_element(s, i))
        if (is_capture(s, i, &label) && !(but_labels && label))
            return true;
    return false;
}

/* The name of the label's capture that begins at i. */
static struct slice label_at(struct slice s, size_t i) {
    const size_t from = i + strlen("(?<");
    size_t end = from;
    while (end < s.n && s.p[end] != '>')
        end++;
    return slice_cut(s, from, end);
}

/* Whether alternatives have more than a few captures, all of one label, which may then share their
 * numbers: at every callout PCRE2 copies as many captures as a pattern has. Not where callouts are
 * among them, as what these note is told by numbers. */
static bool shares_numbers(const struct slice *v, size_t n) {
    struct slice name = {NULL, 0};
    size_t count = 0;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < v[k].n; i = pattern_skip_element(v[k], i)) {
            bool label;
            if (slice_starts(slice_cut(v[k], i, v[k].n), slice_of("(?C")))
                return false;
            if (!is_capture(v[k], i, &label))
                continue;
            if (!label || (count && !slice_eq(name, label_at(v[k], i))))
                return false;
            name = label_at(v[k], i);
            count++;
        }
    return count > FEW;
}

static size_t head_of(struct slice group, bool *lookahead);

/* Whether there is a | outside of groups, or it cannot be told. */
static bool has_bar(struct slice s) {
    for (size_t i = 0, end; i < s.n; i = end) {
        end = s.p[i] == '(' ? pattern_group_end(s, i) : pattern_skip_element(s, i);
        if (end == 0 || s.p[i] == '|')
            return true;
    }
    return false;
}

/* Whether something at i, which ends before `end`, is a look around and reads nothing. */
static bool is_look(struct slice s, size_t i, size_t end) {
    static const char *const heads[] = {"(?=", "(?!", "(?<=", "(?<!", "\\b"};
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
        if (slice_starts(slice_cut(s, i, end), slice_of(heads[k])))
            return true;
    return false;
}

/* The bytes of the opening of a group that is read as it stands there: one that only groups, or a
 * label's. 0: another. */
static size_t lead_head(struct slice group) {
    bool lookahead, label;
    if (slice_starts(group, slice_of("(?:")) || slice_starts(group, slice_of("(?>")) ||
        (is_capture(group, 0, &label) && label))
        return head_of(group, &lookahead);
    return 0;
}

/* The letter or digit that whatever an alternative matches begins with, behind what looks around
 * and in groups of one alternative; '\0': none. */
static char lead_of(struct slice s) {
    for (;;) {
        size_t i = pattern_skip_space(s, 0), end;
        if (i >= s.n)
            return '\0';
        enum element e = element_at(s, i, &end);
        if (e == ELEMENT_LETTER)
            return s.p[i];
        const size_t close = s.p[i] == '(' ? pattern_group_end(s, i) : end;
        if (end == 0 || close != end) /* or it is repeated */
            return '\0';
        if (is_look(s, i, end)) {
            s = slice_cut(s, end, s.n);
            continue;
        }
        const struct slice group = slice_cut(s, i, end);
        const size_t head = s.p[i] == '(' ? lead_head(group) : 0;
        if (head == 0)
            return '\0';
        s = slice_cut(group, head, group.n - 1);
        if (has_bar(s))
            return '\0';
    }
}

/* Splits at every | outside of groups. False when memory is out or the text cannot be read. */
static bool split(struct branches *b, struct slice s) {
    size_t n = 1, start = 0, i = 0, end;
    for (size_t k = 0; k < s.n; k++)
        n += s.p[k] == '|';
    *b = (struct branches){malloc(2 * n * sizeof *b->v), 0};
    if (!b->v)
        return false;
    for (; i < s.n; i = end) {
        end = s.p[i] == '(' ? pattern_group_end(s, i) : pattern_skip_element(s, i);
        if (end == 0)
            return false;
        if (s.p[i] != '|')
            continue;
        b->v[b->n++] = slice_cut(s, start, i);
        start = end;
    }
    b->v[b->n++] = slice_cut(s, start, s.n);
    return true;
}

/* ---- by the first characters ---- */

static bool put_branch(struct buf *out, struct slice s, enum place place);
static bool put_branches(struct buf *out, const struct slice *v, size_t n, struct slice *room);

static bool put_bar(struct buf *out, bool *first) {
    bool ok = *first || buf_add_char(out, '|');
    *first = false;
    return ok;
}

/* The letter that all begin with, in the same case; '\0': none. Cuts it off them. */
static char take_common(struct slice *v, size_t n) {
    struct slice rest;
    char c = first_letter(v[0], &rest);
    for (size_t k = 1; k < n && c; k++)
        if (first_letter(v[k], &rest) != c)
            return '\0';
    for (size_t k = 0; k < n && c; k++)
        (void)first_letter(v[k], &v[k]);
    return c;
}

/* Whether all alternatives begin with the very same letter, seen through groups. */
static bool same_lead(const struct slice *v, size_t n) {
    for (size_t k = 1; k < n; k++)
        if (lead_of(v[k]) != lead_of(v[0]))
            return false;
    return true;
}

/* Alternatives whose first letter, which is the same in one case or the other, stands inside
 * groups: it is asked for once before them. */
static bool put_guarded(struct buf *out, const struct slice *v, size_t n) {
    const char c = lead_of(v[0]), both[] = {'[', small(c), (char)(small(c) ^ 0x20), ']'};
    bool first = true, ok = buf_add_str(out, "(?=");
    ok = ok && (same_lead(v, n) ? buf_add_char(out, c) : buf_add(out, both, sizeof both)) &&
         buf_add_str(out, shares_numbers(v, n) ? ")(?|" : ")(?:");
    for (size_t k = 0; k < n && ok; k++)
        ok = put_bar(out, &first) && put_branch(out, v[k], PLACE_PLAIN);
    return ok && buf_add_char(out, ')');
}

/* Alternatives that begin with the same letter, in one case or the other. v is overwritten. */
static bool put_family(struct buf *out, struct slice *v, size_t n) {
    struct slice rest;
    bool ok = true, grouped = false, first = true;
    char c = n > 1 ? take_common(v, n) : '\0';
    for (size_t k = 0; k < n && !c; k++)
        grouped = grouped || !first_letter(v[k], &rest);
    if (!c && n > 1 && grouped)
        return put_guarded(out, v, n);
    if (!c) {
        for (size_t k = 0; k < n && ok; k++)
            ok = put_bar(out, &first) && put_branch(out, v[k], PLACE_PLAIN);
        return ok;
    }
    for (; c && ok; c = take_common(v, n))
        ok = buf_add_char(out, c);
    struct slice *room = malloc(n * sizeof *room);
    ok = ok && room && buf_add_str(out, "(?:") && put_branches(out, v, n, room) &&
         buf_add_char(out, ')');
    free(room);
    return ok;
}

/* Whether an alternative may change places with others that begin with other letters: its own
 * letter, small. */
static char family_of(struct slice s) {
    char c = lead_of(s);
    return c && !captures(s, true) ? small(c) : '\0';
}

/* The alternatives of family[k] among v[k, to), which are taken out of it. */
static size_t take_family(const struct slice *v, char *family, size_t k, size_t to,
                          struct slice *out) {
    char which = family[k];
    size_t n = 0;
    for (size_t m = k; m < to; m++)
        if (family[m] == which) {
            out[n++] = v[m];
            family[m] = '\0';
        }
    return n;
}

/* room: for n others. */
static bool put_branches(struct buf *out, const struct slice *v, size_t n, struct slice *room) {
    bool ok = true, first = true;
    char *family = malloc(n);
    for (size_t k = 0; family && k < n; k++)
        family[k] = family_of(v[k]);
    for (size_t from = 0, to; family && from < n && ok; from = to) {
        for (to = from; to < n && family[to]; to++) {
        }
        for (size_t k = from; k < to && ok; k++)
            if (family[k]) {
                size_t members = take_family(v, family, k, to, room);
                ok = put_bar(out, &first) && put_family(out, room, members);
            }
        if (from == to) {
            ok = put_bar(out, &first) && put_branch(out, v[from], PLACE_PLAIN);
            to++;
        }
    }
    ok = ok && family;
    free(family);
    return ok;
}

/* ---- by the last characters ---- */

/* The last `n` elements of an alternative, as written, when each of them reads one character and
 * something stands before them. Empty: not so. */
static struct slice tail_of(struct slice s, size_t n) {
    size_t at[TAILS_MAX + 1] = {0}, count = 0, end;
    bool plain[TAILS_MAX + 1] = {false};
    for (size_t i = pattern_skip_space(s, 0); i < s.n; i = pattern_skip_space(s, end)) {
        enum element e = element_at(s, i, &end);
        if (end == 0)
            return (struct slice){s.p, 0};
        memmove(at + 1, at, TAILS_MAX * sizeof *at);
        memmove(plain + 1, plain, TAILS_MAX * sizeof *plain);
        at[0] = i;
        plain[0] = e != ELEMENT_OTHER;
        count++;
    }
    for (size_t k = 0; k < n; k++)
        if (!plain[k])
            return (struct slice){s.p, 0};
    return count > n ? slice_cut(s, at[n - 1], s.n) : (struct slice){s.p, 0};
}

static bool put_lookbehind(struct buf *out, const struct slice *v, size_t n) {
    bool ok = buf_add_str(out, "(?<="), first = true;
    for (size_t k = 0; k < n && ok; k++)
        ok = put_bar(out, &first) && put_branch(out, v[k], PLACE_BEHIND);
    return ok && buf_add_char(out, ')');
}

/* Alternatives of a lookbehind, of which `deep` last elements are known to stand there. v is
 * put into another order. */
static bool put_tails(struct buf *out, struct slice *v, size_t n, size_t deep) {
    bool ok = true, first = true;
    size_t rest = 0; /* alternatives at the front that belong to no group */
    while (rest < n && ok && deep < TAILS_MAX) {
        struct slice tail = tail_of(v[rest], deep + 1);
        size_t to = rest;
        for (size_t k = rest; k < n && tail.n; k++)
            if (slice_eq(tail_of(v[k], deep + 1), tail)) {
                struct slice one = v[k];
                v[k] = v[to];
                v[to++] = one;
            }
        if (to - rest < 2) {
            rest++;
            continue;
        }
        ok = put_bar(out, &first) && buf_add_str(out, "(?<=") && buf_add_slice(out, tail) &&
             buf_add_str(out, ")(?:") && put_tails(out, v + rest, to - rest, deep + 1) &&
             buf_add_char(out, ')');
        memmove(v + rest, v + to, (n - to) * sizeof *v);
        n -= to - rest;
    }
    return ok && (n == 0 || (put_bar(out, &first) && put_lookbehind(out, v, n)));
}

/* A lookbehind of many alternatives. Atomic: what holds once need not be asked again. */
static bool put_grouped_lookbehind(struct buf *out, struct branches *b, bool negative) {
    return buf_add_str(out, negative ? "(?!" : "(?>") && put_tails(out, b->v, b->n, 0) &&
           buf_add_char(out, ')');
}

/* ---- groups ---- */

static bool put_inside(struct buf *out, struct slice inside, enum place place) {
    struct branches b;
    bool ok = split(&b, inside), first = true;
    if (ok && place == PLACE_PLAIN && b.n > FEW)
        ok = put_branches(out, b.v, b.n, b.v + b.n);
    else
        for (size_t k = 0; k < b.n && ok; k++)
            ok = put_bar(out, &first) && put_branch(out, b.v[k], place);
    free(b.v);
    return ok;
}

/* The bytes of a group's opening whose inside may be rewritten; 0: it stays as it is. */
static size_t head_of(struct slice group, bool *lookahead) {
    static const char *const heads[] = {"(?=", "(?!", "(?:", "(?>", "(?i:", "(?-i:", "(?(DEFINE)"};
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
        if (slice_starts(group, slice_of(heads[k]))) {
            *lookahead = k < 2;
            return strlen(heads[k]);
        }
    if (!slice_starts(group, slice_of("(?<")))
        return 0;
    size_t i = 3;
    while (i < group.n && group.p[i] != '>')
        i++;
    return i < group.n ? i + 1 : 0;
}

static bool put_behind(struct buf *out, struct slice group, bool repeated, enum place place) {
    struct slice inside = slice_cut(group, strlen("(?<="), group.n - 1);
    struct branches b;
    bool ok = split(&b, inside);
    if (ok && place == PLACE_PLAIN && b.n > FEW && !repeated && !captures(inside, false))
        ok = put_grouped_lookbehind(out, &b, group.p[3] == '!');
    else
        ok = ok && buf_add(out, group.p, strlen("(?<=")) && put_inside(out, inside, PLACE_BEHIND) &&
             buf_add_char(out, ')');
    free(b.v);
    return ok;
}

static bool put_group(struct buf *out, struct slice group, bool repeated, enum place place) {
    bool lookahead = false;
    if (slice_starts(group, slice_of("(?<=")) || slice_starts(group, slice_of("(?<!")))
        return put_behind(out, group, repeated, place);
    size_t head = head_of(group, &lookahead);
    if (head == 0)
        return buf_add_slice(out, group);
    const struct slice inside = slice_cut(group, head, group.n - 1);
    const bool shares = place == PLACE_PLAIN && slice_starts(group, slice_of("(?:")) &&
                        has_bar(inside) && shares_numbers(&inside, 1);
    return (shares ? buf_add_str(out, "(?|") : buf_add(out, group.p, head)) &&
           put_inside(out, inside, lookahead ? PLACE_PLAIN : place) && buf_add_char(out, ')');
}

static bool put_branch(struct buf *out, struct slice s, enum place place) {
    bool ok = true;
    for (size_t i = 0, end; i < s.n && ok; i = end) {
        end = s.p[i] == '(' ? pattern_group_end(s, i) : pattern_skip_element(s, i);
        if (end == 0)
            return false;
        struct slice one = slice_cut(s, i, end);
        size_t next = pattern_skip_space(s, end);
        bool repeated = next < s.n && strchr("?*+{", s.p[next]);
        ok = one.p[0] == '(' ? put_group(out, one, repeated, place) : buf_add_slice(out, one);
    }
    return ok;
}

/* Whether the group at i, if one begins there, is of a kind that is followed here. */
static bool is_plain_group(struct slice s, size_t i) {
    static const char *const heads[] = {"(?=", "(?!",  "(?<",   "(?:", "(?>",       "(?&",
                                        "(?C", "(?i:", "(?-i:", "(?P", "(?(DEFINE)"};
    struct slice rest = slice_cut(s, i, s.n);
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
        if (slice_starts(rest, slice_of(heads[k])))
            return true;
    return rest.n > 1 && !strchr("?*", rest.p[1]);
}

/* Numbers of groups, quotes, verbs and other ways to write are not followed. */
static bool is_plain(struct slice s) {
    for (size_t i = 0; i < s.n; i = pattern_skip_element(s, i)) {
        if (s.p[i] == '(' && !is_plain_group(s, i))
            return false;
        if (s.p[i] == '\\' && i + 1 < s.n && strchr("QEgk123456789", s.p[i + 1]))
            return false;
        if (slice_starts(slice_cut(s, i, s.n), slice_of("(?&")) && i + 3 < s.n &&
            s.p[i + 3] >= 'A' && s.p[i + 3] <= 'Z') /* it calls a label's group */
            return false;
    }
    return true;
}

bool factor_pattern(struct buf *out, struct slice pattern) {
    return is_plain(pattern) ? put_inside(out, pattern, PLACE_PLAIN) : buf_add_slice(out, pattern);
}

void factor_expanded(struct expanded *x) {
    struct slice all = buf_slice(&x->text);
    struct buf made = {0};
    if (all.n == 0)
        return;
    bool ok = factor_pattern(&made, slice_cut(all, 0, x->own));
    size_t own = made.n;
    if (ok && factor_pattern(&made, slice_cut(all, x->own, all.n))) {
        buf_free(&x->text);
        x->text = made;
        x->own = own;
    } else {
        buf_free(&made);
    }
}
