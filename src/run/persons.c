#include "run/persons.h"

#include "base/buf.h"

enum { PERSONS_MAX = 16, ALIASES_MAX = 4, NAMES_MAX = ALIASES_MAX + 2 };

/* The names of one person. Slices are of fields, or in the record's arena. */
struct person {
    struct header_person whose;
    struct slice given, middle, surname, full;
    struct slice alias[ALIASES_MAX];
    size_t n_alias;
    uint32_t noted; /* what the numbering said */
};

/* The persons of one record, or of one row. */
struct persons {
    struct person v[PERSONS_MAX];
    size_t n;
};

static struct person *person_of(struct persons *p, struct header_person whose) {
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].whose.owner == whose.owner)
            return &p->v[i];
    if (p->n == PERSONS_MAX)
        return NULL; /* so many columns of names say no longer who is who */
    p->v[p->n] = (struct person){.whose = whose, .noted = NUMBERING_NOBODY};
    return &p->v[p->n++];
}

static void take(struct persons *all, struct header_person whose, struct slice text) {
    struct person *p = person_of(all, whose);
    if (!p)
        return;
    switch (whose.part) {
    case NAME_GIVEN:
        p->given = text;
        break;
    case NAME_MIDDLE:
        p->middle = text;
        break;
    case NAME_SURNAME:
        p->surname = text;
        break;
    case NAME_ALIAS:
        if (p->n_alias < ALIASES_MAX)
            p->alias[p->n_alias++] = text;
        break;
    default:
        p->full = text;
    }
}

/* Given name, middle name and surname as one name; n 0 when there is none. */
static bool join_parts(struct slice *out, const struct person *p, struct arena *a) {
    const struct slice parts[] = {p->given, p->middle, p->surname};
    struct buf b = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < 3; i++) {
        struct slice part = slice_trim(parts[i]);
        if (part.n > 0)
            ok = (b.n == 0 || buf_add_char(&b, ' ')) && buf_add_slice(&b, part);
    }
    *out = arena_copy(a, buf_slice(&b));
    buf_free(&b);
    return ok && out->p;
}

static enum status show(struct person *p, struct numbering *nb, struct slice value, struct arena *a,
                        struct err *e) {
    struct slice names[NAMES_MAX], joined;
    size_t n = 0;
    if (!join_parts(&joined, p, a))
        return err_memory(e);
    if (slice_trim(p->full).n > 0)
        names[n++] = p->full;
    if (joined.n > 0)
        names[n++] = joined;
    for (size_t i = 0; i < p->n_alias; i++)
        if (slice_trim(p->alias[i]).n > 0)
            names[n++] = p->alias[i];
    if (!p->whose.own)
        value.n = 0;
    return numbering_person(nb, &p->noted, names, n, value, e);
}

static enum status show_all(struct persons *all, struct numbering *nb, struct slice value,
                            struct arena *a, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < all->n; i++)
        st = show(&all->v[i], nb, value, a, e);
    return st;
}

static enum status learn_row(struct numbering *nb, const struct known_row *row, struct arena *a,
                             struct err *e) {
    struct persons all;
    all.n = 0;
    for (size_t i = 0; i < row->n; i++)
        if (row->cells[i].label == LABEL_NAME)
            take(&all, row->cells[i].whose, row->cells[i].text);
    return show_all(&all, nb, row->person, a, e);
}

/* Whether the field holds a name that is known of someone. */
static bool names_someone(const struct treatment *t) {
    return t->known == LABEL_NAME && (t->treat == TREAT_KNOWN || t->treat == TREAT_SEED || t->seed);
}

enum status persons_learn(uint32_t *whose, struct numbering *nb, const struct record *r,
                          const struct treatment *treatments, const struct known_tables *tables,
                          const struct known_row *rows, struct slice person, struct arena *a,
                          struct err *e) {
    struct persons all;
    all.n = 0;
    for (size_t i = 0; i < r->n; i++)
        if (names_someone(&treatments[i]))
            take(&all, treatments[i].whose, r->fields[i].text);
    enum status st = show_all(&all, nb, person, a, e);
    for (size_t i = 0; st == ST_OK && i < r->n; i++) {
        const struct person *p =
            names_someone(&treatments[i]) ? person_of(&all, treatments[i].whose) : NULL;
        whose[i] = p ? p->noted : NUMBERING_NOBODY;
    }
    for (; st == ST_OK && rows; rows = known_tables_next(tables, rows))
        st = learn_row(nb, rows, a, e);
    return st;
}
