#include "io/kept.h"

#include <stdlib.h>

/* The line that is being added to; NULL when memory is out. */
static struct kept_line *open_line(struct kept *k) {
    if (k->open)
        return &k->lines[k->n - 1];
    if (k->n == k->cap) {
        size_t cap = k->cap ? k->cap * 2 : 64;
        struct kept_line *v = realloc(k->lines, cap * sizeof *v);
        if (!v)
            return NULL;
        k->lines = v;
        k->cap = cap;
    }
    k->lines[k->n] = (struct kept_line){.window = k->window_end, .source = k->source_end};
    k->open = true;
    return &k->lines[k->n++];
}

bool kept_add(struct kept *k, struct slice source, size_t window, bool ends_line) {
    struct kept_line *line = open_line(k);
    if (!line || !buf_add_slice(&k->source, source))
        return false;
    k->window_end += window;
    k->source_end += source.n;
    line->window = k->window_end;
    line->source = k->source_end;
    k->open = !ends_line;
    return true;
}

bool kept_bad(struct kept *k, struct bad bad) {
    struct kept_line *line = open_line(k);
    if (line && !line->bad.kind) {
        line->bad = bad;
        line->bad_window = k->window_end;
        line->bad_source = k->source_end;
    }
    return line != NULL;
}

/* Bytes of the source before place n of the window, which is a line's end. */
static uint64_t source_at(const struct kept *k, size_t n) {
    uint64_t at = k->window_taken + n, found = k->source_taken;
    for (size_t i = k->first; i < k->n && k->lines[i].window <= at; i++)
        found = k->lines[i].source;
    return found;
}

/* Moves what is left to the front when that costs no more than what was taken. */
static void compact(struct kept *k) {
    size_t left = k->source.n - k->start, lines = k->n - k->first;
    if (k->start > 0 && k->start >= left) {
        if (left)
            memmove(k->source.p, k->source.p + k->start, left);
        k->source.n = left;
        k->start = 0;
    }
    if (k->first > 0 && k->first >= lines) {
        if (lines)
            memmove(k->lines, k->lines + k->first, lines * sizeof *k->lines);
        k->n = lines;
        k->first = 0;
    }
}

void kept_take(struct kept *k, size_t n) {
    uint64_t source = source_at(k, n);
    k->start += (size_t)(source - k->source_taken);
    k->source_taken = source;
    k->window_taken += n;
    while (k->first < k->n && k->lines[k->first].window <= k->window_taken)
        k->first++;
    if (k->first == k->n)
        k->open = false;
    compact(k);
}

struct slice kept_source(const struct kept *k, size_t n) {
    return slice_cut(buf_slice(&k->source), k->start,
                     k->start + (size_t)(source_at(k, n) - k->source_taken));
}

const struct kept_line *kept_find_bad(const struct kept *k, size_t n) {
    for (size_t i = k->first; i < k->n; i++)
        if (k->lines[i].bad.kind && k->lines[i].bad_window < k->window_taken + n)
            return &k->lines[i];
    return NULL;
}

void kept_free(struct kept *k) {
    buf_free(&k->source);
    free(k->lines);
    *k = (struct kept){0};
}
