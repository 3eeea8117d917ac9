#include "chunks.h"

#include <stdlib.h>
#include <unistd.h>

#include "io/source.h"

static void file(void **state) {
    (void)state;
    char name[] = "/tmp/blot-source-XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "hello", 5), 5);
    assert_int_equal(close(fd), 0);
    struct file_source s;
    char text[8];
    assert_int_equal(source_open(&s, name, NULL), ST_OK);
    assert_int_equal(s.size, 5);
    assert_int_equal(s.src.read(s.src.ctx, text, sizeof text), 5);
    assert_memory_equal(text, "hello", 5);
    assert_int_equal(s.src.read(s.src.ctx, text, sizeof text), 0);
    source_close(&s);
    source_close(&s);
    assert_int_equal(unlink(name), 0);
}

static void failures(void **state) {
    (void)state;
    struct file_source s;
    struct err e = {0};
    char message[1200];
    assert_int_equal(source_open(&s, "/no/such/file", &e), ST_IO);
    err_format(message, sizeof message, &e);
    assert_string_equal(message, "/no/such/file: cannot open: No such file or directory");
    source_close(&s);
    assert_int_equal(source_open(&s, "/", &e), ST_IO);
    err_format(message, sizeof message, &e);
    assert_string_equal(message, "/: cannot read: Is a directory; name the files in it");
    source_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(file), cmocka_unit_test(failures)};
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
