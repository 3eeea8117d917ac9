/* The line that says how far a run is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "run/progress.h"

static void expect(struct progress p, double seconds, const char *want) {
    struct buf b = {0};
    assert_true(progress_line(&b, &p, seconds) && buf_add_char(&b, '\0'));
    assert_string_equal(b.p, want);
    buf_free(&b);
}

static void test_lines(void **state) {
    (void)state;
    expect((struct progress){3100, 12500000, 50000000}, 4.0,
           "12.5 MB of 50.0 MB (25 %), 3,100 records, 3.1 MB/s, 0:12 left");
    expect((struct progress){1, 999, 0}, 0.0, "999 B, 1 record");
    expect((struct progress){1234567, 999960, 0}, 1.0, "1.0 MB, 1,234,567 records, 1.0 MB/s");
    expect((struct progress){0, 1000, 3601000}, 1.0,
           "1.0 kB of 3.6 MB (0 %), 0 records, 1.0 kB/s, 1:00:00 left");
    expect((struct progress){5, 2000, 1000}, 1.0, "2.0 kB of 1.0 kB (100 %), 5 records, 2.0 kB/s");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines)};
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
