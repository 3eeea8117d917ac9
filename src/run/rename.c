#include "run/rename.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/hash.h"

#define NAMES_A_RECORD 64

static enum status out_of_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

static uint32_t draw(struct renamer *r, uint32_t below) {
    r->state ^= r->state << 13;
    r->state ^= r->state >> 17;
    r->state ^= r->state << 5;
    return r->state % below;
}

static bool is_name(struct slice key, const struct lex_entry *en) {
    return en->level == 0 && (en->given || en->surname) && key.n >= 3 && utf8_is_ascii(key) &&
           !memchr(key.p, ' ', key.n);
}

enum status renamer_init(struct renamer *r, const struct lexicon *lx, uint32_t seed,
                         struct arena *a, struct err *e) {
    struct slice key;
    struct lex_entry en;
    *r = (struct renamer){.lexicon = lx, .state = seed ? seed : 1};
    size_t size = lexicon_size(lx), n = 0;
    struct slice *names = arena_alloc(a, (size + 1) * sizeof *names);
    if (!names)
        return out_of_memory(e);
    for (size_t i = 0; i < size; i++)
        if (lexicon_at(lx, i, &key, &en) && is_name(key, &en))
            names[n++] = key;
    r->names = names;
    r->n = n;
    return n ? ST_OK : err_set(e, ST_USAGE, "the word lists hold no name to draw from");
}

/* One record's old names and what they became. */
struct renaming {
    uint32_t hash[NAMES_A_RECORD];
    struct slice now[NAMES_A_RECORD];
    size_t n;
};

static struct slice new_name(struct renamer *r, struct arena *a) {
    struct slice one = r->names[draw(r, (uint32_t)r->n)];
    if (draw(r, 3) != 0)
        return one;
    struct slice two = r->names[draw(r, (uint32_t)r->n)];
    size_t head = one.n / 2 + 1, tail = two.n / 2;
    char *p = arena_alloc(a, head + two.n - tail);
    if (!p)
        return (struct slice){NULL, 0};
    memcpy(p, one.p, head);
    memcpy(p + head, two.p + tail, two.n - tail);
    return (struct slice){p, head + two.n - tail};
}

static struct slice renamed(struct renaming *m, struct renamer *r, struct slice key,
                            struct arena *a) {
    uint32_t hash = token_hash(key);
    for (size_t i = 0; i < m->n; i++)
        if (m->hash[i] == hash)
            return m->now[i];
    struct slice now = new_name(r, a);
    if (m->n < NAMES_A_RECORD) {
        m->hash[m->n] = hash;
        m->now[m->n++] = now;
    }
    return now;
}

static bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/* Appends the new name in the old one's case. */
static bool add_cased(struct buf *out, struct slice now, struct slice old) {
    bool first = upper(old.p[0]), all = first && old.n > 1 && upper(old.p[old.n - 1]);
    for (size_t i = 0; i < now.n; i++) {
        char c = now.p[i];
        bool up = c >= 'a' && c <= 'z' && (all || (first && i == 0));
        if (!buf_add_char(out, up ? (char)(c - 'a' + 'A') : c))
            return false;
    }
    return true;
}

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || upper(c) || (unsigned char)c >= 0x80;
}

static bool add_word(struct buf *out, struct slice word, struct renaming *m, struct renamer *r,
                     struct arena *a) {
    char key[LEX_KEY_MAX];
    struct lex_entry en;
    size_t n = fold_key(key, sizeof key, word);
    struct slice k = {key, n};
    if (n < 3 || !utf8_is_ascii(k) || (lexicon_find(r->lexicon, k, &en) && en.level))
        return buf_add_slice(out, word);
    struct slice now = renamed(m, r, k, a);
    return now.p && add_cased(out, now, word);
}

static bool add_name(struct buf *out, struct slice s, struct renaming *m, struct renamer *r,
                     struct arena *a) {
    bool ok = true;
    for (size_t i = 0; ok && i < s.n;) {
        size_t end = i;
        while (end < s.n && letter(s.p[end]))
            end++;
        ok = end > i ? add_word(out, slice_cut(s, i, end), m, r, a) : buf_add_char(out, s.p[i]);
        i = end > i ? end : i + 1;
    }
    return ok;
}

enum status rename_people(struct gold_record *out, const struct gold_record *in, struct renamer *r,
                          struct arena *a, struct err *e) {
    struct buf text = {0};
    struct renaming m = {.n = 0};
    size_t at = 0;
    bool ok = true;
    *out = *in;
    out->marks = arena_alloc(a, (in->n + 1) * sizeof *out->marks);
    if (!out->marks)
        return out_of_memory(e);
    for (size_t i = 0; ok && i < in->n; i++) {
        const struct gold_mark *g = &in->marks[i];
        struct slice s = slice_cut(in->text, g->start, g->end);
        ok = buf_add_slice(&text, slice_cut(in->text, at, g->start));
        out->marks[i] = *g;
        out->marks[i].start = (uint32_t)text.n;
        ok =
            ok && (g->label == LABEL_NAME ? add_name(&text, s, &m, r, a) : buf_add_slice(&text, s));
        out->marks[i].end = (uint32_t)text.n;
        at = g->end;
    }
    ok = ok && buf_add_slice(&text, slice_cut(in->text, at, in->text.n));
    out->text = ok ? arena_copy(a, buf_slice(&text)) : (struct slice){NULL, 0};
    buf_free(&text);
    return out->text.p ? ST_OK : out_of_memory(e);
}
