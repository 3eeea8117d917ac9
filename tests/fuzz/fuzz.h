/* What the fuzz targets have in common.
 *
 * A target is one LLVMFuzzerTestOneInput. With clang and -DBLOT_FUZZ=ON it is linked with
 * libFuzzer; always it is linked with replay.c as well, which runs it over the files kept in
 * fixtures/fuzz, so that any compiler's build tests them. A property that does not hold ends the
 * process. */
#ifndef BLOT_TESTS_FUZZ_H
#define BLOT_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "io/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says which property does not hold and ends the process with a signal, as libFuzzer expects. */
#define FUZZ_CHECK(holds)                                                                          \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #holds);             \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The input of a target: choices from its front, the rest is text. */
struct fuzz_input {
    const uint8_t *p;
    size_t n;
};

/* Takes one byte; 0 when there is none. */
static inline uint8_t fuzz_byte(struct fuzz_input *in) {
    if (in->n == 0)
        return 0;
    in->n--;
    return *in->p++;
}

static inline struct slice fuzz_rest(const struct fuzz_input *in) {
    return (struct slice){in->n ? (const char *)in->p : "", in->n};
}

/* Hands out `text` in pieces; a source's ctx. */
struct fuzz_feed {
    struct slice text;
    size_t piece; /* 0: all at once */
};
long fuzz_feed_read(void *ctx, char *p, size_t n);

/* Is shown every record; may be NULL. */
typedef void fuzz_record_fn(void *ctx, const struct record *r, struct arena *a);

/* Reads all of text with o, in pieces, and appends all that can be told of the records and of the
 * error at the end, if any, to out. Checks of each record that its text is valid UTF-8 without NUL
 * and that it says where it stands. Returns the last status. */
enum status fuzz_read(struct buf *out, struct slice text, size_t piece,
                      const struct reader_options *o, fuzz_record_fn *fn, void *ctx);

/* Reads text whole, bytewise and in pieces of `piece`: all must give the same. Returns the status.
 */
enum status fuzz_read_all_ways(struct slice text, size_t piece, const struct reader_options *o,
                               fuzz_record_fn *fn, void *ctx);

/* An error's message: one line of printable UTF-8. */
void fuzz_check_message(const struct err *e, enum status st);

/* line is one strict JSON object and a line end. */
void fuzz_check_json_line(struct slice line);

/* Every line of out is. Returns how many. */
size_t fuzz_check_json_lines(struct slice out);

#endif
