#include "run/page.h"

#include <sodium.h>
#include <string.h>

#define MARK_OPEN  "<!--"
#define MARK_CLOSE "-->"

static enum status find(struct slice *text, struct slice name, struct err *e) {
    for (const struct page_file *f = page_files; f->name; f++)
        if (slice_is(name, f->name)) {
            *text = (struct slice){f->text, f->n};
            return ST_OK;
        }
    return err_set(e, ST_INTERNAL, "a part of the page is missing");
}

/* The next "<!--KIND file-->" of the template at or after *at: word gets KIND, file what follows
 * it. *at moves behind it; *before gets the text up to it. False when there is none. */
static bool next_mark(struct slice page, size_t *at, struct slice *before, struct slice *word,
                      struct slice *file) {
    struct slice rest = slice_cut(page, *at, page.n);
    const char *open = memmem(rest.p, rest.n, MARK_OPEN, strlen(MARK_OPEN));
    const char *end =
        open ? memmem(open, rest.n - (size_t)(open - rest.p), MARK_CLOSE, strlen(MARK_CLOSE))
             : NULL;
    *before = end ? (struct slice){rest.p, (size_t)(open - rest.p)} : rest;
    *at = end ? *at + (size_t)(end - rest.p) + strlen(MARK_CLOSE) : page.n;
    if (!end)
        return false;
    struct slice inside = {open + strlen(MARK_OPEN), (size_t)(end - open) - strlen(MARK_OPEN)};
    const char *space = memchr(inside.p, ' ', inside.n);
    size_t n = space ? (size_t)(space - inside.p) : inside.n;
    *word = slice_cut(inside, 0, n);
    *file = slice_trim(slice_cut(inside, n, inside.n));
    return true;
}

/* 'sha256-...' of every file that the template puts in by that kind of mark. */
static enum status add_hashes(struct buf *out, struct slice page, const char *kind, struct err *e) {
    struct slice before, word, file, text = {0};
    unsigned char hash[crypto_hash_sha256_BYTES];
    char encoded[sodium_base64_ENCODED_LEN(sizeof hash, sodium_base64_VARIANT_ORIGINAL)];
    for (size_t at = 0; next_mark(page, &at, &before, &word, &file);) {
        if (!slice_is(word, kind))
            continue;
        enum status st = find(&text, file, e);
        if (st != ST_OK)
            return st;
        (void)crypto_hash_sha256(hash, (const unsigned char *)text.p, text.n); /* cannot fail */
        sodium_bin2base64(encoded, sizeof encoded, hash, sizeof hash,
                          sodium_base64_VARIANT_ORIGINAL);
        if (!buf_printf(out, " 'sha256-%s'", encoded))
            return err_memory(e);
    }
    return ST_OK;
}

static enum status add_policy(struct buf *out, struct slice page, struct err *e) {
    bool ok = buf_add_str(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                               "'none'; base-uri 'none'; form-action 'none'; style-src");
    enum status st = ok ? add_hashes(out, page, "STYLE", e) : err_memory(e);
    if (st == ST_OK && !buf_add_str(out, "; script-src"))
        st = err_memory(e);
    if (st == ST_OK)
        st = add_hashes(out, page, "SCRIPT", e);
    if (st == ST_OK && !buf_add_str(out, "\">"))
        st = err_memory(e);
    return st;
}

static enum status add_file(struct buf *out, struct slice file, const char *element,
                            struct err *e) {
    struct slice text = {0};
    enum status st = find(&text, file, e);
    if (st == ST_OK && !(buf_printf(out, "<%s>", element) && buf_add_slice(out, text) &&
                         buf_printf(out, "</%s>", element)))
        st = err_memory(e);
    return st;
}

/* One half of the page: that before the mark DATA, or that after it. */
static enum status add_half(struct buf *out, const char *name, bool head, struct err *e) {
    struct slice page, before, word, file;
    enum status st = find(&page, slice_of(name), e);
    bool in_head = true;
    for (size_t at = 0; st == ST_OK && at < page.n;) {
        bool more = next_mark(page, &at, &before, &word, &file);
        if (in_head == head && !buf_add_slice(out, before))
            st = err_memory(e);
        if (st != ST_OK || !more)
            continue;
        if (slice_is(word, "DATA"))
            in_head = false;
        else if (in_head != head)
            continue;
        else if (slice_is(word, "POLICY"))
            st = add_policy(out, page, e);
        else
            st = add_file(out, file, slice_is(word, "STYLE") ? "style" : "script", e);
    }
    return st;
}

enum status page_head(struct buf *out, const char *name, struct err *e) {
    return add_half(out, name, true, e);
}

enum status page_tail(struct buf *out, const char *name, struct err *e) {
    return add_half(out, name, false, e);
}

/* In JSON "<" stands in strings only, where \u003c is the same. */
enum status page_make_safe(struct buf *b, size_t from, struct err *e) {
    static const char escape[] = "\\u003c";
    const size_t n = sizeof escape - 1;
    size_t more = 0;
    for (size_t i = from; i < b->n; i++)
        more += b->p[i] == '<' ? n - 1 : 0;
    if (more == 0)
        return ST_OK;
    if (!buf_reserve(b, more))
        return err_memory(e);
    size_t to = b->n + more;
    for (size_t i = b->n; i-- > from;) { /* from the end, so that nothing is overwritten unread */
        if (b->p[i] == '<') {
            to -= n;
            memcpy(b->p + to, escape, n);
        } else {
            b->p[--to] = b->p[i];
        }
    }
    b->n += more;
    return ST_OK;
}
