/* What a run was made with, by hash: word lists, phrases, weights, policy.
 *
 * Read when the run begins, so that the papers tell of what was there then. */
#ifndef BLOT_RUN_MATERIALS_H
#define BLOT_RUN_MATERIALS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/sha256.h"
#include "run/options.h"

enum material_kind { MATERIAL_LEXICON, MATERIAL_LIST, MATERIAL_WEIGHTS };

struct material {
    uint8_t kind;     /* enum material_kind */
    const char *name; /* blot's own word for it, or the lexicon class; never a file's name */
    char sha256[SHA256_HEX];
};

/* {0} is valid and empty. */
struct materials {
    struct material *v;
    size_t n;
};

/* The built-in ones and the files that the options name, in a fixed order. Memory from a; names are
 * borrowed from the options. */
enum status materials_read(struct materials *m, const struct options *o, struct arena *a,
                           struct err *e);

#endif
