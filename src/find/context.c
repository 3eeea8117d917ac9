#include "find/context.h"

#include "base/sort.h"
#include "text/derive.h"
#include "text/fold.h"
#include "text/hash.h"

static lex_set bit(const struct lexicon *lx, const char *name) {
    int c = lexicon_class(lx, slice_of(name));
    return c < 0 ? 0 : (lex_set)1 << c;
}

static lex_set bits_of(const struct lexicon *lx, const char *const *names) {
    lex_set s = 0;
    for (; *names; names++)
        s |= bit(lx, *names);
    return s;
}

void class_bits_init(struct class_bits *b, const struct lexicon *lx) {
    static const char *const safe[] = {"keep", "org",     "brand",  "eponym",
                                       "drug", "acronym", "abbrev", NULL};
    static const char *const time[] = {"month", "weekday", "festival", NULL};
    static const char *const place[] = {"place", "nature", "region", NULL};
    *b = (struct class_bits){
        .lexicon = lx,
        .title = bit(lx, "title"),
        .kin = bit(lx, "kin"),
        .role = bit(lx, "role"),
        .say = bit(lx, "say"),
        .particle = bit(lx, "particle"),
        .time = bits_of(lx, time),
        .number_word = bit(lx, "number-word") | bit(lx, "ordinal"),
        .ordinal = bit(lx, "ordinal"),
        .thousand = token_hash(slice_of("thousand")),
        .facility = bit(lx, "facility"),
        .street = bit(lx, "street"),
        .safe = bits_of(lx, safe),
        .short_forms = bit(lx, "acronym") | bit(lx, "abbrev"),
        .country = bit(lx, "country"),
        .region = bit(lx, "region"),
        .group = bit(lx, "demonym"),
        .unit = bit(lx, "unit"),
        .function = bit(lx, "function"),
        .name_word = bit(lx, "name-word"),
        .place = bits_of(lx, place),
        .foreign = bit(lx, "foreign"),
        .given = bit(lx, "given"),
        .surname = bit(lx, "surname"),
        .ordinary = bit(lx, "ordinary"),
    };
    kind_words_init(&b->function_kinds);
    b->name_lists = b->given | b->surname | b->name_word;
    for (int c = 0; lexicon_class_name(lx, c); c++)
        b->hash[c] = token_hash(slice_of(lexicon_class_name(lx, c)));
    b->shown = ~(b->given | b->surname | b->ordinary | bit(lx, "place") | b->function);
}

static bool is_word(const struct token *t) {
    return t->kind == TOK_WORD;
}

static bool capitalised(const struct token *t) {
    return t->shape == SHAPE_CAP || t->shape == SHAPE_UPPER || t->shape == SHAPE_LETTER ||
           t->shape == SHAPE_MIXED;
}

static char symbol(const struct scan *s, uint32_t i) {
    return s->tok[i].kind == TOK_SYMBOL ? s->text.p[s->tok[i].start] : '\0';
}

