#include "run/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/options.h"
#include "text/near.h"

static long read_bytes(void *ctx, char *p, size_t n) {
    const struct input *in = ctx;
    for (;;) {
        ssize_t k = read(in->fd, p, n);
        if (k > 0 && in->hash)
            sha256_add(in->hash, (struct slice){p, (size_t)k});
        if (k >= 0) {
            if (in->seen)
                in->seen(in->seen_ctx, (size_t)k);
            return k;
        }
        struct pollfd ready = {.fd = in->fd, .events = POLLIN};
        if (errno == EAGAIN && poll(&ready, 1, -1) >= 0)
            continue;
        if (errno != EINTR)
            return -1;
    }
}

/* Kinds of file that people hand over by mistake, told by their first bytes. */
static const struct {
    const char *bytes;
    size_t n;
    const char *what, *hint;
} kinds[] = {
    {"\x1F\x8B", 2, "is compressed",
     "unpack it on the way and name the format: zcat FILE | blot -i csv"},
    {"PK\x03\x04", 4, "is a zip file or an Office document",
     "open it and save it as CSV (UTF-8), or unpack it first"},
    {"\xD0\xCF\x11\xE0", 4, "is an Office document", "open it and save it as CSV (UTF-8)"},
    {"%PDF", 4, "is a PDF", "make text of it first: pdftotext FILE - | blot"},
    {"PAR1", 4, "is a Parquet file", "write it out as JSON lines or CSV first"},
    {"SQLite format 3", 15, "is an SQLite database", "write the table out as CSV first"},
};

static enum status check_kind(const struct input *in, struct err *e) {
    struct stat s;
    char head[16];
    if (fstat(in->fd, &s) != 0)
        return err_set(e, ST_IO, "cannot be read: %s", strerror(errno));
    if (S_ISDIR(s.st_mode)) {
        err_set(e, ST_USAGE, "is a folder");
        err_hint(e, "name the files in it: blot %.100s/*.csv", in->source.name);
        return ST_USAGE;
    }
    if (!S_ISREG(s.st_mode))
        return ST_OK;
    off_t at = lseek(in->fd, 0, SEEK_CUR); /* standard input may have been read from before */
    ssize_t n = pread(in->fd, head, sizeof head, at < 0 ? 0 : at);
    for (size_t i = 0; n > 0 && i < sizeof kinds / sizeof *kinds; i++)
        if ((size_t)n >= kinds[i].n && memcmp(head, kinds[i].bytes, kinds[i].n) == 0) {
            err_set(e, ST_DATA, "%s", kinds[i].what);
            err_hint(e, "%s", kinds[i].hint);
            return ST_DATA;
        }
    return ST_OK;
}

/* What was taken for a file may be a command with a slip in it, or an option without its dashes. */
static void hint_word(const char *word, struct err *e) {
    size_t rows = 0;
    const struct option_def *t = option_table(&rows);
    for (int c = COMMAND_FILTER + 1; c < COMMAND_COUNT; c++)
        if (near_distance(slice_of(word), slice_of(command_def((enum command)c)->name)) <=
            (strlen(word) < 5 ? 1u : 2u))
            err_hint(e, "did you mean the command %s? blot %s --help says how it is used",
                     command_def((enum command)c)->name, command_def((enum command)c)->name);
    for (size_t i = 0; i < rows; i++)
        if (strcmp(word, t[i].name) == 0)
            err_hint(e, "did you mean --%s?", word);
}

static enum status cannot_open(const char *path, struct err *e) {
    int number = errno;
    size_t n = strlen(path);
    err_set(e, ST_IO, "cannot be opened: %s", strerror(number));
    if (number == ENOENT && n > 6 && strcmp(path + n - 6, ".jsonl") == 0)
        err_hint(e, "to write to it say -o %.200s", path);
    else if (number == ENOENT && command_from(path) != COMMAND_FILTER)
        err_hint(e, "a command stands before its options: blot %s ...", path);
    else if (number == ENOENT && !strpbrk(path, "./"))
        hint_word(path, e);
    return ST_IO;
}

enum status input_open(struct input *in, const char *path, struct err *e) {
    bool standard = strcmp(path, "-") == 0;
    *in = (struct input){.source = {read_bytes, in, path}, .fd = standard ? STDIN_FILENO : -1};
    if (!standard)
        in->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    enum status st = in->fd < 0 ? cannot_open(path, e) : check_kind(in, e);
    if (st != ST_OK) {
        err_file(e, standard ? "standard input" : path);
        input_close(in);
    }
    return st;
}

void input_close(struct input *in) {
    if (in->fd > STDIN_FILENO)
        (void)close(in->fd); /* it was only read */
    in->fd = -1;
}
