/* Writes the filter of system calls that --sandbox puts in force, as the kernel takes it: an array
 * of struct sock_filter. Made at build time with libseccomp, which knows the calls' numbers, so
 * that nothing is left to do, and to fail, when blot runs.
 *
 *     callfilter FILE */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Sockets, other programs and processes, their memory, and what changes the system. By name, as
 * not every architecture has all. */
static const char *const denied[] = {
    /* sockets */
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "mq_open", "shmget",
    "msgget", "semget",
    /* programs, processes, their memory */
    "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev",
    "process_madvise", "pidfd_getfd", "pidfd_open", "kcmp", "unshare", "setns", "personality",
    /* ways around a filter of calls or files */
    "io_uring_setup", "io_uring_enter", "io_uring_register", "userfaultfd", "bpf",
    "perf_event_open", "open_by_handle_at", "name_to_handle_at", "add_key", "request_key", "keyctl",
    /* files of another kind, or another's */
    "link", "linkat", "symlink", "symlinkat", "mknod", "mknodat", "chmod", "fchmod", "fchmodat",
    "chown", "fchown", "fchownat", "lchown", "mount", "umount2", "move_mount", "open_tree",
    "fsopen", "fsmount", "fsconfig", "fspick", "mount_setattr", "pivot_root", "chroot",
    /* another user */
    "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setgroups", "capset",
    /* the system */
    "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot",
    "swapon", "swapoff", "syslog", "settimeofday", "clock_settime", "sethostname"};

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

static int write_filter(scmp_filter_ctx filter, const char *path) {
    int rc = deny_processes(filter);
    for (size_t i = 0; rc == 0 && i < sizeof denied / sizeof *denied; i++)
        rc = deny(filter, denied[i], SCMP_ACT_ERRNO(EPERM));
    if (rc != 0)
        return rc;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return -errno;
    rc = seccomp_export_bpf(filter, fd);
    return close(fd) == 0 ? rc : -errno;
}

int main(int argc, char **argv) {
    scmp_filter_ctx filter = argc == 2 ? seccomp_init(SCMP_ACT_ALLOW) : NULL;
    if (!filter) {
        (void)fputs("usage: callfilter FILE\n", stderr);
        return 2;
    }
    int rc = write_filter(filter, argv[1]);
    seccomp_release(filter);
    if (rc != 0)
        (void)fprintf(stderr, "callfilter: %s: %s\n", argv[1], strerror(-rc));
    return rc == 0 ? 0 : 1;
}
