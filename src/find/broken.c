#include "find/broken.h"

#include <string.h>

#include "base/utf8.h"
#include "find/reading.h"

#define SPLIT_LEAST 5 /* letters of a word with a space in it */
#define APART_LEAST 4 /* letters of a word that are set apart */
#define APART_MOST  3 /* bytes between them */

/* ---- put together ---- */

/* What a word is whose pieces no list need know: LABEL_NONE, or a name or place of the lists that
 * is no ordinary word; a surname of so many. */
static enum label label_of(const struct context *c, const struct reading *r, uint8_t sources) {
    struct lex_entry e;
    if (!reading_find(&e, c, r) || e.level)
        return LABEL_NONE;
    return e.given >= READING_SOURCES || e.surname >= sources ? LABEL_NAME
           : e.place >= READING_SOURCES                       ? LABEL_PLACE
                                                              : LABEL_NONE;
}

/* ---- letters set apart ---- */

static bool is_one_letter(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    size_t n = 1;
    if (i >= c->scan->n || t->kind != TOK_WORD || t->end - t->start > 4)
        return false;
    return t->end == t->start + 1 ||
           (utf8_decode(&n, reading_text(c, i)) >= 0x80 && n == t->end - t->start);
}

/* The letter that stands behind the one at token i and something short, which is `apart`, or put
 * into it when that is empty; 0: none. */
static uint32_t next_letter(struct slice *apart, const struct context *c, uint32_t i) {
    const struct token *t = c->scan->tok;
    uint32_t k = is_one_letter(c, i + 1) ? i + 1 : i + 2;
    if (!is_one_letter(c, k) || t[i + 1].kind == TOK_LINE || t[i + 1].kind == TOK_NUMBER)
        return 0;
    const struct slice s = slice_cut(c->scan->text, t[i].end, t[k].start);
    if (s.n > APART_MOST || (apart->n && !slice_eq(*apart, s)))
        return 0;
    *apart = s;
    return k;
}

/* A sign that people and programs set between letters, and nothing else: no a/b/c/d, no A*A*B. */
static bool is_apart_sign(struct slice apart) {
    return apart.n > 0 && !memchr(apart.p, ' ', apart.n) &&
           (strchr("-_*~=+", apart.p[0]) || (signed char)apart.p[0] < 0);
}

/* Letters with a sign between them, small ones behind the first, that are no word: t*a*d*h*g. */
static bool is_set_apart(const struct context *c, const struct reading *r, struct slice apart) {
    struct lex_entry e;
    const struct slice s = {r->p, r->n};
    for (size_t k = 1; k < s.n; k++)
        if (s.p[k] >= 'A' && s.p[k] <= 'Z')
            return false;
    return s.n >= SPLIT_LEAST && is_apart_sign(apart) && !reading_has_run(s) &&
           !(reading_find(&e, c, r) && e.level && e.level <= READING_KNOWN && !e.given);
}

/* False behind another letter and what parts them: b-o-r-i-n-g is not oring. */
static bool is_first_letter(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return i < 2 || t[0].space || t[-1].space || !is_one_letter(c, i - 2);
}

/* The word whose letters are set apart from token i to *last: d a r c e y, D-a-r-c-e-y. */
static enum label find_apart(uint32_t *last, const struct context *c, uint32_t i) {
    struct reading r;
    struct slice apart = {NULL, 0};
    uint32_t n = 1;
    *last = i;
    r.n = 0;
    if (!reading_add(&r, reading_text(c, i)))
        return LABEL_NONE;
    for (uint32_t k; (k = next_letter(&apart, c, *last)) > 0; *last = k, n++)
        if (!reading_add(&r, reading_text(c, k)))
            return LABEL_NONE;
    enum label label = n >= APART_LEAST ? label_of(c, &r, READING_SOURCES) : LABEL_NONE;
    if (label == LABEL_NONE && is_first_letter(c, i) && is_set_apart(c, &r, apart))
        label = LABEL_NAME;
    return label;
}

/* ---- words cut by a space or a line's end, and by markup ---- */

/* A word that few know. */
static bool is_rare(const struct context *c, const struct token *t) {
    return !(t->level && t->level <= READING_KNOWN) && !(t->classes & c->bits->function);
}

/* True when neither of two tokens need be a word of its own. */
static bool may_be_parts(const struct context *c, const struct token *a, const struct token *b) {
    const bool foreign = a->classes & b->classes & c->bits->foreign;
    return reading_is_piece(a) || reading_is_piece(b) ||
           (is_rare(c, a) && is_rare(c, b) && !foreign);
}

