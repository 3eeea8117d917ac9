/* Host tool of the build: packs patterns/weights.tsv.   weightpack OUT TABLE */
#include "base/file.h"
#include "find/weights.h"
#include "tools/packfile.h"

/* weights.c refers to the block that this tool makes; here there is none yet. */
const char blot_weights_start[1] = {0};
const char blot_weights_end[1] = {0};
const char blot_weights_sha256[1] = {0};

int main(int argc, char **argv) {
    struct buf text = {0}, block = {0};
    struct err e = {0};
    int rc = 1;
    if (argc != 3)
        (void)fprintf(stderr, "usage: weightpack OUT TABLE\n");
    else if (file_read(&text, argv[2], &e) != ST_OK ||
             weights_pack_text(&block, buf_slice(&text), argv[2], &e) != ST_OK)
        rc = packfile_complain("weightpack", &e);
    else
        rc = packfile_write("weightpack", argv[1], buf_slice(&block));
    buf_free(&text);
    buf_free(&block);
    return rc;
}