static uint8_t symbol_sign(char c) {
    static const struct {
        const char *chars;
        uint8_t sign;
    } table[] = {{",", SG_COMMA},   {".!?", SG_STOP},   {":;", SG_COLON}, {"\"'`", SG_QUOTE},
                 {"([{<", SG_OPEN}, {")]}>", SG_CLOSE}, {"-", SG_HYPHEN}, {"/|\t", SG_SLASH}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (c && strchr(table[i].chars, c))
            return table[i].sign;
    return SG_SYMBOL;
}

/* A name in the lists, and how an ordinary word weighs against it. */
static uint8_t name_sign(const struct token *t, const struct class_bits *b) {
    bool name = t->given || t->surname || (t->classes & b->name_word);
    bool place = t->place || (t->classes & b->place);
    bool ordinary = t->level != 0;
    if (name && place && !ordinary)
        return SG_NAME_PLACE;
    if (name && !ordinary)
        return SG_NAME;
    if (name && ((t->classes & b->name_word) || t->given >= 3))
        return SG_NAME_WORD;
    if (place)
        return ordinary ? SG_PLACE_WORD : SG_PLACE;
    if (name)
        return SG_NAME_WORD_WEAK;
    if (ordinary)
        return SG_ORDINARY;
    return t->classes & b->foreign ? SG_FOREIGN : SG_UNKNOWN;
}

/* A word that no list has, but made of words that lists have. */
static bool is_derived(struct slice word, const struct class_bits *b) {
    char key[LEX_KEY_MAX];
    size_t n = fold_key(key, sizeof key, word);
    return n && word_is_derived(b->lexicon, (struct slice){key, n});
}

lex_set context_classes(const struct token *t, const struct class_bits *b) {
    bool name = t->given >= 2 || t->surname >= 2;
    return t->shape == SHAPE_CAP && name ? t->classes & ~b->short_forms : t->classes;
}

/* A word of another class that is a name besides: Mae (mother), Bishop, Will, April. */
static uint8_t named_sign(const struct token *t, const struct class_bits *b, uint8_t sign) {
    bool name = t->given >= 3 || (t->classes & b->name_word);
    if (!name || sign == SG_TITLE || sign == SG_FUNCTION)
        return sign;
    if (sign == SG_SAFE && t->level == 0 && t->given >= 4)
        return SG_NAME; /* Oliver is a name though a training is called after one */
    return sign == SG_KIN                          ? SG_KIN_NAME
           : sign == SG_TIME || sign == SG_COUNTRY ? sign
                                                   : SG_CLASS_NAME;
}

static uint8_t word_sign(const struct token *t, size_t bytes, const struct class_bits *b) {
    const struct {
        lex_set set;
        uint8_t sign;
    } order[] = {{b->title, SG_TITLE},
                 {b->kin, SG_KIN},
                 {b->time, SG_TIME},
                 {b->number_word, SG_NUMBER_WORD},
                 {b->country, SG_COUNTRY},
                 {b->group, SG_GROUP},
                 {b->facility, SG_FACILITY},
                 {b->street, SG_STREET},
                 {b->particle, SG_PARTICLE},
                 {b->role, SG_ROLE},
                 {b->say, SG_SAY}};
    lex_set own = context_classes(t, b), all = own | t->in_phrase;
    if (t->in_phrase & b->safe)
        return SG_SAFE;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (all & order[i].set)
            return named_sign(t, b, order[i].sign);
    if (own & b->safe)
        return named_sign(t, b, SG_SAFE);
    if (bytes == 1 && !(t->classes & b->function))
        return SG_LETTER;
    if ((t->classes & b->function) && !(t->classes & b->name_word))
        return SG_FUNCTION;
    return name_sign(t, b);
}

/* A memo, from the lowest bit: the sign, the shape, what candidate it makes, and marks. */
enum memo {
    MEMO_SIGN = 0x7F,
    MEMO_LOWER = 1 << 7, /* of MEMO_STYLED: in lower case */
    MEMO_SHAPE_AT = 8,   /* enum ev_shape in plain text, not at a sentence's start */
    MEMO_SHAPE = 0xF << MEMO_SHAPE_AT,
    MEMO_CANDIDATE_AT = 12, /* as mark.candidate, or CANDIDATE_INSIDE */
    MEMO_CANDIDATE = 3 << MEMO_CANDIDATE_AT,
    MEMO_COUNTS = 1 << 14,     /* of MEMO_STYLED: it shows whether a text is in capitals */
    MEMO_SHOUTS = 1 << 15,     /* of MEMO_COUNTS: it is in capitals */
    MEMO_STYLED = 1 << 16,     /* a word that shows the style of its text */
    MEMO_CAPITAL = 1 << 17,    /* capitalised */
    MEMO_DICTIONARY = 1 << 18, /* a word of the dictionary: a feature itself */
    MEMO_WORD = 1 << 19,       /* a word */
    MEMO_CENSUS_AT = 20,       /* enum census */
    MEMO_CENSUS = 7 << MEMO_CENSUS_AT,
    MEMO_NUMBER_AT = 23, /* of a number, context_number */
    MEMO_NUMBER = 63 << MEMO_NUMBER_AT,
    MEMO_OPAQUE = 1 << 29, /* stands for something that is not shown */
    MEMO_MADE = 1 << 30
};
#define MEMO_FAMILY      (1u << 31) /* the plural of a surname */
#define CANDIDATE_INSIDE 3          /* a candidate of its own when capitalised inside a sentence */

static uint8_t sign_of(const struct token *t, struct slice text, const struct class_bits *b) {
    switch (t->kind) {
    case TOK_NUMBER:
        return SG_NUMBER;
    case TOK_POSS:
        return SG_POSSESSIVE;
    case TOK_LINE:
        return SG_LINE;
    case TOK_SYMBOL:
        return symbol_sign(text.p[0]);
    default:
        break;
    }
    uint8_t sign = word_sign(t, text.n, b);
    if (sign == SG_UNKNOWN && is_derived(text, b))
        sign = SG_DERIVED;
    return (uint8_t)(sign + (capitalised(t) ? SIGN_CAPITAL : 0));
}

static uint8_t plain_shape(const struct token *t) {
    static const uint8_t of[] = {
        [SHAPE_NONE] = ES_NONE,   [SHAPE_LOWER] = ES_LOWER,   [SHAPE_CAP] = ES_CAP,
        [SHAPE_UPPER] = ES_UPPER, [SHAPE_LETTER] = ES_LETTER, [SHAPE_MIXED] = ES_MIXED,
        [SHAPE_OTHER] = ES_OTHER};
    return t->kind == TOK_NUMBER ? (uint8_t)ES_NUMBER : of[t->shape];
}

static bool listed_name(const struct token *t, const struct class_bits *b) {
    return t->given || t->surname || (t->classes & b->name_word);
}

static uint8_t word_candidate(const struct token *t, struct slice text,
                              const struct class_bits *b) {
    bool plain = (t->classes & (b->function | b->safe)) != 0;
    bool named = listed_name(t, b) || t->place || (t->classes & (b->place | b->country)) ||
                 (t->in_phrase & (b->place | b->country));
    if (t->shape == SHAPE_LOWER && text.n == 1)
        return text.p[0] != 'a' && text.p[0] != 'i';
    if (t->shape == SHAPE_LOWER)
        return named || (!t->level && !plain && t->classes == 0);
    if (named || !(t->classes & b->function))
        return 1;
    return t->shape == SHAPE_CAP ? CANDIDATE_INSIDE : 2;
}

/* What somebody put in a name's place: XXXX, xx. */
static bool is_crossed_out(struct slice text) {
    size_t n = 0;
    while (n < text.n && (text.p[n] | 0x20) == 'x')
        n++;
    return n == text.n && n >= 2;
}

/* Words on which evidence is worth weighing; all others are left alone without a sum. */
static uint8_t candidate_of(const struct token *t, struct slice text, const struct class_bits *b) {
    if (t->kind == TOK_NUMBER)
        return 1;
    if (t->kind != TOK_WORD || is_crossed_out(text))
        return 0;
    return t->classes & (b->number_word | b->unit | b->time) ? 1 : word_candidate(t, text, b);
}

/* What context_number says of a number. */
static uint32_t number_size(struct slice text) {
    static const uint32_t upper[] = {1,  2,  4,  7,  12,  15,  17,  18,   20,   25,   31,
                                     39, 59, 79, 99, 110, 200, 999, 1899, 2030, 9999, 99999};
    uint32_t v = 0, b = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || text.n > 9)
            return 40;
        v = v * 10 + (uint32_t)(text.p[i] - '0');
    }
    if (text.p[0] == '0')
        return 40 + (uint32_t)text.n;
    while (b < sizeof upper / sizeof upper[0] && v > upper[b])
        b++;
    return b;
}

