#include "find/memo.h"

#include "find/feature.h"
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
        .gazetteer = bit(lx, "place"),
        .given = bit(lx, "given"),
        .surname = bit(lx, "surname"),
        .ordinary = bit(lx, "ordinary"),
    };
    kind_words_init(&b->function_kinds);
    b->name_lists = b->given | b->surname | b->name_word;
    for (int c = 0; lexicon_class_name(lx, c); c++)
        b->hash[c] = token_hash(slice_of(lexicon_class_name(lx, c)));
    b->phrases = b->title | b->kin | b->time | b->number_word | b->country | b->group |
                 b->facility | b->street | b->particle | b->role | b->say | b->safe | b->place;
    b->shown = ~(b->given | b->surname | b->ordinary | b->gazetteer | b->function);
}

static bool is_word(const struct token *t) {
    return t->kind == TOK_WORD;
}

static bool capitalised(const struct token *t) {
    return t->shape == SHAPE_CAP || t->shape == SHAPE_UPPER || t->shape == SHAPE_LETTER ||
           t->shape == SHAPE_MIXED;
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

/* A word that no list has: made of words that lists have, or a slip of one. */
static uint8_t unknown_sign(struct slice word, const struct class_bits *b) {
    char text[LEX_KEY_MAX];
    struct slice key = {text, fold_key(text, sizeof text, word)};
    if (key.n && word_is_derived(b->lexicon, key))
        return SG_DERIVED;
    return lexicon_slip(b->lexicon, key) ? SG_SLIP : SG_UNKNOWN;
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
    if (sign == SG_UNKNOWN)
        sign = unknown_sign(text, b);
    return (uint8_t)(sign + (capitalised(t) ? SIGN_CAPITAL : 0));
}

static uint8_t plain_shape(const struct token *t) {
    static const uint8_t of[] = {
        [SHAPE_NONE] = ES_NONE,   [SHAPE_LOWER] = ES_LOWER,   [SHAPE_CAP] = ES_CAP,
        [SHAPE_UPPER] = ES_UPPER, [SHAPE_LETTER] = ES_LETTER, [SHAPE_MIXED] = ES_MIXED,
        [SHAPE_OTHER] = ES_OTHER};
    return t->kind == TOK_NUMBER ? (uint8_t)ES_NUMBER : of[t->shape];
}

bool context_listed_name(const struct token *t, const struct class_bits *b) {
    return t->given || t->surname || (t->classes & b->name_word);
}

static uint8_t word_candidate(const struct token *t, struct slice text,
                              const struct class_bits *b) {
    bool plain = (t->classes & (b->function | b->safe)) != 0;
    bool named = context_listed_name(t, b) || t->place || (t->classes & (b->place | b->country)) ||
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

uint32_t context_number_size(struct slice text) {
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

/* The kind of what stands there as its neighbours see it. */
static uint32_t kind_of(const struct token *t, uint8_t sign, const struct class_bits *b) {
    uint8_t base = sign % SG_COUNT;
    if (base == SG_LINE || base == SG_STOP)
        return KIND_EDGE;
    if (base == SG_COMMA)
        return KIND_COMMA;
    if (base == SG_NUMBER)
        return KIND_NUMBER;
    if (base == SG_POSSESSIVE)
        return KIND_POSSESSIVE;
    if (base >= SG_COLON && base <= SG_SYMBOL)
        return KIND_SYMBOL;
    if (t->classes & b->function)
        return kind_of_function(&b->function_kinds, t->hash);
    if (sign >= SIGN_CAPITAL)
        return KIND_CAPITAL;
    return t->sense ? kind_of_sense(t->sense) : (uint32_t)KIND_UNKNOWN;
}

/* A capitalised word that may be part of a full name. */
static bool like_name(const struct token *t, struct slice text, const struct class_bits *b) {
    const lex_set other =
        b->function | b->safe | b->title | b->role | b->facility | b->street | b->time | b->kin;
    if (!is_word(t) || text.n <= 2 ||
        (t->shape != SHAPE_CAP && t->shape != SHAPE_MIXED && t->shape != SHAPE_UPPER))
        return false;
    if (context_listed_name(t, b))
        return !(t->classes & b->function);
    return t->level == 0 && !(t->classes & other);
}

static uint32_t form_memo(const struct token *t, struct slice text, uint8_t sign,
                          const struct class_bits *b) {
    if (t->kind == TOK_NUMBER)
        return context_number_size(text) << MEMO_NUMBER_AT;
    return kind_of(t, sign, b) << MEMO_KIND_AT |
           (like_name(t, text, b) ? (uint32_t)MEMO_LIKE_NAME : 0u);
}

uint32_t context_memo(const void *bits, const struct token *t, struct slice text) {
    const struct class_bits *b = bits;
    uint8_t sign = sign_of(t, text, b);
    return sign | (uint32_t)plain_shape(t) << MEMO_SHAPE_AT |
           (uint32_t)context_census(b, t, text, sign) << MEMO_CENSUS_AT |
           form_memo(t, text, sign, b) | (uint32_t)candidate_of(t, text, b) << MEMO_CANDIDATE_AT |
           style_memo(t, b) | word_memo(t, b) | (is_family(t, text, b) ? MEMO_FAMILY : 0u) |
           (capitalised(t) ? MEMO_CAPITAL : 0u) | (uint32_t)MEMO_MADE;
}

uint32_t context_opaque_memo(bool word, uint8_t sign, uint8_t shape) {
    const uint32_t kind = sign >= SIGN_CAPITAL ? KIND_CAPITAL : KIND_SYMBOL;
    return sign | (uint32_t)shape << MEMO_SHAPE_AT | (word ? MEMO_WORD : 0u) |
           (word ? kind << MEMO_KIND_AT : 0u) | (uint32_t)MEMO_OPAQUE | (uint32_t)MEMO_MADE;
}

bool context_memo_is_opaque(uint32_t memo) {
    return memo & MEMO_OPAQUE;
}
