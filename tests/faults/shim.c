/* Loaded into blot by LD_PRELOAD, in tests only: makes calls fail, counts them, and looks at what
 * is left behind. What it is to do stands in the environment:
 *
 *   FAULT=CALL:N:HOW    the Nth call (from 1) of CALL fails: malloc open mmap thread read write
 * fsync close rename. HOW: enomem, enospc, eio, eintr, eagain, emfile; or short, for read and
 * write: half of the bytes. Several with commas. FAULT_PIECE=N       read gives at most N bytes
 *   FAULT_COUNTS=FILE   at the end: "CALL COUNT" a line, and "left N": allocations not freed
 *   FAULT_SCAN=TEXT     adds "seen N" there: how often TEXT, written backwards here, stands in
 *                       memory that can be written
 *   FAULT_LACKS=WHAT    landlock or seccomp: as on a kernel without; modes: as on a file system of
 *                       an unknown kind that shows modes and does not keep them, kind: of one that
 *                       keeps them
 *   FAULT_ATTACK=FILE   at the second read: tries to get out, and notes what could be done there
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#define NEXT(type, name) ((type)(uintptr_t)dlsym(RTLD_NEXT, name))

enum call { MALLOC, OPEN, MMAP, THREAD, READ, WRITE, FSYNC, CLOSE, RENAME, CALLS };
static const char *const names[CALLS] = {"malloc", "open",  "mmap",  "thread", "read",
                                         "write",  "fsync", "close", "rename"};
static const struct {
    const char *name;
    int number;
} hows[] = {{"short", 0},       {"enomem", ENOMEM}, {"enospc", ENOSPC},
            {"eio", EIO},       {"eintr", EINTR},   {"eagain", EAGAIN},
            {"emfile", EMFILE}, {"eacces", EACCES}, {"epipe", EPIPE}};

enum { PLANS = 8 };
static struct {
    enum call call;
    long at;
    int how; /* errno; 0: short */
} plans[PLANS];
static int n_plans;
static atomic_long counts[CALLS], left;
static long piece;
static int counts_fd = -1, attack_fd = -1, maps_fd = -1;
static char backwards[128];
static const char *lacks = "";
static atomic_bool over; /* what comes after main is not blot's: coverage writes its files then */

/* Far above what the program opens itself, and open before it gives up opening files. */
static int keep_open(const char *path, int flags) {
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0600) : -1;
    int high = fd >= 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 300) : -1;
    if (fd >= 0)
        (void)syscall(SYS_close, fd);
    return high;
}

static void read_plan(const char *s) {
    while (s && *s && n_plans < PLANS) {
        size_t n = strcspn(s, ":");
        for (int c = 0; c < CALLS; c++)
            if (strlen(names[c]) == n && memcmp(names[c], s, n) == 0)
                plans[n_plans].call = (enum call)c;
        char *how = NULL;
        plans[n_plans].at = strtol(s + n + 1, &how, 10);
        n = strcspn(how + 1, ",");
        for (size_t h = 0; h < sizeof hows / sizeof *hows; h++)
            if (strlen(hows[h].name) == n && memcmp(hows[h].name, how + 1, n) == 0)
                plans[n_plans].how = hows[h].number;
        n_plans++;
        s = how + 1 + n + (how[1 + n] == ',');
    }
}

__attribute__((constructor)) static void begin(void) {
    const char *scan = getenv("FAULT_SCAN"), *size = getenv("FAULT_PIECE");
    piece = size ? atol(size) : 0;
    counts_fd = keep_open(getenv("FAULT_COUNTS"), O_WRONLY | O_CREAT | O_TRUNC);
    attack_fd = keep_open(getenv("FAULT_ATTACK"), O_WRONLY | O_CREAT | O_TRUNC);
    if (scan && strlen(scan) < sizeof backwards) {
        strcpy(backwards, scan);
        maps_fd = keep_open("/proc/self/maps", O_RDONLY);
    }
    if (getenv("FAULT_LACKS"))
        lacks = getenv("FAULT_LACKS");
    read_plan(getenv("FAULT"));
}

/* ---- the end of main ---- */

typedef int main_fn(int, char **, char **);
static main_fn *its_main;

static int main_and_stop(int argc, char **argv, char **env) {
    int status = its_main(argc, argv, env);
    atomic_store(&over, true);
    return status;
}

