#include "run/goldtext.h"

#include "base/utf8.h"
#include "io/reader.h"
#include "run/input.h"

/* One element of "spans" as it comes in, in code points. */
struct json_span {
    uint64_t start, end, outer_start, outer_end;
    struct slice label;
    bool outer; /* it was trimmed when the file was made; what was cut off is neutral */
};

/* A record as it comes in. */
struct json_record {
    struct slice id, text, group;
    struct json_span *spans;
    struct slice *annotated;
    size_t n_spans, n_annotated;
    size_t max; /* room in both lists */
    bool has_text;
};

static bool digits(struct slice s, uint64_t *v) {
    *v = 0;
    if (s.n == 0 || s.n > 12)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *v = *v * 10 + (uint64_t)(s.p[i] - '0');
    }
    return true;
}

/* "/spans/12/start": index 12 and "start"; also "/annotated/0" with an empty rest. */
static bool element(struct slice name, const char *list, uint64_t *index, struct slice *rest) {
    struct slice head = slice_of(list);
    if (!slice_starts(name, head))
        return false;
    struct slice tail = slice_cut(name, head.n, name.n);
    const char *slash = tail.n ? memchr(tail.p, '/', tail.n) : NULL;
    size_t n = slash ? (size_t)(slash - tail.p) : tail.n;
    *rest = slice_cut(tail, slash ? n + 1 : n, tail.n);
    return digits(slice_cut(tail, 0, n), index);
}

static bool set_member(struct json_span *s, struct slice member, struct slice value) {
    if (slice_is(member, "label")) {
        s->label = value;
        return true;
    }
    if (slice_is(member, "start"))
        return digits(value, &s->start);
    if (slice_is(member, "end"))
        return digits(value, &s->end);
    if (slice_is(member, "oend"))
        return digits(value, &s->outer_end);
    if (!slice_is(member, "ostart"))
        return true;
    s->outer = true;
    return digits(value, &s->outer_start);
}

static bool take_field(struct json_record *j, const struct field *f) {
    uint64_t i = 0;
    struct slice rest;
    if (f->kind == FIELD_KEY)
        return true;
    if (slice_is(f->name, "id"))
        j->id = f->text;
    else if (slice_is(f->name, "group"))
        j->group = f->text;
    else if (slice_is(f->name, "text")) {
        j->text = f->text;
        j->has_text = true;
    } else if (element(f->name, "/annotated/", &i, &rest) && j->n_annotated < j->max)
        j->annotated[j->n_annotated++] = f->text;
    else if (element(f->name, "/spans/", &i, &rest)) {
        if (i >= j->max)
            return false;
        j->n_spans = i + 1 > j->n_spans ? (size_t)i + 1 : j->n_spans;
        return set_member(&j->spans[i], rest, f->text);
    }
    return true;
}

/* Elements are never more than fields, so one array of that length holds them. */
static enum status take_record(struct json_record *j, const struct record *r, struct arena *a,
                               struct err *e) {
    *j = (struct json_record){.max = r->n};
    j->spans = arena_calloc(a, r->n + 1, sizeof *j->spans);
    j->annotated = arena_calloc(a, r->n + 1, sizeof *j->annotated);
    if (!j->spans || !j->annotated)
        return err_memory(e);
    bool ok = true;
    for (size_t i = 0; ok && i < r->n; i++)
        ok = take_field(j, &r->fields[i]);
    if (ok && j->id.n > 0 && j->has_text)
        return ST_OK;
    err_set(e, ST_DATA, ok ? "has no id or no text" : "has a span that is not understood");
    err_hint(e, "gold is {\"id\",\"text\",\"spans\":[{\"start\",\"end\",\"label\"}]}");
    return ST_DATA;
}

