#include "text/tokens.h"

#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/listed.h"
#include "text/seam.h"
#include "text/wordcache.h"
#include "text/wordshape.h"

/* What a character is to the tokeniser. */
enum char_class {
    CH_SPACE,
    CH_LINE,
    CH_LOWER,
    CH_UPPER,
    CH_OTHER_LETTER,
    CH_MARK,
    CH_DIGIT,
    CH_SYMBOL
};

/* Letters for the table below. */
#define Y CH_SYMBOL
#define E CH_LINE
#define U CH_UPPER
#define L CH_LOWER
#define D CH_DIGIT
static const uint8_t ascii_classes[128] = {
    Y,        Y, Y, Y, Y, Y, Y, Y, Y, Y, E, E, E, E, Y, Y, /* 0x00 */
    Y,        Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, /* 0x10 */
    CH_SPACE, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y,
    D,        D, D, D, D, D, D, D, D, D, Y, Y, Y, Y, Y, Y, /* 0x30 */
    Y,        U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, /* 0x40 */
    U,        U, U, U, U, U, U, U, U, U, U, Y, Y, Y, Y, Y, /* 0x50 */
    Y,        L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* 0x60 */
    L,        L, L, L, L, L, L, L, L, L, L, Y, Y, Y, Y, Y, /* 0x70 */
};
#undef Y
#undef E
#undef U
#undef L
#undef D

static bool is_latin(uint32_t cp) {
    return cp < 0x370 || (cp >= 0x1E00 && cp < 0x1F00) || (cp >= 0x2C60 && cp < 0x2C80) ||
           (cp >= 0xA720 && cp < 0xA800);
}

static enum char_class wide_class(uint32_t cp) {
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return is_latin(cp) ? CH_UPPER : CH_OTHER_LETTER;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
        return is_latin(cp) ? CH_LOWER : CH_OTHER_LETTER;
    case UTF8PROC_CATEGORY_LO:
        return CH_OTHER_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return CH_MARK;
    case UTF8PROC_CATEGORY_ND:
        return CH_DIGIT;
    case UTF8PROC_CATEGORY_ZS:
        return CH_SPACE;
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return CH_LINE;
    default:
        return CH_SYMBOL;
    }
}

static enum char_class class_at(struct slice text, size_t i, size_t *len) {
    unsigned char c = (unsigned char)text.p[i];
    *len = 1;
    if (c < 0x80)
        return (enum char_class)ascii_classes[c];
    return wide_class(utf8_decode(len, slice_cut(text, i, text.n)));
}

static bool is_letter(enum char_class c) {
    return c == CH_LOWER || c == CH_UPPER || c == CH_OTHER_LETTER;
}

/* A token whose word is still to be looked up. The lists are far memory: a few look-ups that wait
 * for it together take hardly longer than one. */
struct waiting {
    uint32_t token, hash, n;
    bool keep; /* in the cache, under word */
    struct word_key word;
    char key[LEX_KEY_MAX];
};

#define WAITING_MAX 16

/* A token that is still to be looked for in the cache, which is not near either: its place there is
 * fetched while the next tokens are cut. */
struct pending {
    struct word_key word;
    uint32_t token;
    uint8_t kind;
    uint8_t shape; /* SHAPE_LATER: that of a word of ASCII letters, to be seen when it is new */
};

#define SHAPE_LATER  0xFF
#define PENDING_MAX  32
#define PENDING_TAKE 16 /* so many are looked for together, when their places have come */

/* State of one pass. */
struct cutter {
    struct slice text;
    const struct lexicon *lx;
    struct word_cache *cache; /* may be NULL */
    struct arena *arena;
    struct token *tok;
    uint32_t n, cap;
    uint32_t longest_number;       /* in the lists */
    bool space;                    /* white space stood before the next token */
    size_t tail_from;              /* where tail begins */
    char tail[2 * WORD_KEY_BYTES]; /* the end of the text, with zeros after it */
    uint32_t n_pending, n_waiting;
    struct pending pending[PENDING_MAX];
    struct waiting waiting[WAITING_MAX];
};

