/* Windows-1252, the usual encoding of what is not UTF-8. */
#ifndef BLOT_BASE_CP1252_H
#define BLOT_BASE_CP1252_H

#include <stdint.h>

#define CP1252_NONE 0x100u

/* The character of a byte; 0 for the five bytes that stand for nothing, and for NUL. */
uint32_t cp1252_decode(unsigned char byte);

/* The byte of a character, CP1252_NONE when it has none. The controls U+0080 to U+009F are the byte
 * of their number: a decoder that knows no character for a byte makes these of it. */
uint32_t cp1252_encode(uint32_t cp);

#endif
