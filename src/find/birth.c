#include "find/birth.h"

#include <stdio.h>

#include "text/numerals.h"

static struct slice text_of(const struct scan *s, uint32_t i) {
    return slice_cut(s->text, s->tok[i].start, s->tok[i].end);
}

static uint32_t value_of(struct slice s) {
    uint32_t v = 0;
    for (size_t i = 0; i < s.n && i < 8; i++)
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    return v;
}

static bool is_ending(struct slice w) {
    return w.n == 2 &&
           (slice_is(w, "st") || slice_is(w, "nd") || slice_is(w, "rd") || slice_is(w, "th"));
}

/* Two figures stand for a year of the last hundred. */
static uint32_t full_year(uint32_t year, size_t figures) {
    if (figures > 2)
        return year;
    return year > 26 ? 1900 + year : 2000 + year;
}

static bool sound(const struct birth *b) {
    return b->day >= 1 && b->day <= 31 && b->month >= 1 && b->month <= 12 && b->year >= 1880 &&
           b->year < 2100;
}

bool birth_read(struct birth *out, const struct scan *value) {
    uint32_t part[3] = {0}, n = 0, named = 3;
    size_t figures[3] = {0};
    for (uint32_t i = 0; i < value->n; i++) {
        const struct token *t = &value->tok[i];
        struct slice w = text_of(value, i);
        if (t->kind == TOK_SYMBOL || (t->kind == TOK_WORD && n > 0 && is_ending(w)))
            continue;
        if (n == 3 && value->n > 5) /* 2011-07-04 00:00:00 */
            break;
        if (n == 3)
            return false;
        if (t->kind == TOK_WORD)
            named = n;
        part[n] = t->kind == TOK_NUMBER ? value_of(w) : month_number(w);
        figures[n++] = w.n;
    }
    if (n < 3)
        return false;
    bool year_first = figures[0] == 4 && named != 0;
    if (year_first)
        *out = (struct birth){part[2], part[1], part[0]};
    else if (named == 0)
        *out = (struct birth){part[1], part[0], full_year(part[2], figures[2])};
    else
        *out = (struct birth){part[0], part[1], full_year(part[2], figures[2])};
    return sound(out);
}

/* ---- forms ---- */

/* Adds a phrase by its text. */
static enum status add(struct phrase_list *l, struct slice text, uint8_t tag,
                       const struct lexicon *lx, struct arena *a, struct err *e) {
    struct scan s;
    struct slice copy = arena_copy(a, text);
    if (!copy.p)
        return err_set(e, ST_MEMORY, "out of memory");
    enum status st = tokens_make(&s, copy, lx, a, e);
    return st == ST_OK ? phrase_list_add(l, &s, 0, s.n, tag, e) : st;
}

static const char *ending_of(uint32_t day) {
    bool teen = day / 10 == 1;
    return !teen && day % 10 == 1   ? "st"
           : !teen && day % 10 == 2 ? "nd"
           : !teen && day % 10 == 3 ? "rd"
                                    : "th";
}

enum { FORMS = 20, FORM = 40 };

/* The forms of a date; what stands between its parts does not matter to phrases. */
static size_t write_forms(char form[FORMS][FORM], const struct birth *b) {
    const char *full = month_word(b->month), *end = ending_of(b->day);
    uint32_t d = b->day, m = b->month, y = b->year, yy = b->year % 100;
    size_t n = 0;
#define WRITE(...) (void)snprintf(form[n++], FORM, __VA_ARGS__)
    WRITE("%02u %02u %u", d, m, y);
    WRITE("%u %u %u", d, m, y);
    WRITE("%02u %u %u", d, m, y);
    WRITE("%u %02u %u", d, m, y);
    WRITE("%02u %02u %02u", d, m, yy);
    WRITE("%u %u %02u", d, m, yy);
    WRITE("%u %02u %02u", y, m, d);
    WRITE("%02u%02u%u", d, m, y);
    WRITE("%u%02u%02u", y, m, d);
    WRITE("%02u%02u%02u", d, m, yy);
    WRITE("%u %s %u", d, full, y);
    WRITE("%u %.3s %u", d, full, y);
    WRITE("%u %.3s %02u", d, full, yy);
    WRITE("%u%s %s %u", d, end, full, y);
    WRITE("%u%s of %s %u", d, end, full, y);
    WRITE("%u %s", d, full);
    WRITE("%u%s %s", d, end, full);
    WRITE("%u%s of %s", d, end, full);
    WRITE("%s %u %u", full, d, y);
    WRITE("%s %u%s", full, d, end);
#undef WRITE
    return n;
}

