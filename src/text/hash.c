#include "text/hash.h"

#include <string.h>

/* xorshift-multiply over eight bytes at a time; the constant is the golden ratio's. */
uint32_t token_hash(struct slice key) {
    uint64_t h = 0x9E3779B97F4A7C15u ^ key.n;
    size_t i = 0;
    for (; i + 8 <= key.n; i += 8) {
        uint64_t w;
        memcpy(&w, key.p + i, 8);
        h = (h ^ w) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    uint64_t w = 0;
    for (size_t k = 0; i + k < key.n; k++)
        w |= (uint64_t)(unsigned char)key.p[i + k] << (8 * k);
    h = (h ^ w) * 0x9E3779B97F4A7C15u;
    h ^= h >> 29;
    h *= 0xBF58476D1CE4E5B9u;
    uint32_t out = (uint32_t)(h >> 32);
    return out ? out : 1;
}
