/* UTF-16's halves: a character above U+FFFF is written as two units, a high and a low surrogate
 * (RFC 2781, 2.1). */
#ifndef BLOT_BASE_UTF16_H
#define BLOT_BASE_UTF16_H

#include <stdbool.h>
#include <stdint.h>

static inline bool utf16_is_high(uint32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static inline bool utf16_is_low(uint32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* A unit that is no character by itself. */
static inline bool utf16_is_half(uint32_t unit) {
    return unit >= 0xD800 && unit <= 0xDFFF;
}

/* The character that a high and a low surrogate make. */
static inline uint32_t utf16_join(uint32_t high, uint32_t low) {
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

#endif