/* Room for all tokens that may come from byte `start` on, once and for all: most text has a token
 * to five bytes and never comes here. Memory that is not used is not touched. */
static bool grow(struct cutter *c, size_t start) {
    uint32_t cap = c->n + (uint32_t)(c->text.n - start);
    struct token *tok = arena_alloc(c->arena, cap * sizeof *tok);
    if (!tok)
        return false;
    memcpy(tok, c->tok, c->n * sizeof *tok);
    c->tok = tok;
    c->cap = cap;
    return true;
}

/* A token at these bytes, whose other fields are still to be filled in. NULL when memory is out. */
static inline struct token *push(struct cutter *c, size_t start, size_t end) {
    if (c->n == c->cap && !grow(c, start))
        return NULL;
    struct token *t = &c->tok[c->n++];
    t->start = (uint32_t)start;
    t->end = (uint32_t)end;
    t->phrase_classes = t->in_phrase = 0;
    return t;
}

/* Adds a token that is looked up nowhere, or not yet. */
static bool push_kind(struct cutter *c, enum token_kind kind, enum token_shape shape, uint32_t memo,
                      size_t start, size_t end) {
    struct token *t = push(c, start, end);
    if (!t)
        return false;
    *t = (struct token){.start = t->start,
                        .end = t->end,
                        .kind = (uint8_t)kind,
                        .shape = (uint8_t)shape,
                        .space = c->space,
                        .memo = memo};
    c->space = false;
    return true;
}

/* A plural of a listed word that is not listed itself: the Horvaths, reablements. It has its stem's
 * hash, so that what is proved of one holds for the other. */
static bool find_plural(const struct cutter *c, struct slice key, struct lex_entry *en,
                        uint32_t *hash) {
    struct slice stem = {key.p, key.n - 1};
    if (key.n < 5 || key.p[key.n - 1] != 's' || !lexicon_find(c->lx, stem, en))
        return false;
    *hash = token_hash(stem);
    en->prefix = false;
    return en->classes != 0;
}

static void look_up(const struct cutter *c, struct token *t, const struct waiting *w) {
    struct lex_entry en, stem;
    struct slice key = {w->key, w->n};
    t->hash = w->hash;
    bool told = lexicon_find_hashed(c->lx, key, w->hash, &en);
    if (!en.classes && !en.prefix && find_plural(c, key, &stem, &t->hash))
        en = stem;
    else if (!told)
        return;
    t->classes = en.classes;
    t->given = en.given;
    t->surname = en.surname;
    t->place = en.place;
    t->level = en.level;
    t->sense = en.sense;
    t->capital = en.capital;
    t->phrase = en.prefix; /* 1 for now: worth trying; find_phrase says how many tokens */
}

/* Fills in all that depends on the form alone, and keeps it. */
static void finish_form(struct cutter *c, struct token *t, const struct waiting *w) {
    uint8_t phrase = t->phrase;
    t->phrase = 0;
    if (w->n)
        look_up(c, t, w);
    if (c->cache && c->cache->memo)
        t->memo = c->cache->memo(c->cache->ctx, t, slice_cut(c->text, t->start, t->end));
    if (w->keep)
        word_cache_put(c->cache, &w->word, t);
    t->phrase |= phrase;
}

static void finish_waiting(struct cutter *c) {
    for (uint32_t i = 0; i < c->n_waiting; i++)
        lexicon_fetch_entry(c->lx, c->waiting[i].hash);
    for (uint32_t i = 0; i < c->n_waiting; i++)
        finish_form(c, &c->tok[c->waiting[i].token], &c->waiting[i]);
    c->n_waiting = 0;
}

/* Looks a word or number up, sooner or later, and keeps it under `word` (NULL: nowhere). */
static void look_up_later(struct cutter *c, uint32_t token, struct slice text,
                          const struct word_key *word) {
    if (c->n_waiting == WAITING_MAX)
        finish_waiting(c);
    struct waiting *w = &c->waiting[c->n_waiting++];
    w->token = token;
    w->n = (uint32_t)fold_key(w->key, sizeof w->key, text);
    w->hash = token_hash((struct slice){w->key, w->n});
    w->keep = word != NULL;
    if (word)
        w->word = *word;
    lexicon_fetch_slots(c->lx, w->hash);
}

