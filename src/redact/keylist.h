/* Lists written out in the source: arrays whose elements begin with their key (const char *), in
 * the order of its bytes. */
#ifndef BLOT_REDACT_KEYLIST_H
#define BLOT_REDACT_KEYLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/slice.h"

/* The key of an element of `size` bytes. */
static inline const char *keylist_key(const void *list, size_t size, size_t i) {
    const char *key;
    memcpy(&key, (const char *)list + i * size, sizeof key);
    return key;
}

/* The element of that key among n; NULL when there is none. */
static inline const void *keylist_find(const void *list, size_t n, size_t size, struct slice key) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int c = slice_compare(key, keylist_key(list, size, middle));
        if (c == 0)
            return (const char *)list + middle * size;
        if (c < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* True when each key stands once and all are in order: for tests. */
static inline bool keylist_in_order(const void *list, size_t n, size_t size) {
    for (size_t i = 1; i < n; i++)
        if (strcmp(keylist_key(list, size, i - 1), keylist_key(list, size, i)) >= 0)
            return false;
    return true;
}

#endif
