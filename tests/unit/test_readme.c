/* The README names every option there is, and none that there is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "run/options.h"

/* Options of other programs that the README shows. */
static const char *const others[] = {"build", "test-dir", "install", "cflags", "libs"};

static struct buf readme;

static int setup(void **state) {
    (void)state;
    struct err e = {0};
    return file_read(&readme, "README.md", &e) == ST_OK && buf_add_char(&readme, '\0') ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    buf_free(&readme);
    return 0;
}

static bool named(const char *name) {
    char option[64];
    size_t n = (size_t)snprintf(option, sizeof option, "--%s", name);
    for (const char *p = readme.p; (p = strstr(p, option)) != NULL; p += n)
        if (!strchr("abcdefghijklmnopqrstuvwxyz-", p[n]) || p[n] == '\0')
            return true;
    return false;
}

static void test_every_option_is_named(void **state) {
    (void)state;
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    for (size_t i = 0; i < n; i++)
        if (!named(t[i].name))
            fail_msg("the README does not name --%s", t[i].name);
}

static bool exists(struct slice name) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    for (size_t i = 0; i < n; i++)
        if (slice_is(name, t[i].name))
            return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (slice_is(name, others[i]))
            return true;
    return false;
}

static void test_every_named_option_exists(void **state) {
    (void)state;
    const char *p = readme.p;
    while ((p = strstr(p, "--")) != NULL) {
        p += 2;
        struct slice name = {p, strspn(p, "abcdefghijklmnopqrstuvwxyz-")};
        bool option = name.n > 0 && p[0] != '-' && strchr(" `[", p[-3]);
        if (option && !exists(name))
            fail_msg("the README names --%.*s, which is no option", (int)name.n, name.p);
        p += name.n;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_option_is_named),
        cmocka_unit_test(test_every_named_option_exists),
    };
    return cmocka_run_group_tests(tests, setup, teardown) == 0 ? 0 : 1;
}