#define ALL_IN_ONE 6 /* figures of the shortest form that is one number */

bool birth_may_stand(const struct birth *b, const struct scan *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        const struct slice w = text_of(s, i);
        if (s->tok[i].kind == TOK_NUMBER && (w.n >= ALL_IN_ONE || value_of(w) == b->day))
            return true;
    }
    return false;
}

enum status birth_forms(struct phrase_list *l, const struct birth *b, uint8_t tag,
                        const struct lexicon *lx, struct arena *a, struct err *e) {
    char form[FORMS][FORM];
    size_t n = write_forms(form, b);
    enum status st = ST_OK;
    for (size_t i = 0; i < n && st == ST_OK; i++)
        st = add(l, slice_of(form[i]), tag, lx, a, e);
    return st;
}

/* ---- ages ---- */

static char symbol(const struct scan *s, int64_t i) {
    return i >= 0 && i < s->n && s->tok[i].kind == TOK_SYMBOL ? s->text.p[s->tok[i].start] : '\0';
}

static bool dated(const struct scan *s, uint32_t i) {
    if (i > 0 && s->tok[i - 1].kind == TOK_WORD && month_number(text_of(s, i - 1)))
        return true;
    char before = symbol(s, (int64_t)i - 1), after = symbol(s, (int64_t)i + 1);
    bool joined = (before && strchr("/-.", before) && i > 1 && s->tok[i - 2].kind == TOK_NUMBER) ||
                  (after && strchr("/-.", after) && i + 2 < s->n &&
                   s->tok[i + 2].kind == TOK_NUMBER && !s->tok[i + 2].space);
    return joined;
}

static void note_year(struct years *y, uint32_t year) {
    for (uint32_t i = 0; i < y->n; i++)
        if (y->v[i] == year)
            return;
    if (y->n < BIRTH_YEARS)
        y->v[y->n++] = year;
}

void birth_years(struct years *y, const struct scan *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        struct slice w = text_of(s, i);
        uint32_t year = s->tok[i].kind == TOK_NUMBER && w.n == 4 ? value_of(w) : 0;
        if (year >= 1900 && year < 2100 && dated(s, i))
            note_year(y, year);
    }
}

static enum status add_age(struct phrase_list *l, uint32_t age, uint8_t tag,
                           const struct lexicon *lx, struct arena *a, struct err *e) {
    char text[32];
    (void)snprintf(text, sizeof text, "%u", age);
    enum status st = add(l, slice_of(text), tag, lx, a, e);
    if (st != ST_OK || age >= 100)
        return st;
    number_words(text, age, ' ');
    return add(l, slice_of(text), tag, lx, a, e);
}

enum status birth_ages(struct phrase_list *l, const struct birth *b, const struct years *y,
                       uint8_t tag, const struct lexicon *lx, struct arena *a, struct err *e) {
    enum status st = ST_OK;
    for (uint32_t i = 0; i < y->n; i++)
        for (uint32_t less = 0; less < 2 && st == ST_OK; less++)
            if (y->v[i] > b->year + less && y->v[i] - less - b->year < 115)
                st = add_age(l, y->v[i] - less - b->year, tag, lx, a, e);
    return st;
}

/* Words that may follow a bare age: they count nothing. */
static bool may_follow(const struct token *t, struct slice w) {
    static const char *const words[] = {
        "and", "or", "but", "now", "when", "who",  "with",  "at", "then", "years", "year",
        "yrs", "yr", "yo",  "y",   "old",  "in",   "on",    "by", "next", "this",  "last",
        "so",  "as", "if",  "she", "he",   "they", "today", "is", "was",  "has"};
    if (t->kind != TOK_WORD)
        return t->kind != TOK_NUMBER;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(w, words[i]))
            return true;
    return false;
}

bool birth_stands(const struct scan *s, uint32_t i, uint32_t end) {
    char before = symbol(s, (int64_t)i - 1), after = symbol(s, end);
    bool touched = i > 0 && !s->tok[i].space;
    if (touched && !strchr("(,\"'-", before ? before : 'x'))
        return false;
    if (before && strchr("#$%&*+=@:", before))
        return false;
    if (touched && strchr("'-", before) && i > 1 && !s->tok[i - 1].space)
        return false; /* the day of 2023-03-14, the end of a code */
    if (after && strchr("/%:.-", after) && end + 1 < s->n && !s->tok[end + 1].space)
        return false;
    return after == '%' ? false : end >= s->n || may_follow(&s->tok[end], text_of(s, end));
}
