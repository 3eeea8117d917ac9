/* Files and standard input as sources of bytes. */
#ifndef BLOT_IO_SOURCE_H
#define BLOT_IO_SOURCE_H

#include "io/reader.h"

/* An open input. src.ctx points to the struct itself: do not move it while in use. */
struct file_source {
    struct source src;
    int fd;
    bool close;    /* standard input is not closed */
    uint64_t size; /* bytes of a regular file; 0 when not known */
};

/* Opens the file name, borrowed, or standard input for "-". A directory is an error. ST_IO. */
enum status source_open(struct file_source *out, const char *name, struct err *e);

/* Closes what source_open opened; a {0} or failed one is no harm. Nothing was written, so a failure
 * to close loses nothing and is not told. */
void source_close(struct file_source *s);

#endif
