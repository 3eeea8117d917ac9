#include "run/headtable.h"

#include <string.h>

#include "run/headers.h"

/* A question that is longer is no part of a name; the words behind it have the rest of the room. */
enum { STEM_MAX = FULLER_MAX - 16 };

/* What the last word of a header may be a part of. */
enum part {
    PART_NONE,
    PART_GIVEN,
    PART_MIDDLE,
    PART_SURNAME,
    PART_DAY,
    PART_MONTH,
    PART_YEAR,
    PART_SENDER,
    PART_RECEIVER,
    PART_POSTCODE
};

/* A header cut before its last word: Child First, child_last, visit-dd. */
struct cut {
    struct slice stem; /* without what parts it from the last word */
    struct slice last;
    enum part part;
};

static const struct {
    const char *word;
    enum part part;
} words[] = {
    {"first", PART_GIVEN},    {"given", PART_GIVEN},  {"fore", PART_GIVEN},
    {"fn", PART_GIVEN},       {"frst", PART_GIVEN},   {"middle", PART_MIDDLE},
    {"mid", PART_MIDDLE},     {"mi", PART_MIDDLE},    {"init", PART_MIDDLE},
    {"initial", PART_MIDDLE}, {"last", PART_SURNAME}, {"family", PART_SURNAME},
    {"sur", PART_SURNAME},    {"ln", PART_SURNAME},   {"sn", PART_SURNAME},
    {"d", PART_DAY},          {"dd", PART_DAY},       {"day", PART_DAY},
    {"m", PART_MONTH},        {"mm", PART_MONTH},     {"mth", PART_MONTH},
    {"mon", PART_MONTH},      {"month", PART_MONTH},  {"y", PART_YEAR},
    {"yy", PART_YEAR},        {"yr", PART_YEAR},      {"yyyy", PART_YEAR},
    {"year", PART_YEAR},      {"from", PART_SENDER},  {"to", PART_RECEIVER},
    {"pc", PART_POSTCODE},
};

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (signed char)c < 0;
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool same(struct slice a, struct slice b) {
    bool eq = a.n == b.n;
    for (size_t i = 0; eq && i < a.n; i++)
        eq = (a.p[i] | 0x20) == (b.p[i] | 0x20);
    return eq;
}

static struct cut cut_header(struct slice s) {
    struct cut c = {.part = PART_NONE};
    while (s.n > 0 && !is_letter(s.p[s.n - 1]))
        s.n--;
    size_t at = s.n;
    while (at > 0 && is_letter(s.p[at - 1])) {
        at--;
        if (at > 0 && is_capital(s.p[at]) && is_letter(s.p[at - 1]) && !is_capital(s.p[at - 1]))
            break; /* childFirst */
    }
    c.last = slice_cut(s, at, s.n);
    while (at > 0 && !is_letter(s.p[at - 1]) && !(s.p[at - 1] >= '0' && s.p[at - 1] <= '9'))
        at--;
    c.stem = slice_cut(s, 0, at);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (same(c.last, slice_of(words[i].word)))
            c.part = words[i].part;
    return c;
}

/* True where a column says a part of a name by its own words. */
static bool says_part(struct slice header) {
    return header_label(header) == LABEL_NAME && header_person(header).part != NAME_FULL &&
           header_person(header).own;
}

/* What stands above the columns of an export of letters and of nothing else. */
static bool says_letter(struct slice header) {
    static const char *const of_letters[] = {"subject", "cc", "bcc"};
    const struct cut c = cut_header(header);
    bool any = false;
    for (size_t i = 0; c.stem.n == 0 && i < sizeof of_letters / sizeof *of_letters; i++)
        any |= same(c.last, slice_of(of_letters[i]));
    return any;
}

struct headtable headtable_of(const struct slice *headers, size_t n) {
    struct headtable t = {.headers = headers, .n = n};
    for (size_t i = 0; i < n; i++) {
        t.named = t.named || says_part(headers[i]);
        t.letters = t.letters || says_letter(headers[i]);
        t.placed = t.placed || header_label(headers[i]) == LABEL_PLACE;
    }
    return t;
}

/* Another column with the same words before this part of them. */
static bool has_part(const struct slice *headers, size_t n, size_t i, struct slice stem,
                     enum part part) {
    for (size_t k = 0; k < n; k++) {
        if (headers[k].n < stem.n || !same(slice_cut(headers[k], 0, stem.n), stem))
            continue;
        struct cut other = cut_header(headers[k]);
        if (k != i && other.part == part && same(other.stem, stem))
            return true;
    }
    return false;
}

/* First is no ordinal beside Last, Surname or Name. */
static bool is_of_name(const struct headtable *t, size_t i, const struct cut *c) {
    enum part want = c->part == PART_SURNAME ? PART_GIVEN : PART_SURNAME;
    return t->named || has_part(t->headers, t->n, i, c->stem, want);
}

/* Day, month and year stand side by side, in whatever order. */
static bool is_of_date(const struct slice *headers, size_t n, size_t i, const struct cut *c) {
    size_t from = i < 2 ? 0 : i - 2;
    size_t to = i + 3 < n ? i + 3 : n;
    bool all = true;
    for (int part = PART_DAY; part <= PART_YEAR; part++)
        all = all && ((int)c->part == part ||
                      has_part(headers + from, to - from, i - from, c->stem, (enum part)part));
    return all;
}

/* The stem, a space and the words. */
static struct slice write(char room[FULLER_MAX], struct slice stem, const char *said) {
    size_t n = strlen(said);
    if (stem.n > 0)
        memcpy(room, stem.p, stem.n);
    size_t at = stem.n;
    if (at > 0)
        room[at++] = ' ';
    memcpy(room + at, said, n);
    return (struct slice){room, at + n};
}

struct slice header_fuller(char room[FULLER_MAX], const struct headtable *t, size_t i) {
    static const char *const said[] = {
        [PART_GIVEN] = "first name", [PART_MIDDLE] = "middle name", [PART_SURNAME] = "surname",
        [PART_DAY] = "dob dd",       [PART_MONTH] = "dob mm",       [PART_YEAR] = "dob yyyy",
        [PART_SENDER] = "sender",    [PART_RECEIVER] = "recipient"};
    const struct slice own = t->headers[i];
    const struct cut c = cut_header(own);
    if (c.part == PART_NONE || c.stem.n > STEM_MAX || header_label(own) != LABEL_NONE)
        return own;
    if (c.part == PART_POSTCODE)
        return t->placed && c.stem.n == 0 ? slice_of("postcode") : own;
    if (c.part >= PART_SENDER)
        return t->letters && c.stem.n == 0 ? slice_of(said[c.part]) : own;
    bool date = c.part >= PART_DAY;
    if (date ? !is_of_date(t->headers, t->n, i, &c) : !is_of_name(t, i, &c))
        return own;
    return write(room, date ? (struct slice){0} : c.stem, said[c.part]);
}