uint32_t context_number(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->form && t->memo)
        return (t->memo & MEMO_NUMBER) >> MEMO_NUMBER_AT;
    return number_size(slice_cut(c->scan->text, t->start, t->end));
}

/* What a word says of the style of its text. */
static uint32_t style_memo(const struct token *t, const struct class_bits *b) {
    bool safe = (t->classes | t->in_phrase) & b->safe, lower = t->shape == SHAPE_LOWER;
    if (!is_word(t) || t->shape == SHAPE_OTHER || t->shape == SHAPE_LETTER)
        return 0;
    return (uint32_t)MEMO_STYLED | (lower ? MEMO_LOWER : 0u) | (!safe || lower ? MEMO_COUNTS : 0u) |
           (!safe && t->shape == SHAPE_UPPER ? MEMO_SHOUTS : 0u);
}

#define SURNAME_SOURCES 2 /* lists that a surname whose plural counts stands in */

/* The Begums, the Stones, the Joneses: the plural of a listed surname, and no listed name itself.
 */
static bool is_family(const struct token *t, struct slice text, const struct class_bits *b) {
    char key[LEX_KEY_MAX];
    if (!is_word(t) || !capitalised(t) || text.n < 4 || (text.p[text.n - 1] | 0x20) != 's' ||
        t->given || (t->surname >= SURNAME_SOURCES && !t->level) || (t->classes & b->function))
        return false;
    size_t n = fold_key(key, sizeof key, text);
    for (size_t cut = 1; cut <= 2 && n > cut + 2; cut++) {
        struct lex_entry e;
        if (cut == 2 && key[n - 2] != 'e')
            return false;
        if (lexicon_find(b->lexicon, (struct slice){key, n - cut}, &e) &&
            (e.surname >= SURNAME_SOURCES || (e.classes & b->name_word)))
            return true;
    }
    return false;
}