/* Adds a word or number that is still to be looked up. False when memory is out. */
static bool push_waiting(struct cutter *c, enum token_kind kind, enum token_shape shape,
                         size_t start, size_t end) {
    look_up_later(c, c->n, slice_cut(c->text, start, end), NULL);
    return push_kind(c, kind, shape, 0, start, end);
}

static void count_letter(struct letters *l, enum char_class ch, bool after_apostrophe) {
    bool upper = ch == CH_UPPER;
    if (l->n == 0)
        l->first_upper = upper;
    else if (after_apostrophe && upper && l->n == 1)
        upper = false; /* O'Neil, D'Souza are capitalised words */
    l->n++;
    l->upper += upper;
    l->other += ch == CH_OTHER_LETTER;
}

/* True when an apostrophe at i joins the letters beside it; `s` before a non-letter is a
 * possessive. */
static bool joins(struct slice text, size_t i, bool *possessive) {
    size_t len, next;
    *possessive = false;
    if (i + 1 >= text.n || text.p[i] != '\'' || !is_letter(class_at(text, i + 1, &len)))
        return false;
    char s = text.p[i + 1];
    next = i + 1 + len;
    if ((s == 's' || s == 'S') && (next >= text.n || !is_letter(class_at(text, next, &len)))) {
        *possessive = true;
        return false;
    }
    return true;
}

/* The byte after the word at i, and its letters. Stops at `limit`. */
static size_t scan_word(const struct cutter *c, size_t i, size_t limit, struct letters *l,
                        bool *possessive) {
    size_t start = i, len;
    bool after_apostrophe = false;
    *possessive = false;
    *l = (struct letters){0};
    while (i < limit) {
        enum char_class ch = class_at(c->text, i, &len);
        if (is_letter(ch))
            count_letter(l, ch, after_apostrophe);
        else if (ch != CH_MARK && !joins(c->text, i, possessive))
            break;
        after_apostrophe = c->text.p[i] == '\'';
        i += len;
    }
    /* O'NEIL: the joined capital was counted as lower case */
    if (l->n > 2 && l->upper == l->n - 1 && l->first_upper &&
        memchr(c->text.p + start, '\'', i - start))
        l->upper = l->n;
    return i;
}

/* The word before it may begin a phrase with it, whatever the lists say of the word alone. */
static bool add_possessive(struct cutter *c, size_t i) {
    c->tok[c->n - 1].phrase |= 1;
    return push_kind(c, TOK_POSS, SHAPE_NONE, c->cache ? c->cache->possessive : 0, i, i + 2);
}

/* The run of letters, or of digits, at i as a key. Returns its length; WORD_KEY_BYTES: it is as
 * long or longer. */
static inline uint32_t read_run(struct word_key *k, const struct cutter *c, size_t i,
                                bool letters) {
    bool whole = i + WORD_KEY_BYTES <= c->text.n;
    return word_key_run(k, whole ? c->text.p + i : c->tail + (i - c->tail_from), letters);
}

/* The shape of a word of ASCII letters. */
static enum token_shape ascii_shape(struct slice word) {
    struct letters l = {.n = (uint32_t)word.n, .first_upper = !(word.p[0] & 0x20)};
    for (size_t i = 0; i < word.n; i++)
        l.upper += !(word.p[i] & 0x20);
    return word_shape(&l, word);
}

static void set_form(struct token *t, const struct token_form *form) {
    uint8_t space = t->space, phrase = t->phrase;
    memcpy((char *)t + TOKEN_FORM_AT, form->bytes, TOKEN_FORM_BYTES);
    t->space = space;
    t->phrase |= phrase;
}

static void set_kind(struct token *t, enum token_kind kind, enum token_shape shape) {
    *t = (struct token){.start = t->start,
                        .end = t->end,
                        .kind = (uint8_t)kind,
                        .shape = (uint8_t)shape,
                        .space = t->space,
                        .phrase = t->phrase};
}

