#include "find/code.h"

#include <string.h>

enum { HEAD = 4, BODY = 13 };

static const char letters[] = "bcdfghjkmnpqrstv";
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

static int value_of(char c) {
    const char *at = c ? strchr(alphabet, c) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

/* Multiplies by x in the field of 32 elements, polynomial x^5 + x^2 + 1. */
static unsigned times_x(unsigned v) {
    v <<= 1;
    return v & 32 ? v ^ 37 : v;
}

/* The sum of the characters' values, each times another power of x: powers differ for 31 places, so
 * that one wrong character, or two that changed places, change the sum. */
static unsigned check_of(const char *s) {
    unsigned sum = 0;
    for (int i = 0; i < HEAD + BODY; i++)
        sum = times_x(sum) ^ (unsigned)value_of(s[i]);
    return times_x(sum);
}

void code_write(char out[CODE_CHARS + 1], const uint8_t bits[CODE_BYTES]) {
    uint64_t rest = 0;
    for (int i = 2; i < CODE_BYTES; i++)
        rest = rest << 8 | bits[i];
    for (int i = 0; i < HEAD; i++)
        out[i] = letters[bits[i / 2] >> (i % 2 ? 0 : 4) & 15];
    for (int i = 0; i < BODY; i++)
        out[HEAD + i] = alphabet[rest >> 5 * (BODY - 1 - i) & 31];
    out[CODE_CHARS - 1] = alphabet[check_of(out)];
    out[CODE_CHARS] = '\0';
}

bool code_at(struct slice s) {
    if (s.n < CODE_CHARS)
        return false;
    for (int i = 0; i < CODE_CHARS; i++)
        if (s.p[i] == '\0' || value_of(s.p[i]) < 0 || (i < HEAD && !strchr(letters, s.p[i])))
            return false;
    return value_of(s.p[HEAD]) < 16 && s.p[CODE_CHARS - 1] == alphabet[check_of(s.p)];
}
