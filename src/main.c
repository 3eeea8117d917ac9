/* blot: reads what it is asked for and calls the command. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "run/options.h"

/* A core file would hold the text of records. The limit alone does not keep a core from a program
 * that collects them (core_pattern with a pipe); where a process is not dumpable none is made, and
 * no other process of the user may look into its memory. */
static int no_core_file(void) {
    const struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0)
        return -1;
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* Where a standard descriptor is closed, the next file opened would take its number and get what is
 * meant for it. It is filled by one on which that very use fails. */
static int fill_descriptors(void) {
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            return -1;
    return 0;
}

static int run(enum command c, const struct options *o) {
    if (o->help)
        return cmd_help(c);
    if (o->version)
        return cmd_version();
    if (o->completion)
        return cmd_completion((enum shell)o->completion);
    switch (c) {
    case COMMAND_EXPLAIN:
        return cmd_explain(o);
    case COMMAND_VERIFY:
        return cmd_verify(o);
    case COMMAND_SCORE:
        return cmd_score(o);
    case COMMAND_RULES:
        return cmd_rules(o);
    case COMMAND_TRAIN:
        return cmd_train(o);
    case COMMAND_RESIDUE:
        return cmd_residue(o);
    case COMMAND_COMPARE:
        return cmd_compare(o);
    case COMMAND_RELEASE:
        return cmd_release(o);
    case COMMAND_REPORT:
        return cmd_report(o);
    case COMMAND_REVIEW:
        return cmd_review(o);
    case COMMAND_BOUND:
        return cmd_bound(o);
    case COMMAND_SUGGEST:
        return cmd_suggest(o);
    case COMMAND_POLICY:
        return cmd_policy(o);
    case COMMAND_KEY:
        return cmd_key(o);
    case COMMAND_PSEUDONYM:
        return cmd_pseudonym(o);
    default:
        return cmd_filter(o);
    }
}

/* A command's name may only be the first argument; a file of such a name is written ./name. */
static enum command take_command(int *argc, char ***argv) {
    enum command c = *argc > 1 ? command_from((*argv)[1]) : COMMAND_FILTER;
    if (c != COMMAND_FILTER) {
        (*argc)--;
        (*argv)++;
    }
    return c;
}

int main(int argc, char **argv) {
    struct err e = {0};
    struct arena arena = {0};
    struct options o;
    /* A file that may grow no further is an error of write(2) like others. */
    bool set = signal(SIGXFSZ, SIG_IGN) != SIG_ERR;
    if (!set || fill_descriptors() != 0 || no_core_file() != 0) {
        fputs("blot: the process cannot be set up safely\n", stderr);
        return EXIT_ERROR;
    }
    enum command c = take_command(&argc, &argv);
    enum status st = options_parse(&o, c, argc, argv, &arena, &e);
    int status = st == ST_OK ? run(c, &o) : cmd_fail(&e);
    arena_free(&arena);
    return status;
}
