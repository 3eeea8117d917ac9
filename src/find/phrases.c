#include "find/phrases.h"

#include <string.h>

#include "base/utf8.h"
#include "text/fold.h"

#define BUCKETS_FIRST 32u /* most lists are a record's own, of a few phrases */

struct phrase {
    struct phrase *next;
    struct slice line; /* of the file it came from; p is NULL: from no file */
    uint64_t line_no;
    uint32_t file; /* which one */
    uint32_t n;
    uint8_t tag;
    uint32_t hash[];
};

struct phrase_list {
    struct arena *arena;
    size_t count;
    uint32_t n_buckets;     /* a power of two */
    struct phrase **bucket; /* by the first word's hash, longer phrases first */
    uint32_t files;         /* read so far */
    struct phrase *newest;
};

enum status phrase_list_new(struct phrase_list **out, struct arena *a, struct err *e) {
    struct phrase_list *l = arena_calloc(a, 1, sizeof *l);
    if (l)
        l->bucket = arena_calloc(a, BUCKETS_FIRST, sizeof *l->bucket);
    if (!l || !l->bucket)
        return err_set(e, ST_MEMORY, "out of memory");
    l->arena = a;
    l->n_buckets = BUCKETS_FIRST;
    *out = l;
    return ST_OK;
}

static void link_phrase(struct phrase_list *l, struct phrase *p) {
    struct phrase **at = &l->bucket[p->hash[0] & (l->n_buckets - 1)];
    while (*at && (*at)->n > p->n)
        at = &(*at)->next;
    p->next = *at;
    *at = p;
}

/* Puts the phrases of a bucket into the new ones, the last first, so that phrases of one length
 * keep their order. */
static void move(struct phrase_list *l, struct phrase *p) {
    struct phrase *turned = NULL;
    while (p) {
        struct phrase *next = p->next;
        p->next = turned;
        turned = p;
        p = next;
    }
    while (turned) {
        struct phrase *next = turned->next;
        link_phrase(l, turned);
        turned = next;
    }
}

static bool grow(struct phrase_list *l) {
    struct phrase **old = l->bucket;
    uint32_t n = l->n_buckets;
    struct phrase **bucket = arena_calloc(l->arena, (size_t)n * 4, sizeof *bucket);
    if (!bucket)
        return false;
    l->bucket = bucket;
    l->n_buckets = n * 4;
    for (uint32_t i = 0; i < n; i++)
        move(l, old[i]);
    return true;
}

static bool counts(const struct token *t) {
    return (t->kind == TOK_WORD || t->kind == TOK_NUMBER) && t->hash;
}

/* A phrase with room for n words. NULL: memory is out. */
static struct phrase *phrase_new(struct phrase_list *l, uint32_t n, uint8_t tag, struct err *e) {
    struct phrase *p = arena_alloc(l->arena, sizeof *p + n * sizeof p->hash[0]);
    if (!p) {
        (void)err_set(e, ST_MEMORY, "out of memory");
        return NULL;
    }
    *p = (struct phrase){.tag = tag};
    return p;
}

static enum status insert(struct phrase_list *l, struct phrase *p, struct err *e) {
    if (l->count >= l->n_buckets && l->n_buckets < 1u << 20 && !grow(l))
        return err_set(e, ST_MEMORY, "out of memory");
    link_phrase(l, p);
    l->count++;
    l->newest = p;
    return ST_OK;
}

enum status phrase_list_add(struct phrase_list *l, const struct scan *s, uint32_t first,
                            uint32_t last, uint8_t tag, struct err *e) {
    uint32_t n = 0;
    for (uint32_t i = first; i < last; i++)
        n += counts(&s->tok[i]);
    if (n == 0)
        return ST_OK;
    struct phrase *p = phrase_new(l, n, tag, e);
    if (!p)
        return ST_MEMORY;
    for (uint32_t i = first; i < last; i++)
        if (counts(&s->tok[i]))
            p->hash[p->n++] = s->tok[i].hash;
    return insert(l, p, e);
}

