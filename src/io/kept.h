/* The source's own bytes of what stands in a decoder's window, kept so that a record that cannot be
 * processed can be put aside as it came. Private to src/io.
 *
 * Bytes are mapped line by line: what is asked for always ends where a line does, or the input. */
#ifndef BLOT_IO_KEPT_H
#define BLOT_IO_KEPT_H

#include "base/buf.h"
#include "io/encodings.h"

/* A line, or what there is of it. Counted from the beginning of the input. */
struct kept_line {
    uint64_t window, source; /* where it ends: bytes of the window, bytes of the source */
    struct bad bad;          /* the first place in it that could not be decoded */
    uint64_t bad_window, bad_source;
};

/* {0} is empty. Owns source and lines. */
struct kept {
    struct buf source;
    size_t start;                        /* where in it the window begins */
    uint64_t window_taken, source_taken; /* bytes before the window */
    uint64_t window_end, source_end;     /* bytes kept so far */
    struct kept_line *lines;             /* those at `first` and after are in the window */
    size_t first, n, cap;
    bool open; /* the last line may go on */
};

/* Adds source bytes that made `window` bytes of the window; ends_line: the last of them ended a
 * line. False when memory is out. */
bool kept_add(struct kept *k, struct slice source, size_t window, bool ends_line);

/* Notes that what comes next could not be decoded. False when memory is out. */
bool kept_bad(struct kept *k, struct bad bad);

/* n bytes were taken from the window. */
void kept_take(struct kept *k, size_t n);

/* The source of the first n bytes of the window; borrowed until the next call that is not const. */
struct slice kept_source(const struct kept *k, size_t n);

/* The line with the first bad place among the first n bytes of the window, or NULL. */
const struct kept_line *kept_find_bad(const struct kept *k, size_t n);

/* Overwrites and frees. */
void kept_free(struct kept *k);

#endif
