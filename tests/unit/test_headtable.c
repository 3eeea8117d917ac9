/* What headers say beside the others of their table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "run/headers.h"
#include "run/headtable.h"

enum { COLUMNS = 4 };

static enum label label_in_table(const char *const *headers, size_t i) {
    struct slice names[COLUMNS];
    char room[FULLER_MAX];
    size_t n = 0;
    for (; n < COLUMNS && headers[n]; n++)
        names[n] = slice_of(headers[n]);
    const struct headtable table = headtable_of(names, n);
    return header_label(header_fuller(room, &table, i));
}

static void others_say_what_it_is(void **state) {
    (void)state;
    static const struct {
        const char *headers[COLUMNS];
        size_t at;
        enum label label;
    } cases[] = {
        {{"id", "First", "Last", NULL}, 1, LABEL_NAME},
        {{"id", "First", "Last", NULL}, 2, LABEL_NAME},
        {{"First", "Surname", "Age", NULL}, 0, LABEL_NAME},
        {{"Forename", "MI", "Last", NULL}, 1, LABEL_NAME},
        {{"child_first", "child_last", NULL}, 0, LABEL_NAME},
        {{"childFirst", "childLast", NULL}, 1, LABEL_NAME},
        {{"Mother First", "Mother Last", "Score", NULL}, 1, LABEL_NAME},
        {{"id", "dd", "mm", "yyyy"}, 1, LABEL_DATE},
        {{"visit_year", "visit_month", "visit_day", NULL}, 0, LABEL_DATE},
        {{"id", "First", "Second", NULL}, 0, LABEL_NONE},
        {{"First", "Score", NULL}, 0, LABEL_NONE},
        {{"Last", "Mother's surname", NULL}, 0, LABEL_NONE},
        {{"First visit", "Last visit", NULL}, 1, LABEL_NONE},
        {{"year", "month", "cases", NULL}, 0, LABEL_NONE},
        {{"dd", "visit mm", "yyyy", NULL}, 0, LABEL_NONE},
        {{"day", "Score", "month", "year"}, 0, LABEL_NONE},
        {{"First name", "dd", NULL}, 0, LABEL_NAME},
        {{"Address 1", "Town", "PC", NULL}, 2, LABEL_PLACE},
        {{"Attending officer", "Rank", "PC", NULL}, 2, LABEL_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(label_in_table(cases[i].headers, cases[i].at), cases[i].label);
}

/* Who wrote, and to whom, where the rows are letters. */
static void letters_have_persons(void **state) {
    (void)state;
    const struct slice letters[] = {slice_of("From"), slice_of("to:"), slice_of("Cc"),
                                    slice_of("Moved from")};
    const struct slice moves[] = {slice_of("From"), slice_of("To"), slice_of("Subject area")};
    const struct headtable of_letters = headtable_of(letters, 4), of_moves = headtable_of(moves, 3);
    char room[FULLER_MAX];
    for (size_t i = 0; i < 3; i++)
        assert_true(header_is_person(header_fuller(room, &of_letters, i)));
    assert_false(header_is_person(header_fuller(room, &of_letters, 3)));
    for (size_t i = 0; i < 3; i++)
        assert_false(header_is_person(header_fuller(room, &of_moves, i)));
}

/* Of First and Last beside each other, one person's parts. */
static void parts_of_one_person(void **state) {
    (void)state;
    const struct slice names[] = {slice_of("Mum first"), slice_of("Mum last")};
    char room[FULLER_MAX];
    const struct headtable table = headtable_of(names, 2);
    struct header_person first = header_person(header_fuller(room, &table, 0));
    struct header_person last = header_person(header_fuller(room, &table, 1));
    assert_int_equal(first.part, NAME_GIVEN);
    assert_int_equal(last.part, NAME_SURNAME);
    assert_int_equal(first.owner, last.owner);
    assert_false(first.own);
}

static void long_headers_are_left(void **state) {
    (void)state;
    static char question[2 * FULLER_MAX];
    memset(question, 'x', sizeof question - 1);
    memcpy(question + sizeof question - 7, " First", 6);
    const char *headers[COLUMNS] = {question, "Last", NULL};
    assert_int_equal(label_in_table(headers, 0), LABEL_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(others_say_what_it_is), cmocka_unit_test(letters_have_persons),
        cmocka_unit_test(parts_of_one_person), cmocka_unit_test(long_headers_are_left)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
