#include "run/knowntable.h"

#include <stdlib.h>

#include "base/array.h"
#include "redact/canonical.h"
#include "redact/table.h"
#include "run/headtable.h"
#include "run/input.h"
#include "run/namelike.h"
#include "text/near.h"

#define COLUMNS_MAX 1000

struct known_tables {
    struct arena arena;
    struct table keys; /* canonical key → its first row, counted from 1 */
    struct known_row *row;
    uint32_t n_rows;
    uint32_t labels; /* bit l: label l is wanted */
};

/* What a table's header says. */
struct layout {
    struct headtable table;
    size_t on, person, relation; /* columns; table.n: there is none */
};

/* The name of a field in a table: of a pointer the last member. */
static struct slice column_name(struct slice field) {
    size_t at = field.n;
    while (at > 0 && field.p[at - 1] != '/')
        at--;
    return field.n > 0 && field.p[0] == '/' ? slice_cut(field, at, field.n) : field;
}

static struct slice field_of(const struct options *o, enum field_use use) {
    for (size_t i = 0; i < o->n_fields; i++)
        if (o->fields[i].use == use)
            return column_name(slice_of(o->fields[i].name));
    return (struct slice){NULL, 0};
}

static size_t find(const struct layout *l, struct slice name) {
    size_t i = 0;
    while (i < l->table.n && !(name.n > 0 && slice_eq(l->table.headers[i], name)))
        i++;
    return i;
}

/* A column that says how the row's person is related to the key's. */
static size_t find_relation(const struct layout *l) {
    static const char *const names[] = {"relationship", "relation", "relationship to child",
                                        "relationship to client"};
    for (size_t i = 0; i < l->table.n; i++)
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            if (near_distance(l->table.headers[i], slice_of(names[k])) == 0)
                return i;
    return l->table.n;
}

static enum status no_column(const struct layout *l, struct slice on, struct err *e) {
    err_set(e, ST_USAGE, "has no column \"%.*s\", which --on names", (int)(on.n > 60 ? 60 : on.n),
            on.p);
    for (size_t i = 0; i < l->table.n; i++)
        if (near_distance(l->table.headers[i], on) < 3) {
            err_hint(e, "column #%zu has nearly that name; give both the same one", i + 1);
            return ST_USAGE;
        }
    err_hint(e, "give the column that joins it to the records the same name in both");
    return ST_USAGE;
}

static enum status read_layout(struct layout *l, const struct known_tables *t,
                               const struct options *o, struct err *e) {
    struct slice on = field_of(o, USE_ON);
    char room[FULLER_MAX];
    size_t known = 0;
    l->on = find(l, on);
    l->person = find(l, field_of(o, USE_PERSON));
    l->relation = find_relation(l);
    if (l->table.n > COLUMNS_MAX)
        return err_set(e, ST_USAGE, "has more than %d columns", COLUMNS_MAX);
    if (l->on == l->table.n)
        return no_column(l, on, e);
    for (size_t i = 0; i < l->table.n; i++)
        known += i != l->on && (t->labels >> header_label(header_fuller(room, &l->table, i)) & 1);
    if (known > 0)
        return ST_OK;
    err_set(e, ST_USAGE, "has no column whose header names an identifier");
    err_hint(e, "call them first name, surname, date of birth, address and the like");
    return ST_USAGE;
}

/* ---- rows ---- */

static struct known_row *new_row(struct known_tables *t) {
    if (t->n_rows == UINT32_MAX || !ARRAY_MORE(t->row, t->n_rows))
        return NULL;
    t->row[t->n_rows] = (struct known_row){0};
    return &t->row[t->n_rows++];
}

