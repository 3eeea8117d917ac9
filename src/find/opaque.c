#include "find/opaque.h"

#include <string.h>

#include "find/context.h"

/* The first byte from i on with which a placeholder may begin. */
static size_t next_opening(struct slice t, size_t i) {
    const char *bracket = memchr(t.p + i, '[', t.n - i);
    size_t end = bracket ? (size_t)(bracket - t.p) : t.n;
    const char *mask = memchr(t.p + i, PLACEHOLDER_MASK[0], end - i);
    return mask ? (size_t)(mask - t.p) : end;
}

struct slice opaque_text(enum label label) {
    static const char *const texts[LABEL_COUNT] = {[LABEL_NONE] = PLACEHOLDER_WITHHELD,
                                                   [LABEL_NAME] = "[NAME]",
                                                   [LABEL_AGE] = "[AGE]",
                                                   [LABEL_PLACE] = "[PLACE]",
                                                   [LABEL_DATE] = "[DATE]",
                                                   [LABEL_CONTACT] = "[CONTACT]",
                                                   [LABEL_ID] = "[ID]",
                                                   [LABEL_GROUP] = "[GROUP]"};
    return slice_of(texts[label]);
}

enum label opaque_seen(enum label label, uint32_t masked) {
    return masked >> label & 1 ? LABEL_NAME : label;
}

static bool find(struct span_list *out, struct slice text, const struct age_bands *bands,
                 struct arena *a) {
    for (size_t i = 0; i < text.n && (i = next_opening(text, i)) < text.n;) {
        size_t n = placeholder_at(slice_cut(text, i, text.n), bands);
        struct span s = {(uint32_t)i, (uint32_t)(i + n), LABEL_NONE, BY_KNOWN, RULE_NONE};
        if (n && !span_add(out, s, a))
            return false;
        i += n ? n : 1;
    }
    return true;
}

/* A view under way. */
struct rewriting {
    const struct view *from;
    char *text;
    uint32_t *map;
    uint32_t n;
};

static void keep(struct rewriting *r, uint32_t from, uint32_t to) {
    memcpy(r->text + r->n, r->from->text.p + from, to - from);
    while (from < to)
        r->map[r->n++] = view_source(r->from, from++);
}

/* Puts the text of its label in the place of a placeholder, which is no shorter. */
static void put(struct rewriting *r, struct span *s) {
    const struct slice text = opaque_text(opaque_label(slice_cut(r->from->text, s->start, s->end)));
    const uint32_t at = view_source(r->from, s->start);
    s->start = r->n;
    memcpy(r->text + r->n, text.p, text.n);
    for (size_t k = 0; k < text.n; k++)
        r->map[r->n++] = at;
    s->end = r->n;
}

bool opaque_find(struct span_list *out, struct view *v, const struct age_bands *bands,
                 struct arena *a) {
    if (!find(out, v->text, bands, a))
        return false;
    if (out->n == 0)
        return true;
    struct rewriting r = {v, arena_alloc(a, v->text.n + 1),
                          arena_alloc(a, (v->text.n + 1) * sizeof *r.map), 0};
    if (!r.text || !r.map)
        return false;
    uint32_t from = 0;
    for (size_t i = 0; i < out->n; i++) {
        const uint32_t end = out->v[i].end;
        keep(&r, from, out->v[i].start);
        put(&r, &out->v[i]);
        from = end;
    }
    keep(&r, from, (uint32_t)v->text.n);
    r.map[r.n] = view_source(v, (uint32_t)v->text.n);
    *v = (struct view){{r.text, r.n}, r.map, v->source};
    return true;
}

static bool add_piece(struct span_list *out, struct span s, struct slice text, struct arena *a) {
    span_trim_start(&s, text);
    span_trim_end(&s, text);
    return !span_says_something(&s, text) || span_add(out, s, a);
}

