/* Whether a field is in a language that blot covers. */
#include "base/utf8.h"
#include "find/context.h"

/* Signs that stand inside addresses, links, tags and paths, but between no two words of prose. */
static bool is_machine(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    char ch = t->kind == TOK_SYMBOL ? c->scan->text.p[t->start] : '\0';
    if (ch && strchr("@<=_\\%#", ch))
        return true;
    bool inside = i > 0 && i + 1 < c->scan->n && !t->space && !c->scan->tok[i + 1].space &&
                  c->scan->tok[i - 1].kind == TOK_WORD;
    if (ch == '.')
        return inside && c->scan->tok[i + 1].shape == SHAPE_LOWER;
    return ch == ':' && inside;
}

/* Few or no vowels: rvw, stble, mobilsng. */
static bool is_short_form(struct slice word) {
    size_t vowels = 0;
    for (size_t i = 0; i < word.n; i++)
        vowels += (signed char)word.p[i] < 0 || strchr("aeiouyAEIOUY", word.p[i]);
    return vowels * 4 <= word.n;
}

#define EVERYDAY 4 /* SCOWL level 20, over 5 */

uint8_t context_census(const struct class_bits *b, const struct token *t, struct slice text,
                       uint8_t sign) {
    lex_set says_nothing = b->name_lists | b->foreign | b->particle | b->place;
    bool unknown = !t->level && sign != SG_DERIVED && !(t->classes & ~says_nothing);
    if (t->kind != TOK_WORD || text.n < 2 || (unknown && is_short_form(text)))
        return CENSUS_NOTHING;
    bool everyday = t->level && t->level <= EVERYDAY && text.n > 2;
    bool lower = t->shape == SHAPE_LOWER;
    enum census what = unknown ? CENSUS_UNKNOWN : everyday ? CENSUS_EVERYDAY : CENSUS_WORD;
    if (unknown && lower && !utf8_is_ascii(text))
        return CENSUS_ACCENTED;
    return (uint8_t)(what + (lower ? CENSUS_LOWER : 0));
}

/* What a text's words are. */
struct count {
    uint32_t by[2 * CENSUS_LOWER]; /* words that are no names by their looks */
    uint32_t letters, other;       /* bytes of all words, and of those of another script */
};

/* The run without spaces that begins at i: its words count unless it is no prose. Returns the token
 * after it. */
static uint32_t count_run(struct count *n, const struct context *c, uint32_t i) {
    const struct token *tok = c->scan->tok;
    uint32_t first = i;
    bool machine = false;
    do {
        const struct mark *m = &c->mark[i];
        uint32_t bytes = tok[i].kind == TOK_WORD ? tok[i].end - tok[i].start : 0;
        n->letters += bytes;
        n->other += tok[i].shape == SHAPE_OTHER ? bytes : 0;
        machine = machine || m->code_n || (tok[i].kind == TOK_SYMBOL && is_machine(c, i));
        i++;
    } while (i < c->scan->n && !tok[i].space);
    for (uint32_t k = first; !machine && k < i; k++)
        if (!c->mark[k].locked || c->mark[k].tag == TAG_LEFT)
            n->by[c->mark[k].census]++;
    return i;
}

/* Of six words a half, of twelve a third. */
#define STRANGERS_LEAST 3

/* Measured on words that are no names by their looks: those in lower case, or all where nothing is.
 * Few words prove less than many. */
bool context_uncovered(const struct context *c) {
    struct count n = {{0}, 0, 0};
    if (c->strangers < STRANGERS_LEAST)
        return false;
    for (uint32_t i = 0; i < c->scan->n;)
        i = count_run(&n, c, i);
    bool all = c->lower || c->upper;
    uint32_t everyday = n.by[CENSUS_EVERYDAY + CENSUS_LOWER] + (all ? n.by[CENSUS_EVERYDAY] : 0);
    uint32_t accented = n.by[CENSUS_ACCENTED];
    uint32_t unknown =
        accented + n.by[CENSUS_UNKNOWN + CENSUS_LOWER] + (all ? n.by[CENSUS_UNKNOWN] : 0);
    uint32_t words =
        everyday + unknown + n.by[CENSUS_WORD + CENSUS_LOWER] + (all ? n.by[CENSUS_WORD] : 0);
    if (n.letters >= 12 && n.other * 2 > n.letters)
        return true;
    if (words >= 6 && unknown * 2 >= words && accented * 6 >= words)
        return true;
    if (words < 12)
        return words >= 7 && unknown * 2 > words;
    /* French shares many a spelling with English, but hardly its everyday words */
    return unknown * 2 >= words || (unknown * 3 >= words && everyday * 10 < words);
}
