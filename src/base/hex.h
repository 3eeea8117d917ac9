/* Hexadecimal figures. */
#ifndef BLOT_BASE_HEX_H
#define BLOT_BASE_HEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

#define HEX_NONE 99u

/* The value of a figure in either case, HEX_NONE for what is none. */
static inline uint32_t hex_value(char c) {
    if (c >= '0' && c <= '9')
        return (uint32_t)(c - '0');
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10 : HEX_NONE;
}

/* Reads n figures at byte i of s. False when there are not so many. */
static inline bool hex_read(uint32_t *out, struct slice s, size_t i, size_t n) {
    *out = 0;
    if (i > s.n || s.n - i < n)
        return false;
    for (size_t k = 0; k < n; k++) {
        uint32_t v = hex_value(s.p[i + k]);
        if (v == HEX_NONE)
            return false;
        *out = *out << 4 | v;
    }
    return true;
}

#endif
