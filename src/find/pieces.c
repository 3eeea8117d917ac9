#include "find/pieces.h"

#include "base/utf8.h"
#include "text/tag.h"

#define MARKUP "*_~[]()"
#define MARKS  8  /* bytes of emphasis and brackets in one place */
#define SIGNS  24 /* bytes of pictures */

bool piece_is_lower(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return i < c->scan->n && t->kind == TOK_WORD && t->shape == SHAPE_LOWER;
}

/* A hyphen right behind token i, or what stands for one at a line's end: the = of quoted-printable,
 * the sign that some programs make of a soft hyphen. */
static bool has_hyphen(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t[0].kind != TOK_WORD || t[1].space)
        return false;
    const char symbol = (char)c->face[i + 1].symbol;
    return symbol == '-' || symbol == '=' ||
           slice_is(slice_cut(c->scan->text, t[1].start, t[1].end), "\xC2\xAC");
}

/* True when the word at token k goes on with the one at token i in the case that it is in. */
static bool goes_on_in_case(const struct context *c, uint32_t i, uint32_t k) {
    return piece_is_lower(c, k) || (k < c->scan->n && c->scan->tok[i].shape == SHAPE_UPPER &&
                                    c->scan->tok[k].shape == SHAPE_UPPER);
}

uint32_t piece_of_line(const struct pieces *p, uint32_t i) {
    const struct context *c = p->context;
    const struct token *t = c->scan->tok;
    uint32_t k = i + 2;
    if (k >= c->scan->n || !has_hyphen(c, i))
        return 0;
    if (t[k].kind != TOK_LINE)
        return c->face[i + 1].symbol == '-' && piece_is_lower(c, k) &&
                       t[k].start == t[i + 1].end + 1 && !(t[k].classes & c->bits->function)
                   ? k
                   : 0;
    for (k++; k < c->scan->n && c->face[k].symbol == '>'; k++) /* a quoted letter's lines */
        continue;
    return goes_on_in_case(c, i, k) ? k : 0;
}

uint32_t piece_before_line(const struct pieces *p, uint32_t i) {
    if (!piece_is_lower(p->context, i) && p->context->scan->tok[i].shape != SHAPE_UPPER)
        return i;
    for (uint32_t k = i; k > 0 && i - k < 5; k--)
        if (piece_of_line(p, k - 1) == i)
            return k - 1;
    return i;
}

static size_t marks(struct slice s, const char *set) {
    size_t n = 0;
    while (n < s.n && n < MARKS && s.p[n] != '\0' && strchr(set, s.p[n]))
        n++;
    return n;
}

/* Pictures and what stands for a character that was lost. */
static bool is_picture(uint32_t cp) {
    return (cp >= 0x2190 && cp <= 0x2BFF) || (cp >= 0x1F000 && cp <= 0x1FAFF) || cp == 0x200D ||
           cp == 0xFE0F || cp == 0xFFFC || cp == 0xFFFD;
}

static size_t pictures(struct slice s) {
    size_t n = 0, len;
    while (n < s.n && n < SIGNS && is_picture(utf8_decode(&len, slice_cut(s, n, s.n))))
        n += len;
    return n;
}

/* Bytes of what stands in a word there without being of it. */
static size_t between(struct slice s, enum piece_gap *gap) {
    size_t at = 0, n;
    *gap = GAP_TAGS;
    while ((n = tag_inline(slice_cut(s, at, s.n))) > 0)
        at += n;
    if (at == 0)
        *gap = GAP_MARKS;
    if (at == 0)
        at = marks(s, MARKUP);
    return at ? at : pictures(s);
}

/* What tags, emphasis, brackets and pictures begin with. */
static bool begins_gap(char c) {
    switch (c) {
    case '<':
    case '&':
    case '*':
    case '_':
    case '~':
    case '[':
    case ']':
    case '(':
    case ')':
    case '\xE2':
    case '\xEF':
    case '\xF0':
        return true;
    default:
        return false;
    }
}

bool piece_may_follow(const struct pieces *p, uint32_t i) {
    const uint32_t end = p->context->scan->tok[i].end;
    const char c = end < p->view->text.n ? p->view->source.p[view_source(p->view, end)] : ' ';
    const bool letter = (unsigned char)((c | 0x20) - 'a') < 26; /* most that is no space */
    return c != ' ' && c != '.' && c != ',' && !letter && begins_gap(c);
}

uint32_t piece_of_markup(const struct pieces *p, uint32_t i, enum piece_gap *gap) {
    const struct scan *s = p->context->scan;
    if (!piece_may_follow(p, i))
        return 0;
    const uint32_t at = view_source_end(p->view, s->tok[i].end);
    const size_t n = between(slice_cut(p->view->source, at, p->view->source.n), gap);
    uint32_t k = i + 1;
    if (n == 0)
        return 0;
    while (k < s->n && view_source(p->view, s->tok[k].start) < at + n)
        k++;
    return k < s->n && s->tok[k].kind == TOK_WORD && view_source(p->view, s->tok[k].start) == at + n
               ? k
               : 0;
}