static uint32_t word_memo(const struct token *t, const struct class_bits *b) {
    bool dictionary = t->level || (t->classes & b->function);
    return is_word(t) ? (uint32_t)MEMO_WORD | (dictionary ? MEMO_DICTIONARY : 0u) : 0;
}

uint32_t context_memo(const void *bits, const struct token *t, struct slice text) {
    const struct class_bits *b = bits;
    uint8_t sign = sign_of(t, text, b);
    return sign | (uint32_t)plain_shape(t) << MEMO_SHAPE_AT |
           (uint32_t)context_census(b, t, text, sign) << MEMO_CENSUS_AT |
           (t->kind == TOK_NUMBER ? number_size(text) << MEMO_NUMBER_AT : 0u) |
           (uint32_t)candidate_of(t, text, b) << MEMO_CANDIDATE_AT | style_memo(t, b) |
           word_memo(t, b) | (is_family(t, text, b) ? MEMO_FAMILY : 0u) |
           (capitalised(t) ? MEMO_CAPITAL : 0u) | (uint32_t)MEMO_MADE;
}

uint32_t context_opaque_memo(bool word, uint8_t sign, uint8_t shape) {
    return sign | (uint32_t)shape << MEMO_SHAPE_AT | (word ? MEMO_WORD : 0u) |
           (uint32_t)MEMO_OPAQUE | (uint32_t)MEMO_MADE;
}

bool context_memo_is_opaque(uint32_t memo) {
    return memo & MEMO_OPAQUE;
}

/* The memo of token i where it stands: phrases that cover it count. */
static inline uint32_t memo_at(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->memo && !t->in_phrase)
        return t->memo;
    return context_memo(c->bits, t, slice_cut(c->scan->text, t->start, t->end));
}

