/* A field as it will be when what was found in it is replaced: a sketch, made of what is known of
 * its tokens, to see which words may then be judged otherwise. */
#ifndef BLOT_FIND_HIDDEN_H
#define BLOT_FIND_HIDDEN_H

#include "find/work.h"

struct hidden {
    struct scan scan; /* offsets as in the field's view, whose text it keeps; opaque tokens for what
                         was found */
    struct context context;
    uint32_t *from; /* for each token the first of the field that it stands for, and behind the last
                       the number of the field's tokens */
    uint32_t *at;   /* the tokens that stand for what was found, in order */
    uint32_t n;     /* of them */
    bool lower;     /* it is no longer taken for typed in lower case, or is now */
    bool unlike; /* it may be quite another: it is no longer in capitals, or half a word or listed
                    phrase is hidden; then there is nothing but this */
};

/* Hides spans (sorted, without overlap, in the view) of these labels (bits), those of `masked`
 * behind a mask. Memory from a; lists of hits are borrowed from the field. Nothing is proved by the
 * record any more. False when memory is out. */
bool hidden_make(struct hidden *out, const struct work *w, const struct span_list *spans,
                 uint32_t labels, uint32_t masked, struct arena *a);

#endif