/* What tokens a and b are together, at a line's end, or as they may be parts. */
static enum label split_label(const struct context *c, uint32_t a, uint32_t b) {
    const struct token *t = c->scan->tok;
    struct reading r;
    r.n = 0;
    if (!reading_add(&r, reading_text(c, a)) || !reading_add(&r, reading_text(c, b)) ||
        r.n < SPLIT_LEAST || t[b].end - t[b].start < 2 ||
        !(b > a + 1 || may_be_parts(c, &t[a], &t[b])) ||
        ((t[a].classes | t[b].classes) & c->bits->function))
        return LABEL_NONE;
    return label_of(c, &r, READING_SURE);
}

/* Whether one space stands behind token i and what may be the rest of its word: Gurp reet, RHI
 * ANNON. */
static bool is_cut_by_space(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (i + 1 >= c->scan->n || t[1].start != t->end + 1)
        return false;
    if (t->shape == SHAPE_CAP)
        return piece_is_lower(c, i + 1);
    return t[1].shape == SHAPE_UPPER && t->end - t->start >= READING_LEAST &&
           t[1].end - t[1].start >= READING_LEAST_FIRST;
}

/* Whether a hyphen stands behind token i and what is no word of its own: Rhi-annon. */
static bool is_cut_by_hyphen(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return i + 2 < c->scan->n && t->shape == SHAPE_CAP && !t[1].space && !t[2].space &&
           reading_char(c, i + 1) == '-' && piece_is_lower(c, i + 2) && reading_is_piece(&t[2]);
}

/* The word that a space, a hyphen or a line's end cuts behind token i, if there is one. */
static enum label find_split(uint32_t *last, const struct pieces *p, uint32_t i) {
    const struct context *c = p->context;
    const struct token *t = c->scan->tok;
    if (t[i].shape != SHAPE_CAP && t[i].shape != SHAPE_UPPER)
        return LABEL_NONE;
    *last = is_cut_by_space(c, i) ? i + 1 : is_cut_by_hyphen(c, i) ? i + 2 : piece_of_line(p, i);
    return *last ? split_label(c, i, *last) : LABEL_NONE;
}

/* The word whose letters tags, emphasis or brackets part from token i to *last. */
struct marked {
    uint32_t last;
    bool tags; /* nothing else parts them, and it begins as a name would */
    struct reading r;
};

static bool read_marked(struct marked *m, const struct pieces *p, uint32_t i, uint32_t next,
                        enum piece_gap gap) {
    const struct context *c = p->context;
    const struct token *t = c->scan->tok;
    m->last = i;
    m->tags = (t[i].shape == SHAPE_CAP || t[i].shape == SHAPE_LETTER);
    m->r.n = 0;
    if (!reading_add(&m->r, reading_text(c, i)))
        return false;
    for (uint32_t k = next; k > 0 && k - i < 4 * READING_PARTS; k = piece_of_markup(p, k, &gap)) {
        if (!reading_add(&m->r, reading_text(c, k)))
            return false;
        m->tags = m->tags && gap == GAP_TAGS && piece_is_lower(c, k) &&
                  !(t[k].classes & c->bits->function);
        m->last = k;
    }
    return m->r.n >= READING_LEAST;
}

/* Adds that word: as a name or place, or to what is left when it is an ordinary word and nobody's
 * name: child(ren). */
static bool add_marked(struct span_list *out, struct span_list *left, const struct pieces *p,
                       uint32_t i, struct arena *a) {
    const struct context *c = p->context;
    struct lex_entry e;
    struct marked m;
    enum piece_gap gap;
    const uint32_t next = c->scan->tok[i].kind == TOK_WORD ? piece_of_markup(p, i, &gap) : 0;
    if (next == 0 || !read_marked(&m, p, i, next, gap))
        return true;
    const bool listed = reading_find(&e, c, &m.r);
    const bool strange = !listed || !e.level;
    enum label label = label_of(c, &m.r, READING_SOURCES);
    if (label == LABEL_NONE && strange && m.tags)
        label = LABEL_NAME;
    const bool word =
        listed && e.level && e.level <= READING_KNOWN && !e.given && !e.surname && !e.place;
    const struct span s = {c->scan->tok[i].start, c->scan->tok[m.last].end, (uint8_t)label,
                           word ? BY_LEAVE : BY_EVIDENCE, RULE_NONE};
    return word ? span_add(left, s, a) : label == LABEL_NONE || span_add(out, s, a);
}

/* ---- plain words that a line's end or scanning broke ---- */

/* Whether token i makes an address or a house of the word before it. */
static bool is_type_word(const struct context *c, uint32_t i) {
    return i < c->scan->n && (c->scan->tok[i].classes & (c->bits->facility | c->bits->street)) != 0;
}

/* The token that ends the plain word of which a part stands at token i: inten-, tionally; i when
 * there is none, and none in an address: Kes-, trel Way. */
