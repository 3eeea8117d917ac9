/* Runs of bytes that stand in a JSON string as they are. Private to src/io. */
#ifndef BLOT_IO_JSONSCAN_H
#define BLOT_IO_JSONSCAN_H

#include <stdint.h>

#include "base/slice.h"

#define JSON_EACH(byte) (0x0101010101010101u * (uint64_t)(byte))

/* Marks (in bit 7) at least the lowest byte of w that is zero; higher marks may be wrong. */
static inline uint64_t json_zero(uint64_t w) {
    return (w - JSON_EACH(1)) & ~w & JSON_EACH(0x80);
}

static inline bool json_plain(unsigned char c) {
    return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

/* The bytes of s before the first quote, backslash, control character or DEL; s.n when there is
 * none. Eight bytes at a time, the last eight one by one. */
static inline size_t json_plain_run(struct slice s) {
    size_t i = 0;
    for (; i + 8 <= s.n; i += 8) {
        uint64_t w;
        memcpy(&w, s.p + i, 8);
        uint64_t control = (w - JSON_EACH(0x20)) & ~w & JSON_EACH(0x80);
        if (control | json_zero(w ^ JSON_EACH('"')) | json_zero(w ^ JSON_EACH('\\')) |
            json_zero(w ^ JSON_EACH(0x7F)))
            break;
    }
    while (i < s.n && json_plain((unsigned char)s.p[i]))
        i++;
    return i;
}

#endif
