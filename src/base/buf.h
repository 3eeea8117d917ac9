/* A growable byte buffer. */
#ifndef BLOT_BASE_BUF_H
#define BLOT_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include <stdint.h>

#include "base/slice.h"

/* {0} is a valid empty buffer. Owns p. Functions that may allocate return false when memory is out
 * and leave the contents as they were; the caller turns that into ST_MEMORY. */
struct buf {
    char *p;
    size_t n;   /* bytes in use */
    size_t cap; /* bytes allocated */
};

bool buf_grow(struct buf *b, size_t more); /* for buf_reserve */

/* Room for `more` bytes beyond n. */
static inline bool buf_reserve(struct buf *b, size_t more) {
    return (b->p && more <= b->cap - b->n) || buf_grow(b, more);
}

static inline bool buf_add(struct buf *b, const char *p, size_t n) {
    if (!buf_reserve(b, n))
        return false;
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
    return true;
}

static inline bool buf_add_slice(struct buf *b, struct slice s) {
    return buf_add(b, s.p, s.n);
}

static inline bool buf_add_char(struct buf *b, char c) {
    if (!buf_reserve(b, 1))
        return false;
    b->p[b->n++] = c;
    return true;
}

bool buf_add_str(struct buf *b, const char *s);

/* Appends s for use in place: from a multiple of eight bytes on, with zeros before it; *at is
 * where.
 */
bool buf_add_part(struct buf *b, uint32_t *at, struct slice s);

/* Appends n in decimal. */
bool buf_add_number(struct buf *b, uint64_t n);
bool buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Empties b and keeps its memory. */
static inline void buf_clear(struct buf *b) {
    b->n = 0;
}

/* What b holds, borrowed until b changes. */
static inline struct slice buf_slice(const struct buf *b) {
    return (struct slice){b->p, b->n};
}

/* Frees the memory after overwriting it (it held text of records). */
void buf_free(struct buf *b);

#endif
