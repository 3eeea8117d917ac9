/* Names and places that a space or a line end cuts in two. */
#include <string.h>

#include "blot_help.h"

static void mended(void **state) {
    static const struct {
        const char *text, *out;
    } cases[] = {
        {"Spoke with Gurp reet on the ward.", "Spoke with [NAME_1] on the ward."},
        {"Daughter, Eli zabeth Khan, rang at noon.", "Daughter, [NAME_1], rang at noon."},
        {"We met Christo-\npher at the school gate.", "We met [NAME_1] at the school gate."},
    };
    struct blot_result r;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(blot_redact(*state, cases[i].text, strlen(cases[i].text), &r, NULL), 0);
        assert_string_equal(r.text, cases[i].out);
    }
}

/* Two words that are whole stay two, whatever they make together; more than one space parts them.
 */
static void whole(void **state) {
    static const char *const texts[] = {
        "The man date was agreed. Every one came, An other did not.",
        "Trans port was booked. Thera pist rang.",
        "Columns: Gurp    reet",
    };
    struct blot_result r;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(blot_redact(*state, texts[i], strlen(texts[i]), &r, NULL), 0);
        for (size_t k = 0; k < r.n_spans; k++)
            assert_null(memchr(texts[i] + r.spans[k].source_start, ' ',
                               r.spans[k].source_end - r.spans[k].source_start));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mended),
        cmocka_unit_test(whole),
    };
    return cmocka_run_group_tests(tests, test_blot_open, test_blot_close) == 0 ? 0 : 1;
}
