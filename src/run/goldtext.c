#include "run/goldtext.h"

#include "base/file.h"
#include "base/utf8.h"

static size_t lines_before(struct slice s, size_t at) {
    size_t n = 1;
    for (size_t i = 0; i < at; i++)
        n += s.p[i] == '\n';
    return n;
}

/* Line ends of other systems become \n, in place. */
static void plain_line_ends(struct buf *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++) {
        bool cr = b->p[i] == '\r';
        if (cr && i + 1 < b->n && b->p[i + 1] == '\n')
            continue;
        b->p[n++] = cr ? '\n' : b->p[i];
    }
    b->n = n;
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* "#ID name" or "#ID name group=..." */
static bool is_head(struct slice line, struct slice *id, struct slice *group) {
    if (!slice_starts(line, slice_of("#ID ")))
        return false;
    size_t at = 4, end;
    while (at < line.n && !is_space(line.p[at]))
        at++;
    *id = slice_cut(line, 4, at);
    *group = (struct slice){"", 0};
    if (id->n == 0 || at == line.n)
        return id->n > 0;
    for (end = at; end < line.n && is_space(line.p[end]);)
        end++;
    struct slice rest = slice_cut(line, end, line.n);
    if (!slice_starts(rest, slice_of("group=")))
        return false;
    *group = slice_trim(slice_cut(rest, 6, rest.n));
    return true;
}

/* A mark at s.p[at]: *label, *inner, and *end beyond its brackets. *open: it is never closed. */
static bool mark_at(struct slice s, size_t at, struct slice *label, struct slice *inner,
                    size_t *end, bool *open) {
    *open = false;
    if (s.n - at < 4 || s.p[at] != '[' || s.p[at + 1] != '[')
        return false;
    size_t k = at + 2;
    while (k < s.n && s.p[k] >= 'A' && s.p[k] <= 'Z')
        k++;
    if (k == at + 2 || k == s.n || s.p[k] != ':')
        return false;
    *label = slice_cut(s, at + 2, k);
    for (size_t i = k + 1; i + 1 < s.n; i++)
        if (s.p[i] == ']' && s.p[i + 1] == ']') {
            *inner = slice_cut(s, k + 1, i);
            *end = i + 2;
            return true;
        }
    *open = true;
    return false;
}

static size_t count_marks(struct slice s, size_t *open_at) {
    size_t n = 0, end = 0;
    struct slice label, inner;
    bool open = false;
    *open_at = s.n;
    for (size_t i = 0; i < s.n;) {
        bool mark = mark_at(s, i, &label, &inner, &end, &open);
        if (open && *open_at == s.n)
            *open_at = i;
        n += mark;
        i = mark ? end : i + 1;
    }
    return n;
}

/* Takes the marks out of raw. */
static enum status unmark(struct gold *g, struct gold_record *r, struct slice raw, size_t *open_at,
                          struct err *e) {
    size_t marks = count_marks(raw, open_at), n = 0, end = 0;
    struct slice label, inner;
    bool open = false;
    char *text = arena_alloc(&g->arena, raw.n + 1);
    r->marks = arena_calloc(&g->arena, marks + 1, sizeof *r->marks);
    if (!text || !r->marks)
        return err_memory(e);
    for (size_t i = 0; i < raw.n;) {
        if (!mark_at(raw, i, &label, &inner, &end, &open)) {
            text[n++] = raw.p[i++];
            continue;
        }
        struct slice name = arena_copy(&g->arena, label);
        if (!name.p)
            return err_memory(e);
        if (inner.n)
            memcpy(text + n, inner.p, inner.n);
        r->marks[r->n++] = gold_mark_of((uint32_t)n, (uint32_t)(n + inner.n), name);
        n += inner.n;
        i = end;
    }
    r->text = (struct slice){text, n};
    return ST_OK;
}

/* The record between two heads: the text in `all` from `from` to `to`. */
static enum status add_record(struct gold *g, struct slice all, size_t from, size_t to,
                              struct slice id, struct slice group, struct err *e) {
    while (from < to && all.p[from] == '\n')
        from++;
    while (to > from && all.p[to - 1] == '\n')
        to--;
    struct gold_record *r = gold_add(g);
    if (!r)
        return err_memory(e);
    size_t open_at = 0;
    r->id = arena_copy(&g->arena, id);
    r->group = arena_copy(&g->arena, group);
    if (!r->id.p || !r->group.p)
        return err_memory(e);
    enum status st = unmark(g, r, slice_cut(all, from, to), &open_at, e);
    if (st != ST_OK || open_at == to - from)
        return st;
    if (e)
        e->row = lines_before(all, from + open_at);
    err_set(e, ST_DATA, "a mark is opened and never closed");
    err_hint(e, "marks look like [[NAME:Sam]] and do not nest");
    return ST_DATA;
}

static enum status add_records(struct gold *g, struct slice all, struct err *e) {
    struct slice id = {0}, group = {0}, next_id, next_group;
    size_t from = 0;
    bool inside = false;
    enum status st = ST_OK;
    for (size_t at = 0; st == ST_OK && at < all.n;) {
        const char *nl = memchr(all.p + at, '\n', all.n - at);
        size_t end = nl ? (size_t)(nl - all.p) : all.n;
        if (is_head(slice_cut(all, at, end), &next_id, &next_group)) {
            if (inside)
                st = add_record(g, all, from, at, id, group, e);
            id = next_id;
            group = next_group;
            from = end < all.n ? end + 1 : end;
            inside = true;
        }
        at = end + 1;
    }
    if (st == ST_OK && inside)
        return add_record(g, all, from, all.n, id, group, e);
    if (st != ST_OK)
        return st;
    err_set(e, ST_DATA, "holds no marked-up record");
    err_hint(e, "a record begins with a line \"#ID name\"; a file of JSON lines is called .jsonl");
    return ST_DATA;
}

enum status gold_load_text(struct gold *g, const char *path, struct err *e) {
    struct buf b = {0};
    enum status st = file_read(&b, path, e);
    struct slice all = buf_slice(&b);
    size_t valid = st == ST_OK ? utf8_valid_prefix(all) : 0;
    if (st == ST_OK && valid < all.n) {
        if (e)
            e->row = lines_before(all, valid);
        st = err_set(e, ST_DATA, "is not UTF-8");
    }
    if (st == ST_OK && all.n >= UINT32_MAX / 2)
        st = err_set(e, ST_LIMIT, "is too large for a gold file");
    if (st == ST_OK) {
        plain_line_ends(&b);
        st = add_records(g, buf_slice(&b), e);
    }
    buf_free(&b);
    return st;
}
