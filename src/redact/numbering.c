#include "redact/numbering.h"

#include <string.h>

#include "base/buf.h"
#include "base/sort.h"
#include "find/placeholder.h"
#include "redact/beside.h"
#include "redact/people.h"
#include "redact/table.h"
#include "redact/together.h"

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

/* What is kept of a person of people.h. */
struct told {
    uint32_t number;    /* 0: not shown yet */
    uint8_t role;       /* enum role under which it was numbered */
    struct slice value; /* canonical, from a field that says who it is; n 0: none */
    struct slice name;  /* what pseudonyms are made from; p NULL: not asked for yet */
};

/* A value for a mention whose person is not known yet. */
struct claim {
    uint32_t noted;
    struct slice value;
};

struct numbering {
    struct arena *arena;   /* as long as the numbering lives */
    struct arena *scratch; /* of the record */
    struct people *people;
    struct table texts[LABEL_COUNT]; /* other labels: folded text → number */
    struct counter counter[LABEL_COUNT];
    struct counter *role_counter; /* ROLE_COUNT of them; NULL: none has been asked for */
    bool roles;                   /* people are numbered by role where one is said */
    struct told *told;            /* by person */
    size_t cap_told;
    struct claim *claim;
    size_t n_claim, cap_claim;
    struct table names;  /* told names → how many people have that name */
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
    nb->arena = nb->scratch = a;
    nb->names.arena = a;
    for (int l = 0; l < LABEL_COUNT; l++)
        nb->texts[l].arena = a;
    *out = nb;
    return people_new(&nb->people, a, e);
}

void numbering_use_roles(struct numbering *nb) {
    nb->roles = true;
}

void numbering_next_record(struct numbering *nb, struct arena *a) {
    nb->scratch = a;
    nb->shown = NULL;
    nb->n_shown = nb->cap_shown = nb->next_shown = 0;
    nb->claim = NULL;
    nb->n_claim = nb->cap_claim = 0;
}

/* ---- numbers the input brought ---- */

