#include "cmd/cmd.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "run/output.h"

int cmd_fail(const struct err *e) {
    char line[2048];
    if (e->code == ST_IO && errno == EPIPE)
        return EXIT_PIPE;
    err_format(line, sizeof line, e);
    fprintf(stderr, "blot: %s\n", line);
    return EXIT_ERROR;
}

bool cmd_note(const struct err *e, const char *what_was_done) {
    char line[2048];
    err_format(line, sizeof line, e);
    return fprintf(stderr, "blot: %s; %s\n", line, what_was_done) > 0;
}

int cmd_print(struct slice text, int status) {
    struct output *out = NULL;
    struct err e = {0};
    enum status st = output_descriptor(&out, STDOUT_FILENO, "standard output", false, &e);
    if (st == ST_OK) {
        if (!buf_add_slice(output_buffer(out), text)) {
            output_abort(out);
            st = err_memory(&e);
        } else {
            st = output_finish(out, &e);
        }
    }
    return st == ST_OK ? status : cmd_fail(&e);
}

int cmd_print_buf(struct buf *b, bool ok, int status) {
    struct err e = {0};
    if (!ok) {
        err_memory(&e);
        status = cmd_fail(&e);
    } else {
        status = cmd_print(buf_slice(b), status);
    }
    buf_free(b);
    return status;
}

bool cmd_colour(int fd, enum when wanted) {
    const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
    if (wanted != WHEN_AUTO)
        return wanted == WHEN_ALWAYS;
    return isatty(fd) && !(no && no[0]) && term && strcmp(term, "dumb") != 0;
}

bool cmd_add_safe(struct buf *b, struct slice s) {
    bool ok = true;
    size_t len = 0;
    for (size_t i = 0; ok && i < s.n; i += len) {
        uint32_t cp = utf8_decode(&len, slice_cut(s, i, s.n));
        if (cp == '\n' || cp == '\t')
            ok = buf_add_char(b, ' ');
        else if (utf8_steers(cp))
            ok = buf_add_char(b, '?');
        else
            ok = buf_add(b, s.p + i, len);
    }
    return ok;
}

int cmd_write(struct slice text, const char *path) {
    struct output *out;
    struct err e = {0};
    if (!path)
        return cmd_print(text, EXIT_DONE);
    enum status st = output_file(&out, path, false, &e);
    if (st != ST_OK)
        return cmd_fail(&e);
    if (!buf_add_slice(output_buffer(out), text)) {
        output_abort(out);
        (void)err_memory(&e);
        return cmd_fail(&e);
    }
    return output_finish(out, &e) == ST_OK ? EXIT_DONE : cmd_fail(&e);
}
