#include "find/complete.h"

#include <string.h>

#include "find/opaque.h"

#define SURE_SOURCES 4 /* lists that have the given name */

static bool is_name(const struct context *c, int64_t i) {
    return i >= 0 && i < c->scan->n && c->mark[i].tag == TAG_NAME &&
           c->scan->tok[i].kind == TOK_WORD;
}

static bool is_free_word(const struct context *c, int64_t i) {
    return i >= 0 && i < c->scan->n && c->scan->tok[i].kind == TOK_WORD && !c->mark[i].locked &&
           c->mark[i].tag == TAG_NONE;
}

static bool take(struct context *c, int64_t i) {
    c->mark[i].tag = TAG_NAME;
    c->mark[i].candidate = 1;
    return true;
}

/* Words that a capital makes a name's part where a name stands beside them. */
static bool could_be_part(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    uint8_t shape = c->mark[i].shape;

    if ((shape != ES_CAP && shape != ES_MIXED) || c->mark[i].position != 0)
        return false;
    if (c->mark[i].memory == TAG_NAME && !(t->classes & (c->bits->function | c->bits->title)))
        return true; /* the record says elsewhere that it is one: Nguyen Thi Lan, then Lan */
    switch (c->face[i].sign % SG_COUNT) {
    case SG_NAME:
    case SG_NAME_PLACE:
    case SG_NAME_WORD:
    case SG_NAME_WORD_WEAK:
    case SG_KIN_NAME:
    case SG_CLASS_NAME:
    case SG_UNKNOWN:
    case SG_SLIP:
    case SG_FOREIGN:
        return !(t->in_phrase & c->bits->safe);
    default:
        return false;
    }
}

static bool is_letter(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    return t->kind == TOK_WORD && t->end == t->start + 1;
}

/* A full stop that stands right behind what is before it. */
static bool is_stop(const struct context *c, int64_t i) {
    return i < c->scan->n && c->face[i].symbol == '.' && !c->scan->tok[i].space;
}

/* True for words that letters count, as in hepatitis C. */
static bool is_lettered(const struct context *c, int64_t i) {
    static const char *const words[] = {
        "hepatitis", "hep",      "vitamin", "vit",      "influenza", "strep",   "grade",
        "level",     "group",    "band",    "type",     "class",     "option",  "plan",
        "section",   "part",     "annex",   "annexe",   "appendix",  "form",    "schedule",
        "category",  "cat",      "tier",    "zone",     "wing",      "block",   "unit",
        "ward",      "bay",      "flat",    "room",     "site",      "pathway", "strand",
        "team",      "stage",    "phase",   "item",     "key",       "house",   "set",
        "cohort",    "building", "gate",    "platform", "junction",  "exhibit", "point",
        "side",      "list",     "model",   "version",  "table",     "figure",  "box",
        "question",  "scenario", "factor",  "protein",  "blood",     "bank",    "bus",
        "route",     "line",     "year",    "letter",   "letters",   "initial", "initials",
        "capital",   "rhesus",   NULL};
    return context_is_one_of(c, i, words);
}

/* Where a letter may begin a name: not behind a word that it counts, nor glued to anything. */
static bool opens(const struct context *c, int64_t i) {
    return i == 0 || (c->scan->tok[i].space && !is_lettered(c, i - 1)) ||
           c->scan->tok[i - 1].kind == TOK_SYMBOL || c->scan->tok[i - 1].kind == TOK_LINE;
}

/* The initial before a name: K Whitmore, but not hepatitis C Khan, nor I; A only where an article
 * would be small. */
static bool is_initial(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    char letter = c->scan->text.p[t->start];
    if (t->shape != SHAPE_LETTER || !is_letter(c, i))
        return false;
    if (i > 0 && (t[-1].classes & c->bits->title))
        return true; /* Mrs A Khan */
    if (letter == 'I' || !opens(c, i))
        return false;
    return letter != 'A' || c->mark[i].position == 0;
}

/* A letter with its full stop where it may begin a name. */
static bool is_stopped_letter(const struct context *c, int64_t i) {
    return is_letter(c, i) && is_stop(c, i + 1) && opens(c, i);
}

