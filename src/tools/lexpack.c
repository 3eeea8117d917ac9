/* Host tool of the build: packs patterns/lexicons into one file.
 *   lexpack OUT FOLDER...   each folder is a class named like it, or holds senses or capitals; its
 * *.txt files are read in name order */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "text/lexpack.h"

static int is_list(const struct dirent *d) {
    size_t n = strlen(d->d_name);
    return n > 4 && strcmp(d->d_name + n - 4, ".txt") == 0;
}

static int complain(const char *path, const char *what) {
    (void)fprintf(stderr, "lexpack: %s: %s\n", path, what);
    return 1;
}

/* what is PACK_CLASSES: of class cls. */
static int add_file(struct pack_builder *b, enum pack_values what, int cls, const char *path) {
    struct buf text = {0};
    struct err e = {0};
    int rc = 0;
    enum status st = file_read(&text, path, &e);
    if (st == ST_OK && what == PACK_CLASSES)
        st = pack_add_text(b, cls, buf_slice(&text), path, &e);
    else if (st == ST_OK)
        st = pack_add_values(b, what, buf_slice(&text), path, &e);
    if (st != ST_OK) {
        char line[1024];
        err_format(line, sizeof line, &e);
        rc = complain("word list", line);
    }
    buf_free(&text);
    return rc;
}

static int add_folder(struct pack_builder *b, const char *folder) {
    const char *slash = strrchr(folder, '/');
    struct slice name = slice_of(slash ? slash + 1 : folder);
    enum pack_values what = pack_values_of(name);
    int cls = what == PACK_CLASSES ? pack_class(b, name) : 0;
    struct dirent **files = NULL;
    int n = scandir(folder, &files, is_list, alphasort);
    int rc = cls < 0 || n < 0 ? complain(folder, "is no folder of word lists") : 0;
    for (int i = 0; i < n; i++) {
        char path[4096];
        int k = snprintf(path, sizeof path, "%s/%s", folder, files[i]->d_name);
        if (rc == 0)
            rc = k < 0 || (size_t)k >= sizeof path ? 1 : add_file(b, what, cls, path);
        free(files[i]);
    }
    free(files);
    return rc;
}

int main(int argc, char **argv) {
    struct pack_builder b = {0};
    struct buf block = {0};
    struct err e = {0};
    int rc = argc < 3 ? complain("usage", "lexpack OUT FOLDER...") : 0;
    for (int i = 2; i < argc && rc == 0; i++)
        rc = add_folder(&b, argv[i]);
    if (rc == 0 && pack_write(&b, &block, &e) != ST_OK)
        rc = complain(argv[1], e.what);
    FILE *f = rc == 0 ? fopen(argv[1], "wb") : NULL;
    if (f && (fwrite(block.p, 1, block.n, f) != block.n || fclose(f) != 0))
        rc = complain(argv[1], strerror(errno));
    else if (!f && rc == 0)
        rc = complain(argv[1], strerror(errno));
    pack_free(&b);
    buf_free(&block);
    return rc;
}
