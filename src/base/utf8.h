/* UTF-8: validation, decoding, encoding, counting. Case and category come from utf8proc (fold.c).
 */
#ifndef BLOT_BASE_UTF8_H
#define BLOT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

/* The byte offset of the first byte that is not valid UTF-8 (overlong forms, surrogates, beyond
 * U+10FFFF and cut sequences are not valid), or s.n when all is. Fast on ASCII. */
size_t utf8_valid_prefix(struct slice s);

/* True when s holds only bytes below 0x80. */
bool utf8_is_ascii(struct slice s);

/* Decodes one code point at s.p; s is valid UTF-8 and not empty. *len gets 1 to 4. */
uint32_t utf8_decode(size_t *len, struct slice s);

/* Encodes cp at out (room for 4); returns the bytes written, 0 for a surrogate or cp > 0x10FFFF. */
size_t utf8_encode(char *out, uint32_t cp);

/* True for a character that can steer a terminal: C0 and C1 controls, DEL, and the invisible ones
 * that turn the direction of text. */
bool utf8_steers(uint32_t cp);

/* Code points, and UTF-16 code units, in valid UTF-8. */
size_t utf8_count(struct slice s);
size_t utf8_count16(struct slice s);

#endif