/* The initial with its full stop before a name, in any case: I. Papworth, a. stone; but not what
 * counts the items of a list. */
static bool is_dotted_initial(const struct context *c, int64_t i) {
    if (!is_name(c, i + 2) || !is_stopped_letter(c, i))
        return false;
    return c->scan->tok[i].shape == SHAPE_LETTER || c->mark[i].position == 0;
}

/* The initial behind a name, and nothing behind it: Singleton B, in a table, Sarah A; A only where
 * an article would be small. */
static bool is_last_initial(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    char letter = c->scan->text.p[t->start];
    if (t->shape != SHAPE_LETTER || !is_letter(c, i) || letter == 'I')
        return false;
    if (letter == 'A' &&
        (c->upper || (c->face[i + 1].symbol && strchr("&+", c->face[i + 1].symbol))))
        return false;
    return i + 1 >= c->scan->n || t[1].kind == TOK_LINE || t[1].kind == TOK_NUMBER ||
           (t[1].kind == TOK_SYMBOL && (t[1].space || c->face[i + 1].sign != SG_SLASH));
}

/* The initial behind a surname and a comma, with its full stop or as the last of its entry:
 * Warsame, A. and Pope, B. */
static bool is_reversed_initial(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    if (!is_name(c, i - 2) || c->face[i - 1].symbol != ',' || c->scan->tok[i - 1].space ||
        t->shape != SHAPE_LETTER || !t->space)
        return false;
    const bool last = i + 1 >= c->scan->n || t[1].kind == TOK_LINE ||
                      (c->face[i + 1].symbol && strchr("(|;", c->face[i + 1].symbol)) ||
                      (c->face[i + 1].symbol == '/' && t[1].space);
    return is_stopped_letter(c, i) || (last && is_letter(c, i));
}

static bool hyphen_between(const struct context *c, int64_t a, int64_t b) {
    if (a < 0 || b >= c->scan->n || b != a + 2 || c->scan->tok[b].space ||
        c->scan->tok[a + 1].space)
        return false;
    return c->face[a + 1].sign == SG_HYPHEN;
}

/* Second syllables of Korean given names that are words or parts of words besides. */
static bool is_syllable(const struct context *c, int64_t i) {
    static const char *const words[] = {"ok",    "min", "mi",  "ra",  "ho",  "won", "su",
                                        "soo",   "ah",  "jin", "ju",  "hee", "sun", "sook",
                                        "young", "ja",  "woo", "hwa", "seo", NULL};
    return context_is_one_of(c, i, words);
}

/* Smith-Jones; and Ji-won, where the second part is short and in lower case. */
static bool hyphen_part(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    if (is_name(c, i + 2) && hyphen_between(c, i, i + 2))
        return t->shape != SHAPE_LOWER;
    if (!is_name(c, i - 2) || !hyphen_between(c, i - 2, i))
        return false;
    if (t->shape != SHAPE_LOWER)
        return true;
    if ((c->mark[i - 2].shape != ES_CAP && c->mark[i - 2].shape != ES_CAP_FIRST) ||
        opaque_is(c->scan, (uint32_t)i - 2))
        return false;
    return is_syllable(c, i) ||
           (t->end - t->start <= 4 && t->level > 4 && (c->face[i].sign % SG_COUNT) != SG_FUNCTION);
}

/* The other half of a double name in a text without capitals: osei-tutu. */
static bool small_hyphen_part(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    const lex_set other = c->bits->function | c->bits->kin | c->bits->role | c->bits->say;
    if ((t->classes & other) || !(t->surname || t->given || !t->level) ||
        (i >= 2 && opaque_is(c->scan, (uint32_t)i - 2)))
        return false;
    return (is_name(c, i + 2) && hyphen_between(c, i, i + 2)) ||
           (is_name(c, i - 2) && hyphen_between(c, i - 2, i));
}

static bool beside(const struct context *c, int64_t a, int64_t b) {
    return a >= 0 && b < c->scan->n && c->scan->tok[b].space && c->mark[b].position != 2;
}