bool context_is_one_of(const struct context *c, int64_t i, const char *const *words) {
    if (i < 0 || i >= c->scan->n || !is_word(&c->scan->tok[i]))
        return false;
    const struct token *t = &c->scan->tok[i];
    for (; *words; words++) /* a hash only of what is as long */
        if (strlen(*words) == t->end - t->start && t->hash == token_hash(slice_of(*words)))
            return true;
    return false;
}

/* A full stop after a title, an initial or a short form ends no sentence. */
static bool ends_sentence(const struct context *c, uint32_t i) {
    if (c->face[i].sign != SG_STOP)
        return false;
    if (symbol(c->scan, i) != '.' || i == 0 || c->scan->tok[i].space)
        return true;
    const struct token *before = &c->scan->tok[i - 1];
    if (i + 1 < c->scan->n && !c->scan->tok[i + 1].space)
        return false;
    return !(before->classes & c->bits->title) && before->shape != SHAPE_LETTER;
}

/* Where the next token stands, as tokens go by. */
struct place {
    uint8_t base; /* mark.position of a token that stands right after the last word or stop */
    bool opened;  /* after it stood quotes, brackets or dashes that open something */
};

static uint8_t position_of(const struct place *p) {
    return p->base == 0 && p->opened ? 4 : p->base;
}

static void pass(struct place *p, const struct context *c, uint32_t i) {
    uint8_t sign = c->face[i].sign;
    bool opens =
        sign == SG_QUOTE || sign == SG_OPEN || (sign == SG_HYPHEN && c->scan->tok[i].space);
    if (opens) {
        p->opened = true;
        return;
    }
    p->opened = false;
    p->base = sign == SG_LINE ? 2 : sign == SG_COLON ? 3 : ends_sentence(c, i);
}

/* Words of a stretch, for its style. */
struct style {
    uint32_t words, upper, lower_starts, starts, capitals;
};

static inline void count_style(struct style *st, uint32_t memo, bool start) {
    st->words += (memo & MEMO_COUNTS) != 0;
    st->upper += (memo & MEMO_SHOUTS) != 0;
    st->capitals += (memo & MEMO_CAPITAL) != 0;
    st->starts += start;
    st->lower_starts += start && (memo & MEMO_LOWER);
}

static void add_style(struct style *to, const struct style *st) {
    to->words += st->words;
    to->upper += st->upper;
    to->capitals += st->capitals;
    to->starts += st->starts;
    to->lower_starts += st->lower_starts;
}

static bool in_capitals(const struct style *st) {
    return st->words >= 3 && st->upper * 10 >= st->words * 7;
}

static void reshape(struct context *c, uint32_t from, uint32_t to, uint8_t was, uint8_t is) {
    for (uint32_t i = from; i < to; i++)
        if (c->mark[i].shape == was)
            c->mark[i].shape = is;
}

/* Closes the sentence [from, to): its style goes into the field's. */
static void end_sentence(struct context *c, struct style *field, struct style *sentence,
                         uint32_t from, uint32_t to) {
    if (in_capitals(sentence))
        reshape(c, from, to, ES_UPPER, ES_UPPER_SENTENCE);
    add_style(field, sentence);
    *sentence = (struct style){0};
}

static uint8_t shape_at(uint32_t memo, uint8_t position) {
    uint8_t shape = (uint8_t)((memo & MEMO_SHAPE) >> MEMO_SHAPE_AT);
    return shape == ES_CAP && (position == 1 || position == 2) ? (uint8_t)ES_CAP_FIRST : shape;
}

static uint8_t candidate_at(uint32_t memo, const struct mark *m) {
    uint8_t k = (uint8_t)((memo & MEMO_CANDIDATE) >> MEMO_CANDIDATE_AT);
    if (k != CANDIDATE_INSIDE)
        return k;
    return m->shape == ES_CAP && m->position == 0 ? 1 : 2;
}

