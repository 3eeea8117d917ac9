/* Values and headers that look like somebody's name, and those that do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "run/namelike.h"

static const struct {
    const char *text;
    bool value, header;
} CASES[] = {
    {"Kelly Jones", true, true},
    {"Ngozi Okafor", true, true},
    {"Nowak, Piotr", true, true},
    {"OKAFOR Ngozi", true, true},
    {"T. Okafor", true, false}, /* an initial is no given name */
    {"Zainab", true, false},
    {"unknown", false, false},
    {"White British", false, false},
    {"Black African", false, false},
    {"social worker", false, false},
    {"Year Group", false, false},
    {"First Name", false, false},
    {"Christian Name", false, false},
    {"Name Of Social Worker", false, false},
    {"Rose Garden", false, false},
    {"April", false, false},
    {"Georgia Israel", false, false},
    {"Early Help", false, false},
    {"West Kent", false, false},
    {"Key Stage", false, false},
    {"A-0012", false, false},
    {"03/05/2009", false, false},
    {"zainab told her mum", false, false},
    {"Zainab Told Her Mum Ngozi", false, false},
    {"", false, false},
    {" ", false, false},
    {",", false, false},
};

static void values_and_headers(void **state) {
    (void)state;
    struct lexicon *lx = NULL;
    struct err e = {0};
    assert_int_equal(lexicon_builtin(&lx, &e), ST_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct slice text = slice_of(CASES[i].text);
        if (namelike(lx, text) != CASES[i].value || namelike_full(lx, text) != CASES[i].header)
            fail_msg("\"%s\": %d as a value, %d as a header", CASES[i].text, namelike(lx, text),
                     namelike_full(lx, text));
    }
    lexicon_free(lx);
}

static void perhaps(void **state) {
    (void)state;
    static const char *const yes[] = {"Kelly Jones", "ngozi okafor", "Ngozi okafor"};
    static const char *const no[] = {"rose garden",   "ngozi rang",    "ngozi",
                                     "white british", "social worker", "ngozi o"};
    struct lexicon *lx = NULL;
    struct err e = {0};
    assert_int_equal(lexicon_builtin(&lx, &e), ST_OK);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(namelike_perhaps(lx, slice_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(namelike_perhaps(lx, slice_of(no[i])));
    lexicon_free(lx);
}

static void within(void **state) {
    (void)state;
    static const char *const yes[] = {"Jones_Kelly_CP.docx", "Kelly Jones (mother)", "ngozi.okafor",
                                      "{\"worker\": \"Kelly Jones\"}", "x; Okafor, Ngozi (14)"};
    static const char *const no[] = {"rose.garden",   "Team Manager",  "Kelly",
                                     "Kelly said no", "social_worker", "",
                                     "Kelly 1Jones",  "Leeds, York"};
    static const char *const keys[] = {"Kelly Jones", "ngozi_okafor", "ngozi okafor",
                                       "Ngozi.Okafor", "Kelly Jones (mother)"};
    static const char *const no_keys[] = {"kelly", "first_name", "rose_garden", "", "(x)", "a_b"};
    struct lexicon *lx = NULL;
    struct err e = {0};
    assert_int_equal(lexicon_builtin(&lx, &e), ST_OK);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(namelike_within(lx, slice_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(namelike_within(lx, slice_of(no[i])));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_true(namelike_key(lx, slice_of(keys[i])));
    for (size_t i = 0; i < sizeof no_keys / sizeof *no_keys; i++)
        assert_false(namelike_key(lx, slice_of(no_keys[i])));
    lexicon_free(lx);
}

static void missing(void **state) {
    (void)state;
    static const char *const yes[] = {"-", "n/a", "N/A", "Unknown", " not known ", "Not recorded."};
    static const char *const no[] = {"", "Na", "Nan", "None", "TBA", "Unknown Smith", "x", "."};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(value_is_missing(slice_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(value_is_missing(slice_of(no[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_and_headers),
                                       cmocka_unit_test(perhaps), cmocka_unit_test(within),
                                       cmocka_unit_test(missing)};
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
