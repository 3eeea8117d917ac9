/* The inside of a detector, for the modules of this folder. */
#ifndef BLOT_FIND_DETECTOR_H
#define BLOT_FIND_DETECTOR_H

#include "find/context.h"
#include "find/dense.h"
#include "find/detect.h"
#include "find/seen.h"
#include "find/work.h"
#include "text/wordcache.h"

struct detector {
    struct detect_options o;
    struct matcher *matcher;             /* owned */
    struct class_bits bits;              /* its kept memos are of `words`; owned */
    struct word_cache *words;            /* owned */
    struct dense *dense;                 /* owned; NULL without weights */
    struct dense_wait ready[WORK_AHEAD]; /* of candidates that will be decided next */
    struct seen *seen;                   /* owned; NULL where each word is traced */
    struct arena scratch;                /* what labelling one record needs and nobody after it */
    struct err err;                      /* of a step; empty between them */
};

#endif
