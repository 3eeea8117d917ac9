/* The hash of look-up keys: the same in lexicons, tokens, triggers and features. */
#ifndef BLOT_TEXT_HASH_H
#define BLOT_TEXT_HASH_H

#include <stdint.h>

#include "base/slice.h"

/* Never 0. Depends on the machine's byte order, so it stays in memory and in packs of the same
 * build. */
uint32_t token_hash(struct slice key);

#endif
