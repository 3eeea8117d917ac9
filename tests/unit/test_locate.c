/* Where a byte of a value stands in its file: found again through the reader of each format. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "io/reader.h"
#include "run/locate.h"

struct feed {
    const char *p;
    size_t n;
};

static long give(void *ctx, char *p, size_t n) {
    struct feed *f = ctx;
    n = n < f->n ? n : f->n;
    memcpy(p, f->p, n);
    f->p += n;
    f->n -= n;
    return (long)n;
}

/* The byte of the text at a line and column, in code points. */
static size_t byte_at(const char *text, struct location l) {
    size_t i = 0, len = 0;
    for (uint64_t line = 1; line < l.line; i++)
        line += text[i] == '\n';
    for (uint64_t column = 1; column < l.column; column++) {
        (void)utf8_decode(&len, slice_of(text + i));
        i += len;
    }
    return i;
}

/* Every `needle` in the values of the input must be located where it stands in the input. */
static void check(const char *text, enum format format, char delimiter, const char *needle,
                  size_t wanted) {
    const struct reader_options o = {.format = (uint8_t)format, .delimiter = delimiter};
    struct feed feed = {text, strlen(text)};
    const struct source src = {give, &feed, "test"};
    struct reader *rd = NULL;
    struct arena a = {0};
    struct err e = {0};
    struct record r;
    size_t n = 0;
    assert_int_equal(reader_open(&rd, &src, &o, 1, &e), ST_OK);
    while (reader_next(rd, &r, &a, &e) == ST_OK)
        for (size_t i = 0; i < r.n; i++) {
            const struct field *f = &r.fields[i];
            for (size_t at = 0; at + strlen(needle) <= f->text.n; at++) {
                if (memcmp(f->text.p + at, needle, strlen(needle)) != 0)
                    continue;
                struct location l = locate(&r, f, at, format, delimiter);
                size_t byte = byte_at(text, l);
                assert_memory_equal(text + byte, needle, strlen(needle));
                n++;
            }
        }
    assert_int_equal(n, wanted);
    reader_close(rd);
    arena_free(&a);
}

static void test_csv(void **state) {
    (void)state;
    check("a,b,c\nXYZ,\"he said \"\"XYZ\"\"\n\n\xC3\xA9 XYZ\",XYZ\n\"\",\"a,\"\"b\"\"\",\"XYZ\"\n",
          FORMAT_CSV, 0, "XYZ", 5);
    check("a;b\r\n\"x;\"\"y\r\nz\";\"XYZ;XYZ\"\r\n", FORMAT_CSV, ';', "XYZ", 2);
}

static void test_tsv(void **state) {
    (void)state;
    check("a\tb\n\xE2\x98\x83\\tXYZ\\n\\\\XYZ\t\\x XYZ\n", FORMAT_TSV, 0, "XYZ", 3);
}

static void test_jsonl(void **state) {
    (void)state;
    check("{\"XYZ\":\"caf\\u00e9 \\\"XYZ\\\" \\ud83d\\ude00 \xF0\x9F\x98\x80 XYZ\",\"n\":[{\"k\":"
          "\"\\/XYZ\"}]}\n{\"b\": 12345}\n",
          FORMAT_JSONL, 0, "XYZ", 4);
    check("{\"a\":\"x\"}\n{\"b\": 12345}\n", FORMAT_JSONL, 0, "345", 1);
}

static void test_text(void **state) {
    (void)state;
    check("nothing\n\xC3\xA9 XYZ\n\nXYZ XYZ", FORMAT_TEXT, 0, "XYZ", 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_tsv),
        cmocka_unit_test(test_jsonl),
        cmocka_unit_test(test_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
