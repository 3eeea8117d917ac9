/* Checks of identifiers. Numbers are published specimens or made up by an independent script. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/checks.h"

static bool passes(const char *check, const char *text) {
    check_fn *fn = check_find(slice_of(check));
    assert_non_null(fn);
    return fn(slice_of(text));
}

static void health(void **state) {
    (void)state;
    assert_true(passes("nhs-number", "943 476 5919"));
    assert_true(passes("nhs-number", "401-023-2137"));
    assert_true(passes("nhs-number", "943) 476 5919"));
    assert_true(passes("nhs-number", "9,434,765,919"));
    assert_false(passes("nhs-number", "943 476 5918"));
    assert_false(passes("nhs-number", "943 476 591"));
    assert_false(passes("nhs-number", "943 476 59190"));
    assert_false(passes("nhs-number", "94347659x9"));
    assert_false(passes("nhs-number", ""));
    assert_true(passes("chi-number", "010190 1232"));
    assert_false(passes("chi-number", "3102901239"));   /* right digit, no such day */
    assert_false(passes("chi-number", "943 476 5919")); /* day 94 */
}

static void education(void **state) {
    (void)state;
    assert_true(passes("uln", "123 456 7899"));
    assert_true(passes("uln", "5551239879"));
    assert_false(passes("uln", "1234567890"));
    assert_false(passes("uln", "0000000000"));
    assert_true(passes("upn", "H801200001001"));
    assert_true(passes("upn", "U80120000100A"));
    assert_false(passes("upn", "B801200001001"));
    assert_false(passes("upn", "I801200001001"));
    assert_false(passes("upn", "80120000100"));
}

static void money(void **state) {
    (void)state;
    assert_true(passes("utr", "1955839661"));
    assert_true(passes("utr", "19558 39661"));
    assert_false(passes("utr", "2955839661"));
    assert_true(passes("luhn", "79927398713"));
    assert_true(passes("luhn", "4539 1488 0343 6467"));
    assert_false(passes("luhn", "79927398710"));
    assert_false(passes("luhn", "0"));
    assert_true(passes("iban", "GB82 WEST 1234 5698 7654 32"));
    assert_true(passes("iban", "de89370400440532013000"));
    assert_false(passes("iban", "GB83 WEST 1234 5698 7654 32"));
    assert_false(passes("iban", "GB82 WEST 1234 5698 7654"));
}

static void insurance_and_driving(void **state) {
    (void)state;
    assert_true(passes("ni-number", "AB 12 34 56 C"));
    assert_true(passes("ni-number", "ab123456"));
    assert_false(passes("ni-number", "QQ123456C"));
    assert_false(passes("ni-number", "AO123456C"));
    assert_false(passes("ni-number", "GB123456C"));
    assert_false(passes("ni-number", "AB123456E"));
    assert_false(passes("ni-number", "AB12345C"));
    assert_true(passes("driving-licence", "MORGA657054SM9IJ"));
    assert_true(passes("driving-licence", "MORGA 657054 SM9IJ 35"));
    assert_true(passes("driving-licence", "LI999807319A99AA"));
    assert_false(passes("driving-licence", "MORGA613054SM9IJ"));
    assert_false(passes("driving-licence", "MO9GA657054SM9IJ"));
    assert_false(passes("driving-licence", "MORGA657324SM9IJ"));
}

static void dates(void **state) {
    (void)state;
    static const char *const good[] = {
        "12/03/2009", "12.3.09",          "2009-03-12", "29/02/2008",  "29/02",   "12 March 2009",
        "March 2009", "12th of sept '09", "12/25/2009", "May 3, 2011", "1st Feb", "29 Feb 2000"};
    static const char *const wrong[] = {
        "31/02/2009", "29/02/2009", "12/13", "2009-13-01", "32 March 2009",
        "00/01/2009", "hello",      "12",    "1/2/3/4",    "29 Feb 1900",
        "123456/1/2", "123/1/2009", ""};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!passes("date", good[i]))
            fail_msg("%s", good[i]);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (passes("date", wrong[i]))
            fail_msg("%s", wrong[i]);
}

static void areas(void **state) {
    (void)state;
    assert_true(passes("postcode-area", "LU3 4AB"));
    assert_true(passes("postcode-area", "b"));
    assert_true(passes("postcode-area", "ZE1"));
    assert_false(passes("postcode-area", "QX1 1AA"));
    assert_false(passes("postcode-area", "LUX"));
    assert_false(passes("postcode-area", "3LU"));
    assert_false(passes("postcode-area", ""));
    unsigned n = 0;
    for (char a = 'A'; a <= 'Z'; a++) {
        n += passes("postcode-area", (char[]){a, '\0'});
        for (char b = 'A'; b <= 'Z'; b++)
            n += passes("postcode-area", (char[]){a, b, '\0'});
    }
    assert_int_equal(n, 124);
}

static void unknown(void **state) {
    (void)state;
    assert_null(check_find(slice_of("nhs")));
    assert_null(check_find(slice_of("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(health),  cmocka_unit_test(education),
        cmocka_unit_test(money),   cmocka_unit_test(insurance_and_driving),
        cmocka_unit_test(dates),   cmocka_unit_test(areas),
        cmocka_unit_test(unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
