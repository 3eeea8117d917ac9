/* The table of weights laid out by value, so that the features of few values (signs, shapes,
 * labels, classes, ASCII characters) are found by index and only those of words and rules by hash.
 * It holds the same rows: a sum over it is the sum over the table. */
#ifndef BLOT_FIND_DENSE_H
#define BLOT_FIND_DENSE_H

#include "find/context.h"
#include "find/feature.h"
#include "find/weights.h"

struct dense_row {
    int32_t w[EV_LABELS];
    int32_t padding; /* a row never lies in two lines of the cache */
};

/* The rows of one template: row[a * nb + b] for a < na, b < nb. */
struct dense_part {
    const struct dense_row *row;
    uint32_t na, nb; /* 0 where the template's values are too many */
};

struct dense {
    const struct weights *weights; /* borrowed */
    struct dense_part part[F_COUNT];
    struct dense_row *rows; /* owned: all parts' */
};

/* Borrows w for its life. Classes are numbered as in the lexicon of b. Free with dense_free. */
enum status dense_new(struct dense **out, const struct weights *w, const struct class_bits *b,
                      struct err *e);

void dense_free(struct dense *d);

/* The weights of a feature, NULL where all are 0. index is a, but for a class its number in the
 * lexicon. */
static inline const int32_t *dense_find(const struct dense *d, uint8_t tpl, uint32_t index,
                                        uint32_t a, uint32_t b) {
    const struct dense_part *p = &d->part[tpl];
    if (index < p->na && b < p->nb)
        return p->row[index * p->nb + b].w;
    return weights_find(d->weights, feature_key(tpl, a, b));
}

#endif
