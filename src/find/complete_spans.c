#include "find/complete.h"

#include <string.h>

/* Capitals that stand in no list: part of a reference number, not the name of its kind (NHS, UPN,
 * REF). */
static bool is_code_letters(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    bool listed =
        t->classes & ~(c->bits->given | c->bits->surname | c->bits->place | c->bits->ordinary);
    return c->mark[i].shape == ES_UPPER && t->end - t->start <= 4 && !listed && !t->in_phrase;
}

static bool extends_right(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (c->mark[i].tag == TAG_NAME || c->mark[i].tag == TAG_PLACE || c->mark[i].tag == TAG_DATE)
        return false;
    if (t->kind == TOK_NUMBER)
        return t->end - t->start >= 2 && c->mark[i].code_n == 1;
    return is_code_letters(c, i) || c->mark[i].shape == ES_LETTER;
}

/* A group of figures before figures (943 476 5919), or the letters that a number begins with. */
static bool extends_left(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->kind == TOK_NUMBER)
        return t->end - t->start >= 3 && c->mark[i].code_n == 1 && c->mark[i].tag != TAG_DATE &&
               c->mark[i].tag != TAG_AGE;
    return is_code_letters(c, i);
}

static bool on_line(const struct context *c, uint32_t i) {
    return i < c->scan->n && c->scan->tok[i].kind != TOK_LINE && c->scan->tok[i].kind != TOK_SYMBOL;
}

/* True when tokens i to i + 2 are joined by a stroke or hyphen without spaces: parts of one number.
 */
static bool joined(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (i + 2 >= c->scan->n || t[1].space || t[2].space || t[0].kind > TOK_NUMBER ||
        t[2].kind > TOK_NUMBER)
        return false;
    return c->face[i + 1].sign == SG_HYPHEN || c->face[i + 1].sign == SG_SLASH;
}

static void widen(struct span *s, const struct context *c, uint32_t before, uint32_t next) {
    uint32_t i = context_token_after(c->scan, s->end),
             first = context_token_after(c->scan, s->start);
    for (; i > 0 && i + 1 < c->scan->n && joined(c, i - 1) && c->scan->tok[i + 1].end <= next;
         i += 2)
        s->end = c->scan->tok[i + 1].end;
    for (; first >= 2 && joined(c, first - 2) && c->scan->tok[first - 2].start >= before;
         first -= 2)
        s->start = c->scan->tok[first - 2].start;
    for (int n = 0; n < 3 && on_line(c, i) && c->scan->tok[i].end <= next && extends_right(c, i);
         n++)
        s->end = c->scan->tok[i++].end;
    if (first >= c->scan->n || c->scan->tok[first].kind != TOK_NUMBER)
        return;
    for (int n = 0; n < 3 && first > 0 && on_line(c, first - 1) &&
                    c->scan->tok[first - 1].start >= before && extends_left(c, first - 1);
         n++)
        s->start = c->scan->tok[--first].start;
}

void complete_codes(struct span_list *spans, const struct context *c) {
    for (size_t k = 0; k < spans->n && !c->upper; k++)
        if (spans->v[k].label == LABEL_ID)
            widen(&spans->v[k], c, k ? spans->v[k - 1].end : 0,
                  k + 1 < spans->n ? spans->v[k + 1].start : UINT32_MAX);
}

static bool touches(const struct context *c, uint32_t i) {
    return i < c->scan->n && !c->scan->tok[i].space;
}

static bool is_symbol(const struct context *c, uint32_t i, const char *text) {
    const struct token *t = &c->scan->tok[i];
    return i < c->scan->n && t->kind == TOK_SYMBOL && t->end - t->start == strlen(text) &&
           memcmp(c->scan->text.p + t->start, text, strlen(text)) == 0;
}

