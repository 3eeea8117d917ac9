/* Options: the table, what it parses, and what it says of mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "run/near.h"
#include "run/options.h"

struct parsed {
    struct options o;
    struct arena arena;
    struct err e;
    enum status st;
};

enum { ARGS_MAX = 16 };

/* Parses up to the NULL. The caller frees p->arena. */
static void parse(struct parsed *p, enum command c, ...) {
    static char store[ARGS_MAX][64];
    char *argv[ARGS_MAX + 1] = {store[0]};
    int argc = 1;
    va_list ap;
    memset(p, 0, sizeof *p);
    strcpy(store[0], "blot");
    va_start(ap, c);
    for (const char *s; argc < ARGS_MAX && (s = va_arg(ap, const char *)) != NULL; argc++) {
        assert_true(strlen(s) < sizeof store[0]);
        strcpy(store[argc], s);
        argv[argc] = store[argc];
    }
    va_end(ap);
    static char *kept[ARGS_MAX + 1]; /* inputs borrow it */
    memcpy(kept, argv, sizeof kept);
    p->st = options_parse(&p->o, c, argc, kept, &p->arena, &p->e);
}

static void expect_refusal(const char *message, enum status st, const char *a, const char *b) {
    struct parsed p;
    char line[1024];
    parse(&p, COMMAND_FILTER, a, b, NULL);
    err_format(line, sizeof line, &p.e);
    assert_string_equal(line, message);
    assert_int_equal(p.st, st);
    arena_free(&p.arena);
}

static void test_faults(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_FILTER, "--on-error", "quarantine", "--quarantine", "aside", "--sandbox",
          "require", NULL);
    assert_int_equal(p.st, ST_OK);
    assert_true(p.o.reader.keep_faulty);
    assert_string_equal(p.o.quarantine, "aside");
    assert_int_equal(p.o.sandbox, SANDBOX_REQUIRE);
    arena_free(&p.arena);
    expect_refusal("--on-error quarantine needs a file for the records; add --quarantine FILE",
                   ST_USAGE, "--on-error", "quarantine");
    expect_refusal("--quarantine says where records go; give --on-error quarantine too", ST_USAGE,
                   "--quarantine", "aside");
    expect_refusal("--sandbox on: is not one of its values; it takes auto, require or off",
                   ST_USAGE, "--sandbox", "on");
}

static void test_defaults(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_FILTER, NULL);
    assert_int_equal(p.st, ST_OK);
    assert_int_equal(p.o.inputs.n, 0);
    assert_int_equal(p.o.reader.format, FORMAT_AUTO);
    assert_true(p.o.labels & (1u << LABEL_NAME));
    assert_false(p.o.labels & (1u << LABEL_GROUP));
    assert_int_equal(p.o.redact.action[LABEL_AGE], ACT_NUMBER);
    assert_int_equal(p.o.every, 4);
    arena_free(&p.arena);
}

static void test_fields_are_whole(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_FILTER, "-t", "What, if anything, helped?", "--known", "a=b=AGE", "--known",
          "x=y", "--drop=#3", "in.csv", NULL);
    assert_int_equal(p.st, ST_OK);
    assert_int_equal(p.o.n_fields, 4);
    assert_string_equal(p.o.fields[0].name, "What, if anything, helped?");
    assert_int_equal(p.o.fields[0].use, USE_TEXT);
    assert_string_equal(p.o.fields[1].name, "a=b");
    assert_int_equal(p.o.fields[1].label, LABEL_AGE);
    assert_string_equal(p.o.fields[2].name, "x=y");
    assert_int_equal(p.o.fields[2].label, LABEL_NONE);
    assert_int_equal(p.o.fields[3].use, USE_DROP);
    assert_int_equal(p.o.inputs.n, 1);
    assert_string_equal(p.o.inputs.v[0], "in.csv");
    arena_free(&p.arena);
}

static void test_values(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_FILTER, "-i", "tsv", "-d", "\\t", "--max-record", "64M", "-a", "mask", "-a",
          "age=label", "--only", "NAME,AGE", "--spans=source", "--offsets", "utf16", "-o", "x",
          NULL);
    assert_int_equal(p.st, ST_OK);
    assert_int_equal(p.o.reader.format, FORMAT_TSV);
    assert_int_equal(p.o.reader.delimiter, '\t');
    assert_int_equal(p.o.reader.max_record, 64 << 20);
    assert_int_equal(p.o.redact.action[LABEL_NAME], ACT_MASK);
    assert_int_equal(p.o.redact.action[LABEL_AGE], ACT_LABEL);
    assert_int_equal(p.o.labels, 1u << LABEL_NAME | 1u << LABEL_AGE);
    assert_int_equal(p.o.spans, SPANS_SOURCE);
    assert_int_equal(p.o.offsets, OFFSET_UTF16);
    arena_free(&p.arena);
}

