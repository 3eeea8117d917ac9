/* The table of weights: integer evidence per label for each feature (DESIGN 4.4).
 *
 * The text form, patterns/weights.tsv, has a line a feature: template, value, second value or `-`,
 * then a weight for NAME, PLACE, AGE, DATE and ID, separated by tabs. The packed form is an open
 * hash table of rows, used in place, whose weights are rounded to a unit in which the largest takes
 * 16 bits: half the memory, and what is rounded off is far less than training leaves to chance. */
#ifndef BLOT_FIND_WEIGHTS_H
#define BLOT_FIND_WEIGHTS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

/* The labels that evidence decides. Index of a row's weights. */
enum evidence_label { EV_NAME, EV_PLACE, EV_AGE, EV_DATE, EV_ID, EV_LABELS };

/* Of a table that is to be packed. */
struct weight_entry {
    uint32_t key; /* feature_key */
    int32_t w[EV_LABELS];
};

/* Of a packed one: sixteen bytes, so that none lies in two lines of cache. */
struct weight_row {
    uint32_t key;         /* feature_key; 0: empty slot */
    int16_t w[EV_LABELS]; /* in units */
    int16_t none;         /* 0 */
};

/* Immutable; shared by threads. The inside is here for look-ups to be written out where they are
 * made. */
struct weights_head;
struct weights {
    const struct weights_head *head;
    const struct weight_row *rows;
    uint32_t n_rows;
    int32_t unit;   /* what a row's weights are to be multiplied by: a power of two */
    struct buf own; /* the block, when it was loaded */
};

/* The built-in table, used in place. */
enum status weights_builtin(struct weights **out, struct err *e);

/* The built-in table as it stands in the binary, and its SHA-256 as 64 hexadecimal digits, made
 * when it was packed. */
struct slice weights_builtin_block(void);
const char *weights_builtin_sha256(void);

/* Reads a table in the text form. Errors name file and line: unknown template or value, a feature
 * twice, no number. */
enum status weights_load(struct weights **out, const char *path, struct err *e);

/* A table over rows that the caller packed (weights_pack); takes the buffer over. */
enum status weights_from_pack(struct weights **out, struct buf *pack, struct err *e);

void weights_free(struct weights *w);

/* Where the search for a key begins in a table of n rows, and where it goes on. */
static inline uint32_t weights_first(uint32_t key, uint32_t n) {
    return (uint32_t)((uint64_t)key * n >> 32);
}

static inline uint32_t weights_next(uint32_t i, uint32_t n) {
    return i + 1 < n ? i + 1 : 0;
}

/* The weights of a feature, in units, or NULL. */
static inline const int16_t *weights_find(const struct weights *w, uint32_t key) {
    uint32_t i = weights_first(key, w->n_rows);
    for (; w->rows[i].key; i = weights_next(i, w->n_rows))
        if (w->rows[i].key == key)
            return w->rows[i].w;
    return NULL;
}

/* The sum a label must exceed to be given: [0] by default, [1] under --strict. */
const int32_t (*weights_thresholds(const struct weights *w))[EV_LABELS];

/* Packs the text form; out is empty before. Used at build time too. */
enum status weights_pack_text(struct buf *out, struct slice text, const char *file, struct err *e);

/* Packs entries (n of them, distinct keys). */
enum status weights_pack(struct buf *out, const struct weight_entry *entries, size_t n,
                         const int32_t thresholds[2][EV_LABELS], struct err *e);

#endif
