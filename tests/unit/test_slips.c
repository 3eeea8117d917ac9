/* Words with a slip of the pen. */
#include "text/slips.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static struct slips *some(void) {
    static const char *const words[] = {"received", "assessment", "garden", "was", "café au lait"};
    struct slips *s = calloc(1, sizeof *s);
    assert_non_null(s);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        slips_add(s, slice_of(words[i]), true);
    return s;
}

static void one_letter_away(void **state) {
    static const char *const near[] = {"recieved", "receved",   "receeived", "rezeived",
                                       "gardn",    "assesment", "gardenn"};
    struct slips *s = some();
    (void)state;
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        if (!slips_near(s, slice_of(near[i])))
            fail_msg("%s", near[i]);
    free(s);
}

static void further_away(void **state) {
    static const char *const far[] = {"",         "wsa",    "waz",         "eceived",
                                      "perceive", "gadne",  "larden",      "gerden",
                                      "Recived",  "gärden", "cafe au lait"};
    struct slips *s = some();
    (void)state;
    for (size_t i = 0; i < sizeof far / sizeof *far; i++)
        if (slips_near(s, slice_of(far[i])))
            fail_msg("%s", far[i]);
    free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_letter_away),
        cmocka_unit_test(further_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
