/* Arrays that grow by one element at a time.
 *
 * An array of n elements has room for ARRAY_FIRST, or for the power of two at or above n: its
 * length alone says when it is full, and no capacity is kept. It may be emptied (n = 0) and filled
 * again, at the price of growing again: what is filled anew for every record keeps a capacity of
 * its own. realloc leaves copies behind: text of records is for struct buf. */
#ifndef BLOT_BASE_ARRAY_H
#define BLOT_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { ARRAY_FIRST = 8 };

static inline bool array_full(size_t n) {
    return n == 0 || (n >= ARRAY_FIRST && (n & (n - 1)) == 0);
}

/* For the macros: doubles a full array of n elements of `size` bytes. `array` is the address of the
 * pointer to the first of them; a NULL means the heap. */
bool array_grow(void *array, struct arena *a, size_t n, size_t size);

/* Room for element n of v, a pointer that NULL starts and free ends; what is new is zeroed. False
 * when memory is out, v and its elements being as they were. */
#define ARRAY_MORE(v, n) (!array_full(n) || array_grow(&(v), NULL, (n), sizeof *(v)))

/* The same in arena a, which keeps the shorter arrays until its reset. */
#define ARRAY_MORE_IN(a, v, n) (!array_full(n) || array_grow(&(v), (a), (n), sizeof *(v)))

#endif
