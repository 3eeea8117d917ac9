/* Options: the table, what it parses, and what it says of mistakes. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/near.h"
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

static void test_actions(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_FILTER, "--profile", "uk-research", "-a", "DATE=month", "--age-bands",
          "0-17,18+", "--region-level", "country", "--reference-date", "31/08/2024", NULL);
    assert_int_equal(p.st, ST_OK);
    assert_int_equal(p.o.redact.action[LABEL_NAME], ACT_NUMBER);
    assert_int_equal(p.o.redact.action[LABEL_AGE], ACT_BAND);
    assert_int_equal(p.o.redact.action[LABEL_PLACE], ACT_REGION);
    assert_int_equal(p.o.redact.action[LABEL_DATE], ACT_MONTH);
    assert_int_equal(p.o.redact.action[LABEL_ID], ACT_NUMBER);
    assert_int_equal(p.o.redact.bands->n, 2);
    assert_int_equal(p.o.redact.region_level, 1);
    assert_int_equal(p.o.redact.reference.year, 2024);
    assert_int_equal(p.o.redact.reference.month, 8);
    assert_int_equal(p.o.redact.reference.day, 31);
    arena_free(&p.arena);
    parse(&p, COMMAND_FILTER, "-a", "DATE=month", "-a", "AGE=mask", "--profile", "uk-research",
          NULL);
    assert_int_equal(p.o.redact.action[LABEL_AGE], ACT_MASK);
    assert_int_equal(p.o.redact.action[LABEL_DATE], ACT_MONTH);
    assert_int_equal(p.o.redact.action[LABEL_PLACE], ACT_REGION);
    arena_free(&p.arena);
    parse(&p, COMMAND_FILTER, "-a", "AGE=band", "--reference-date", "note_date", NULL);
    assert_int_equal(p.o.redact.reference.year, 0);
    assert_int_equal(p.o.n_fields, 1);
    assert_int_equal(p.o.fields[0].use, USE_REFERENCE);
    assert_string_equal(p.o.fields[0].name, "note_date");
    arena_free(&p.arena);
}

static void test_action_refusals(void **state) {
    (void)state;
    const char *others = ", and number, label, mask or pseudonym for others";
    char want[200];
    (void)snprintf(want, sizeof want,
                   "--action NAME=band: band is for AGE; write --action AGE=band%s", others);
    expect_refusal(want, ST_USAGE, "-a", "NAME=band");
    (void)snprintf(want, sizeof want,
                   "--action AGE=year: year is for DATE; write --action DATE=year%s", others);
    expect_refusal(want, ST_USAGE, "-a", "AGE=year");
    expect_refusal("--action region is for PLACE only; write --action PLACE=region", ST_USAGE, "-a",
                   "region");
    expect_refusal(
        "--age-bands: the bands that begin at 10 and 13 overlap; let the first end at 12", ST_USAGE,
        "--age-bands", "10-13,13-15");
    expect_refusal("--age-bands: \"ten\" is no band; write each as 10-13, the last as 90+, with "
                   "commas between",
                   ST_USAGE, "--age-bands", "ten");
    expect_refusal("--age-bands is given, and nothing that it is for; add -a AGE=band, or leave "
                   "--age-bands out",
                   ST_USAGE, "--age-bands", "0-17,18+");
    expect_refusal("--region-level is given, and nothing that it is for; add -a PLACE=region, or "
                   "leave --region-level out",
                   ST_USAGE, "--region-level", "country");
    expect_refusal("--region-level county: is not one of its values; it takes country or region",
                   ST_USAGE, "--region-level", "county");
    expect_refusal("--reference-date is given, and nothing that it is for; add -a AGE=band, or "
                   "leave --reference-date out",
                   ST_USAGE, "--reference-date", "2024-08-31");
    expect_refusal("--reference-date 08/2024: has no day; write it in full, such as 2024-08-31",
                   ST_USAGE, "--reference-date", "08/2024");
    expect_refusal("--profile eu: is no profile; it takes uk-research", ST_USAGE, "--profile",
                   "eu");
    expect_refusal(
        "the action shift needs a key; make one with blot key new FILE, then add -k FILE "
        "--project NAME",
        ST_USAGE, "-a", "DATE=shift");
}

static void test_refusals(void **state) {
    (void)state;
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
    assert_int_equal(command_from("score"), COMMAND_SCORE);
    assert_int_equal(command_from("export.csv"), COMMAND_FILTER);
    assert_int_equal(command_from("pseudonym"), COMMAND_PSEUDONYM);
    assert_int_equal(command_from("release"), COMMAND_RELEASE);
}

static void test_near(void **state) {
    (void)state;
    assert_int_equal(near_distance(slice_of("First name"), slice_of("first_name")), 0);
    assert_int_equal(near_distance(slice_of("coment"), slice_of("comment")), 1);
    assert_int_equal(near_distance(slice_of("teh"), slice_of("the")), 1);
    assert_int_equal(near_distance(slice_of(""), slice_of("the")), NEAR_FAR);
    assert_int_equal(near_distance(slice_of("a"), slice_of("abcdefgh")), NEAR_FAR);
}

static void expect_bound(const char *max, double records, double identifiers) {
    struct parsed p;
    parse(&p, COMMAND_BOUND, "--max", max, NULL);
    assert_int_equal(p.st, ST_OK);
    assert_true(p.o.bound.max_records == records ||
                (isnan(records) && isnan(p.o.bound.max_records)));
    assert_true(p.o.bound.max_identifiers == identifiers ||
                (isnan(identifiers) && isnan(p.o.bound.max_identifiers)));
    arena_free(&p.arena);
}

static void test_bound(void **state) {
    static const char *const wrong[] = {"0",
                                        "1",
                                        "-0.1",
                                        "x",
                                        "0.1,",
                                        "record=",
                                        "record=0.1,record=0.2",
                                        "identifiers=1000",
                                        "record=0.1 "};
    (void)state;
    expect_bound("0.01", 0.01, NAN);
    expect_bound("record=0.02,identifiers=5", 0.02, 5.0);
    expect_bound("identifiers=0.5", NAN, 0.5);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct parsed p;
        parse(&p, COMMAND_BOUND, "--max", wrong[i], NULL);
        if (p.st != ST_USAGE)
            fail_msg("--max %s is taken", wrong[i]);
        arena_free(&p.arena);
    }
}

/* Review takes what the filter takes, but for what only an output has. */
static void test_review_takes_the_filters(void **state) {
    struct parsed p;
    (void)state;
    parse(&p, COMMAND_REVIEW, "-n", "50", "--each", "0", "--seed", "7", "-t", "notes", "--strict",
          "-a", "label", NULL);
    assert_int_equal(p.st, ST_OK);
    assert_int_equal(p.o.review.sample, 50);
    assert_int_equal(p.o.review.each, 0);
    assert_int_equal(p.o.review.seed, 7);
    assert_true(p.o.review.seed_given && p.o.strict && p.o.n_fields == 1);
    arena_free(&p.arena);
    parse(&p, COMMAND_REVIEW, "--line-buffered", NULL);
    assert_int_equal(p.st, ST_USAGE);
    arena_free(&p.arena);
    parse(&p, COMMAND_REVIEW, "-n", "0", NULL);
    assert_int_equal(p.st, ST_USAGE);
    arena_free(&p.arena);
    parse(&p, COMMAND_FILTER, "--completion", "zsh", "--no-such-option", NULL);
    assert_int_equal(p.st, ST_OK);
    assert_int_equal(p.o.completion, SHELL_ZSH);
    arena_free(&p.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_fields_are_whole),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_many_repeat),
        cmocka_unit_test(test_actions),
        cmocka_unit_test(test_action_refusals),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_bound),
        cmocka_unit_test(test_review_takes_the_filters),
        cmocka_unit_test(test_fields_together),
        cmocka_unit_test(test_commands_have_their_own),
        cmocka_unit_test(test_help_stops),
        cmocka_unit_test(test_table_is_sound),
        cmocka_unit_test(test_command_names),
        cmocka_unit_test(test_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
