/* The pieces of a word that something stands in: a line's end with its hyphen, tags and emphasis
 * (Dar<b>cey</b>), brackets (Dar(cey)), pictures. */
#ifndef BLOT_FIND_PIECES_H
#define BLOT_FIND_PIECES_H

#include "find/context.h"
#include "text/fold.h"

/* A field; the view's source has the tags. All borrowed. */
struct pieces {
    const struct context *context;
    const struct view *view;
};

/* True when token i, which may be beyond the field, is a word in small letters. */
bool piece_is_lower(const struct context *c, uint32_t i);

/* The token that goes on with the word at token i on the next line, or behind the space that has
 * come into the place of the line's end, in small letters (Whit- / taker, Whit= / taker, Whit-
 * taker), or in capitals as it is (WHIT- / TAKER); 0: none. */
uint32_t piece_of_line(const struct pieces *p, uint32_t i);

/* The token from which piece_of_line leads to token i; i when there is none. */
uint32_t piece_before_line(const struct pieces *p, uint32_t i);

enum piece_gap { GAP_TAGS, GAP_MARKS };

/* False when nothing of the kind stands behind token i. */
bool piece_may_follow(const struct pieces *p, uint32_t i);

/* The word that goes on with the word at token i when nothing stands between them but what a reader
 * does not see, tags, or signs without spaces, emphasis, brackets and pictures; 0: none. */
uint32_t piece_of_markup(const struct pieces *p, uint32_t i, enum piece_gap *gap);

#endif
