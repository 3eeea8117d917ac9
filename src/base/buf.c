#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All of it: what stood there before buf_clear is there still. */
static void wipe(struct buf *b) {
    if (b->p)
        explicit_bzero(b->p, b->cap);
}

bool buf_grow(struct buf *b, size_t more) {
    if (more > SIZE_MAX / 2 - b->n)
        return false;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < b->n + more)
        cap *= 2;
    char *p = malloc(cap);
    if (!p)
        return false;
    if (b->p && b->n)
        memcpy(p, b->p, b->n);
    wipe(b); /* realloc would leave a copy behind */
    free(b->p);
    b->p = p;
    b->cap = cap;
    return true;
}

bool buf_add_str(struct buf *b, const char *s) {
    return buf_add(b, s, strlen(s));
}

bool buf_add_part(struct buf *b, uint32_t *at, struct slice s) {
    size_t zeros = (8 - b->n % 8) % 8;
    if (b->n + zeros > UINT32_MAX || !buf_reserve(b, zeros + s.n))
        return false;
    for (size_t i = 0; i < zeros; i++)
        b->p[b->n++] = '\0';
    *at = (uint32_t)b->n;
    return buf_add_slice(b, s);
}

bool buf_add_number(struct buf *b, uint64_t n) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    return buf_add(b, digits + at, sizeof digits - at);
}

bool buf_printf(struct buf *b, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0 || !buf_reserve(b, (size_t)n + 1))
        return false;
    va_start(ap, fmt);
    n = vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
    va_end(ap);
    if (n < 0)
        return false;
    b->n += (size_t)n;
    return true;
}

void buf_free(struct buf *b) {
    wipe(b);
    free(b->p);
    *b = (struct buf){0};
}
