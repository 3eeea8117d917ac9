#include "run/compare.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/array.h"
#include "redact/table.h"
#include "run/input.h"
#include "run/leak.h"
#include "run/shifted.h"

static const struct reader_options json_lines = {.format = FORMAT_JSONL};

struct compare {
    struct compare_result *res;
    compare_note *note;
    void *ctx;
    const char *on;
    bool shifted;
    struct arena arena; /* of one pair of records */
};

/* ---- two records ---- */

static bool is_redactions(struct slice name) {
    return slice_is(name, "redactions") || slice_starts(name, slice_of("/redactions/"));
}

/* The field of that name; NULL: none. Often it is the one at the same place. */
static const struct field *find_field(const struct record *r, struct slice name, size_t likely) {
    if (likely < r->n && r->fields[likely].kind != FIELD_KEY &&
        slice_eq(r->fields[likely].name, name))
        return &r->fields[likely];
    for (size_t i = 0; i < r->n; i++)
        if (r->fields[i].kind != FIELD_KEY && slice_eq(r->fields[i].name, name))
            return &r->fields[i];
    return NULL;
}

static enum status tell(struct compare *x, struct compare_difference d, bool *more, bool *less,
                        struct err *e) {
    if (d.shown == 0 && d.hidden == 0)
        return ST_OK;
    *more = *more || d.shown > 0;
    *less = *less || d.hidden > 0;
    return x->note(x->ctx, &d, e);
}

/* Fields that only the old record has are hidden now. */
static enum status gone(struct compare *x, const struct record *old, const struct record *new,
                        bool *more, bool *less, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < old->n; i++) {
        const struct field *f = &old->fields[i];
        struct compare_difference d = {new->number, f->name, 0, 0};
        if (f->kind == FIELD_KEY || is_redactions(f->name) || find_field(new, f->name, i))
            continue;
        st = leak_texts(&d.shown, &d.hidden, f->text, slice_of(""), e);
        if (st == ST_OK)
            st = tell(x, d, more, less, e);
    }
    return st;
}

static enum status compare_texts(struct compare *x, struct compare_difference *d, struct slice was,
                                 struct slice is, struct err *e) {
    enum status st = x->shifted ? shifted_blank(&was, &is, &x->arena, e) : ST_OK;
    return st == ST_OK ? leak_texts(&d->shown, &d->hidden, was, is, e) : st;
}

static enum status compare_records(struct compare *x, const struct record *old,
                                   const struct record *new, struct err *e) {
    bool more = false, less = false;
    enum status st = ST_OK;
    arena_reset(&x->arena);
    for (size_t i = 0; st == ST_OK && i < new->n; i++) {
        const struct field *f = &new->fields[i];
        struct compare_difference d = {new->number, f->name, 0, 0};
        if (f->kind == FIELD_KEY || is_redactions(f->name))
            continue;
        const struct field *was = find_field(old, f->name, i);
        st = compare_texts(x, &d, was ? was->text : slice_of(""), f->text, e);
        if (st == ST_OK)
            st = tell(x, d, &more, &less, e);
    }
    if (st == ST_OK)
        st = gone(x, old, new, &more, &less, e);
    x->res->compared++;
    x->res->more += more;
    x->res->less += less;
    return st;
}

/* ---- files ---- */

struct side {
    struct input in;
    struct reader *reader;
    struct arena arena;
    struct record record;
    bool end;
};

static enum status open_side(struct side *s, const char *path, struct err *e) {
    enum status st = input_open(&s->in, path, e);
    return st == ST_OK ? reader_open(&s->reader, &s->in.source, &json_lines, 1, e) : st;
}

static void close_side(struct side *s) {
    reader_close(s->reader);
    if (s->reader || s->in.fd > 0)
        input_close(&s->in);
    arena_free(&s->arena);
}

static enum status next(struct side *s, struct err *e) {
    arena_reset(&s->arena);
    s->record = (struct record){0};
    enum status st = s->end ? ST_END : reader_next(s->reader, &s->record, &s->arena, e);
    s->end = st == ST_END;
    return st == ST_END ? ST_OK : st;
}

static enum status by_line(struct compare *x, const char *before, const char *after,
                           struct err *e) {
    struct side old = {.in.fd = -1}, new = {.in.fd = -1};
    enum status st = open_side(&old, before, e);
    if (st == ST_OK)
        st = open_side(&new, after, e);
    while (st == ST_OK) {
        st = next(&old, e);
        if (st == ST_OK)
            st = next(&new, e);
        if (st != ST_OK || (old.end && new.end))
            break;
        x->res->only_old += new.end;
        x->res->only_new += old.end;
        if (!old.end && !new.end)
            st = compare_records(x, &old.record, &new.record, e);
    }
    close_side(&old);
    close_side(&new);
    return st;
}

/* ---- by the value of a field ---- */

/* A line of the old file. */
struct place {
    size_t start, n;
    uint32_t next; /* the next of the same value; 0: none. Places count from 1 */
    uint32_t last; /* of the first of a value: the last so far */
};

struct index {
    struct slice text; /* the whole file, mapped */
    struct place *v;
    uint32_t n;
    struct arena arena;
    struct table first; /* value: its first place not yet used */
};

