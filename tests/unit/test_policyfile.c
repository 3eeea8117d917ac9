/* Policy files: options in YAML, and what is said of mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/yamldoc.h"
#include "run/options.h"

static char folder[] = "/tmp/blot-policy-XXXXXX";
static char path[64];

static int setup(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    (void)snprintf(path, sizeof path, "%s/p.yaml", folder);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    return unlink(path) == 0 ? rmdir(folder) : -1;
}

struct parsed {
    struct options o;
    struct arena arena;
    struct err e;
    enum status st;
};

/* Parses `--policy FILE extra...` with that text in the file. The caller frees p->arena. */
static void parse(struct parsed *p, enum command c, const char *yaml, const char *extra) {
    static char words[8][64];
    static char *argv[8];
    int argc = 3;
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(yaml, f) >= 0);
    assert_int_equal(fclose(f), 0);
    memset(p, 0, sizeof *p);
    strcpy(words[0], "blot");
    strcpy(words[1], "--policy");
    argv[0] = words[0];
    argv[1] = words[1];
    argv[2] = path;
    for (const char *s = extra; s && *s && argc < 7; s += strcspn(s, " "), s += *s == ' ') {
        size_t n = strcspn(s, " ");
        assert_true(argc - 1 < 8 && n < sizeof words[0]);
        memcpy(words[argc - 1], s, n);
        words[argc - 1][n] = '\0';
        argv[argc] = words[argc - 1];
        argc++;
    }
    argv[argc] = NULL;
    p->st = options_parse(&p->o, c, argc, argv, &p->arena, &p->e);
}

static void expect_good(struct parsed *p, const char *yaml, const char *extra) {
    parse(p, COMMAND_FILTER, yaml, extra);
    if (p->st != ST_OK)
        fail_msg("%s: %s", yaml, p->e.what);
}

/* Fails at that line and column with a message that begins with what; row 0: without a place. */
static void expect_bad(const char *yaml, unsigned row, unsigned column, const char *what) {
    struct parsed p;
    parse(&p, COMMAND_FILTER, yaml, NULL);
    assert_int_not_equal(p.st, ST_OK);
    if (strncmp(p.e.what, what, strlen(what)) != 0 || p.e.row != row || p.e.column != column)
        fail_msg("%s\nsaid at %u, %u: %s", yaml, (unsigned)p.e.row, (unsigned)p.e.column, p.e.what);
    if (row > 0)
        assert_string_equal(p.e.file, path);
    arena_free(&p.arena);
}

static const struct field_choice *choice(const struct parsed *p, const char *name) {
    for (size_t i = 0; i < p->o.n_fields; i++)
        if (strcmp(p->o.fields[i].name, name) == 0)
            return &p->o.fields[i];
    fail_msg("no choice of %s", name);
    return NULL;
}

static void test_all_forms(void **state) {
    (void)state;
    struct parsed p;
    expect_good(&p,
                "# a comment\n"
                "input: csv\n"
                "text: [one, 'two, three']\n"
                "drop: four\n"
                "pass-unscanned:\n"
                "  - '#5'\n"
                "known: {worker: NAME, six: [ID]}\n"
                "action: {all: label, NAME: mask}\n"
                "strict: yes\n"
                "no-header: no\n"
                "spans: source\n"
                "max-record: 2M\n"
                "only: [NAME, AGE, ID]\n",
                NULL);
    assert_int_equal(p.o.reader.format, FORMAT_CSV);
    assert_int_equal(choice(&p, "one")->use, USE_TEXT);
    assert_int_equal(choice(&p, "two, three")->use, USE_TEXT);
    assert_int_equal(choice(&p, "two, three")->line, 3);
    assert_string_equal(choice(&p, "two, three")->file, path);
    assert_int_equal(choice(&p, "four")->use, USE_DROP);
    assert_int_equal(choice(&p, "#5")->use, USE_PASS);
    assert_int_equal(choice(&p, "worker")->label, LABEL_NAME);
    assert_int_equal(choice(&p, "six")->label, LABEL_ID);
    assert_int_equal(p.o.redact.action[LABEL_NAME], ACT_MASK);
    assert_int_equal(p.o.redact.action[LABEL_AGE], ACT_LABEL);
    assert_true(p.o.strict);
    assert_false(p.o.reader.no_header);
    assert_int_equal(p.o.spans, SPANS_SOURCE);
    assert_int_equal(p.o.reader.max_record, 2 << 20);
    assert_int_equal(p.o.labels, 1u << LABEL_NAME | 1u << LABEL_AGE | 1u << LABEL_ID);
    arena_free(&p.arena);
}

static void test_files_count_from_its_folder(void **state) {
    (void)state;
    struct parsed p;
    char want[128];
    expect_good(&p,
                "rules: r.yaml\nleave: [/abs.txt]\ndeny: {NAME: d.txt}\nlexicon: ['given=g.txt']\n"
                "output: out.jsonl\nknown-table: sub/people.csv\non: id\n",
                NULL);
    (void)snprintf(want, sizeof want, "%s/r.yaml", folder);
    assert_string_equal(p.o.rules.v[0], want);
    assert_string_equal(p.o.leave[0].path, "/abs.txt");
    (void)snprintf(want, sizeof want, "%s/d.txt", folder);
    assert_string_equal(p.o.deny[0].path, want);
    assert_int_equal(p.o.deny[0].label, LABEL_NAME);
    (void)snprintf(want, sizeof want, "%s/g.txt", folder);
    assert_string_equal(p.o.lexicons[0].path, want);
    assert_string_equal(p.o.lexicons[0].name, "given");
    (void)snprintf(want, sizeof want, "%s/sub/people.csv", folder);
    assert_string_equal(p.o.known_tables.v[0], want);
    assert_string_equal(p.o.output, "out.jsonl");
    arena_free(&p.arena);
}

