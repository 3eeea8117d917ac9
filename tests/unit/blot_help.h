/* What the tests of the library with all that is built in share. */
#ifndef BLOT_TESTS_BLOT_HELP_H
#define BLOT_TESTS_BLOT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "blot.h"

/* A group's setup: *state is a handle with the defaults. */
static inline int test_blot_open(void **state) {
    struct blot *b = NULL;
    int failed = blot_open(&b, NULL, NULL);
    *state = b;
    return failed;
}

/* A group's teardown: closes *state. */
static inline int test_blot_close(void **state) {
    blot_close(*state);
    return 0;
}

#endif