static void test_many_repeat(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_FILTER, "-r", "1", "-r", "2", "-r", "3", "-r", "4", "-r", "5", NULL);
    assert_int_equal(p.o.rules.n, 5);
    assert_string_equal(p.o.rules.v[0], "1");
    assert_string_equal(p.o.rules.v[4], "5");
    arena_free(&p.arena);
}

static void test_refusals(void **state) {
    (void)state;
    expect_refusal("--completion: not available yet", ST_UNAVAILABLE, "--completion", "bash");
    expect_refusal(
        "--min-count 2: \"<2\" would tell a count of one; give 3 or more, or 1 to show all "
        "counts",
        ST_USAGE, "--min-count", "2");
    expect_refusal("--report needs the name of a file; for example --report run.json", ST_USAGE,
                   "--report", "-");
    expect_refusal("--format says how --check lists findings; give both", ST_USAGE, "--format",
                   "sarif");
    expect_refusal("--check writes no records, so --spans has nothing to say", ST_USAGE, "--check",
                   "--spans");
    expect_refusal("--format xml: is not one of its values; it takes human, jsonl, sarif or github",
                   ST_USAGE, "--check", "--format=xml");
    expect_refusal("--jobs 0: is not a number that fits; it takes a whole number from 1 to 256",
                   ST_USAGE, "-j0", NULL);
    expect_refusal("--action band: not available yet", ST_UNAVAILABLE, "-a", "AGE=band");
    expect_refusal("--input xml: is not one of its values; it takes csv, tsv, jsonl or text",
                   ST_USAGE, "-i", "xml");
    expect_refusal("--strit: no such option; did you mean --strict?", ST_USAGE, "--strit", NULL);
    expect_refusal("--s could be several options; write it out; blot --help lists them", ST_USAGE,
                   "--s", NULL);
    expect_refusal("--text needs a value: --text F", ST_USAGE, "-t", NULL);
    expect_refusal("--strict takes no value", ST_USAGE, "--strict=yes", NULL);
    expect_refusal("--update is no option of the filter, but of a command; blot --help lists them",
                   ST_USAGE, "--update", NULL);
    expect_refusal("--only: person is no label; blot calls it NAME", ST_USAGE, "--only", "person");
    expect_refusal("--no-header is for CSV and TSV, and --input says jsonl", ST_USAGE, "-ijsonl",
                   "--no-header");
    expect_refusal("--offsets says what --spans counts in; give both", ST_USAGE, "--offsets",
                   "byte");
    expect_refusal("--no-default-rules leaves no rule; add your own with --rules FILE", ST_USAGE,
                   "--no-default-rules", NULL);
    expect_refusal("--skip-rows -3: is not a number that fits; it takes a whole number from 0 to "
                   "4294967295",
                   ST_USAGE, "--skip-rows", "-3");
    expect_refusal("--max-record 9X: is not a size that fits; it takes bytes, or a number with K, "
                   "M or G, up to 2G: --max-record 64M",
                   ST_USAGE, "--max-record", "9X");
    expect_refusal("--only and --also GROUP contradict each other; add GROUP to --only instead",
                   ST_USAGE, "--only=NAME", "--also=GROUP");
}

