/* The table of weights laid out by value, so that the features of few values (signs, shapes,
 * labels, classes, ASCII characters) are found by index and only those of words and rules by hash.
 * It holds the same rows: a sum over it is the sum over the table. */
#ifndef BLOT_FIND_DENSE_H
#define BLOT_FIND_DENSE_H

#include "find/context.h"
#include "find/feature.h"
#include "find/weights.h"

/* Weights of one feature for four labels, and a sum of them, in the table's units: a row is added
 * at once. */
typedef int16_t dense_row __attribute__((vector_size(8)));
typedef int32_t dense_four __attribute__((vector_size(16)));

#define DENSE_FIRST 4 /* labels of struct dense.row; those after them are in .more */

#define DENSE_SUM_ROWS 320 /* that are added to one sum at most */

/* How many values of each type have rows; 0: too many to lay out. Values beyond are found by
 * hash. */
enum dense_values {
    DENSE_V_NONE = 1,
    DENSE_V_SMALL = 64,
    DENSE_V_SIZE = 8,
    DENSE_V_SHAPE = ES_COUNT,
    DENSE_V_SIGN = SIGN_VALUES,
    DENSE_V_SENSE = SENSE_VALUES,
    DENSE_V_SENSES = 0,
    DENSE_V_KIND = KIND_COUNT,
    DENSE_V_KINDS = KIND_COUNT << KIND_BITS,
    DENSE_V_SIGN_KIND = 0,
    DENSE_V_CAPITAL = 0,
    DENSE_V_CLASS = LEX_CLASSES_MAX,
    DENSE_V_RULE = 0,
    DENSE_V_WORD = 0,
    DENSE_V_FORM = 0,
    DENSE_V_LABEL = TAG_COUNT,
    DENSE_V_AFFIX = 0,
    DENSE_V_SYMBOL = 128
};

/* Most templates have a shape or a sign as their second value, which is the same for all features
 * of a word. What one word needs is to lie together: the rows of all these templates for one shape
 * (or sign) follow each other, and then those for the next. 1: of this type, 0: of another. */
enum dense_by_shape {
#define X(type) BY_SHAPE_##type = (type) == V_SHAPE, BY_SIGN_##type = (type) == V_SIGN,
    X(V_NONE) X(V_SMALL) X(V_SIZE) X(V_SHAPE) X(V_SIGN) X(V_SENSE) X(V_SENSES) X(V_KIND) X(V_KINDS)
        X(V_SIGN_KIND) X(V_CAPITAL) X(V_CLASS) X(V_RULE) X(V_WORD) X(V_FORM) X(V_LABEL) X(V_AFFIX)
            X(V_SYMBOL)
#undef X
};

/* Where the rows of each template begin among those of one shape, among those of one sign, and
 * among those of all other templates: there those of a, b are at (a * values of b + b). */
enum dense_shape_layout {
#define X(id, name, a, b) id##_BY_SHAPE, id##_S = id##_BY_SHAPE + DENSE_##a * BY_SHAPE_##b - 1,
    FEATURE_TEMPLATES(X)
#undef X
        DENSE_SHAPE_ROWS
};
enum dense_sign_layout {
#define X(id, name, a, b) id##_BY_SIGN, id##_G = id##_BY_SIGN + DENSE_##a * BY_SIGN_##b - 1,
    FEATURE_TEMPLATES(X)
#undef X
        DENSE_SIGN_ROWS
};
enum dense_other_layout {
#define X(id, name, a, b)                                                                          \
    id##_OTHER, id##_O = id##_OTHER + DENSE_##a * DENSE_##b * (1 - BY_SHAPE_##b - BY_SIGN_##b) - 1,
    FEATURE_TEMPLATES(X)
#undef X
        DENSE_OTHER_ROWS
};

enum dense_layout {
    DENSE_SIGNS_FROM = DENSE_SHAPE_ROWS * ES_COUNT,
    DENSE_OTHERS_FROM = DENSE_SIGNS_FROM + DENSE_SIGN_ROWS * SIGN_VALUES,
    DENSE_ROWS = DENSE_OTHERS_FROM + DENSE_OTHER_ROWS
};

/* What the features of a form alone add up to in one shape; form 0: nothing kept. */
struct dense_form {
    uint32_t form, shape; /* token.form, mark.shape */
    int32_t w[2 * DENSE_FIRST - 2];
};