/* The mark of a token where it stands. */
static inline struct mark mark_of(uint32_t memo, uint8_t position) {
    struct mark m = {.position = position,
                     .tag = TAG_NONE,
                     .memory = TAG_NONE,
                     .seed = TAG_NONE,
                     .census = (uint8_t)((memo & MEMO_CENSUS) >> MEMO_CENSUS_AT)};
    m.shape = shape_at(memo, position);
    m.family = (memo & MEMO_FAMILY) != 0;
    m.candidate = candidate_at(memo, &m);
    return m;
}

/* The face of token i, not the first. */
static inline struct face face_of(const struct context *c, uint32_t i, uint32_t memo) {
    const struct token *t = &c->scan->tok[i];
    bool line = t[-1].kind == TOK_LINE || t->kind == TOK_LINE;
    struct face f = {.sense = face_sense(t, memo & MEMO_SIGN),
                     .sign = memo & MEMO_SIGN,
                     .join = line       ? (uint8_t)JOIN_LINE
                             : t->space ? (uint8_t)JOIN_SPACE
                                        : (uint8_t)JOIN_TOUCH};
    if (t->kind == TOK_SYMBOL) {
        unsigned char ch = (unsigned char)c->scan->text.p[t->start];
        f.symbol = ch < 0x80 ? ch : SYMBOL_WIDE;
    }
    return f;
}

static struct face first_face(const struct context *c, uint32_t memo) {
    const uint8_t sign = memo & MEMO_SIGN;
    return (struct face){.sense = face_sense(c->scan->tok, sign), .sign = sign, .join = JOIN_EDGE};
}

/* The whole's style, which patches what one pass could not know. */
static void apply_style(struct context *c, const struct style *field) {
    c->upper = in_capitals(field);
    c->lower = !c->upper && field->lower_starts * 2 >= field->starts &&
               field->capitals * 8 <= field->words * 3;
    if (c->upper)
        reshape(c, 0, c->scan->n, ES_UPPER, ES_UPPER_SENTENCE);
    if (c->lower)
        reshape(c, 0, c->scan->n, ES_LOWER, ES_LOWER_RECORD);
}

/* Marks every token in one pass. Returns whether there are figures. */
static bool mark_all(struct context *c, uint32_t *word) {
    struct style field = {0}, sentence = {0};
    struct place place = {.base = 2};
    uint32_t from = 0;
    bool figures = false;
    for (uint32_t i = 0; i < c->scan->n; i++) {
        uint32_t memo = memo_at(c, i);
        uint8_t position = position_of(&place);
        c->face[i] = i > 0 ? face_of(c, i, memo) : first_face(c, memo);
        word[i] = memo & MEMO_DICTIONARY ? c->scan->tok[i].hash : 0;
        c->mark[i] = mark_of(memo, position);
        if (memo & MEMO_WORD) {
            if (i > 0 && position == 1) {
                end_sentence(c, &field, &sentence, from, i);
                from = i;
            }
            if (memo & MEMO_STYLED)
                count_style(&sentence, memo, position == 1 || position == 2);
            place = (struct place){0, false};
            continue;
        }
        if (i > 0 && c->face[i].sign == SG_LINE) {
            end_sentence(c, &field, &sentence, from, i);
            from = i;
        }
        figures |= c->face[i].sign == SG_NUMBER;
        pass(&place, c, i);
    }
    end_sentence(c, &field, &sentence, from, c->scan->n);
    apply_style(c, &field);
    return figures;
}

static bool in_code(const struct context *c, uint32_t i) {
    const struct token *t = &c->scan->tok[i];
    if (t->memo & MEMO_OPAQUE)
        return false;
    if (t->kind == TOK_WORD || t->kind == TOK_NUMBER)
        return true;
    return t->kind == TOK_SYMBOL && strchr("/-.:_#\\", c->scan->text.p[t->start]) != NULL;
}

