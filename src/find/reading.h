/* Words read as they were meant: figures and signs as the letters they look like or came from
 * (Jenk1ns, 0liver, Siobh?n), letters drawn out, doubled, in capitals at random, two names run
 * together. Tokens are numbers of the context's. */
#ifndef BLOT_FIND_READING_H
#define BLOT_FIND_READING_H

#include "find/context.h"

enum {
    READING_SOURCES = 2,     /* lists that a name stands in */
    READING_SURE = 3,        /* the same, of a surname that is a word too */
    READING_KNOWN = 10,      /* level of a word that many know */
    READING_LEAST = 3,       /* letters of a word with a figure */
    READING_LEAST_FIRST = 4, /* the same, when the figure comes first: 7am */
    READING_PARTS = 7        /* tokens of one */
};

/* Letters that are read as one word. {.n = 0}: none yet. */
struct reading {
    char p[LEX_KEY_MAX];
    size_t n;
};

/* False when there is no room. */
bool reading_add(struct reading *r, struct slice s);

/* Whether a list has the word. */
bool reading_find(struct lex_entry *e, const struct context *c, const struct reading *r);

/* Whether it is a name, or may be one for a word with a capital. */
bool reading_is_name(const struct context *c, const struct reading *r, bool capital);

/* Whether it is a word of English, which many know if `known`, and no name nor part of an address.
 */
bool reading_is_plain(const struct context *c, const struct reading *r, bool known);

/* The text of token i, and its first byte. */
struct slice reading_text(const struct context *c, uint32_t i);
char reading_char(const struct context *c, uint32_t i);

/* A figure or sign that may stand for a letter. */
bool reading_like_letter(const struct context *c, uint32_t i);

/* A word that no list knows: a piece of one. */
bool reading_is_piece(const struct token *t);

/* Whether a letter of s is drawn out: yesss. */
bool reading_has_run(struct slice s);

/* True when tokens i and i + 1 touch and are parts of one word with figures in it. */
bool reading_goes_on(const struct context *c, uint32_t i);

/* Whether tokens [first, last], which touch, are a word with figures that ends in a letter, or in a
 * figure behind what no list knows, and a name once they are read as letters. */
bool reading_misread(const struct context *c, uint32_t first, uint32_t last);

/* Whether tokens [first, last] are a name once they are read as letters, whatever their kinds. */
bool reading_misread_name(const struct context *c, uint32_t first, uint32_t last);

/* Whether they are a plain word with figures in the place of letters: D1scharge. */
bool reading_misread_word(const struct context *c, uint32_t first, uint32_t last);

/* Whether a word that no list knows is a plain one once an m or w is whole again: Surnmary. */
bool reading_smudged_word(const struct context *c, uint32_t i);

/* Whether token i is a name in odd letters: dARCEY, Darceyyy, DARCEYWHITLOCK, lonescu, FFiioonn. */
bool reading_odd_name(const struct context *c, uint32_t i);

#endif
