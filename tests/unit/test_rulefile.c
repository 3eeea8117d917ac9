/* Rule files: what is read, and that every mistake is reported with its line. */
#include "rules_help.h"

#include "rules/rule.h"

#define GOOD                                                                                       \
    "label: AGE\n"                                                                                 \
    "rules:\n"                                                                                     \
    "  - id: years-old\n"                                                                          \
    "    about: a number of years\n"                                                               \
    "    kind: decisive\n"                                                                         \
    "    at: [number, animal, '=aged', '=@', '=£', capital]\n"                                    \
    "    pattern: |\n"                                                                             \
    "      (?<AGE> \\d+ ) \\s years\n"                                                             \
    "    match:\n"                                                                                 \
    "      - '[[13]] years'\n"                                                                     \
    "    skip:\n"                                                                                  \
    "      - '13 months'\n"

static void reads_all_keys(void **state) {
    (void)state;
    struct lexicon *lx = test_lexicon();
    struct ruleset *rs = test_ruleset(lx);
    test_add(rs, GOOD
             "      - \"a\\nb\"\n"
             "    only: strict\n    ahead: [number, animal]\n    prose: yes\n    caseless: no\n"
             "  - {id: b, about: x, kind: evidence, label: NAME, at: word,\n"
             "     pattern: '(?<NAME>x)', match: ['[[x]]'], skip: ['y']}\n"
             "  - {id: c, about: x, kind: leave, at: any,\n"
             "     pattern: 'x', match: ['[[x]]'], skip: ['y']}\n");
    assert_int_equal(ruleset_count(rs), 3);
    assert_int_equal(ruleset_features(rs), 1);
    const struct rule *r = ruleset_at(rs, 0);
    assert_true(slice_is(r->id, "years-old"));
    assert_true(slice_is(r->about, "a number of years"));
    assert_true(slice_is(r->pattern, "(?<AGE> \\d+ ) \\s years\n"));
    assert_string_equal(r->file, "test.yaml");
    assert_int_equal(r->line, 3);
    assert_int_equal(r->pattern_line, 8);
    assert_int_equal(r->kind, RULE_DECISIVE);
    assert_int_equal(r->label, LABEL_AGE);
    assert_true(r->strict && r->user && !r->caseless && !r->decisive_scan);
    assert_int_equal(r->n_at, 6);
    assert_int_equal(r->at[0].type, AT_KIND);
    assert_int_equal(r->at[1].type, AT_CLASS);
    assert_int_equal(r->at[2].type, AT_WORD);
    assert_int_equal(r->at[3].value, '@');
    assert_int_equal(r->at[4].value, 0xA3);
    assert_int_equal(r->at[5].type, AT_SHAPE);
    assert_int_equal(r->near[NEAR_AHEAD].n, 2);
    assert_int_equal(r->near[NEAR_BEHIND].n, 0);
    assert_int_equal(r->near[NEAR_AHEAD].v[1].type, AT_CLASS);
    assert_int_equal(r->n_examples, 3);
    assert_int_equal(r->examples[2].number, 2);
    assert_int_equal(r->examples[2].line, 13);
    assert_true(slice_is(r->examples[2].marked, "a\nb"));
    assert_int_equal(ruleset_at(rs, 1)->label, LABEL_NAME);
    assert_true(ruleset_at(rs, 1)->caseless);
    assert_int_equal(ruleset_at(rs, 2)->label, LABEL_NONE);
    ruleset_free(rs);
    lexicon_free(lx);
}

/* ---- mistakes: one change to GOOD each ---- */

struct mistake {
    const char *from, *to; /* the first `from` in GOOD becomes `to` */
    unsigned line;         /* where it is reported; 0: not looked at */
    const char *rule;      /* in the report; NULL: not known yet */
    const char *says;      /* part of the message */
};

