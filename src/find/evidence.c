#include "find/evidence.h"

#include "base/utf8.h"
#include "text/fold.h"

/* Where features go: into a list, or straight into their sum. The functions below are all inlined
 * into one for each of the two, in which every template is a constant. */
struct taker {
    struct features *list;     /* NULL: only the sum is wanted */
    const struct dense *dense; /* when list is NULL */
    struct dense_sum sum;
};

#define RULES_MAX 32 /* more evidence rules than this for one word say nothing new */

#define INLINE static inline __attribute__((always_inline))

/* index as in dense_add. There is room: a word has 72 features, a figure 20 more and some for the
 * lists its neighbours stand in, and each at most 64 classes, 64 of phrases and RULES_MAX rules. */
INLINE void emit_indexed(struct taker *f, uint8_t tpl, uint32_t index, uint32_t a, uint32_t b) {
    if (f->list)
        f->list->v[f->list->n++] = (struct feature){a, b, tpl};
    else
        dense_add_if(&f->sum, f->dense, tpl, index, a, b, true);
}

INLINE void emit(struct taker *f, uint8_t tpl, uint32_t a, uint32_t b) {
    emit_indexed(f, tpl, a, a, b);
}

/* If `is`, on which nothing branches where only the sum is wanted. */
INLINE void emit_if(struct taker *f, uint8_t tpl, uint32_t a, uint32_t b, bool is) {
    if (!f->list)
        dense_add_if(&f->sum, f->dense, tpl, a, a, b, is);
    else if (is)
        emit(f, tpl, a, b);
}

INLINE const struct token *token_at(const struct context *c, int64_t i) {
    return i < 0 || i >= c->scan->n ? NULL : &c->scan->tok[i];
}

INLINE void emit_word(struct taker *f, const struct context *c, uint8_t tpl, int64_t at,
                      uint32_t b) {
    uint32_t w = c->face[at].word;
    emit_if(f, tpl, w, b, w != 0);
}

INLINE void emit_classes(struct taker *f, const struct context *c, uint8_t tpl, lex_set set,
                         uint32_t b) {
    for (set &= c->bits->shown; set; set &= set - 1) {
        uint32_t class = (uint32_t)__builtin_ctzll(set);
        emit_indexed(f, tpl, class, c->bits->hash[class], b);
    }
}

static uint32_t wide_symbol(const struct context *c, int64_t i) {
    size_t len;
    return utf8_decode(&len, slice_cut(c->scan->text, c->scan->tok[i].start, c->scan->tok[i].end));
}

/* What joins token `right` to the one before it, or where a symbol stands beside, that. */
INLINE uint32_t join_symbol(const struct context *c, int64_t beside, int64_t right) {
    const uint32_t symbol = c->face[beside].symbol, none = -(uint32_t)(symbol == 0);
    if (symbol == SYMBOL_WIDE)
        return wide_symbol(c, beside);
    return symbol | (c->face[right].join & none);
}

/* The tokens near i, but not i itself, that have the bit. */
INLINE uint32_t others_near(const struct token_bits *b, int64_t i) {
    return token_bits_around(b, i) & ~(1u << CONTEXT_EDGE);
}

static uint32_t bucket(uint32_t n) {
    return n <= 3 ? n : n <= 6 ? 4 : n <= 9 ? 5 : 6;
}

static uint32_t level_bucket(const struct token *t) {
    /* levels are SCOWL's / 5: 2 4 7 8 10 11 12 */
    return t->level == 0    ? 0
           : t->level <= 2  ? 1
           : t->level <= 4  ? 2
           : t->level <= 7  ? 3
           : t->level <= 10 ? 4
                            : 5;
}

static uint32_t pack_letters(const char *p, size_t n) {
    uint32_t v = 0;
    for (size_t i = 0; i < n; i++)
        v |= (uint32_t)(unsigned char)p[i] << (8 * i);
    return v;
}

/* Affixes only of words that no dictionary knows: an ordinary word is a feature itself. */
INLINE void emit_affixes(struct taker *f, const struct context *c, uint32_t i, uint32_t shape) {
    const struct token *t = &c->scan->tok[i];
    char key[LEX_KEY_MAX];
    if (t->level)
        return;
    size_t n = fold_key(key, sizeof key, slice_cut(c->scan->text, t->start, t->end));
    if (!utf8_is_ascii((struct slice){key, n}))
        return;
    if (n >= 4) {
        emit(f, F_SUFFIX3, pack_letters(key + n - 3, 3), shape);
        emit(f, F_PREFIX3, pack_letters(key, 3), shape);
    }
    if (n >= 3)
        emit(f, F_SUFFIX2, pack_letters(key + n - 2, 2), shape);
}

