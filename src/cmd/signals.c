#include "cmd/signals.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

/* A handler can reach nothing but a global. Changed only while the signals are held. */
static const char *volatile temporary[SIGNALS_FILES];

static const int ending[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGALRM, SIGXCPU};

static void on_signal(int number) {
    for (int i = 0; i < SIGNALS_FILES; i++) {
        const char *path = temporary[i];
        if (path && unlink(path) != 0)
            (void)rmdir(path); /* a folder, emptied before */
    }
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
    signals_release_all(&path, 1);
}

void signals_release_all(const char *const *paths, int n) {
    sigset_t set;
    bool any = false;
    fill(&set);
    for (int i = 0; i < SIGNALS_FILES; i++) {
        temporary[i] = i < n ? paths[i] : NULL;
        any = any || temporary[i];
    }
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction old, act = {.sa_handler = any ? on_signal : SIG_DFL};
        act.sa_flags = (int)(SA_RESETHAND | SA_NODEFER);
        if (sigaction(ending[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(ending[i], &act, NULL); /* what nohup ignores stays ignored */
    }
    (void)sigprocmask(SIG_UNBLOCK, &set, NULL);
}
