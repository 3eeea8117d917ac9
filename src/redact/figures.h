/* ASCII letters and figures, also as scanning misreads them. */
#ifndef BLOT_REDACT_FIGURES_H
#define BLOT_REDACT_FIGURES_H

#include <stdbool.h>

static inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static inline bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The value of a digit, or of the letter that scanning puts for one (l2, O3); -1: neither. */
static inline int scanned_digit(char c) {
    return is_digit(c) ? c - '0' : c == 'l' || c == 'I' ? 1 : c == 'O' ? 0 : -1;
}

#endif
