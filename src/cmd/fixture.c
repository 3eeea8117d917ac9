#include "cmd/fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "run/output.h"

/* A program that hangs is ended; its status is then 128 + SIGALRM. */
enum { SECONDS_MAX = 120, ARGS_MAX = 256 };

char *path_join(const char *folder, const char *name) {
    size_t n = strlen(folder), k = strlen(name);
    char *p = malloc(n + k + 2);
    if (!p)
        return NULL;
    memcpy(p, folder, n);
    p[n] = '/';
    memcpy(p + n + 1, name, k + 1);
    return p;
}

bool fixture_is(const char *folder) {
    struct stat s;
    char *path = path_join(folder, "args");
    bool is = path && stat(path, &s) == 0 && S_ISREG(s.st_mode);
    free(path);
    return is;
}

void outcome_free(struct outcome *o) {
    buf_free(&o->out);
    buf_free(&o->err);
}

/* ---- the private copy ---- */

static enum status write_file(const char *path, mode_t mode, struct slice text, struct err *e) {
    struct output *out = NULL;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0)
        return file_failed(path, "write", e);
    enum status st = output_descriptor(&out, fd, path, false, e);
    if (st != ST_OK)
        return st;
    if (!buf_add_slice(output_buffer(out), text)) {
        output_abort(out);
        return err_memory(e);
    }
    return output_finish(out, e);
}

/* The copy is for its owner only, as a key must be. */
static enum status copy_file(const char *from, const char *to, struct err *e) {
    struct buf b = {0};
    enum status st = file_read(&b, from, e);
    if (st == ST_OK)
        st = write_file(to, 0600, buf_slice(&b), e);
    buf_free(&b);
    return st;
}

static enum status copy_folder(const char *from, const char *to, struct err *e);

static enum status copy_entry(const char *from, const char *to, const char *name, struct err *e) {
    struct stat s;
    char *source = path_join(from, name), *target = path_join(to, name);
    enum status st = source && target ? ST_OK : err_memory(e);
    if (st == ST_OK && stat(source, &s) != 0)
        st = file_failed(source, "read", e);
    else if (st == ST_OK && S_ISDIR(s.st_mode))
        st = mkdir(target, 0700) == 0 ? copy_folder(source, target, e)
                                      : file_failed(target, "make", e);
    else if (st == ST_OK)
        st = copy_file(source, target, e);
    free(source);
    free(target);
    return st;
}

/* What is expected stays behind: the program must not be able to read it. */
static enum status copy_folder(const char *from, const char *to, struct err *e) {
    DIR *d = opendir(from);
    if (!d)
        return file_failed(from, "open", e);
    enum status st = ST_OK;
    for (struct dirent *x; st == ST_OK && (errno = 0, x = readdir(d)) != NULL;)
        if (x->d_name[0] != '.' && strncmp(x->d_name, "expected.", 9) != 0)
            st = copy_entry(from, to, x->d_name, e);
    if (st == ST_OK && errno != 0)
        st = file_failed(from, "read", e);
    (void)closedir(d);
    return st;
}

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *where) {
    (void)s;
    (void)type;
    (void)where;
    return remove(path);
}

/* ---- the run ---- */

/* The arguments, cut at line ends in place. v[0] is the program. */
struct arguments {
    struct buf text;
    char *v[ARGS_MAX + 2];
    size_t n;
};

static enum status read_arguments(struct arguments *a, const char *folder, struct err *e) {
    static char program[] = "blot";
    char *path = path_join(folder, "args");
    enum status st = path ? file_read(&a->text, path, e) : err_memory(e);
    if (st == ST_OK && !buf_add_char(&a->text, '\n'))
        st = err_memory(e);
    a->v[a->n++] = program;
    for (size_t from = 0, at = 0; st == ST_OK && at < a->text.n; at++) {
        if (a->text.p[at] != '\n')
            continue;
        a->text.p[at] = '\0';
        if (at > from && a->n > ARGS_MAX) {
            err_file(e, path);
            st = err_set(e, ST_DATA, "holds more than %d arguments", ARGS_MAX);
        } else if (at > from) {
            a->v[a->n++] = a->text.p + from;
        }
        from = at + 1;
    }
    free(path);
    return st;
}

/* Standard input: the one input.* file when no argument names it, so that pipes are tested too;
 * else nothing. The caller frees it. */
static char *standard_input(const char *folder, const struct arguments *a) {
    char *found = NULL;
    bool named = false;
    DIR *d = opendir(folder);
    for (struct dirent *x; d && (x = readdir(d)) != NULL;) {
        if (strncmp(x->d_name, "input.", 6) != 0)
            continue;
        for (size_t i = 1; i < a->n; i++)
            named = named || strcmp(a->v[i], x->d_name) == 0;
        free(found);
        found = strdup(x->d_name);
    }
    if (d)
        (void)closedir(d);
    if (!named && found)
        return found;
    free(found);
    return strdup("/dev/null");
}

