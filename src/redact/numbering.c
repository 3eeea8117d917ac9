#include "redact/numbering.h"
#include "find/placeholder.h"

#include <string.h>

#include "base/sort.h"
#include "redact/people.h"
#include "redact/table.h"

/* Numbers the input brought for one label, skipped when new ones are given. */
struct reserved {
    uint32_t *v;
    size_t n, cap;
    size_t next; /* v[0 .. next) are below the counter; meaningful while sorted */
    bool sorted;
};

struct counter {
    uint32_t last; /* the number given last; 0: none yet */
    struct reserved reserved;
};

/* A mention that was shown, so that it need not be read again when its number is asked for. */
struct shown {
    const char *text;
    uint32_t start, end, noted; /* noted: what people_note said */
};

struct numbering {
    struct arena *arena;
    struct people *people;
    struct table texts[LABEL_COUNT]; /* other labels: folded text → number */
    struct counter counter[LABEL_COUNT];
    uint32_t *person_number; /* by person; 0: not shown yet */
    size_t person_cap;
    struct shown *shown; /* in the order of numbering_learn, in which numbers are asked for too */
    size_t n_shown, cap_shown, next_shown;
};

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "memory is out");
}

enum status numbering_new(struct numbering **out, struct arena *a, struct err *e) {
    struct numbering *nb = arena_calloc(a, 1, sizeof *nb);
    if (!nb)
        return no_memory(e);
    nb->arena = a;
    for (int l = 0; l < LABEL_COUNT; l++)
        nb->texts[l].arena = a;
    *out = nb;
    return people_new(&nb->people, a, e);
}

/* ---- numbers the input brought ---- */

static bool reserve(struct numbering *nb, enum label label, uint32_t number) {
    struct reserved *r = &nb->counter[label].reserved;
    if (r->n == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : 16;
        uint32_t *v = arena_alloc(nb->arena, cap * sizeof *v);
        if (!v)
            return false;
        if (r->n)
            memcpy(v, r->v, r->n * sizeof *v);
        r->v = v;
        r->cap = cap;
    }
    r->v[r->n++] = number;
    r->sorted = false;
    return true;
}

enum status numbering_reserve(struct numbering *nb, struct slice text, struct err *e) {
    const char *at;
    while (text.n > 0 && (at = memchr(text.p, '[', text.n)) != NULL) {
        text = slice_cut(text, (size_t)(at - text.p), text.n);
        enum label label;
        uint32_t number;
        size_t len = placeholder_number(text, &label, &number);
        if (len && !reserve(nb, label, number))
            return no_memory(e);
        text = slice_cut(text, len ? len : 1, text.n);
    }
    return ST_OK;
}

static int by_value(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

static uint32_t next_number(struct counter *c) {
    struct reserved *r = &c->reserved;
    if (!r->sorted && r->n) {
        sort_array(r->v, r->n, sizeof *r->v, by_value);
        r->next = 0;
    }
    r->sorted = true;
    c->last++;
    while (r->next < r->n && r->v[r->next] <= c->last)
        c->last += r->v[r->next++] == c->last;
    return c->last;
}

/* ---- people ---- */

static bool add_shown(struct numbering *nb, struct shown s) {
    if (nb->n_shown == nb->cap_shown) {
        size_t cap = nb->cap_shown ? nb->cap_shown * 2 : 16;
        struct shown *v = arena_alloc(nb->arena, cap * sizeof *v);
        if (!v)
            return false;
        if (nb->n_shown)
            memcpy(v, nb->shown, nb->n_shown * sizeof *v);
        nb->shown = v;
        nb->cap_shown = cap;
    }
    nb->shown[nb->n_shown++] = s;
    return true;
}

/* What people_note said of the mention, if it is the next of those that were shown. */
static bool was_shown(struct numbering *nb, struct slice text, const struct span *s,
                      uint32_t *noted) {
    if (nb->next_shown == nb->n_shown)
        return false;
    const struct shown *next = &nb->shown[nb->next_shown];
    if (next->text != text.p || next->start != s->start || next->end != s->end)
        return false;
    *noted = next->noted;
    nb->next_shown++;
    return true;
}

enum status numbering_learn(struct numbering *nb, struct slice text, const struct span_list *spans,
                            struct err *e) {
    for (size_t i = 0; i < spans->n; i++) {
        const struct span *s = &spans->v[i];
        if (s->label != LABEL_NAME || s->start >= s->end || s->end > text.n)
            continue;
        struct mention m;
        uint32_t noted = 0;
        enum status st = mention_read(&m, text, s->start, s->end, nb->arena, e);
        if (!st)
            st = people_note(nb->people, &m, &noted, e);
        if (!st && !add_shown(nb, (struct shown){text.p, s->start, s->end, noted}))
            st = no_memory(e);
        if (st)
            return st;
    }
    return ST_OK;
}

/* Makes room for the number of a person. */
static bool person_room(struct numbering *nb, uint32_t person) {
    if (person < nb->person_cap)
        return true;
    size_t cap = nb->person_cap ? nb->person_cap * 2 : 16;
    while (cap <= person)
        cap *= 2;
    uint32_t *v = arena_calloc(nb->arena, cap, sizeof *v);
    if (!v)
        return false;
    if (nb->person_cap)
        memcpy(v, nb->person_number, nb->person_cap * sizeof *v);
    nb->person_number = v;
    nb->person_cap = cap;
    return true;
}

static enum status number_of_person(struct numbering *nb, struct slice text, const struct span *s,
                                    uint32_t *number, struct err *e) {
    struct mention m;
    uint32_t person = 0, noted = 0;
    enum status st = ST_OK;
    if (!was_shown(nb, text, s, &noted)) {
        st = mention_read(&m, text, s->start, s->end, nb->arena, e);
        if (!st)
            st = people_note(nb->people, &m, &noted, e);
    }
    if (!st)
        st = people_find(nb->people, noted, &person, e);
    if (st)
        return st;
    if (!person_room(nb, person))
        return no_memory(e);
    if (nb->person_number[person] == 0)
        nb->person_number[person] = next_number(&nb->counter[LABEL_NAME]);
    *number = nb->person_number[person];
    return ST_OK;
}

/* ---- other labels ---- */

/* Equal folded texts have one number; spaces and punctuation do not count in numbers and addresses
 * of people (07700 900 123, AB 12 34 56 C). */
static enum status number_of_text(struct numbering *nb, struct slice text, const struct span *s,
                                  uint32_t *number, struct err *e) {
    bool tight = s->label == LABEL_CONTACT || s->label == LABEL_ID;
    struct table *t = &nb->texts[s->label];
    struct slice key;
    enum status st = mention_text_key(&key, slice_cut(text, s->start, s->end), tight, nb->arena, e);
    if (st)
        return st;
    const uint32_t *known = table_get(t, key);
    if (known) {
        *number = *known;
        return ST_OK;
    }
    *number = next_number(&nb->counter[s->label]);
    return table_put(t, key, *number) ? ST_OK : no_memory(e);
}

enum status numbering_number(struct numbering *nb, struct slice text, const struct span *s,
                             uint32_t *number, struct err *e) {
    if (s->label == LABEL_NAME)
        return number_of_person(nb, text, s, number, e);
    return number_of_text(nb, text, s, number, e);
}
