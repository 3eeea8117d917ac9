#include "run/quasi.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

enum { FIELDS_MAX = 32, FIRST_SLOTS = 1024 };

struct quasi {
    const struct string_list *written;
    struct arena arena; /* of the names */
    struct slice names[FIELDS_MAX];
    bool met[FIELDS_MAX];
    size_t n;
    bool resolved;            /* names were told from lists of names */
    struct quasi_cell *slots; /* open addressing; count 0: free */
    size_t cap, cells;        /* cap is a power of two */
    uint64_t records;
    bool full;
};

enum status quasi_new(struct quasi **out, const struct string_list *written, struct err *e) {
    struct quasi *q = *out = calloc(1, sizeof *q);
    if (q)
        q->slots = calloc(FIRST_SLOTS, sizeof *q->slots);
    if (!q || !q->slots) {
        quasi_free(q);
        *out = NULL;
        return err_memory(e);
    }
    q->cap = FIRST_SLOTS;
    q->written = written;
    return ST_OK;
}

void quasi_free(struct quasi *q) {
    if (!q)
        return;
    arena_free(&q->arena);
    free(q->slots);
    free(q);
}

/* ---- names ---- */

static enum status add_name(struct quasi *q, struct slice name, struct err *e) {
    for (size_t i = 0; i < q->n; i++)
        if (slice_eq(q->names[i], name))
            return ST_OK;
    if (q->n == FIELDS_MAX)
        return err_set(e, ST_USAGE, "--quasi takes at most %d fields", FIELDS_MAX);
    name = arena_copy(&q->arena, name);
    if (!name.p)
        return err_memory(e);
    q->names[q->n++] = name;
    return ST_OK;
}

static bool has(const struct slice *names, size_t n, struct slice name) {
    for (size_t i = 0; i < n; i++)
        if (slice_eq(names[i], name))
            return true;
    return false;
}

/* "role,authority" where no field is called that: two names. */
static enum status add_list(struct quasi *q, struct slice list, struct err *e) {
    enum status st = ST_OK;
    while (st == ST_OK && list.n > 0) {
        const char *comma = memchr(list.p, ',', list.n);
        size_t n = comma ? (size_t)(comma - list.p) : list.n;
        struct slice one = slice_trim(slice_cut(list, 0, n));
        if (one.n > 0)
            st = add_name(q, one, e);
        list = slice_cut(list, comma ? n + 1 : n, list.n);
    }
    return st;
}

/* The first input says which fields there are. */
static enum status resolve_names(struct quasi *q, const struct slice *names, size_t n,
                                 struct err *e) {
    enum status st = ST_OK;
    if (q->resolved)
        return ST_OK;
    q->resolved = true;
    for (size_t i = 0; st == ST_OK && i < q->written->n; i++) {
        struct slice s = slice_of(q->written->v[i]);
        st = has(names, n, s) ? add_name(q, s, e) : add_list(q, s, e);
    }
    return st;
}

enum status quasi_columns(struct quasi *q, const struct slice *names, size_t n, struct err *e) {
    if (n == 0)
        return ST_OK;
    enum status st = resolve_names(q, names, n, e);
    for (size_t i = 0; st == ST_OK && i < q->n; i++)
        if (!has(names, n, q->names[i])) {
            struct err shown = {0};
            err_field(&shown, q->names[i].p, q->names[i].n);
            st = err_set(e, ST_USAGE, "--quasi \"%.100s\": there is no such column", shown.field);
        }
    return st;
}

/* ---- cells ---- */

/* "/role" means the key "role". */
static bool is_field(struct slice written, const struct field *f) {
    if (f->kind == FIELD_KEY)
        return false;
    if (slice_eq(written, f->name))
        return true;
    return written.n > 1 && written.p[0] == '/' &&
           slice_eq(slice_cut(written, 1, written.n), f->name);
}

static void add_value(crypto_generichash_state *h, struct slice s) {
    uint64_t n = s.n;
    (void)crypto_generichash_update(h, (const unsigned char *)&n, sizeof n);
    (void)crypto_generichash_update(h, (const unsigned char *)s.p, s.n);
}

static struct quasi_cell *find_slot(struct quasi_cell *slots, size_t cap,
                                    const unsigned char hash[16]) {
    uint64_t at = 0;
    memcpy(&at, hash, sizeof at);
    for (;; at++) {
        struct quasi_cell *c = &slots[at & (cap - 1)];
        if (c->count == 0 || memcmp(c->hash, hash, sizeof c->hash) == 0)
            return c;
    }
}

