/* Report and audit of a run: opened before the first record, written while it goes, given their
 * names together with the output or not at all. */
#ifndef BLOT_RUN_PAPERS_H
#define BLOT_RUN_PAPERS_H

#include "run/audit.h"

/* {0} when neither is wanted, nor asked to count what is left (paper_options.residue): then every
 * function does nothing. */
struct papers {
    bool wanted;
    struct observer observer;
    struct paper_head head;
    struct output *report, *audit; /* NULL: not wanted */
    struct sha256 output_hash;
    struct output *output; /* borrowed */
};

/* Opens the files. output is the run's own, to be hashed; other one that it writes beside, or NULL.
 * ST_USAGE where two of the files are the same. On failure nothing is left. */
enum status papers_open(struct papers *p, const struct options *o, const struct engine *en,
                        const struct paper_head *h, struct output *output,
                        const struct output *other, struct err *e);

/* What the sink is told. */
enum status papers_columns(struct papers *p, const struct slice *names, size_t n,
                           struct policy *policy, struct err *e);
enum status papers_record(struct papers *p, const struct record *r, const struct redacted *d,
                          struct arena *a, struct err *e);
/* A record that was put aside. */
void papers_fault(struct papers *p);
/* An input has been read to its end; hash has all of its bytes. */
enum status papers_input(struct papers *p, const struct sha256 *hash, struct err *e);

/* After the last record, before output_finish of the run's output, which it completes: writes all
 * to disk and gives audit and report their names. On failure none of them appears. */
enum status papers_finish(struct papers *p, struct err *e);

/* Frees all; files without a name yet are removed. */
void papers_close(struct papers *p);

#endif
