/* What evidence had to say of each word, kept for explain. */
#ifndef BLOT_CMD_TERMS_H
#define BLOT_CMD_TERMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "find/context.h"
#include "find/evidence.h"
#include "run/engine.h"

#define TERMS_SHOWN 8

/* One feature with its weight. */
struct term {
    struct slice text; /* "word-1 mrs cap" */
    int32_t weight;
};

/* One word that evidence decided. */
struct decided {
    size_t field; /* of the record */
    uint32_t token;
    uint32_t start, end; /* bytes of the field's view */
    struct slice word;
    uint8_t label; /* enum label that came nearest, or was given */
    bool given;
    int64_t over;                   /* how far its sum was over the threshold; below it: negative */
    struct term terms[TERMS_SHOWN]; /* the weightiest for that label */
    uint32_t n_terms;
};

/* {0} but for engine. Of one record; terms_reset before the next. */
struct terms {
    const struct engine *engine;
    struct arena arena;
    struct decided *v;
    size_t n, cap;
    bool out_of_memory;
};

/* The trace of struct detect_options; ctx is a struct terms. */
void terms_trace(void *ctx, size_t field, const struct context *c, uint32_t token,
                 const struct features *f, const int64_t *sum, uint8_t tag);

void terms_reset(struct terms *t);
void terms_free(struct terms *t);

#endif
