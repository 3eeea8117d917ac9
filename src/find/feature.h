/* Features by name and by number.
 *
 * A feature is a template with one or two values, such as `word-1` = nurse, or `class` = given with
 * shape = cap. Its number is a hash of the three, made from the values' text, so that a table of
 * weights needs no other list to be read. Two features of one number would share a weight;
 * weights_pack refuses a table in which that happens. */
#ifndef BLOT_FIND_FEATURE_H
#define BLOT_FIND_FEATURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"
#include "find/kind.h"
#include "text/lexicon.h"

/* What a value is, and so how it is written. */
enum value_type {
    V_NONE,   /* no second value */
    V_SMALL,  /* a small number */
    V_SIZE,   /* a figure's size, one of few */
    V_SHAPE,  /* enum ev_shape */
    V_SIGN,   /* enum ev_sign: the one thing a token is most */
    V_CLASS,  /* hash of a lexicon class's name */
    V_RULE,   /* hash of a rule's id */
    V_WORD,   /* hash of a word of the dictionary of ordinary words */
    V_FORM,   /* V_WORD of such a word, else enum ev_sign of what stands there */
    V_LABEL,  /* enum ev_tag */
    V_SENSE,  /* struct face.sense: of a word its sense, else enum ev_sign of what stands there */
    V_SENSES, /* two of them: the left from bit 9 on */
    V_KIND,   /* enum word_kind */
    V_KINDS,  /* two of them: the left from bit KIND_BITS on */
    V_SIGN_KIND, /* enum ev_sign from bit KIND_BITS on, enum word_kind below */
    V_CAPITAL,   /* struct token.capital */
    V_AFFIX,     /* up to four letters, packed */
    V_SYMBOL     /* a character, or what else joins two tokens */
};

