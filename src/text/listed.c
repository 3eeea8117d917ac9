#include "text/listed.h"

#include <string.h>

#include "text/fold.h"
#include "text/wordcache.h"

#define PHRASE_TOKENS_MAX 10

/* A symbol that list entries have as a space between words. */
static bool is_joiner(const struct listed_text *c, const struct token *t) {
    return t->kind == TOK_SYMBOL && strchr("-/&.'", c->text.p[t->start]) != NULL;
}

/* The next word of a phrase behind token i, over a symbol that joins; c->n: there is none. */
static uint32_t next_word(const struct listed_text *c, uint32_t i) {
    uint32_t k = i + 1;
    return k + 1 < c->n && is_joiner(c, &c->tok[k]) ? k + 1 : k;
}

/* Appends the key of token t to a phrase key; 0 when it cannot be part of one. */
static size_t phrase_add(const struct listed_text *c, const struct token *t, char *key, size_t n) {
    if (t->kind == TOK_POSS) {
        if (n + 1 >= LEX_KEY_MAX)
            return 0;
        key[n] = 's';
        return n + 1;
    }
    if ((t->kind != TOK_WORD && t->kind != TOK_NUMBER) || n + 2 >= LEX_KEY_MAX)
        return 0;
    key[n] = ' ';
    size_t k = fold_key(key + n + 1, LEX_KEY_MAX - n - 1, slice_cut(c->text, t->start, t->end));
    return k ? n + 1 + k : 0;
}

/* A phrase that grows. */
struct lead {
    uint32_t first, last; /* tokens */
    bool with_s;          /* the last is a possessive */
    uint32_t words;       /* the words before the last, as steps know them; 0: they do not */
    uint32_t hash;        /* of the key */
    size_t n;             /* of the key; 0: there can be none */
    char key[LEX_KEY_MAX];
};

#define LEADS_MAX 8

/* Adds the next token, over a symbol that joins. False at the end of the text. */
static bool lengthen(const struct listed_text *c, struct lead *l) {
    uint32_t k = l->last + 1;
    if (l->n == 0 || k >= c->n || k - l->first >= PHRASE_TOKENS_MAX)
        return false;
    l->last = k = next_word(c, l->last);
    l->with_s = c->tok[k].kind == TOK_POSS;
    l->n = phrase_add(c, &c->tok[k], l->key, l->n);
    l->hash = token_hash((struct slice){l->key, l->n});
    return true;
}

/* The number of the form of token i, by which steps know it; 0: it has none. */
static uint32_t form_of(const struct listed_text *c, uint32_t i) {
    const uint32_t form = c->cache && i < c->n ? c->tok[i].form : 0;
    return form < WORD_CACHE_SEVERAL ? form : 0;
}

/* The first two words of a phrase that may start at token i, whose place in the lists, which are
 * far memory, is fetched. */
static void begin_phrase(const struct listed_text *c, uint32_t i, struct lead *l) {
    struct token *first = &c->tok[i];
    l->first = l->last = i;
    l->words = form_of(c, i);
    l->n = fold_key(l->key, sizeof l->key, slice_cut(c->text, first->start, first->end));
    first->phrase = 0;
    if (!lengthen(c, l))
        l->n = 0;
    if (l->n)
        lexicon_fetch_slots(c->lx, l->hash);
}

static bool is_poss(const struct listed_text *c, uint32_t i) {
    return i < c->n && c->tok[i].kind == TOK_POSS;
}

static void note_phrase(struct token *first, uint32_t tokens, lex_set classes) {
    first->phrase = (uint8_t)tokens;
    first->phrase_classes = classes;
}

static void cover_phrase(struct token *first) {
    for (uint32_t k = 0; k < first->phrase; k++)
        first[k].in_phrase |= first->phrase_classes;
}

