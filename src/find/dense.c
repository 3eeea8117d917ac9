#include "find/dense.h"

#include "base/pages.h"

_Static_assert(EV_LABELS == DENSE_FIRST + 1, "only one label is summed apart");

static void set_row(struct dense *d, uint32_t at, const int16_t *w) {
    for (int l = 0; l < EV_LABELS; l++)
        if (l < DENSE_FIRST)
            d->row[at][l] = w[l];
        else
            d->more[at] = w[l];
}

static void fill(struct dense *d, uint8_t tpl, const struct class_bits *b) {
    const struct dense_part p = dense_part(tpl);
    bool class = feature_type_a(tpl) == V_CLASS;
    for (uint32_t a = 0; a < p.na; a++)
        for (uint32_t k = 0; k < p.nb; k++) {
            uint32_t key = feature_key(tpl, class ? b->hash[a] : a, k);
            const int16_t *w = dense_may_hold(d, key) ? weights_find(d->weights, key) : NULL;
            if (w)
                set_row(d, p.first + a * p.by_a + k * p.by_b, w);
        }
}

static void fill_filter(struct dense *d, const struct weights *w) {
    for (uint32_t i = 0; i < w->n_rows; i++) {
        uint32_t bit = w->rows[i].key & ((1u << DENSE_FILTER_BITS) - 1);
        if (w->rows[i].key)
            d->filter[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

enum status dense_new(struct dense **out, const struct weights *w, const struct class_bits *b,
                      struct err *e) {
    *out = NULL;
    struct dense *d = pages_new(sizeof *d);
    if (!d)
        return err_set(e, ST_MEMORY, "out of memory");
    d->weights = w;
    fill_filter(d, w);
    for (uint32_t tpl = 0; tpl < F_COUNT; tpl++)
        fill(d, (uint8_t)tpl, b);
    *out = d;
    return ST_OK;
}

void dense_free(struct dense *d) {
    pages_free(d, sizeof *d);
}
