/* A seeded random sample of a stream whose length is not known, in memory for the sample alone.
 *
 * Each record gets a number from the seed and its place; the n records of the lowest numbers are
 * the random part, a simple random sample without replacement. Beside it the lowest of each stratum
 * are kept, so that every stratum is shown in at least `each` records (or all there are). A record
 * may be in several strata. The sample depends on nothing but seed and records. */
#ifndef BLOT_RUN_SAMPLE_H
#define BLOT_RUN_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define SAMPLE_STRATA 16

struct sample_item {
    uint64_t number; /* of the record, 1-based */
    uint64_t order;  /* its random number; the sample is shown in this order */
    bool random;     /* of the random part; else added for a stratum */
    struct buf text; /* what the caller keeps of it */
    uint32_t held;   /* lists that hold it */
};

struct sample;

/* n records at random, and then at least `each` of every stratum. Only ST_MEMORY fails. */
enum status sample_new(struct sample **out, uint64_t seed, uint32_t n, uint32_t each,
                       struct err *e);
void sample_free(struct sample *s);

/* Offers a record (each number once) that is in the strata of the bits of `strata`. *item gets
 * where its text is to be put, or NULL when it is not taken. The pointer lives until the next
 * offer. */
enum status sample_offer(struct sample *s, uint64_t number, uint32_t strata,
                         struct sample_item **item, struct err *e);

/* The sample, the random part first, each part in its random order. *list is borrowed. Call once,
 * after the last offer. */
enum status sample_take(struct sample *s, struct sample_item ***list, size_t *n, struct err *e);

#endif
