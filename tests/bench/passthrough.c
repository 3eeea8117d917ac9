/* The unavoidable cost that blot is measured against: each row parsed by libcsv, built as a cJSON
 * object, printed, written. Nothing else is done. With -j each line is parsed by cJSON and printed.
 * passthrough [-j] FILE >OUT */
#include <cjson/cJSON.h>
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>

#define PIECE   (256 * 1024)
#define COLUMNS 64

struct pass {
    char *key[COLUMNS];
    size_t n_keys, column, rows;
    cJSON *row;
    char *out;
    size_t n, cap;
};

static void die(const char *why) {
    (void)fprintf(stderr, "passthrough: %s\n", why);
    exit(2);
}

static void flush(struct pass *p) {
    for (size_t at = 0; at < p->n;) {
        ssize_t k = write(1, p->out + at, p->n - at);
        if (k < 0)
            die("cannot write");
        at += (size_t)k;
    }
    p->n = 0;
}

/* Prints an object into the output buffer, which is written when a piece has come together. */
static void put(struct pass *p, cJSON *object, size_t about) {
    if (p->n + about * 6 + 4096 > p->cap) {
        p->cap = p->n + about * 6 + 4096 + PIECE;
        p->out = realloc(p->out, p->cap);
        if (!p->out)
            die("out of memory");
    }
    if (!cJSON_PrintPreallocated(object, p->out + p->n, (int)(p->cap - p->n - 1), 0))
        die("cannot print");
    p->n += strlen(p->out + p->n);
    p->out[p->n++] = '\n';
    if (p->n >= PIECE)
        flush(p);
}

static size_t row_bytes;

static void on_field(void *s, size_t n, void *ctx) {
    struct pass *p = ctx;
    row_bytes += n;
    if (p->rows == 0) {
        if (p->n_keys == COLUMNS)
            die("too many columns");
        p->key[p->n_keys] = strndup(s, n);
        p->n_keys++;
    } else {
        if (!p->row)
            p->row = cJSON_CreateObject();
        if (p->column >= p->n_keys)
            die("a row is too long");
        cJSON_AddItemToObjectCS(p->row, p->key[p->column], cJSON_CreateString(s));
        p->column++;
    }
}

static void on_row(int c, void *ctx) {
    struct pass *p = ctx;
    (void)c;
    if (p->rows++ && p->row) {
        put(p, p->row, row_bytes);
        cJSON_Delete(p->row);
    }
    p->row = NULL;
    p->column = 0;
    row_bytes = 0;
}

static void csv(struct pass *p, int fd) {
    static char piece[PIECE];
    struct csv_parser parser;
    ssize_t n;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        die("csv_init");
    while ((n = read(fd, piece, sizeof piece)) > 0)
        if (csv_parse(&parser, piece, (size_t)n, on_field, on_row, p) != (size_t)n)
            die(csv_strerror(csv_error(&parser)));
    if (n < 0 || csv_fini(&parser, on_field, on_row, p) != 0)
        die("cannot read");
    csv_free(&parser);
}

static void jsonl(struct pass *p, FILE *f) {
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    while ((n = getline(&line, &cap, f)) > 0) {
        cJSON *o = cJSON_ParseWithLength(line, (size_t)n);
        if (!o)
            die("no JSON");
        put(p, o, (size_t)n);
        cJSON_Delete(o);
    }
    free(line);
}

int main(int argc, char **argv) {
    struct pass p = {0};
    int json = argc == 3 && strcmp(argv[1], "-j") == 0;
    if (argc != 2 + json)
        die("usage: passthrough [-j] FILE");
    if (json) {
        FILE *f = fopen(argv[2], "r");
        if (!f)
            die("cannot open");
        jsonl(&p, f);
        (void)fclose(f);
    } else {
        int fd = open(argv[1], O_RDONLY);
        if (fd < 0)
            die("cannot open");
        csv(&p, fd);
        (void)close(fd);
    }
    flush(&p);
    return 0;
}
