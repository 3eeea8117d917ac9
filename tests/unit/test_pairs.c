/* Values whose names stand beside them in the record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "run/pairs.h"

enum { MOST = 12, ALL = (1 << LABEL_COUNT) - 1 };

/* One field of a record, and how it is to be treated. */
struct expected {
    const char *name, *text;
    uint8_t treat, known;
    uint8_t kind;
};

static void check(const struct expected *v, bool json) {
    struct field fields[MOST] = {0};
    struct treatment t[MOST] = {0};
    struct record r = {.json = json, .fields = fields};
    struct pairs *p = NULL;
    for (; r.n < MOST && v[r.n].name; r.n++) {
        fields[r.n].name = slice_of(v[r.n].name);
        fields[r.n].text = slice_of(v[r.n].text);
        fields[r.n].kind = v[r.n].kind;
        t[r.n].row = (uint8_t)header_row(fields[r.n].name);
        t[r.n].treat = TREAT_PROSE;
    }
    assert_int_equal(pairs_new(&p, ALL, NULL), ST_OK);
    for (int again = 0; again < 2; again++) { /* once read, once remembered */
        for (size_t i = 0; i < r.n; i++) {
            t[i].treat = TREAT_PROSE;
            t[i].known = LABEL_NONE;
        }
        pairs_apply(p, &r, t);
        for (size_t i = 0; i < r.n; i++) {
            assert_int_equal(t[i].treat, v[i].treat);
            assert_int_equal(t[i].known, v[i].known);
        }
    }
    pairs_free(p);
}

#define END                                                                                        \
    { NULL, NULL, 0, 0, 0 }
#define PLAIN        TREAT_PROSE, LABEL_NONE, FIELD_STRING
#define HEADING      TREAT_SCAN, LABEL_NONE, FIELD_STRING
#define KNOWN(label) TREAT_KNOWN, label, FIELD_STRING

static void a_row_for_each_value(void **state) {
    (void)state;
    check((struct expected[]){{"id", "1", PLAIN},
                              {"field", "Surname", HEADING},
                              {"value", "Bird", KNOWN(LABEL_NAME)},
                              {"note", "Bird", PLAIN},
                              END},
          false);
    check((struct expected[]){{"FieldName", "Date of Birth", HEADING},
                              {"OldValue", "070251", KNOWN(LABEL_DATE)},
                              {"NewValue", "070252", KNOWN(LABEL_DATE)},
                              {"ChangedBy", "x", PLAIN},
                              END},
          false);
    check((struct expected[]){{"Question", "What is your name?", HEADING},
                              {"Answer", "Bird", KNOWN(LABEL_NAME)},
                              END},
          false);
}

static void of_one_object(void **state) {
    (void)state;
    check((struct expected[]){{"/f/0/value", "13", TREAT_KNOWN, LABEL_AGE, FIELD_NUMBER},
                              {"/f/0/key", "age", HEADING},
                              {"/f/1/key", "mood", PLAIN},
                              {"/f/1/value", "13", TREAT_PROSE, LABEL_NONE, FIELD_NUMBER},
                              {"/f/2/value", "Bird", PLAIN},
                              END},
          true);
}

/* Of an object within: {"type": {"text": "NHS number"}, "value": ...} */
static void named_above(void **state) {
    (void)state;
    check((struct expected[]){{"/ids/0/type/text", "NHS number", HEADING},
                              {"/ids/0/value", "485777", KNOWN(LABEL_ID)},
                              {"/ids/1/type/text", "Colour", PLAIN},
                              {"/ids/1/value", "485777", PLAIN},
                              {"/note/text", "NHS number", PLAIN},
                              {"/value", "485777", PLAIN},
                              END},
          true);
}

static void what_is_asked_about(void **state) {
    (void)state;
    check((struct expected[]){{"Question", "School", PLAIN}, {"Answer", "good", PLAIN}, END},
          false);
    check((struct expected[]){{"Question", "How are you?", PLAIN},
                              {"Answer", "Bird is well", PLAIN},
                              END},
          false);
    /* the text of an article under its title, and the years of an address */
    check(
        (struct expected[]){{"title", "Address", PLAIN},
                            {"text", "where people live and why that matters to all of us", PLAIN},
                            {"from", "2020", PLAIN},
                            END},
        false);
    check((struct expected[]){{"topic", "Surname", PLAIN}, {"value", "5", PLAIN}, END}, false);
    check((struct expected[]){{"field", "Surname", PLAIN}, {"count", "5", PLAIN}, END}, false);
}

static void lists_with_a_head(void **state) {
    (void)state;
    check((struct expected[]){{"/rows/0/0", "forename", PLAIN},
                              {"/rows/0/1", "mood", PLAIN},
                              {"/rows/1/0", "Rose", KNOWN(LABEL_NAME)},
                              {"/rows/1/1", "well", PLAIN},
                              {"/rows/2/0", "Hope", KNOWN(LABEL_NAME)},
                              {"/rows/2/1", "ill", PLAIN},
                              {"/other/0", "Hope", PLAIN},
                              {"/other/1", "ill", PLAIN},
                              END},
          true);
    check((struct expected[]){{"/columns/0", "dob", PLAIN},
                              {"/columns/1", "note", PLAIN},
                              {"/data/0/0", "070251", KNOWN(LABEL_DATE)},
                              {"/data/0/1", "070251", PLAIN},
                              END},
          true);
    /* tags are no head, and their numbers no ages */
    check((struct expected[]){{"/tags/0", "age", PLAIN},
                              {"/tags/1", "school", PLAIN},
                              {"/scores/0", "3", TREAT_PROSE, LABEL_NONE, FIELD_NUMBER},
                              {"/scores/1", "4", TREAT_PROSE, LABEL_NONE, FIELD_NUMBER},
                              END},
          true);
}

static void lists_of_two(void **state) {
    (void)state;
    check((struct expected[]){{"/p/0/0", "surname", PLAIN},
                              {"/p/0/1", "Bird", KNOWN(LABEL_NAME)},
                              {"/p/1/0", "age", PLAIN},
                              {"/p/1/1", "13", TREAT_KNOWN, LABEL_AGE, FIELD_NUMBER},
                              {"/p/2/0", "mood", PLAIN},
                              {"/p/2/1", "Bird", PLAIN},
                              {"/kids/0", "surname", PLAIN},
                              {"/kids/1", "Bird", PLAIN},
                              END},
          true);
}

static void names_within_a_value(void **state) {
    (void)state;
    static const char *const with[] = {
        "Surname=Bird;Age=13", "{\"surname\":\"Bird\"}", "<Person><Surname>Bird</Surname>",
        "| Name | Mood |",     "{'date of birth': 1}",   "x\tDOB\ty"};
    static const char *const without[] = {"",
                                          ":",
                                          "mood: well",
                                          "12:30",
                                          "a=b",
                                          "see: above",
                                          "well (today)",
                                          "(mother)",
                                          "ok, surname",
                                          "part-time",
                                          "on 4-5 days",
                                          "The surname is Bird"};
    struct pairs *p = NULL;
    assert_int_equal(pairs_new(&p, ALL, NULL), ST_OK);
    for (size_t i = 0; i < sizeof with / sizeof *with; i++)
        assert_true(pairs_within(p, slice_of(with[i])));
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        assert_false(pairs_within(p, slice_of(without[i])));
    pairs_free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_for_each_value), cmocka_unit_test(of_one_object),
        cmocka_unit_test(named_above),          cmocka_unit_test(what_is_asked_about),
        cmocka_unit_test(lists_with_a_head),    cmocka_unit_test(lists_of_two),
        cmocka_unit_test(names_within_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
