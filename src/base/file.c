#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum status file_read(struct buf *out, const char *path, struct err *e) {
    char piece[16384];
    enum status st = ST_OK;
    size_t n;
    err_file(e, path);
    FILE *f = fopen(path, "rb");
    if (!f)
        return err_set(e, ST_IO, "cannot be opened: %s", strerror(errno));
    while (st == ST_OK && (n = fread(piece, 1, sizeof piece, f)) > 0)
        if (!buf_add(out, piece, n))
            st = err_memory(e);
    if (st == ST_OK && ferror(f))
        st = err_set(e, ST_IO, "cannot be read: %s", strerror(errno));
    if (fclose(f) != 0 && st == ST_OK)
        st = err_set(e, ST_IO, "cannot be read: %s", strerror(errno));
    if (st == ST_OK && e)
        e->file[0] = '\0';
    return st;
}

enum status file_failed(const char *path, const char *doing, struct err *e) {
    int number = errno;
    err_file(e, path);
    return err_set(e, ST_IO, "cannot %s: %s", doing, strerror(number));
}