/* id, name in the table, first value, second value */
#define FEATURE_TEMPLATES(X)                                                                       \
    X(F_THRESHOLD, "threshold", V_SMALL, V_NONE)                                                   \
    X(F_SHAPE, "shape", V_SHAPE, V_NONE)                                                           \
    X(F_SIGN, "sign", V_SIGN, V_SHAPE)                                                             \
    X(F_CLASS, "class", V_CLASS, V_SHAPE)                                                          \
    X(F_PHRASE, "phrase", V_CLASS, V_SHAPE)                                                        \
    X(F_PRIOR_GIVEN, "given,level", V_SMALL, V_SMALL)                                              \
    X(F_PRIOR_SURNAME, "surname,level", V_SMALL, V_SMALL)                                          \
    X(F_PRIOR_PLACE, "place,level", V_SMALL, V_SMALL)                                              \
    X(F_WORD, "word", V_WORD, V_SHAPE)                                                             \
    X(F_SUFFIX3, "suffix3", V_AFFIX, V_SHAPE)                                                      \
    X(F_SUFFIX2, "suffix2", V_AFFIX, V_SHAPE)                                                      \
    X(F_PREFIX3, "prefix3", V_AFFIX, V_SHAPE)                                                      \
    X(F_CAPITAL_KIND, "capital-kind", V_SMALL, V_SHAPE)                                            \
    X(F_CAPITAL, "capital", V_CAPITAL, V_SHAPE)                                                    \
    X(F_WORD_L1, "word-1", V_WORD, V_SHAPE)                                                        \
    X(F_WORD_R1, "word+1", V_WORD, V_SHAPE)                                                        \
    X(F_SIGN_L1, "sign-1", V_SIGN, V_SHAPE)                                                        \
    X(F_SIGN_R1, "sign+1", V_SIGN, V_SHAPE)                                                        \
    X(F_SIGN_L2, "sign-2", V_SIGN, V_SHAPE)                                                        \
    X(F_SIGN_R2, "sign+2", V_SIGN, V_SHAPE)                                                        \
    X(F_SIGN_L1_0, "sign-1,sign", V_SIGN, V_SIGN)                                                  \
    X(F_SIGN_0_R1, "sign,sign+1", V_SIGN, V_SIGN)                                                  \
    X(F_SENSE_L1, "sense-1", V_SENSE, V_SHAPE)                                                     \
    X(F_SENSE_R1, "sense+1", V_SENSE, V_SHAPE)                                                     \
    X(F_SENSE_L2, "sense-2", V_SENSE, V_SHAPE)                                                     \
    X(F_SENSE_R2, "sense+2", V_SENSE, V_SHAPE)                                                     \
    X(F_SENSES_L, "sense-1+sense", V_SENSES, V_SHAPE)                                              \
    X(F_SENSES_R, "sense+sense+1", V_SENSES, V_SHAPE)                                              \
    X(F_KINDS_R, "kind+kind+1", V_KINDS, V_SHAPE)                                                  \
    X(F_KINDS_RR, "kind+1+kind+2", V_KINDS, V_SHAPE)                                               \
    X(F_KINDS_LR, "kind-1+kind+1", V_KINDS, V_SHAPE)                                               \
    X(F_KIND_ELSEWHERE, "kind+1,elsewhere", V_KIND, V_SMALL)                                       \
    X(F_STRANGE, "strange", V_SMALL, V_SHAPE)                                                      \
    X(F_STRANGE_SIGN, "strange,sign", V_SMALL, V_SIGN)                                             \
    X(F_RUN, "run", V_SMALL, V_SHAPE)                                                              \
    X(F_RUN_SIGN, "run,sign", V_SMALL, V_SIGN)                                                     \
    X(F_INITIALS, "initials", V_SMALL, V_SHAPE)                                                    \
    X(F_INITIALS_L1, "initials,sign-1", V_SMALL, V_SIGN)                                           \
    X(F_INITIALS_R1, "initials,sign+1", V_SMALL, V_SIGN)                                           \
    X(F_FAMILY, "family,kind-1", V_KIND, V_SMALL)                                                  \
    X(F_LABEL_L1, "label-1", V_LABEL, V_SHAPE)                                                     \
    X(F_LABEL_L1_SIGN, "label-1,sign", V_LABEL, V_SIGN)                                            \
    X(F_LABEL_L2_L1, "label-2,label-1", V_LABEL, V_LABEL)                                          \
    X(F_LABEL_L1_JOIN, "label-1,join", V_LABEL, V_SYMBOL)                                          \
    X(F_RULE, "rule", V_RULE, V_NONE)                                                              \
    X(F_RULE_SIGN, "rule,sign", V_RULE, V_SIGN)                                                    \
    X(F_JOIN_L, "join-1", V_SYMBOL, V_SHAPE)                                                       \
    X(F_JOIN_R, "join+1", V_SYMBOL, V_SHAPE)                                                       \
    X(F_POSITION, "position", V_SMALL, V_SIGN)                                                     \
    X(F_MEMORY, "memory", V_LABEL, V_SHAPE)                                                        \
    X(F_MEMORY_SIGN, "memory,sign", V_LABEL, V_SIGN)                                               \
    X(F_ELSEWHERE, "elsewhere", V_SMALL, V_SHAPE)                                                  \
    X(F_POSSESSIVE, "possessive", V_SIGN, V_SHAPE)                                                 \
    X(F_WORD_L2, "word-2", V_WORD, V_SHAPE)                                                        \
    X(F_WORD_R2, "word+2", V_WORD, V_SHAPE)                                                        \
    X(F_WORD_L1_SIGN, "word-1,sign", V_WORD, V_SIGN)                                               \
    X(F_WORD_R1_SIGN, "word+1,sign", V_WORD, V_SIGN)                                               \
    X(F_NUMBER, "number", V_SMALL, V_NONE)                                                         \
    X(F_NUMBER_L1, "number,sign-1", V_SMALL, V_SIGN)                                               \
    X(F_NUMBER_R1, "number,sign+1", V_SMALL, V_SIGN)                                               \
    X(F_CODE, "code", V_AFFIX, V_SHAPE)                                                            \
    X(F_CODE_L1, "code,sign-before", V_AFFIX, V_SIGN)                                              \
    X(F_CODE_R1, "code,sign-behind", V_AFFIX, V_SIGN)                                              \
    X(F_CODE_WORD, "word-before-code", V_WORD, V_SHAPE)                                            \
    X(F_CODE_WORD2, "word-before-that", V_WORD, V_SHAPE)                                           \
    X(F_FORM_LL, "form-2,form-1", V_FORM, V_FORM)                                                  \
    X(F_FORM_LR, "form-1,form+1", V_FORM, V_FORM)                                                  \
    X(F_FORM_RR, "form+1,form+2", V_FORM, V_FORM)                                                  \
    X(F_OWN_L1, "word,form-1", V_WORD, V_FORM)                                                     \
    X(F_OWN_R1, "word,form+1", V_WORD, V_FORM)                                                     \
    X(F_OWN_KINDS, "word,kind-1+kind+1", V_WORD, V_KINDS)                                          \
    X(F_OWN_LABEL, "word,label-1", V_WORD, V_LABEL)                                                \
    X(F_OWN_L2, "word,form-2", V_WORD, V_FORM)                                                     \
    X(F_OWN_R2, "word,form+2", V_WORD, V_FORM)                                                     \
    X(F_TRIGRAM_L, "form-1,sign+kind-2", V_FORM, V_SIGN_KIND)                                      \
    X(F_TRIGRAM_R, "form+1,sign+kind+2", V_FORM, V_SIGN_KIND)                                      \
    X(F_OWN_ELSEWHERE, "word,elsewhere", V_WORD, V_SMALL)                                          \
    X(F_FIG_L1, "figure,form-1", V_SMALL, V_FORM)                                                  \
    X(F_FIG_R1, "figure,form+1", V_SMALL, V_FORM)                                                  \
    X(F_FIG_L2, "figure,form-2", V_SMALL, V_FORM)                                                  \
    X(F_FIG_R2, "figure,form+2", V_SMALL, V_FORM)                                                  \
    X(F_FIG_LL, "figure:form-2,form-1", V_FORM, V_FORM)                                            \
    X(F_FIG_LR, "figure:form-1,form+1", V_FORM, V_FORM)                                            \
    X(F_FIG_RR, "figure:form+1,form+2", V_FORM, V_FORM)                                            \
    X(F_FIG_CLASS_L1, "figure,class-1", V_CLASS, V_SIZE)                                           \
    X(F_FIG_CLASS_R1, "figure,class+1", V_CLASS, V_SIZE)                                           \
    X(F_FIG_CLASS_L2, "figure,class-2", V_CLASS, V_SIZE)                                           \
    X(F_FIG_CLASS_R2, "figure,class+2", V_CLASS, V_SIZE)                                           \
    X(F_FIG_PLURAL, "figure,plural", V_SMALL, V_SMALL)                                             \
    X(F_FIG_PERSON, "figure,person", V_SMALL, V_SMALL)                                             \
    X(F_FIG_SENSE_L1, "figure,sense-1", V_SENSE, V_SIZE)                                           \
    X(F_FIG_SENSE_R1, "figure,sense+1", V_SENSE, V_SIZE)                                           \
    X(F_FIG_SENSE_L2, "figure,sense-2", V_SENSE, V_SIZE)                                           \
    X(F_FIG_SENSE_R2, "figure,sense+2", V_SENSE, V_SIZE)                                           \
    X(F_FIG_LAST, "figure,last", V_SMALL, V_SMALL)                                                 \
    X(F_FIG_BEFORE, "figure,before", V_WORD, V_NONE)                                               \
    X(F_FIG_BEHIND, "figure,behind", V_WORD, V_NONE)

