#include "cmd/ticker.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cmd/cmd.h"

static double now(void) {
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &t); /* cannot fail for this clock */
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void ticker_start(struct ticker *t, const struct options *o) {
    bool to_file = o->output && strcmp(o->output, "-") != 0;
    bool alone = isatty(STDERR_FILENO) && (to_file || !isatty(STDOUT_FILENO));
    *t = (struct ticker){.wanted = o->progress || alone, .terminal = isatty(STDERR_FILENO)};
    t->colour = cmd_colour(STDERR_FILENO, (enum when)o->color);
    t->start = t->last = t->wanted ? now() : 0.0;
}

void ticker_tick(void *ctx, const struct progress *p) {
    struct ticker *t = ctx;
    double at = now();
    if (at - t->start < 1.0 || at - t->last < (t->terminal ? 0.2 : 1.0))
        return;
    struct buf b = {0};
    bool ok = (!t->terminal || buf_add_str(&b, "\r\033[K")) &&
              (!t->colour || buf_add_str(&b, "\033[2m")) && buf_add_str(&b, "blot: ") &&
              progress_line(&b, p, at - t->start) && (!t->colour || buf_add_str(&b, "\033[0m")) &&
              (t->terminal || buf_add_char(&b, '\n'));
    /* A line that cannot be shown is no fault of the run. */
    if (ok)
        (void)fwrite(b.p, 1, b.n, stderr);
    buf_free(&b);
    t->last = at;
    t->shown = t->terminal;
}

void ticker_end(struct ticker *t) {
    if (t->shown)
        fputs("\r\033[K", stderr);
    t->shown = false;
}
