/* The context of one field: what evidence needs to know about each token beside its own look-up. */
#ifndef BLOT_FIND_CONTEXT_H
#define BLOT_FIND_CONTEXT_H

#include "base/arena.h"
#include "base/err.h"
#include "find/feature.h"
#include "find/memo.h"
#include "find/span.h"
#include "rules/ruleset.h"
#include "text/tokens.h"

/* One evidence rule that covers a token. */
struct rule_hit {
    uint32_t token;
    uint32_t rule_hash; /* of the rule's id and the group's label */
    uint8_t label;      /* enum label of the group */
};

/* What is known of one token. What makes it active comes first. */
struct mark {
    uint8_t candidate; /* evidence decides it: 0 no, 1 yes, 2 only when the record proved its word
                          elsewhere */
    bool locked;       /* settled by a rule: evidence does not touch it */
    uint8_t tag;       /* enum ev_tag: the label so far */
    uint8_t seed;      /* TAG_NAME, TAG_PLACE: a known value of the record is this word, which is
                          also an ordinary one; else TAG_NONE */
    uint16_t n_hits;
    uint16_t code_n;   /* tokens of the code it is in; 0: in none */
    uint8_t shape;     /* enum ev_shape */
    uint8_t position;  /* 0 middle, 1 sentence start, 2 line start, 3 after a colon, 4 after an
                          opening mark */
    uint8_t memory;    /* enum ev_tag of what the record proved for this word, TAG_NONE: nothing */
    uint8_t elsewhere; /* bit 0: the word stands in lower case elsewhere in the record, bit 1:
                          capitalised inside a sentence */
    uint8_t
        initials; /* of letters that may be initials what memory_elsewhere says of them, 0: none */
    uint8_t census; /* enum census */
    bool family;    /* the plural of a surname */
    bool nearly;    /* evidence was not far from a label */
    uint32_t hits;  /* index of its first hit */
    uint32_t code;  /* first token of the code it is in: a run without spaces that holds a figure
                       (12/3, SA-23-104) */
};

/* What those beside a token see of it. */
struct face {
    uint32_t word;  /* the hash of a word of the dictionary, else 0 */
    uint16_t sense; /* of a word that the list of senses has, that; else LEX_SENSES + sign */
    uint8_t sign;   /* enum ev_sign, with SIGN_CAPITAL */
    uint8_t join;   /* enum ev_join: what stands between the token before it and it */
    uint8_t symbol; /* of a symbol its character, SYMBOL_WIDE where that is not ASCII; else 0 */
    uint8_t kind;   /* enum word_kind */
};
#define SYMBOL_WIDE 0x80

#define CONTEXT_EDGE 4 /* tokens beyond the field on either side that may be asked about */

/* A bit a token: 64 of them in each, after one without tokens, and before another. */
struct token_bits {
    uint64_t *word;
};

/* The bits of the tokens from i - CONTEXT_EDGE to i + CONTEXT_EDGE, the first the lowest. */
static inline uint32_t token_bits_around(const struct token_bits *b, int64_t i) {
    const uint64_t from = (uint64_t)(i + 64 - CONTEXT_EDGE), shift = from % 64;
    const uint64_t *w = &b->word[from / 64];
    return (uint32_t)(w[0] >> shift | (w[1] << 1) << (63 - shift)) &
           ((1u << (2 * CONTEXT_EDGE + 1)) - 1);
}

/* Words of a stretch, for its style. */
struct style {
    uint32_t words, upper, lower_starts, starts, capitals;
};

/* Memory from an arena; lives as long as the record. */
struct context {
    const struct scan *scan;
    const struct class_bits *bits;
    struct mark *mark;         /* scan->n of them */
    struct face *face;         /* from -CONTEXT_EDGE to scan->n + CONTEXT_EDGE; SG_EDGE outside */
    const uint32_t *word;      /* likewise: the hash of a word of the dictionary, else 0 */
    struct token_bits strange; /* words in lower case that no English list has */
    struct token_bits type;    /* type words of houses and streets */
    struct token_bits like;    /* capitalised words that may be part of a full name */
    struct token_bits figure;  /* numbers */
    uint32_t *active;          /* in order: the candidates, and words that rules settled as NAME or
                                  PLACE */
    uint32_t n_active;
    struct rule_hit *hit;
    size_t n_hits, cap_hits;
    uint32_t strangers; /* words that may speak for another language; context_uncovered */
    struct style style; /* of the field */
    bool opaque;        /* there are placeholders among the tokens */
    bool lower;         /* the field is typed in lower case */
    bool upper;         /* the field is in capitals */
};

/* Signs, shapes, positions, runs. */
enum status context_make(struct context *out, const struct scan *s, const struct class_bits *b,
                         struct arena *a, struct err *e);

/* Marks the code that the figure at token i is in. Returns the token after its run. */
uint32_t context_mark_code(struct context *c, uint32_t i);

/* Takes tokens [from, to) out of a style of the field. */
void context_style_drop(struct style *style, const struct context *c, uint32_t from, uint32_t to);

/* Marks the tokens as they are in a field of that style. False when it is in capitals and the field
 * was not, or the other way round: then they may be other ones. */
bool context_style_take(struct context *c, const struct style *style);

#define CONTEXT_RULE_ID 96

/* The text by which features name a rule's group: "name-title:NAME", cut to fit, in out. */
struct slice context_rule_id(char out[CONTEXT_RULE_ID], const struct rule *r, uint8_t label);

/* Notes that an evidence rule covers the tokens of a span. */
enum status context_note(struct context *c, const struct rule *r, const struct span *s,
                         struct arena *a, struct err *e);

/* Sorts the hits to their tokens and decides which tokens are candidates, and lists the active
 * ones. After all context_note calls and locks. */
void context_finish(struct context *c);

/* Lists anew which tokens are candidates or have a label: after marks were changed by hand. */
void context_list_active(struct context *c);

/* Gives the tokens that rules settled with this tag back to evidence: for learning to do without
 * the rules. After context_finish. */
void context_unlock(struct context *c, uint8_t tag);

/* True when the field is text of no covered language: its words are in no list, or its letters of
 * another script. */
bool context_uncovered(const struct context *c);

/* What a face says the sense of a token is. */
static inline uint16_t face_sense(const struct token *t, uint8_t sign) {
    return t->sense ? t->sense : (uint16_t)(LEX_SENSES + sign);
}

/* context_number_size of token i. */
uint32_t context_number(const struct context *c, uint32_t i);

/* True when token i is one of these words, in lower case, NULL at their end; i may be outside. */
bool context_is_one_of(const struct context *c, int64_t i, const char *const *words);

/* The first token that ends after byte `at`; s->n when none does. */
uint32_t context_token_after(const struct scan *s, uint32_t at);

#endif
