/* Unified diffs that only add lines, as patch(1) and git apply take them. */
#ifndef BLOT_RUN_PATCH_H
#define BLOT_RUN_PATCH_H

#include "base/buf.h"
#include "base/err.h"

/* Lines that one place of a file gains. */
struct patch_hunk {
    size_t after;      /* they go behind this line, 1-based; 0: before the first */
    struct slice text; /* whole lines, each with its \n */
};

/* Appends the diff of one file. exists: it is there, and holds text; else text is empty. Hunks are
 * sorted by `after`, none twice. A last line without a line end gets one. */
enum status patch_file(struct buf *out, const char *path, bool exists, struct slice text,
                       const struct patch_hunk *hunks, size_t n, struct err *e);

/* How many lines a text has; a last one without a line end counts. */
size_t patch_lines(struct slice text);

#endif
