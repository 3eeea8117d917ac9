#include "cmd/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- files: Landlock ---- */

/* Rights by the version of Landlock that brought them: where the headers are older than the kernel
 * they lack names. */
static uint64_t rights_of(long abi) {
    uint64_t bits = 13; /* executing to making symbolic links */
    if (abi >= 2)
        bits = 14; /* linking and renaming between folders */
    if (abi >= 3)
        bits = 15; /* truncating */
    if (abi >= 5)
        bits = 16; /* ioctl on devices */
    return ((uint64_t)1 << bits) - 1;
}

/* As the kernel knows it; versions before the fourth know the first member only, those before the
 * sixth two. */
struct ruleset_rights {
    uint64_t files, network, scopes;
};

static long make_ruleset(long abi) {
    struct ruleset_rights r = {.files = rights_of(abi)};
    size_t size = sizeof r.files;
    if (abi >= 4) {
        r.network = 3; /* binding and connecting TCP sockets */
        size += sizeof r.network;
    }
    if (abi >= 6) {
        r.scopes = 3; /* abstract UNIX sockets of others, signals to others */
        size += sizeof r.scopes;
    }
    return syscall(SYS_landlock_create_ruleset, &r, size, 0);
}

/* Pipes and the like, named by way of /dev/fd, are in no file system and always allowed. */
static bool allow(int ruleset, int fd, uint64_t file, uint64_t folder) {
    struct stat s;
    struct landlock_path_beneath_attr a = {.allowed_access = file, .parent_fd = fd};
    bool ok = fstat(fd, &s) == 0;
    if (ok && S_ISDIR(s.st_mode))
        a.allowed_access = folder;
    ok = ok && (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &a, 0) == 0 ||
                errno == EBADFD);
    return close(fd) == 0 && ok;
}

/* A folder may be read as far as to say that it is one. A file that cannot be opened is left out:
 * whoever opens it later says why. */
static bool allow_inputs(int ruleset, const struct string_list *inputs) {
    bool ok = true;
    for (size_t i = 0; ok && i < inputs->n; i++) {
        int fd = strcmp(inputs->v[i], "-") ? open(inputs->v[i], O_PATH | O_CLOEXEC) : -1;
        ok =
            fd < 0 || allow(ruleset, fd, LANDLOCK_ACCESS_FS_READ_FILE, LANDLOCK_ACCESS_FS_READ_DIR);
    }
    return ok;
}

static bool allow_outputs(int ruleset, const struct sandbox_needs *needs) {
    bool ok = true;
    for (size_t i = 0; ok && i < needs->n_outputs; i++) {
        if (!needs->outputs[i])
            continue;
        char *folder = strdup(needs->outputs[i]);
        char *slash = folder ? strrchr(folder, '/') : NULL;
        if (slash)
            slash[slash == folder] = '\0';
        int fd = folder ? open(slash ? folder : ".", O_PATH | O_CLOEXEC) : -1;
        ok = fd >= 0 &&
             allow(ruleset, fd, 0, LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE);
        free(folder);
    }
    return ok;
}

/* NULL, or why the files cannot be bounded. */
static const char *bound_files(const struct sandbox_needs *needs) {
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return "the kernel has no Landlock, or it is turned off";
    int ruleset = (int)make_ruleset(abi);
    if (ruleset < 0)
        return "Landlock makes no rules";
    bool ok = allow_inputs(ruleset, needs->inputs) && allow_outputs(ruleset, needs) &&
              prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
              syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    return close(ruleset) == 0 && ok ? NULL : "Landlock does not take its rules";
}

/* ---- calls: seccomp ---- */

#ifdef BLOT_SECCOMP

/* Made at build time: see callfilter.c. */
extern const struct sock_filter call_filter[], call_filter_end[];

static const char *refuse_calls(void) {
    struct sock_fprog program = {
        .len = (unsigned short)(((uintptr_t)call_filter_end - (uintptr_t)call_filter) /
                                sizeof *call_filter),
        .filter = (struct sock_filter *)(uintptr_t)call_filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0)
        return NULL;
    return "the kernel takes no seccomp filter";
}

#else

static const char *refuse_calls(void) {
    return "this blot was built without libseccomp";
}

#endif

enum status sandbox_enter(enum sandbox how, const struct sandbox_needs *needs, struct err *e) {
    if (how == SANDBOX_OFF || (how == SANDBOX_AUTO && !BLOT_SANDBOX))
        return ST_OK;
    const char *files = bound_files(needs), *calls = refuse_calls();
    if (how == SANDBOX_AUTO || (!files && !calls))
        return ST_OK;
    err_hint(e, "--sandbox auto takes what there is");
    return err_set(e, ST_UNAVAILABLE, "--sandbox require: %s%s%s", files ? files : "",
                   files && calls ? "; " : "", calls ? calls : "");
}

enum status sandbox_confine(struct converter *held, const struct options *o,
                            const char *const *outputs, size_t n, struct err *e) {
    const struct sandbox_needs needs = {&o->inputs, outputs, n};
    enum status st = converter_open(held, o->reader.encoding, false, e);
    return st == ST_OK ? sandbox_enter((enum sandbox)o->sandbox, &needs, e) : st;
}
