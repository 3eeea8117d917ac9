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

/* The token after the run without spaces that begins at i; *machine: it is no prose. */
static uint32_t run_end(const struct context *c, uint32_t i, bool *machine) {
    *machine = false;
    do {
        *machine = *machine || is_machine(c, i) || c->mark[i].code_n;
        i++;
    } while (i < c->scan->n && !c->scan->tok[i].space);
    return i;
}

/* Few or no vowels: rvw, stble, mobilsng. */
static bool is_short_form(const struct context *c, const struct token *t) {
    uint32_t vowels = 0;
    for (uint32_t i = t->start; i < t->end; i++) {
        char ch = c->scan->text.p[i];
        vowels += (signed char)ch < 0 || strchr("aeiouyAEIOUY", ch);
    }
    return vowels * 4 <= t->end - t->start;
}

#define EVERYDAY 4 /* SCOWL level 20, over 5 */

/* What a text's words are. */
struct census {
    uint32_t words, unknown; /* words that are no names by their looks */
    uint32_t everyday; /* of them, the most frequent words of English, of three letters or more: am,
                          do and an are words in half of Europe */
    uint32_t accented; /* of the unknown, those with a letter beyond a to z */
    uint32_t letters, other; /* bytes of all words, and of those of another script */
};

static void count_word(struct census *n, const struct context *c, uint32_t i, bool machine) {
    const struct token *t = &c->scan->tok[i];
    const struct class_bits *b = c->bits;
    if (t->kind != TOK_WORD)
        return;
    n->letters += t->end - t->start;
    n->other += t->shape == SHAPE_OTHER ? t->end - t->start : 0;
    if ((t->shape != SHAPE_LOWER && !c->lower && !c->upper) || t->end - t->start < 2 || machine)
        return;
    lex_set says_nothing = b->name_lists | b->foreign | b->particle | b->place;
    bool unknown = !t->level && c->mark[i].sign != SG_DERIVED && !(t->classes & ~says_nothing);
    if (unknown && is_short_form(c, t))
        return;
    n->words++;
    n->unknown += unknown;
    n->everyday += t->level && t->level <= EVERYDAY && t->end - t->start > 2;
    n->accented += unknown && !utf8_is_ascii(slice_cut(c->scan->text, t->start, t->end));
}

/* Measured on words that are no names by their looks: those in lower case, or all where nothing is.
 * Few words prove less than many. */
bool context_uncovered(const struct context *c) {
    struct census n = {0};
    bool machine;
    for (uint32_t i = 0; i < c->scan->n;) {
        uint32_t end = run_end(c, i, &machine);
        for (; i < end; i++)
            count_word(&n, c, i, machine || (c->mark[i].locked && c->mark[i].tag != TAG_LEFT));
    }
    if (n.letters >= 12 && n.other * 2 > n.letters)
        return true;
    if (n.words >= 7 && n.unknown * 2 >= n.words && n.accented * 6 >= n.words)
        return true;
    if (n.words < 12)
        return n.words >= 7 && n.unknown * 2 > n.words;
    /* French shares many a spelling with English, but hardly its everyday words */
    return n.unknown * 2 >= n.words || (n.unknown * 3 >= n.words && n.everyday * 10 < n.words);
}