bool opaque_cut(struct span_list *spans, const struct span_list *placeholders, struct slice text,
                struct arena *a) {
    struct span_list out = {0};
    size_t k = 0;
    if (placeholders->n == 0)
        return true;
    for (size_t i = 0; i < spans->n; i++) {
        struct span rest = spans->v[i];
        while (k < placeholders->n && placeholders->v[k].end <= rest.start)
            k++;
        bool whole = k == placeholders->n || placeholders->v[k].start >= rest.end;
        for (; k < placeholders->n && placeholders->v[k].start < rest.end; k++) {
            struct span piece = rest;
            piece.end = placeholders->v[k].start;
            if (piece.end > piece.start && !add_piece(&out, piece, text, a))
                return false;
            rest.start = placeholders->v[k].end;
            if (rest.start >= rest.end)
                break;
        }
        bool left = rest.start < rest.end;
        if (left && !(whole ? span_add(&out, rest, a) : add_piece(&out, rest, text, a)))
            return false;
    }
    *spans = out;
    return true;
}

enum label opaque_label(struct slice s) {
    size_t end = 1;
    if (s.p[0] != '[')
        return LABEL_NAME;
    enum role role;
    uint32_t number;
    while (end < s.n && s.p[end] >= 'A' && s.p[end] <= 'Z')
        end++;
    return placeholder_role(s, &role, &number) ? LABEL_NAME : label_from(slice_cut(s, 1, end));
}

void opaque_stand_for(struct token *t, enum label label) {
    static const struct {
        uint8_t kind, sign, shape;
    } as[LABEL_COUNT] = {[LABEL_NONE] = {TOK_WORD, SG_SYMBOL, ES_NONE},
                         [LABEL_NAME] = {TOK_WORD, SG_NAME + SIGN_CAPITAL, ES_CAP},
                         [LABEL_AGE] = {TOK_NUMBER, SG_NUMBER, ES_NUMBER},
                         [LABEL_PLACE] = {TOK_WORD, SG_PLACE + SIGN_CAPITAL, ES_CAP},
                         [LABEL_DATE] = {TOK_NUMBER, SG_NUMBER, ES_NUMBER},
                         [LABEL_CONTACT] = {TOK_NUMBER, SG_NUMBER, ES_NUMBER},
                         [LABEL_ID] = {TOK_NUMBER, SG_NUMBER, ES_NUMBER},
                         [LABEL_GROUP] = {TOK_WORD, SG_GROUP + SIGN_CAPITAL, ES_CAP}};
    t->kind = as[label].kind;
    t->shape = t->kind == TOK_WORD && as[label].shape == ES_CAP ? SHAPE_CAP : SHAPE_NONE;
    t->memo = context_opaque_memo(t->kind == TOK_WORD, as[label].sign, as[label].shape);
}

/* How names are written in a text. */
enum typing { TYPED_NAMES, TYPED_LOWER, TYPED_CAPITALS };

/* A word that no list has, of any length: Nonono. */
static void put_word(char *p, size_t n, enum typing typing) {
    const char *letters = typing == TYPED_CAPITALS ? "NO" : "no";
    for (size_t i = 0; i < n; i++)
        p[i] = letters[i % 2];
    if (typing == TYPED_NAMES)
        p[0] = 'N';
}

/* Where no capital stands outside placeholders, names will have had none either; where hardly a
 * small letter does, nothing but capitals. */
static enum typing typing_of(struct slice text, const struct span_list *placeholders) {
    size_t k = 0, capitals = 0, small = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (k < placeholders->n && i == placeholders->v[k].start) {
            i = placeholders->v[k++].end - 1;
            continue;
        }
        capitals += text.p[i] >= 'A' && text.p[i] <= 'Z';
        small += text.p[i] >= 'a' && text.p[i] <= 'z';
    }
    return capitals == 0 ? TYPED_LOWER : small * 10 < capitals ? TYPED_CAPITALS : TYPED_NAMES;
}