INLINE void emit_number(struct taker *f, const struct context *c, uint32_t i) {
    uint32_t b = context_number(c, i);
    emit(f, F_NUMBER, b, 0);
    emit(f, F_NUMBER_L1, b, c->face[(int64_t)i - 1].sign);
    emit(f, F_NUMBER_R1, b, c->face[(int64_t)i + 1].sign);
}

/* The shape of a code in four signs: A for letters, 9 for a figure of one or two digits, 8 of three
 * or four, 7 of more, and the signs between. */
static uint32_t code_shape(const struct context *c, uint32_t first, uint32_t n) {
    char out[4];
    size_t k = 0;
    for (uint32_t i = first; i < first + n && k < sizeof out; i++) {
        const struct token *t = &c->scan->tok[i];
        uint32_t digits = t->end - t->start;
        if (t->kind == TOK_NUMBER)
            out[k++] = digits <= 2 ? '9' : digits <= 4 ? '8' : '7';
        else
            out[k++] = t->kind == TOK_WORD ? 'A' : c->scan->text.p[t->start];
    }
    return pack_letters(out, k);
}

INLINE void emit_code(struct taker *f, const struct context *c, uint32_t i) {
    const struct mark *m = &c->mark[i];
    uint32_t shape = code_shape(c, m->code, m->code_n);
    int64_t before = (int64_t)m->code - 1, behind = (int64_t)m->code + m->code_n;
    emit(f, F_CODE, shape, m->shape);
    emit(f, F_CODE_L1, shape, c->face[before].sign);
    emit(f, F_CODE_R1, shape, c->face[behind].sign);
    bool symbol = before >= 0 && c->scan->tok[before].kind == TOK_SYMBOL;
    emit_word(f, c, F_CODE_WORD, before - symbol, m->shape);
    emit_word(f, c, F_CODE_WORD2, before - symbol - 1, m->shape);
}

/* What the form says in its shape, wherever it stands. */
INLINE void emit_form(struct taker *f, const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    const struct mark *m = &c->mark[i];
    uint32_t level = level_bucket(t);
    emit(f, F_SHAPE, m->shape, 0);
    emit(f, F_SIGN, c->face[i].sign, m->shape);
    emit_classes(f, c, F_CLASS, context_classes(t, c->bits), m->shape);
    emit_classes(f, c, F_PHRASE, t->in_phrase, m->shape);
    emit(f, F_PRIOR_GIVEN, bucket(t->given), level);
    emit(f, F_PRIOR_SURNAME, bucket(t->surname), level);
    emit(f, F_PRIOR_PLACE, bucket(t->place), level);
    emit_word(f, c, F_WORD, i, m->shape);
    emit_word(f, c, F_WORD, i, ES_NONE);
    emit_affixes(f, c, i, m->shape);
    emit(f, F_CAPITAL_KIND, t->capital / CAPITAL_SHARES, m->shape);
    emit(f, F_CAPITAL, t->capital, m->shape);
}

/* Where no phrase covers the token, which would say more, the form's sum is kept. */
static bool has_kept_form(const struct context *c, uint32_t i) {
    return c->scan->tok[i].form && !c->scan->tok[i].in_phrase;
}

static __attribute__((noinline)) void keep_form(struct dense_form *out, struct dense *d,
                                                const struct context *c, uint32_t i) {
    uint32_t key[DENSE_SUM_ROWS];
    struct taker f = {.dense = d};
    dense_begin(&f.sum, true, key);
    emit_form(&f, c, i);
    dense_keep_form(out, c->scan->tok[i].form, c->mark[i].shape, &f.sum, d);
}

static void add_form(struct dense_sum *sum, struct dense *d, const struct context *c, uint32_t i) {
    uint32_t form = c->scan->tok[i].form, shape = c->mark[i].shape;
    struct dense_form *kept = dense_form(d, form, shape);
    if (kept->form != form || kept->shape != shape)
        keep_form(kept, d, c, i);
    dense_add_form(sum, kept);
}

