#include "text/slips.h"

#include <string.h>

enum { WORD_LEAST = 5, WORD_MOST = 20, HASHES = 4 };

/* How two words are a letter apart, each with bits of its own: the text has a letter more than the
 * word, or one less, or another one (of two swapped letters, taking one from each does it). */
enum way { MORE, LESS, OTHER };

/* From how many letters on a word is told from unlike ones: names of six letters are near to a
 * word of the dictionary one time in four, those of eight one time in fifty. */
static size_t least_of(enum way way, bool common) {
    return (way == OTHER ? 7u : 6u) + (common ? 0u : 1u);
}

static bool has_other_letters(struct slice key) {
    for (size_t i = 0; i < key.n; i++)
        if (key.p[i] < 'a' || key.p[i] > 'z')
            return true;
    return false;
}

/* Two hashes in one, of the key without its letter `cut` (key.n: with all of them). */
static uint64_t hash_without(enum way way, struct slice key, size_t cut) {
    uint64_t h = 0xCBF29CE484222325u ^ (uint64_t)way << 56;
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

void slips_add(struct slips *s, struct slice key, bool common) {
    if (key.n < least_of(MORE, common) || key.n > WORD_MOST || has_other_letters(key))
        return;
    set(s, hash_without(MORE, key, key.n));
    for (size_t i = 1; i < key.n; i++) {
        set(s, hash_without(LESS, key, i));
        if (key.n >= least_of(OTHER, common))
            set(s, hash_without(OTHER, key, i));
    }
}

bool slips_near(const struct slips *s, struct slice key) {
    if (key.n < WORD_LEAST || key.n > WORD_MOST + 1 || has_other_letters(key))
        return false;
    if (is_set(s, hash_without(LESS, key, key.n)))
        return true;
    for (size_t i = 1; i < key.n; i++)
        if (is_set(s, hash_without(MORE, key, i)) || is_set(s, hash_without(OTHER, key, i)))
            return true;
    return false;
}
