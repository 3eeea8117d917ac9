/* Input files, as sources for readers. */
#ifndef BLOT_RUN_INPUT_H
#define BLOT_RUN_INPUT_H

#include "base/err.h"
#include "base/sha256.h"
#include "io/reader.h"

/* An open input. The reader borrows `source`; keep it in place until the reader is closed. */
struct input {
    struct source source;
    int fd;
    struct sha256 *hash;               /* gets every byte that is read; borrowed; NULL: none does */
    void (*seen)(void *ctx, size_t n); /* told of n bytes read; NULL: nobody is */
    void *seen_ctx;
};

/* Opens a file, or standard input for "-". Folders and files that plainly are something else
 * (compressed, spreadsheets, PDF) are refused with what to do. path outlives the input. */
enum status input_open(struct input *in, const char *path, struct err *e);

void input_close(struct input *in);

#endif
