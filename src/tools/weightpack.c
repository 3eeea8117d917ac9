/* Host tool of the build: packs patterns/weights.tsv.   weightpack OUT TABLE */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "find/weights.h"

/* weights.c refers to the block that this tool makes; here there is none yet. */
const char blot_weights_start[1] = {0};
const char blot_weights_end[1] = {0};

static int complain(const struct err *e) {
    char line[1024];
    err_format(line, sizeof line, e);
    (void)fprintf(stderr, "weightpack: %s\n", line);
    return 1;
}

static int write_all(const char *path, struct slice s) {
    FILE *f = fopen(path, "wb");
    int bad = !f || fwrite(s.p, 1, s.n, f) != s.n;
    if (f && fclose(f) != 0)
        bad = 1;
    if (bad)
        (void)fprintf(stderr, "weightpack: %s: %s\n", path, strerror(errno));
    return bad;
}

int main(int argc, char **argv) {
    struct buf text = {0}, block = {0};
    struct err e = {0};
    int rc = 1;
    if (argc != 3)
        (void)fprintf(stderr, "usage: weightpack OUT TABLE\n");
    else if (file_read(&text, argv[2], &e) != ST_OK ||
             weights_pack_text(&block, buf_slice(&text), argv[2], &e) != ST_OK)
        rc = complain(&e);
    else
        rc = write_all(argv[1], buf_slice(&block));
    buf_free(&text);
    buf_free(&block);
    return rc;
}
