/* Text whose UTF-8 was read as Windows-1252 or Latin-1, once or more: Siân that has become SiÃ¢n.
 */
#ifndef BLOT_TEXT_MOJIBAKE_H
#define BLOT_TEXT_MOJIBAKE_H

#include <stdint.h>

#include "base/slice.h"

/* The character that the several at s.p were before; 0 when they are what they seem. *used: their
 * bytes. s is valid UTF-8. */
uint32_t mojibake_at(struct slice s, size_t *used);

/* True for the characters that begin one. */
static inline int mojibake_begins(uint32_t cp) {
    return (cp >= 0xC2 && cp <= 0xC5) || cp == 0xE2 || cp == 0xEF || cp == 0xF0;
}

#endif