/* A common given name that is no word of English, whatever its case. */
static bool is_given(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    return t->given >= SURE_SOURCES && t->level == 0 && !t->in_phrase &&
           !(t->classes & (c->bits->function | c->bits->title | c->bits->country | c->bits->time));
}

/* The A of A.W., where one of the two is a name. */
static bool is_dotted(const struct context *c, int64_t a) {
    const struct token *t = c->scan->tok;
    return a >= 0 && a + 2 < c->scan->n && t[a].shape == SHAPE_LETTER &&
           t[a + 2].shape == SHAPE_LETTER && is_stop(c, a + 1) && !t[a + 2].space;
}

#define LINE_SOURCES 3 /* lists that have the surname */
#define COMMON       6 /* level of an ordinary word that is a word rather than a name */

/* Spoke to Sarah / Khan about it: a surname that begins a line in mid-sentence, behind a name that
 * ends the line before. */
static bool is_over_line(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    return i >= 3 && i + 1 < c->scan->n && t[-1].kind == TOK_LINE && is_name(c, i - 2) &&
           c->mark[i - 2].position == 0 && t[-3].kind == TOK_WORD && t->shape == SHAPE_CAP &&
           t->surname >= LINE_SOURCES && (!t->level || t->level > COMMON) &&
           !(t->classes & (c->bits->function | c->bits->time)) && t[1].kind == TOK_WORD &&
           t[1].shape == SHAPE_LOWER;
}

/* A particle that is no word of English in common use, so that it needs no capitals around it to be
 * one: da, dos, bint, but not an, to. */
static bool is_particle(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    return (t->classes & c->bits->particle) && (!t->level || t->level > COMMON || !c->upper) &&
           !(t->classes & c->bits->function && (c->upper || c->lower));
}

/* A title, with its full stop or without. */
static bool is_title(const struct context *c, int64_t i) {
    if (i > 0 && is_stop(c, i))
        i--;
    return i >= 0 && c->scan->tok[i].kind == TOK_WORD && (c->scan->tok[i].classes & c->bits->title);
}

/* Between two names, or a title or a form's colon and a name: Guto ap Dafydd, MARIA DA LUZ, jan van
 * der berg, Mr bin Ismail. */
static bool is_between(const struct context *c, int64_t i) {
    int64_t from = i, to = i;
    if (!is_particle(c, i))
        return false;
    if (is_free_word(c, i - 1) && is_particle(c, i - 1) && beside(c, i - 1, i))
        from--;
    if (is_free_word(c, i + 1) && is_particle(c, i + 1) && beside(c, i, i + 1))
        to++;
    if (!is_name(c, to + 1) || !beside(c, to, to + 1))
        return false;
    if (from > 0 && c->face[from - 1].sign == SG_COLON && c->scan->tok[from].space)
        return !c->lower && c->scan->tok[i].shape == SHAPE_LOWER &&
               !(c->scan->tok[i].classes & c->bits->function) &&
               c->scan->tok[to + 1].shape == SHAPE_CAP;
    return (is_name(c, from - 1) || is_title(c, from - 1)) && beside(c, from - 1, from);
}

/* Where a name that stands by itself ends, in a form, a list or under a letter: at the line's end,
 * before a gap or a mark. */
static bool ends_entry(const struct context *c, int64_t i) {
    const uint8_t join = c->face[i].join;
    return join == JOIN_EDGE || join == JOIN_LINE || join == JOIN_GAP ||
           (c->face[i].symbol && strchr(",()|;", c->face[i].symbol));
}

/* A surname that is a word of grammar or in another list, as the last of an entry: Min He, Winnie
 * To, Rui Bai. */
static bool is_last_word(const struct context *c, int64_t i) {
    static const char *const words[] = {"he", "to",  "so", "do", "an", "you", "she", "in", "on",
                                        "no", "see", "be", "my", "me", "her", "his", NULL};
    const struct token *t = &c->scan->tok[i];
    const uint8_t before = c->mark[i - 1].shape;
    if (t->shape != SHAPE_CAP || c->mark[i].position != 0 ||
        (before != ES_CAP && before != ES_CAP_FIRST) || !ends_entry(c, i + 1))
        return false;
    return context_is_one_of(c, i, words) ||
           (t->surname && !(t->classes & (c->bits->time | c->bits->facility | c->bits->street)));
}

