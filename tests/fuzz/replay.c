/* Runs a fuzz target over files, and over the files in folders. */
#include "fuzz.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

static int run_file(const char *path) {
    struct buf b = {0};
    struct err e = {0};
    if (file_read(&b, path, &e) != ST_OK) {
        fprintf(stderr, "%s: %s\n", path, e.what);
        return 1;
    }
    /* its own block of exactly that size, so that a sanitiser sees a byte too many */
    uint8_t *p = malloc(b.n ? b.n : 1);
    if (!p)
        return 1;
    if (b.n)
        memcpy(p, b.p, b.n);
    (void)LLVMFuzzerTestOneInput(p, b.n);
    free(p);
    buf_free(&b);
    return 0;
}

static int run_folder(const char *path, size_t *n) {
    char name[4096];
    int failed = 0;
    DIR *d = opendir(path);
    if (!d) {
        perror(path);
        return 1;
    }
    for (const struct dirent *x; (x = readdir(d)) != NULL;) {
        if (x->d_name[0] == '.')
            continue;
        if (snprintf(name, sizeof name, "%s/%s", path, x->d_name) >= (int)sizeof name)
            failed = 1;
        else
            failed |= run_file(name);
        (*n)++;
    }
    closedir(d);
    return failed;
}

int main(int argc, char **argv) {
    int failed = 0;
    size_t n = 0;
    for (int i = 1; i < argc; i++) {
        struct stat s;
        if (stat(argv[i], &s) == 0 && S_ISDIR(s.st_mode)) {
            failed |= run_folder(argv[i], &n);
        } else {
            failed |= run_file(argv[i]);
            n++;
        }
    }
    printf("%zu inputs\n", n);
    if (n == 0)
        fprintf(stderr, "no input was found: name files or folders\n");
    return failed || n == 0;
}
