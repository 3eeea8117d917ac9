/* Words as keys, read eight characters at a time. */
#ifndef BLOT_TEXT_WORDKEY_H
#define BLOT_TEXT_WORDKEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define WORD_KEY_BYTES 16 /* words of so many or more have no key */

/* A word as written, with zeros after it: two numbers. No word holds a zero byte. */
struct word_key {
    uint64_t w[WORD_KEY_BYTES / 8];
};

/* The key of text[start, end), of fewer than WORD_KEY_BYTES bytes. */
static inline struct word_key word_key_of(struct slice text, size_t start, size_t end) {
    struct word_key k = {{0}};
    memcpy(k.w, text.p + start, end - start);
    return k;
}

#define EACH_BYTE 0x0101010101010101u
#define HIGH_BITS (EACH_BYTE * 0x80)

/* The high bit of each byte that is not between the two ASCII characters. */
static inline uint64_t bytes_outside(uint64_t w, unsigned char first, unsigned char last) {
    uint64_t low = w & ~HIGH_BITS;
    uint64_t from = low + EACH_BYTE * (uint64_t)(0x80 - first);
    uint64_t past = low + EACH_BYTE * (uint64_t)(0x80 - last - 1);
    return (~from | past | w) & HIGH_BITS;
}

static inline uint64_t not_letters(uint64_t w) {
    return bytes_outside(w | EACH_BYTE * 0x20, 'a', 'z');
}

static inline uint64_t not_digits(uint64_t w) {
    return bytes_outside(w, '0', '9');
}

/* How many bytes stand before the first whose high bit is set in `found`, which is not 0. */
static inline uint32_t bytes_before(uint64_t found) {
    bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    return (uint32_t)(little ? __builtin_ctzll(found) : __builtin_clzll(found)) / 8;
}

/* The first n bytes of w, fewer than 8. */
static inline uint64_t first_bytes(uint64_t w, uint32_t n) {
    bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    return little ? w & (((uint64_t)1 << n * 8) - 1) : w & ~(~(uint64_t)0 >> n * 8);
}

/* The run of ASCII letters, or of digits, at p, where WORD_KEY_BYTES bytes can be read, as a key.
 * Returns its length; WORD_KEY_BYTES: it is as long or longer, and has no key. */
static inline uint32_t word_key_run(struct word_key *k, const char *p, bool letters) {
    uint64_t w, stop;
    memcpy(&w, p, 8);
    stop = letters ? not_letters(w) : not_digits(w);
    k->w[1] = 0;
    if (stop) {
        uint32_t n = bytes_before(stop);
        k->w[0] = first_bytes(w, n);
        return n;
    }
    k->w[0] = w;
    memcpy(&w, p + 8, 8);
    stop = letters ? not_letters(w) : not_digits(w);
    if (!stop)
        return WORD_KEY_BYTES;
    uint32_t n = bytes_before(stop);
    k->w[1] = first_bytes(w, n);
    return n + 8;
}

/* True for a key of letters with capitals that are neither its first letter only nor all. */
static inline bool word_key_is_mixed(const struct word_key *k) {
    bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    const uint64_t bits = EACH_BYTE * 0x20, first = little ? 0x20 : (uint64_t)0x20 << 56;
    uint64_t letters[2], upper[2];
    for (int i = 0; i < 2; i++) {
        letters[i] = k->w[i] >> 1 & bits; /* letters have 0x40, the zeros behind them have not */
        upper[i] = letters[i] & ~k->w[i];
    }
    bool all = upper[0] == letters[0] && upper[1] == letters[1];
    return ((upper[0] & ~first) | upper[1]) && !all;
}

#endif
