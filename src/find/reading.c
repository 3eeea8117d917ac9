#include "find/reading.h"

#include <string.h>

#include "text/fold.h"

#define COMMON        7 /* level of a word that is a word rather than a name */
#define PLAIN_LEAST   4 /* letters of a plain word that is broken */
#define MIXED_LEAST   5 /* letters of a word whose capitals are at random: DoLS */
#define NAME_LEAST    5 /* letters of each of two names that are run together */
#define DOUBLED_LEAST 8 /* letters of a word in which each stands twice */
#define DRAWN_OUT     3 /* times that a letter stands in a word that is drawn out */

#define LOST "\xEF\xBF\xBD" /* what stands for a character that an encoding had not */

/* What scanning and people put in the place of letters; a * or ? stands for any of a few. */
static const char figures[] = "013589|47$@!*?", letters[] = "olesbgiatsai*?";
static const char vowels[] = "aeiou", accented[] = "eaioucnlsz";

struct slice reading_text(const struct context *c, uint32_t i) {
    return slice_cut(c->scan->text, c->scan->tok[i].start, c->scan->tok[i].end);
}

static bool is_lost(const struct context *c, uint32_t i) {
    return slice_is(reading_text(c, i), LOST);
}

char reading_char(const struct context *c, uint32_t i) {
    return c->scan->text.p[c->scan->tok[i].start];
}

bool reading_like_letter(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    return t->kind != TOK_WORD &&
           ((t->end == t->start + 1 && memchr(figures, reading_char(c, i), sizeof figures - 1)) ||
            is_lost(c, i));
}

bool reading_add(struct reading *r, struct slice s) {
    if (s.n > sizeof r->p - r->n)
        return false;
    memcpy(r->p + r->n, s.p, s.n);
    r->n += s.n;
    return true;
}

bool reading_find(struct lex_entry *e, const struct context *c, const struct reading *r) {
    char key[LEX_KEY_MAX];
    const size_t n = fold_key(key, sizeof key, (struct slice){r->p, r->n});
    return n && lexicon_find(c->bits->lexicon, (struct slice){key, n}, e);
}

static bool is_capital(const struct token *t) {
    return t->shape == SHAPE_CAP || t->shape == SHAPE_LETTER;
}

bool reading_is_name(const struct context *c, const struct reading *r, bool capital) {
    struct lex_entry e;
    return reading_find(&e, c, r) && (e.given >= READING_SOURCES || e.surname >= READING_SOURCES) &&
           (!e.level || (capital && (e.given >= READING_SOURCES ||
                                     (e.surname >= READING_SURE && e.level > COMMON))));
}

/* Whether it is a name with some letter in the place of the sign at byte `at`, and no word that
 * many know, with a letter or an apostrophe there (Don?t). */
static bool is_name_with(const struct context *c, struct reading *r, size_t at) {
    const char *some = r->p[at] == '*' ? vowels : accented;
    bool any = false;
    struct reading without = {.n = 0};
    struct lex_entry word;
    if (!reading_add(&without, (struct slice){r->p, at}) ||
        !reading_add(&without, (struct slice){r->p + at + 1, r->n - at - 1}))
        return false;
    if (reading_find(&word, c, &without) && (word.level || word.classes & c->bits->function))
        return false;
    for (; *some; some++) {
        struct lex_entry e;
        r->p[at] = *some;
        if (!reading_find(&e, c, r))
            continue;
        if (e.level && e.level <= READING_KNOWN)
            return false;
        any = any || e.given >= READING_SOURCES || e.surname >= READING_SURE;
    }
    return any;
}

/* Reads figures and signs as letters; * and ? stay. one: what a 1 is read as. */
static void read_letters(struct reading *r, char one) {
    for (size_t i = 0; i < r->n; i++) {
        const char *at = memchr(figures, r->p[i], sizeof figures - 1);
        r->p[i] = !at ? r->p[i] : *at == '1' ? one : letters[at - figures];
    }
}

