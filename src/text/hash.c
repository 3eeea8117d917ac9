#include "text/hash.h"

#include <string.h>

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* Of fewer than eight bytes, all: what lies in both reads is the same in both. */
static uint64_t short_key(struct slice key) {
    uint32_t low = 0, high = 0;
    size_t half = key.n >= 4 ? 4 : key.n >= 2 ? 2 : key.n;
    if (key.n == 0)
        return 0;
    if (half == 4) {
        memcpy(&low, key.p, 4);
        memcpy(&high, key.p + key.n - 4, 4);
    } else if (half == 2) {
        memcpy(&low, key.p, 2);
        memcpy(&high, key.p + key.n - 2, 2);
    } else {
        low = (unsigned char)key.p[0];
        high = low;
    }
    return low | (uint64_t)high << (8 * (key.n - half));
}
#endif

/* The bytes of key from i on, fewer than eight, the first the lowest; before i are none or eight
 * and more. */
static uint64_t tail_of(struct slice key, size_t i) {
    uint64_t w = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (i == 0)
        return short_key(key);
    if (i == key.n)
        return 0;
    memcpy(&w, key.p + key.n - 8, 8);
    w >>= 8 * (8 - (key.n - i));
#else
    for (size_t k = 0; i + k < key.n; k++)
        w |= (uint64_t)(unsigned char)key.p[i + k] << (8 * k);
#endif
    return w;
}

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
    h = (h ^ tail_of(key, i)) * 0x9E3779B97F4A7C15u;
    h ^= h >> 29;
    h *= 0xBF58476D1CE4E5B9u;
    uint32_t out = (uint32_t)(h >> 32);
    return out ? out : 1;
}