static bool grow(struct quasi *q) {
    struct quasi_cell *slots = calloc(q->cap * 2, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < q->cap; i++)
        if (q->slots[i].count)
            *find_slot(slots, q->cap * 2, q->slots[i].hash) = q->slots[i];
    free(q->slots);
    q->slots = slots;
    q->cap *= 2;
    return true;
}

static enum status count(struct quasi *q, const unsigned char hash[16], uint64_t record,
                         struct err *e) {
    if (q->cells * 2 >= q->cap && !grow(q))
        return err_memory(e);
    struct quasi_cell *c = find_slot(q->slots, q->cap, hash);
    if (c->count == 0 && q->cells >= QUASI_CELLS_MAX) {
        q->full = true;
        return ST_OK;
    }
    if (c->count == 0) {
        memcpy(c->hash, hash, sizeof c->hash);
        c->first_record = record;
        q->cells++;
    }
    c->count++;
    return ST_OK;
}

static enum status dropped(struct slice name, struct err *e) {
    struct err shown = {0};
    err_field(&shown, name.p, name.n);
    err_set(e, ST_USAGE, "--quasi \"%.100s\": the field is dropped, and tells nobody", shown.field);
    return ST_USAGE;
}

/* The value of the field of that name, as the output shows it. */
static enum status hash_field(struct quasi *q, size_t which, crypto_generichash_state *h,
                              const struct record *r, const struct redacted *d, struct err *e) {
    for (size_t i = 0; i < r->n; i++) {
        if (!is_field(q->names[which], &r->fields[i]))
            continue;
        if (d->fields[i].drop)
            return dropped(q->names[which], e);
        q->met[which] = true;
        add_value(h, d->fields[i].changed ? d->fields[i].text : r->fields[i].text);
        return ST_OK;
    }
    add_value(h, slice_of(""));
    return ST_OK;
}

static enum status names_of_first(struct quasi *q, const struct record *r, struct arena *a,
                                  struct err *e) {
    struct slice *names = arena_calloc(a, r->n, sizeof *names);
    if (!names)
        return err_memory(e);
    for (size_t i = 0; i < r->n; i++)
        names[i] = r->fields[i].name;
    return resolve_names(q, names, r->n, e);
}

enum status quasi_record(struct quasi *q, const struct record *r, const struct redacted *d,
                         struct err *e) {
    crypto_generichash_state h;
    unsigned char hash[16];
    enum status st = q->resolved ? ST_OK : names_of_first(q, r, &q->arena, e);
    (void)crypto_generichash_init(&h, NULL, 0, sizeof hash);
    for (size_t i = 0; st == ST_OK && i < q->n; i++)
        st = hash_field(q, i, &h, r, d, e);
    if (st != ST_OK)
        return st;
    (void)crypto_generichash_final(&h, hash, sizeof hash);
    q->records++;
    return count(q, hash, r->number, e);
}

enum status quasi_finish(const struct quasi *q, struct err *e) {
    for (size_t i = 0; q->records > 0 && i < q->n; i++)
        if (!q->met[i]) {
            struct err shown = {0};
            err_field(&shown, q->names[i].p, q->names[i].n);
            return err_set(e, ST_USAGE, "--quasi \"%.100s\": no record had such a field",
                           shown.field);
        }
    return ST_OK;
}

/* ---- what came of it ---- */

const struct slice *quasi_fields(const struct quasi *q, size_t *n) {
    *n = q->n;
    return q->names;
}

size_t quasi_cells(const struct quasi *q, uint64_t below, size_t *small, bool *full) {
    *small = 0;
    *full = q->full;
    for (size_t i = 0; i < q->cap; i++)
        *small += q->slots[i].count > 0 && q->slots[i].count < below;
    return q->cells;
}

static int smaller(const void *x, const void *y) {
    const struct quasi_cell *a = x, *b = y;
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    return (a->first_record > b->first_record) - (a->first_record < b->first_record);
}

size_t quasi_smallest(const struct quasi *q, struct quasi_cell *out, size_t most) {
    size_t n = 0;
    for (size_t i = 0; most > 0 && i < q->cap; i++) {
        const struct quasi_cell *c = &q->slots[i];
        if (c->count == 0 || (n == most && smaller(c, &out[n - 1]) > 0))
            continue;
        size_t at = n < most ? n++ : n - 1;
        for (; at > 0 && smaller(c, &out[at - 1]) < 0; at--)
            out[at] = out[at - 1];
        out[at] = *c;
    }
    return n;
}