/* A figure after token i that belongs to it: 2.5, 6/12. */
static uint32_t after_fraction(const struct context *c, uint32_t i) {
    static const char *const of_years[] = {"12", "52", "7", NULL};
    if (i + 2 >= c->scan->n || !touches(c, i + 1) || !touches(c, i + 2) ||
        c->scan->tok[i + 2].kind != TOK_NUMBER)
        return i;
    const struct token *t = &c->scan->tok[i + 2];
    struct slice digits = slice_cut(c->scan->text, t->start, t->end);
    if (is_symbol(c, i + 1, ".") && digits.n == 1)
        return i + 2;
    for (const char *const *d = of_years; is_symbol(c, i + 1, "/") && *d; d++)
        if (slice_is(digits, *d))
            return i + 2;
    return i;
}

static const char *const small_units[] = {"month", "months", "mth", "mths", "mo",   "mos", "week",
                                          "weeks", "wk",     "wks", "day",  "days", NULL};

/* The last token of an age whose number ends at token i: halves, months and weeks belong to it. */
static uint32_t age_end(const struct context *c, uint32_t i) {
    static const char *const fractions[] = {"½", "¼", "¾", NULL};
    static const char *const part[] = {"half", "quarter", NULL};
    static const char *const three[] = {"three", NULL}, *const quarters[] = {"quarters", NULL},
                             *const and[] = {"and", NULL}, *const a[] = {"a", NULL};
    uint32_t end = after_fraction(c, i);
    for (const char *const *f = fractions; *f && end + 1 < c->scan->n; f++)
        if (is_symbol(c, end + 1, *f))
            end++;
    if (context_is_one_of(c, (int64_t)end + 1, and) && context_is_one_of(c, (int64_t)end + 2, a) &&
        context_is_one_of(c, (int64_t)end + 3, part))
        end += 3;
    if (context_is_one_of(c, (int64_t)end + 1, and) &&
        context_is_one_of(c, (int64_t)end + 2, three) &&
        context_is_one_of(c, (int64_t)end + 3, quarters))
        end += 3;
    uint32_t unit = end + 1;
    if (unit < c->scan->n && c->face[unit].sign == SG_HYPHEN && touches(c, unit))
        unit++;
    return context_is_one_of(c, unit, small_units) ? unit : end;
}

static bool is_number(const struct context *c, uint32_t i) {
    return i < c->scan->n &&
           (c->scan->tok[i].kind == TOK_NUMBER || (c->scan->tok[i].classes & c->bits->number_word));
}

static bool is_and(const struct context *c, uint32_t i) {
    static const char *const words[] = {"and", "plus", NULL};
    return context_is_one_of(c, i, words);
}

static bool is_join(const struct context *c, uint32_t i) {
    return is_and(c, i) || is_symbol(c, i, ",") || is_symbol(c, i, "&") || is_symbol(c, i, "+");
}

/* The months of 3 yrs 4, behind the years. */
static bool is_months(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return i < c->scan->n && t->kind == TOK_NUMBER && t->end - t->start <= 2 &&
           (t->end - t->start == 1 || c->scan->text.p[t->start] == '1') && !touches(c, i) &&
           !context_is_one_of(c, (int64_t)i + 1, small_units);
}

/* Years, and months, weeks or days over them, which belong to one age: 1 year and 6 weeks, 3 yrs 4,
 * seventeen and five months. */
static uint32_t years_end(const struct context *c, uint32_t end) {
    static const char *const years[] = {"year", "years", "yr", "yrs", "y", NULL};
    static const char *const short_years[] = {"yr", "yrs", "y", NULL};
    uint32_t i = end + 1;
    if (context_is_one_of(c, i, short_years) && is_months(c, i + 1))
        return i + 1;
    const bool said = context_is_one_of(c, i, years);
    if (!said && !is_and(c, i))
        return end;
    i += said;
    if (is_join(c, i))
        i++;
    return is_number(c, i) && context_is_one_of(c, i + 1, small_units) ? i + 1 : end;
}

/* The figure before a unit that alone was found: 18mo. */
static uint32_t figure_start(const struct context *c, uint32_t start, uint32_t before) {
    uint32_t i = context_token_after(c->scan, start);
    if (i == 0 || i >= c->scan->n || !context_is_one_of(c, i, small_units) || c->scan->tok[i].space)
        return start;
    const struct token *figure = &c->scan->tok[i - 1];
    return figure->kind == TOK_NUMBER && figure->start >= before ? figure->start : start;
}

