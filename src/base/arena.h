/* Memory that is given back all at once: one arena per record or batch of records. */
#ifndef BLOT_BASE_ARENA_H
#define BLOT_BASE_ARENA_H

#include <stddef.h>

#include "base/slice.h"

struct arena_block;

/* {0} is a valid empty arena. Owns its blocks. Not for sharing between threads. */
struct arena {
    struct arena_block *blocks; /* the block in use first */
    size_t used;                /* bytes handed out since the last reset */
};

/* n bytes aligned for any type, uninitialised; NULL when memory is out. n may be 0. */
void *arena_alloc(struct arena *a, size_t n);

/* count * size bytes, zeroed; NULL when memory is out or the product overflows. */
void *arena_calloc(struct arena *a, size_t count, size_t size);

/* Gives back what is not needed of the `was` bytes at p, if nothing was handed out since: only the
 * first n stay. */
void arena_shrink(struct arena *a, void *p, size_t was, size_t n);

/* A copy of s with a NUL after it; p is NULL when memory is out. */
struct slice arena_copy(struct arena *a, struct slice s);

/* Gives all back for re-use: one block of moderate size is kept, the rest overwritten and freed, so
 * that one huge record does not stay in memory. Pointers handed out before are dead. */
void arena_reset(struct arena *a);

/* Overwrites and frees everything. */
void arena_free(struct arena *a);

#endif