static const struct mistake mistakes[] = {
    {"label: AGE", "label: AGES", 1, NULL, "no such label"},
    {"label: AGE", "lable: AGE", 1, NULL, "no key of a rule file"},
    {"label: AGE\n", "- a\n", 1, NULL, "must be a mapping"},
    {"rules:", "rules: 3\nx:", 2, NULL, "must be a list"},
    {"id: years-old", "id: Years", 3, NULL, "cannot be a rule's id"},
    {"id: years-old", "id: memory", 3, "memory", "reserved"},
    {"id: years-old", "id: [a]", 3, NULL, "one value"},
    {"id: years-old", "id: ''", 3, NULL, "empty"},
    {"about: a number of years", "abuot: x", 4, "years-old", "`abuot` is no key"},
    {"    about: a number of years\n", "", 3, "years-old", "no `about`"},
    {"about: a number of years", "id: twice", 4, "years-old", "stands twice"},
    {"kind: decisive", "kind: strong", 5, "years-old", "decisive, evidence or leave"},
    {"kind: decisive", "kind: leave", 3, "years-old", "has a group of a label"},
    {"kind: decisive", "kind: evidence\n    prose: yes", 3, "years-old", "`prose` is for"},
    {"kind: decisive", "kind: decisive\n    caseless: maybe", 6, "years-old", "yes or no"},
    {"kind: decisive", "kind: decisive\n    only: often", 6, "years-old", "can be strict or bands"},
    {"kind: decisive", "kind: decisive\n    replaces: yes", 3, "years-old", "does not exist"},
    {"animal", "anmial", 6, "years-old", "`anmial`, which is no lexicon class"},
    {"'=aged'", "'=1st'", 6, "years-old", "one word or one symbol"},
    {"'=aged'", "'=social worker'", 6, "years-old", "one word or one symbol"},
    {"'=aged'", "'='", 6, "years-old", "one word or one symbol"},
    {"[number, animal, '=aged', '=@', '=£', capital]", "[]", 6, "years-old", "`at` is empty"},
    {"(?<AGE> \\d+ )", "(?<age> \\d+ )", 3, "years-old", "no group of a label"},
    {"(?<AGE> \\d+ )", "(?<AGE> \\d+ ) (?<KEEP>x)", 3, "years-old", "belongs to rules of kind"},
    {"pattern: |", "pattern: >", 7, "years-old", "joins lines"},
    {"- '[[13]] years'", "- [[13]] years", 10, "years-old", NULL},
    {"- '[[13]] years'", "- 13 years", 10, "years-old", "without quotes"},
    {"- '[[13]] years'", "- '13 years'", 10, "years-old", "has no mark"},
    {"- '[[13]] years'", "- '[[13 years'", 10, "years-old", "not closed"},
    {"- '[[13]] years'", "- '13]] years'", 10, "years-old", "was not opened"},
    {"- '[[13]] years'", "- '[[1[[3]] years'", 10, "years-old", "inside a mark"},
    {"- '[[13]] years'", "- '[[]] years'", 10, "years-old", "mark is empty"},
    {"      - '[[13]] years'\n", "      []\n", 3, "years-old", "`match` has no example"},
    {"- '13 months'", "- '[[13]] months'", 12, "years-old", "under `skip` has marks"},
    {"    skip:\n      - '13 months'\n", "", 3, "years-old", "no `skip`"},
    {"a number of years", "a: b", 4, "years-old", "not YAML"},
    {"label: AGE", "label: &x AGE\nrules: *x", 2, NULL, "aliases"},
    {"label: AGE", "label: NAME\n---\nlabel: AGE", 0, NULL, NULL},
};

static char *changed(const struct mistake *k) {
    const char *at = strstr(GOOD, k->from);
    assert_non_null(at);
    static char out[4096];
    size_t head = (size_t)(at - GOOD);
    int n = snprintf(out, sizeof out, "%.*s%s%s", (int)head, GOOD, k->to, at + strlen(k->from));
    assert_true(n > 0 && (size_t)n < sizeof out);
    return out;
}