/* What belongs to an age behind its number: 50s, 60ish, fifty-odd, ninety-first. */
static uint32_t round_end(const struct context *c, uint32_t end) {
    static const char *const about[] = {"s", "ish", "odd", "something", "plus", NULL};
    uint32_t i = end + 1;
    const bool hyphen = touches(c, i) && c->face[i].sign == SG_HYPHEN && touches(c, i + 1);
    i += hyphen;
    if (!touches(c, i))
        return end;
    const bool number = c->scan->tok[i].kind == TOK_WORD && is_number(c, i);
    return context_is_one_of(c, i, about) || (hyphen && number) ? i : end;
}

/* The article of a hundred. */
static uint32_t article_start(const struct context *c, uint32_t start, uint32_t before) {
    static const char *const hundred[] = {"hundred", NULL}, *const article[] = {"a", NULL};
    uint32_t i = context_token_after(c->scan, start);
    if (i == 0 || !context_is_one_of(c, i, hundred) ||
        !context_is_one_of(c, (int64_t)i - 1, article))
        return start;
    return c->scan->tok[i - 1].start >= before ? c->scan->tok[i - 1].start : start;
}

/* The last token of an age that ends before token i. */
static uint32_t whole_age(const struct context *c, const struct span *s, uint32_t i) {
    uint32_t end = s->origin == BY_EVIDENCE ? age_end(c, i - 1) : i - 1;
    return years_end(c, round_end(c, end));
}

void complete_ages(struct span_list *spans, const struct context *c) {
    size_t n = 0;
    for (size_t k = 0; k < spans->n; k++) {
        struct span s = spans->v[k];
        uint32_t before = n ? spans->v[n - 1].end : 0;
        if (s.label == LABEL_AGE && s.start < before && spans->v[n - 1].label == LABEL_AGE)
            continue; /* the one before was widened over it */
        if (s.label == LABEL_AGE) {
            s.start = article_start(c, figure_start(c, s.start, before), before);
            uint32_t i = context_token_after(c->scan, s.end);
            uint32_t end = i ? c->scan->tok[whole_age(c, &s, i)].end : s.end;
            const struct span *next = k + 1 < spans->n ? &spans->v[k + 1] : NULL;
            if (end > s.end &&
                (!next || end <= next->start || (next->label == LABEL_AGE && end >= next->end)))
                s.end = end;
        }
        spans->v[n++] = s;
    }
    spans->n = n;
}

#define SOME_SOURCES 2 /* lists that have the word as a place, few for a town */

#define SURE_GIVEN 4 /* lists that have a common given name */

/* A word that is no town, so that its possessive is part of what a place is called: King's,
 * St Thomas' is, Bradford's is not; Queen Mary's is, behind another word. */
static bool owns(const struct context *c, uint32_t i, bool first) {
    const struct token *t = &c->scan->tok[i];
    return t->kind == TOK_WORD && (t->place <= SOME_SOURCES || (!first && t->given >= SURE_GIVEN));
}

/* What has a number of its own on a site: Ward 11, bay 3. */
static bool is_numbered(const struct context *c, int64_t i) {
    static const char *const words[] = {
        "ward",  "wards",   "unit", "bay",   "flat",   "flats", "block", "plot",     "room", "rm",
        "pitch", "caravan", "fl",   "level", "number", "gate",  "no",    "platform", NULL};
    return context_is_one_of(c, i, words);
}

/* The token of the word before token i, past a full stop that touches it: no. 7. */
static int64_t word_before(const struct context *c, uint32_t i) {
    const bool stop = i >= 2 && c->face[i - 1].symbol == '.' && !c->scan->tok[i - 1].space;
    return (int64_t)i - 1 - stop;
}

static bool is_short_number(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return i < c->scan->n && t->kind == TOK_NUMBER && t->end - t->start <= 3;
}

