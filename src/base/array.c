#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool array_grow(void *array, struct arena *a, size_t n, size_t size) {
    void *old, *v;
    size_t room = n ? n * 2 : ARRAY_FIRST;
    if (n > SIZE_MAX / 2 || room > SIZE_MAX / size)
        return false;
    memcpy(&old, array, sizeof old); /* a pointer of another type */
    v = a ? arena_alloc(a, room * size) : realloc(old, room * size);
    if (!v)
        return false;
    if (a && n)
        memcpy(v, old, n * size);
    memset((char *)v + n * size, 0, (room - n) * size);
    memcpy(array, &v, sizeof v);
    return true;
}