enum feature_template {
#define X(id, name, a, b) id,
    FEATURE_TEMPLATES(X)
#undef X
        F_COUNT
};

/* The shape of a word as evidence sees it: with the style of its sentence and record. */
enum ev_shape {
    ES_NONE,
    ES_LOWER,        /* lower case where others are capitalised */
    ES_LOWER_RECORD, /* lower case in a record typed so */
    ES_CAP,
    ES_CAP_FIRST, /* capitalised at the start of a sentence */
    ES_UPPER,
    ES_UPPER_SENTENCE, /* capitals in a sentence of capitals */
    ES_LETTER,
    ES_MIXED,
    ES_OTHER,
    ES_NUMBER,
    ES_COUNT
};

/* The one thing a token is most, by the first class that fits; SIGN_CAPITAL is added to a
 * capitalised word's. */
enum ev_sign {
    SG_EDGE,
    SG_LINE,
    SG_NUMBER,
    SG_POSSESSIVE,
    SG_COMMA,
    SG_STOP,
    SG_COLON,
    SG_QUOTE,
    SG_OPEN,
    SG_CLOSE,
    SG_HYPHEN,
    SG_SLASH,
    SG_SYMBOL,
    SG_LETTER,
    SG_TITLE,
    SG_KIN,
    SG_ROLE,
    SG_SAY,
    SG_PARTICLE,
    SG_TIME,
    SG_NUMBER_WORD,
    SG_FACILITY,
    SG_STREET,
    SG_SAFE,
    SG_COUNTRY,
    SG_GROUP,
    SG_FUNCTION,
    SG_NAME_PLACE,
    SG_NAME,
    SG_NAME_WORD,
    SG_NAME_WORD_WEAK,
    SG_PLACE,
    SG_PLACE_WORD,
    SG_ORDINARY,
    SG_FOREIGN,
    SG_UNKNOWN,
    SG_DERIVED,
    SG_KIN_NAME,
    SG_CLASS_NAME,
    SG_SLIP,
    SG_COUNT
};
#define SIGN_CAPITAL SG_COUNT /* signs have no gaps: tables are indexed by them */
#define SIGN_VALUES  (2 * SG_COUNT)
#define SENSE_VALUES (LEX_SENSES + SIGN_VALUES)
#define SENSE_BITS   9 /* that SENSE_VALUES takes */

