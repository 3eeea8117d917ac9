#include "find/broken.h"

#include <string.h>

#include "text/fold.h"

#define SOURCES     2 /* lists that a name stands in */
#define SURE        3 /* the same, of a surname that is a word too */
#define COMMON      7 /* level of a word that is a word rather than a name */
#define LEAST       3 /* letters of a word with a figure */
#define PARTS       7 /* tokens of one */
#define SPLIT_LEAST 5 /* letters of a word with a space in it */

static const char figures[] = "013589|", letters[] = "olesbgi";

static char char_at(const struct context *c, uint32_t i) {
    return c->scan->text.p[c->scan->tok[i].start];
}

/* A figure or stroke that scanning takes for a letter. */
static bool is_letter_like(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return t->kind != TOK_WORD && t->end == t->start + 1 && memchr(figures, char_at(c, i), 7);
}

static bool is_lower_word(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return i < c->scan->n && t->kind == TOK_WORD && t->shape == SHAPE_LOWER;
}

/* Tokens [*first, *last] read as one word, whether it is a name. one: what a 1 is read as. */
static bool reads_as_name(const struct context *c, uint32_t first, uint32_t last, char one) {
    char both[LEX_KEY_MAX], key[LEX_KEY_MAX];
    struct lex_entry e;
    size_t n = 0;
    for (uint32_t i = first; i <= last; i++) {
        const struct token *t = &c->scan->tok[i];
        if (n + (t->end - t->start) > sizeof both)
            return false;
        memcpy(both + n, c->scan->text.p + t->start, t->end - t->start);
        n += t->end - t->start;
    }
    for (size_t i = 0; i < n; i++) {
        const char *at = memchr(figures, both[i], sizeof figures - 1);
        both[i] = !at ? both[i] : *at == '1' ? one : letters[at - figures];
    }
    size_t k = fold_key(key, sizeof key, (struct slice){both, n});
    return k && lexicon_find(c->bits->lexicon, (struct slice){key, k}, &e) &&
           (e.given >= SOURCES || e.surname >= SOURCES) &&
           (!e.level || (c->scan->tok[first].shape == SHAPE_CAP &&
                         (e.given >= SOURCES || (e.surname >= SURE && e.level > COMMON))));
}

static bool is_misread_name(const struct context *c, uint32_t first, uint32_t last) {
    return reads_as_name(c, first, last, 'l') || reads_as_name(c, first, last, 'i');
}

/* True when tokens i and i + 1 touch and are parts of one word with figures in it. */
static bool goes_on(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (i + 1 >= c->scan->n || t[1].space)
        return false;
    return t[0].kind == TOK_WORD ? is_letter_like(c, i + 1)
                                 : is_letter_like(c, i) && t[1].kind == TOK_WORD;
}

/* A word that no list knows: a piece of one. */
static bool is_piece(const struct token *t) {
    return !t->level && !t->given && !t->surname && !t->place && !t->classes && !t->in_phrase;
}

/* What tokens a and b are together, at a line's end, or one of them being a piece: LABEL_NONE, or a
 * name or place of the lists that is no ordinary word. */
static enum label split_label(const struct context *c, uint32_t a, uint32_t b) {
    const struct token *t = c->scan->tok;
    char both[2 * LEX_KEY_MAX], key[LEX_KEY_MAX];
    struct lex_entry e;
    const size_t n = t[a].end - t[a].start, m = t[b].end - t[b].start;
    if (m < 2 || n + m < SPLIT_LEAST || n + m > sizeof both ||
        !(b > a + 1 || is_piece(&t[a]) || is_piece(&t[b])) ||
        ((t[a].classes | t[b].classes) & c->bits->function))
        return LABEL_NONE;
    memcpy(both, c->scan->text.p + t[a].start, n);
    memcpy(both + n, c->scan->text.p + t[b].start, m);
    const size_t k = fold_key(key, sizeof key, (struct slice){both, n + m});
    if (!k || !lexicon_find(c->bits->lexicon, (struct slice){key, k}, &e) || e.level)
        return LABEL_NONE;
    return e.given >= SOURCES || e.surname >= SURE ? LABEL_NAME
           : e.place >= SOURCES                    ? LABEL_PLACE
                                                   : LABEL_NONE;
}

/* Whether token i ends a line with a hyphen right behind it, and the next begins in small letters.
 */
static bool is_hyphenated(const struct context *c, uint32_t i) {
    const struct token *t = c->scan->tok;
    return i + 3 < c->scan->n && t[i].kind == TOK_WORD && c->face[i + 1].symbol == '-' &&
           !t[i + 1].space && t[i + 2].kind == TOK_LINE && is_lower_word(c, i + 3);
}

