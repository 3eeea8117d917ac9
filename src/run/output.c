#include "run/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

struct output {
    int fd;
    const char *name; /* for messages */
    bool flush_each, gzip;
    bool own;        /* fd was opened here, and is to be closed whatever happens */
    char *temporary; /* NULL when written to directly */
    char *target;    /* the name it gets at last */
    struct buf buf;
    z_stream z;
    struct sha256 *hash; /* borrowed; NULL: none */
    bool complete;       /* all is written */
};

static enum status failed(const struct output *o, struct err *e, const char *doing) {
    int number = errno;
    err_file(e, o->name);
    err_set(e, ST_IO, "cannot %s: %s", doing, strerror(number));
    if (number == ENOSPC || number == EDQUOT)
        err_hint(e, "make room and run again; the output is not complete");
    errno = number; /* the caller tells a closed pipe from a fault */
    return ST_IO;
}

static enum status write_all(struct output *o, const char *p, size_t n, struct err *e) {
    while (n > 0) {
        ssize_t k = write(o->fd, p, n < OUTPUT_PIECE ? n : OUTPUT_PIECE);
        if (k >= 0) {
            if (o->hash)
                sha256_add(o->hash, (struct slice){p, (size_t)k});
            p += k;
            n -= (size_t)k;
            continue;
        }
        struct pollfd ready = {.fd = o->fd, .events = POLLOUT};
        if (errno == EAGAIN && poll(&ready, 1, -1) >= 0)
            continue;
        if (errno != EINTR)
            return failed(o, e, "write");
    }
    return ST_OK;
}

/* Puts the buffer through zlib. how: Z_NO_FLUSH, Z_SYNC_FLUSH or Z_FINISH. */
static enum status write_gzip(struct output *o, int how, struct err *e) {
    unsigned char piece[16384];
    const char *next = o->buf.p;
    size_t left = o->buf.n;
    do {
        size_t in = left < OUTPUT_PIECE ? left : OUTPUT_PIECE;
        int now = in == left ? how : Z_NO_FLUSH;
        o->z.next_in = (z_const Bytef *)next;
        o->z.avail_in = (uInt)in;
        do {
            o->z.next_out = piece;
            o->z.avail_out = sizeof piece;
            if (deflate(&o->z, now) == Z_STREAM_ERROR)
                return err_set(e, ST_INTERNAL, "compression failed");
            enum status st = write_all(o, (const char *)piece, sizeof piece - o->z.avail_out, e);
            if (st != ST_OK)
                return st;
        } while (o->z.avail_out == 0);
        next += in;
        left -= in;
    } while (left > 0);
    return ST_OK;
}

static enum status flush(struct output *o, int how, struct err *e) {
    enum status st = o->gzip ? write_gzip(o, how, e) : write_all(o, o->buf.p, o->buf.n, e);
    if (st == ST_OK)
        buf_clear(&o->buf);
    return st;
}

static struct output *make(const char *name, bool flush_each) {
    struct output *o = calloc(1, sizeof *o);
    if (!o)
        return NULL;
    o->fd = -1;
    o->name = name;
    o->flush_each = flush_each;
    if (!buf_reserve(&o->buf, OUTPUT_PIECE + OUTPUT_PIECE / 4)) {
        output_abort(o);
        return NULL;
    }
    return o;
}

enum status output_descriptor(struct output **out, int fd, const char *name, bool flush_each,
                              struct err *e) {
    *out = make(name, flush_each);
    if (!*out)
        return err_memory(e);
    (*out)->fd = fd;
    return ST_OK;
}

/* The file's name without symbolic links, so that the temporary file lies beside the file itself.
 * A file that is not there yet keeps the name it was given. */