/* The same in small letters, before what shows that no verb or thing is meant: told winnie to about
 * it, visited min he today. */
static bool is_small_last_word(const struct context *c, int64_t i) {
    static const char *const words[] = {"to", "la", "ta", "he", "do", NULL};
    static const char *const behind[] = {"about", "today", "since", "yesterday", NULL};
    static const char *const asks[] = {"to", "did", "does", "do", "can", "will", NULL};
    return c->scan->tok[i].shape == SHAPE_LOWER && context_is_one_of(c, i, words) &&
           context_is_one_of(c, i + 1, behind) && !context_is_one_of(c, i - 2, asks);
}

/* Titles and elders' names that are given names in West Africa, before a surname that no given name
 * is: Justice Mensah, but not Mr Justice Cobb; nana yeboah in small letters. */
static bool is_title_name(const struct context *c, int64_t i) {
    static const char *const titles[] = {"justice", "prince", "princess", NULL};
    static const char *const elders[] = {"nana", NULL};
    const struct token *t = &c->scan->tok[i];
    const bool may = context_is_one_of(c, i, titles) ||
                     (t->shape != SHAPE_CAP && context_is_one_of(c, i, elders));
    if (!may || is_title(c, i - 1) || opaque_is(c->scan, (uint32_t)i + 1))
        return false;
    return t->shape == SHAPE_CAP ? t[1].given < SURE_SOURCES && !t[1].level
                                 : c->lower && t[1].surname && !t[1].given && !t[1].level;
}

/* A given name that is a word for kin, a man or a day besides, before a surname that no given name
 * is, and nothing else in the entry: Son Luong, Man Kwok, Monday Oladele; but not in a rota. */
static bool is_first_word(const struct context *c, int64_t i) {
    static const char *const men[] = {"man", NULL};
    static const char *const days[] = {"sunday", "monday", "friday", NULL};
    const struct token *t = &c->scan->tok[i];
    if (t->shape != SHAPE_CAP || (i > 0 && c->mark[i].position < 2) || is_letter(c, i + 1) ||
        opaque_is(c->scan, (uint32_t)i + 1) || t[1].given >= SURE_SOURCES || !ends_entry(c, i + 2))
        return false;
    if (context_is_one_of(c, i, days))
        return !c->face[i + 2].symbol;
    return context_is_one_of(c, i, men) ||
           ((t->classes & c->bits->kin) && !(t->classes & c->bits->title) &&
            (t->given || (t->classes & c->bits->name_word)));
}

/* What tells two of one name apart, and is part of what they are called: big Linda. */
static bool is_byname(const struct context *c, int64_t i) {
    static const char *const words[] = {"big", NULL};
    return is_name(c, i + 1) && beside(c, i, i + 1) && context_is_one_of(c, i, words);
}

/* The surname behind a name's initial that is no word: J. Stubbings, e. tranter. */
static bool is_behind_initial_name(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    const lex_set other = c->bits->function | c->bits->title | c->bits->kin | c->bits->role |
                          c->bits->time | c->bits->safe;
    return is_name(c, i - 2) && is_stopped_letter(c, i - 2) && t->space &&
           c->mark[i].position == 0 && !t->level && !(t->classes & other) &&
           (t->shape == SHAPE_CAP || c->lower);
}

/* The mother or father of somebody, as parents are called in Arabic and Somali: Umm Hadi. */
static bool is_kunya(const struct context *c, int64_t i) {
    static const char *const words[] = {"umm", "um", "oum", "abu", "abou", "abo", NULL};
    return is_name(c, i + 1) && beside(c, i, i + 1) && context_is_one_of(c, i, words);
}