static bool reserve(struct numbering *nb, struct counter *c, uint32_t number) {
    struct reserved *r = &c->reserved;
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

/* NULL when memory is out. */
static struct counter *counter_of_role(struct numbering *nb, enum role role) {
    if (!nb->role_counter)
        nb->role_counter = arena_calloc(nb->arena, ROLE_COUNT, sizeof *nb->role_counter);
    return nb->role_counter ? &nb->role_counter[role] : NULL;
}

enum status numbering_reserve(struct numbering *nb, struct slice text, struct err *e) {
    const char *at;
    while (text.n > 0 && (at = memchr(text.p, '[', text.n)) != NULL) {
        text = slice_cut(text, (size_t)(at - text.p), text.n);
        enum label label = LABEL_NONE;
        enum role role = ROLE_NONE;
        uint32_t number;
        size_t len = placeholder_number(text, &label, &number);
        struct counter *c = &nb->counter[label];
        if (len == 0 && (len = placeholder_role(text, &role, &number)) > 0)
            c = counter_of_role(nb, role);
        if (len && (!c || !reserve(nb, c, number)))
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

/* Room for one more element of an array in the record's memory; NULL when memory is out. */
static void *grown(struct numbering *nb, void *old, size_t n, size_t *cap, size_t size) {
    if (n < *cap)
        return old;
    size_t more = *cap ? *cap * 2 : 16;
    void *v = arena_alloc(nb->scratch, more * size);
    if (v && n)
        memcpy(v, old, n * size);
    if (v)
        *cap = more;
    return v;
}

static bool add_shown(struct numbering *nb, struct shown s) {
    struct shown *v = grown(nb, nb->shown, nb->n_shown, &nb->cap_shown, sizeof *v);
    if (!v)
        return false;
    nb->shown = v;
    nb->shown[nb->n_shown++] = s;
    return true;
}

/* list: what is said of all people of a list that this one stands in. */
static enum status note(struct numbering *nb, struct slice text, uint32_t start, uint32_t end,
                        enum list list, uint32_t *noted, struct err *e) {
    struct mention m;
    enum status st = mention_read(&m, text, start, end, nb->scratch, e);
    if (!st) {
        enum role role = role_beside(text, start, end, &m);
        m.role = role == ROLE_NONE ? m.role : (uint8_t)role;
        if (list == LIST_PARENTS && m.role == ROLE_NONE)
            m.role = ROLE_PARENT;
        enum age age = age_beside(text, end);
        m.minor = list == LIST_CHILDREN || age == AGE_MINOR;
        m.adult = age == AGE_ADULT;
    }
    return st ? st : people_note(nb->people, &m, noted, e);
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

/* The spans before, while a text's spans are learnt. */
struct learnt {
    size_t at;            /* index of the span before */
    uint32_t noted, list; /* of the span before, and of the one before it where a comma parts them;
                             NUMBERING_NOBODY: there is none */
    enum list of;         /* what is said of all people of the list that it ends */
    bool turned;          /* the next span is the rest of its name */
};

static bool is_and(struct slice text, const struct span *a, const struct span *b) {
    struct slice between = slice_cut(text, a->end, b->start);
    return slice_is(between, " and ") || slice_is(between, " & ");
}

/* What the words between this span and the one before say of their people. */
static enum status learn_between(struct numbering *nb, struct slice text,
                                 const struct span_list *spans, size_t i, uint32_t noted,
                                 struct learnt *last, struct err *e) {
    const struct span *a = &spans->v[last->at], *b = &spans->v[i];
    uint32_t before = last->list;
    last->list = NUMBERING_NOBODY;
    if (last->noted == NUMBERING_NOBODY || b->start < a->end)
        return ST_OK;
    switch (together(text, a, b)) {
    case TOGETHER_ONE:
        return people_same(nb->people, last->noted, noted, e);
    case TOGETHER_RELATIVES:
        return people_apart(nb->people, last->noted, noted, true, e);
    case TOGETHER_LISTED:
        last->list = last->noted;
        return ST_OK;
    case TOGETHER_AND:
        if (is_and(text, a, b))
            people_couple(nb->people, last->noted, noted);
        if (before != NUMBERING_NOBODY) {
            enum status st = people_apart(nb->people, before, last->noted, false, e);
            if (!st)
                st = people_apart(nb->people, before, noted, false, e);
            if (st)
                return st;
        }
        return people_apart(nb->people, last->noted, noted, false, e);
    case TOGETHER_UNSAID:
        break;
    }
    return ST_OK;
}

/* Whether a list of names goes on from one span to the next. */
static bool goes_on(struct slice text, const struct span *a, const struct span *b) {
    struct slice between = slice_cut(text, a->end, b->start < a->end ? a->end : b->start);
    return slice_is(between, ", ") || slice_is(between, " and ") || slice_is(between, " & ") ||
           slice_is(between, ", and ") || slice_is(between, "/");
}

static enum status learn_span(struct numbering *nb, struct slice text,
                              const struct span_list *spans, size_t i, uint32_t whose,
                              struct learnt *last, struct err *e) {
    const struct span *s = &spans->v[i];
    const bool turned = !last->turned && together_turned(text, spans, i);
    uint32_t noted = last->turned ? last->noted : whose;
    enum status st = ST_OK;
    enum list list = list_beside(text, s->start);
    if (list == LIST_NONE && last->of != LIST_NONE && goes_on(text, &spans->v[last->at], s))
        list = last->of;
    last->of = list;
    if (!last->turned && (whose == NUMBERING_NOBODY || s->start > 0 || s->end < text.n))
        st = note(nb, text, s->start, turned ? spans->v[i + 1].end : s->end, list, &noted, e);
    if (!st && !add_shown(nb, (struct shown){text.p, s->start, s->end, noted}))
        st = no_memory(e);
    if (!st && !last->turned)
        st = learn_between(nb, text, spans, i, noted, last, e);
    last->at = i;
    last->noted = noted;
    last->turned = turned;
    return st;
}

static bool is_two_words(struct slice s) {
    size_t spaces = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char c = s.p[i];
        spaces += c == ' ';
        if (c >= '0' && c <= '9')
            return false;
    }
    return spaces == 1 && s.n < 40;
}

/* What was taken for a place may be somebody's full name: Dean Hurst, where there are Dean and Mr
 * Hurst. It stays a place, but says that they are one. */
static enum status learn_place(struct numbering *nb, struct slice text, const struct span *s,
                               struct err *e) {
    struct mention m;
    if (s->label != LABEL_PLACE || s->origin != BY_EVIDENCE || s->end > text.n ||
        !is_two_words(slice_cut(text, s->start, s->end)))
        return ST_OK;
    enum status st = mention_read(&m, text, s->start, s->end, nb->scratch, e);
    return st ? st : people_suggest(nb->people, &m, e);
}

enum status numbering_learn(struct numbering *nb, struct slice text, const struct span_list *spans,
                            uint32_t whose, struct err *e) {
    struct learnt last = {0, NUMBERING_NOBODY, NUMBERING_NOBODY, LIST_NONE, false};
    for (size_t i = 0; i < spans->n; i++) {
        const struct span *s = &spans->v[i];
        if (s->label != LABEL_NAME || s->start >= s->end || s->end > text.n)
            continue;
        enum status st = learn_span(nb, text, spans, i, whose, &last, e);
        if (st)
            return st;
    }
    for (size_t i = 0; people_has_titled(nb->people) && i < spans->n; i++) {
        enum status st = learn_place(nb, text, &spans->v[i], e);
        if (st)
            return st;
    }
    return ST_OK;
}

static enum status add_claim(struct numbering *nb, uint32_t noted, struct slice value,
                             struct err *e) {
    struct claim *v = grown(nb, nb->claim, nb->n_claim, &nb->cap_claim, sizeof *v);
    if (!v)
        return no_memory(e);
    nb->claim = v;
    v[nb->n_claim++] = (struct claim){noted, value};
    return ST_OK;
}

enum status numbering_person(struct numbering *nb, uint32_t *whose, const struct slice *names,
                             size_t n, struct slice value, struct err *e) {
    *whose = NUMBERING_NOBODY;
    for (size_t i = 0; i < n; i++) {
        uint32_t noted = 0;
        enum status st = note(nb, names[i], 0, (uint32_t)names[i].n, LIST_NONE, &noted, e);
        if (!st && *whose != NUMBERING_NOBODY)
            st = people_same(nb->people, *whose, noted, e);
        if (st)
            return st;
        if (*whose == NUMBERING_NOBODY)
            *whose = noted;
    }
    return n > 0 && value.n > 0 ? add_claim(nb, *whose, value, e) : ST_OK;
}

/* What is kept of a person; NULL when memory is out. */
static struct told *told_of(struct numbering *nb, uint32_t person) {
    if (person < nb->cap_told)
        return &nb->told[person];
    size_t cap = nb->cap_told ? nb->cap_told * 2 : 16;
    while (cap <= person)
        cap *= 2;
    struct told *v = arena_calloc(nb->arena, cap, sizeof *v);
    if (!v)
        return NULL;
    if (nb->cap_told)
        memcpy(v, nb->told, nb->cap_told * sizeof *v);
    nb->told = v;
    nb->cap_told = cap;
    return &v[person];
}

/* Who is named by span s, NUMBERING_NOBODY when memory is out. */
static enum status person_of(struct numbering *nb, struct slice text, const struct span *s,
                             uint32_t *person, struct err *e) {
    uint32_t noted = 0;
    enum status st = ST_OK;
    if (!was_shown(nb, text, s, &noted))
        st = note(nb, text, s->start, s->end, LIST_NONE, &noted, e);
    return st ? st : people_find(nb->people, noted, person, e);
}

static enum status number_of_person(struct numbering *nb, struct slice text, const struct span *s,
                                    uint32_t *number, enum role *role, struct err *e) {
    uint32_t person = 0;
    enum status st = person_of(nb, text, s, &person, e);
    if (st)
        return st;
    struct told *told = told_of(nb, person);
    if (!told)
        return no_memory(e);
    if (told->number == 0) {
        told->role = nb->roles ? people_role(nb->people, person) : ROLE_NONE;
        struct counter *c =
            told->role ? counter_of_role(nb, (enum role)told->role) : &nb->counter[LABEL_NAME];
        if (!c)
            return no_memory(e);
        told->number = next_number(c);
    }
    *number = told->number;
    *role = (enum role)told->role;
    return ST_OK;
}

/* ---- who it is ---- */

/* Gives claimed values to their people. The first value a person got stays. */
static enum status settle_claims(struct numbering *nb, struct err *e) {
    for (size_t i = 0; i < nb->n_claim; i++) {
        uint32_t person = 0;
        enum status st = people_find(nb->people, nb->claim[i].noted, &person, e);
        struct told *told = st ? NULL : told_of(nb, person);
        if (st || !told)
            return st ? st : no_memory(e);
        if (told->value.n == 0)
            told->value = arena_copy(nb->arena, nb->claim[i].value);
        if (!told->value.p)
            return no_memory(e);
    }
    nb->n_claim = 0;
    return ST_OK;
}

/* A name of its own for each person: the second Khan is "khan#2". */
static bool own_name(struct numbering *nb, struct slice *name) {
    struct buf b = {0};
    uint32_t *known = table_get(&nb->names, *name);
    if (!known)
        return table_put(&nb->names, *name, 1);
    bool ok = buf_add_slice(&b, *name) && buf_add_char(&b, '#') && buf_add_number(&b, ++*known);
    struct slice copy = arena_copy(nb->arena, buf_slice(&b));
    buf_free(&b);
    *name = copy;
    return ok && copy.p;
}

enum status numbering_who(struct numbering *nb, struct slice text, const struct span *s,
                          struct slice *value, struct slice *name, struct err *e) {
    uint32_t person = 0;
    enum status st = person_of(nb, text, s, &person, e);
    if (!st)
        st = settle_claims(nb, e);
    struct told *told = st ? NULL : told_of(nb, person);
    if (st || !told)
        return st ? st : no_memory(e);
    if (!told->name.p) {
        st = people_name(&told->name, nb->people, person, nb->arena, e);
        if (!st && !own_name(nb, &told->name))
            st = no_memory(e);
    }
    *value = told->value;
    *name = told->name;
    return st;
}

/* ---- other labels ---- */

/* Equal folded texts have one number; spaces and punctuation do not count in numbers and addresses
 * of people (07700 900 123, AB 12 34 56 C). */
static enum status number_of_text(struct numbering *nb, struct slice text, const struct span *s,
                                  uint32_t *number, struct err *e) {
    bool tight = s->label == LABEL_CONTACT || s->label == LABEL_ID;
    struct table *t = &nb->texts[s->label];
    struct slice key;
    enum status st =
        mention_text_key(&key, slice_cut(text, s->start, s->end), tight, nb->scratch, e);
    if (st)
        return st;
    const uint32_t *known = table_get(t, key);
    if (known) {
        *number = *known;
        return ST_OK;
    }
    *number = next_number(&nb->counter[s->label]);
    key = arena_copy(nb->arena, key);
    return key.p && table_put(t, key, *number) ? ST_OK : no_memory(e);
}

enum status numbering_number(struct numbering *nb, struct slice text, const struct span *s,
                             uint32_t *number, enum role *role, struct err *e) {
    *role = ROLE_NONE;
    if (s->label == LABEL_NAME)
        return number_of_person(nb, text, s, number, role, e);
    return number_of_text(nb, text, s, number, e);
}