static uint32_t plain_end(const struct pieces *p, uint32_t i) {
    const struct context *c = p->context;
    const uint32_t line = c->scan->tok[i].kind == TOK_WORD ? piece_of_line(p, i) : 0;
    struct reading r;
    r.n = 0;
    return line && !is_type_word(c, line + 1) && reading_add(&r, reading_text(c, i)) &&
                   reading_add(&r, reading_text(c, line)) && reading_is_plain(c, &r, false)
               ? line
               : i;
}

/* Adds what stands at tokens [i, last], or across the line's end behind it, to what is left when
 * it is a plain word. */
static bool add_plain(struct span_list *left, const struct pieces *p, uint32_t i, uint32_t last,
                      struct arena *a) {
    const struct context *c = p->context;
    const struct token *t = c->scan->tok;
    const uint32_t end = last > i ? last : plain_end(p, i);
    if (last > i ? last - i >= READING_PARTS || !reading_misread_word(c, i, last)
                 : end == i && !reading_smudged_word(c, i))
        return true;
    const struct span s = {t[i].start, t[end].end, LABEL_NONE, BY_LEAVE, RULE_NONE};
    return span_add(left, s, a);
}

/* Signs that stand for letters or part them. */
static bool parts_letters(uint8_t sign) {
    switch (sign) {
    case '-':
    case '=':
    case '|':
    case '$':
    case '@':
    case '!':
    case '*':
    case '?':
    case '_':
    case '~':
    case '[':
    case ']':
    case '(':
    case ')':
        return true;
    default:
        return sign >= SYMBOL_WIDE;
    }
}

/* Whether something touches token i from behind that may be of its word: another word or figure, a
 * sign that stands for a letter or parts its letters, one beyond ASCII. */
static bool is_touched(const struct context *c, uint32_t i) {
    const struct token *next = &c->scan->tok[i + 1];
    if (i + 1 >= c->scan->n || next->space)
        return false;
    if (next->kind != TOK_SYMBOL)
        return next->kind == TOK_WORD || next->kind == TOK_NUMBER;
    return parts_letters(c->face[i + 1].symbol);
}

/* Most tokens: words of English in small letters, figures and signs, with nothing of the kind
 * behind them. */
static bool is_whole(const struct pieces *p, uint32_t i) {
    const struct token *t = &p->context->scan->tok[i];
    if (is_touched(p->context, i))
        return false;
    if (t->kind != TOK_WORD)
        return true;
    return t->shape == SHAPE_LOWER && t->level && t->end > t->start + 1 &&
           (!p->view->map || !piece_may_follow(p, i));
}

bool broken_find(struct span_list *out, struct span_list *left, const struct pieces *p,
                 struct arena *a) {
    const struct context *c = p->context;
    const struct token *t = c->scan->tok;
    for (uint32_t i = 0, next; i < c->scan->n; i = next) {
        uint32_t end = i, last = i;
        next = i + 1;
        if (is_whole(p, i))
            continue;
        enum label label = find_split(&end, p, i);
        if (label == LABEL_NONE && t[i].end - t[i].start <= 4 && is_one_letter(c, i))
            label = find_apart(&end, c, i);
        const struct span whole = {t[i].start, t[end].end, (uint8_t)label, BY_EVIDENCE, RULE_NONE};
        if ((label != LABEL_NONE && !span_add(out, whole, a)) || !add_marked(out, left, p, i, a))
            return false;
        next = (label != LABEL_NONE ? end : i) + 1;
        while (reading_goes_on(c, last))
            last++;
        if (!add_plain(left, p, i, last, a))
            return false;
        const bool misread = last > i && reading_misread(c, i, last);
        const struct span s = {t[i].start, t[misread ? last : i].end, LABEL_NAME, BY_EVIDENCE,
                               RULE_NONE};
        if ((misread || reading_odd_name(c, i)) && !span_add(out, s, a))
            return false;
        next = last >= next ? last + 1 : next;
    }
    span_sort(left);
    return true;
}

/* Whether the two parts of a word are a name of the lists, or no words of English: Whit-, taker. */
static bool is_name_in_two(const struct context *c, uint32_t a, uint32_t b) {
    const struct token *t = c->scan->tok;
    struct reading r;
    r.n = 0;
    struct lex_entry e;
    if (!reading_add(&r, reading_text(c, a)) || !reading_add(&r, reading_text(c, b)))
        return false;
    if (reading_find(&e, c, &r) && (e.given || e.surname || e.place))
        return true;
    bool named = t[a].given > 1 || t[a].surname > 1;
    return !(t[b].classes & c->bits->function) ? !t[b].level || !named : !named && !t[a].level;
}