/* Finds the phrase that starts at token i, if all steps to it are known. */
static bool find_known(const struct listed_text *c, uint32_t i) {
    struct token *first = &c->tok[i];
    uint32_t words = form_of(c, i), last = i, tokens = 0;
    lex_set classes = 0;
    for (bool more = true; more;) {
        if (last + 1 >= c->n || last + 1 - i >= PHRASE_TOKENS_MAX)
            break;
        last = next_word(c, last);
        const uint32_t form = form_of(c, last);
        const struct word_step *step =
            words && form ? word_cache_step(c->cache, words, form) : NULL;
        if (!step || step->words != words || step->form != form || is_poss(c, last + 1))
            return false;
        if (step->classes) {
            classes = step->classes;
            tokens = last - i + 1;
        }
        words = step->number;
        more = step->prefix;
    }
    first->phrase = 0;
    if (tokens)
        note_phrase(first, tokens, classes);
    cover_phrase(first);
    return true;
}

/* Keeps what the lists say of a phrase so far. */
static void keep_step(const struct listed_text *c, struct lead *l, lex_set classes, bool prefix) {
    const uint32_t form = form_of(c, l->last);
    if (!l->words || !form || c->cache->steps == WORD_CACHE_SEVERAL - 1) {
        l->words = 0;
        return;
    }
    struct word_step *step = word_cache_step(c->cache, l->words, form);
    if (step->words != l->words || step->form != form)
        *step = (struct word_step){l->words, form, ++c->cache->steps | WORD_CACHE_SEVERAL, prefix,
                                   classes};
    l->words = step->number;
}

/* Finds the longest listed phrase that starts so and notes it there. */
static void finish_phrase(const struct listed_text *c, struct lead *l) {
    struct token *first = &c->tok[l->first];
    bool more = l->last > l->first;
    while (more) {
        struct lex_entry en;
        struct slice key = {l->key, l->n};
        bool found = l->n && lexicon_find_hashed(c->lx, key, l->hash, &en);
        lex_set got = found ? en.classes : 0;
        if (l->with_s && l->last == l->first + 1)
            got &= ~lexicon_plain(c->lx);
        if (got)
            note_phrase(first, l->last - l->first + 1, got);
        more = found && en.prefix;
        keep_step(c, l, got, more);
        more = more || is_poss(c, l->last + 1);
        more = more && lengthen(c, l);
    }
    cover_phrase(first);
}

static void finish_phrases(const struct listed_text *c, struct lead *leads, uint32_t n) {
    for (uint32_t k = 0; k < n; k++)
        if (leads[k].n)
            lexicon_fetch_entry(c->lx, leads[k].hash);
    for (uint32_t k = 0; k < n; k++)
        finish_phrase(c, &leads[k]);
}

/* False when the lists hold no phrase that begins with token i and the word after it. */
static bool may_begin_phrase(const struct listed_text *c, uint32_t i) {
    if (i + 1 >= c->n || is_poss(c, i + 1))
        return i + 1 < c->n;
    const uint32_t next = next_word(c, i);
    return is_poss(c, next + 1) || lexicon_pair(c->lx, c->tok[i].hash, c->tok[next].hash);
}

#define BEGINNERS_MAX 64

/* The tokens of [from, to) that may begin a phrase by themselves; whether one does cannot be
 * foretold, so nothing branches on it. */
static uint32_t find_beginners(const struct listed_text *c, uint32_t from, uint32_t to,
                               uint32_t beginner[BEGINNERS_MAX]) {
    uint32_t n = 0;
    for (uint32_t i = from; i < to; i++) {
        beginner[n] = i;
        n += c->tok[i].phrase != 0;
    }
    return n;
}

void listed_phrases(const struct listed_text *c) {
    struct lead leads[LEADS_MAX];
    uint32_t beginner[BEGINNERS_MAX] = {0}, n = 0;
    for (uint32_t from = 0; from < c->n; from += BEGINNERS_MAX) {
        uint32_t to = c->n - from < BEGINNERS_MAX ? c->n : from + BEGINNERS_MAX;
        uint32_t found = find_beginners(c, from, to, beginner);
        for (uint32_t k = 0; k < found; k++) {
            if (!may_begin_phrase(c, beginner[k])) {
                c->tok[beginner[k]].phrase = 0;
                continue;
            }
            if (find_known(c, beginner[k]))
                continue;
            begin_phrase(c, beginner[k], &leads[n++]);
            if (n == LEADS_MAX) {
                finish_phrases(c, leads, n);
                n = 0;
            }
        }
    }
    finish_phrases(c, leads, n);
}