INLINE void emit_self(struct taker *f, const struct context *c, uint32_t i) {
    const struct mark *m = &c->mark[i];
    if (c->scan->tok[i].kind == TOK_NUMBER)
        emit_number(f, c, i);
    if (m->code_n)
        emit_code(f, c, i);
    emit(f, F_POSITION, m->position, c->face[i].sign);
    emit_if(f, F_ELSEWHERE, m->elsewhere, m->shape, m->elsewhere != 0);
}

/* What stands there: a word of the dictionary, else a sign. */
INLINE uint32_t form_at(const struct context *c, int64_t i) {
    const uint32_t word = c->face[i].word, is = -(uint32_t)(word >= SIGN_VALUES);
    return (word & is) | (c->face[i].sign & ~is);
}

static bool is_person(uint8_t sign) {
    switch (sign % SG_COUNT) {
    case SG_KIN:
    case SG_ROLE:
    case SG_NAME:
    case SG_NAME_PLACE:
    case SG_NAME_WORD:
    case SG_KIN_NAME:
        return true;
    default:
        return false;
    }
}

static bool is_break(uint8_t sign) {
    return sign == SG_LINE || sign == SG_STOP || sign == SG_EDGE;
}

/* A word that looks like a plural: what is counted. */
static bool is_plural(const struct context *c, int64_t k) {
    const struct token *t = token_at(c, k);
    return t && t->kind == TOK_WORD && t->level && t->end - t->start > 3 &&
           (c->scan->text.p[t->end - 1] | 0x20) == 's' && t->given <= 1 &&
           !(t->classes & (c->bits->function | c->bits->say));
}

INLINE void emit_class_at(struct taker *f, const struct context *c, uint8_t tpl, int64_t k,
                          uint32_t b) {
    const struct token *t = token_at(c, k);
    if (t && t->kind == TOK_WORD)
        emit_classes(f, c, tpl, t->classes | t->in_phrase, b);
}

/* Beside the steps of context_number: a number word up to twelve, a unit, a number word over
 * twelve, an ordinal. */
enum { FIGURE_WORD = 60, FIGURE_UNIT, FIGURE_BIG, FIGURE_ORDINAL };

/* A figure where it stands: a number, a number word or a unit. */
struct figure {
    int64_t first, last; /* its tokens: forty-eight is one */
    uint32_t step;       /* as context_number, or FIGURE_WORD ... */
    uint32_t size;       /* the same in seven sizes, from 1 */
};

bool evidence_is_figure(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    return t->kind == TOK_NUMBER ||
           (t->kind == TOK_WORD && (t->classes & (c->bits->number_word | c->bits->unit)));
}

static bool is_number_word(const struct context *c, int64_t k) {
    const struct token *t = token_at(c, k);
    return t && t->kind == TOK_WORD && (t->classes & c->bits->number_word) &&
           !(t->classes & c->bits->ordinal);
}

/* Twelve, eleven and shorter words are below thirteen, but for twenty, forty and their like. */
static bool is_big(const struct context *c, int64_t k) {
    const struct token *t = token_at(c, k);
    uint32_t n = t->end - t->start;
    return n > 6 || (n > 3 && memcmp(c->scan->text.p + t->end - 2, "ty", 2) == 0);
}

#define COMPOUND 4 /* words of a number in words, on each side */

/* The number word on that side of a number word which is of the same number; k when none is. */
static int64_t compound_step(const struct context *c, int64_t k, int64_t step) {
    if (is_number_word(c, k + step))
        return k + step;
    bool joined = c->face[k + step].sign == SG_HYPHEN && is_number_word(c, k + 2 * step);
    return joined ? k + 2 * step : k;
}

static void find_compound(struct figure *f, const struct context *c) {
    for (int n = 0; n < COMPOUND; n++)
        f->first = compound_step(c, f->first, -1);
    for (int n = 0; n < COMPOUND; n++)
        f->last = compound_step(c, f->last, 1);
}

