/* The page of a review: a sink that counts, hashes what the filter would write, and keeps a sample
 * with original and sanitised text beside each other. */
#ifndef BLOT_RUN_REVIEW_H
#define BLOT_RUN_REVIEW_H

#include "base/buf.h"
#include "base/err.h"
#include "run/options.h"
#include "run/stream.h"

struct review;

/* o and en are borrowed. seed: see struct review_options. */
enum status review_new(struct review **out, const struct options *o, const struct engine *en,
                       uint64_t seed, struct err *e);
void review_free(struct review *r);

/* The functions of struct sink; ctx is the struct review. */
enum status review_record(void *ctx, const struct record *r, const struct redacted *d,
                          struct arena *a, struct err *e);
enum status review_columns(void *ctx, const char *input, enum format f, const struct slice *names,
                           size_t n, struct policy *policy, struct err *e);

/* Appends the whole page. Once, after the last record. */
enum status review_page(struct review *r, struct buf *out, struct err *e);

/* How many records the sample holds: drawn at random, and added. After review_page. */
void review_size(const struct review *r, uint64_t *random, uint64_t *added);

#endif
