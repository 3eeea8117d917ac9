#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_MIN  (64u * 1024u)
#define BLOCK_KEEP (4u * 1024u * 1024u)

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    size_t dirty; /* the most that was in use before the last reset */
    alignas(max_align_t) unsigned char bytes[];
};

/* What it held was text of records. */
static void block_free(struct arena_block *b) {
    if (!b)
        return;
    explicit_bzero(b->bytes, b->used > b->dirty ? b->used : b->dirty);
    free(b);
}

static struct arena_block *block_new(struct arena *a, size_t need) {
    size_t size = BLOCK_MIN;
    if (a->blocks && a->blocks->size <= BLOCK_KEEP / 2)
        size = a->blocks->size * 2;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof(struct arena_block))
        return NULL;
    struct arena_block *b = malloc(sizeof *b + size);
    if (!b)
        return NULL;
    b->size = size;
    b->used = b->dirty = 0;
    b->next = a->blocks;
    a->blocks = b;
    return b;
}

/* What n bytes take, so that the next are aligned. */
static size_t aligned(size_t n) {
    const size_t align = alignof(max_align_t);
    return (n + align - 1) / align * align;
}

void *arena_alloc(struct arena *a, size_t n) {
    if (n > SIZE_MAX - alignof(max_align_t))
        return NULL;
    size_t need = aligned(n);
    struct arena_block *b = a->blocks;
    if (!b || b->size - b->used < need) {
        b = block_new(a, need);
        if (!b)
            return NULL;
    }
    void *p = b->bytes + b->used;
    b->used += need;
    a->used += need;
    return p;
}

void *arena_calloc(struct arena *a, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        return NULL;
    void *p = arena_alloc(a, count * size);
    if (p)
        memset(p, 0, count * size);
    return p;
}

void arena_shrink(struct arena *a, void *p, size_t was, size_t n) {
    struct arena_block *b = a->blocks;
    if (!b || (unsigned char *)p + aligned(was) != b->bytes + b->used)
        return;
    size_t back = aligned(was) - aligned(n);
    b->dirty = b->used > b->dirty ? b->used : b->dirty;
    b->used -= back;
    a->used -= back;
}

struct slice arena_copy(struct arena *a, struct slice s) {
    char *p = s.n < SIZE_MAX ? arena_alloc(a, s.n + 1) : NULL;
    if (!p)
        return (struct slice){NULL, 0};
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return (struct slice){p, s.n};
}

void arena_reset(struct arena *a) {
    struct arena_block *keep = NULL;
    struct arena_block *b = a->blocks;
    while (b) {
        struct arena_block *next = b->next;
        if (b->size <= BLOCK_KEEP && (!keep || b->size > keep->size)) {
            block_free(keep);
            keep = b;
        } else {
            block_free(b);
        }
        b = next;
    }
    if (keep) {
        keep->dirty = keep->used > keep->dirty ? keep->used : keep->dirty;
        keep->used = 0;
        keep->next = NULL;
    }
    a->blocks = keep;
    a->used = 0;
}

void arena_free(struct arena *a) {
    struct arena_block *b = a->blocks;
    while (b) {
        struct arena_block *next = b->next;
        block_free(b);
        b = next;
    }
    *a = (struct arena){0};
}
