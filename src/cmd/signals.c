#include "cmd/signals.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/* A handler can reach nothing but a global. Changed only while the signals are held. */
static const char *volatile temporary;

static const int ending[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGALRM, SIGXCPU};

static void on_signal(int number) {
    const char *path = temporary;
    if (path)
        (void)unlink(path);
    (void)signal(number, SIG_DFL); /* it was reset on entry; this is for systems that do not */
    (void)raise(number);
}

static void fill(sigset_t *set) {
    sigemptyset(set);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        sigaddset(set, ending[i]);
}

void signals_hold(void) {
    sigset_t set;
    fill(&set);
    (void)sigprocmask(SIG_BLOCK, &set, NULL);
}

void signals_release(const char *path) {
    sigset_t set;
    fill(&set);
    temporary = path;
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction old, act = {.sa_handler = path ? on_signal : SIG_DFL};
        act.sa_flags = (int)(SA_RESETHAND | SA_NODEFER);
        if (sigaction(ending[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(ending[i], &act, NULL); /* what nohup ignores stays ignored */
    }
    (void)sigprocmask(SIG_UNBLOCK, &set, NULL);
}