static void test_command_line_comes_on_top(void **state) {
    (void)state;
    struct parsed p;
    expect_good(&p, "action: {NAME: mask}\ntext: one\ncase: two\n", "-a NAME=label --case=three");
    assert_int_equal(p.o.redact.action[LABEL_NAME], ACT_LABEL);
    assert_int_equal(choice(&p, "one")->use, USE_TEXT);
    assert_int_equal(choice(&p, "three")->use, USE_CASE);
    assert_null(choice(&p, "three")->file);
    assert_int_equal(p.o.n_fields, 2);
    arena_free(&p.arena);
}

/* explain takes the policy of the filter, as far as it goes. */
static void test_other_commands_take_what_is_theirs(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_EXPLAIN, "text: one\naction: mask\nspans: yes\nkey-file: k\n", NULL);
    assert_int_equal(p.st, ST_OK);
    assert_int_equal(p.o.n_fields, 1);
    assert_null(p.o.key_file);
    arena_free(&p.arena);
}

static void test_mistakes(void **state) {
    (void)state;
    expect_bad("text: one\ntetx: two\n", 2, 1, "`tetx` is no option");
    expect_bad("help: yes\n", 1, 1, "`help` cannot stand in a policy");
    expect_bad("policy: other.yaml\n", 1, 1, "`policy` cannot stand in a policy");
    expect_bad("\ntext: one\nstrict: maybe\n", 3, 9, "`strict` must be yes or no");
    expect_bad("strict: 'yes'\n", 1, 9, "`strict` must be yes or no");
    expect_bad("strict: [yes]\n", 1, 9, "`strict` must be yes or no");
    expect_bad("input: xml\n", 1, 8, "--input xml: is not one of its values");
    expect_bad("input: [csv, tsv]\n", 1, 8, "`input` takes one value");
    expect_bad("input: {a: csv}\n", 1, 8, "`input` takes no keys of its own");
    expect_bad("text: {a: b}\n", 1, 7, "`text` takes no keys of its own");
    expect_bad("text: #4\n", 1, 6, "`text` has no value here");
    expect_bad("text: ['']\n", 1, 8, "`text` has no value here");
    expect_bad("text: [[a]]\n", 1, 8, "`text` is nested too deeply here");
    expect_bad("action:\n  NAME: band\n", 2, 9, "--action NAME=band: band is for AGE");
    expect_bad("action:\n  PERSON: mask\n", 2, 11, "--action: PERSON is no label");
    expect_bad("rules-hash: abc\n", 1, 13, "--rules-hash abc: is not what it should be");
    expect_bad("text: a\ntext: b\n", 2, 1, "this key stands twice");
    expect_bad("text: [a\ndrop: b\n", 2, 5, "this is not YAML");
    expect_bad("text: &x a\ndrop: *x\n", 2, 7, "YAML aliases are not allowed here");
    expect_bad("[a]: b\n", 1, 1, "a key must be one word or text");
    expect_bad("---\ntext: a\n---\ntext: b\n", 3, 1, "the file must be one YAML document");
    expect_bad("text: [[[[[a]]]]]\n", 1, 10, "this is nested too deeply");
    expect_bad("text: \"a\\0b\"\n", 1, 7, "the value holds a NUL character");
    expect_bad("- text\n", 0, 0, "is no policy");
    expect_bad("# nothing\n", 0, 0, "is no policy");
    expect_bad("", 0, 0, "is no policy");
    expect_bad("text: caf\xE9\n", 0, 0, "the policy is not UTF-8");
    expect_bad("action: {NAME: pseudonym}\n", 0, 0, "the action pseudonym needs a key");
}

static void test_one_policy(void **state) {
    (void)state;
    struct parsed p;
    parse(&p, COMMAND_FILTER, "text: a\n", "--policy x");
    assert_int_equal(p.st, ST_USAGE);
    assert_string_equal(p.e.what, "--policy is given twice");
    arena_free(&p.arena);
}

static void test_tree(void **state) {
    (void)state;
    struct arena a = {0};
    struct err e = {0};
    struct yaml_node *root = NULL;
    assert_int_equal(yaml_read(&root, slice_of("a: [1, 'x y']\nb: {c: d}\n"), "f", &a, &e), ST_OK);
    assert_int_equal(root->kind, YAML_DOC_MAP);
    const struct yaml_node *key = root->first, *list = key->next, *b = list->next;
    assert_true(slice_is(key->text, "a"));
    assert_int_equal(list->kind, YAML_DOC_LIST);
    assert_true(slice_is(list->first->text, "1"));
    assert_false(list->first->quoted);
    assert_true(list->first->next->quoted);
    assert_int_equal(list->first->next->column, 8);
    assert_null(list->first->next->next);
    assert_true(slice_is(b->text, "b"));
    assert_int_equal(b->line, 2);
    assert_true(slice_is(b->next->first->next->text, "d"));
    assert_null(b->next->next);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_forms),
        cmocka_unit_test(test_files_count_from_its_folder),
        cmocka_unit_test(test_command_line_comes_on_top),
        cmocka_unit_test(test_other_commands_take_what_is_theirs),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_one_policy),
        cmocka_unit_test(test_tree),
    };
    return cmocka_run_group_tests(tests, setup, teardown) == 0 ? 0 : 1;
}
