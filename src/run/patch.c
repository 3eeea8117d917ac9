#include "run/patch.h"

enum { CONTEXT = 3 };

size_t patch_lines(struct slice text) {
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == '\n';
    return n + (text.n > 0 && text.p[text.n - 1] != '\n');
}

/* Line i, 1-based, without its line end. */
static struct slice line(struct slice text, size_t i) {
    size_t at = 0;
    for (size_t k = 1; k < i; k++) {
        const char *end = memchr(text.p + at, '\n', text.n - at);
        at = end ? (size_t)(end - text.p) + 1 : text.n;
    }
    const char *end = at < text.n ? memchr(text.p + at, '\n', text.n - at) : NULL;
    return slice_cut(text, at, end ? (size_t)(end - text.p) : text.n);
}

static bool ends_open(struct slice text) {
    return text.n > 0 && text.p[text.n - 1] != '\n';
}

static bool add_line(struct buf *b, char sign, struct slice l) {
    return buf_add_char(b, sign) && buf_add_slice(b, l) && buf_add_char(b, '\n');
}

static bool add_new(struct buf *b, struct slice text) {
    bool ok = true;
    for (size_t i = 1, n = patch_lines(text); ok && i <= n; i++)
        ok = add_line(b, '+', line(text, i));
    return ok;
}

/* Context, then the new lines, then context; those of the hunks before added to the new side's
 * numbers. A hunk that ends where the next begins would be joined by patch(1) all the same. */
static bool add_hunk(struct buf *b, struct slice text, const struct patch_hunk *h, size_t gained) {
    size_t lines = patch_lines(text), more = patch_lines(h->text);
    size_t from = h->after > CONTEXT ? h->after - CONTEXT + 1 : 1;
    size_t to = h->after + CONTEXT < lines ? h->after + CONTEXT : lines;
    size_t kept = to >= from ? to - from + 1 : 0;
    bool open = ends_open(text) && h->after == lines;
    bool ok = buf_printf(b, "@@ -%zu,%zu +%zu,%zu @@\n", kept ? from : 0, kept,
                         from + gained - (kept ? 0 : gained), kept + more);
    for (size_t i = from; ok && i <= h->after; i++) {
        ok = add_line(b, open && i == lines ? '-' : ' ', line(text, i));
        if (ok && open && i == lines)
            ok =
                buf_add_str(b, "\\ No newline at end of file\n") && add_line(b, '+', line(text, i));
    }
    ok = ok && add_new(b, h->text);
    for (size_t i = h->after + 1; ok && i <= to; i++) {
        ok = add_line(b, ' ', line(text, i));
        if (ok && i == lines && ends_open(text))
            ok = buf_add_str(b, "\\ No newline at end of file\n");
    }
    return ok;
}

enum status patch_file(struct buf *out, const char *path, bool exists, struct slice text,
                       const struct patch_hunk *hunks, size_t n, struct err *e) {
    bool ok = exists ? buf_printf(out, "--- a/%s\n", path) : buf_add_str(out, "--- /dev/null\n");
    ok = ok && buf_printf(out, "+++ b/%s\n", path);
    size_t gained = 0;
    for (size_t i = 0; ok && i < n; i++) {
        ok = add_hunk(out, text, &hunks[i], gained);
        gained += patch_lines(hunks[i].text);
    }
    return ok ? ST_OK : err_memory(e);
}
