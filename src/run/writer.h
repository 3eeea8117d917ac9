/* The sink of the filter: processed records as JSON lines into an output. */
#ifndef BLOT_RUN_WRITER_H
#define BLOT_RUN_WRITER_H

#include "run/output.h"
#include "run/spans.h"
#include "run/stream.h"

/* Borrowed by the sink. {0} but for output (writer_line does without) and
 * spans. */
struct writer {
    struct output *output;
    struct spans_options spans;
    struct buf array; /* scratch; free with writer_free */
};

/* Functions of struct sink; ctx is a struct writer. */
enum status writer_record(void *ctx, const struct record *r, const struct redacted *d,
                          struct arena *a, struct err *e);

/* Appends the record's line to out, which is as it was after an error. The output is not touched.
 */
enum status writer_line(struct writer *w, struct buf *out, const struct record *r,
                        const struct redacted *d, struct arena *a, struct err *e);

/* Refuses columns headed `redactions` when spans are asked for. */
enum status writer_columns(const struct writer *w, const struct slice *names, size_t n,
                           struct err *e);

void writer_free(struct writer *w);

#endif
