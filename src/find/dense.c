#include "find/dense.h"

#include <stdlib.h>

/* How many values of a type have rows; 0: too many to lay out. Values beyond are found by hash. */
static uint32_t values(enum value_type type) {
    switch (type) {
    case V_NONE:
        return 1;
    case V_SMALL:
        return 32;
    case V_SHAPE:
        return ES_COUNT;
    case V_SIGN:
        return SIGN_VALUES;
    case V_CLASS:
        return LEX_CLASSES_MAX;
    case V_LABEL:
        return TAG_COUNT;
    case V_SYMBOL:
        return 128;
    default:
        return 0;
    }
}

static void fill(struct dense *d, uint8_t tpl, struct dense_row *row, const struct class_bits *b) {
    const struct dense_part *p = &d->part[tpl];
    bool class = feature_type_a(tpl) == V_CLASS;
    for (uint32_t a = 0; a < p->na; a++)
        for (uint32_t k = 0; k < p->nb; k++) {
            uint32_t value = class ? b->hash[a] : a;
            const int32_t *w = weights_find(d->weights, feature_key(tpl, value, k));
            if (w)
                memcpy(row[a * p->nb + k].w, w, sizeof row->w);
        }
}

static size_t lay_out(struct dense *d) {
    size_t n = 0;
    for (uint8_t tpl = 0; tpl < F_COUNT; tpl++) {
        struct dense_part *p = &d->part[tpl];
        p->na = values(feature_type_a(tpl));
        p->nb = values(feature_type_b(tpl));
        n += (size_t)p->na * p->nb;
    }
    return n;
}

enum status dense_new(struct dense **out, const struct weights *w, const struct class_bits *b,
                      struct err *e) {
    struct dense *d = calloc(1, sizeof *d);
    size_t n = d ? lay_out(d) : 0;
    if (d)
        d->rows = calloc(n, sizeof *d->rows);
    if (!d || !d->rows) {
        dense_free(d);
        return err_set(e, ST_MEMORY, "out of memory");
    }
    d->weights = w;
    struct dense_row *row = d->rows;
    for (uint8_t tpl = 0; tpl < F_COUNT; tpl++) {
        d->part[tpl].row = row;
        fill(d, tpl, row, b);
        row += (size_t)d->part[tpl].na * d->part[tpl].nb;
    }
    *out = d;
    return ST_OK;
}

void dense_free(struct dense *d) {
    if (!d)
        return;
    free(d->rows);
    free(d);
}
