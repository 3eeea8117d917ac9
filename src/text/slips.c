#include "text/slips.h"

#include <string.h>

enum { WORD_LEAST = 5, WORD_MOST = 20, HASHES = 3 };

static bool has_other_letters(struct slice key) {
    for (size_t i = 0; i < key.n; i++)
        if (key.p[i] < 'a' || key.p[i] > 'z')
            return true;
    return false;
}

/* Two hashes in one, of the key without its letter `cut` (key.n: with all of them). */
static uint64_t hash_without(struct slice key, size_t cut) {
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < key.n; i++)
        if (i != cut)
            h = (h ^ (uint64_t)(unsigned char)key.p[i]) * 0x100000001B3u;
    h = (h ^ h >> 29) * 0xBF58476D1CE4E5B9u;
    return h ^ h >> 32;
}

static uint32_t bit_of(uint64_t h, uint32_t k) {
    return ((uint32_t)h + k * ((uint32_t)(h >> 32) | 1u)) % SLIPS_BITS;
}

static void set(struct slips *s, uint64_t h) {
    for (uint32_t k = 0; k < HASHES; k++) {
        uint32_t bit = bit_of(h, k);
        s->bits[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

static bool is_set(const struct slips *s, uint64_t h) {
    for (uint32_t k = 0; k < HASHES; k++) {
        uint32_t bit = bit_of(h, k);
        if (!(s->bits[bit / 64] >> bit % 64 & 1))
            return false;
    }
    return true;
}

void slips_add(struct slips *s, struct slice key) {
    if (key.n < WORD_LEAST || key.n > WORD_MOST || has_other_letters(key))
        return;
    set(s, hash_without(key, key.n));
    for (size_t i = 1; i < key.n; i++)
        set(s, hash_without(key, i));
}

bool slips_near(const struct slips *s, struct slice key) {
    if (key.n < WORD_LEAST || key.n > WORD_MOST + 1 || has_other_letters(key))
        return false;
    if (is_set(s, hash_without(key, key.n)))
        return true;
    for (size_t i = 1; i < key.n && key.n > WORD_LEAST; i++)
        if (is_set(s, hash_without(key, i)))
            return true;
    return false;
}