/* What is known of a token's label: what evidence gave, or what rules settled. */
enum ev_tag {
    TAG_EDGE,
    TAG_NONE,
    TAG_NAME,
    TAG_PLACE,
    TAG_AGE,
    TAG_DATE,
    TAG_ID,
    TAG_OTHER,
    TAG_LEFT,
    TAG_COUNT
};

/* Joins beside characters: what stands between two tokens. */
enum ev_join { JOIN_SPACE = 1, JOIN_LINE = 2, JOIN_TOUCH = 3, JOIN_EDGE = 4, JOIN_GAP = 5 };

struct feature {
    uint32_t a, b;
    uint8_t tpl; /* enum feature_template */
};

/* The number of a feature; never 0. */
static inline uint32_t feature_key(uint8_t tpl, uint32_t a, uint32_t b) {
    uint64_t h = ((uint64_t)a << 32 | b) ^ (uint64_t)(tpl + 1u) * 0x9E3779B97F4A7C15u;
    h *= 0xBF58476D1CE4E5B9u;
    h ^= h >> 31;
    h *= 0x94D049BB133111EBu;
    uint32_t k = (uint32_t)(h >> 32);
    return k + (k == 0);
}

/* Template and values from their text in the table. False when one is unknown. */
bool feature_parse(struct feature *out, struct slice tpl, struct slice a, struct slice b);

#define FEATURE_TEXT 48 /* bytes that hold a value's text and its end */

/* The text of an enumerated value (not of V_CLASS, V_RULE, V_WORD, whose text the caller knows),
 * NUL-terminated in out. */
void feature_value(char out[FEATURE_TEXT], enum value_type type, uint32_t value);

const char *feature_template_name(uint8_t tpl);
enum value_type feature_type_a(uint8_t tpl);
enum value_type feature_type_b(uint8_t tpl);

#endif