int __libc_start_main(main_fn *m, int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*unload)(void), void *stack) {
    typedef int start_fn(main_fn *, int, char **, void (*)(void), void (*)(void), void (*)(void),
                         void *);
    its_main = m;
    return NEXT(start_fn *, "__libc_start_main")(main_and_stop, argc, argv, init, fini, unload,
                                                 stack);
}

/* Counts the call. -1: go on; else how it is to fail. */
static int fails(enum call c) {
    if (atomic_load(&over))
        return -1;
    long n = atomic_fetch_add(&counts[c], 1) + 1;
    for (int i = 0; i < n_plans; i++)
        if (plans[i].call == c && plans[i].at == n)
            return plans[i].how;
    return -1;
}

static bool failed(enum call c) {
    int how = fails(c);
    if (how > 0)
        errno = how;
    return how > 0;
}

/* ---- memory ---- */

#ifndef FAULT_NO_MALLOC /* a sanitiser has these to itself */

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static void *counted(void *p) {
    atomic_fetch_add(&left, p != NULL);
    return p;
}

void *malloc(size_t n) {
    return failed(MALLOC) ? NULL : counted(__libc_malloc(n));
}

void *calloc(size_t n, size_t size) {
    return failed(MALLOC) ? NULL : counted(__libc_calloc(n, size));
}

void *aligned_alloc(size_t align, size_t n) {
    return failed(MALLOC) ? NULL : counted(__libc_memalign(align, n));
}

int posix_memalign(void **out, size_t align, size_t n) {
    int how = fails(MALLOC);
    *out = how > 0 ? NULL : counted(__libc_memalign(align, n));
    return *out ? 0 : ENOMEM;
}

void *realloc(void *p, size_t n) {
    if (failed(MALLOC))
        return NULL;
    void *q = __libc_realloc(p, n);
    if (!p)
        counted(q);
    return q;
}

void free(void *p) {
    atomic_fetch_sub(&left, p != NULL);
    __libc_free(p);
}

#endif

/* ---- the system ---- */

static int open_with(int folder, const char *path, int flags, va_list more) {
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    return failed(OPEN) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    int fd = open_with(AT_FDCWD, path, flags, more);
    va_end(more);
    return fd;
}

int openat(int folder, const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    int fd = open_with(folder, path, flags, more);
    va_end(more);
    return fd;
}

int __open_2(const char *path, int flags) {
    return failed(OPEN) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0);
}

int mkostemp(char *name, int flags) {
    return failed(OPEN) ? -1 : NEXT(int (*)(char *, int), "mkostemp")(name, flags);
}

FILE *fopen(const char *path, const char *mode) {
    return failed(OPEN) ? NULL : NEXT(FILE * (*)(const char *, const char *), "fopen")(path, mode);
}

void *mmap(void *at, size_t n, int protection, int flags, int fd, off_t offset) {
    if (failed(MMAP))
        return MAP_FAILED;
    return (void *)syscall(SYS_mmap, at, n, protection, flags, fd, offset);
}

int pthread_create(pthread_t *t, const pthread_attr_t *a, void *(*f)(void *), void *arg) {
    int how = fails(THREAD);
    if (how > 0)
        return how;
    return NEXT(int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *),
                "pthread_create")(t, a, f, arg);
}

/* The calls of Landlock have no function of their own. */
long syscall(long number, ...) {
    typedef long call_fn(long, ...);
    static call_fn *next;
    long a[6];
    va_list more;
    va_start(more, number);
    for (int i = 0; i < 6; i++)
        a[i] = va_arg(more, long);
    va_end(more);
    if (number == SYS_landlock_create_ruleset && strcmp(lacks, "landlock") == 0) {
        errno = ENOSYS;
        return -1;
    }
    if (!next)
        next = NEXT(call_fn *, "syscall");
    return next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

int prctl(int option, ...) {
    unsigned long a[4];
    va_list more;
    va_start(more, option);
    for (int i = 0; i < 4; i++)
        a[i] = va_arg(more, unsigned long);
    va_end(more);
    if (option == PR_SET_SECCOMP && strcmp(lacks, "seccomp") == 0) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_prctl, (long)option, a[0], a[1], a[2], a[3]);
}

static void attack(void);

int fstatfs(int fd, struct statfs *out) {
    int rc = NEXT(int (*)(int, struct statfs *), "fstatfs")(fd, out);
    if (strcmp(lacks, "modes") == 0 || strcmp(lacks, "kind") == 0)
        out->f_type = 0x65735546; /* FUSE */
    return rc;
}

