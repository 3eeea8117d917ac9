/* Progress on standard error. */
#ifndef BLOT_CMD_TICKER_H
#define BLOT_CMD_TICKER_H

#include "run/options.h"
#include "run/progress.h"

/* {0} shows nothing. */
struct ticker {
    bool wanted;
    bool terminal; /* one line that is written over; else a line each time */
    bool colour;
    bool shown;         /* a line stands on the terminal */
    double start, last; /* seconds of a clock that only goes forward */
};

/* On a terminal, unless records go to one too, and where --progress asks for it. */
void ticker_start(struct ticker *t, const struct options *o);

/* The `progress` of struct sink; ctx is a struct ticker. Shows nothing for the first second, then
 * at most five lines a second (one, where it is no terminal). */
void ticker_tick(void *ctx, const struct progress *p);

/* Takes the line off the terminal. */
void ticker_end(struct ticker *t);

#endif
