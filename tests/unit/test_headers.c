/* What headers say of bare numbers and of dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "run/headers.h"

static void age_columns(void **state) {
    (void)state;
    static const char *const school[] = {"Year Group", "year_group", "School Year",      "NCY",
                                         "nc year",    "YearGroup",  "/child/year_group"};
    static const char *const months[] = {"age in months", "Age (months)", "age_months"};
    static const char *const years[] = {
        "age", "Age", "comment", "year", "", "month of birth", "year group lead"};
    for (size_t i = 0; i < sizeof school / sizeof *school; i++)
        assert_int_equal(header_age_column(slice_of(school[i])), AGE_COLUMN_SCHOOL);
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        assert_int_equal(header_age_column(slice_of(months[i])), AGE_COLUMN_MONTHS);
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        assert_int_equal(header_age_column(slice_of(years[i])), AGE_COLUMN_YEARS);
}

/* Questions of a survey, and members of what is called after all of them. */
static void questions_and_members(void **state) {
    (void)state;
    static const struct {
        const char *header;
        enum label label;
    } cases[] = {{"Q1 What is your name?", LABEL_NAME},
                 {"Q3. How old are you?", LABEL_AGE},
                 {"What school do you go to?", LABEL_PLACE},
                 {"Who is your social worker?", LABEL_NAME},
                 {"Alias(es)", LABEL_NAME},
                 {"LocationLatitude", LABEL_PLACE},
                 {"last_modified_user", LABEL_NAME},
                 {"/ages/Kelly", LABEL_AGE},
                 {"/phone/value", LABEL_CONTACT},
                 {"/telecom/0/value", LABEL_CONTACT},
                 {"/contact/value", LABEL_CONTACT},
                 {"/contact/note", LABEL_NONE},
                 {"/birth/year", LABEL_DATE},
                 {"/birth/weight", LABEL_NONE},
                 {"/year", LABEL_NONE},
                 {"Forename(s)", LABEL_NAME},
                 {"Siblings (names & ages)", LABEL_NAME},
                 {"last_edited_by", LABEL_NAME},
                 {"Enw cyntaf", LABEL_NAME},
                 {"Best contact no.", LABEL_CONTACT},
                 {"AGE_AT_OPEN", LABEL_AGE},
                 {"Age when first seen", LABEL_AGE},
                 {"DOB (or age if not known)", LABEL_DATE},
                 {"name_of_deceased", LABEL_NAME},
                 {"Approx age", LABEL_AGE},
                 {"How old is the child? (years)", LABEL_AGE},
                 {"x_coord", LABEL_PLACE},
                 {"last_nm", LABEL_NAME},
                 {"Age group", LABEL_NONE},
                 {"DOB checked", LABEL_NONE},
                 {"Ward", LABEL_PLACE},
                 {"Average age at death", LABEL_NONE},
                 {"age at", LABEL_NONE},
                 {"Named after", LABEL_NONE},
                 {"Edited", LABEL_NONE},
                 {"Q1", LABEL_NONE},
                 {"How old is the building?", LABEL_NONE},
                 {"/age/unit", LABEL_NONE},
                 {"/value", LABEL_NONE},
                 {"Who helped you most?", LABEL_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(header_label(slice_of(cases[i].header)), cases[i].label);
}

/* Where what it holds stands among other words. */
static void mixed_headers(void **state) {
    (void)state;
    static const struct {
        const char *header;
        enum label label;
    } cases[] = {{"Surname, Forename [ID]", LABEL_NAME},
                 {"Name (DOB)", LABEL_NAME},
                 {"Client name / DOB / ID", LABEL_NAME},
                 {"Person Name & No", LABEL_NAME},
                 {"tblClient_Surname", LABEL_NAME},
                 {"dbo.Person.Surname", LABEL_NAME},
                 {"PER_LNAME", LABEL_NAME},
                 {"Name_x", LABEL_NAME},
                 {"1. Name:", LABEL_NAME},
                 {"Name of person completing form", LABEL_NAME},
                 {"Completed By (Name & Role)", LABEL_NAME},
                 {"School/College", LABEL_PLACE},
                 {"Which school does your child attend?", LABEL_PLACE},
                 {"What is the first half of your postcode?", LABEL_PLACE},
                 {"Which town or village do you live in?", LABEL_PLACE},
                 {"Age of your child", LABEL_AGE},
                 {"Mother's age at birth", LABEL_AGE},
                 {"DOB of baby", LABEL_DATE},
                 {"BIRTH_DTTM", LABEL_DATE},
                 {"In what year were you born?", LABEL_DATE},
                 {"b_yr", LABEL_DATE},
                 {"H Tel", LABEL_CONTACT},
                 {"NoK Tel", LABEL_CONTACT},
                 {"NHS/CHI", LABEL_ID},
                 {"Client Ref No", LABEL_ID},
                 {"LL ID", LABEL_ID},
                 {"Child_x0020_Name", LABEL_NAME},
                 {"Date_x0020_of_x0020_Birth", LABEL_DATE},
                 {"OData__x0044_OB", LABEL_DATE},
                 {"Please enter the first 3 or 4 characters of your postcode", LABEL_PLACE},
                 {"Which hospital were you treated at?", LABEL_PLACE},
                 {"How old is your youngest child?", LABEL_AGE},
                 {"Names and ages of all children", LABEL_NAME},
                 {"What did your social worker do?", LABEL_NONE},
                 {"What do you do at school?", LABEL_NONE},
                 {"How is school?", LABEL_NONE},
                 {"How old is the building?", LABEL_NONE},
                 {"Where do you go for help?", LABEL_NONE},
                 {"School or home", LABEL_NONE},
                 {"Any other details", LABEL_NONE},
                 {"Contact details (if you want a reply)", LABEL_CONTACT},
                 {"Age (banded by us)", LABEL_NONE},
                 {"School age", LABEL_NONE},
                 {"School type", LABEL_NONE},
                 {"School number", LABEL_NONE},
                 {"Name checked", LABEL_NONE},
                 {"Number of children", LABEL_NONE},
                 {"Child at school", LABEL_NONE},
                 {"Worker role", LABEL_NONE},
                 {"Contact method", LABEL_NONE},
                 {"Please give details", LABEL_NONE},
                 {"Do you live alone?", LABEL_NONE},
                 {"Who do you live with?", LABEL_NONE},
                 {"Is your social worker helpful?", LABEL_NONE},
                 {"What is your relationship to the child?", LABEL_NONE},
                 {"Is English your first language?", LABEL_NONE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(header_label(slice_of(cases[i].header)), cases[i].label);
    /* one person, whatever stands around the names of the parts */
    const struct header_person given = header_person(slice_of("txtForename"));
    const struct header_person surname = header_person(slice_of("txtSurname"));
    assert_true(given.own && surname.own && given.owner == surname.owner);
    assert_int_equal(surname.part, NAME_SURNAME);
}

static void birth_columns(void **state) {
    (void)state;
    assert_int_equal(header_label(slice_of("DoB")), LABEL_DATE);
    static const char *const birth[] = {"dob",       "DoB", "Date of birth", "D.O.B.",
                                        "child dob", "yob", "arrived"};
    static const char *const other[] = {"date of death", "DOD", "due date", "EDD",
                                        "client date of death"};
    static const char *const parts[] = {
        "dob-day",           "dob_year",     "dobMonth",           "Date of birth (day)",
        "/dateOfBirth/year", "/child/dob/d", "/0/date_of_death/mm"};
    static const char *const none[] = {"day",           "year",        "/visit/day",
                                       "/dob/note/day", "review year", "/day"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_int_equal(header_label(slice_of(parts[i])), LABEL_DATE);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(header_label(slice_of(none[i])), LABEL_NONE);
    for (size_t i = 0; i < sizeof birth / sizeof *birth; i++)
        assert_true(header_is_birth(slice_of(birth[i])));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(header_is_birth(slice_of(other[i])));
}

static void person_columns(void **state) {
    (void)state;
    static const char *const persons[] = {"Mother",
                                          "FATHER",
                                          "Sibling 2",
                                          "Sibling(s)",
                                          "GP",
                                          "birth father",
                                          "fosterCarer",
                                          "Lives with",
                                          "Household members",
                                          "/case/mum",
                                          "ex-partner",
                                          "Maternal grandmother",
                                          "Primary carer",
                                          "Joint tenant",
                                          "Care co-ordinator",
                                          "Submitted by",
                                          "Who",
                                          "NOK 2",
                                          "Responsible clinician",
                                          "Sender",
                                          "Person or Group"};
    static const char *const others[] = {"Mother's occupation",
                                         "carer allowance",
                                         "GP visits",
                                         "number of siblings",
                                         "comment",
                                         "with",
                                         "first",
                                         "child in need",
                                         "Contact",
                                         "Case",
                                         "Group",
                                         "Action",
                                         ""};
    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++)
        assert_true(header_is_person(slice_of(persons[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(header_is_person(slice_of(others[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(age_columns),    cmocka_unit_test(questions_and_members),
        cmocka_unit_test(mixed_headers),  cmocka_unit_test(birth_columns),
        cmocka_unit_test(person_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