static struct figure figure_at(const struct context *c, int64_t i) {
    const struct token *t = &c->scan->tok[i];
    struct figure f = {.first = i, .last = i};
    if (t->kind == TOK_NUMBER) {
        f.step = context_number(c, (uint32_t)i);
        f.size = f.step < 5 ? 1 : f.step < 16 ? 2 : 3;
        return f;
    }
    if (is_number_word(c, i))
        find_compound(&f, c);
    f.step = t->classes & c->bits->ordinal          ? FIGURE_ORDINAL
             : !(t->classes & c->bits->number_word) ? FIGURE_UNIT
             : is_big(c, f.first)                   ? FIGURE_BIG
                                                    : FIGURE_WORD;
    f.size = f.step - FIGURE_WORD + 4;
    return f;
}

#define PERSON_BEFORE 6
#define PERSON_BEHIND 4

/* How many tokens before and behind the figure the next person stands in its sentence; 0: none
 * near. */
static uint32_t person_distance(const struct context *c, const struct figure *g) {
    uint32_t before = 0, behind = 0;
    for (int64_t n = 1; n <= PERSON_BEFORE && n <= g->first && !before; n++) {
        if (is_break(c->face[g->first - n].sign))
            break;
        before = is_person(c->face[g->first - n].sign) ? (uint32_t)n : 0;
    }
    for (int64_t n = 1; n <= PERSON_BEHIND && !behind; n++) {
        if (is_break(c->face[g->last + n].sign))
            break;
        behind = is_person(c->face[g->last + n].sign) ? (uint32_t)n : 0;
    }
    return before * 8 + behind;
}

INLINE void emit_beside_figure(struct taker *f, const struct context *c, const struct figure *g) {
    const int64_t l = g->first, r = g->last;
    emit_class_at(f, c, F_FIG_CLASS_L1, l - 1, g->size);
    emit_class_at(f, c, F_FIG_CLASS_R1, r + 1, g->size);
    emit_class_at(f, c, F_FIG_CLASS_L2, l - 2, g->size);
    emit_class_at(f, c, F_FIG_CLASS_R2, r + 2, g->size);
    emit(f, F_FIG_SENSE_L1, c->face[l - 1].sense, g->size);
    emit(f, F_FIG_SENSE_R1, c->face[r + 1].sense, g->size);
    emit(f, F_FIG_SENSE_L2, c->face[l - 2].sense, g->size);
    emit(f, F_FIG_SENSE_R2, c->face[r + 2].sense, g->size);
}

/* The ordinary words of the figure's sentence on one side, in any order: what it is about. */
INLINE void emit_sentence(struct taker *f, const struct context *c, uint8_t tpl, int64_t from,
                          int64_t step) {
    for (int64_t n = 1, k = from + step; n <= EVIDENCE_SENTENCE && !is_break(c->face[k].sign);
         n++, k += step)
        emit_word(f, c, tpl, k, 0);
}

/* Evidence on figures: numbers, number words and units. */
INLINE void emit_figure(struct taker *f, const struct context *c, int64_t i) {
    const struct figure g = figure_at(c, i);
    uint32_t l1 = form_at(c, g.first - 1), l2 = form_at(c, g.first - 2);
    uint32_t r1 = form_at(c, g.last + 1), r2 = form_at(c, g.last + 2);
    emit(f, F_FIG_L1, g.step, l1);
    emit(f, F_FIG_R1, g.step, r1);
    emit(f, F_FIG_L2, g.step, l2);
    emit(f, F_FIG_R2, g.step, r2);
    emit(f, F_FIG_LL, l2, l1);
    emit(f, F_FIG_LR, l1, r1);
    emit(f, F_FIG_RR, r1, r2);
    emit_beside_figure(f, c, &g);
    emit(f, F_FIG_PLURAL,
         (uint32_t)is_plural(c, g.last + 1) | (uint32_t)is_plural(c, g.last + 2) << 1, g.size);
    emit(f, F_FIG_PERSON, person_distance(c, &g), g.size);
    emit_sentence(f, c, F_FIG_BEFORE, g.first, -1);
    emit_sentence(f, c, F_FIG_BEHIND, g.last, 1);
}

/* Two neighbours together, one of them at least a word: pairs of signs have templates of their own.
 */
INLINE void emit_pair(struct taker *f, const struct context *c, uint8_t tpl, int64_t a, int64_t b) {
    emit_if(f, tpl, form_at(c, a), form_at(c, b), (c->face[a].word | c->face[b].word) != 0);
}