/* offsets[k]: the byte where code point k begins; count + 1 entries. */
static uint32_t *byte_offsets(struct slice text, size_t *count, struct arena *a) {
    size_t n = utf8_count(text), k = 0, len = 0;
    uint32_t *v = arena_calloc(a, n + 1, sizeof *v);
    if (!v)
        return NULL;
    for (size_t i = 0; i < text.n; i += len) {
        v[k++] = (uint32_t)i;
        (void)utf8_decode(&len, slice_cut(text, i, text.n));
    }
    v[n] = (uint32_t)text.n;
    *count = n;
    return v;
}

static enum status add_mark(struct gold *g, struct gold_record *r, const uint32_t *at, size_t count,
                            uint64_t start, uint64_t end, struct slice label, struct err *e) {
    if (start > end || end > count)
        return err_set(e, ST_DATA, "has a span that lies outside its text");
    struct slice name = arena_copy(&g->arena, label);
    if (!name.p)
        return err_memory(e);
    r->marks[r->n++] = gold_mark_of(at[start], at[end], name);
    return ST_OK;
}

/* The marks, and after them the neutral parts, as the scorer has them. */
static enum status add_marks(struct gold *g, struct gold_record *r, const struct json_record *j,
                             struct arena *a, struct err *e) {
    size_t count = 0;
    const struct slice ignore = slice_of("IGNORE");
    const uint32_t *at = byte_offsets(j->text, &count, a);
    r->marks = arena_calloc(&g->arena, j->n_spans * 3 + 1, sizeof *r->marks);
    if (!at || !r->marks)
        return err_memory(e);
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < j->n_spans; i++)
        st = add_mark(g, r, at, count, j->spans[i].start, j->spans[i].end, j->spans[i].label, e);
    for (size_t i = 0; st == ST_OK && i < j->n_spans; i++) {
        const struct json_span *s = &j->spans[i];
        if (!s->outer)
            continue;
        if (s->outer_start < s->start)
            st = add_mark(g, r, at, count, s->outer_start, s->start, ignore, e);
        if (st == ST_OK && s->end < s->outer_end)
            st = add_mark(g, r, at, count, s->end, s->outer_end, ignore, e);
    }
    return st;
}

static enum status keep(struct gold *g, const struct json_record *j, struct arena *a,
                        struct err *e) {
    struct gold_record *r = gold_add(g);
    if (!r)
        return err_memory(e);
    r->id = arena_copy(&g->arena, j->id);
    r->group = arena_copy(&g->arena, j->group);
    r->text = arena_copy(&g->arena, j->text);
    if (!r->id.p || !r->group.p || !r->text.p)
        return err_memory(e);
    if (j->n_annotated > 0) {
        r->annotated = arena_calloc(&g->arena, j->n_annotated, sizeof *r->annotated);
        if (!r->annotated)
            return err_memory(e);
    }
    for (size_t i = 0; i < j->n_annotated; i++) {
        struct slice name = arena_copy(&g->arena, j->annotated[i]);
        if (!name.p)
            return err_memory(e);
        r->annotated[r->n_annotated++] = gold_label(name);
    }
    return add_marks(g, r, j, a, e);
}

static enum status all_records(struct gold *g, struct reader *rd, struct arena *a, struct err *e) {
    for (;;) {
        struct record r = {0};
        struct json_record j;
        arena_reset(a);
        enum status st = reader_next(rd, &r, a, e);
        if (st == ST_END)
            return ST_OK;
        if (st == ST_OK) {
            if (e)
                e->row = r.row;
            st = take_record(&j, &r, a, e);
            if (st == ST_OK)
                st = keep(g, &j, a, e);
        }
        if (st != ST_OK)
            return st;
        if (e)
            e->row = 0;
    }
}

enum status gold_load_json(struct gold *g, const char *path, struct err *e) {
    const struct reader_options o = {.format = FORMAT_JSONL};
    struct input in;
    struct reader *rd = NULL;
    struct arena a = {0};
    enum status st = input_open(&in, path, e);
    if (st != ST_OK)
        return st;
    st = reader_open(&rd, &in.source, &o, 1, e);
    if (st == ST_OK)
        st = all_records(g, rd, &a, e);
    if (rd)
        reader_close(rd);
    input_close(&in);
    arena_free(&a);
    return st;
}