static void check_mistake(const struct lexicon *lx, const struct mistake *k) {
    struct ruleset *rs = test_ruleset(lx);
    struct err e = {0};
    char line[1024];
    enum status st = ruleset_add_text(rs, slice_of(changed(k)), "bad.yaml", true, &e);
    err_format(line, sizeof line, &e);
    if (st != ST_RULE || e.code != ST_RULE)
        fail_msg("`%s` gives %d: %s", k->to, st, line);
    assert_string_equal(e.file, "bad.yaml");
    if (k->line && e.row != k->line)
        fail_msg("`%s`: line %u wanted: %s", k->to, k->line, line);
    if (strcmp(e.rule, k->rule ? k->rule : "") != 0)
        fail_msg("`%s`: rule %s wanted: %s", k->to, k->rule ? k->rule : "none", line);
    if (k->says && !strstr(e.what, k->says))
        fail_msg("`%s`: \"%s\" wanted: %s", k->to, k->says, line);
    ruleset_free(rs);
}

static void reports_mistakes(void **state) {
    (void)state;
    struct lexicon *lx = test_lexicon();
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
        check_mistake(lx, &mistakes[i]);
    lexicon_free(lx);
}

static void refuses_files_without_rules(void **state) {
    (void)state;
    struct lexicon *lx = test_lexicon();
    static const char *const texts[] = {"", "# nothing\n", "label: AGE\n", "{}", "\xFF\xFE"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct ruleset *rs = test_ruleset(lx);
        struct err e = {0};
        assert_int_equal(ruleset_add_text(rs, slice_of(texts[i]), "bad.yaml", true, &e), ST_RULE);
        assert_string_equal(e.file, "bad.yaml");
        ruleset_free(rs);
    }
    lexicon_free(lx);
}

/* ---- the set ---- */

static void ids_are_unique_unless_replaced(void **state) {
    (void)state;
    struct lexicon *lx = test_lexicon();
    struct ruleset *rs = test_ruleset(lx);
    struct err e = {0};
    char before[65], after[65];
    test_add(rs, GOOD);
    ruleset_hash(rs, before);
    assert_int_equal(strlen(before), 64);
    assert_int_equal(ruleset_add_text(rs, slice_of(GOOD), "b.yaml", true, &e), ST_RULE);
    assert_non_null(strstr(e.what, "test.yaml, line 3"));
    test_add(rs, GOOD "    replaces: yes\n");
    assert_int_equal(ruleset_count(rs), 1);
    ruleset_hash(rs, after);
    assert_string_not_equal(before, after);
    assert_int_equal(ruleset_disable(rs, slice_of("years-old"), &e), ST_OK);
    assert_int_equal(ruleset_disable(rs, slice_of("years-young"), &e), ST_USAGE);
    ruleset_free(rs);
    lexicon_free(lx);
}

static enum status count(void *ctx, const struct err *failure) {
    (void)failure;
    ++*(unsigned *)ctx;
    return ST_OK;
}

static unsigned count_failures(struct ruleset *rs) {
    unsigned n = 0;
    struct err e = {0};
    assert_int_equal(ruleset_check_each(rs, false, &e, count, &n), ST_OK);
    return n;
}

static void examples_are_run(void **state) {
    (void)state;
    struct lexicon *lx = test_lexicon();
    struct ruleset *rs = test_ruleset(lx);
    struct err e = {0};
    test_add(rs, GOOD);
    assert_int_equal(ruleset_check(rs, true, &e), ST_OK);
    test_add(rs, "rules:\n"
                 "  - id: bad\n    about: x\n    kind: decisive\n    label: AGE\n    at: number\n"
                 "    pattern: (?<AGE>\\d+) .* years\n"
                 "    match:\n"
                 "      - '[[13]] years'\n"
                 "      - '13 [[14]] years'\n"
                 "    skip:\n"
                 "      - '3 years'\n");
    assert_int_equal(ruleset_check(rs, true, &e), ST_RULE);
    assert_int_equal(e.row, 10);
    assert_string_equal(e.rule, "bad");
    assert_string_equal(e.file, "test.yaml");
    assert_non_null(strstr(e.what, "example 2 of `match`"));
    assert_non_null(strstr(e.hint, "[[13]] 14 years"));
    assert_int_equal(count_failures(rs), 2);
    ruleset_free(rs);
    lexicon_free(lx);
}