INLINE void emit_senses(struct taker *f, const struct context *c, int64_t i) {
    const uint32_t shape = c->mark[i].shape, own = c->face[i].sense;
    const uint32_t l1 = c->face[i - 1].sense, r1 = c->face[i + 1].sense;
    emit(f, F_SENSE_L1, l1, shape);
    emit(f, F_SENSE_R1, r1, shape);
    emit(f, F_SENSE_L2, c->face[i - 2].sense, shape);
    emit(f, F_SENSE_R2, c->face[i + 2].sense, shape);
    emit(f, F_SENSES_L, l1 << SENSE_BITS | own, shape);
    emit(f, F_SENSES_R, own << SENSE_BITS | r1, shape);
}

/* How the grammar fits: a noun without an article before a verb is somebody. */
INLINE void emit_kinds(struct taker *f, const struct context *c, int64_t i) {
    const uint32_t shape = c->mark[i].shape, sense = c->scan->tok[i].sense;
    if (c->mark[i].family)
        emit(f, F_FAMILY, (uint32_t)c->face[i - 1].kind, c->scan->tok[i].level != 0);
    const uint32_t own = sense ? kind_of_sense(sense) : (uint32_t)KIND_UNKNOWN;
    const uint32_t r1 = (uint32_t)c->face[i + 1].kind;
    emit(f, F_KINDS_R, own << KIND_BITS | r1, shape);
    emit(f, F_KINDS_RR, r1 << KIND_BITS | (uint32_t)c->face[i + 2].kind, shape);
    emit(f, F_KINDS_LR, (uint32_t)c->face[i - 1].kind << KIND_BITS | r1, shape);
    emit_if(f, F_KIND_ELSEWHERE, r1, c->mark[i].elsewhere, c->mark[i].elsewhere != 0);
}

/* How many of the tokens near are words in lower case that no English list has: among them an
 * unknown word is one more of its language or its slips. */
INLINE void emit_strange(struct taker *f, const struct context *c, int64_t i) {
    uint32_t n = 0;
    for (uint32_t near = others_near(&c->strange, i); near; near &= near - 1)
        n++;
    if (!n)
        return;
    emit(f, F_STRANGE, n, c->mark[i].shape);
    emit(f, F_STRANGE_SIGN, n, c->face[i].sign);
}

/* How far the next type word of a house or street is on one side, over words of one name: those
 * that are capitalised as token i is, and "of", "the", "and", "'s" and hyphens between; 0: none. */
static uint32_t type_word(const struct context *c, int64_t i, int64_t step) {
    const bool capital = c->face[i].sign >= SIGN_CAPITAL;
    for (int64_t n = 1, k = i + step; n <= CONTEXT_EDGE; n++, k += step) {
        uint8_t sign = c->face[k].sign, base = sign % SG_COUNT;
        bool same = (sign >= SIGN_CAPITAL) == capital;
        if (base < SG_LETTER && base != SG_POSSESSIVE && base != SG_HYPHEN)
            return 0;
        if (same && (base == SG_FACILITY || base == SG_STREET))
            return (uint32_t)n;
        if (base >= SG_LETTER && (base == SG_FUNCTION ? !capital : !same))
            return 0;
    }
    return 0;
}

#define SIDES (CONTEXT_EDGE + 1)

INLINE void emit_run(struct taker *f, const struct context *c, int64_t i) {
    if (!others_near(&c->type, i))
        return;
    uint32_t run = type_word(c, i, 1) * SIDES + type_word(c, i, -1);
    if (!run)
        return;
    emit(f, F_RUN, run, c->mark[i].shape);
    emit(f, F_RUN_SIGN, run, c->face[i].sign);
}

INLINE void emit_initials(struct taker *f, const struct context *c, int64_t i) {
    uint32_t initials = c->mark[i].initials;
    if (!initials)
        return;
    emit(f, F_INITIALS, initials, c->mark[i].shape);
    emit(f, F_INITIALS_L1, initials, c->face[i - 1].sign);
    emit(f, F_INITIALS_R1, initials, c->face[i + 1].sign);
}

/* The ordinary word itself with what stands around it: what speaks for the man Mark does not for
 * the man Bill. */
