/* Small files read whole: rules, lists, tables. Records are never read this way. */
#ifndef BLOT_BASE_FILE_H
#define BLOT_BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

/* Appends the whole file to out. On failure ST_IO with the file's name and the system's reason. */
enum status file_read(struct buf *out, const char *path, struct err *e);

/* Says that what was to be done with the path failed, and why by errno: "cannot DOING: ...".
 * Returns ST_IO. */
enum status file_failed(const char *path, const char *doing, struct err *e);

#endif