static bool belongs(const struct context *c, int64_t i) {
    bool left = is_name(c, i - 1) && beside(c, i - 1, i),
         right = is_name(c, i + 1) && beside(c, i, i + 1);
    if (((left || right) && is_given(c, i)) || is_dotted_initial(c, i) ||
        is_reversed_initial(c, i) || (left && is_last_initial(c, i)) || is_between(c, i) ||
        is_kunya(c, i) || is_byname(c, i) || (right && is_title_name(c, i)) ||
        (left && is_small_last_word(c, i)) || is_behind_initial_name(c, i))
        return true;
    if (c->upper || c->lower) /* where a capital says nothing */
        return c->lower && small_hyphen_part(c, i);
    if ((left && is_last_word(c, i)) || (right && is_first_word(c, i)))
        return true;
    if (hyphen_part(c, i) || is_over_line(c, i) || (is_name(c, i + 2) && is_dotted(c, i)) ||
        (is_name(c, i - 2) && is_dotted(c, i - 2)))
        return true;
    return ((left || right) && could_be_part(c, i)) || (right && is_initial(c, i));
}

/* Behind an initial with its full stop, the surname of I. Papworth. */
static bool is_behind_initial(const struct context *c, int64_t i) {
    return i >= 2 && c->scan->tok[i - 2].shape == SHAPE_LETTER && c->scan->tok[i].space &&
           is_stopped_letter(c, i - 2);
}

/* Behind a name and particles that are no words: Catarina dos Santos, joost van der berg. */
static bool is_behind_particle(const struct context *c, int64_t i) {
    int64_t first = i;
    while (i - first < 3 && first > 0 && beside(c, first - 1, first) &&
           (is_name(c, first - 1) || is_free_word(c, first - 1)) && is_particle(c, first - 1) &&
           !is_letter(c, first - 1))
        first--;
    return first < i && (is_name(c, first - 1) || is_title(c, first - 1)) &&
           beside(c, first - 1, first);
}

/* A surname that is a place too and stands behind an initial, or behind a given name as the last of
 * its sentence's part: Precious Moyo. */
static bool is_surname_place(const struct context *c, int64_t i) {
    if (c->mark[i].locked || c->mark[i].tag != TAG_PLACE)
        return false;
    if (is_behind_particle(c, i))
        return true;
    if (c->upper || c->lower || c->mark[i].shape != ES_CAP)
        return false;
    if (is_behind_initial(c, i))
        return true;
    const struct token *t = &c->scan->tok[i];
    if (!t->surname || !is_name(c, i - 1) || !beside(c, i - 1, i) ||
        (c->mark[i - 1].shape != ES_CAP && c->mark[i - 1].shape != ES_CAP_FIRST))
        return false;
    return t[-1].given && i + 1 < c->scan->n && c->mark[i + 1].tag != TAG_PLACE;
}

#define NEAR 2 /* tokens between which belonging is seen */

static bool may_take(struct context *c, int64_t i) {
    if (i < 0 || i >= c->scan->n)
        return false;
    if (is_surname_place(c, i))
        return take(c, i);
    return is_free_word(c, i) && belongs(c, i) && take(c, i);
}

/* Takes what belongs to the names, from the left: only tokens near a name can, and each that is
 * taken is a name for those behind it. */
static bool take_forward(struct context *c) {
    bool any = false;
    int64_t i = 0;
    for (uint32_t k = 0; k < c->n_active; k++) {
        int64_t name = c->active[k], end = name + NEAR;
        if (is_surname_place(c, name))
            any = take(c, name);
        if (!is_name(c, name))
            continue;
        for (i = i > name - NEAR ? i : name - NEAR; i <= end; i++)
            if (may_take(c, i)) {
                any = true;
                end = i + NEAR > end ? i + NEAR : end;
            }
    }
    return any;
}

static bool take_backward(struct context *c) {
    bool any = false;
    int64_t i = c->scan->n;
    for (uint32_t k = c->n_active; k-- > 0;) {
        int64_t name = c->active[k], end = name - NEAR;
        if (!is_name(c, name))
            continue;
        for (i = i < name + NEAR ? i : name + NEAR; i >= end; i--)
            if (may_take(c, i)) {
                any = true;
                end = i - NEAR < end ? i - NEAR : end;
            }
    }
    return any;
}

void complete_names(struct context *c) {
    if (!take_forward(c))
        return;
    context_list_active(c);
    if (take_backward(c))
        context_list_active(c);
}
