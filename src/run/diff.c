#include "run/diff.h"

#include <stdint.h>
#include <stdlib.h>

enum { CONTEXT = 3, CELLS_MAX = 16 << 20 };

struct lines {
    struct slice *v; /* with their \n */
    size_t n;
};

/* One step of the way from the old text to the new one. */
struct step {
    char sign; /* ' ' '-' '+' */
    struct slice line;
    size_t old_at, new_at; /* lines before it */
};

static bool cut_lines(struct lines *out, struct slice s) {
    size_t n = 1;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    out->v = calloc(n, sizeof *out->v);
    out->n = 0;
    for (size_t at = 0; out->v && at < s.n;) {
        const char *nl = memchr(s.p + at, '\n', s.n - at);
        size_t end = nl ? (size_t)(nl - s.p) + 1 : s.n;
        out->v[out->n++] = slice_cut(s, at, end);
        at = end;
    }
    return out->v != NULL;
}

/* table[i][j]: lines that old[i..] and new[j..] have in common, longest common subsequence. */
static uint32_t *common_table(const struct lines *a, const struct lines *b) {
    size_t w = b->n + 1;
    uint32_t *t = calloc((a->n + 1) * w, sizeof *t);
    for (size_t i = a->n; t && i-- > 0;)
        for (size_t j = b->n; j-- > 0;) {
            uint32_t down = t[(i + 1) * w + j], right = t[i * w + j + 1];
            t[i * w + j] = slice_eq(a->v[i], b->v[j]) ? t[(i + 1) * w + j + 1] + 1
                           : down > right             ? down
                                                      : right;
        }
    return t;
}

static size_t find_steps(struct step *out, const struct lines *a, const struct lines *b,
                         const uint32_t *t) {
    size_t w = b->n + 1, n = 0, i = 0, j = 0;
    while (i < a->n || j < b->n) {
        struct step s = {' ', {0}, i, j};
        if (i < a->n && j < b->n && slice_eq(a->v[i], b->v[j])) {
            s.line = a->v[i++];
            j++;
        } else if (i < a->n && (j == b->n || t[(i + 1) * w + j] >= t[i * w + j + 1])) {
            s.sign = '-';
            s.line = a->v[i++];
        } else {
            s.sign = '+';
            s.line = b->v[j++];
        }
        out[n++] = s;
    }
    return n;
}

/* One line of output, safe for a terminal. */
static bool put_line(struct buf *out, char sign, struct slice line) {
    bool ends = line.n > 0 && line.p[line.n - 1] == '\n';
    bool ok = buf_add_char(out, sign);
    for (size_t i = 0; ok && i < line.n - ends; i++) {
        unsigned char c = (unsigned char)line.p[i];
        bool c1 = c == 0xC2 && i + 1 < line.n && (unsigned char)line.p[i + 1] < 0xA0;
        ok = buf_add_char(out, (c < 0x20 && c != '\t') || c == 0x7F || c1 ? '?' : line.p[i]);
    }
    ok = ok && buf_add_char(out, '\n');
    return ok && (ends || buf_add_str(out, "\\ No newline at end of file\n"));
}

/* The end of the hunk that begins at `at`: changes no further apart than their contexts. */
static size_t hunk_end(const struct step *s, size_t n, size_t at) {
    size_t end = at;
    for (size_t i = at; i < n && i <= end + 2 * CONTEXT; i++)
        if (s[i].sign != ' ')
            end = i;
    return end + 1;
}

static bool put_hunk(struct buf *out, const struct step *s, size_t from, size_t to) {
    size_t olds = 0, news = 0;
    for (size_t i = from; i < to; i++) {
        olds += s[i].sign != '+';
        news += s[i].sign != '-';
    }
    bool ok = buf_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", s[from].old_at + (olds > 0), olds,
                         s[from].new_at + (news > 0), news);
    for (size_t i = from; ok && i < to; i++)
        ok = put_line(out, s[i].sign, s[i].line);
    return ok;
}

static bool put_hunks(struct buf *out, const struct step *s, size_t n) {
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        if (s[i].sign == ' ')
            continue;
        size_t from = i > CONTEXT ? i - CONTEXT : 0, last = hunk_end(s, n, i);
        size_t to = last + CONTEXT < n ? last + CONTEXT : n;
        ok = put_hunk(out, s, from, to);
        i = to - 1;
    }
    return ok;
}

enum status diff_unified(struct buf *out, struct slice before, struct slice after,
                         const char *old_name, const char *new_name, struct err *e) {
    struct lines a = {0}, b = {0};
    uint32_t *table = NULL;
    struct step *steps = NULL;
    if (slice_eq(before, after))
        return ST_OK;
    bool ok = cut_lines(&a, before) && cut_lines(&b, after);
    ok = ok && buf_printf(out, "--- %s\n+++ %s\n", old_name, new_name);
    if (ok && (a.n + 1) * (b.n + 1) > CELLS_MAX) {
        ok = buf_printf(out, "%zu lines and %zu lines, too many to compare\n", a.n, b.n);
    } else if (ok) {
        table = common_table(&a, &b);
        steps = calloc(a.n + b.n + 1, sizeof *steps);
        ok = table && steps && put_hunks(out, steps, find_steps(steps, &a, &b, table));
    }
    free(a.v);
    free(b.v);
    free(table);
    free(steps);
    return ok ? ST_OK : err_memory(e);
}