/* Takes the ward of a ward's number, the number of a ward, and the letter behind it. */
static void take_number(struct span *s, const struct context *c, uint32_t before, uint32_t next) {
    uint32_t i = context_token_after(c->scan, s->end),
             first = context_token_after(c->scan, s->start);
    const int64_t word = word_before(c, first);
    if (word >= 0 && (is_short_number(c, first) || is_number(c, first)) && is_numbered(c, word) &&
        c->scan->tok[word].start >= before)
        s->start = c->scan->tok[word].start;
    if (i > 0 && is_numbered(c, (int64_t)i - 1) && is_symbol(c, i, ".") && touches(c, i) &&
        is_short_number(c, i + 1))
        i++;
    if (i > 0 && is_numbered(c, word_before(c, i)) && is_short_number(c, i) &&
        c->scan->tok[i].end <= next)
        s->end = c->scan->tok[i++].end;
    if (i > 0 && i < c->scan->n && is_short_number(c, i - 1) && touches(c, i) &&
        c->scan->tok[i].kind == TOK_WORD && c->scan->tok[i].end == c->scan->tok[i].start + 1 &&
        c->scan->tok[i].end <= next)
        s->end = c->scan->tok[i].end;
}

/* Takes the word before a type word that alone was found: the foxglove of foxglove house. */
static void take_name(struct span *s, const struct context *c, uint32_t before) {
    const struct class_bits *b = c->bits;
    uint32_t i = context_token_after(c->scan, s->start);
    if (i == 0 || i >= c->scan->n || c->scan->tok[i].end != s->end ||
        !(c->scan->tok[i].classes & (b->facility | b->street)) || !c->scan->tok[i].space)
        return;
    const struct token *t = &c->scan->tok[i - 1];
    const lex_set other = b->function | b->title | b->kin | b->role | b->say | b->number_word |
                          b->facility | b->group;
    if (t->kind == TOK_WORD && t->start >= before && c->mark[i - 1].tag == TAG_NONE &&
        !c->mark[i - 1].locked && !(t->classes & other))
        s->start = t->start;
}

/* Takes the possessive of what is no town. */
static void take_possessive(struct span *s, const struct context *c) {
    uint32_t i = context_token_after(c->scan, s->end);
    if (i > 0 && i < c->scan->n && c->scan->tok[i].kind == TOK_POSS &&
        owns(c, i - 1, c->scan->tok[i - 1].start == s->start))
        s->end = c->scan->tok[i].end;
}

#define CODE_BYTES 4 /* of an outward postcode, a ward */

/* Takes all of the letters and figures that a place is part of: HA3, Ward C12. */
static void take_code(struct span *s, const struct context *c, uint32_t before, uint32_t next) {
    const uint32_t first = context_token_after(c->scan, s->start),
                   last = context_token_after(c->scan, s->end - 1);
    if (last >= c->scan->n)
        return;
    const struct token *tok = c->scan->tok;
    uint32_t from = first, to = last;
    while (from > 0 && !tok[from].space && tok[from - 1].kind <= TOK_NUMBER)
        from--;
    while (to + 1 < c->scan->n && !tok[to + 1].space && tok[to + 1].kind <= TOK_NUMBER)
        to++;
    if (from < first && tok[first].end - tok[from].start <= CODE_BYTES && tok[from].start >= before)
        s->start = tok[from].start;
    if (to > last && tok[to].end - tok[last].start <= CODE_BYTES && tok[to].end <= next)
        s->end = tok[to].end;
}

/* Takes the title of somebody whom a place is called after, and a number that is part of what it is
 * called: Sir John Leman, Two Bridges. */
static void take_honour(struct span *s, const struct context *c, uint32_t before) {
    static const char *const titles[] = {"sir",        "lady",    "lord",     "dame",     "bishop",
                                         "archbishop", "canon",   "cardinal", "king",     "duke",
                                         "alderman",   "admiral", "prince",   "princess", "earl",
                                         "dr",         NULL};
    const int64_t i = (int64_t)context_token_after(c->scan, s->start) - 1;
    if (i < 0 || c->scan->tok[i].shape != SHAPE_CAP || !c->scan->tok[i + 1].space ||
        c->scan->tok[i].end + 1 != s->start || c->scan->tok[i].start < before)
        return;
    if (context_is_one_of(c, i, titles) || ((c->scan->tok[i].classes & c->bits->number_word) &&
                                            c->mark[i].position == 0 && c->mark[i].tag == TAG_NONE))
        s->start = c->scan->tok[i].start;
}

