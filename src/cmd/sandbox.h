/* Giving up, before the first record is read, what a filter never needs: the network, other
 * programs, and every file but its inputs and outputs. What a fault in blot or in one of its
 * libraries could then do with a record is small.
 *
 * Landlock (Linux 5.13) bounds the files; a seccomp filter, made by libseccomp when blot
 * is built, refuses the calls. */
#ifndef BLOT_CMD_SANDBOX_H
#define BLOT_CMD_SANDBOX_H

#include "base/err.h"
#include "io/encodings.h"
#include "run/options.h"

/* What stays allowed beside the descriptors that are open. Borrowed. */
struct sandbox_needs {
    const struct string_list *inputs; /* may be read */
    const char *const *outputs; /* files that are given their names, or removed: in their folders */
    size_t n_outputs;           /* a NULL among them is none */
};

/* Confines the calling thread and those that it starts from now on, for good. SANDBOX_REQUIRE:
 * ST_UNAVAILABLE, with the reason, where not all of it can be had; SANDBOX_AUTO takes what there
 * is. */
enum status sandbox_enter(enum sandbox how, const struct sandbox_needs *needs, struct err *e);

/* The same before a run over the inputs of o, as its --sandbox says. outputs: as in needs, n of
 * them. iconv loads parts of itself when it is first used for an encoding: *held ({0} before, to be
 * closed after the run) does that first. */
enum status sandbox_confine(struct converter *held, const struct options *o,
                            const char *const *outputs, size_t n, struct err *e);

#endif
