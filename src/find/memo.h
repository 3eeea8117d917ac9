/* What a form says by itself, wherever it stands: worked out once for each and kept with it
 * (word_memo_fn). */
#ifndef BLOT_FIND_MEMO_H
#define BLOT_FIND_MEMO_H

#include "find/kind.h"
#include "text/tokens.h"

/* The classes that evidence asks for by name, looked up once. */
struct class_bits {
    const struct lexicon *lexicon;
    lex_set title, kin, role, say, particle, time, number_word, ordinal, unit, facility, street,
        safe, short_forms, country, region, group, function, name_word, place, foreign, given,
        surname, name_lists, ordinary, gazetteer; /* the last: of `place` the list of that name */
    uint32_t hash[LEX_CLASSES_MAX];               /* of each class's name, for features */
    uint32_t thousand; /* hash of the word, which years are written with */
    struct kind_words function_kinds;
    lex_set shown;   /* classes that are features (those that say more than a prior does) */
    lex_set phrases; /* classes by which a phrase that covers a word changes its memo */
    struct phrase_memo *kept; /* CLASS_BITS_KEPT of them, of the tokens of one cache; NULL: none */
};

/* The memo of a form that phrases cover. */
struct phrase_memo {
    uint32_t form, memo; /* form 0: nothing yet */
    lex_set in_phrase;
};
#define CLASS_BITS_KEPT 8192u /* a power of two */

void class_bits_init(struct class_bits *b, const struct lexicon *lx);

/* What a word says of the language of its text; see context_uncovered. CENSUS_LOWER is added to a
 * word in lower case, which counts in any text; others only in text of one case. */
enum census {
    CENSUS_NOTHING,  /* no word, or one that says nothing */
    CENSUS_WORD,     /* a word of a list */
    CENSUS_EVERYDAY, /* one of the most frequent words of English, of three letters or more: am, do
                        and an are words in half of Europe */
    CENSUS_UNKNOWN,  /* a word of no list */
    CENSUS_ACCENTED  /* the same, in lower case, with a letter beyond a to z */
};
#define CENSUS_LOWER 4 /* CENSUS_ACCENTED is in the place of CENSUS_NOTHING in lower case */

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
    MEMO_KIND_AT = MEMO_NUMBER_AT, /* of all else, enum word_kind as neighbours see it */
    MEMO_KIND = 31 << MEMO_KIND_AT,
    MEMO_LIKE_NAME = 1 << 28, /* and whether it may be part of a full name */
    MEMO_OPAQUE = 1 << 29,    /* stands for something that is not shown */
    MEMO_MADE = 1 << 30
};
#define MEMO_FAMILY      (1u << 31) /* the plural of a surname */
#define CANDIDATE_INSIDE 3          /* a candidate of its own when capitalised inside a sentence */

/* The classes a word has in its shape: Abi and Rui are no acronyms though ABI and RUI are. */
lex_set context_classes(const struct token *t, const struct class_bits *b);

/* The size of a number, in steps that tell ages and years apart; those from 40 on begin with a
 * nought, or are no number that could be either. Below 64. */
uint32_t context_number_size(struct slice text);

/* True when the word could be somebody's name by the lists. */
bool context_listed_name(const struct token *t, const struct class_bits *b);

/* What a memo says of the kind. */
static inline uint8_t memo_kind(uint32_t memo, enum token_kind kind) {
    return kind == TOK_NUMBER ? (uint8_t)KIND_NUMBER
                              : (uint8_t)((memo & MEMO_KIND) >> MEMO_KIND_AT);
}

/* What the word says of its text's language; sign without SIGN_CAPITAL. */
uint8_t context_census(const struct class_bits *b, const struct token *t, struct slice text,
                       uint8_t sign);

/* What a context wants kept with each form (word_memo_fn); ctx is the struct class_bits. Tokens
 * without memos are as good, only slower. */
uint32_t context_memo(const void *bits, const struct token *t, struct slice text);

/* The memo of a token that stands for something that is not shown: it is no candidate and shows no
 * style. */
uint32_t context_opaque_memo(bool word, uint8_t sign, uint8_t shape);
bool context_memo_is_opaque(uint32_t memo);

#endif