/* Marks the code that the figure at token i is in. Returns the token after its run. */
static uint32_t mark_code(struct context *c, uint32_t i) {
    const struct token *tok = c->scan->tok;
    uint32_t first = i, last = i, end = i + 1;
    while (first > 0 && !tok[first].space && in_code(c, first - 1))
        first--;
    for (; end < c->scan->n && !tok[end].space && in_code(c, end); end++)
        last = tok[end].kind == TOK_SYMBOL ? last : end;
    while (tok[first].kind == TOK_SYMBOL)
        first++;
    for (uint32_t k = first; k <= last && last - first < UINT16_MAX; k++) {
        c->mark[k].code = first;
        c->mark[k].code_n = (uint16_t)(last - first + 1);
    }
    return end;
}

/* Codes: runs without spaces of words, figures and the signs that join them, with a figure in them;
 * they begin and end with a word or figure. */
static void mark_codes(struct context *c) {
    for (uint32_t i = 0; i < c->scan->n;)
        i = c->scan->tok[i].kind == TOK_NUMBER && in_code(c, i) ? mark_code(c, i) : i + 1;
}

/* Room for what lies beyond the field. */
static void mark_edges(struct context *c, uint32_t *word) {
    const struct face edge = {LEX_SENSES + SG_EDGE, SG_EDGE, JOIN_EDGE, 0};
    for (uint32_t k = 0; k < CONTEXT_EDGE; k++) {
        c->face[(int64_t)k - CONTEXT_EDGE] = c->face[c->scan->n + k] = edge;
        word[(int64_t)k - CONTEXT_EDGE] = word[c->scan->n + k] = 0;
    }
}

/* The first symbol of a field has no face_of. */
static void mark_first(struct context *c) {
    const struct token *t = c->scan->tok;
    if (c->scan->n && t->kind == TOK_SYMBOL) {
        unsigned char ch = (unsigned char)c->scan->text.p[t->start];
        c->face[0].symbol = ch < 0x80 ? ch : SYMBOL_WIDE;
    }
}

/* Words of a place that its type word ends: they are weighed though they are plain. */
static void mark_places(struct context *c) {
    for (uint32_t i = 0; i < c->scan->n; i++) {
        uint8_t sign = c->face[i].sign % SG_COUNT;
        if (sign != SG_FACILITY && sign != SG_STREET)
            continue;
        if (!c->mark[i].candidate)
            c->mark[i].candidate = 1;
        for (uint32_t k = i; k-- > 0 && i - k <= 2;) {
            const struct token *t = &c->scan->tok[k];
            if (!is_word(t) || (t->classes & c->bits->function) || !c->scan->tok[k + 1].space)
                break;
            if (!c->mark[k].candidate)
                c->mark[k].candidate = 1;
        }
    }
}

enum status context_make(struct context *out, const struct scan *s, const struct class_bits *b,
                         struct arena *a, struct err *e) {
    const size_t n = (size_t)s->n + 2 * CONTEXT_EDGE;
    *out = (struct context){.scan = s, .bits = b};
    out->mark = arena_alloc(a, (s->n + 1) * sizeof *out->mark);
    out->active = arena_alloc(a, (s->n + 1) * sizeof *out->active);
    struct face *face = arena_alloc(a, n * sizeof *face);
    uint32_t *word = arena_alloc(a, n * sizeof *word);
    if (!out->mark || !out->active || !face || !word)
        return err_set(e, ST_MEMORY, "out of memory");
    out->face = face + CONTEXT_EDGE;
    out->word = word + CONTEXT_EDGE;
    mark_edges(out, word + CONTEXT_EDGE);
    if (mark_all(out, word + CONTEXT_EDGE))
        mark_codes(out);
    mark_first(out);
    mark_places(out);
    return ST_OK;
}

struct slice context_rule_id(char out[CONTEXT_RULE_ID], const struct rule *r, uint8_t label) {
    const char *name = label_name(label);
    size_t n = r->id.n < 80 ? r->id.n : 80;
    memcpy(out, r->id.p, n);
    out[n] = ':';
    memcpy(out + n + 1, name, strlen(name));
    return (struct slice){out, n + 1 + strlen(name)};
}

