/* A policy to start from: a proposal for each column of a file, from its header and a sample. */
#ifndef BLOT_RUN_POLICYINIT_H
#define BLOT_RUN_POLICYINIT_H

#include "base/buf.h"
#include "base/err.h"
#include "run/options.h"

/* Appends a commented policy file for the first records of the input at path (- is standard input)
 * to out. It holds names of columns and counts, no values. */
enum status policyinit_write(struct buf *out, const struct options *o, const char *path,
                             struct err *e);

#endif
