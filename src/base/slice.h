/* A borrowed run of bytes. Never owns; valid as long as what it points into. */
#ifndef BLOT_BASE_SLICE_H
#define BLOT_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
    const char *p; /* first byte; may be NULL when n is 0 */
    size_t n;      /* bytes */
};

/* The slice of a C string, without its NUL. Borrows s. */
static inline struct slice slice_of(const char *s) {
    return (struct slice){s, strlen(s)};
}

/* Bytes [start, end) of s; the caller keeps 0 <= start <= end <= s.n. */
static inline struct slice slice_cut(struct slice s, size_t start, size_t end) {
    return (struct slice){s.p + start, end - start};
}

static inline bool slice_eq(struct slice a, struct slice b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* A list of strings is gone through without their lengths: most differ in the first byte. */
static inline bool slice_is(struct slice a, const char *s) {
    if (__builtin_constant_p(strlen(s)))
        return slice_eq(a, slice_of(s));
    for (size_t i = 0; i < a.n; i++)
        if (a.p[i] != s[i] || s[i] == '\0')
            return false;
    return s[a.n] == '\0';
}

static inline bool slice_starts(struct slice s, struct slice head) {
    return s.n >= head.n && (head.n == 0 || memcmp(s.p, head.p, head.n) == 0);
}

/* As strcmp would, of a slice that holds no NUL and a C string. */
static inline int slice_compare(struct slice a, const char *s) {
    for (size_t i = 0; i < a.n; i++)
        if (a.p[i] != s[i])
            return (unsigned char)a.p[i] < (unsigned char)s[i] ? -1 : 1;
    return s[a.n] == '\0' ? 0 : -1;
}

/* The slice without spaces and tabs at both ends. */
static inline struct slice slice_trim(struct slice s) {
    while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
        s.p++, s.n--;
    while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
        s.n--;
    return s;
}

#endif
