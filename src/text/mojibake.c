#include "text/mojibake.h"

#include "base/cp1252.h"
#include "base/utf8.h"

#define TIMES 3 /* that a text was read wrongly */
#define UNENDED                                                                                    \
    0x80 /* the bits of two bytes of a closing quote, whose third is no character of               \
            Windows-1252 and often lost */

/* How many bytes follow a lead byte, of the characters that are found so: Latin letters and signs,
 * punctuation, ligatures, emoji. */
static int follow(uint32_t lead) {
    if (lead >= 0xC2 && lead <= 0xC5)
        return 1;
    return lead == 0xE2 || lead == 0xEF ? 2 : lead == 0xF0 ? 3 : 0;
}

static bool is_likely(uint32_t lead, uint32_t cp) {
    if (lead == 0xE2)
        return cp >= 0x2000 && cp < 0x2C00;
    if (lead == 0xEF)
        return cp >= 0xFB00;
    return lead == 0xF0 ? cp >= 0x1F000 && cp < 0x20000 : true;
}

/* The character at s.p when the text was read wrongly so many times. *used: its bytes. */
static uint32_t read_back(struct slice s, int times, size_t *used) { // NOLINT(misc-no-recursion)
    if (times == 0)
        return utf8_decode(used, s);
    size_t at, len;
    const uint32_t first = read_back(s, times - 1, &at), lead = cp1252_encode(first);
    const int more = follow(lead);
    uint32_t cp = more == 1 ? lead & 0x1F : lead & 0x0F;
    *used = at;
    for (int i = 0; i < more; i++) {
        const uint32_t next =
            at < s.n ? cp1252_encode(read_back(slice_cut(s, at, s.n), times - 1, &len)) : 0;
        if ((next < 0x80 || next > 0xBF) && i == 1 && cp == UNENDED) {
            *used = at;
            return 0x201D;
        }
        if (next < 0x80 || next > 0xBF)
            return first;
        cp = cp << 6 | (next & 0x3F);
        at += len;
    }
    if (more == 0 || !is_likely(lead, cp))
        return first;
    *used = at;
    return cp;
}

uint32_t mojibake_at(struct slice s, size_t *used) {
    size_t one;
    (void)utf8_decode(&one, s);
    const uint32_t cp = read_back(s, TIMES, used);
    return *used > one ? cp : 0;
}