/* Looks for the first n. */
static void finish_pending(struct cutter *c, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        const struct pending *p = &c->pending[i];
        struct token *t = &c->tok[p->token];
        const struct token_form *form = word_cache_find(c->cache, &p->word);
        if (form) {
            set_form(t, form);
            continue;
        }
        struct slice text = slice_cut(c->text, t->start, t->end);
        set_kind(t, (enum token_kind)p->kind,
                 p->shape == SHAPE_LATER ? ascii_shape(text) : (enum token_shape)p->shape);
        look_up_later(c, p->token, text, &p->word);
    }
    c->n_pending -= n;
    memmove(c->pending, c->pending + n, c->n_pending * sizeof *c->pending);
}

/* Adds a word or number of which the cache may know. False when memory is out. */
static inline bool push_pending(struct cutter *c, enum token_kind kind, uint8_t shape,
                                const struct word_key *word, size_t start, size_t end) {
    if (c->n_pending == PENDING_MAX)
        finish_pending(c, PENDING_TAKE);
    struct pending *p = &c->pending[c->n_pending++];
    p->word = *word;
    p->token = c->n;
    p->kind = (uint8_t)kind;
    p->shape = shape;
    word_cache_fetch(c->cache, word);
    struct token *t = push(c, start, end);
    if (!t)
        return false;
    t->phrase = 0;
    t->space = c->space;
    c->space = false;
    return true;
}

/* Cuts the word at i and a possessive after it, letter by letter. Returns the byte after, or 0 when
 * memory is out. */
static size_t cut_word_slowly(struct cutter *c, size_t i) {
    struct letters l;
    bool possessive;
    size_t start = i;
    i = scan_word(c, start, c->text.n, &l, &possessive);
    if (word_shape(&l, slice_cut(c->text, start, i)) == SHAPE_MIXED && i - start >= 6) {
        size_t end = seam_in(c->lx, c->text, start, i);
        if (end < i)
            i = scan_word(c, start, end, &l, &possessive);
    }
    enum token_shape shape = word_shape(&l, slice_cut(c->text, start, i));
    bool ok;
    if (c->cache && i - start < WORD_KEY_BYTES) {
        const struct word_key key = word_key_of(c->text, start, i);
        ok = push_pending(c, TOK_WORD, (uint8_t)shape, &key, start, i);
    } else {
        ok = push_waiting(c, TOK_WORD, shape, start, i);
    }
    if (!ok || (possessive && !add_possessive(c, i)))
        return 0;
    return possessive ? i + 2 : i;
}

/* As cut_word_slowly; a word of ASCII letters that was met before needs no look at its letters. */
static inline size_t cut_word(struct cutter *c, size_t start) {
    struct word_key key;
    uint32_t n = read_run(&key, c, start, true);
    size_t end = start + n;
    bool possessive = false;
    if (!c->cache || n == WORD_KEY_BYTES || n == 0)
        return cut_word_slowly(c, start);
    if (end < c->text.n) {
        unsigned char next = (unsigned char)c->text.p[end];
        if (next >= 0x80 || (next == '\'' && joins(c->text, end, &possessive)))
            return cut_word_slowly(c, start);
    }
    if (word_key_is_mixed(&key))
        return cut_word_slowly(c, start); /* it may be two */
    if (!push_pending(c, TOK_WORD, SHAPE_LATER, &key, start, end) ||
        (possessive && !add_possessive(c, end)))
        return 0;
    return possessive ? end + 2 : end;
}

/* A number with digits that are not ASCII, or without a cache. */
static size_t cut_any_number(struct cutter *c, size_t start) {
    size_t i = start, len;
    while (i < c->text.n && class_at(c->text, i, &len) == CH_DIGIT)
        i += len;
    return push_waiting(c, TOK_NUMBER, SHAPE_NONE, start, i) ? i : 0;
}

/* A number of more digits than any in the lists. It is not kept: there is no end of them. */
static size_t add_long_number(struct cutter *c, size_t start, size_t end) {
    if (!push_kind(c, TOK_NUMBER, SHAPE_NONE, c->cache->number, start, end))
        return 0;
    c->tok[c->n - 1].hash = token_hash(slice_cut(c->text, start, end));
    return end;
}