/* Adds the word that a space or a line end cuts behind token i, if there is one. */
static bool find_split(struct span_list *out, const struct context *c, uint32_t i,
                       struct arena *a) {
    const struct token *t = c->scan->tok;
    uint32_t last = i;
    if (t[i].shape != SHAPE_CAP)
        return true;
    if (is_lower_word(c, i + 1) && t[i + 1].start == t[i].end + 1)
        last = i + 1;
    else if (is_hyphenated(c, i))
        last = i + 3;
    const enum label label = last > i ? split_label(c, i, last) : LABEL_NONE;
    const struct span s = {t[i].start, t[last].end, (uint8_t)label, BY_EVIDENCE, RULE_NONE};
    return label == LABEL_NONE || span_add(out, s, a);
}

bool broken_find(struct span_list *out, const struct context *c, struct arena *a) {
    const struct token *t = c->scan->tok;
    for (uint32_t i = 0; i + 1 < c->scan->n; i++) {
        uint32_t last = i;
        if (!find_split(out, c, i, a))
            return false;
        while (goes_on(c, last))
            last++;
        bool word = last > i && last - i < PARTS && t[last].end - t[i].start >= LEAST &&
                    t[last].kind == TOK_WORD && is_misread_name(c, i, last);
        struct span s = {t[i].start, t[last].end, LABEL_NAME, BY_EVIDENCE, RULE_NONE};
        if (word && !span_add(out, s, a))
            return false;
        i = last;
    }
    return true;
}

/* Whether the two parts of a word are a name of the lists, or no words of English: Whit-, taker. */
static bool is_name_in_two(const struct context *c, uint32_t a, uint32_t b) {
    const struct token *t = c->scan->tok;
    char both[2 * LEX_KEY_MAX], key[LEX_KEY_MAX];
    size_t n = t[a].end - t[a].start, m = t[b].end - t[b].start;
    struct lex_entry e;
    if (n + m > sizeof both)
        return false;
    memcpy(both, c->scan->text.p + t[a].start, n);
    memcpy(both + n, c->scan->text.p + t[b].start, m);
    size_t k = fold_key(key, sizeof key, (struct slice){both, n + m});
    if (k && lexicon_find(c->bits->lexicon, (struct slice){key, k}, &e) &&
        (e.given || e.surname || e.place))
        return true;
    bool named = t[a].given > 1 || t[a].surname > 1;
    return !(t[b].classes & c->bits->function) ? !t[b].level || !named : !named && !t[a].level;
}

/* The token that ends the word of which a part ends at token i: i when it is whole. */
static uint32_t broken_end(const struct context *c, uint32_t i) {
    const struct token *t = c->scan->tok;
    while (goes_on(c, i) && i + 2 < c->scan->n && !t[i + 2].space && is_lower_word(c, i + 2))
        i += 2;
    return is_hyphenated(c, i) && is_name_in_two(c, i, i + 3) ? i + 3 : i;
}

/* The token that begins what belongs before the name at token i: i when there is nothing. */
static uint32_t broken_start(const struct context *c, uint32_t i) {
    const struct token *t = c->scan->tok;
    if (i >= 3 && is_hyphenated(c, i - 3) && t[i - 3].shape == SHAPE_CAP &&
        is_name_in_two(c, i - 3, i))
        return i - 3;
    bool given = i >= 2 && t[i].space && is_letter_like(c, i - 2) && !t[i - 1].space &&
                 is_lower_word(c, i - 1) && t[i - 1].end - t[i - 1].start >= LEAST &&
                 (i == 2 || t[i - 2].space);
    return given && (!t[i - 1].level || is_misread_name(c, i - 2, i - 1)) ? i - 2 : i;
}

void broken_widen(struct span_list *spans, const struct context *c) {
    for (size_t k = 0; k < spans->n; k++) {
        struct span *s = &spans->v[k];
        if (s->label != LABEL_NAME || s->origin < BY_RULE || s->start >= s->end)
            continue;
        uint32_t first = context_token_after(c->scan, s->start),
                 last = context_token_after(c->scan, s->end - 1);
        uint32_t before = k ? spans->v[k - 1].end : 0;
        uint32_t after = k + 1 < spans->n ? spans->v[k + 1].start : UINT32_MAX;
        if (last >= c->scan->n || c->scan->tok[last].end != s->end)
            continue;
        uint32_t start = c->scan->tok[broken_start(c, first)].start;
        uint32_t end = c->scan->tok[broken_end(c, last)].end;
        s->start = start < s->start && start >= before ? start : s->start;
        s->end = end <= after ? end : s->end;
    }
}
