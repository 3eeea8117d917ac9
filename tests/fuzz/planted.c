#include "planted.h"

#include "base/utf8.h"
#include "fuzz.h"

#define TAIL "5919"

/* One number whose check digit is right; its tail is what is looked for. */
static const char *const ways[] = {"9434765919",
                                   "943 476 5919",
                                   "943-476-5919",
                                   "943\xC2\xA0"
                                   "476\xC2\xA0"
                                   "5919",
                                   "\xEF\xBC\x99"
                                   "434765919",
                                   "9434\xC2\xAD"
                                   "765919",
                                   "943 476\xE2\x80\x8B 5919",
                                   "&#57;434765919"};

bool plant(struct buf *out, struct slice text, uint8_t way, uint8_t where) {
    if (!is_gone(text))
        return false;
    size_t at = text.n ? where * text.n / 255 : 0;
    while (at > 0 && at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
        at--;
    FUZZ_CHECK(buf_add_slice(out, slice_cut(text, 0, at)) && buf_add_str(out, "; NHS number ") &&
               buf_add_str(out, ways[way >> 4 & 7]) && buf_add_str(out, "; ") &&
               buf_add_slice(out, slice_cut(text, at, text.n)));
    return true;
}

bool is_gone(struct slice text) {
    for (size_t i = 0; i + 4 <= text.n; i++)
        if (memcmp(text.p + i, TAIL, 4) == 0)
            return false;
    return true;
}
