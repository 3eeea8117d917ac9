#include "find/known.h"

#include "find/birth.h"
#include "find/detector.h"
#include "find/phrases.h"
#include "text/fold.h"
#include "text/hash.h"
#include "text/near.h"
#include "text/numerals.h"

/* Beside the label in a phrase's tag: */
#define TAG_COMMON   0x80u /* one word that is also ordinary */
#define TAG_AGED     0x40u /* a number that may be an age where it stands as one */
#define TAG_INITIALS 0x20u /* the first letters of a name */
#define TAG_LABEL    0x0Fu

static enum status out_of_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

/* ---- what is looked for ---- */

enum { BIRTHS = 8, NAMES = 16, LONG = 5, PARTS = 3 };

/* Figures of a year, of an age, and of a code that is too short to be looked for, at most. */
enum { YEAR_FIGURES = 4, AGE_FIGURES = 3, CODE_FIGURES = 3 };

/* What the values are gathered into. */
struct gather {
    const struct detector *detector;
    struct phrase_list *list;
    struct arena *arena;
    struct err *err;
    struct birth births[BIRTHS];
    uint32_t n_births;
    struct slice names[NAMES]; /* words of names, for their misspelt forms */
    uint32_t n_names;
    const struct work *works; /* of the record: where it is looked for */
    size_t n_works;
    struct slice before;            /* the name in the field before, when that was one word */
    const struct scan *part[PARTS]; /* of a date that stands in fields of its own: those before */
    uint32_t n_parts;
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

static void note_name(struct gather *g, struct slice word) {
    if (g->n_names < NAMES && word.n >= LONG)
        g->names[g->n_names++] = word;
}

/* SK and S.K. for capitals S and K. */
static enum status add_initials(struct gather *g, const char *letters, size_t n) {
    const uint8_t tag = LABEL_NAME | TAG_INITIALS;
    struct scan s;
    char *text = arena_alloc(g->arena, 3 * n + 1);
    if (!text)
        return out_of_memory(g->err);
    for (size_t i = 0; i < n; i++) {
        text[i] = text[n + 1 + 2 * i] = letters[i];
        text[n + 2 * i] = ' ';
    }
    enum status st =
        tokens_make(&s, (struct slice){text, 3 * n}, g->detector->o.lexicon, g->arena, g->err);
    if (st == ST_OK && s.n == n + 1)
        st = phrase_list_add(g->list, &s, 0, 1, tag, g->err);
    if (st == ST_OK && s.n == n + 1)
        st = phrase_list_add(g->list, &s, 1, s.n, tag, g->err);
    return st;
}

/* The first letters of a name of two words or more. */
static enum status add_first_letters(struct gather *g, const struct scan *s) {
    char letters[4];
    size_t n = 0;
    for (uint32_t i = 0; i < s->n && n < sizeof letters; i++) {
        char c = s->text.p[s->tok[i].start];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (s->tok[i].kind == TOK_WORD && letter && tells(g->detector, &s->tok[i]))
            letters[n++] = (char)(c & ~0x20);
    }
    return n > 1 ? add_initials(g, letters, n) : ST_OK;
}

/* Both words of a name run together, as handles and hasty fingers have it (rosebird); not where
 * that is a word of its own (rosewood). */
static enum status add_joined(struct gather *g, struct slice a, struct slice b) {
    char key[2 * LEX_KEY_MAX];
    struct lex_entry en;
    size_t n = fold_key(key, LEX_KEY_MAX, a), m = fold_key(key + n, LEX_KEY_MAX, b);
    const struct slice joined = {key, n + m};
    if (n < 2 || m < 2 || n + m < LONG ||
        (lexicon_find(g->detector->o.lexicon, joined, &en) && en.level))
        return ST_OK;
    return phrase_list_add_word(g->list, token_hash(joined), LABEL_NAME, g->err);
}

/* Names of one word in two fields that follow each other: the whole name, either way round, and its
 * initials. */
static enum status add_pair(struct gather *g, struct slice a, struct slice b) {
    enum status st = ST_OK;
    for (int turn = 0; turn < 2 && st == ST_OK; turn++) {
        struct scan s;
        struct slice first = turn ? b : a, last = turn ? a : b;
        char *text = arena_alloc(g->arena, a.n + b.n + 1);
        if (!text)
            return out_of_memory(g->err);
        memcpy(text, first.p, first.n);
        text[first.n] = ' ';
        memcpy(text + first.n + 1, last.p, last.n);
        st = tokens_make(&s, (struct slice){text, a.n + b.n + 1}, g->detector->o.lexicon, g->arena,
                         g->err);
        if (st == ST_OK)
            st = phrase_list_add(g->list, &s, 0, s.n, LABEL_NAME, g->err);
        if (st == ST_OK)
            st = add_joined(g, first, last);
        if (st == ST_OK && !turn)
            st = add_first_letters(g, &s);
    }
    return st;
}

static enum status add_whole_name(struct gather *g, const struct scan *s) {
    const struct token *word = only_word(s, 0, s->n);
    struct slice before = g->before, none = {NULL, 0};
    if (!word) {
        g->before = none;
        return add_first_letters(g, s);
    }
    g->before = slice_cut(s->text, word->start, word->end);
    return before.p ? add_pair(g, before, g->before) : ST_OK;
}

/* What begins at token i, run together with the word that follows it in the same name. */
static enum status add_run(struct gather *g, const struct scan *s, uint32_t i) {
    const bool hyphen =
        i + 1 < s->n && s->tok[i + 1].kind == TOK_SYMBOL && s->text.p[s->tok[i + 1].start] == '-';
    const uint32_t k = i + 1 + hyphen;
    if (k >= s->n || !tells(g->detector, &s->tok[k]))
        return ST_OK;
    return add_joined(g, slice_cut(s->text, s->tok[i].start, s->tok[i].end),
                      slice_cut(s->text, s->tok[k].start, s->tok[k].end));
}

static enum status add_name(struct gather *g, const struct scan *s) {
    enum status st = add_whole_name(g, s);
    for (uint32_t i = 0; st == ST_OK && i < s->n; i++) {
        if (!tells(g->detector, &s->tok[i]))
            continue;
        st = add_run(g, s, i);
        if (st != ST_OK)
            break;
        note_name(g, slice_cut(s->text, s->tok[i].start, s->tok[i].end));
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

/* The first token of the postcode that ends the part [from, to); to: none does. */
static uint32_t postcode_in(const struct scan *s, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i + 4 <= to && to - i <= 5; i++) {
        const struct token *t = &s->tok[i];
        if (t[0].kind == TOK_WORD && t[0].end - t[0].start <= 2 && t[1].kind == TOK_NUMBER &&
            !t[1].space && s->tok[to - 2].kind == TOK_NUMBER && s->tok[to - 1].kind == TOK_WORD &&
            s->tok[to - 1].end - s->tok[to - 1].start == 2)
            return i;
    }
    return to;
}

/* The first half of a postcode [from, to), where it tells something and is written apart: LS11, but
 * not E1. */
static enum status add_outward(struct gather *g, const struct scan *s, uint32_t from, uint32_t to) {
    const uint32_t inward = to - from > 3 ? to - 2 : to;
    if (inward == to || !s->tok[inward].space || s->tok[inward - 1].end - s->tok[from].start < 3)
        return ST_OK;
    return add(g, s, from, inward, LABEL_PLACE);
}

/* The parts that an address without commas has all the same: the street without its number, what
 * follows it, and the postcode. */
static enum status add_parts(struct gather *g, const struct scan *s, uint32_t from, uint32_t to) {
    uint32_t code = to - from > 5 ? postcode_in(s, to - 5, to) : postcode_in(s, from, to);
    uint32_t street = from, name = from;
    enum status st = ST_OK;
    for (uint32_t i = from; i < code; i++)
        if (s->tok[i].classes & g->detector->bits.street)
            street = i + 1;
    while (name < street &&
           (s->tok[name].kind != TOK_WORD || s->tok[name].end - s->tok[name].start < 2))
        name++;
    if (street > name + 1 && (name > from || street < to))
        st = add(g, s, name, street, LABEL_PLACE);
    if (st == ST_OK && code > street && (code < to || street > from))
        st = add(g, s, street, code, LABEL_PLACE);
    if (st == ST_OK && code < to)
        st = add_outward(g, s, code, to);
    return st == ST_OK && code < to && code > from ? add(g, s, code, to, LABEL_PLACE) : st;
}

static enum status add_address(struct gather *g, const struct scan *s) {
    enum status st = ST_OK;
    uint32_t from = 0;
    for (uint32_t i = 0; st == ST_OK && i <= s->n; i++) {
        if (!ends_part(s, i))
            continue;
        st = add(g, s, from, i, LABEL_PLACE);
        if (st == ST_OK)
            st = add_parts(g, s, from, i);
        from = i + 1;
    }
    return st;
}

static enum status add_date(struct gather *g, const struct scan *s) {
    struct birth b;
    bool may = false;
    if (!birth_read(&b, s))
        return ST_OK;
    if (g->n_births < BIRTHS)
        g->births[g->n_births++] = b;
    for (size_t i = 0; i < g->n_works && !may; i++)
        may = work_is_text(&g->works[i]) && birth_may_stand(&b, &g->works[i].scan);
    if (!may)
        return ST_OK;
    return birth_forms(g->list, &b, LABEL_DATE, g->detector->o.lexicon, g->arena, g->err);
}

/* A day, a month or a year by itself: any figure of the text could be one. */
static bool is_date_part(const struct scan *s) {
    const struct token *t = s->tok;
    return s->n == 1 && ((t->kind == TOK_NUMBER && t->end - t->start <= YEAR_FIGURES) ||
                         month_number(slice_cut(s->text, t->start, t->end)) > 0);
}

/* Fields that follow each other: with the last of its parts the date is looked for. */
static enum status add_date_part(struct gather *g, const struct scan *s) {
    size_t n = 0;
    struct scan whole;
    g->part[g->n_parts++] = s;
    if (g->n_parts < PARTS)
        return ST_OK;
    g->n_parts = 0;
    for (int i = 0; i < PARTS; i++)
        n += g->part[i]->text.n + 1;
    char *text = arena_alloc(g->arena, n);
    if (!text)
        return out_of_memory(g->err);
    n = 0;
    for (int i = 0; i < PARTS; i++) {
        memcpy(text + n, g->part[i]->text.p, g->part[i]->text.n);
        n += g->part[i]->text.n;
        text[n++] = ' ';
    }
    enum status st =
        tokens_make(&whole, (struct slice){text, n - 1}, g->detector->o.lexicon, g->arena, g->err);
    return st == ST_OK ? add_date(g, &whole) : st;
}

/* A number that is nothing else, of so many figures at most. */
static bool is_number(const struct scan *s, uint32_t figures) {
    return s->n == 1 && s->tok->kind == TOK_NUMBER && s->tok->end - s->tok->start <= figures;
}

/* The value itself; of a short number only where it stands as an age, and a code of a few figures
 * tells nothing by itself. */
static enum status add_whole(struct gather *g, const struct work *w) {
    const uint8_t label = w->field->known;
    if (label == LABEL_AGE && is_number(&w->scan, AGE_FIGURES))
        return phrase_list_add(g->list, &w->scan, 0, w->scan.n, LABEL_AGE | TAG_AGED, g->err);
    if ((label == LABEL_ID || label == LABEL_CONTACT) && is_number(&w->scan, CODE_FIGURES))
        return ST_OK;
    return add(g, &w->scan, 0, w->scan.n, label);
}

/* What stands before the @ of an address is also what its owner is called elsewhere: spud77. */
static enum status add_mailbox(struct gather *g, const struct scan *s) {
    uint32_t at = 0;
    while (at < s->n && s->text.p[s->tok[at].start] != '@')
        at++;
    if (at == 0 || at == s->n || s->tok[at - 1].end - s->tok[0].start < LONG ||
        (at == 1 && (s->tok->kind != TOK_WORD || s->tok->level)))
        return ST_OK;
    return phrase_list_add(g->list, s, 0, at, LABEL_CONTACT, g->err);
}

static enum status add_value(struct gather *g, const struct work *w) {
    const bool part = w->field->known == LABEL_DATE && is_date_part(&w->scan);
    enum status st = part ? add_date_part(g, &w->scan) : add_whole(g, w);
    if (!part)
        g->n_parts = 0;
    if (w->field->known != LABEL_NAME)
        g->before = (struct slice){NULL, 0};
    if (st == ST_OK && w->field->known == LABEL_NAME)
        st = add_name(g, &w->scan);
    if (st == ST_OK && w->field->known == LABEL_CONTACT)
        st = add_mailbox(g, &w->scan);
    if (st == ST_OK && w->field->known == LABEL_PLACE)
        st = add_address(g, &w->scan);
    if (st == ST_OK && w->field->known == LABEL_DATE && !part)
        st = add_date(g, &w->scan);
    return st;
}

/* The ages that those born on known days had when the record's other dates were. */
static enum status add_ages(struct gather *g, const struct work *works, size_t n) {
    struct years years = {.n = 0};
    enum status st = ST_OK;
    for (size_t i = 0; i < n && g->n_births; i++)
        birth_years(&years, &works[i].scan);
    for (uint32_t i = 0; i < g->n_births && st == ST_OK; i++)
        st = birth_ages(g->list, &g->births[i], &years, LABEL_AGE | TAG_AGED,
                        g->detector->o.lexicon, g->arena, g->err);
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

/* Capitals, and no short form of the lists: HV stays a health visitor beside Helen Vance. */
static bool are_initials(const struct work *w, uint32_t i) {
    const struct token *t = &w->scan.tok[i];
    return (t->shape == SHAPE_UPPER || t->shape == SHAPE_LETTER) &&
           !(t->classes & w->context.bits->short_forms) && !w->context.upper;
}

/* Whether a phrase of this tag, found at tokens [i, end), is meant. */
static bool holds(struct work *w, uint8_t tag, uint32_t i, uint32_t end) {
    if (tag & TAG_AGED)
        return birth_stands(&w->scan, i, end);
    if (tag & TAG_INITIALS)
        return w->field->treat == TREAT_PROSE && are_initials(w, i);
    return !(tag & TAG_COMMON) || is_meant(w, i);
}

static enum status find(struct work *w, const struct phrase_list *l, struct arena *a,
                        struct err *e) {
    uint8_t tag;
    for (uint32_t i = 0, end; phrase_list_next(l, &w->scan, &i, &tag, &end); i++) {
        uint8_t label = tag & TAG_LABEL;
        if (!holds(w, tag, i, end)) {
            if (tag & TAG_COMMON)
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

#define LOGIN_MORE 2 /* letters of a user name beside the name in it */

/* The name with initials before or behind it, as user names have them: jtremblett, TREMBLETTJ. */
static bool is_login(struct slice name, struct slice w) {
    if (w.n <= name.n || w.n > name.n + LOGIN_MORE)
        return false;
    return strncasecmp(w.p, name.p, name.n) == 0 ||
           strncasecmp(w.p + w.n - name.n, name.p, name.n) == 0;
}

/* A word that is one slip of the pen from a known name, or a user name made of it, and no word or
 * place of the lists. */
static bool is_misspelt(const struct gather *g, const struct scan *s, uint32_t i) {
    const struct token *t = &s->tok[i];
    struct slice w = slice_cut(s->text, t->start, t->end);
    const lex_set names = g->detector->bits.name_lists;
    if (t->kind != TOK_WORD || t->level || t->place || w.n < LONG || (t->classes & ~names))
        return false;
    for (uint32_t k = 0; k < g->n_names; k++)
        if (((g->names[k].p[0] | 0x20) == (w.p[0] | 0x20) && near_distance(g->names[k], w) == 1) ||
            is_login(g->names[k], w))
            return true;
    return false;
}

static enum status find_misspelt(struct work *w, const struct gather *g) {
    for (uint32_t i = 0; i < w->scan.n && g->n_names; i++) {
        struct span s = {w->scan.tok[i].start, w->scan.tok[i].end, LABEL_NAME, BY_KNOWN, RULE_NONE};
        if (is_misspelt(g, &w->scan, i) && !span_add(&w->decided, s, g->arena))
            return out_of_memory(g->err);
    }
    return ST_OK;
}

static bool is_seed(const struct work *w) {
    return (w->field->treat == TREAT_KNOWN || w->field->treat == TREAT_SEED) && w->scan.n > 0;
}

/* g->list: what is looked for; NULL: nothing is known, or there is no text to look in. */
static enum status gather(struct gather *g, const struct work *works, size_t n) {
    enum status st = ST_OK;
    bool any = false;
    g->works = works;
    g->n_works = n;
    for (size_t i = 0; i < n && !any; i++)
        any = work_is_text(&works[i]);
    for (size_t i = 0; any && i < n && st == ST_OK; i++) {
        if (!is_seed(&works[i]))
            continue;
        if (!g->list)
            st = phrase_list_new(&g->list, g->arena, g->err);
        if (st == ST_OK)
            st = add_value(g, &works[i]);
    }
    return st == ST_OK && g->list ? add_ages(g, works, n) : st;
}

enum status known_find(struct detector *d, struct work *works, size_t n, struct arena *a,
                       struct err *e) {
    struct gather g = {.detector = d, .arena = a, .err = e};
    enum status st = gather(&g, works, n);
    for (size_t i = 0; i < n && st == ST_OK && g.list; i++) {
        if (!work_is_text(&works[i]))
            continue;
        st = find(&works[i], g.list, a, e);
        if (st == ST_OK)
            st = find_misspelt(&works[i], &g);
    }
    return st;
}

static bool stands_in(const struct gather *g, const struct scan *s) {
    uint32_t i = 0, end;
    uint8_t tag;
    if (phrase_list_next(g->list, s, &i, &tag, &end))
        return true;
    for (i = 0; i < s->n && g->n_names; i++)
        if (is_misspelt(g, s, i))
            return true;
    return false;
}

enum status known_stands(bool *stands, struct detector *d, const struct work *works, size_t n,
                         struct err *e) {
    struct gather g = {.detector = d, .arena = &d->scratch, .err = e};
    arena_reset(&d->scratch);
    enum status st = gather(&g, works, n);
    *stands = false;
    for (size_t i = 0; i < n && st == ST_OK && g.list && !*stands; i++)
        *stands = work_is_text(&works[i]) && stands_in(&g, &works[i].scan);
    return st;
}