uint32_t context_token_after(const struct scan *s, uint32_t at) {
    uint32_t lo = 0, hi = s->n;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->tok[mid].end <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

enum status context_note(struct context *c, const struct rule *r, const struct span *s,
                         struct arena *a, struct err *e) {
    char id[CONTEXT_RULE_ID];
    uint32_t hash = token_hash(context_rule_id(id, r, s->label));
    uint32_t lo = context_token_after(c->scan, s->start);
    for (uint32_t i = lo; i < c->scan->n && c->scan->tok[i].start < s->end; i++) {
        if (c->n_hits == c->cap_hits) {
            size_t cap = c->cap_hits ? c->cap_hits * 2 : 64;
            struct rule_hit *hit = arena_alloc(a, cap * sizeof *hit);
            if (!hit)
                return err_set(e, ST_MEMORY, "out of memory");
            if (c->n_hits)
                memcpy(hit, c->hit, c->n_hits * sizeof *hit);
            c->hit = hit;
            c->cap_hits = cap;
        }
        c->hit[c->n_hits++] = (struct rule_hit){i, hash, s->label};
    }
    return ST_OK;
}

static int by_token(const void *x, const void *y) {
    const struct rule_hit *a = x, *b = y;
    if (a->token != b->token)
        return a->token < b->token ? -1 : 1;
    return (a->rule_hash > b->rule_hash) - (a->rule_hash < b->rule_hash);
}

bool context_listed_name(const struct context *c, uint32_t i) {
    return listed_name(&c->scan->tok[i], c->bits);
}

/* Settles which are candidates, now that locks and hits are known, and lists the active. */
/* Figures with no word beside them are left to rules: a column of numbers says nothing of anyone.
 */
static bool has_word(const struct context *c) {
    for (uint32_t i = 0; i < c->scan->n; i++)
        if (is_word(&c->scan->tok[i]))
            return true;
    return false;
}

void context_list_active(struct context *c) {
    c->n_active = 0;
    if (!has_word(c))
        return;
    for (uint32_t i = 0; i < c->scan->n; i++) {
        struct mark *m = &c->mark[i];
        if (!(m->candidate | m->locked | m->n_hits | m->code_n) && m->tag == TAG_NONE &&
            m->seed == TAG_NONE)
            continue;
        if (m->locked)
            m->candidate = 0;
        else if (m->n_hits)
            m->candidate = c->scan->tok[i].kind == TOK_WORD || c->scan->tok[i].kind == TOK_NUMBER;
        else if (m->code_n && c->scan->tok[i].kind == TOK_WORD)
            m->candidate = 1;
        else if (m->candidate == 0 && m->seed != TAG_NONE)
            m->candidate = 2;
        if (m->candidate || m->tag == TAG_NAME || m->tag == TAG_PLACE)
            c->active[c->n_active++] = i;
    }
}

void context_finish(struct context *c) {
    if (c->n_hits)
        sort_array(c->hit, c->n_hits, sizeof *c->hit, by_token);
    size_t kept = 0;
    for (size_t i = 0; i < c->n_hits; i++) {
        if (kept && c->hit[kept - 1].token == c->hit[i].token &&
            c->hit[kept - 1].rule_hash == c->hit[i].rule_hash)
            continue;
        c->hit[kept++] = c->hit[i];
    }
    c->n_hits = kept;
    for (size_t i = kept; i-- > 0;) {
        struct mark *m = &c->mark[c->hit[i].token];
        m->hits = (uint32_t)i;
        m->n_hits++;
    }
    context_list_active(c);
}

void context_unlock(struct context *c, uint8_t tag) {
    for (uint32_t i = 0; i < c->scan->n; i++) {
        struct mark *m = &c->mark[i];
        if (!m->locked || m->tag != tag)
            continue;
        m->locked = false;
        m->tag = TAG_NONE;
        m->candidate = candidate_at(memo_at(c, i), m);
    }
    context_list_active(c);
}
