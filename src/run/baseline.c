#include "run/baseline.h"

#include <stdlib.h>

#include "redact/table.h"
#include "run/input.h"

struct baseline {
    struct arena arena;
    struct table left; /* fingerprint: how many are still to come */
};

static enum status add(struct baseline *b, const struct record *r, struct err *e) {
    for (size_t i = 0; i < r->n; i++) {
        const struct field *f = &r->fields[i];
        if (f->kind != FIELD_STRING || !slice_is(f->name, "fingerprint") || f->text.n == 0)
            continue;
        uint32_t *n = table_get(&b->left, f->text);
        if (n) {
            ++*n;
            return ST_OK;
        }
        struct slice own = arena_copy(&b->arena, f->text);
        return own.p && table_put(&b->left, own, 1) ? ST_OK : err_memory(e);
    }
    if (e)
        e->row = r->row;
    return err_set(e, ST_DATA, "the line has no fingerprint");
}

static enum status read_all(struct baseline *b, struct reader *rd, struct err *e) {
    struct arena a = {0};
    enum status st = ST_OK;
    while (st == ST_OK) {
        struct record r = {0};
        arena_reset(&a);
        st = reader_next(rd, &r, &a, e);
        if (st == ST_OK)
            st = add(b, &r, e);
    }
    arena_free(&a);
    return st == ST_END ? ST_OK : st;
}

enum status baseline_load(struct baseline **out, const char *path, struct err *e) {
    const struct reader_options o = {.format = FORMAT_JSONL};
    struct input in;
    struct reader *rd = NULL;
    *out = calloc(1, sizeof **out);
    if (!*out)
        return err_memory(e);
    (*out)->left.arena = &(*out)->arena;
    enum status st = input_open(&in, path, e);
    if (st == ST_OK) {
        st = reader_open(&rd, &in.source, &o, 1, e);
        if (st == ST_OK)
            st = read_all(*out, rd, e);
        reader_close(rd);
        input_close(&in);
    }
    if (st == ST_DATA)
        err_hint(e, "a baseline is what blot --check --format jsonl FILE... wrote");
    if (st != ST_OK) {
        err_file(e, path);
        baseline_free(*out);
        *out = NULL;
    }
    return st;
}

void baseline_free(struct baseline *b) {
    if (!b)
        return;
    arena_free(&b->arena);
    free(b);
}

bool baseline_has(struct baseline *b, const char *fingerprint) {
    uint32_t *n = b ? table_get(&b->left, slice_of(fingerprint)) : NULL;
    if (!n || *n == 0)
        return false;
    --*n;
    return true;
}
