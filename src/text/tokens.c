#include "text/tokens.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "text/fold.h"
#include "text/wordcache.h"

#define PHRASE_TOKENS_MAX 10

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

static enum char_class ascii_class(unsigned char c) {
    return c < 0x80 ? (enum char_class)ascii_classes[c] : CH_SYMBOL;
}

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
    char key[LEX_KEY_MAX];
};

#define WAITING_MAX 16

/* State of one pass. */
struct cutter {
    struct slice text;
    const struct lexicon *lx;
    struct word_cache *cache; /* may be NULL */
    struct arena *arena;
    struct token *tok;
    uint32_t n, cap;
    bool space; /* white space stood before the next token */
    uint32_t n_waiting;
    struct waiting waiting[WAITING_MAX];
};

/* Room for one more token. Doubles rarely: most text has a token to five bytes. */
static bool grow(struct cutter *c) {
    uint32_t cap = c->cap * 2;
    struct token *tok = arena_alloc(c->arena, cap * sizeof *tok);
    if (!tok)
        return false;
    memcpy(tok, c->tok, c->n * sizeof *tok);
    c->tok = tok;
    c->cap = cap;
    return true;
}

/* Adds a token like `form` at these bytes. False when memory is out. */
static inline bool push(struct cutter *c, const struct token *form, size_t start, size_t end) {
    if (c->n == c->cap && !grow(c))
        return false;
    struct token *t = &c->tok[c->n++];
    *t = *form;
    t->start = (uint32_t)start;
    t->end = (uint32_t)end;
    t->space = c->space;
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
    struct lex_entry en;
    struct slice key = {w->key, w->n};
    t->hash = w->hash;
    if (!lexicon_find_hashed(c->lx, key, w->hash, &en) && !find_plural(c, key, &en, &t->hash))
        return;
    t->classes = en.classes;
    t->given = en.given;
    t->surname = en.surname;
    t->place = en.place;
    t->level = en.level;
    t->phrase = en.prefix; /* 1 for now: worth trying; find_phrase says how many tokens */
}

/* Fills in all that depends on the form alone, and keeps it. */
static void finish_form(struct cutter *c, struct token *t, const struct waiting *w) {
    struct token form = {.kind = t->kind, .shape = t->shape};
    if (w->n)
        look_up(c, &form, w);
    if (c->cache && c->cache->memo)
        form.memo = c->cache->memo(c->cache->ctx, &form, slice_cut(c->text, t->start, t->end));
    if (c->cache && t->end - t->start <= WORD_CACHE_BYTES)
        word_cache_put(c->cache, c->text, t->start, t->end, &form);
    form.start = t->start;
    form.end = t->end;
    form.space = t->space;
    *t = form;
}

static void finish_waiting(struct cutter *c) {
    for (uint32_t i = 0; i < c->n_waiting; i++)
        lexicon_fetch_entry(c->lx, c->waiting[i].hash);
    for (uint32_t i = 0; i < c->n_waiting; i++)
        finish_form(c, &c->tok[c->waiting[i].token], &c->waiting[i]);
    c->n_waiting = 0;
}

/* Adds a word or number that is still to be looked up. False when memory is out. */
static bool push_waiting(struct cutter *c, enum token_kind kind, enum token_shape shape,
                         size_t start, size_t end) {
    struct token form = {.kind = (uint8_t)kind, .shape = (uint8_t)shape};
    if (c->n_waiting == WAITING_MAX)
        finish_waiting(c);
    struct waiting *w = &c->waiting[c->n_waiting++];
    w->token = c->n;
    w->n = (uint32_t)fold_key(w->key, sizeof w->key, slice_cut(c->text, start, end));
    w->hash = token_hash((struct slice){w->key, w->n});
    lexicon_fetch_slots(c->lx, w->hash);
    return push(c, &form, start, end);
}

/* What the letters of a word are, counted. */
struct letters {
    uint32_t n, upper, other;
    bool first_upper;
};

static enum token_shape shape_of(const struct letters *l) {
    if (l->other)
        return SHAPE_OTHER;
    if (l->upper == 0)
        return SHAPE_LOWER;
    if (l->n == 1)
        return SHAPE_LETTER;
    if (l->upper == l->n)
        return SHAPE_UPPER;
    return l->upper == 1 && l->first_upper ? SHAPE_CAP : SHAPE_MIXED;
}

/* McAllister, MacDonald, FitzGerald, DeSouza: capitalised words with a capital inside. */
static bool has_inner_capital(struct slice word) {
    static const char *const heads[] = {"Mc",  "Mac", "Fitz", "De", "Di", "Da",  "Du",  "La", "Le",
                                        "Van", "Von", "Ap",   "Al", "El", "Abu", "Ibn", "Bin"};
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
        struct slice head = slice_of(heads[k]);
        size_t i = head.n;
        if (!slice_starts(word, head) || word.n < i + 3 || word.p[i] < 'A' || word.p[i] > 'Z')
            continue;
        for (i++; i < word.n && word.p[i] >= 'a' && word.p[i] <= 'z';)
            i++;
        if (i == word.n)
            return true;
    }
    return false;
}

