#include "cmd/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef BLOT_SECCOMP
#include <seccomp.h>
#endif

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
static bool allow(int ruleset, const char *path, uint64_t file, uint64_t folder) {
    struct stat s;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return true; /* whoever opens it will say why it cannot be */
    struct landlock_path_beneath_attr a = {.allowed_access = file, .parent_fd = fd};
    bool ok = fstat(fd, &s) == 0;
    if (ok && S_ISDIR(s.st_mode))
        a.allowed_access = folder;
    ok = ok && (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &a, 0) == 0 ||
                errno == EBADFD);
    return close(fd) == 0 && ok;
}

/* A folder may be read as far as to say that it is one. */
static bool allow_inputs(int ruleset, const struct string_list *inputs) {
    bool ok = true;
    for (size_t i = 0; ok && i < inputs->n; i++)
        if (strcmp(inputs->v[i], "-") != 0)
            ok = allow(ruleset, inputs->v[i], LANDLOCK_ACCESS_FS_READ_FILE,
                       LANDLOCK_ACCESS_FS_READ_DIR);
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
        ok = folder && allow(ruleset, slash ? folder : ".", 0,
                             LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE);
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

/* Sockets, other programs and processes, their memory, and what changes the system. By name, as
 * not every architecture has all. */
static const char *const denied[] = {"socket",
                                     "socketpair",
                                     "connect",
                                     "bind",
                                     "listen",
                                     "accept",
                                     "accept4",
                                     "execve",
                                     "execveat",
                                     "fork",
                                     "vfork",
                                     "ptrace",
                                     "process_vm_readv",
                                     "process_vm_writev",
                                     "process_madvise",
                                     "pidfd_getfd",
                                     "pidfd_open",
                                     "kcmp",
                                     "io_uring_setup",
                                     "io_uring_enter",
                                     "userfaultfd",
                                     "bpf",
                                     "perf_event_open",
                                     "open_by_handle_at",
                                     "name_to_handle_at",
                                     "add_key",
                                     "request_key",
                                     "keyctl",
                                     "mount",
                                     "umount2",
                                     "move_mount",
                                     "fsopen",
                                     "fsmount",
                                     "pivot_root",
                                     "chroot",
                                     "unshare",
                                     "setns",
                                     "init_module",
                                     "finit_module",
                                     "delete_module",
                                     "kexec_load",
                                     "kexec_file_load",
                                     "reboot",
                                     "swapon",
                                     "swapoff",
                                     "link",
                                     "linkat",
                                     "symlink",
                                     "symlinkat",
                                     "mknod",
                                     "mknodat",
                                     "chmod",
                                     "fchmod",
                                     "fchmodat",
                                     "chown",
                                     "fchown",
                                     "fchownat",
                                     "lchown",
                                     "setuid",
                                     "setgid",
                                     "setreuid",
                                     "setregid",
                                     "setresuid",
                                     "setresgid",
                                     "setgroups",
                                     "capset",
                                     "personality",
                                     "syslog",
                                     "mq_open",
                                     "shmget",
                                     "msgget",
                                     "semget"};

static int deny(scmp_filter_ctx filter, const char *name, uint32_t action) {
    int number = seccomp_syscall_resolve_name(name);
    return number == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, action, number, 0);
}

/* A thread may be started, a process not. glibc asks for clone3 first, whose flags no filter can
 * see, and takes clone where there is none. */
static int deny_processes(scmp_filter_ctx filter) {
    int rc = deny(filter, "clone3", SCMP_ACT_ERRNO(ENOSYS));
#ifndef __s390__ /* where clone has its arguments in another order */
    if (rc == 0)
        rc = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                              SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
#endif
    return rc;
}

static const char *refuse_calls(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return "libseccomp does not start";
    int rc = deny_processes(filter);
    for (size_t i = 0; rc == 0 && i < sizeof denied / sizeof *denied; i++)
        rc = deny(filter, denied[i], SCMP_ACT_ERRNO(EPERM));
    if (rc == 0)
        rc = seccomp_load(filter);
    seccomp_release(filter);
    return rc == 0 ? NULL : "the kernel takes no seccomp filter";
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
