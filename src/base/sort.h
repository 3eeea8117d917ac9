/* Sorting of arrays that are mostly short: qsort's own set-up costs more than a few comparisons. */
#ifndef BLOT_BASE_SORT_H
#define BLOT_BASE_SORT_H

#include <stdlib.h>
#include <string.h>

#define SORT_SHORT     16u /* elements */
#define SORT_ITEM_SIZE 64u /* bytes, at most, of elements that are moved here */

typedef int sort_order(const void *a, const void *b);

/* Sorts as qsort does. Equal elements of a short array keep their order; order must tell apart
 * those of a long one for which that matters. */
static inline void sort_array(void *array, size_t n, size_t size, sort_order *order) {
    unsigned char item[SORT_ITEM_SIZE], *v = array;
    if (n > SORT_SHORT || size > sizeof item) {
        qsort(array, n, size, order);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        size_t k = i;
        while (k > 0 && order(v + (k - 1) * size, v + i * size) > 0)
            k--;
        if (k == i)
            continue;
        memcpy(item, v + i * size, size);
        memmove(v + (k + 1) * size, v + k * size, (i - k) * size);
        memcpy(v + k * size, item, size);
    }
}

#endif
