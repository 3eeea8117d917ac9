#include "find/weights.h"

#include <errno.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"
#include "find/feature.h"

#define WEIGHTS_MAGIC 0x34574C42u

/* The block that weightpack wrote at build time (weights_data.S). */
extern const char blot_weights_start[];
extern const char blot_weights_end[];
extern const char blot_weights_sha256[];

struct weights_head {
    uint32_t magic, n_slots;
    int32_t thresholds[2][EV_LABELS];
    int32_t unit;
    uint32_t padding[3]; /* rows begin with a line of cache */
};
_Static_assert(sizeof(struct weights_head) == 64, "rows follow it");
_Static_assert(sizeof(struct weight_row) == 16, "four to a line of cache");

static enum status open_block(struct weights **out, struct slice block, struct buf *own,
                              struct err *e) {
    const struct weights_head *head = (const struct weights_head *)(const void *)block.p;
    if (block.n < sizeof *head || head->magic != WEIGHTS_MAGIC ||
        block.n != sizeof *head + (size_t)head->n_slots * sizeof(struct weight_row))
        return err_set(e, ST_INTERNAL, "the table of weights is damaged");
    struct weights *w = calloc(1, sizeof *w);
    if (!w)
        return err_set(e, ST_MEMORY, "out of memory");
    w->head = head;
    w->rows = (const struct weight_row *)(const void *)(block.p + sizeof *head);
    w->n_rows = head->n_slots;
    w->unit = head->unit;
    if (own) {
        w->own = *own;
        *own = (struct buf){0};
    }
    *out = w;
    return ST_OK;
}

enum status weights_builtin(struct weights **out, struct err *e) {
    struct slice block = {blot_weights_start, (size_t)(blot_weights_end - blot_weights_start)};
    return open_block(out, block, NULL, e);
}

enum status weights_from_pack(struct weights **out, struct buf *pack, struct err *e) {
    return open_block(out, buf_slice(pack), pack, e);
}

void weights_free(struct weights *w) {
    if (!w)
        return;
    buf_free(&w->own);
    free(w);
}

const int32_t (*weights_thresholds(const struct weights *w))[EV_LABELS] {
    return w->head->thresholds;
}

/* The weight in units, rounded to the nearest; halves away from 0. */
static int64_t in_units(int64_t weight, int64_t unit) {
    return (weight + (weight < 0 ? -unit : unit) / 2) / unit;
}

/* The smallest unit in which no weight takes more than 16 bits. */
static int32_t unit_of(const struct weight_entry *entries, size_t n) {
    int32_t unit = 1;
    for (size_t i = 0; i < n; i++)
        for (int l = 0; l < EV_LABELS; l++)
            while (in_units(entries[i].w[l], unit) > INT16_MAX ||
                   in_units(entries[i].w[l], unit) < -INT16_MAX)
                unit *= 2;
    return unit;
}

static enum status fill_slots(const struct weights_head *head, struct weight_row *slots,
                              const struct weight_entry *entries, size_t n, struct err *e) {
    for (size_t i = 0; i < n; i++) {
        const uint32_t key = entries[i].key;
        uint32_t k = weights_first(key, head->n_slots);
        for (; slots[k].key; k = weights_next(k, head->n_slots))
            if (slots[k].key == key)
                return err_set(e, ST_RULE, "a feature stands twice, or two have one number");
        slots[k].key = key;
        for (int l = 0; l < EV_LABELS; l++)
            slots[k].w[l] = (int16_t)in_units(entries[i].w[l], head->unit);
    }
    return ST_OK;
}

enum status weights_pack(struct buf *out, const struct weight_entry *entries, size_t n,
                         const int32_t thresholds[2][EV_LABELS], struct err *e) {
    if (n > UINT32_MAX / 4)
        return err_set(e, ST_LIMIT, "the table of weights is too large");
    uint32_t n_slots = (uint32_t)(n + n / 2 + 16);
    size_t bytes = sizeof(struct weights_head) + (size_t)n_slots * sizeof(struct weight_row);
    if (!buf_reserve(out, bytes))
        return err_set(e, ST_MEMORY, "out of memory");
    memset(out->p, 0, bytes);
    out->n = bytes;
    struct weights_head *head = (struct weights_head *)(void *)out->p;
    head->magic = WEIGHTS_MAGIC;
    head->n_slots = n_slots;
    memcpy(head->thresholds, thresholds, sizeof head->thresholds);
    head->unit = unit_of(entries, n);
    return fill_slots(head, (struct weight_row *)(void *)(head + 1), entries, n, e);
}

/* Where a feature stands. */
struct key_line {
    uint32_t key, line;
};

/* Reading the text form. */
struct table {
    struct buf rows;  /* struct weight_entry */
    struct buf lines; /* struct key_line, of each row */
    int32_t thresholds[2][EV_LABELS];
};