/* Tokens [first, last] read as one word, whether it is a name. one: what a 1 is read as. */
static bool reads_as_name(const struct context *c, uint32_t first, uint32_t last, char one) {
    struct reading r;
    r.n = 0;
    size_t sign = 0;
    const bool capital = is_capital(&c->scan->tok[first]);
    for (uint32_t i = first; i <= last; i++)
        if (!reading_add(&r, is_lost(c, i) ? slice_of("?") : reading_text(c, i)))
            return false;
    read_letters(&r, one);
    for (size_t i = 0; i < r.n; i++) {
        if (r.p[i] != '*' && r.p[i] != '?')
            continue;
        if (sign || i == 0 || !capital)
            return false;
        sign = i;
    }
    return sign ? is_name_with(c, &r, sign) : reading_is_name(c, &r, capital);
}

bool reading_misread_name(const struct context *c, uint32_t first, uint32_t last) {
    return reads_as_name(c, first, last, 'l') || reads_as_name(c, first, last, 'i');
}

bool reading_goes_on(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (i + 1 >= c->scan->n || t[1].space)
        return false;
    return t[0].kind == TOK_WORD ? reading_like_letter(c, i + 1)
                                 : reading_like_letter(c, i) && t[1].kind == TOK_WORD;
}

bool reading_is_piece(const struct token *t) {
    return !t->level && !t->given && !t->surname && !t->place && !t->classes && !t->in_phrase;
}

bool reading_misread(const struct context *c, uint32_t first, uint32_t last) {
    const struct token *t = c->scan->tok;
    const uint32_t n = t[last].end - t[first].start;
    if (last == first || last - first >= READING_PARTS || n < READING_LEAST ||
        (t[first].kind != TOK_WORD && n < READING_LEAST_FIRST))
        return false;
    if (t[last].kind != TOK_WORD &&
        (last > first + 1 || !reading_is_piece(&t[first]) || !is_capital(&t[first]) ||
         (!is_lost(c, last) && (!memchr("01358|?", reading_char(c, last), 7)))))
        return false;
    if (n == READING_LEAST && t[first].kind == TOK_WORD &&
        !memchr("013589|", reading_char(c, first + 1), 7))
        return false; /* H4U */
    return reading_misread_name(c, first, last);
}

static bool is_upper(struct slice s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    return true;
}

/* A name in capitals and small letters at random, or as the Caps Lock key leaves it: dARCEY,
 * DaRcEy; but no DoLS and no KLOEs. */
static bool is_mixed_name(const struct token *t, struct slice s) {
    const bool inverted = s.p[0] >= 'a' && s.p[0] <= 'z' && is_upper(slice_cut(s, 1, s.n));
    if (t->shape != SHAPE_MIXED || t->level)
        return false;
    if (inverted)
        return t->given >= READING_SOURCES || t->surname >= READING_SOURCES;
    return t->given >= READING_SOURCES && s.n >= MIXED_LEAST && !is_upper(slice_cut(s, 0, s.n - 1));
}

/* How many times the letter at byte i of s stands there. */
static size_t times(struct slice s, size_t i) {
    size_t n = 1;
    while (i + n < s.n && s.p[i + n] == s.p[i])
        n++;
    return n;
}

/* Reads s with letters that are drawn out so many times. False when none is. */
static bool read_drawn_out(struct reading *r, struct slice s, size_t left) {
    r->n = 0;
    for (size_t k = 0, n; k < s.n; k += n) {
        n = times(s, k);
        if (!reading_add(r, slice_cut(s, k, k + (n < DRAWN_OUT ? n : left))))
            return false;
    }
    return r->n >= READING_LEAST && r->n < s.n;
}

bool reading_has_run(struct slice s) {
    for (size_t i = 0; i + DRAWN_OUT <= s.n; i++)
        if (times(s, i) >= DRAWN_OUT)
            return true;
    return false;
}

/* A name with a letter drawn out (Darceyyy), and no word (rooom). */
static bool is_drawn_out(const struct context *c, const struct token *t, struct slice s) {
    struct reading once, twice;
    struct lex_entry e;
    return reading_is_piece(t) && reading_has_run(s) && read_drawn_out(&once, s, 1) &&
           read_drawn_out(&twice, s, 2) && !(reading_find(&e, c, &twice) && e.level) &&
           reading_is_name(c, &once, false);
}

/* ---- run together ---- */

/* Whether the letters [from, to) of s are a name of the lists that few know as a word. */
static bool is_listed_name(const struct context *c, struct slice s, bool surname) {
    struct reading r = {.n = 0};
    struct lex_entry e;
    return reading_add(&r, s) && reading_find(&e, c, &r) && (!e.level || e.level > READING_KNOWN) &&
           (e.given >= READING_SURE || (surname && e.surname > 0));
}