static size_t cut_number(struct cutter *c, size_t start) {
    struct word_key key;
    uint32_t n = read_run(&key, c, start, false);
    size_t end = start + n;
    if (!c->cache || n == WORD_KEY_BYTES || n == 0 ||
        (end < c->text.n && (unsigned char)c->text.p[end] >= 0x80))
        return cut_any_number(c, start);
    if (n > c->longest_number && n > 4)
        return add_long_number(c, start, end);
    return push_pending(c, TOK_NUMBER, SHAPE_NONE, &key, start, end) ? end : 0;
}

static size_t cut_line(struct cutter *c, size_t i) {
    size_t start = i, end = i, len;
    while (i < c->text.n) {
        enum char_class ch = class_at(c->text, i, &len);
        if (ch != CH_LINE && ch != CH_SPACE)
            break;
        i += len;
        if (ch == CH_LINE)
            end = i;
    }
    bool ok = push_kind(c, TOK_LINE, SHAPE_NONE, c->cache ? c->cache->line : 0, start, end);
    c->space = true;
    return ok ? i : 0;
}

static size_t cut_symbol(struct cutter *c, size_t i, size_t len) {
    unsigned char ch = (unsigned char)c->text.p[i];
    uint32_t memo = c->cache ? c->cache->symbol[ch < 0x80 ? ch : 0x80] : 0;
    return push_kind(c, TOK_SYMBOL, SHAPE_NONE, memo, i, i + len) ? i + len : 0;
}

static bool cut(struct cutter *c) {
    size_t i = 0, len;
    while (i < c->text.n) {
        enum char_class ch = class_at(c->text, i, &len);
        if (ch == CH_SPACE) {
            c->space = true;
            i += len;
            continue;
        }
        if (is_letter(ch) || ch == CH_MARK)
            i = cut_word(c, i);
        else if (ch == CH_DIGIT)
            i = cut_number(c, i);
        else if (ch == CH_LINE)
            i = cut_line(c, i);
        else
            i = cut_symbol(c, i, len);
        if (i == 0)
            return false;
    }
    return true;
}

enum status tokens_make(struct scan *out, struct slice text, const struct lexicon *lx,
                        struct arena *a, struct err *e) {
    return tokens_make_cached(out, text, lx, NULL, a, e);
}

enum status tokens_make_cached(struct scan *out, struct slice text, const struct lexicon *lx,
                               struct word_cache *cache, struct arena *a, struct err *e) {
    struct cutter c; /* its waiting look-ups need no zeros */
    c.text = text;
    c.lx = lx;
    c.cache = cache;
    c.arena = a;
    c.longest_number = lexicon_longest_number(lx);
    c.space = false;
    c.n = c.n_pending = c.n_waiting = 0;
    if (text.n > INT32_MAX)
        return err_set(e, ST_LIMIT, "the text is longer than 2 GiB");
    c.tail_from = text.n < WORD_KEY_BYTES ? 0 : text.n - (WORD_KEY_BYTES - 1);
    memset(c.tail, 0, sizeof c.tail);
    if (text.n)
        memcpy(c.tail, text.p + c.tail_from, text.n - c.tail_from);
    c.cap = (uint32_t)(text.n < 16 ? text.n + 1 : text.n / 4 + 13);
    c.tok = arena_alloc(a, c.cap * sizeof *c.tok);
    if (!c.tok)
        return err_set(e, ST_MEMORY, "out of memory");
    bool ok = cut(&c);
    explicit_bzero(c.tail, sizeof c.tail);
    if (!ok)
        return err_set(e, ST_MEMORY, "out of memory");
    arena_shrink(a, c.tok, c.cap * sizeof *c.tok, c.n * sizeof *c.tok);
    finish_pending(&c, c.n_pending);
    finish_waiting(&c);
    listed_phrases(&(struct listed_text){text, lx, cache, c.tok, c.n});
    *out = (struct scan){text, c.tok, c.n};
    return ST_OK;
}

uint32_t tokens_ending(const struct scan *s, uint32_t from, uint32_t at) {
    for (uint32_t i = from; i < s->n && s->tok[i].start < at; i++)
        if (s->tok[i].end == at)
            return i;
    return UINT32_MAX;
}
