/* The table of weights laid out by value, so that the features of few values (signs, shapes,
 * labels, classes, ASCII characters) are found by index and only those of words and rules by hash.
 * It holds the same rows: a sum over it is the sum over the table. */
#ifndef BLOT_FIND_DENSE_H
#define BLOT_FIND_DENSE_H

#include "find/context.h"
#include "find/feature.h"
#include "find/weights.h"

/* Weights of one feature, one a label and a zero: a row is added at once. */
typedef int32_t dense_row __attribute__((vector_size(32)));

/* No sum of so many rows of weights up to DENSE_WEIGHT_MAX overflows a row. */
#define DENSE_SUM_ROWS   256
#define DENSE_WEIGHT_MAX (INT32_MAX / DENSE_SUM_ROWS)

/* How many values of each type have rows; 0: too many to lay out. Values beyond are found by
 * hash. */
enum dense_values {
    DENSE_V_NONE = 1,
    DENSE_V_SMALL = 32,
    DENSE_V_SHAPE = ES_COUNT,
    DENSE_V_SIGN = SIGN_VALUES,
    DENSE_V_SIGNS = 0,
    DENSE_V_CLASS = LEX_CLASSES_MAX,
    DENSE_V_RULE = 0,
    DENSE_V_WORD = 0,
    DENSE_V_LABEL = TAG_COUNT,
    DENSE_V_AFFIX = 0,
    DENSE_V_SYMBOL = 128
};

/* Where the rows of each template begin: those of a, b at (a * values of b + b). */
enum dense_layout {
#define X(id, name, a, b) id##_ROWS, id##_END = id##_ROWS + DENSE_##a * DENSE_##b - 1,
    FEATURE_TEMPLATES(X)
#undef X
        DENSE_ROWS
};

struct dense {
    const struct weights *weights; /* borrowed */
    dense_row row[DENSE_ROWS];
};

/* Borrows w for its life. Classes are numbered as in the lexicon of b. *out is NULL when w holds a
 * weight over DENSE_WEIGHT_MAX: the table is to be used as it is. Free with dense_free. */
enum status dense_new(struct dense **out, const struct weights *w, const struct class_bits *b,
                      struct err *e);

void dense_free(struct dense *d);

/* Adds the weights of a row, side by side. (Vectors are not returned by value: their size is beyond
 * some ABIs.) */
static inline __attribute__((always_inline)) void dense_take(dense_row *sum, const int32_t *w) {
    *sum += (dense_row){w[EV_NAME], w[EV_PLACE], w[EV_AGE], w[EV_DATE], w[EV_ID], 0, 0, 0};
}

/* What the compiler knows of a template that is written out in the call. */
struct dense_part {
    uint32_t first, na, nb;
};

static inline __attribute__((always_inline)) struct dense_part dense_part(uint8_t tpl) {
    switch (tpl) {
#define X(id, name, a, b)                                                                          \
    case id:                                                                                       \
        return (struct dense_part){id##_ROWS, DENSE_##a, DENSE_##b};
        FEATURE_TEMPLATES(X)
#undef X
    default:
        return (struct dense_part){0, 0, 0};
    }
}

/* Adds the weights of a feature. index is a, but for a class its number in the lexicon. */
static inline __attribute__((always_inline)) void dense_add(dense_row *sum, const struct dense *d,
                                                            uint8_t tpl, uint32_t index, uint32_t a,
                                                            uint32_t b) {
    const struct dense_part p = dense_part(tpl);
    if (index < p.na && b < p.nb) {
        *sum += d->row[p.first + index * p.nb + b];
        return;
    }
    const int32_t *w = weights_find(d->weights, feature_key(tpl, a, b));
    if (w)
        dense_take(sum, w);
}

#endif
