#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

#define LARGE ((size_t)2 * 1024 * 1024)

static size_t rounded(size_t n) {
    return (n + LARGE - 1) / LARGE * LARGE;
}

/* Unmapping what is mapped cannot fail but for want of memory, and then the pages stay. */
static void unmap(char *p, size_t n) {
    if (n)
        (void)munmap(p, n);
}

void *pages_new(size_t n) {
    if (n > SIZE_MAX - 2 * LARGE)
        return NULL;
    size_t size = rounded(n);
    char *p = mmap(NULL, size + LARGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    size_t before = (LARGE - (uintptr_t)p % LARGE) % LARGE;
    unmap(p, before);
    unmap(p + before + size, LARGE - before);
    (void)madvise(p + before, size, MADV_HUGEPAGE); /* small pages do as well */
    return p + before;
}

void pages_free(void *p, size_t n) {
    if (p)
        unmap(p, rounded(n));
}