/* True when nothing of the sentence follows token i - 1: a mark, a figure or the line's end. */
static bool ends_part(const struct context *c, uint32_t i) {
    return i >= c->scan->n || c->scan->tok[i].kind != TOK_WORD;
}

/* Takes the number of a house that is called by its street alone: lives at 26 Ashfield. */
static void take_house_number(struct span *s, const struct context *c, uint32_t before) {
    static const char *const at[] = {"at", "to", "from", "of", "outside", NULL};
    const uint32_t first = context_token_after(c->scan, s->start);
    if (first < 2 || !is_short_number(c, first - 1) || c->scan->tok[first].kind != TOK_WORD ||
        !c->scan->tok[first].space || c->scan->tok[first - 1].start < before ||
        c->mark[first - 1].tag != TAG_NONE || c->mark[first - 1].locked ||
        c->scan->tok[first].place > SOME_SOURCES)
        return;
    if (c->scan->tok[first - 1].space &&
        (context_is_one_of(c, (int64_t)first - 2, at) || c->face[first - 2].sign == SG_COLON) &&
        ends_part(c, context_token_after(c->scan, s->end)))
        s->start = c->scan->tok[first - 1].start;
}

/* Takes the article that a capital makes part of what a house is called: The Limes. Where a
 * sentence may begin with it, only before a mark. */
static void take_article(struct span *s, const struct context *c, uint32_t before) {
    static const char *const the[] = {"the", NULL};
    const int64_t i = (int64_t)context_token_after(c->scan, s->start) - 1;
    if (c->upper || !context_is_one_of(c, i, the) || !c->scan->tok[i + 1].level ||
        c->scan->tok[i].shape != SHAPE_CAP || c->scan->tok[i].start < before)
        return;
    const uint8_t position = c->mark[i].position;
    if ((position != 1 && position != 2) || ends_part(c, context_token_after(c->scan, s->end)))
        s->start = c->scan->tok[i].start;
}

static bool is_free_capital(const struct context *c, uint32_t i) {
    const struct mark *m = &c->mark[i];
    return i < c->scan->n && m->shape == ES_CAP && !m->locked && m->tag == TAG_NONE &&
           c->scan->tok[i].kind == TOK_WORD && c->scan->tok[i].space;
}

/* Takes the capitalised type words behind a place, and one ordinary word before them: Kirkby
 * College, Sale West Family Hub; not where a capital says nothing. */
static void take_type(struct span *s, const struct context *c, uint32_t next) {
    uint32_t i = context_token_after(c->scan, s->end);
    if (i == 0 || c->upper || c->lower)
        return;
    uint32_t last = i;
    if (is_free_capital(c, i) && !(c->scan->tok[i].classes & c->bits->facility) &&
        c->scan->tok[i].level)
        last++;
    for (; is_free_capital(c, last) && c->scan->tok[last].end <= next &&
           (c->scan->tok[last].classes & c->bits->facility);
         last++)
        s->end = c->scan->tok[last].end;
}

/* True when a word that joins what places are called stands alone between two: Vale of Hope, Norton
 * sub Hamdon; on only before one word: Thorpe on the Hill, but not the Star on Norwich Road. */
static bool is_joined_by_word(const struct span *a, const struct span *b, const struct context *c) {
    static const char *const words[] = {"of",  "upon", "under", "cum", "sub", "sur", "de",  "do",
                                        "dos", "du",   "del",   "der", "la",  "le",  "les", NULL};
    static const char *const the[] = {"the", NULL}, *const on[] = {"on", NULL};
    const uint32_t second = context_token_after(c->scan, b->start);
    int64_t i = (int64_t)second - 1;
    const bool short_one = second < c->scan->n && c->scan->tok[second].end == b->end;
    if (short_one && context_is_one_of(c, i - context_is_one_of(c, i, the), on))
        i -= context_is_one_of(c, i, the);
    else if (!context_is_one_of(c, i, words))
        return false;
    return i >= 1 && c->scan->tok[i - 1].end == a->end;
}

