/* Fields that hold running text although they are only scanned. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "run/scannedtext.h"

static void what_is_running_text(void **state) {
    static const struct {
        const char *text;
        bool is;
    } cases[] = {{"", false},
                 {"Self-referral", false},
                 {"12 High Street, Moss Side, Manchester M14 5XX", false},
                 {"Initial assessment - no further action", false},
                 {"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19", false},
                 {"Spoke to mum who says he has moved to his nan's", true},
                 {"mum rang\nhe is at\nhis nan's and will not come home", true},
                 {"CHILD SEEN ALONE AT SCHOOL AND SAID HE IS FINE", true}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(scanned_is_running(slice_of(cases[i].text)), cases[i].is);
}

static void fields_are_told_of_once(void **state) {
    static const char text[] = "Spoke to mum who says he has moved to his nan's";
    const char *const names[] = {"a", "b", "a", "scanned", "prose", "number", "c"};
    enum { N = sizeof names / sizeof names[0] };
    struct field fields[N] = {0};
    struct treatment treatments[N] = {0};
    struct out_field out[N] = {0};
    struct scanned_text x = {0};
    const struct record r = {.fields = fields, .n = N};
    const struct redacted d = {.n = N, .fields = out, .treatments = treatments};
    (void)state;
    for (size_t i = 0; i < N; i++) {
        fields[i] = (struct field){
            .name = slice_of(names[i]), .text = slice_of(text), .kind = FIELD_STRING};
        treatments[i].treat = TREAT_SCAN;
    }
    treatments[3].scan_asked = true;
    treatments[4].treat = TREAT_PROSE;
    fields[5].kind = FIELD_NUMBER;
    scanned_note(&x, &r, &d);
    assert_int_equal(x.n, 3);
    assert_string_equal(x.name[0], "a");
    assert_string_equal(x.name[1], "b");
    assert_string_equal(x.name[2], "c");
    assert_false(x.more);
    fields[0].name = slice_of("one more");
    scanned_note(&x, &r, &d);
    assert_true(x.more);
    assert_int_equal(x.n, 3);
}

/* Where a key was somebody's name, fields are not called by theirs. */
static void no_name_is_said_where_keys_were_replaced(void **state) {
    struct field fields[2] = {
        {.name = slice_of("/x"), .text = slice_of("Rose Bell"), .kind = FIELD_KEY},
        {.name = slice_of("/x"),
         .text = slice_of("Spoke to mum who says he has moved to his nan's"),
         .kind = FIELD_STRING}};
    struct treatment treatments[2] = {{.treat = TREAT_SCAN}, {.treat = TREAT_SCAN}};
    struct out_field out[2] = {{.changed = true}};
    struct scanned_text x = {0};
    (void)state;
    scanned_note(&x, &(struct record){.fields = fields, .n = 2},
                 &(struct redacted){.n = 2, .fields = out, .treatments = treatments});
    assert_int_equal(x.n, 0);
}

static void long_names_are_cut(void **state) {
    char name[300];
    struct field field = {.name = {name, sizeof name},
                          .text = slice_of("Spoke to mum who says he has moved to his nan's"),
                          .kind = FIELD_STRING};
    struct treatment treatment = {.treat = TREAT_SCAN};
    struct out_field out = {0};
    struct scanned_text x = {0};
    (void)state;
    memset(name, 'n', sizeof name);
    name[3] = '\x1B';
    scanned_note(&x, &(struct record){.fields = &field, .n = 1},
                 &(struct redacted){.n = 1, .fields = &out, .treatments = &treatment});
    assert_int_equal(x.n, 1);
    assert_true(strlen(x.name[0]) <= SCANNED_NAME);
    assert_null(strchr(x.name[0], '\x1B'));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_running_text),
        cmocka_unit_test(fields_are_told_of_once),
        cmocka_unit_test(no_name_is_said_where_keys_were_replaced),
        cmocka_unit_test(long_names_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