/* True where a relation says that the row is about the key's own person. */
static bool is_self(struct slice relation) {
    static const char *const words[] = {"",       "self",         "child",        "client",
                                        "person", "service user", "young person", "patient",
                                        "pupil",  "subject"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (near_distance(slice_trim(relation), slice_of(words[i])) == 0)
            return true;
    return false;
}

static enum status add_cells(struct known_tables *t, struct known_row *row, const struct layout *l,
                             const struct record *r, struct err *e) {
    row->cells = arena_calloc(&t->arena, l->table.n, sizeof *row->cells);
    if (!row->cells)
        return err_memory(e);
    for (size_t i = 0; i < r->n && i < l->table.n; i++) {
        char room[FULLER_MAX];
        const struct slice name = header_fuller(room, &l->table, i);
        enum label label = header_label(name);
        if (i == l->on || !(t->labels >> label & 1) || slice_trim(r->fields[i].text).n == 0 ||
            value_is_missing(r->fields[i].text))
            continue;
        struct slice text = arena_copy(&t->arena, r->fields[i].text);
        if (!text.p)
            return err_memory(e);
        row->cells[row->n++] = (struct known_cell){text, (uint8_t)label, header_person(name)};
    }
    return ST_OK;
}

/* Hangs the newest row behind those of its key. */
static enum status add_key(struct known_tables *t, struct slice key, struct err *e) {
    uint32_t *first = table_get(&t->keys, key);
    if (!first) {
        key = arena_copy(&t->arena, key);
        return key.p && table_put(&t->keys, key, t->n_rows) ? ST_OK : err_memory(e);
    }
    t->row[t->n_rows - 1].next = *first;
    *first = t->n_rows;
    return ST_OK;
}

static enum status value_of(struct slice *out, const struct record *r, const struct layout *l,
                            size_t column, struct arena *a, struct err *e) {
    *out = (struct slice){NULL, 0};
    enum status st = column < r->n ? canonical_value(out, r->fields[column].text, a, e) : ST_OK;
    if (st != ST_OK)
        err_field(e, l->table.headers[column].p, l->table.headers[column].n);
    return st;
}

static enum status add_row(struct known_tables *t, const struct layout *l, const struct record *r,
                           struct arena *a, struct err *e) {
    struct slice key, person;
    enum status st = value_of(&key, r, l, l->on, a, e);
    if (st == ST_OK)
        st = value_of(&person, r, l, l->person, a, e);
    if (st != ST_OK || key.n == 0)
        return st;
    struct known_row *row = new_row(t);
    if (!row)
        return err_memory(e);
    if (l->relation == l->table.n || l->person != l->on || is_self(r->fields[l->relation].text))
        row->person = arena_copy(&t->arena, person);
    st = add_cells(t, row, l, r, e);
    return st == ST_OK ? add_key(t, key, e) : st;
}

static enum status add_rows(struct known_tables *t, struct reader *rd, const struct layout *l,
                            struct err *e) {
    struct arena a = {0};
    uint32_t before = t->n_rows;
    enum status st = ST_OK;
    while (st == ST_OK) {
        struct record r = {0};
        arena_reset(&a);
        st = reader_next(rd, &r, &a, e);
        if (st == ST_OK)
            st = add_row(t, l, &r, &a, e);
    }
    arena_free(&a);
    if (st == ST_END && t->n_rows == before)
        return err_set(e, ST_USAGE, "has no row with a value in the column that --on names");
    return st == ST_END ? ST_OK : st;
}

/* ---- files ---- */

static enum status add_reader(struct known_tables *t, struct reader *rd, const struct options *o,
                              struct err *e) {
    struct layout l = {0};
    enum format f = reader_format(rd);
    size_t n = 0;
    const struct slice *names = reader_header(rd, &n);
    l.table = headtable_of(names, n);
    if (f != FORMAT_CSV && f != FORMAT_TSV) {
        err_set(e, ST_USAGE, "is no CSV or TSV table");
        err_hint(e, "name it .csv or .tsv");
        return ST_USAGE;
    }
    enum status st = read_layout(&l, t, o, e);
    if (st == ST_OK && e)
        *e = (struct err){0};
    return st == ST_OK ? add_rows(t, rd, &l, e) : st;
}

static enum status add_file(struct known_tables *t, const char *path, const struct options *o,
                            struct err *e) {
    struct input in;
    struct reader *rd = NULL;
    const struct reader_options ro = {.delimiter = o->reader.delimiter,
                                      .encoding = o->reader.encoding,
                                      .max_record = o->reader.max_record};
    enum status st = input_open(&in, path, e);
    if (st != ST_OK)
        return st;
    st = reader_open(&rd, &in.source, &ro, 1, e);
    if (st == ST_OK)
        st = add_reader(t, rd, o, e);
    if (rd)
        reader_close(rd);
    input_close(&in);
    if (st != ST_OK)
        err_file(e, path);
    else if (e)
        *e = (struct err){0};
    return st;
}

enum status known_tables_load(struct known_tables **out, const struct options *o, struct err *e) {
    *out = NULL;
    if (o->known_tables.n == 0)
        return ST_OK;
    struct known_tables *t = calloc(1, sizeof *t);
    if (!t)
        return err_memory(e);
    t->keys.arena = &t->arena;
    t->labels = o->labels;
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < o->known_tables.n; i++)
        st = add_file(t, o->known_tables.v[i], o, e);
    if (st == ST_OK)
        *out = t;
    else
        known_tables_free(t);
    return st;
}

void known_tables_free(struct known_tables *t) {
    if (!t)
        return;
    arena_free(&t->arena);
    free(t->row);
    free(t);
}

const struct known_row *known_tables_find(const struct known_tables *t, struct slice key) {
    const uint32_t *first = table_get(&t->keys, key);
    return first ? &t->row[*first - 1] : NULL;
}

const struct known_row *known_tables_next(const struct known_tables *t,
                                          const struct known_row *row) {
    return row->next ? &t->row[row->next - 1] : NULL;
}
