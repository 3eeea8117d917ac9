#include "base/cp1252.h"

#include <stddef.h>

/* What it has at 0x80-0x9F; 0 where it has nothing. Elsewhere it is Latin-1. */
static const uint16_t HIGH_CONTROLS[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

uint32_t cp1252_decode(unsigned char byte) {
    return byte >= 0x80 && byte <= 0x9F ? HIGH_CONTROLS[byte - 0x80] : byte;
}

uint32_t cp1252_encode(uint32_t cp) {
    if (cp < 0x100)
        return cp;
    for (size_t i = 0; i < sizeof HIGH_CONTROLS / sizeof *HIGH_CONTROLS; i++)
        if (HIGH_CONTROLS[i] == cp)
            return (uint32_t)(0x80 + i);
    return CP1252_NONE;
}