/* Marks are of the text as written, also where the view differs from it. */
static void examples_follow_the_view(void **state) {
    (void)state;
    struct lexicon *lx = test_lexicon();
    struct ruleset *rs = test_ruleset(lx);
    struct err e = {0};
    test_add(rs,
             "rules:\n"
             "  - id: folded\n    about: x\n    kind: decisive\n    label: AGE\n    at: number\n"
             "    pattern: (?<AGE>\\d+)[ ]years\n"
             "    match:\n"
             "      - 'caf\xC3\xA9 &amp; [[13]]\xC2\xA0years, [[\xEF\xBC\x91\xEF\xBC\x92]] years'\n"
             "    skip: ['3 months']\n");
    assert_int_equal(ruleset_check(rs, true, &e), ST_OK);
    ruleset_free(rs);
    lexicon_free(lx);
}

static void patterns_that_do_not_compile(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        unsigned line;
        const char *says;
    } wrong[] = {
        {"(?<AGE>x)\n      (y", 6, "parenthesis"},
        {"(?<AGE>x)(?C\"no-such\")", 5, "no-such"},
        {"(?<AGE>x)\n\n      (?C\"no-such\")", 7, "no-such"},
        {"(?<AGE>x)(?C7)", 5, "without a name"},
        {"(?<AGE>x)(?<AGES>y)", 5, "is no label"},
        {"y # (?<AGE>x)", 5, "no group of a label"},
        {"# (?<AGE>x)", 5, "no group of a label"},
        {"(?<AGE>x)\\C", 5, NULL},
        {"(?<AGE>x)(?C\"animal\")(?C\"luhn\")(?&nobody)", 5, NULL},
    };
    struct lexicon *lx = test_lexicon();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct ruleset *rs = test_ruleset(lx);
        struct err e = {0};
        char yaml[1024];
        (void)snprintf(yaml, sizeof yaml,
                       "rules:\n  - id: bad\n    about: x\n    pattern: |\n      %s\n"
                       "    kind: decisive\n    at: any\n    match: ['[[x]]']\n    skip: ['y']\n",
                       wrong[i].pattern);
        test_add(rs, yaml);
        assert_int_equal(ruleset_check(rs, true, &e), ST_RULE);
        assert_string_equal(e.file, "test.yaml");
        assert_string_equal(e.rule, "bad");
        if (e.row != wrong[i].line || (wrong[i].says && !strstr(e.what, wrong[i].says)))
            fail_msg("%s: line %u: %s", wrong[i].pattern, (unsigned)e.row, e.what);
        ruleset_free(rs);
    }
    lexicon_free(lx);
}

static void paths(void **state) {
    (void)state;
    struct lexicon *lx = test_lexicon();
    struct ruleset *rs = test_ruleset(lx);
    struct err e = {0};
    assert_int_equal(ruleset_add_path(rs, "/nonexistent/x.yaml", true, &e), ST_IO);
    assert_string_equal(e.file, "/nonexistent/x.yaml");
    char folder[] = "/tmp/blot-test-XXXXXX", file[64];
    assert_non_null(mkdtemp(folder));
    assert_int_equal(ruleset_add_path(rs, folder, true, &e), ST_RULE);
    (void)snprintf(file, sizeof file, "%s/a.yaml", folder);
    FILE *f = fopen(file, "wb");
    assert_non_null(f);
    assert_true(fputs(GOOD, f) >= 0);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(ruleset_add_path(rs, folder, true, &e), ST_OK);
    assert_string_equal(ruleset_at(rs, 0)->file, file);
    assert_int_equal(unlink(file), 0);
    assert_int_equal(rmdir(folder), 0);
    ruleset_free(rs);
    lexicon_free(lx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_all_keys),
        cmocka_unit_test(reports_mistakes),
        cmocka_unit_test(refuses_files_without_rules),
        cmocka_unit_test(ids_are_unique_unless_replaced),
        cmocka_unit_test(examples_are_run),
        cmocka_unit_test(examples_follow_the_view),
        cmocka_unit_test(patterns_that_do_not_compile),
        cmocka_unit_test(paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
