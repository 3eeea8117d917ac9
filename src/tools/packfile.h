/* What the build's packing tools do alike at their end. */
#ifndef BLOT_TOOLS_PACKFILE_H
#define BLOT_TOOLS_PACKFILE_H

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/slice.h"

/* Says on stderr what went wrong. Returns the tool's exit status. */
static inline int packfile_complain(const char *tool, const struct err *e) {
    char line[1024];
    err_format(line, sizeof line, e);
    (void)fprintf(stderr, "%s: %s\n", tool, line);
    return 1;
}

/* Writes the block to a file. Returns the tool's exit status. */
static inline int packfile_write(const char *tool, const char *path, struct slice s) {
    FILE *f = fopen(path, "wb");
    int bad = !f || fwrite(s.p, 1, s.n, f) != s.n;
    if (f && fclose(f) != 0)
        bad = 1;
    if (bad)
        (void)fprintf(stderr, "%s: %s: %s\n", tool, path, strerror(errno));
    return bad;
}

#endif