static bool parse_int(int32_t *out, struct slice s) {
    char text[16];
    char *end;
    if (s.n == 0 || s.n >= sizeof text)
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = '\0';
    errno = 0;
    long v = strtol(text, &end, 10);
    *out = (int32_t)v;
    return errno == 0 && *end == '\0' && v >= -100000000 && v <= 100000000;
}

static size_t split_tabs(struct slice line, struct slice *cells, size_t max) {
    size_t n = 0;
    while (n < max) {
        const char *tab = line.n ? memchr(line.p, '\t', line.n) : NULL;
        size_t end = tab ? (size_t)(tab - line.p) : line.n;
        cells[n++] = slice_cut(line, 0, end);
        if (!tab)
            break;
        line = slice_cut(line, end + 1, line.n);
    }
    return n;
}

static enum status read_line(struct table *t, struct slice line, uint64_t line_no, struct err *e) {
    struct slice cell[3 + EV_LABELS + 1];
    struct feature f;
    struct weight_entry row = {0};
    if (split_tabs(line, cell, 3 + EV_LABELS + 1) != 3 + EV_LABELS)
        return err_set(e, ST_RULE, "a line of the table has %d cells with tabs between",
                       3 + EV_LABELS);
    if (!feature_parse(&f, cell[0], cell[1], cell[2]))
        return err_set(e, ST_RULE, "no feature is called that");
    for (int l = 0; l < EV_LABELS; l++)
        if (!parse_int(&row.w[l], cell[3 + l]))
            return err_set(e, ST_RULE, "weight %d is no whole number", l + 1);
    if (f.tpl == F_THRESHOLD && f.a < 2) {
        memcpy(t->thresholds[f.a], row.w, sizeof row.w);
        return ST_OK;
    }
    row.key = feature_key(f.tpl, f.a, f.b);
    struct key_line at = {row.key, (uint32_t)line_no};
    return buf_add(&t->rows, (const char *)&row, sizeof row) &&
                   buf_add(&t->lines, (const char *)&at, sizeof at)
               ? ST_OK
               : err_set(e, ST_MEMORY, "out of memory");
}

static int by_key(const void *x, const void *y) {
    const struct key_line *a = x, *b = y;
    int c = (a->key > b->key) - (a->key < b->key);
    return c ? c : (a->line > b->line) - (a->line < b->line);
}

/* The first line that says again what an earlier one said. */
static enum status check_twice(struct table *t, struct err *e) {
    struct key_line *v = (struct key_line *)(void *)t->lines.p;
    size_t n = t->lines.n / sizeof *v;
    uint32_t first = 0, again = UINT32_MAX;
    if (n)
        qsort(v, n, sizeof *v, by_key);
    for (size_t i = 1; i < n; i++)
        if (v[i].key == v[i - 1].key && v[i].line < again) {
            first = v[i - 1].line;
            again = v[i].line;
        }
    if (again == UINT32_MAX)
        return ST_OK;
    if (e)
        e->row = again;
    return err_set(e, ST_RULE, "the feature stands on line %u already, or has the same number",
                   first);
}

enum status weights_pack_text(struct buf *out, struct slice text, const char *file, struct err *e) {
    struct table t = {0};
    uint64_t line_no = 0;
    enum status st = ST_OK;
    for (size_t i = 0; i < text.n && st == ST_OK;) {
        const char *nl = memchr(text.p + i, '\n', text.n - i);
        size_t end = nl ? (size_t)(nl - text.p) : text.n;
        struct slice line = slice_cut(text, i, end);
        i = end + 1;
        line_no++;
        if (utf8_valid_prefix(line) != line.n)
            st = err_set(e, ST_RULE, "the line is not valid UTF-8");
        else if (line.n && line.p[0] != '#')
            st = read_line(&t, line, line_no, e);
    }
    if (st != ST_OK && e)
        e->row = line_no;
    if (st == ST_OK && t.rows.n == 0) /* with it nothing would be found, and nobody told */
        st = err_set(e, ST_RULE, "the table holds no weights");
    if (st == ST_OK)
        st = check_twice(&t, e);
    if (st == ST_OK)
        st = weights_pack(out, (const struct weight_entry *)(const void *)t.rows.p,
                          t.rows.n / sizeof(struct weight_entry), t.thresholds, e);
    if (st != ST_OK)
        err_file(e, file);
    buf_free(&t.rows);
    buf_free(&t.lines);
    return st;
}

enum status weights_load(struct weights **out, const char *path, struct err *e) {
    struct buf text = {0}, block = {0};
    enum status st = file_read(&text, path, e);
    if (st == ST_OK)
        st = weights_pack_text(&block, buf_slice(&text), path, e);
    if (st == ST_OK)
        st = open_block(out, buf_slice(&block), &block, e);
    buf_free(&text);
    buf_free(&block);
    return st;
}

struct slice weights_builtin_block(void) {
    return (struct slice){blot_weights_start, (size_t)(blot_weights_end - blot_weights_start)};
}

const char *weights_builtin_sha256(void) {
    return blot_weights_sha256;
}
