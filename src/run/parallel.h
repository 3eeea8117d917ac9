/* Workers: batches of records processed side by side and given back in the order they came.
 *
 * The calling thread reads and hands out batches, and takes them back; workers do what lies
 * between. What comes out never depends on how many there are. */
#ifndef BLOT_RUN_PARALLEL_H
#define BLOT_RUN_PARALLEL_H

#include "base/arena.h"
#include "base/err.h"
#include "io/reader.h"
#include "run/engine.h"
#include "run/policy.h"
#include "run/process.h"

#define BATCH_RECORDS 256
#define BATCH_BYTES   ((size_t)32 * 1024) /* of raw records; one record may be larger */

/* Some records that follow each other. Lives in its crew. */
struct batch {
    struct arena arena; /* of the records and of what became of them */
    struct record records[BATCH_RECORDS];
    struct redacted done[BATCH_RECORDS];
    size_t n;         /* records read */
    size_t processed; /* records processed: all, or those before a fault */
    size_t bytes;     /* raw bytes of the records */
    enum status st;   /* of the processing; the fault is that of record `processed` */
    struct err err;
    bool ready; /* it has been processed */
};

struct crew;

/* Starts `jobs` threads; for one job none: then batches are processed when they are taken back. All
 * is borrowed and immutable while the crew lives. With --case batches are only looked through;
 * replacing, which goes from record to record, is left to the caller. */
enum status crew_new(struct crew **out, uint32_t jobs, const struct engine *en,
                     const struct options *o, struct err *e);

/* Ends the threads, whatever they are doing. c may be NULL. */
void crew_free(struct crew *c);

/* A new input: each worker's own policy is told its columns. Only while no batch is out. */
enum status crew_columns(struct crew *c, enum format f, const struct slice *columns, size_t n,
                         struct err *e);

/* An empty batch to be filled, or NULL when all are out: then one must be taken back first. */
struct batch *crew_empty(struct crew *c);

/* Hands the batch got from crew_empty to the workers. */
void crew_put(struct crew *c);

/* Waits for the oldest batch that is out; NULL when none is. It is the caller's until crew_done. */
struct batch *crew_take(struct crew *c);
void crew_done(struct crew *c);

/* The processor of a crew without threads, for use between batches; NULL with threads. The crew
 * keeps it. */
struct processor *crew_processor(const struct crew *c);

/* Notes in p which choices of fields the workers' records met. Only while no batch is out. */
void crew_tell(const struct crew *c, struct policy *p);

#endif