/* In the child: never returns. 127 says that the program could not be started. */
static _Noreturn void become(const char *work, const struct arguments *a, const char *input) {
    int in = -1, out = open("out", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int err = open("err", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (chdir(work) == 0)
        in = open(input, O_RDONLY | O_CLOEXEC);
    if (in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
        _exit(127);
    (void)alarm(SECONDS_MAX);
    (void)execv("/proc/self/exe", a->v);
    _exit(127);
}

/* A process of its own: arguments, exit status, signals and files are then exactly what a user
 * sees, and a crash is one fixture's and not the whole run's. */
static enum status run_child(int *status, const char *temporary, const struct arguments *a,
                             const char *input, struct err *e) {
    int raw = 0;
    pid_t child = fork();
    if (child < 0)
        return file_failed("verify", "start a process", e);
    if (child == 0) {
        if (chdir(temporary) != 0)
            _exit(127);
        become("work", a, input);
    }
    while (waitpid(child, &raw, 0) < 0)
        if (errno != EINTR)
            return file_failed("verify", "wait for a process", e);
    *status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
    return ST_OK;
}

static enum status read_from(struct buf *b, const char *folder, const char *name, struct err *e) {
    char *path = path_join(folder, name);
    enum status st = path ? file_read(b, path, e) : err_memory(e);
    free(path);
    return st;
}

static enum status run_in(struct outcome *got, const char *folder, const char *temporary,
                          struct err *e) {
    struct arguments a = {0};
    char *work = path_join(temporary, "work"), *input = NULL;
    enum status st = work ? ST_OK : err_memory(e);
    if (st == ST_OK && mkdir(work, 0700) != 0)
        st = file_failed(work, "make", e);
    if (st == ST_OK)
        st = copy_folder(folder, work, e);
    if (st == ST_OK)
        st = read_arguments(&a, folder, e);
    if (st == ST_OK) {
        input = standard_input(work, &a);
        st = input ? run_child(&got->status, temporary, &a, input, e) : err_memory(e);
    }
    if (st == ST_OK)
        st = read_from(&got->out, temporary, "out", e);
    if (st == ST_OK)
        st = read_from(&got->err, temporary, "err", e);
    free(work);
    free(input);
    buf_free(&a.text);
    return st;
}

enum status fixture_run(struct outcome *got, const char *folder, struct err *e) {
    const char *base = getenv("TMPDIR");
    char *temporary = path_join(base && base[0] ? base : "/tmp", "blot-verify-XXXXXX");
    if (!temporary)
        return err_memory(e);
    enum status st = mkdtemp(temporary) ? ST_OK : file_failed(temporary, "make a folder", e);
    if (st == ST_OK) {
        st = run_in(got, folder, temporary, e);
        (void)nftw(temporary, remove_one, 16, FTW_DEPTH | FTW_PHYS); /* what is left is harmless */
    }
    free(temporary);
    return st;
}

/* ---- what is expected ---- */

static enum status read_if_there(struct buf *b, const char *folder, const char *name, bool *there,
                                 struct err *e) {
    struct stat s;
    char *path = path_join(folder, name);
    enum status st = path ? ST_OK : err_memory(e);
    *there = path && stat(path, &s) == 0;
    if (*there)
        st = file_read(b, path, e);
    free(path);
    return st;
}

enum status fixture_expected(struct outcome *want, const char *folder, bool *known, struct err *e) {
    struct buf rc = {0};
    bool there = false;
    enum status st = read_if_there(&want->out, folder, "expected.jsonl", known, e);
    if (st == ST_OK)
        st = read_if_there(&want->err, folder, "expected.err", &there, e);
    if (st == ST_OK)
        st = read_if_there(&rc, folder, "expected.rc", &there, e);
    if (st == ST_OK && !buf_add_char(&rc, '\0'))
        st = err_memory(e);
    want->status = st == ST_OK ? (int)strtol(rc.p, NULL, 10) : 0;
    buf_free(&rc);
    return st;
}

static enum status record_file(const char *folder, const char *name, struct slice text, bool empty,
                               struct err *e) {
    struct stat s;
    enum status st = ST_OK;
    char *path = path_join(folder, name);
    if (!path)
        return err_memory(e);
    if (!empty)
        st = write_file(path, 0666, text, e);
    else if (stat(path, &s) == 0 && unlink(path) != 0)
        st = file_failed(path, "remove", e);
    free(path);
    return st;
}

enum status fixture_record(const char *folder, const struct outcome *got, struct err *e) {
    struct buf rc = {0};
    enum status st = buf_printf(&rc, "%d\n", got->status) ? ST_OK : err_memory(e);
    if (st == ST_OK)
        st = record_file(folder, "expected.jsonl", buf_slice(&got->out), false, e);
    if (st == ST_OK)
        st = record_file(folder, "expected.err", buf_slice(&got->err), got->err.n == 0, e);
    if (st == ST_OK)
        st = record_file(folder, "expected.rc", buf_slice(&rc), got->status == 0, e);
    buf_free(&rc);
    return st;
}
