/* A look-up table from bytes to a number, in an arena. */
#ifndef BLOT_REDACT_TABLE_H
#define BLOT_REDACT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

struct table_entry {
    struct slice key; /* p is NULL where the place is free */
    uint64_t hash;
    uint32_t value;
};

/* {.arena = a} is an empty table. Keys are borrowed and must live as long as the arena. */
struct table {
    struct arena *arena;
    struct table_entry *v;
    size_t n, cap; /* cap is 0 or a power of two */
};

/* The value of key; NULL when there is none. Valid until the next table_put. */
uint32_t *table_get(const struct table *t, struct slice key);

/* Adds a key that is not in t (not empty). False when memory is out. */
bool table_put(struct table *t, struct slice key, uint32_t value);

#endif
