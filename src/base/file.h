/* Small files read whole: rules, lists, tables. Records are never read this way. */
#ifndef BLOT_BASE_FILE_H
#define BLOT_BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

/* Appends the whole file to out. On failure ST_IO with the file's name and the system's reason. */
enum status file_read(struct buf *out, const char *path, struct err *e);

#endif