#define DENSE_FORMS 16384u /* a power of two */

/* One bit for the low bits of each key that has weights. Three features in four have none, and the
 * table of weights is far memory, which this is not. */
#define DENSE_FILTER_BITS 20u

/* Rows of the table that were asked for lately, and of features that it does not hold: nine
 * questions in ten were just asked. A row's place is told by its key; key 0: empty. */
#define DENSE_NEAR 16384u /* a power of two */

struct dense {
    const struct weights *weights; /* borrowed */
    struct weight_row near[DENSE_NEAR];
    struct dense_form form[DENSE_FORMS][2]; /* by the number, and whether the shape's is odd: those
                                               that one form has follow each other */
    uint64_t filter[1u << DENSE_FILTER_BITS >> 6];
    dense_row row[DENSE_ROWS];
    int16_t more[DENSE_ROWS]; /* apart, as words are seldom weighed for this label */
};

/* A sum under way. Features without rows of their own wait in key until the end. Small, so that it
 * stays in registers. */
struct dense_sum {
    dense_four row;
    int32_t more;
    bool with_more; /* what is added to `more` counts */
    uint32_t n_keys;
    uint32_t *key; /* DENSE_SUM_ROWS of them */
};

/* A sum that waits for its weights. */
struct dense_wait {
    struct dense_sum sum;
    uint32_t labels; /* evidence_allowed */
    uint32_t key[DENSE_SUM_ROWS];
};

/* Borrows w for its life. Classes are numbered as in the lexicon of b. Free with dense_free. */
enum status dense_new(struct dense **out, const struct weights *w, const struct class_bits *b,
                      struct err *e);

void dense_free(struct dense *d);

/* What the compiler knows of a template that is written out in the call: the row of values a, b is
 * at first + a * by_a + b * by_b. */
struct dense_part {
    uint32_t first, by_a, by_b, na, nb;
    enum value_type a, b;
};

static inline __attribute__((always_inline)) struct dense_part dense_part(uint8_t tpl) {
    switch (tpl) {
#define X(id, name, a, b)                                                                          \
    case id:                                                                                       \
        return BY_SHAPE_##b  ? (struct dense_part){id##_BY_SHAPE,                                  \
                                                   1,                                              \
                                                   DENSE_SHAPE_ROWS,                               \
                                                   DENSE_##a,                                      \
                                                   DENSE_##b,                                      \
                                                   a,                                              \
                                                   b}                                              \
               : BY_SIGN_##b ? (struct dense_part){DENSE_SIGNS_FROM + id##_BY_SIGN,                \
                                                   1,                                              \
                                                   DENSE_SIGN_ROWS,                                \
                                                   DENSE_##a,                                      \
                                                   DENSE_##b,                                      \
                                                   a,                                              \
                                                   b}                                              \
                             : (struct dense_part){DENSE_OTHERS_FROM + id##_OTHER,                 \
                                                   DENSE_##b,                                      \
                                                   1,                                              \
                                                   DENSE_##a,                                      \
                                                   DENSE_##b,                                      \
                                                   a,                                              \
                                                   b};
        FEATURE_TEMPLATES(X)
#undef X
    default:
        return (struct dense_part){0, 0, 0, 0, 0, V_WORD, V_WORD};
    }
}

/* Values of these types are never beyond their rows. */
static inline __attribute__((always_inline)) bool dense_holds(enum value_type type, uint32_t value,
                                                              uint32_t rows) {
    bool enumerated = type == V_NONE || type == V_SHAPE || type == V_SIGN || type == V_SENSE ||
                      type == V_KIND || type == V_KINDS || type == V_LABEL;
    return enumerated ? rows > 0 : value < rows;
}

/* 0 when a key has no weights. */
static inline uint32_t dense_may_hold(const struct dense *d, uint32_t key) {
    uint32_t bit = key & ((1u << DENSE_FILTER_BITS) - 1);
    return (uint32_t)(d->filter[bit / 64] >> bit % 64 & 1);
}

/* Adds a feature that has no row of its own, if `is`. */
static inline __attribute__((always_inline)) void dense_add_key(struct dense_sum *sum,
                                                                const struct dense *d, uint8_t tpl,
                                                                uint32_t a, uint32_t b, bool is) {
    uint32_t key = feature_key(tpl, a, b);
    sum->key[sum->n_keys] = key;
    sum->n_keys += dense_may_hold(d, key) & is;
}