INLINE void emit_own(struct taker *f, const struct context *c, int64_t i) {
    const struct face *at = &c->face[i];
    if (!at->word)
        return;
    emit(f, F_OWN_L1, at->word, form_at(c, i - 1));
    emit(f, F_OWN_R1, at->word, form_at(c, i + 1));
    emit(f, F_OWN_L2, at->word, form_at(c, i - 2));
    emit(f, F_OWN_R2, at->word, form_at(c, i + 2));
    emit(f, F_OWN_KINDS, at->word, (uint32_t)at[-1].kind << KIND_BITS | (uint32_t)at[1].kind);
    if (c->mark[i].elsewhere)
        emit(f, F_OWN_ELSEWHERE, at->word, c->mark[i].elsewhere);
}

/* Three in a row: the form beside it, its own sign, and the kind of word two away. */
INLINE void emit_trigrams(struct taker *f, const struct context *c, int64_t i) {
    const struct face *at = &c->face[i];
    const uint32_t sign = (uint32_t)at->sign << KIND_BITS;
    emit(f, F_TRIGRAM_L, form_at(c, i - 1), sign | (uint32_t)at[-2].kind);
    emit(f, F_TRIGRAM_R, form_at(c, i + 1), sign | (uint32_t)at[2].kind);
}

INLINE void emit_forms(struct taker *f, const struct context *c, int64_t i) {
    if (evidence_is_figure(c, i)) {
        emit_figure(f, c, i);
        return;
    }
    emit_senses(f, c, i);
    emit_kinds(f, c, i);
    emit_strange(f, c, i);
    emit_run(f, c, i);
    emit_initials(f, c, i);
    emit_own(f, c, i);
    emit_trigrams(f, c, i);
    emit_pair(f, c, F_FORM_LL, i - 2, i - 1);
    emit_pair(f, c, F_FORM_LR, i - 1, i + 1);
    emit_pair(f, c, F_FORM_RR, i + 1, i + 2);
}

INLINE void emit_neighbours(struct taker *f, const struct context *c, int64_t i) {
    uint32_t shape = c->mark[i].shape, sign = c->face[i].sign;
    uint8_t l1 = c->face[i - 1].sign, l2 = c->face[i - 2].sign;
    uint8_t r1 = c->face[i + 1].sign, r2 = c->face[i + 2].sign;
    emit_word(f, c, F_WORD_L1, i - 1, shape);
    emit_word(f, c, F_WORD_R1, i + 1, shape);
    emit_word(f, c, F_WORD_L2, i - 2, shape);
    emit_word(f, c, F_WORD_R2, i + 2, shape);
    emit_word(f, c, F_WORD_L1_SIGN, i - 1, sign);
    emit_word(f, c, F_WORD_R1_SIGN, i + 1, sign);
    emit(f, F_SIGN_L1, l1, shape);
    emit(f, F_SIGN_R1, r1, shape);
    emit(f, F_SIGN_L2, l2, shape);
    emit(f, F_SIGN_R2, r2, shape);
    emit(f, F_SIGN_L1_0, l1, sign);
    emit(f, F_SIGN_0_R1, sign, r1);
    emit(f, F_JOIN_L, join_symbol(c, i - 1, i), shape);
    emit(f, F_JOIN_R, join_symbol(c, i + 1, i + 1), shape);
    emit_if(f, F_POSSESSIVE, sign, shape, r1 == SG_POSSESSIVE);
}

/* The word before token i, over one symbol or possessive; -1: none near. */
static int64_t word_before(const struct context *c, int64_t i) {
    for (int64_t k = i - 1; k >= 0 && k >= i - 3; k--)
        if (c->scan->tok[k].kind == TOK_WORD || c->scan->tok[k].kind == TOK_NUMBER)
            return k;
    return -1;
}

static uint8_t tag_at(const struct context *c, int64_t i) {
    return i < 0 || i >= c->scan->n ? (uint8_t)TAG_EDGE : c->mark[i].tag;
}

#define LAST_FAR 10

/* What the figure before this one in its sentence was found to be, and whether the same stands
 * before both; 0: there is none near. */
static uint32_t last_figure(const struct context *c, int64_t i) {
    int64_t k = i - 1;
    while (k >= 0 && i - k <= LAST_FAR && !is_break(c->face[k].sign) && !evidence_is_figure(c, k))
        k--;
    if (k < 0 || i - k > LAST_FAR || is_break(c->face[k].sign))
        return 0;
    bool alike = form_at(c, k - 1) == form_at(c, i - 1);
    return tag_at(c, k) * 2u + alike + 1;
}

