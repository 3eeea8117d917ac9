#include "run/shifted.h"

#include <string.h>

#include "find/opaque.h"
#include "redact/datetext.h"

#define DATE_MAX   40 /* bytes of a date in text */
#define DATE_WORDS 6  /* words, or figures between signs */

static bool in_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (signed char)c < 0;
}

static bool begins(const struct date_part *p) {
    return p->start == 0 && p->end > 0;
}

/* A date that action_shift moves, without a word like "in" before it. */
static bool is_moved(struct slice s) {
    struct date_text d;
    return date_read(&d, s) && d.when.month != 0 && (d.when.day != 0 || d.when.year != 0) &&
           (begins(&d.day) || begins(&d.month) || begins(&d.year));
}

/* The length of the longest date that starts s, or 0; s begins with a word. */
static size_t date_at(struct slice s) {
    size_t best = 0, words = 0;
    for (size_t i = 0; i < s.n && i < DATE_MAX && s.p[i] != '\n' && words < DATE_WORDS; i++) {
        if (!in_word(s.p[i]) || (i + 1 < s.n && in_word(s.p[i + 1])))
            continue;
        words++;
        if (is_moved(slice_cut(s, 0, i + 1)))
            best = i + 1;
    }
    return best;
}

/* Walks over the dates and placeholders of dates in s. */
struct walk {
    struct slice s;
    size_t at;
};

/* The next one; *text: it is a date, not a placeholder. Returns its length, 0 at the end. */
static size_t next_date(struct walk *w, size_t *start, bool *text) {
    while (w->at < w->s.n) {
        struct slice rest = slice_cut(w->s, w->at, w->s.n);
        bool first = in_word(rest.p[0]) && (w->at == 0 || !in_word(rest.p[-1]));
        size_t n = placeholder_at(rest, NULL), date = n == 0 && first ? date_at(rest) : 0;
        *start = w->at;
        *text = date > 0;
        w->at += n > 0 ? n : date > 0 ? date : 1;
        if (date > 0 || (n > 0 && opaque_label(rest) == LABEL_DATE))
            return n > 0 ? n : date;
    }
    return 0;
}

static size_t count_dates(struct slice s) {
    struct walk w = {s, 0};
    size_t start, n = 0;
    bool text;
    while (next_date(&w, &start, &text) > 0)
        n++;
    return n;
}

/* Blanks the first `most` of s, placeholders counted and left. */
static bool blank(struct slice *s, size_t most, struct arena *a) {
    struct slice copy = arena_copy(a, *s);
    struct walk w = {*s, 0};
    size_t start, n;
    bool text;
    if (!copy.p)
        return false;
    char *p = (char *)(uintptr_t)copy.p;
    for (size_t i = 0; i < most && (n = next_date(&w, &start, &text)) > 0; i++)
        if (text)
            memset(p + start, ' ', n);
    *s = copy;
    return true;
}

enum status shifted_blank(struct slice *before, struct slice *after, struct arena *a,
                          struct err *e) {
    size_t n = count_dates(*before);
    if (n == 0 || after->n == 0)
        return ST_OK;
    bool ok = blank(before, n, a) && blank(after, n, a);
    return ok ? ST_OK : err_memory(e);
}