/* The token that ends the word of which a part ends at token i: i when it is whole. */
static uint32_t broken_end(const struct pieces *p, uint32_t i) {
    const struct context *c = p->context;
    const struct token *t = c->scan->tok;
    enum piece_gap gap;
    while (reading_goes_on(c, i) && i + 2 < c->scan->n && !t[i + 2].space &&
           piece_is_lower(c, i + 2))
        i += 2;
    const uint32_t line = piece_of_line(p, i);
    if (line)
        return is_name_in_two(c, i, line) ? line : i;
    for (uint32_t k = i, from = i; (k = piece_of_markup(p, k, &gap)) > 0 && piece_is_lower(c, k);
         from = k) {
        if (!is_name_in_two(c, from, k) || (gap == GAP_MARKS && t[k].level))
            break;
        i = k;
    }
    return i;
}

/* The token that begins what belongs before the name at token i: i when there is nothing. */
static uint32_t broken_start(const struct pieces *p, uint32_t i) {
    const struct context *c = p->context;
    const struct token *t = c->scan->tok;
    const uint32_t line = piece_before_line(p, i);
    if (line < i &&
        (t[line].shape == SHAPE_CAP ||
         (t[line].shape == SHAPE_UPPER && t[i].shape == SHAPE_UPPER)) &&
        is_name_in_two(c, line, i))
        return line;
    bool given = i >= 2 && t[i].space && reading_like_letter(c, i - 2) && !t[i - 1].space &&
                 piece_is_lower(c, i - 1) && t[i - 1].end - t[i - 1].start >= READING_LEAST &&
                 (i == 2 || t[i - 2].space);
    return given && (!t[i - 1].level || reading_misread_name(c, i - 2, i - 1)) ? i - 2 : i;
}

/* A part of a user name, and no word that many know. */
static bool is_login_part(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return t->shape == SHAPE_LOWER && t->end - t->start >= READING_LEAST && is_rare(c, t);
}

/* The token that begins the user name of whose parts one is the name at token i: the darcey of
 * darcey.whitlock. */
static uint32_t login_start(const struct context *c, uint32_t i, const char *between) {
    const struct token *t = c->scan->tok;
    while (i >= 2 && t[i].shape == SHAPE_LOWER && !t[i].space && !t[i - 1].space &&
           c->face[i - 1].symbol && strchr(between, c->face[i - 1].symbol) &&
           is_login_part(c, i - 2))
        i -= 2;
    return i;
}

/* The token that ends the place of which a part ends at token i. */
static uint32_t place_end(const struct pieces *p, uint32_t i) {
    const struct context *c = p->context;
    const struct token *t = c->scan->tok;
    while (reading_goes_on(c, i) && t[i + 1].kind == TOK_NUMBER && i + 2 < c->scan->n &&
           !t[i + 2].space && piece_is_lower(c, i + 2))
        i += 2;
    const uint32_t line = piece_of_line(p, i);
    return line && reading_is_piece(&t[line]) ? line : i;
}

/* The tokens of the whole word whose name or place ends with these. */
static void widen_tokens(uint32_t *first, uint32_t *last, const struct pieces *p, uint8_t label) {
    if (label == LABEL_NAME)
        *first = broken_start(p, *first);
    *first = login_start(p->context, *first, label == LABEL_NAME ? "._-" : "._");
    *last = label == LABEL_NAME ? broken_end(p, *last) : place_end(p, *last);
}

/* Whether what touches a place may belong to it. */
static bool may_be_part(const struct span *s, struct slice text) {
    const char before = s->start > 0 ? text.p[s->start - 1] : ' ';
    const char behind = s->end < text.n ? text.p[s->end] : ' ';
    return s->label == LABEL_PLACE && (before == '.' || before == '_' || behind == '-' ||
                                       behind == '=' || (behind >= '0' && behind <= '9'));
}

void broken_widen(struct span_list *spans, const struct pieces *p) {
    const struct context *c = p->context;
    for (size_t k = 0; k < spans->n; k++) {
        struct span *s = &spans->v[k];
        if ((s->label != LABEL_NAME && !may_be_part(s, c->scan->text)) || s->origin < BY_RULE ||
            s->start >= s->end)
            continue;
        uint32_t first = context_token_after(c->scan, s->start),
                 last = context_token_after(c->scan, s->end - 1);
        uint32_t before = k ? spans->v[k - 1].end : 0;
        uint32_t after = k + 1 < spans->n ? spans->v[k + 1].start : UINT32_MAX;
        if (last >= c->scan->n || c->scan->tok[last].end != s->end)
            continue;
        widen_tokens(&first, &last, p, s->label);
        const uint32_t start = c->scan->tok[first].start, end = c->scan->tok[last].end;
        s->start = start < s->start && start >= before ? start : s->start;
        s->end = end <= after ? end : s->end;
    }
}
