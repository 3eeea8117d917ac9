#include "find/span.h"

#include "base/sort.h"

static const char *const names[LABEL_COUNT] = {"NONE", "NAME",    "AGE", "PLACE",
                                               "DATE", "CONTACT", "ID",  "GROUP"};

const char *label_name(enum label l) {
    return (unsigned)l < LABEL_COUNT ? names[l] : names[LABEL_NONE];
}

enum label label_from(struct slice s) {
    for (unsigned l = LABEL_NONE + 1; l < LABEL_COUNT; l++)
        if (slice_is(s, names[l]))
            return (enum label)l;
    return LABEL_NONE;
}

/* The old array stays in the arena: doubling wastes no more than the list itself. */
static bool grow(struct span_list *l, struct arena *a) {
    size_t cap = l->cap ? l->cap * 2 : 4;
    if (cap < l->cap || cap > SIZE_MAX / sizeof *l->v)
        return false;
    struct span *v = arena_alloc(a, cap * sizeof *v);
    if (!v)
        return false;
    if (l->n)
        memcpy(v, l->v, l->n * sizeof *v);
    l->v = v;
    l->cap = cap;
    return true;
}

bool span_add(struct span_list *l, struct span s, struct arena *a) {
    if (l->n == l->cap && !grow(l, a))
        return false;
    l->v[l->n++] = s;
    return true;
}

/* Label and rule come last so that the order never depends on the sort's stability. */
static int compare(const void *pa, const void *pb) {
    const struct span *a = pa, *b = pb;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    if (a->origin != b->origin)
        return a->origin < b->origin ? -1 : 1;
    if (a->label != b->label)
        return a->label < b->label ? -1 : 1;
    return (a->rule > b->rule) - (a->rule < b->rule);
}

void span_sort(struct span_list *l) {
    if (l->n > 1)
        sort_array(l->v, l->n, sizeof *l->v, compare);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',';
}

void span_trim_start(struct span *s, struct slice text) {
    while (s->start < s->end && is_blank(text.p[s->start]))
        s->start++;
}

void span_trim_end(struct span *s, struct slice text) {
    while (s->end > s->start && is_blank(text.p[s->end - 1]))
        s->end--;
}

bool span_says_something(const struct span *s, struct slice text) {
    for (uint32_t i = s->start; i < s->end; i++) {
        unsigned char c = (unsigned char)text.p[i], letter = c | 0x20;
        if (c >= 0x80 || (c >= '0' && c <= '9') || (letter >= 'a' && letter <= 'z'))
            return true;
    }
    return false;
}
