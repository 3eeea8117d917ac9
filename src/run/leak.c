#include "run/leak.h"

#include <stdlib.h>
#include <string.h>

#include "find/placeholder.h"

/* The words of one line, sorted. */
struct words {
    struct slice *v;
    size_t n;
};

static bool part_of_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (signed char)c < 0;
}

static int order(const void *x, const void *y) {
    const struct slice *a = x, *b = y;
    size_t n = a->n < b->n ? a->n : b->n;
    int d = n ? memcmp(a->p, b->p, n) : 0;
    return d ? d : (a->n > b->n) - (a->n < b->n);
}

/* The line without its last member where that is the redactions array, whose offsets are no text.
 */
static struct slice without_redactions(struct slice line) {
    const struct slice mark = slice_of(",\"redactions\":[");
    size_t end = line.n;
    for (size_t i = 0; i + mark.n <= line.n; i++)
        if (memcmp(line.p + i, mark.p, mark.n) == 0)
            end = i;
    return slice_cut(line, 0, end);
}

/* Bytes of what is no word at the head of s: a placeholder, or in JSON an escape; else 0. */
static size_t no_text(struct slice s, bool json) {
    size_t n = placeholder_at(s, NULL);
    if (n > 0 || !json || s.p[0] != '\\')
        return n;
    return s.n > 1 && s.p[1] == 'u' && s.n >= 6 ? 6 : s.n > 1 ? 2 : 1;
}

static bool find_words(struct words *w, struct slice s, bool json) {
    w->n = 0;
    w->v = calloc(s.n + 1, sizeof *w->v);
    for (size_t i = 0; w->v && i < s.n;) {
        size_t skip = no_text(slice_cut(s, i, s.n), json), end = i;
        while (!skip && end < s.n && part_of_word(s.p[end]))
            end++;
        if (end > i)
            w->v[w->n++] = slice_cut(s, i, end);
        i = end > i ? end : i + (skip ? skip : 1);
    }
    if (w->v)
        qsort(w->v, w->n, sizeof *w->v, order);
    return w->v != NULL;
}

/* How many words of b are not in a, each occurrence for itself. */
static size_t beyond(const struct words *a, const struct words *b) {
    size_t n = 0;
    for (size_t i = 0, j = 0; j < b->n;) {
        int d = i < a->n ? order(&a->v[i], &b->v[j]) : 1;
        n += d > 0;
        j += d >= 0;
        i += d <= 0;
    }
    return n;
}

static enum status leak_line(size_t *n, struct slice before, struct slice after, struct err *e) {
    struct words a = {0}, b = {0};
    bool ok = find_words(&a, without_redactions(before), true) &&
              find_words(&b, without_redactions(after), true);
    *n = ok ? beyond(&a, &b) : 0;
    free(a.v);
    free(b.v);
    return ok ? ST_OK : err_memory(e);
}

enum status leak_texts(size_t *shown, size_t *hidden, struct slice before, struct slice after,
                       struct err *e) {
    struct words a = {0}, b = {0};
    bool ok = find_words(&a, before, false) && find_words(&b, after, false);
    *shown = ok ? beyond(&a, &b) : 0;
    *hidden = ok ? beyond(&b, &a) : 0;
    free(a.v);
    free(b.v);
    return ok ? ST_OK : err_memory(e);
}

/* Takes the first line off *rest. False at the end. */
static bool take_line(struct slice *line, struct slice *rest) {
    const char *nl = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
    size_t n = nl ? (size_t)(nl - rest->p) : rest->n;
    bool any = rest->n > 0;
    *line = (struct slice){rest->p, n};
    *rest = slice_cut(*rest, nl ? n + 1 : n, rest->n);
    return any;
}

enum status leak_count(size_t *words, size_t *line, struct slice before, struct slice after,
                       bool was_cut, struct err *e) {
    struct slice was, is;
    *words = *line = 0;
    for (size_t at = 1; take_line(&is, &after); at++) {
        size_t n = 0;
        if (!take_line(&was, &before)) {
            if (!was_cut)
                break;
            was = (struct slice){"", 0};
        }
        enum status st = leak_line(&n, was, is, e);
        if (st != ST_OK)
            return st;
        *words += n;
        if (n > 0 && *line == 0)
            *line = at;
    }
    return ST_OK;
}
