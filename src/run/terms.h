/* Why a record came out as it did: what evidence had to say of each word, what rules kept, what was
 * found but not asked for, and the lists that words stand in. For explain. */
#ifndef BLOT_RUN_TERMS_H
#define BLOT_RUN_TERMS_H

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

/* One word that evidence decided. Offsets here and below are bytes of the field's source text. */
struct decided {
    size_t field; /* of the record */
    uint32_t start, end;
    struct slice word;
    uint8_t label; /* enum label that came nearest, or was given */
    bool given;
    int64_t over;                   /* how far its sum was over the threshold; below it: negative */
    struct term terms[TERMS_SHOWN]; /* the weightiest for that label */
    uint32_t n_terms;
};

/* A stretch that was left although something spoke for it, and why. */
struct near_miss {
    uint32_t start, end;
    uint8_t label;           /* enum label, LABEL_NONE where none was in question */
    struct slice rule;       /* the rule that kept it, or "" */
    struct slice reason;     /* in words */
    const struct decided *d; /* the word's evidence, or NULL */
};

struct near_list {
    struct near_miss *v;
    size_t n;
};

/* A word and the classes it, or a phrase it is in, has. */
struct listed_word {
    size_t field;
    uint32_t start, end;
    lex_set classes;
};

/* What leave rules kept, or what was found of a label that is not asked for. */
struct kept_span {
    size_t field;
    struct span span;
    bool unwanted;
};

/* {0} but for engine. Of one record; terms_reset before the next. All memory but the struct's own
 * is the arena's. */
struct terms {
    const struct engine *engine;
    struct arena arena;
    struct decided *v;
    size_t n;
    struct listed_word *listed;
    size_t n_listed;
    struct kept_span *kept;
    size_t n_kept;
    bool out_of_memory;
};

/* The traces of struct detect_options; ctx is a struct terms. */
void terms_trace(void *ctx, size_t field, const struct context *c, uint32_t token,
                 const struct features *f, const int64_t *sum, uint8_t tag);
void terms_trace_field(void *ctx, size_t field, const struct work *w,
                       const struct span_list *spans);

/* The near misses of a field whose spans these are, in the order of the text. Memory from t; false
 * when it is out. */
bool terms_near(struct near_list *out, struct terms *t, size_t field,
                const struct span_list *spans);

/* Appends the names of the lists that the words in [start, end) stand in, with ", " between, each
 * once. False when memory is out. */
bool terms_lists(struct buf *b, const struct terms *t, size_t field, uint32_t start, uint32_t end);

/* True when there is anything to say of the field. */
bool terms_of_field(const struct terms *t, size_t field);

void terms_reset(struct terms *t);
void terms_free(struct terms *t);

#endif