enum status phrase_list_add_word(struct phrase_list *l, uint32_t hash, uint8_t tag, struct err *e) {
    struct phrase *p = phrase_new(l, 1, tag, e);
    if (!p)
        return ST_MEMORY;
    p->hash[p->n++] = hash;
    return insert(l, p, e);
}

static enum status add_line(struct phrase_list *l, struct slice line, const struct lexicon *lx,
                            uint8_t tag, struct err *e) {
    struct view v;
    struct scan s;
    size_t before = l->count;
    if (utf8_valid_prefix(line) != line.n)
        return err_set(e, ST_RULE, "the line is not valid UTF-8");
    enum status st = view_make(&v, line, l->arena, e);
    if (st == ST_OK)
        st = tokens_make(&s, v.text, lx, l->arena, e);
    if (st == ST_OK)
        st = phrase_list_add(l, &s, 0, s.n, tag, e);
    if (st == ST_OK && l->count == before)
        return err_set(e, ST_RULE, "the line holds no word and no number");
    return st;
}

static char lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool same_line(struct slice a, struct slice b) {
    if (a.n != b.n || !a.p || !b.p)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

/* Notes where the phrase just added stands, unless its file has it already. */
static enum status note_line(struct phrase_list *l, struct slice line, uint64_t line_no,
                             struct err *e) {
    struct phrase *own = l->newest;
    own->file = l->files;
    own->line_no = line_no;
    own->line = arena_copy(l->arena, line);
    if (!own->line.p)
        return err_set(e, ST_MEMORY, "out of memory");
    for (const struct phrase *p = l->bucket[own->hash[0] % l->n_buckets]; p; p = p->next)
        if (p != own && p->file == own->file && same_line(p->line, own->line)) {
            err_hint(e, "take one of them out");
            return err_set(e, ST_RULE, "the phrase stands on line %u already",
                           (unsigned)p->line_no);
        }
    return ST_OK;
}

enum status phrase_list_add_text(struct phrase_list *l, struct slice text, const char *file,
                                 const struct lexicon *lx, uint8_t tag, struct err *e) {
    uint64_t line_no = 0;
    l->files++;
    for (size_t i = 0; i < text.n;) {
        const char *nl = memchr(text.p + i, '\n', text.n - i);
        size_t end = nl ? (size_t)(nl - text.p) : text.n;
        struct slice line = slice_cut(text, i, end);
        i = end + 1;
        line_no++;
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        line = slice_trim(line);
        if (line.n == 0 || line.p[0] == '#')
            continue;
        enum status st = add_line(l, line, lx, tag, e);
        if (st == ST_OK)
            st = note_line(l, line, line_no, e);
        if (st != ST_OK) {
            err_file(e, file);
            if (e)
                e->row = line_no;
            return st;
        }
    }
    return ST_OK;
}

/* The token after the phrase when it stands at token i, else 0. Between its words only what is no
 * word may stand, and no more than three tokens of it. */
static uint32_t stands_at(const struct phrase *p, const struct scan *s, uint32_t i) {
    uint32_t k = 0, gap = 0;
    for (; i < s->n && gap <= 3; i++) {
        if (!counts(&s->tok[i])) {
            gap++;
            continue;
        }
        if (s->tok[i].hash != p->hash[k])
            return 0;
        gap = 0;
        if (++k == p->n)
            return i + 1;
    }
    return 0;
}

bool phrase_list_next(const struct phrase_list *l, const struct scan *s, uint32_t *i, uint8_t *tag,
                      uint32_t *end) {
    for (; *i < s->n; (*i)++) {
        const struct phrase *p = l->bucket[s->tok[*i].hash & (l->n_buckets - 1)];
        if (!p || !counts(&s->tok[*i]))
            continue;
        for (; p; p = p->next) {
            uint32_t after = stands_at(p, s, *i);
            if (after) {
                *tag = p->tag;
                *end = after;
                return true;
            }
        }
    }
    return false;
}

bool phrase_list_empty(const struct phrase_list *l) {
    return !l || l->count == 0;
}
