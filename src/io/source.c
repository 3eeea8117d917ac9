#include "io/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)256 * 1024)

/* Large reads are no faster than this, and a small one shows the first records soon. */
static long read_fd(void *ctx, char *p, size_t n) {
    const struct file_source *s = ctx;
    ssize_t got;
    do {
        got = read(s->fd, p, n < PIECE ? n : PIECE);
    } while (got < 0 && errno == EINTR);
    return (long)got;
}

static enum status fail(struct file_source *s, const char *what, struct err *e) {
    int error = errno;
    char text[128];
    const char *why = strerror_r(error, text, sizeof text);
    err_file(e, strcmp(s->src.name, "-") == 0 ? "standard input" : s->src.name);
    source_close(s);
    return err_set(e, ST_IO, "%s: %s", what, why);
}

static int open_again(const char *name) {
    int fd;
    do {
        fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

enum status source_open(struct file_source *out, const char *name, struct err *e) {
    *out = (struct file_source){.src = {read_fd, out, name}, .fd = STDIN_FILENO};
    if (e)
        *e = (struct err){0};
    if (strcmp(name, "-") != 0) {
        out->fd = open_again(name);
        if (out->fd < 0)
            return fail(out, "cannot open", e);
        out->close = true;
    }
    struct stat st;
    if (fstat(out->fd, &st) != 0)
        return fail(out, "cannot open", e);
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        err_hint(e, "name the files in it");
        return fail(out, "cannot read", e);
    }
    if (S_ISREG(st.st_mode) && st.st_size > 0)
        out->size = (uint64_t)st.st_size;
    return ST_OK;
}

void source_close(struct file_source *s) {
    if (s->close)
        (void)close(s->fd);
    s->close = false;
}