/* Two names of the lists in a word that no list has: DARCEYWHITLOCK. */
static bool is_two_names(const struct context *c, uint32_t i) {
    const struct slice s = reading_text(c, i);
    const struct token *t = &c->scan->tok[i];
    if (s.n <= 2 * NAME_LEAST || (t->shape != SHAPE_UPPER && t->shape != SHAPE_CAP) ||
        !reading_is_piece(t) || c->mark[i].tag != TAG_NONE)
        return false;
    for (size_t k = NAME_LEAST; k + NAME_LEAST <= s.n; k++)
        if (is_listed_name(c, slice_cut(s, 0, k), false) &&
            is_listed_name(c, slice_cut(s, k, s.n), true))
            return true;
    return false;
}

/* A name whose capital I was taken for a small l: lonescu, lmran. */
static bool is_small_l(const struct context *c, const struct token *t, struct slice s) {
    struct reading r = {.n = 0};
    struct lex_entry e;
    if (t->shape != SHAPE_LOWER || s.p[0] != 'l' || s.n < READING_LEAST_FIRST ||
        !reading_is_piece(t) || !reading_add(&r, s))
        return false;
    r.p[0] = 'i';
    return reading_find(&e, c, &r) && !e.level && (e.given > 0 || e.surname > 0);
}

/* Each letter stands twice, as bold print comes out of some PDFs, and the word is none that many
 * know: FFiioonn. */
static bool is_doubled(const struct context *c, const struct token *t, struct slice s) {
    struct reading r = {.n = 0};
    struct lex_entry e;
    if (s.n < DOUBLED_LEAST || s.n % 2 || !reading_is_piece(t))
        return false;
    for (size_t k = 0; k < s.n; k += 2)
        if (s.p[k] != s.p[k + 1] || !reading_add(&r, slice_cut(s, k, k + 1)))
            return false;
    return s.p[0] >= 'A' && s.p[0] <= 'Z'
               ? !reading_find(&e, c, &r) || !e.level || e.level > READING_KNOWN
               : reading_is_name(c, &r, false);
}

bool reading_odd_name(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    const struct slice s = reading_text(c, i);
    if (t->kind != TOK_WORD || s.n < READING_LEAST)
        return false;
    if (!reading_is_piece(t)) /* most words: the lists have them */
        return t->shape == SHAPE_MIXED && is_mixed_name(t, s);
    return is_mixed_name(t, s) || is_drawn_out(c, t, s) || is_two_names(c, i) ||
           is_small_l(c, t, s) || is_doubled(c, t, s);
}

/* ---- plain words ---- */

bool reading_is_plain(const struct context *c, const struct reading *r, bool known) {
    struct lex_entry e;
    return r->n >= PLAIN_LEAST && reading_find(&e, c, r) && e.level &&
           (!known || e.level <= READING_KNOWN) && !e.given && !e.surname && !e.place &&
           !(e.classes & (c->bits->facility | c->bits->street));
}

bool reading_misread_word(const struct context *c, uint32_t first, uint32_t last) {
    static const char ones[] = "li";
    for (size_t k = 0; k < sizeof ones - 1; k++) {
        struct reading r;
        r.n = 0;
        for (uint32_t i = first; i <= last; i++)
            if (is_lost(c, i) || !reading_add(&r, reading_text(c, i)))
                return false;
        read_letters(&r, ones[k]);
        if (reading_is_plain(c, &r, true))
            return true;
    }
    return false;
}

bool reading_smudged_word(const struct context *c, uint32_t i) {
    static const char *const pairs[] = {"rn", "vv"};
    static const char *const whole[] = {"m", "w"};
    const struct slice s = reading_text(c, i);
    if (c->scan->tok[i].kind != TOK_WORD || s.n < PLAIN_LEAST ||
        !reading_is_piece(&c->scan->tok[i]))
        return false;
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        for (size_t at = 0; at + 2 <= s.n; at++) {
            struct reading r;
            r.n = 0;
            if (memcmp(s.p + at, pairs[k], 2) == 0 && reading_add(&r, slice_cut(s, 0, at)) &&
                reading_add(&r, slice_of(whole[k])) && reading_add(&r, slice_cut(s, at + 2, s.n)) &&
                reading_is_plain(c, &r, false))
                return true;
        }
    return false;
}