#define BARE '\x01' /* a view holds no control characters */

/* An age of two figures, with spaces before it. */
static void put_age(char *p, size_t n) {
    memset(p, ' ', n);
    p[n - 2] = '1';
    p[n - 1] = '9';
}

/* A copy of the text to be changed, in *shown too; where there is no placeholder, none is made.
 * False when memory is out. */
static bool copy_text(char **copy, struct slice *shown, struct slice text,
                      const struct span_list *placeholders, struct arena *a) {
    *copy = NULL;
    *shown = text;
    if (placeholders->n == 0)
        return true;
    *copy = arena_alloc(a, text.n);
    if (!*copy)
        return false;
    memcpy(*copy, text.p, text.n);
    *shown = (struct slice){*copy, text.n};
    return true;
}

bool opaque_shown(struct slice *shown, struct slice text, const struct span_list *placeholders,
                  struct arena *a) {
    char *copy;
    if (!copy_text(&copy, shown, text, placeholders, a))
        return false;
    const enum typing typing = typing_of(text, placeholders);
    for (size_t k = 0; k < placeholders->n; k++) {
        const struct span *p = &placeholders->v[k];
        enum label label = opaque_label(slice_cut(text, p->start, text.n));
        if (label == LABEL_NAME || label == LABEL_PLACE || label == LABEL_GROUP)
            put_word(copy + p->start, p->end - p->start, typing);
        else if (label == LABEL_AGE)
            put_age(copy + p->start, p->end - p->start);
        else if (label != LABEL_NONE)
            copy[p->end - 1] = '#'; /* no bracket that somebody's words stand in */
    }
    return true;
}

bool opaque_bare(struct slice *bare, struct slice text, const struct span_list *placeholders,
                 struct arena *a) {
    char *copy;
    if (!copy_text(&copy, bare, text, placeholders, a))
        return false;
    for (size_t k = 0; k < placeholders->n; k++) {
        const struct span *p = &placeholders->v[k];
        memset(copy + p->start, BARE, p->end - p->start);
    }
    return true;
}

/* True when tokens i and i + 1 are the 's after a placeholder: had a name stood there, they would
 * be one token. */
bool opaque_possessive(const struct scan *s, uint32_t i) {
    const struct token *t = &s->tok[i];
    return i + 1 < s->n && t[0].kind == TOK_SYMBOL && s->text.p[t[0].start] == '\'' &&
           !t[0].space && !t[1].space && t[1].kind == TOK_WORD && t[1].end - t[1].start == 1 &&
           (s->text.p[t[1].start] | 0x20) == 's';
}

bool opaque_is(const struct scan *s, uint32_t i) {
    return context_memo_is_opaque(s->tok[i].memo);
}

void opaque_tokens(struct scan *s, const struct span_list *placeholders, lex_set place) {
    uint32_t n = 0, i = 0;
    for (size_t k = 0; k < placeholders->n; k++) {
        const struct span *p = &placeholders->v[k];
        while (i < s->n && s->tok[i].start < p->start)
            s->tok[n++] = s->tok[i++];
        if (i == s->n)
            break;
        struct token whole = {.start = p->start, .end = p->end, .space = s->tok[i].space};
        enum label label = opaque_label(slice_cut(s->text, p->start, s->text.n));
        opaque_stand_for(&whole, label);
        whole.classes = label == LABEL_PLACE ? place : 0;
        while (i < s->n && s->tok[i].start < p->end)
            i++;
        s->tok[n++] = whole;
        if (opaque_possessive(s, i)) {
            uint32_t start = s->tok[i].start;
            s->tok[n++] = (struct token){.start = start, .end = start + 2, .kind = TOK_POSS};
            i += 2;
        }
    }
    while (placeholders->n && i < s->n)
        s->tok[n++] = s->tok[i++];
    if (placeholders->n)
        s->n = n;
}