/* What options of fields, people and key want beside them. */
static void test_fields_together(void **state) {
    (void)state;
    static const struct {
        const char *args[8];
        const char *what; /* NULL: it is allowed */
    } cases[] = {
        {{"-aNAME=pseudonym"}, "the action pseudonym needs a key"},
        {{"--pseudonymise=id"}, "--pseudonymise needs a key"},
        {{"-aNAME=pseudonym", "-kf"}, "a key is used for one project, and none is named"},
        {{"-aNAME=pseudonym", "-kf", "--project=p"},
         "the action pseudonym must be told whose record each is"},
        {{"-aNAME=pseudonym", "-kf", "--project=p", "--person=id"}, NULL},
        {{"-aNAME=pseudonym", "-kf", "--project=p", "--case=id"}, NULL},
        {{"--pseudonymise=id", "-kf", "--project=p"}, NULL},
        {{"--case=id", "-kf", "--project=p"}, NULL},
        {{"--case=id"}, NULL},
        {{"-kf", "--project=p"}, "--key-file is given, and nothing is made with a key"},
        {{"--project=p"}, "--project says what a key is used for, and there is none"},
        {{"--key-id=0123456789abcdef"}, "--key-id says which key may be used, and there is none"},
        {{"--person=id"}, "--person is what pseudonyms are made from, and none are made"},
        {{"--on=id"}, "--on says what joins --known-table, and there is none"},
        {{"--known-table=f"}, "--known-table needs to know how it is joined to the records"},
        {{"--known-table=f", "--on=id"}, NULL},
        {{"--roles"}, NULL},
        {{"--roles", "-amask"},
         "--roles is for names that are numbered, and another action is "
         "chosen"},
        {{"--roles", "-aAGE=mask"}, NULL},
        {{"--person=/a/*/id"}, "--person /a/*/id: may be several fields, and one is wanted"},
        {{"--case="}, "--case : names no field"},
        {{"--project=a\nb"}, "--project a?b: holds control characters"},
        {{"--project="}, "--project : is empty"},
        {{"--rules-hash=12"}, "--rules-hash 12: is not what it should be"},
        {{"-aNAME=band"}, "--action NAME=band: band is for AGE"},
        {{"-aregion"}, "--action region is for PLACE only"},
        {{"-aAGE=shift"}, "--action AGE=shift: shift is for DATE"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parsed p;
        const char *const *a = cases[i].args;
        parse(&p, COMMAND_FILTER, a[0], a[1], a[2], a[3], NULL);
        const char *said = p.st == ST_OK ? "" : p.e.what;
        if (strcmp(said, cases[i].what ? cases[i].what : "") != 0)
            fail_msg("%s: said \"%s\"", a[0], said);
        assert_true(p.st == ST_OK || p.e.hint[0] || strstr(said, "empty") ||
                    strstr(said, "control"));
        arena_free(&p.arena);
    }
}

static void test_commands_have_their_own(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_SCORE, "--only", "NAME,PLACE", "--measure", "--case", "upper", "g.txt", NULL);
    assert_int_equal(p.st, ST_OK);
    assert_int_equal(p.o.count_only, 1u << LABEL_NAME | 1u << LABEL_PLACE);
    assert_true(p.o.labels & (1u << LABEL_AGE));
    assert_int_equal(p.o.part, PART_MEASURE);
    assert_int_equal(p.o.text_case, CASE_UPPER);
    arena_free(&p.arena);
    parse(&p, COMMAND_VERIFY, "--accept-leaks", "d", NULL);
    assert_int_equal(p.st, ST_USAGE);
    arena_free(&p.arena);
}

static void test_help_stops(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_FILTER, "--help", "--nonsense", NULL);
    assert_int_equal(p.st, ST_OK);
    assert_true(p.o.help);
    arena_free(&p.arena);
}

/* What the makers of help, man page and parser rely on. */
static void test_table_is_sound(void **state) {
    (void)state;
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    for (size_t i = 0; i < n; i++) {
        assert_non_null(t[i].help);
        assert_true(t[i].commands != 0);
        assert_true(t[i].group < OPTIONS_GROUPS);
        for (size_t j = 0; j < i; j++)
            if (t[i].commands & t[j].commands) {
                assert_string_not_equal(t[i].name, t[j].name);
                assert_true(!t[i].letter || t[i].letter != t[j].letter);
            }
    }
}

static void test_command_names(void **state) {
    (void)state;
    bool later = false;
    assert_int_equal(command_from("score", &later), COMMAND_SCORE);
    assert_int_equal(command_from("export.csv", &later), COMMAND_FILTER);
    assert_false(later);
    assert_int_equal(command_from("pseudonym", &later), COMMAND_PSEUDONYM);
    assert_false(later);
    (void)command_from("bound", &later);
    assert_true(later);
}

static void test_near(void **state) {
    (void)state;
    assert_int_equal(near_distance(slice_of("First name"), slice_of("first_name")), 0);
    assert_int_equal(near_distance(slice_of("coment"), slice_of("comment")), 1);
    assert_int_equal(near_distance(slice_of("teh"), slice_of("the")), 1);
    assert_int_equal(near_distance(slice_of(""), slice_of("the")), NEAR_FAR);
    assert_int_equal(near_distance(slice_of("a"), slice_of("abcdefgh")), NEAR_FAR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),         cmocka_unit_test(test_faults),
        cmocka_unit_test(test_fields_are_whole), cmocka_unit_test(test_values),
        cmocka_unit_test(test_many_repeat),      cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_fields_together),  cmocka_unit_test(test_commands_have_their_own),
        cmocka_unit_test(test_help_stops),       cmocka_unit_test(test_table_is_sound),
        cmocka_unit_test(test_command_names),    cmocka_unit_test(test_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
