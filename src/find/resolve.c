#include "find/resolve.h"

#include "base/sort.h"

static int by_strength(const void *x, const void *y) {
    const struct span *a = x, *b = y;
    if (a->origin != b->origin)
        return a->origin < b->origin ? -1 : 1;
    uint32_t na = a->end - a->start, nb = b->end - b->start;
    if (na != nb)
        return na > nb ? -1 : 1;
    if (a->label != b->label)
        return a->label < b->label ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

struct cover {
    unsigned char *taken; /* a byte for each of the text */
    struct slice text;
    struct span_list out;
    struct arena *arena;
};

/* Adds what of s is not taken yet, and takes it. */
static bool place(struct cover *c, struct span s) {
    uint32_t i = s.start;
    while (i < s.end) {
        while (i < s.end && c->taken[i])
            i++;
        uint32_t from = i;
        while (i < s.end && !c->taken[i])
            i++;
        struct span piece = s;
        piece.start = from;
        piece.end = i;
        if (from != s.start)
            span_trim_start(&piece, c->text);
        if (i != s.end)
            span_trim_end(&piece, c->text);
        /* a piece that holds no letter and no figure identifies nobody */
        if (!span_says_something(&piece, c->text))
            continue;
        memset(c->taken + piece.start, 1, piece.end - piece.start);
        if (!span_add(&c->out, piece, c->arena))
            return false;
    }
    return true;
}

enum status resolve(struct span_list *spans, const struct span_list *left, struct slice text,
                    struct arena *a, struct err *e) {
    if (spans->n == 0)
        return ST_OK;
    struct cover c = {.text = text, .arena = a};
    c.taken = arena_calloc(a, text.n + 1, 1);
    if (!c.taken)
        return err_set(e, ST_MEMORY, "out of memory");
    sort_array(spans->v, spans->n, sizeof *spans->v, by_strength);
    size_t i = 0;
    for (; i < spans->n && spans->v[i].origin < BY_LEAVE; i++)
        if (!place(&c, spans->v[i]))
            return err_set(e, ST_MEMORY, "out of memory");
    for (size_t k = 0; k < left->n; k++)
        memset(c.taken + left->v[k].start, 1, left->v[k].end - left->v[k].start);
    for (; i < spans->n; i++)
        if (!place(&c, spans->v[i]))
            return err_set(e, ST_MEMORY, "out of memory");
    span_sort(&c.out);
    *spans = c.out;
    return ST_OK;
}

/* True when the span is one letter, with its full stop or without. */
static bool is_initial(const struct span *s, struct slice text) {
    uint32_t end = s->end;
    while (end > s->start + 1 && text.p[end - 1] == '.')
        end--;
    unsigned char c = (unsigned char)text.p[s->start];
    return end == s->start + 1 && c >= 'A' && c <= 'Z';
}

/* What joins two parts: nothing, a space or hyphen; after an initial its full stop too. */
static bool touches(const struct span *a, const struct span *b, struct slice text, bool initial) {
    uint32_t at = a->end;
    if (b->start < at)
        return false;
    if (initial && at < b->start && text.p[at] == '.')
        at++;
    return b->start == at ||
           (b->start == at + 1 && (text.p[at] == ' ' || (text.p[at] == '-' && !initial)));
}

/* R. Hathersage is somebody, also where Hathersage alone would be a place. */
static bool is_named_place(const struct span *a, const struct span *b, struct slice text) {
    return a->label == LABEL_NAME && b->label == LABEL_PLACE && b->origin == BY_EVIDENCE &&
           is_initial(a, text) && touches(a, b, text, true);
}

/* A value known of the record has a number of its own, which a longer text would not share. */
static bool is_found(const struct span *s) {
    return s->origin != BY_KNOWN && s->origin != BY_COLUMN && s->origin != BY_DENY;
}

static bool joins(const struct span *a, const struct span *b, struct slice text) {
    if (is_named_place(a, b, text))
        return true;
    if (a->label != b->label)
        return false;
    if (a->label == LABEL_PLACE)
        return is_found(a) && is_found(b) && b->start == a->end + 1 && text.p[a->end] == ' ';
    return a->label == LABEL_NAME && touches(a, b, text, false);
}

void resolve_join(struct span_list *spans, struct slice text) {
    size_t n = 0;
    for (size_t i = 0; i < spans->n; i++) {
        if (n && joins(&spans->v[n - 1], &spans->v[i], text))
            spans->v[n - 1].end = spans->v[i].end;
        else
            spans->v[n++] = spans->v[i];
    }
    spans->n = n;
}

/* The full stop of an initial belongs to the name: J.P., Sarah K. */
static bool ends_in_initial(const struct span *s, struct slice text) {
    uint32_t letter = s->end - 2;
    if (s->label != LABEL_NAME || s->end < s->start + 2 || text.p[s->end - 1] != '.')
        return false;
    unsigned char c = (unsigned char)text.p[letter], before = ' ';
    if (letter > s->start)
        before = (unsigned char)text.p[letter - 1];
    bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return is_letter && (before == ' ' || before == '.' || before == '-');
}

static bool is_trimmed(const struct span *s) {
    return s->label != LABEL_CONTACT && (s->origin == BY_RULE || s->origin == BY_EVIDENCE);
}

void resolve_trim(struct span_list *spans, struct slice text) {
    for (size_t i = 0; i < spans->n; i++) {
        struct span *s = &spans->v[i];
        if (!is_trimmed(s))
            continue;
        while (s->end > s->start + 1 && strchr(".,;: \t", text.p[s->end - 1]) &&
               text.p[s->end - 1] && !ends_in_initial(s, text))
            s->end--;
    }
}
