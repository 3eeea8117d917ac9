/* Tokens: one pass cuts the view into words, numbers, symbols and line ends, gives each its shape,
 * and looks it up. The only place that looks words up; rules' callouts read the answer here.
 *
 * Grammar. A word is a run of letters and combining marks, with single apostrophes between letters
 * (O'Neil, don't); a final 's or s' is a token of its own (`poss`). Hyphens, digits and everything
 * else end a word: Smith-Jones is word, symbol, word; 13yo is number, word; LU3 is word, number. A
 * number is a run of decimal digits. Every other character that is no space is a symbol of its own.
 * A run of line ends is one `line` token (a tab, which forms use between cells, is a symbol). */
#ifndef BLOT_TEXT_TOKENS_H
#define BLOT_TEXT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "text/hash.h"
#include "text/lexicon.h"

enum token_kind { TOK_WORD, TOK_NUMBER, TOK_SYMBOL, TOK_POSS, TOK_LINE };

enum token_shape {
    SHAPE_NONE,   /* not a word */
    SHAPE_LOWER,  /* word */
    SHAPE_CAP,    /* Word, McAllister */
    SHAPE_UPPER,  /* WORD, two letters or more */
    SHAPE_LETTER, /* A: one capital */
    SHAPE_MIXED,  /* iPhone, CAMHSs */
    SHAPE_OTHER   /* a word with letters that are not Latin */
};

struct token {
    uint32_t start, end; /* bytes in the view */
    /* From here to classes: what the form alone says, but for space and, of phrases, how many. */
    uint8_t kind;  /* enum token_kind */
    uint8_t shape; /* enum token_shape */
    uint8_t space; /* white space stands before it (line ends count) */
    uint8_t
        phrase; /* tokens in the longest listed phrase that starts here; 0: none of two or more */
    uint8_t given, surname, place, level; /* of the word, as in struct lex_entry */
    uint16_t capital;                     /* likewise */
    uint8_t sense;                        /* likewise */
    uint32_t hash;                        /* of the look-up key; 0 for what is no word */
    uint32_t memo;   /* what the cache's owner keeps with this form (word_memo_fn); 0 without it */
    uint32_t form;   /* the number of this form in the cache, never given twice; 0: none */
    lex_set classes; /* of the word alone */
    lex_set phrase_classes; /* of the phrase that starts here */
    lex_set in_phrase;      /* classes of phrases that cover this token */
};

/* The form's part of a token, as it lies there. */
#define TOKEN_FORM_AT    offsetof(struct token, kind)
#define TOKEN_FORM_BYTES (offsetof(struct token, phrase_classes) - TOKEN_FORM_AT)

struct token_form {
    unsigned char bytes[TOKEN_FORM_BYTES];
};

/* One field ready for rules. All memory from the arena given to tokens_make. */
struct scan {
    struct slice text; /* the view's text */
    struct token *tok;
    uint32_t n;
};

enum status tokens_make(struct scan *out, struct slice text, const struct lexicon *lx,
                        struct arena *a, struct err *e);

struct word_cache;

/* The same with a cache (which may be NULL) of words looked up before in this lexicon. */
enum status tokens_make_cached(struct scan *out, struct slice text, const struct lexicon *lx,
                               struct word_cache *cache, struct arena *a, struct err *e);

/* The index of the token that ends at byte `at`, searching from token `from` on; UINT32_MAX: none.
 */
uint32_t tokens_ending(const struct scan *s, uint32_t from, uint32_t at);

#endif