int fchmod(int fd, mode_t mode) {
    if (strcmp(lacks, "modes") == 0)
        return 0;
    return NEXT(int (*)(int, mode_t), "fchmod")(fd, mode);
}

ssize_t read(int fd, void *p, size_t n) {
    int how = fails(READ);
    if (attack_fd >= 0 && counts[READ] == 2)
        attack();
    if (how > 0) {
        errno = how;
        return -1;
    }
    if (piece > 0 && n > (size_t)piece)
        n = (size_t)piece;
    return syscall(SYS_read, fd, p, how == 0 && n > 1 ? n / 2 : n);
}

ssize_t __read_chk(int fd, void *p, size_t n, size_t room) {
    return n > room ? (abort(), -1) : read(fd, p, n);
}

ssize_t write(int fd, const void *p, size_t n) {
    int how = fails(WRITE);
    if (how > 0) {
        errno = how;
        return -1;
    }
    return syscall(SYS_write, fd, p, how == 0 && n > 1 ? n / 2 : n);
}

int fsync(int fd) {
    return failed(FSYNC) ? -1 : (int)syscall(SYS_fsync, fd);
}

int close(int fd) {
    int rc = (int)syscall(SYS_close, fd); /* a close that fails closes all the same */
    return failed(CLOSE) ? -1 : rc;
}

int rename(const char *from, const char *to) {
    return failed(RENAME) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* ---- getting out ---- */

static void note(const char *what, bool done) {
    dprintf(attack_fd, "%s %s\n", what, done ? "done" : "refused");
}

/* What somebody would try who had taken blot over by a record. Afterwards all goes on. */
static void attack(void) {
    int fd = (int)syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY);
    note("read-file", fd >= 0);
    fd = (int)syscall(SYS_openat, AT_FDCWD, "/tmp/blot-was-here", O_WRONLY | O_CREAT, 0600);
    note("write-file", fd >= 0);
    (void)syscall(SYS_unlinkat, AT_FDCWD, "/tmp/blot-was-here", 0);
    fd = (int)syscall(SYS_openat, AT_FDCWD, "/proc/self/environ", O_RDONLY);
    note("read-process", fd >= 0);
    note("socket", syscall(SYS_socket, AF_INET, SOCK_STREAM, 0) >= 0);
    note("unix-socket", syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0) >= 0);
    note("ptrace", syscall(SYS_ptrace, 16L /* attach */, -1L, 0L, 0L) >= 0 || errno == ESRCH);
    long child = syscall(SYS_clone, SIGCHLD, 0L, 0L, 0L, 0L);
    if (child == 0)
        _exit(0);
    if (child > 0)
        (void)waitpid((pid_t)child, NULL, 0);
    note("process", child > 0);
    note("core", prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0);
    char *const no[] = {NULL};
    note("program", syscall(SYS_execve, "/nowhere/to/go", no, no) >= 0 || errno == ENOENT);
}

/* ---- at the end ---- */

/* Compares without ever holding the text forwards, which would then be found. */
static bool here(const char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (p[i] != backwards[n - 1 - i])
            return false;
    return true;
}

static long seen_in(const char *from, const char *to, size_t n) {
    long seen = 0;
    for (const char *p = from; p + n <= to; p++)
        seen += here(p, n);
    return seen;
}

/* Reads the map of the process through a small buffer of its own, and looks through what can be
 * written: heap, stacks, data. */
static long scan(void) {
    static char maps[262144];
    size_t have = 0;
    ssize_t k;
    while ((k = syscall(SYS_read, maps_fd, maps + have, sizeof maps - 1 - have)) > 0)
        have += (size_t)k;
    maps[have] = '\0';
    long seen = 0;
    for (char *line = maps, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        char *rest = NULL;
        uintptr_t from = strtoul(line, &rest, 16), to = strtoul(rest + 1, &rest, 16);
        if (rest[1] == 'r' && rest[2] == 'w')
            seen += seen_in((const char *)from, (const char *)to, strlen(backwards));
    }
    return seen;
}

__attribute__((destructor)) static void end(void) {
    if (counts_fd < 0)
        return;
    for (int c = 0; c < CALLS; c++)
        dprintf(counts_fd, "%s %ld\n", names[c], (long)counts[c]);
    dprintf(counts_fd, "left %ld\n", (long)left);
    if (maps_fd >= 0)
        dprintf(counts_fd, "seen %ld\n", scan());
}
