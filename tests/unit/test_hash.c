/* The hash of look-up keys, read eight bytes at a time, beside the same byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "text/hash.h"

static uint32_t plainly(struct slice key) {
    uint64_t h = 0x9E3779B97F4A7C15u ^ key.n, w;
    size_t i = 0;
    for (; i + 8 <= key.n; i += 8) {
        memcpy(&w, key.p + i, 8);
        h = (h ^ w) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    w = 0;
    for (size_t k = 0; i + k < key.n; k++)
        w |= (uint64_t)(unsigned char)key.p[i + k] << (8 * k);
    h = (h ^ w) * 0x9E3779B97F4A7C15u;
    h ^= h >> 29;
    h *= 0xBF58476D1CE4E5B9u;
    uint32_t out = (uint32_t)(h >> 32);
    return out ? out : 1;
}

static void every_length(void **state) {
    (void)state;
    for (size_t n = 0; n <= 40; n++) {
        char *p = malloc(n + 1); /* exactly as long, so that a read beyond it shows */
        assert_non_null(p);
        for (size_t i = 0; i < n; i++)
            p[i] = (char)(0x61 + (i * 37 + n * 11) % 150);
        char *own = realloc(p, n ? n : 1);
        assert_non_null(own);
        assert_int_equal(token_hash((struct slice){own, n}), plainly((struct slice){own, n}));
        free(own);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_length)};
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