/* True when two ordinary words with "and" between are an inn's: the Rose and Crown. */
static bool is_inn(const struct span *a, const struct span *b, const struct context *c) {
    static const char *const and[] = {"and", NULL}, *const the[] = {"the", NULL};
    const struct token *t = c->scan->tok;
    const uint32_t i = context_token_after(c->scan, b->start);
    return i >= 3 && context_is_one_of(c, (int64_t)i - 1, and) && t[i - 2].end == a->end &&
           t[i - 2].start == a->start && t[i].level && t[i - 2].level &&
           t[i - 2].shape == SHAPE_CAP && context_is_one_of(c, (int64_t)i - 3, the);
}

#define LINK_BYTES 6 /* with its hyphens */

/* True when hyphens and a short word alone stand between: Mantes-la-Jolie. */
static bool is_hyphened(const struct span *a, const struct span *b, const struct context *c) {
    const char *p = c->scan->text.p;
    const uint32_t n = b->start - a->end;
    return n >= 1 && n <= LINK_BYTES && p[a->end] == '-' && p[b->start - 1] == '-' &&
           !memchr(p + a->end, ' ', n);
}

static bool is_one_place(const struct span *a, const struct span *b, const struct context *c) {
    return is_joined_by_word(a, b, c) || is_inn(a, b, c) || is_hyphened(a, b, c);
}

/* True when a word for a group of people touches the type word of a house: Yemeni Community Centre,
 * Methodist Hall. */
static bool is_group_house(const struct span *group, const struct span *s,
                           const struct context *c) {
    const uint32_t i = context_token_after(c->scan, s->start);
    return group->label == LABEL_GROUP && i > 0 && i < c->scan->n && !c->upper && !c->lower &&
           c->scan->tok[i].shape == SHAPE_CAP && c->scan->tok[i - 1].end == group->end &&
           (c->scan->tok[i].classes & c->bits->facility);
}

/* True when the word for a church stands behind its place: Lozells Methodist. */
static bool is_church(const struct span *s, const struct span *group, const struct context *c) {
    static const char *const words[] = {"methodist", "baptist", "catholic", "presbyterian", NULL};
    const uint32_t i = context_token_after(c->scan, group->start);
    return group->label == LABEL_GROUP && i > 0 && c->scan->tok[i - 1].end == s->end &&
           c->scan->tok[i].shape == SHAPE_CAP && context_is_one_of(c, i, words);
}

static bool is_weighed_place(const struct span *s) {
    return s->label == LABEL_PLACE && s->origin == BY_EVIDENCE;
}

/* Widens a place between the spans before and behind it, `next` the start of that. */
static void widen_place(struct span *s, const struct context *c, uint32_t before, uint32_t next) {
    take_number(s, c, before, next);
    take_name(s, c, before);
    take_possessive(s, c);
    take_code(s, c, before, next);
    take_type(s, c, next);
    take_honour(s, c, before);
    take_house_number(s, c, before);
    take_article(s, c, before);
}

void complete_places(struct span_list *spans, const struct context *c) {
    size_t n = 0;
    for (size_t k = 0; k < spans->n; k++) {
        struct span s = spans->v[k];
        struct span *last = n ? &spans->v[n - 1] : NULL;
        if (is_weighed_place(&s)) {
            if (k + 1 < spans->n && is_church(&s, &spans->v[k + 1], c))
                s.end = spans->v[++k].end;
            widen_place(&s, c, last ? last->end : 0,
                        k + 1 < spans->n ? spans->v[k + 1].start : UINT32_MAX);
            if (last && is_group_house(last, &s, c)) {
                s.start = last->start;
                last = --n ? &spans->v[n - 1] : NULL;
            }
        }
        if (last && last->label == LABEL_PLACE && s.label == LABEL_PLACE &&
            is_one_place(last, &s, c))
            last->end = s.end;
        else
            spans->v[n++] = s;
    }
    spans->n = n;
}
