/* The hash of look-up keys: the same in lexicons, tokens, triggers and features. */
#ifndef BLOT_TEXT_HASH_H
#define BLOT_TEXT_HASH_H

#include <stdint.h>

#include "base/slice.h"

/* Never 0. Depends on the machine's byte order, so it stays in memory and in packs of the same
 * build. */
uint32_t token_hash(struct slice key);

/* Of two words in order, for filters. */
static inline uint32_t pair_hash(uint32_t first, uint32_t second) {
    uint64_t h = ((uint64_t)first << 32 | second) * 0x9E3779B97F4A7C15u;
    return (uint32_t)(h >> 32);
}

#endif
