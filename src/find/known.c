#include "find/known.h"

#include "find/detector.h"
#include "find/phrases.h"
#include "text/fold.h"
#include "text/hash.h"

#define TAG_COMMON 0x80u /* beside the label in a phrase's tag: one word that is also ordinary */

static enum status out_of_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

/* ---- what is looked for ---- */

/* What the values are gathered into. */
struct gather {
    const struct detector *detector;
    struct phrase_list *list;
    struct err *err;
};

/* A part of a known name that is worth finding alone: no function word, no title, two letters or
 * more. */
static bool tells(const struct detector *d, const struct token *t) {
    const lex_set plain =
        d->bits.title | d->bits.function | d->bits.facility | d->bits.street | d->bits.kin;
    if (t->kind != TOK_WORD || t->end - t->start < 2)
        return false;
    return !(t->classes & plain) || (t->classes & d->bits.name_word) || t->given >= 2;
}

/* The only word among tokens [from, to); NULL when there is none, or more than it. */
static const struct token *only_word(const struct scan *s, uint32_t from, uint32_t to) {
    const struct token *word = NULL;
    for (uint32_t i = from; i < to; i++) {
        if (s->tok[i].kind == TOK_NUMBER || (s->tok[i].kind == TOK_WORD && word))
            return NULL;
        if (s->tok[i].kind == TOK_WORD)
            word = &s->tok[i];
    }
    return word;
}

#define EVERYDAY 8 /* SCOWL level 40, over 5 */

/* An ordinary word first, and a name only beside. Khan, shah and begum are in the dictionary too,
 * but hardly ever meant as words. */
static bool is_common(const struct token *t) {
    return t->level && (t->level <= EVERYDAY || !(t->given || t->surname));
}

static enum status add(struct gather *g, const struct scan *s, uint32_t from, uint32_t to,
                       uint8_t label) {
    const struct token *word = only_word(s, from, to);
    bool common = (label == LABEL_NAME || label == LABEL_PLACE) && word && is_common(word);
    uint8_t tag = (uint8_t)(label | (common ? TAG_COMMON : 0));
    return phrase_list_add(g->list, s, from, to, tag, g->err);
}

/* The Khans, the Joneses. A plural that is itself a function word (Thi, this) tells nothing; one
 * that is an ordinary word (Pages) is treated as such. */
static enum status add_plural(struct gather *g, const struct scan *s, const struct token *t) {
    char key[LEX_KEY_MAX + 2];
    struct lex_entry en;
    size_t n = fold_key(key, LEX_KEY_MAX, slice_cut(s->text, t->start, t->end));
    if (n < 3)
        return ST_OK;
    if (key[n - 1] == 's' || key[n - 1] == 'x' || key[n - 1] == 'z')
        key[n++] = 'e';
    key[n++] = 's';
    struct slice plural = {key, n};
    bool listed = lexicon_find(g->detector->o.lexicon, plural, &en);
    if (listed && (en.classes & g->detector->bits.function))
        return ST_OK;
    bool common = is_common(t) || (listed && en.level && en.level <= EVERYDAY);
    uint8_t tag = (uint8_t)(LABEL_NAME | (common ? TAG_COMMON : 0));
    return phrase_list_add_word(g->list, token_hash(plural), tag, g->err);
}

static enum status add_name(struct gather *g, const struct scan *s) {
    enum status st = ST_OK;
    for (uint32_t i = 0; st == ST_OK && i < s->n; i++) {
        if (!tells(g->detector, &s->tok[i]))
            continue;
        st = add(g, s, i, i + 1, LABEL_NAME);
        if (st == ST_OK)
            st = add_plural(g, s, &s->tok[i]);
    }
    return st;
}

static bool ends_part(const struct scan *s, uint32_t i) {
    return i == s->n || s->tok[i].kind == TOK_LINE ||
           (s->tok[i].kind == TOK_SYMBOL && s->text.p[s->tok[i].start] == ',');
}

static enum status add_address(struct gather *g, const struct scan *s) {
    enum status st = ST_OK;
    uint32_t from = 0;
    for (uint32_t i = 0; st == ST_OK && i <= s->n; i++) {
        if (!ends_part(s, i))
            continue;
        st = add(g, s, from, i, LABEL_PLACE);
        from = i + 1;
    }
    return st;
}

static enum status add_value(struct gather *g, const struct work *w) {
    enum status st = add(g, &w->scan, 0, w->scan.n, w->field->known);
    if (st == ST_OK && w->field->known == LABEL_NAME)
        st = add_name(g, &w->scan);
    if (st == ST_OK && w->field->known == LABEL_PLACE)
        st = add_address(g, &w->scan);
    return st;
}

/* ---- where it stands ---- */

/* True when the look of token i says that the ordinary word is meant as a name. */
static bool is_meant(const struct work *w, uint32_t i) {
    const struct token *t = &w->scan.tok[i];
    if (w->field->treat == TREAT_PROSE && w->context.mark[i].shape == ES_UPPER_SENTENCE)
        return false;
    return t->shape == SHAPE_CAP || t->shape == SHAPE_UPPER || t->shape == SHAPE_MIXED ||
           t->shape == SHAPE_OTHER || w->scan.n == 1;
}

/* Where case says nothing, evidence decides, told by memory. */
static void leave_to_evidence(struct work *w, uint32_t i, uint8_t label) {
    if (w->field->treat == TREAT_PROSE &&
        (w->context.lower || w->context.mark[i].shape == ES_UPPER_SENTENCE))
        w->context.mark[i].seed = label == LABEL_NAME ? TAG_NAME : TAG_PLACE;
}

static enum status find(struct work *w, const struct phrase_list *l, struct arena *a,
                        struct err *e) {
    uint8_t tag;
    for (uint32_t i = 0, end; phrase_list_next(l, &w->scan, &i, &tag, &end); i++) {
        uint8_t label = tag & (uint8_t)~TAG_COMMON;
        if ((tag & TAG_COMMON) && !is_meant(w, i)) {
            leave_to_evidence(w, i, label);
            continue;
        }
        struct span s = {w->scan.tok[i].start, w->scan.tok[end - 1].end, label, BY_KNOWN,
                         RULE_NONE};
        if (!span_add(&w->decided, s, a))
            return out_of_memory(e);
        i = end - 1;
    }
    return ST_OK;
}

static bool is_seed(const struct work *w) {
    return (w->field->treat == TREAT_KNOWN || w->field->treat == TREAT_SEED) && w->scan.n > 0;
}

enum status known_find(struct detector *d, struct work *works, size_t n, struct arena *a,
                       struct err *e) {
    struct gather g = {.detector = d, .err = e};
    enum status st = ST_OK;
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        if (!is_seed(&works[i]))
            continue;
        if (!g.list)
            st = phrase_list_new(&g.list, a, e);
        if (st == ST_OK)
            st = add_value(&g, &works[i]);
    }
    for (size_t i = 0; i < n && st == ST_OK && g.list; i++)
        if (works[i].field->treat == TREAT_PROSE || works[i].field->treat == TREAT_SCAN)
            st = find(&works[i], g.list, a, e);
    return st;
}