/* Adds a feature, if `is`, of which nothing branches. index is a, but for a class its number in the
 * lexicon. */
static inline __attribute__((always_inline)) void dense_add_if(struct dense_sum *sum,
                                                               const struct dense *d, uint8_t tpl,
                                                               uint32_t index, uint32_t a,
                                                               uint32_t b, bool is) {
    const struct dense_part p = dense_part(tpl);
    if (!dense_holds(p.a, index, p.na) || !dense_holds(p.b, b, p.nb)) {
        dense_add_key(sum, d, tpl, a, b, is);
        return;
    }
    uint32_t at = p.first + index * p.by_a + b * p.by_b;
    if (__builtin_constant_p(is) && is) {
        sum->row += __builtin_convertvector(d->row[at], dense_four);
        if (sum->with_more)
            sum->more += d->more[at];
        return;
    }
    const int32_t here = -(int32_t)is;
    sum->row +=
        __builtin_convertvector(d->row[at], dense_four) & (dense_four){here, here, here, here};
    if (sum->with_more)
        sum->more += d->more[at] & here;
}

/* Fetches the weights of what has no row of its own from far memory, where they are there only. */
static inline void dense_fetch_keys(const struct dense_sum *sum, const struct dense *d) {
    const struct weights *w = d->weights;
    for (uint32_t i = 0; i < sum->n_keys; i++)
        if (d->near[sum->key[i] % DENSE_NEAR].key != sum->key[i])
            __builtin_prefetch(&w->rows[weights_first(sum->key[i], w->n_rows)]);
}

/* Begins a sum; with_more: the label after the first DENSE_FIRST is wanted too. */
static inline void dense_begin(struct dense_sum *sum, bool with_more, uint32_t *key) {
    *sum = (struct dense_sum){.with_more = with_more, .key = key};
}

/* Where the sum of a form in a shape is kept, or is to be. */
static inline struct dense_form *dense_form(struct dense *d, uint32_t form, uint32_t shape) {
    return &d->form[form % DENSE_FORMS][shape & 1];
}

/* Fetches it from far memory. */
static inline void dense_fetch_form(const struct dense *d, uint32_t form, uint32_t shape) {
    __builtin_prefetch(&d->form[form % DENSE_FORMS][shape & 1]);
}

/* Adds the sum of a form. */
static inline void dense_add_form(struct dense_sum *sum, const struct dense_form *f) {
    dense_four row;
    memcpy(&row, f->w, sizeof row);
    sum->row += row;
    sum->more += f->w[DENSE_FIRST];
}

/* Keeps the row of a key near. */
void dense_bring(struct dense *d, struct weight_row *near, uint32_t key);

/* Adds the weights of what has no row of its own. */
static inline void dense_add_keys(struct dense_sum *sum, struct dense *d) {
    for (uint32_t i = 0; i < sum->n_keys; i++) {
        const uint32_t key = sum->key[i];
        struct weight_row *near = &d->near[key % DENSE_NEAR];
        dense_row w;
        if (near->key != key)
            dense_bring(d, near, key);
        memcpy(&w, near->w, sizeof w);
        sum->row += __builtin_convertvector(w, dense_four);
        sum->more += near->w[DENSE_FIRST];
    }
    sum->n_keys = 0;
}

/* Keeps what was added as the sum of a form in a shape. */
static inline void dense_keep_form(struct dense_form *out, uint32_t form, uint32_t shape,
                                   struct dense_sum *sum, struct dense *d) {
    dense_add_keys(sum, d);
    out->form = form;
    out->shape = shape;
    memcpy(out->w, &sum->row, sizeof sum->row);
    out->w[DENSE_FIRST] = sum->more;
}

/* The sums of what was added; those of the labels from DENSE_FIRST on only if with_more. */
static inline void dense_total(int64_t out[EV_LABELS], struct dense_sum *sum, struct dense *d) {
    const int64_t unit = d->weights->unit;
    dense_add_keys(sum, d);
    for (int l = 0; l < EV_LABELS; l++)
        out[l] = unit * (l < DENSE_FIRST ? sum->row[l] : sum->more);
}

#endif
