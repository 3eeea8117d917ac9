/* Policy: which field is treated how, and headers that name identifiers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "run/headers.h"
#include "run/policy.h"

#define ALL_LABELS 0x7Eu /* without GROUP */

static void expect_label(const char *header, enum label want) {
    enum label got = header_label(slice_of(header));
    if (got != want)
        fail_msg("\"%s\" is %s, expected %s", header, label_name(got), label_name(want));
}

static void test_headers_that_identify(void **state) {
    (void)state;
    static const struct {
        enum label label;
        const char *headers[24];
    } known[] = {
        {LABEL_NAME,
         {"first name",
          "First_Name",
          "FirstName",
          "FIRSTNAME",
          "forename",
          "Client's Surname",
          "client surname",
          "Child’s full name",
          "Service User Name",
          "childFirstName",
          "Surname 2",
          "Mother's name",
          "/client/first_name",
          "/children/0/surname",
          "Name",
          "Last Name (client)",
          "Name of child",
          "Known as",
          "GP name",
          "Child 2 first name",
          "next of kin"}},
        {LABEL_DATE, {"DOB", "D.O.B.", "date of birth", "DateOfBirth", "Child DOB", "dob_1"}},
        {LABEL_PLACE,
         {"Address", "address line 1", "AddressLine2", "Home address", "Post code", "POSTCODE",
          "Town/City", "School name", "address_1", "ClientPostcode"}},
        {LABEL_CONTACT,
         {"email", "E-mail", "Email address", "Mobile", "Phone no.", "telephone_number",
          "Contact Number", "Parent email", "homePhone"}},
        {LABEL_ID,
         {"NHS Number", "NHS No.", "nhs_number", "NHSNumber", "UPN", "NI number", "Case ref",
          "client_id", "Passport No"}},
        {LABEL_AGE, {"Age", "Client age", "age (years)", "Age at referral"}},
        {LABEL_NAME,
         {"Legal Surname", "PreferredForename", "Surname_Forename", "IRO", "Allocated to",
          "Named social worker", "Team manager", "Signed by", "Class Teacher", "Grandmother's name",
          "Caller name", "last_modified_by", "Defendant surname", "likes to be called"}},
        {LABEL_PLACE,
         {"Addr1", "First line of address", "Post town", "Usual address", "House no.", "LSOA code",
          "Name of placement", "Current school", "Mum address", "Incident location", "lat"}},
        {LABEL_DATE, {"Claimed DOB", "dob (dd/mm/yyyy)", "Date died", "birth_dt", "Mum DOB"}},
        {LABEL_CONTACT, {"Home tel", "Daytime telephone", "Best number", "Gamertag"}},
        {LABEL_ID,
         {"NOMIS", "CRO No", "Our ref", "File ref.", "HCN", "Car reg", "Council Tax reference",
          "EHCP number", "Former UPN", "CAD number", "custody_no"}},
        {LABEL_AGE, {"Current age", "Age at assessment"}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        for (size_t k = 0; known[i].headers[k]; k++)
            expect_label(known[i].headers[k], known[i].label);
}

static void test_headers_that_do_not(void **state) {
    (void)state;
    static const char *const plain[] = {"comment",
                                        "notes",
                                        "id",
                                        "text",
                                        "What is your main concern?",
                                        "How old is the building?",
                                        "Project name",
                                        "File name",
                                        "Team name",
                                        "date",
                                        "Referral date",
                                        "stage",
                                        "Page",
                                        "message",
                                        "How would you like us to address this?",
                                        "Name three things that helped",
                                        "address_issue",
                                        "email sent?",
                                        "phone call outcome",
                                        "",
                                        "#",
                                        "/",
                                        "status",
                                        "contact",
                                        "child",
                                        "client"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        expect_label(plain[i], LABEL_NONE);
}

static struct treatment treat(struct policy *p, const char *name, uint32_t column, uint8_t kind) {
    const struct field f = {.name = slice_of(name), .column = column, .kind = kind};
    return policy_field(p, &f);
}

static void expect_message(const struct err *e, const char *want) {
    char line[1024];
    err_format(line, sizeof line, e);
    assert_string_equal(line, want);
}

static void test_columns(void **state) {
    (void)state;
    const struct field_choice choices[] = {
        {"comment, if any", USE_TEXT, 0, NULL, 0}, {"#4", USE_DROP, 0, NULL, 0},
        {"ref", USE_KNOWN, LABEL_ID, NULL, 0},     {"ref", USE_PASS, 0, NULL, 0},
        {"staff", USE_TEXT, 0, NULL, 0},           {"staff", USE_KNOWN, 0, NULL, 0}};
    const struct slice columns[] = {slice_of("comment, if any"),
                                    slice_of("Surname"),
                                    slice_of("ref"),
                                    slice_of("x"),
                                    slice_of("y"),
                                    slice_of("staff")};
    struct policy *p = NULL;
    struct err e = {0};
    assert_int_equal(
        policy_new(&p, &(struct policy_options){choices, 6, ALL_LABELS, false, false}, &e), ST_OK);
    assert_int_equal(policy_columns(p, FORMAT_CSV, columns, 6, &e), ST_OK);
    assert_int_equal(treat(p, "comment, if any", 0, FIELD_STRING).treat, TREAT_PROSE);
    struct treatment t = treat(p, "Surname", 1, FIELD_STRING);
    assert_int_equal(t.treat, TREAT_KNOWN);
    assert_int_equal(t.known, LABEL_NAME);
    t = treat(p, "ref", 2, FIELD_STRING);
    assert_int_equal(t.treat, TREAT_SEED);
    assert_int_equal(t.known, LABEL_ID);
    assert_true(treat(p, "x", 3, FIELD_STRING).drop);
    assert_int_equal(treat(p, "y", 4, FIELD_STRING).treat, TREAT_SCAN);
    t = treat(p, "staff", 5, FIELD_STRING);
    assert_int_equal(t.treat, TREAT_PROSE);
    assert_true(t.seed);
    assert_int_equal(policy_finish(p, 3, &e), ST_OK);
    policy_free(p);
}

static void refuse(const struct field_choice *c, size_t n, const char *want) {
    const struct slice columns[] = {slice_of("id"), slice_of("note"), slice_of("a\033[2J")};
    struct policy *p = NULL;
    struct err e = {0};
    enum status st = policy_new(&p, &(struct policy_options){c, n, ALL_LABELS, false, false}, &e);
    if (st == ST_OK)
        st = policy_columns(p, FORMAT_CSV, columns, 3, &e);
    assert_int_equal(st, ST_USAGE);
    expect_message(&e, want);
    policy_free(p);
}

static void test_refusals(void **state) {
    (void)state;
    refuse((struct field_choice[]){{"zebra", USE_TEXT, 0, NULL, 0}}, 1,
           "--text \"zebra\": there is no such column; `head -n 1 FILE` shows the columns; #1 "
           "means the first");
    refuse((struct field_choice[]){{"Notes", USE_DROP, 0, NULL, 0}}, 1,
           "--drop \"Notes\": there is no such column; did you mean \"note\" (#2)?");
    refuse((struct field_choice[]){{"note,id", USE_TEXT, 0, NULL, 0}}, 1,
           "--text \"note,id\": there is no such column; headers are never split at commas: write "
           "--text \"note\" and repeat --text for the next");
    refuse((struct field_choice[]){{"#4", USE_PASS, 0, NULL, 0}}, 1,
           "--pass-unscanned #4: there are only 3 columns; `head -n 1 FILE` shows the columns; #1 "
           "means the first");
    refuse((struct field_choice[]){{"note", USE_TEXT, 0, NULL, 0}, {"#2", USE_DROP, 0, NULL, 0}}, 2,
           "\"note\" is given to --text and to --drop, which contradict each other; keep one of "
           "them");
    refuse((struct field_choice[]){{"x", USE_KNOWN, LABEL_ID, NULL, 0},
                                   {"x", USE_KNOWN, LABEL_AGE, NULL, 0}},
           2, "--known gives \"x\" two labels, ID and AGE; keep one of them");
    refuse((struct field_choice[]){{"x", USE_KNOWN, LABEL_GROUP, NULL, 0}}, 1,
           "--known gives \"x\" the label GROUP, which is not looked for; add it with --also "
           "GROUP");
}

static void test_keys_and_pointers(void **state) {
    (void)state;
    const struct field_choice choices[] = {{"/notes/*/text", USE_TEXT, 0, NULL, 0},
                                           {"meta", USE_DROP, 0, NULL, 0},
                                           {"/meta/kept", USE_PASS, 0, NULL, 0},
                                           {"comment", USE_TEXT, 0, NULL, 0}};
    struct policy *p = NULL;
    struct err e = {0};
    assert_int_equal(
        policy_new(&p, &(struct policy_options){choices, 4, ALL_LABELS, false, false}, &e), ST_OK);
    assert_int_equal(policy_columns(p, FORMAT_JSONL, NULL, 0, &e), ST_OK);
    for (int again = 0; again < 2; again++) { /* once decided, once from the cache */
        assert_int_equal(treat(p, "/notes/12/text", 0, FIELD_STRING).treat, TREAT_PROSE);
        assert_int_equal(treat(p, "/notes/12/state", 1, FIELD_STRING).treat, TREAT_SCAN);
        assert_int_equal(treat(p, "/notes/12/text/deep", 1, FIELD_STRING).treat, TREAT_PROSE);
        assert_true(treat(p, "/meta/x", 2, FIELD_STRING).drop);
        assert_true(treat(p, "meta", 2, FIELD_KEY).drop);
        assert_false(treat(p, "metal", 2, FIELD_STRING).drop);
        assert_int_equal(treat(p, "/meta/kept", 3, FIELD_STRING).treat, TREAT_SKIP);
        assert_int_equal(treat(p, "comment", 4, FIELD_KEY).treat, TREAT_SCAN);
        assert_int_equal(treat(p, "comment", 4, FIELD_NUMBER).treat, TREAT_SCAN);
        assert_int_equal(treat(p, "/client/dob", 5, FIELD_STRING).treat, TREAT_KNOWN);
        assert_int_equal(treat(p, "/client/phone", 5, FIELD_NUMBER).treat, TREAT_KNOWN);
    }
    assert_int_equal(policy_finish(p, 0, &e), ST_OK);
    policy_free(p);
}

static void test_default_is_prose(void **state) {
    (void)state;
    struct policy *p = NULL;
    struct err e = {0};
    assert_int_equal(
        policy_new(&p, &(struct policy_options){NULL, 0, 1u << LABEL_AGE, false, false}, &e),
        ST_OK);
    assert_int_equal(policy_columns(p, FORMAT_TEXT, NULL, 0, &e), ST_OK);
    assert_int_equal(treat(p, "text", 1, FIELD_STRING).treat, TREAT_PROSE);
    assert_int_equal(treat(p, "id", 0, FIELD_STRING).treat, TREAT_SKIP);
    assert_int_equal(policy_columns(p, FORMAT_JSONL, NULL, 0, &e), ST_OK);
    assert_int_equal(treat(p, "surname", 0, FIELD_STRING).treat, TREAT_PROSE); /* NAME is off */
    policy_free(p);
}

static void test_plain_text_has_one_field(void **state) {
    (void)state;
    const struct field_choice choices[] = {{"text", USE_TEXT, 0, NULL, 0},
                                           {"comment", USE_TEXT, 0, NULL, 0}};
    struct policy *p = NULL;
    struct err e = {0};
    assert_int_equal(
        policy_new(&p, &(struct policy_options){choices, 2, ALL_LABELS, false, false}, &e), ST_OK);
    assert_int_equal(policy_columns(p, FORMAT_TEXT, NULL, 0, &e), ST_USAGE);
    expect_message(&e,
                   "--text \"comment\": the input was taken for plain text, whose only field is "
                   "\"text\"; when it is CSV, say so: -i csv");
    policy_free(p);
}

static void test_field_never_met(void **state) {
    (void)state;
    const struct field_choice choices[] = {{"coment", USE_TEXT, 0, NULL, 0}};
    struct field fields[] = {{.name = slice_of("comment")}};
    const struct record r = {.fields = fields, .n = 1};
    struct policy *p = NULL;
    struct err e = {0};
    assert_int_equal(
        policy_new(&p, &(struct policy_options){choices, 1, ALL_LABELS, false, false}, &e), ST_OK);
    assert_int_equal(policy_columns(p, FORMAT_JSONL, NULL, 0, &e), ST_OK);
    assert_int_equal(policy_first(p, &r, &e), ST_USAGE);
    expect_message(&e, "--text \"coment\": the first record has no such field; did you mean "
                       "\"comment\"?");
    assert_int_equal(policy_finish(p, 1, &e), ST_USAGE);
    policy_free(p);
}

static void expect_person(const char *header, uint8_t part, bool own) {
    struct header_person p = header_person(slice_of(header));
    if (p.part != part || p.own != own)
        fail_msg("\"%s\": part %u, own %d", header, p.part, p.own);
}

static void test_whose_name(void **state) {
    (void)state;
    expect_person("First name", NAME_GIVEN, true);
    expect_person("Client's surname", NAME_SURNAME, true);
    expect_person("child_middle_name", NAME_MIDDLE, true);
    expect_person("Service user name", NAME_FULL, true);
    expect_person("Known as", NAME_ALIAS, true);
    expect_person("/client/first_name", NAME_GIVEN, true);
    expect_person("Client", NAME_FULL, true);
    expect_person("Mother's first name", NAME_GIVEN, false);
    expect_person("Surname 2", NAME_SURNAME, false);
    expect_person("Social worker", NAME_FULL, false);
    expect_person("Worker", NAME_FULL, false);
    expect_person("Referrer", NAME_FULL, false);
    expect_person("/children/0/first_name", NAME_GIVEN, false);
    expect_person("/mother/surname", NAME_SURNAME, false);
}

static void test_whose_names_go_together(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        bool same;
    } pairs[] = {{"First name", "Client surname", true},
                 {"Mother's first name", "mother_surname", true},
                 {"Mother's first name", "Father's surname", false},
                 {"Mother's first name", "First name", false},
                 {"Child 1 first name", "Child 1 surname", true},
                 {"Child 1 first name", "Child 2 first name", false},
                 {"/children/0/first_name", "/children/0/surname", true},
                 {"/children/0/first_name", "/children/1/first_name", false},
                 {"/names/0", "/names/1", false},
                 {"Worker", "Referrer", false}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct header_person a = header_person(slice_of(pairs[i].a));
        struct header_person b = header_person(slice_of(pairs[i].b));
        if ((a.owner == b.owner) != pairs[i].same)
            fail_msg("%s and %s", pairs[i].a, pairs[i].b);
    }
}

/* Fields that say who it is are never shown unless an option says so. */
static void test_person_and_case(void **state) {
    (void)state;
    const struct field_choice choices[] = {{"who", USE_PERSON, 0, NULL, 0},
                                           {"family", USE_CASE, 0, NULL, 0},
                                           {"shown", USE_ON, 0, NULL, 0},
                                           {"shown", USE_PASS, 0, NULL, 0},
                                           {"NHS number", USE_PSEUDONYM, 0, NULL, 0},
                                           {"plain", USE_SCAN, 0, NULL, 0}};
    const struct slice columns[] = {slice_of("who"), slice_of("family"), slice_of("shown"),
                                    slice_of("NHS number"), slice_of("plain")};
    for (int keyed = 0; keyed < 2; keyed++) {
        struct policy *p = NULL;
        struct err e = {0};
        const struct policy_options o = {choices, 6, ALL_LABELS, keyed, true};
        assert_int_equal(policy_new(&p, &o, &e), ST_OK);
        assert_int_equal(policy_columns(p, FORMAT_CSV, columns, 5, &e), ST_OK);
        struct treatment who = treat(p, "who", 0, FIELD_STRING);
        assert_true(who.person && !who.case_of && !who.on);
        assert_int_equal(who.pseudonym, keyed ? LABEL_ID : LABEL_NONE);
        assert_int_equal(who.treat, keyed ? TREAT_SKIP : TREAT_KNOWN);
        assert_string_equal(treatment_words(who), keyed ? "pseudonymised" : "replaced whole as ID");
        assert_true(treat(p, "family", 1, FIELD_STRING).case_of);
        struct treatment shown = treat(p, "shown", 2, FIELD_STRING);
        assert_true(shown.on);
        assert_int_equal(shown.pseudonym, LABEL_NONE);
        assert_int_equal(shown.treat, TREAT_SKIP);
        struct treatment nhs = treat(p, "NHS number", 3, FIELD_STRING);
        assert_int_equal(nhs.pseudonym, LABEL_ID);
        assert_int_equal(nhs.treat, TREAT_SEED);
        assert_int_equal(treat(p, "plain", 4, FIELD_STRING).treat, TREAT_SCAN);
        policy_free(p);
    }
}

static void test_strict_columns(void **state) {
    (void)state;
    const struct field_choice choices[] = {{"note", USE_TEXT, 0, NULL, 0},
                                           {"#2", USE_DROP, 0, NULL, 0}};
    const struct slice columns[] = {slice_of("note"), slice_of("b"), slice_of("new")};
    struct policy *p = NULL;
    struct err e = {0};
    const struct policy_options o = {choices, 2, ALL_LABELS, false, true};
    assert_int_equal(policy_new(&p, &o, &e), ST_OK);
    assert_int_equal(policy_columns(p, FORMAT_CSV, columns, 2, &e), ST_OK);
    assert_int_equal(policy_columns(p, FORMAT_CSV, columns, 3, &e), ST_USAGE);
    assert_string_equal(e.what, "column #3 \"new\" is named by no option, and --strict-columns "
                                "asks for it");
    assert_int_equal(policy_columns(p, FORMAT_JSONL, NULL, 0, &e), ST_USAGE);
    policy_free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headers_that_identify),
        cmocka_unit_test(test_headers_that_do_not),
        cmocka_unit_test(test_whose_name),
        cmocka_unit_test(test_whose_names_go_together),
        cmocka_unit_test(test_person_and_case),
        cmocka_unit_test(test_strict_columns),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_keys_and_pointers),
        cmocka_unit_test(test_default_is_prose),
        cmocka_unit_test(test_field_never_met),
        cmocka_unit_test(test_plain_text_has_one_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