INLINE void emit_labels(struct taker *f, const struct context *c, uint32_t i) {
    const struct mark *m = &c->mark[i];
    int64_t one = word_before(c, i);
    int64_t two = one < 0 ? -1 : word_before(c, one);
    uint8_t l1 = tag_at(c, one), l2 = tag_at(c, two);
    uint32_t join = one == (int64_t)i - 1 ? c->face[i].join : join_symbol(c, (int64_t)i - 1, i);
    emit(f, F_LABEL_L1, l1, m->shape);
    emit(f, F_LABEL_L1_SIGN, l1, c->face[i].sign);
    emit(f, F_LABEL_L2_L1, l2, l1);
    emit(f, F_LABEL_L1_JOIN, l1, join);
    emit_word(f, c, F_OWN_LABEL, i, l1);
    if (evidence_is_figure(c, i))
        emit(f, F_FIG_LAST, last_figure(c, i), figure_at(c, i).size);
    if (m->memory != TAG_NONE) {
        emit(f, F_MEMORY, m->memory, m->shape);
        emit(f, F_MEMORY_SIGN, m->memory, c->face[i].sign);
    }
}

INLINE void emit_rules(struct taker *f, const struct context *c, uint32_t i) {
    const struct mark *m = &c->mark[i];
    for (uint32_t k = 0; k < m->n_hits && k < RULES_MAX; k++) {
        uint32_t rule = c->hit[m->hits + k].rule_hash;
        emit(f, F_RULE, rule, 0);
        emit(f, F_RULE_SIGN, rule, c->face[i].sign);
    }
}

/* All but what is kept of the form and what the labels before it say. */
INLINE void emit_fixed(struct taker *f, const struct context *c, uint32_t i) {
    emit_self(f, c, i);
    emit_neighbours(f, c, i);
    emit_forms(f, c, i);
    emit_rules(f, c, i);
}

void evidence_features(struct features *out, const struct context *c, uint32_t i) {
    struct taker f = {.list = out};
    out->n = 0;
    emit_form(&f, c, i);
    emit_fixed(&f, c, i);
    emit_labels(&f, c, i);
}

INLINE void gather(struct dense_wait *out, const struct context *c, uint32_t i, bool more,
                   const struct dense *d) {
    struct taker f = {.dense = d};
    dense_begin(&f.sum, more, out->key);
    if (has_kept_form(c, i))
        dense_fetch_form(d, c->scan->tok[i].form, c->mark[i].shape);
    else
        emit_form(&f, c, i);
    emit_fixed(&f, c, i);
    dense_fetch_keys(&f.sum, d);
    out->sum = f.sum;
}

void evidence_gather(struct dense_wait *out, const struct context *c, uint32_t i, uint32_t labels,
                     const struct dense *d) {
    out->labels = labels;
    if (labels >> DENSE_FIRST)
        gather(out, c, i, true, d);
    else
        gather(out, c, i, false, d);
}

void evidence_weigh(int64_t sum[EV_LABELS], struct dense_wait *gathered, const struct context *c,
                    uint32_t i, struct dense *d) {
    struct taker f = {.dense = d, .sum = gathered->sum};
    if (has_kept_form(c, i))
        add_form(&f.sum, d, c, i);
    emit_labels(&f, c, i);
    dense_total(sum, &f.sum, d);
}

void evidence_sum(int64_t sum[EV_LABELS], const struct features *f, const struct weights *w) {
    for (int l = 0; l < EV_LABELS; l++)
        sum[l] = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        const int16_t *row = weights_find(w, feature_key(f->v[i].tpl, f->v[i].a, f->v[i].b));
        for (int l = 0; row && l < EV_LABELS; l++)
            sum[l] += (int64_t)row[l] * w->unit;
    }
}

#define EITHER 25000 /* in the table's units */

void evidence_either(int64_t sum[EV_LABELS], uint32_t labels) {
    const uint32_t both = 1u << EV_NAME | 1u << EV_PLACE;
    int64_t apart = sum[EV_NAME] - sum[EV_PLACE];
    int64_t more = EITHER - (apart < 0 ? -apart : apart) / 2;
    if ((labels & both) == both && more > 0)
        sum[apart < 0 ? EV_PLACE : EV_NAME] += more;
}