static enum token_shape word_shape(const struct letters *l, struct slice word) {
    enum token_shape shape = shape_of(l);
    return shape == SHAPE_MIXED && has_inner_capital(word) ? SHAPE_CAP : shape;
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

static bool listed(const struct cutter *c, size_t start, size_t end) {
    char key[LEX_KEY_MAX];
    struct lex_entry en;
    size_t n = fold_key(key, sizeof key, slice_cut(c->text, start, end));
    return n && lexicon_find(c->lx, (struct slice){key, n}, &en) && en.classes;
}

/* Where two words run together, as in forms flattened to text (MahmoodForename): a capital after
 * small letters, with a listed word behind it, in a word that no list has whole. `end` where there
 * is none. */
static size_t seam(const struct cutter *c, size_t start, size_t end) {
    for (size_t k = start + 3; k + 3 <= end; k++)
        if (ascii_class((unsigned char)c->text.p[k]) == CH_UPPER &&
            ascii_class((unsigned char)c->text.p[k - 1]) == CH_LOWER &&
            ascii_class((unsigned char)c->text.p[k - 2]) == CH_LOWER && listed(c, k, end))
            return listed(c, start, end) ? end : k;
    return end;
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

static bool add_possessive(struct cutter *c, size_t i) {
    struct token t = {.kind = TOK_POSS, .memo = c->cache ? c->cache->possessive : 0};
    return push(c, &t, i, i + 2);
}

/* Cuts the word at i and a possessive after it, letter by letter. Returns the byte after, or 0 when
 * memory is out. */
static size_t cut_word_slowly(struct cutter *c, size_t i) {
    struct letters l;
    bool possessive;
    size_t start = i;
    i = scan_word(c, start, c->text.n, &l, &possessive);
    if (word_shape(&l, slice_cut(c->text, start, i)) == SHAPE_MIXED && i - start >= 6) {
        size_t end = seam(c, start, i);
        if (end < i)
            i = scan_word(c, start, end, &l, &possessive);
    }
    if (!push_waiting(c, TOK_WORD, word_shape(&l, slice_cut(c->text, start, i)), start, i) ||
        (possessive && !add_possessive(c, i)))
        return 0;
    return possessive ? i + 2 : i;
}

/* The first byte from i on that is no ASCII letter, eight at a time. */
static size_t letters_end(struct slice text, size_t i) {
    const uint64_t each = 0x0101010101010101u, high = each * 0x80;
    for (; i + 8 <= text.n; i += 8) {
        uint64_t w;
        memcpy(&w, text.p + i, 8);
        uint64_t low = (w | each * 0x20) & ~high;
        uint64_t from_a = low + each * (0x80 - 'a'), past_z = low + each * (0x80 - 'z' - 1);
        uint64_t other = (~from_a | past_z | w) & high;
        if (other && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
            return i + (size_t)__builtin_ctzll(other) / 8;
        if (other)
            return i + (size_t)__builtin_clzll(other) / 8;
    }
    while (i < text.n && (unsigned char)((text.p[i] | 0x20) - 'a') < 26)
        i++;
    return i;
}

/* The shape of a word of ASCII letters. */
static enum token_shape ascii_shape(struct slice word) {
    struct letters l = {.n = (uint32_t)word.n, .first_upper = !(word.p[0] & 0x20)};
    for (size_t i = 0; i < word.n; i++)
        l.upper += !(word.p[i] & 0x20);
    return word_shape(&l, word);
}

/* As cut_word_slowly; a word of ASCII letters that was met before needs no look at its letters. */
static size_t cut_word(struct cutter *c, size_t start) {
    size_t end = letters_end(c->text, start);
    bool possessive = false;
    if (!c->cache || end - start > WORD_CACHE_BYTES || end == start)
        return cut_word_slowly(c, start);
    if (end < c->text.n) {
        unsigned char next = (unsigned char)c->text.p[end];
        if (next >= 0x80 || (next == '\'' && joins(c->text, end, &possessive)))
            return cut_word_slowly(c, start);
    }
    const struct token *form = word_cache_find(c->cache, c->text, start, end);
    /* one of mixed case may be the left part of a longer word that was cut at its seam */
    if (form && form->shape != SHAPE_MIXED) {
        if (!push(c, form, start, end))
            return 0;
    } else {
        enum token_shape shape = ascii_shape(slice_cut(c->text, start, end));
        if (shape == SHAPE_MIXED)
            return cut_word_slowly(c, start);
        if (!push_waiting(c, TOK_WORD, shape, start, end))
            return 0;
    }
    if (possessive && !add_possessive(c, end))
        return 0;
    return possessive ? end + 2 : end;
}

static size_t cut_number(struct cutter *c, size_t i) {
    size_t start = i, len;
    const struct token *form = NULL;
    while (i < c->text.n && class_at(c->text, i, &len) == CH_DIGIT)
        i += len;
    if (c->cache && i - start <= WORD_CACHE_BYTES)
        form = word_cache_find(c->cache, c->text, start, i);
    if (form)
        return push(c, form, start, i) ? i : 0;
    return push_waiting(c, TOK_NUMBER, SHAPE_NONE, start, i) ? i : 0;
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
    struct token t = {.kind = TOK_LINE, .memo = c->cache ? c->cache->line : 0};
    bool ok = push(c, &t, start, end);
    c->space = true;
    return ok ? i : 0;
}

static size_t cut_symbol(struct cutter *c, size_t i, size_t len) {
    struct token t = {.kind = TOK_SYMBOL};
    unsigned char ch = (unsigned char)c->text.p[i];
    if (c->cache)
        t.memo = c->cache->symbol[ch < 0x80 ? ch : 0x80];
    return push(c, &t, i, i + len) ? i + len : 0;
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

/* A symbol that list entries have as a space between words. */
static bool is_joiner(const struct cutter *c, const struct token *t) {
    return t->kind == TOK_SYMBOL && strchr("-/&.'", c->text.p[t->start]) != NULL;
}

/* Appends the key of token t to a phrase key; 0 when it cannot be part of one. */
static size_t phrase_add(const struct cutter *c, const struct token *t, char *key, size_t n) {
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

/* Finds the longest listed phrase that starts at token i and notes it there. */
static void find_phrase(struct cutter *c, uint32_t i) {
    char key[LEX_KEY_MAX];
    struct token *first = &c->tok[i];
    size_t n = fold_key(key, sizeof key, slice_cut(c->text, first->start, first->end));
    first->phrase = 0;
    for (uint32_t k = i + 1; n && k < c->n && k - i < PHRASE_TOKENS_MAX; k++) {
        if (is_joiner(c, &c->tok[k]) && k + 1 < c->n)
            k++;
        bool with_s = c->tok[k].kind == TOK_POSS;
        n = phrase_add(c, &c->tok[k], key, n);
        struct lex_entry en;
        bool found = n && lexicon_find(c->lx, (struct slice){key, n}, &en);
        lex_set got = found ? en.classes : 0;
        if (with_s && k == i + 1)
            got &= ~lexicon_plain(c->lx);
        if (got) {
            first->phrase = (uint8_t)(k - i + 1);
            first->phrase_classes = got;
        }
        bool more = (found && en.prefix) || (k + 1 < c->n && c->tok[k + 1].kind == TOK_POSS);
        if (!more)
            break;
    }
}

static bool is_poss(const struct cutter *c, uint32_t i) {
    return i < c->n && c->tok[i].kind == TOK_POSS;
}

/* False when the lists hold no phrase that begins with token i and the word after it. */
static bool may_begin_phrase(const struct cutter *c, uint32_t i) {
    uint32_t next = i + 1;
    if (is_poss(c, next))
        return c->tok[i].kind == TOK_WORD;
    if (!c->tok[i].phrase || next >= c->n)
        return false;
    if (is_joiner(c, &c->tok[next]) && next + 1 < c->n)
        next++;
    return is_poss(c, next + 1) || lexicon_pair(c->lx, c->tok[i].hash, c->tok[next].hash);
}

static void find_phrases(struct cutter *c) {
    for (uint32_t i = 0; i < c->n; i++) {
        if (!may_begin_phrase(c, i)) {
            c->tok[i].phrase = 0;
            continue;
        }
        find_phrase(c, i);
        for (uint32_t k = 0; k < c->tok[i].phrase; k++)
            c->tok[i + k].in_phrase |= c->tok[i].phrase_classes;
    }
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
    c.space = false;
    c.n = c.n_waiting = 0;
    if (text.n > INT32_MAX)
        return err_set(e, ST_LIMIT, "the text is longer than 2 GiB");
    c.cap = (uint32_t)(text.n / 4 + 16);
    c.tok = arena_alloc(a, c.cap * sizeof *c.tok);
    if (!c.tok)
        return err_set(e, ST_MEMORY, "out of memory");
    if (!cut(&c))
        return err_set(e, ST_MEMORY, "out of memory");
    finish_waiting(&c);
    find_phrases(&c);
    *out = (struct scan){text, c.tok, c.n};
    return ST_OK;
}

uint32_t tokens_ending(const struct scan *s, uint32_t from, uint32_t at) {
    for (uint32_t i = from; i < s->n && s->tok[i].start < at; i++)
        if (s->tok[i].end == at)
            return i;
    return UINT32_MAX;
}
