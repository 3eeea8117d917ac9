/* The text reader and the encodings. Bytes: choices, size of pieces, then the file. */
#include "fuzz.h"

#include <string.h>

#include "base/utf8.h"

/* Lines stand in the source in their order; what lies between them is line ends. */
struct lines {
    struct slice left;
    bool compare;
};

static void take(void *ctx, const struct record *r, struct arena *a) {
    struct lines *l = ctx;
    (void)a;
    FUZZ_CHECK(r->n == 2 && r->fields[0].synthetic && !r->fields[1].synthetic);
    FUZZ_CHECK(r->fields[1].text.n == 0 ||
               memchr(r->fields[1].text.p, '\n', r->fields[1].text.n) == NULL);
    if (!l->compare)
        return;
    FUZZ_CHECK(slice_starts(l->left, r->raw));
    l->left = slice_cut(l->left, r->raw.n, l->left.n);
    if (l->left.n && l->left.p[0] == '\r')
        l->left = slice_cut(l->left, 1, l->left.n);
    if (l->left.n) {
        FUZZ_CHECK(l->left.p[0] == '\n');
        l->left = slice_cut(l->left, 1, l->left.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const encodings[] = {
        NULL,          "utf-16",    "utf-16le",  "utf-16be", "windows-1252", "latin1",
        "iso-8859-15", "shift_jis", "utf-8",     "utf-32le", "gb18030",      "windows-1258",
        "cp437",       "koi8-r",    "macintosh", "utf16"};
    struct fuzz_input in = {data, size};
    uint8_t how = fuzz_byte(&in), piece = fuzz_byte(&in);
    struct reader_options o = {.format = FORMAT_TEXT,
                               .encoding = encodings[how & 15],
                               .invalid = how & 16 ? INVALID_REPLACE : INVALID_REJECT,
                               .skip_rows = 0,
                               .max_record = how & 64 ? 64 : 0};
    struct lines l = {.left = fuzz_rest(&in), .compare = o.encoding == NULL && !(how & 16)};
    if (slice_starts(l.left, slice_of("\xEF\xBB\xBF")) ||
        (l.left.n > 1 && (uint8_t)l.left.p[0] >= 0xFE))
        l.compare = false;
    enum status st = fuzz_read_all_ways(fuzz_rest(&in), (size_t)piece + 2, &o, take, &l);
    if (st == ST_END && l.compare)
        FUZZ_CHECK(l.left.n == 0);
    return 0;
}