static enum status key_of(struct slice *key, const struct record *r, const char *on,
                          struct err *e) {
    struct slice name = slice_of(on);
    if (name.n > 1 && name.p[0] == '/' && !memchr(name.p + 1, '/', name.n - 1))
        name = slice_cut(name, 1, name.n);
    const struct field *f = find_field(r, name, 0);
    if (f && f->text.n > 0) {
        *key = f->text;
        return ST_OK;
    }
    if (e) {
        err_file(e, r->file);
        e->record = r->number;
        e->row = r->row;
    }
    err_set(e, ST_USAGE, "--on \"%.100s\": the record has no such field, or nothing in it", on);
    return ST_USAGE;
}

static enum status add_place(struct index *x, struct slice key, size_t start, size_t n,
                             struct err *e) {
    if (x->n == UINT32_MAX || !ARRAY_MORE(x->v, x->n))
        return err_memory(e);
    uint32_t *first = table_get(&x->first, key), own = x->n + 1;
    x->v[x->n++] = (struct place){start, n, 0, own};
    if (first) {
        struct place *of = &x->v[*first - 1];
        x->v[of->last - 1].next = own;
        of->last = own;
        return ST_OK;
    }
    struct slice copy = arena_copy(&x->arena, key);
    return copy.p && table_put(&x->first, copy, own) ? ST_OK : err_memory(e);
}

static enum status map_file(struct index *x, const char *path, int fd, struct err *e) {
    struct stat s;
    if (fstat(fd, &s) != 0 || !S_ISREG(s.st_mode)) {
        err_file(e, path);
        return err_set(e, ST_USAGE, "--on needs a file, not a pipe, for the old output");
    }
    x->text = slice_of("");
    if (s.st_size == 0)
        return ST_OK;
    void *p = mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (p == MAP_FAILED)
        return err_memory(e);
    x->text = (struct slice){p, (size_t)s.st_size};
    return ST_OK;
}

static enum status fill_index(struct index *x, struct side *old, const char *on, struct err *e) {
    size_t at = 0;
    uint64_t line = 1;
    for (;;) {
        struct slice key;
        enum status st = next(old, e);
        if (st != ST_OK || old->end)
            return st;
        for (; line < old->record.row && at < x->text.n; line++) {
            const char *nl = memchr(x->text.p + at, '\n', x->text.n - at);
            at = nl ? (size_t)(nl - x->text.p) + 1 : x->text.n;
        }
        const char *nl = at < x->text.n ? memchr(x->text.p + at, '\n', x->text.n - at) : NULL;
        size_t end = nl ? (size_t)(nl - x->text.p) : x->text.n;
        st = key_of(&key, &old->record, on, e);
        if (st == ST_OK)
            st = add_place(x, key, at, end - at, e);
        if (st != ST_OK)
            return st;
    }
}

static long read_memory(void *ctx, char *p, size_t n) {
    struct slice *s = ctx;
    n = n < s->n ? n : s->n;
    memcpy(p, s->p, n);
    *s = slice_cut(*s, n, s->n);
    return (long)n;
}

static enum status compare_line(struct compare *x, struct slice line, const char *file,
                                const struct record *new, struct err *e) {
    const struct source src = {read_memory, &line, file};
    struct reader *rd = NULL;
    struct arena a = {0};
    struct record old = {0};
    enum status st = reader_open(&rd, &src, &json_lines, 1, e);
    if (st == ST_OK)
        st = reader_next(rd, &old, &a, e);
    if (st == ST_END)
        st = err_set(e, ST_INTERNAL, "a line of the old output is gone");
    if (st == ST_OK)
        st = compare_records(x, &old, new, e);
    reader_close(rd);
    arena_free(&a);
    return st;
}

static enum status look_up(struct compare *x, struct index *ix, const char *before,
                           struct side *new, struct err *e) {
    for (;;) {
        struct slice key;
        enum status st = next(new, e);
        if (st != ST_OK || new->end)
            return st;
        st = key_of(&key, &new->record, x->on, e);
        if (st != ST_OK)
            return st;
        uint32_t *first = table_get(&ix->first, key);
        if (!first || *first == 0 || !ix->v) {
            x->res->only_new++;
            continue;
        }
        const struct place p = ix->v[*first - 1];
        *first = p.next;
        st = compare_line(x, slice_cut(ix->text, p.start, p.start + p.n), before, &new->record, e);
        if (st != ST_OK)
            return st;
    }
}

static enum status by_field(struct compare *x, const char *before, const char *after,
                            struct err *e) {
    struct side old = {.in.fd = -1}, new = {.in.fd = -1};
    struct index ix = {0};
    ix.first.arena = &ix.arena;
    enum status st = open_side(&old, before, e);
    if (st == ST_OK)
        st = map_file(&ix, before, old.in.fd, e);
    if (st == ST_OK)
        st = fill_index(&ix, &old, x->on, e);
    if (st == ST_OK)
        st = open_side(&new, after, e);
    if (st == ST_OK)
        st = look_up(x, &ix, before, &new, e);
    if (st == ST_OK)
        x->res->only_old = ix.n - x->res->compared;
    if (ix.text.n > 0)
        (void)munmap((void *)(uintptr_t)ix.text.p, ix.text.n); /* it was only read */
    close_side(&old);
    close_side(&new);
    free(ix.v);
    arena_free(&ix.arena);
    return st;
}

enum status compare_files(struct compare_result *res, const char *before, const char *after,
                          const char *on, bool shifted, compare_note *note, void *ctx,
                          struct err *e) {
    struct compare x = {.res = res, .note = note, .ctx = ctx, .on = on, .shifted = shifted};
    *res = (struct compare_result){0};
    enum status st = on ? by_field(&x, before, after, e) : by_line(&x, before, after, e);
    arena_free(&x.arena);
    return st;
}
