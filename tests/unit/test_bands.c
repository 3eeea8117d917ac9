/* Bands of ages: reading a list of them, rounding a range to them, their grammar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/bands.h"

static void every_age_is_in_a_default_band(void **state) {
    (void)state;
    const struct age_bands *b = bands_default();
    for (uint8_t age = 0; age < AGE_MAX; age++) {
        struct age_range r;
        assert_true(bands_round(b, (struct age_range){age, age}, &r));
        assert_true(r.lo <= age && age <= r.hi);
    }
}

static void round_case(const struct age_bands *b, uint8_t lo, uint8_t hi, const char *want) {
    struct age_range r;
    struct buf out = {0};
    bool known = bands_round(b, (struct age_range){lo, hi}, &r);
    if (known)
        assert_true(bands_write(&out, r));
    assert_true(slice_is(buf_slice(&out), want));
    buf_free(&out);
}

static void rounding(void **state) {
    (void)state;
    const struct age_bands *b = bands_default();
    round_case(b, 0, 0, "0-4");
    round_case(b, 4, 4, "0-4");
    round_case(b, 5, 5, "5-9");
    round_case(b, 13, 13, "10-13");
    round_case(b, 14, 14, "14-15");
    round_case(b, 17, 17, "16-17");
    round_case(b, 18, 18, "18-24");
    round_case(b, 29, 29, "25-29");
    round_case(b, 90, 90, "90+");
    round_case(b, 149, 149, "90+");
    round_case(b, 13, 14, "10-15");
    round_case(b, 20, AGE_MAX, "18+");
    round_case(b, 9, 3, "");
}

static void own_bands(void **state) {
    (void)state;
    struct age_bands b;
    assert_int_equal(bands_read(&b, slice_of("65+, 0-17,18-64"), NULL), ST_OK);
    assert_int_equal(b.n, 3);
    round_case(&b, 17, 17, "0-17");
    round_case(&b, 3, 30, "0-64");
    assert_int_equal(bands_read(&b, slice_of("5-10,20-30"), NULL), ST_OK);
    round_case(&b, 15, 15, "");
    round_case(&b, 9, 21, ""); /* a gap lies inside */
    assert_int_equal(bands_read(&b, slice_of("18+"), NULL), ST_OK);
    round_case(&b, 17, 17, "");
}

static void refused(const char *list, const char *what) {
    struct age_bands b;
    struct err e = {0};
    assert_int_equal(bands_read(&b, slice_of(list), &e), ST_USAGE);
    if (!strstr(e.what, what))
        fail_msg("%s: %s", list, e.what);
    assert_true(e.hint[0] != '\0');
}

static void bad_lists(void **state) {
    (void)state;
    refused("0-17,17-64", "begin at 0 and 17 overlap");
    refused("18+,20-30", "begin at 18 and 20 overlap");
    refused("0-4,0-4", "overlap");
    refused("", "is no band");
    refused("0-4,", "is no band");
    refused("4-0", "is no band");
    refused("ten", "is no band");
    refused("10", "is no band");
    refused("0-150", "is no band");
    refused("05-10", "is no band");
    refused("0-4;5-9", "is no band");
    refused("0\xE2\x80\x93"
            "4",
            "is no band");
}

static void grammar(void **state) {
    (void)state;
    const struct age_bands *b = bands_default();
    assert_int_equal(bands_at(b, slice_of("10-13]")), 5);
    assert_int_equal(bands_at(b, slice_of("10-15]")), 5);
    assert_int_equal(bands_at(b, slice_of("90+]")), 3);
    assert_int_equal(bands_at(b, slice_of("0-29]")), 4);
    assert_int_equal(bands_at(b, slice_of("13-13]")), 0);
    assert_int_equal(bands_at(b, slice_of("10-12]")), 0);
    assert_int_equal(bands_at(b, slice_of("11-13]")), 0);
    assert_int_equal(bands_at(b, slice_of("13+]")), 0);
    assert_int_equal(bands_at(b, slice_of("010-13]")), 0);
    assert_int_equal(bands_at(b, slice_of("10-")), 0);
    assert_int_equal(bands_at(b, slice_of("10")), 0);
    assert_int_equal(bands_at(b, slice_of("")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_age_is_in_a_default_band),
        cmocka_unit_test(rounding),
        cmocka_unit_test(own_bands),
        cmocka_unit_test(bad_lists),
        cmocka_unit_test(grammar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
