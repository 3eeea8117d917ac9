#include "find/hidden.h"

#include <string.h>

#include "find/opaque.h"

#define PHRASE_TOKENS 8 /* how far back a listed phrase may begin */

/* A word that judges nothing where its phrase is gone: in small letters, and no name. */
static bool is_plain(const struct token *t) {
    return t->shape == SHAPE_LOWER && t->level && !t->given && !t->surname;
}

/* True when token i, beside tokens [from, to), is in a listed phrase with one of them that has more
 * than plain words and them: Marks of Marks and Spencer. */
static bool is_half_phrase(const struct scan *s, uint32_t i, uint32_t from, uint32_t to) {
    if (!s->tok[i].in_phrase)
        return false;
    const uint32_t first = i < from ? i : to - 1; /* a phrase of both begins here or before */
    for (uint32_t back = 0; back < PHRASE_TOKENS && back <= first; back++) {
        const uint32_t start = first - back, end = start + s->tok[start].phrase;
        for (uint32_t k = start; end > first + 1 && k < end && k < s->n; k++)
            if ((k < from || k >= to) && !is_plain(&s->tok[k]))
                return true;
    }
    return false;
}

/* True when token i is a word that touches the one before it. */
static bool is_joined(const struct scan *s, uint32_t i) {
    return s->tok[i].kind == TOK_WORD && s->tok[i - 1].kind == TOK_WORD && !s->tok[i].space;
}

/* True when what stands beside tokens [from, to) will be cut otherwise when they are hidden. */
static bool is_cut(const struct scan *s, uint32_t from, uint32_t to, const struct span *hidden) {
    if (s->tok[from].start < hidden->start || s->tok[to - 1].end > hidden->end)
        return true;
    if (from > 0 && (is_joined(s, from) || is_half_phrase(s, from - 1, from, to)))
        return true;
    return to < s->n &&
           (is_joined(s, to) || is_half_phrase(s, to, from, to) || opaque_possessive(s, to));
}

/* Bits [from, from + n) of one go to [at, at + n) of another, whose bits were 0. */
static void copy_bits(struct token_bits *to, uint32_t at, const struct token_bits *bits,
                      uint32_t from, uint32_t n) {
    for (uint32_t done = 0, step; done < n; done += step) {
        const uint32_t i = from + done, k = at + done;
        const uint32_t room = 64 - (i % 64 > k % 64 ? i % 64 : k % 64);
        step = n - done < room ? n - done : room;
        const uint64_t mask = step < 64 ? ((uint64_t)1 << step) - 1 : ~(uint64_t)0;
        to->word[k / 64 + 1] |= (bits->word[i / 64 + 1] >> i % 64 & mask) << k % 64;
    }
}

/* Tokens [from, to) of the field, which stay. */
static void keep(struct hidden *h, const struct context *was, uint32_t from, uint32_t to) {
    struct context *now = &h->context;
    const uint32_t at = h->scan.n, n = to - from;
    if (n == 0)
        return;
    memcpy(h->scan.tok + at, was->scan->tok + from, n * sizeof *h->scan.tok);
    memcpy(now->mark + at, was->mark + from, n * sizeof *now->mark);
    memcpy(now->face + at, was->face + from, n * sizeof *now->face);
    copy_bits(&now->strange, at, &was->strange, from, n);
    copy_bits(&now->type, at, &was->type, from, n);
    for (uint32_t i = 0; i < n; i++)
        h->from[at + i] = from + i;
    h->scan.n += n;
}

/* Tokens [from, to) of the field, which become one. */
static void hide(struct hidden *h, const struct context *was, uint32_t from, uint32_t to,
                 enum label label) {
    const uint32_t at = h->scan.n++;
    const struct token *first = &was->scan->tok[from];
    struct token *t = &h->scan.tok[at];
    *t = (struct token){
        .start = first->start, .end = was->scan->tok[to - 1].end, .space = first->space};
    opaque_stand_for(t, label);
    h->context.mark[at] = (struct mark){.tag = work_tag_of_label((uint8_t)label),
                                        .locked = true,
                                        .shape = (uint8_t)((t->memo & MEMO_SHAPE) >> MEMO_SHAPE_AT),
                                        .position = was->mark[from].position};
    h->context.face[at] = (struct face){.sense = face_sense(t, t->memo & MEMO_SIGN),
                                        .sign = t->memo & MEMO_SIGN,
                                        .join = was->face[from].join,
                                        .kind = memo_kind(t->memo, t->kind)};
    h->from[at] = from;
    h->at[h->n++] = at;
}