static char *resolve(const char *path) {
    char *real = realpath(path, NULL);
    return real || errno != ENOENT ? real : strdup(path);
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* DIR/.NAME.XXXXXX for DIR/NAME, a long name cut. */
static char *temporary_name(const char *target) {
    const char *base = base_name(target);
    struct buf b = {0};
    bool ok = buf_printf(&b, "%.*s.%.200s.XXXXXX", (int)(base - target), target, base) &&
              buf_add_char(&b, '\0');
    if (ok)
        return b.p;
    buf_free(&b);
    return NULL;
}

static enum status open_direct(struct output *o, struct err *e) {
    o->fd = open(o->name, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    o->own = true;
    return o->fd < 0 ? failed(o, e, "open for writing") : ST_OK;
}

static enum status open_temporary(struct output *o, struct err *e) {
    o->target = resolve(o->name);
    char *name = o->target ? temporary_name(o->target) : NULL;
    if (!name)
        return o->target ? err_memory(e) : failed(o, e, "write there");
    o->fd = mkostemp(name, O_CLOEXEC); /* mode 0600 */
    if (o->fd < 0) {
        free(name);
        failed(o, e, "make a file there");
        if (errno == ENOENT)
            err_hint(e, "make the folder first");
        return ST_IO;
    }
    o->temporary = name;
    o->own = true;
    return ST_OK;
}

static bool ends_in_gz(const char *path) {
    size_t n = strlen(path);
    return n > 3 && strcmp(path + n - 3, ".gz") == 0;
}

static enum status open_path(struct output *o, struct err *e) {
    struct stat s;
    if (stat(o->name, &s) != 0)
        return errno == ENOENT ? open_temporary(o, e) : failed(o, e, "write there");
    if (S_ISDIR(s.st_mode)) {
        err_file(e, o->name);
        err_set(e, ST_USAGE, "is a folder");
        err_hint(e, "--output takes the name of a file: -o %.100s%sclean.jsonl", o->name,
                 o->name[strlen(o->name) - 1] == '/' ? "" : "/");
        return ST_USAGE;
    }
    return S_ISREG(s.st_mode) ? open_temporary(o, e) : open_direct(o, e);
}

enum status output_file(struct output **out, const char *path, bool flush_each, struct err *e) {
    *out = NULL;
    struct output *o = make(path, flush_each);
    if (!o)
        return err_memory(e);
    enum status st = open_path(o, e);
    if (st == ST_OK && ends_in_gz(path)) {
        o->gzip = deflateInit2(&o->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8,
                               Z_DEFAULT_STRATEGY) == Z_OK;
        st = o->gzip ? ST_OK : err_memory(e);
    }
    if (st == ST_OK)
        *out = o;
    else
        output_abort(o);
    return st;
}

const char *output_temporary(const struct output *o) {
    return o->temporary;
}

const char *output_target(const struct output *o) {
    return o->target;
}

struct buf *output_buffer(struct output *o) {
    return &o->buf;
}

enum status output_record_end(struct output *o, struct err *e) {
    if (!o->flush_each && o->buf.n < OUTPUT_PIECE)
        return ST_OK;
    return flush(o, o->flush_each ? Z_SYNC_FLUSH : Z_NO_FLUSH, e);
}

/* A file must be on disk before it takes another's name. Devices that cannot sync are no fault. */
enum status output_complete(struct output *o, struct err *e) {
    enum status st = flush(o, Z_FINISH, e);
    if (st == ST_OK && o->temporary && fsync(o->fd) != 0 && errno != EINVAL && errno != EROFS)
        st = failed(o, e, "write");
    o->complete = st == ST_OK;
    return st;
}

void output_hash(struct output *o, struct sha256 *h) {
    o->hash = h;
}

static enum status close_file(struct output *o, struct err *e) {
    int fd = o->fd;
    o->fd = -1;
    if (close(fd) != 0 && errno != EINTR)
        return failed(o, e, "write");
    if (o->temporary && rename(o->temporary, o->target) != 0)
        return failed(o, e, "give the output its name");
    free(o->temporary);
    o->temporary = NULL;
    return ST_OK;
}

enum status output_finish(struct output *o, struct err *e) {
    enum status st = o->complete ? ST_OK : output_complete(o, e);
    if (st == ST_OK)
        st = close_file(o, e);
    int number = errno;
    output_abort(o);
    errno = number;
    return st;
}

void output_abort(struct output *o) {
    if (!o)
        return;
    if (o->temporary)
        (void)unlink(o->temporary); /* nothing better can be done when this fails */
    if (o->own && o->fd >= 0)
        (void)close(o->fd);
    if (o->gzip)
        (void)deflateEnd(&o->z);
    free(o->temporary);
    free(o->target);
    buf_free(&o->buf);
    free(o);
}

/* What is, or will be, at the end of the output's name. False: nothing is there yet. */
static bool where(const struct output *o, struct stat *s) {
    return (o->target ? stat(o->target, s) : fstat(o->fd, s)) == 0;
}

static bool folder_of(const char *path, struct stat *s) {
    struct buf b = {0};
    bool ok = buf_printf(&b, "%.*s.", (int)(base_name(path) - path), path) &&
              buf_add_char(&b, '\0') && stat(b.p, s) == 0;
    buf_free(&b);
    return ok;
}

/* /dev/null, where nothing meets, is no fault. Files that are not there yet are told by name: the
 * temporary ones stand in the folders themselves, whatever they are called by. */
bool output_same(const struct output *a, const struct output *b) {
    struct stat x, y;
    if (where(a, &x) && where(b, &y))
        return x.st_dev == y.st_dev && x.st_ino == y.st_ino &&
               (!S_ISCHR(x.st_mode) || isatty(a->fd));
    if (!a->target || !b->target)
        return false;
    return strcmp(base_name(a->target), base_name(b->target)) == 0 && folder_of(a->target, &x) &&
           folder_of(b->target, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

bool output_is(const struct output *o, int in_fd) {
    struct stat in, now;
    if (fstat(in_fd, &in) != 0 || !S_ISREG(in.st_mode))
        return false;
    int found = o->target ? stat(o->target, &now) : fstat(o->fd, &now);
    return found == 0 && S_ISREG(now.st_mode) && in.st_dev == now.st_dev && in.st_ino == now.st_ino;
}
