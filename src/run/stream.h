/* The run: inputs through reader, policy, detection and redaction to a sink, in batches of records
 * that follow each other. */
#ifndef BLOT_RUN_STREAM_H
#define BLOT_RUN_STREAM_H

#include "base/err.h"
#include "base/sha256.h"
#include "run/engine.h"
#include "run/options.h"
#include "run/output.h"
#include "run/policy.h"
#include "run/process.h"
#include "run/progress.h"

/* Where processed records go. All functions may fail; the run ends with what they return. */
struct sink {
    void *ctx;
    enum status (*record)(void *ctx, const struct record *r, const struct redacted *d,
                          struct arena *a, struct err *e);
    /* A record that was not processed, and why; e as for record. NULL: such a record stops the
     * run. */
    enum status (*fault)(void *ctx, const struct record *r, const struct err *why, struct err *e);
    /* Told once an input, before its first record: its columns, n = 0 for JSON lines and text. May
     * be NULL. */
    enum status (*columns)(void *ctx, const char *input, enum format f, const struct slice *names,
                           size_t n, struct policy *policy, struct err *e);
    /* Told after the last record of each input, with the hash of all its bytes. NULL: no hash. */
    enum status (*ended)(void *ctx, const struct sha256 *hash, struct err *e);
    /* What is written to, so that no input is overwritten; or NULL. */
    const struct output *output, *quarantine, *papers[2];
    /* Told now and then how far the run is; NULL: nobody is. */
    void (*progress)(void *ctx, const struct progress *p);
    void *progress_ctx;
};

struct stream_result {
    uint64_t records;  /* given to the sink */
    uint64_t withheld; /* of them with a value withheld */
    uint64_t joined;   /* of them with a row in a known table */
    uint64_t faulty;   /* given to the sink's fault; with records, all that were read */
};

/* Runs over all inputs of o, standard input when it names none. res is filled on failure too. */
enum status stream_run(struct stream_result *res, const struct options *o, const struct engine *en,
                       const struct sink *sink, struct err *e);

#endif