static void hide_all(struct hidden *h, const struct work *w, const struct span_list *spans,
                     uint32_t labels, uint32_t masked) {
    const struct scan *was = &w->scan;
    struct style style = w->context.style;
    uint32_t i = 0;
    for (size_t k = 0; k < spans->n && !h->unlike; k++) {
        const struct span *s = &spans->v[k];
        uint32_t from = i;
        if (!(labels >> s->label & 1))
            continue;
        while (i < was->n && was->tok[i].end <= s->start)
            i++;
        keep(h, &w->context, from, i);
        from = i;
        while (i < was->n && was->tok[i].start < s->end)
            i++;
        if (i == from)
            continue;
        h->unlike = is_cut(was, from, i, s);
        context_style_drop(&style, &w->context, from, i);
        hide(h, &w->context, from, i, opaque_seen((enum label)s->label, masked));
    }
    keep(h, &w->context, i, was->n);
    h->from[h->scan.n] = was->n;
    h->unlike |= !context_style_take(&h->context, &style);
    h->lower = h->context.lower != w->context.lower;
}

/* Codes are named by their first token. True when the one that token i is in is as it was. */
static bool renumber_code(struct hidden *h, uint32_t i) {
    struct mark *m = &h->context.mark[i];
    const uint32_t offset = h->from[i] - m->code;
    const uint32_t first = i >= offset ? i - offset : 0, end = first + m->code_n;
    bool whole = i >= offset && end <= h->scan.n && h->from[first] == m->code;
    for (uint32_t k = first; whole && k < end; k++)
        whole = !opaque_is(&h->scan, k);
    m->code = first;
    return whole;
}

/* Of a code that is hidden in part the rest is one. */
static void mark_codes(struct hidden *h) {
    struct mark *mark = h->context.mark;
    bool again = false;
    for (uint32_t i = 0; i < h->scan.n; i++)
        if (mark[i].code_n && !renumber_code(h, i)) {
            mark[i].code_n = 0;
            again = true;
        }
    for (uint32_t i = 0; again && i < h->scan.n; i++)
        if (h->scan.tok[i].kind == TOK_NUMBER && !mark[i].code_n && !opaque_is(&h->scan, i))
            i = context_mark_code(&h->context, i) - 1;
}

static bool reserve(struct hidden *out, const struct work *w, size_t spans, struct arena *a) {
    const size_t n = w->scan.n, words = n / 64 + 3;
    struct context *c = &out->context;
    struct face *face = arena_alloc(a, (n + 2 * CONTEXT_EDGE) * sizeof *face);
    uint64_t *bits = arena_calloc(a, 2 * words, sizeof *bits);
    out->scan.tok = arena_alloc(a, (n + 1) * sizeof *out->scan.tok);
    out->from = arena_alloc(a, (n + 1) * sizeof *out->from);
    out->at = arena_alloc(a, (spans + 1) * sizeof *out->at);
    c->mark = arena_alloc(a, (n + 1) * sizeof *c->mark);
    if (!face || !bits || !out->scan.tok || !out->from || !out->at || !c->mark)
        return false;
    c->face = face + CONTEXT_EDGE;
    c->strange.word = bits;
    c->type.word = bits + words;
    return true;
}

bool hidden_make(struct hidden *out, const struct work *w, const struct span_list *spans,
                 uint32_t labels, uint32_t masked, struct arena *a) {
    const struct context *was = &w->context;
    *out = (struct hidden){.scan = {.text = w->scan.text},
                           .context = {.scan = &out->scan,
                                       .bits = was->bits,
                                       .hit = was->hit,
                                       .n_hits = was->n_hits,
                                       .lower = was->lower,
                                       .upper = was->upper,
                                       .opaque = true}};
    if (!reserve(out, w, spans->n, a))
        return false;
    hide_all(out, w, spans, labels, masked);
    if (out->unlike)
        return true;
    for (uint32_t i = 0; i < out->scan.n; i++)
        out->context.mark[i].memory = TAG_NONE;
    mark_codes(out);
    for (uint32_t k = 0; k < CONTEXT_EDGE; k++)
        out->context.face[(int64_t)k - CONTEXT_EDGE] = out->context.face[out->scan.n + k] =
            was->face[(int64_t)k - CONTEXT_EDGE];
    return true;
}
