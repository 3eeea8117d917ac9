#include "cmd/signals.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

enum { FILES = 8 };

/* A handler can reach nothing but a global. Changed only while the signals are held. */
static const char *volatile temporary[FILES];

/* From the system, and from a bug: also then no file of records stays. */
static const int ending[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM, SIGPIPE,   SIGALRM,
                             SIGXCPU, SIGUSR1, SIGUSR2, SIGPROF, SIGVTALRM, SIGSYS,
                             SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,  SIGABRT};

static void on_signal(int number) {
    for (int i = 0; i < FILES; i++)
        if (temporary[i] && unlink(temporary[i]) != 0)
            (void)rmdir(temporary[i]); /* a folder, emptied before */
    (void)signal(number, SIG_DFL);     /* it was reset on entry; this is for systems that do not */
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

void signals_add(const char *path) {
    int i = 0;
    while (i < FILES && temporary[i])
        i++;
    if (i < FILES)
        temporary[i] = path;
}

void signals_forget(void) {
    for (int i = 0; i < FILES; i++)
        temporary[i] = NULL;
}

/* What nohup ignores stays ignored, and what a sanitiser handles stays with it. */
void signals_release(void) {
    sigset_t set;
    fill(&set);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction old, act = {.sa_handler = temporary[0] ? on_signal : SIG_DFL};
        act.sa_flags = (int)(SA_RESETHAND | SA_NODEFER);
        if (sigaction(ending[i], NULL, &old) == 0 &&
            (old.sa_handler == SIG_DFL || old.sa_handler == on_signal))
            (void)sigaction(ending[i], &act, NULL);
    }
    (void)sigprocmask(SIG_UNBLOCK, &set, NULL);
}
