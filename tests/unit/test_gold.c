/* Gold: both forms, the case of texts, and the counting against it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "run/gold.h"
#include "run/score.h"

struct file {
    char path[64];
};

static void write_file(struct file *f, const char *tail, const char *text) {
    strcpy(f->path, "/tmp/blot-gold-XXXXXX");
    strcat(f->path, tail);
    int fd = mkstemps(f->path, (int)strlen(tail));
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(close(fd), 0);
}

static enum status load(struct gold *g, const char *tail, const char *text, struct err *e) {
    struct file f;
    write_file(&f, tail, text);
    enum status st = gold_load(g, f.path, e);
    unlink(f.path);
    return st;
}

static void expect_slice(struct slice s, const char *want) {
    assert_int_equal(s.n, strlen(want));
    assert_memory_equal(s.p, want, s.n);
}

static void expect_mark(const struct gold_record *r, size_t i, const char *label,
                        const char *text) {
    assert_true(i < r->n);
    expect_slice(r->marks[i].name, label);
    expect_slice(slice_cut(r->text, r->marks[i].start, r->marks[i].end), text);
}

static void test_marked_text(void **state) {
    (void)state;
    struct gold g = {0};
    struct err e = {0};
    assert_int_equal(load(&g, ".txt",
                          "left out\n#ID a-1 group=irish, welsh\r\n\nMr [[NAME:Ó Briain]],\r\n"
                          "[[AGE:13]] [x] [[QUASI:Irish]]\n\n#ID a-2\nNothing here\n\n",
                          &e),
                     ST_OK);
    assert_int_equal(g.n, 2);
    expect_slice(g.v[0].id, "a-1");
    expect_slice(g.v[0].group, "irish, welsh");
    expect_slice(g.v[0].text, "Mr Ó Briain,\n13 [x] Irish");
    assert_int_equal(g.v[0].n, 3);
    expect_mark(&g.v[0], 0, "NAME", "Ó Briain");
    expect_mark(&g.v[0], 1, "AGE", "13");
    expect_mark(&g.v[0], 2, "QUASI", "Irish");
    assert_true(g.v[0].marks[2].neutral);
    assert_int_equal(g.v[0].marks[1].label, LABEL_AGE);
    expect_slice(g.v[1].text, "Nothing here");
    assert_int_equal(g.v[1].group.n, 0);
    gold_free(&g);
}

static void test_json_lines(void **state) {
    (void)state;
    struct gold g = {0};
    struct err e = {0};
    assert_int_equal(
        load(&g, ".jsonl",
             "{\"id\":7,\"text\":\"Ó Sam \\\"ring\\\" 07\",\"spans\":[{\"start\":2,\"end\":5,"
             "\"label\":\"NAME\",\"ostart\":0,\"oend\":5},{\"start\":13,\"end\":15,"
             "\"label\":\"PHONE\"}],\"group\":\"x\",\"annotated\":[\"NAME\",\"EMAIL\"]}\n"
             "{\"id\":\"b\",\"text\":\"\",\"spans\":[]}\n",
             &e),
        ST_OK);
    assert_int_equal(g.n, 2);
    expect_slice(g.v[0].id, "7");
    assert_int_equal(g.v[0].n, 3);
    expect_mark(&g.v[0], 0, "NAME", "Sam");
    expect_mark(&g.v[0], 1, "CONTACT", "07");
    expect_mark(&g.v[0], 2, "IGNORE", "Ó ");
    assert_int_equal(g.v[0].n_annotated, 2);
    expect_slice(g.v[0].annotated[1], "CONTACT");
    assert_null(g.v[1].annotated);
    gold_free(&g);
}

static void expect_refusal(const char *tail, const char *text, const char *want) {
    struct gold g = {0};
    struct err e = {0};
    char line[1024];
    assert_int_not_equal(load(&g, tail, text, &e), ST_OK);
    err_format(line, sizeof line, &e);
    if (!strstr(line, want))
        fail_msg("\"%s\" does not hold \"%s\"", line, want);
    gold_free(&g);
}

static void test_refusals(void **state) {
    (void)state;
    expect_refusal(".txt", "", "holds no marked-up record");
    expect_refusal(".txt", "#ID a\ntext\n\xFF\n", "line 3: is not UTF-8");
    expect_refusal(".txt", "#ID a\nx\n\nMr [[NAME:Sam\n", "line 4: a mark is opened and never");
    expect_refusal(".jsonl", "{\"text\":\"x\",\"spans\":[]}\n", "line 1: has no id or no text");
    expect_refusal(
        ".jsonl",
        "{\"id\":\"a\",\"text\":\"x\",\"spans\":[{\"start\":0,\"end\":2,\"label\":\"ID\"}]}\n",
        "has a span that lies outside its text");
    expect_refusal(
        ".jsonl",
        "{\"id\":\"a\",\"text\":\"x\",\"spans\":[null,null,null,null,null,null,null,null,"
        "{\"start\":0}]}\n",
        "has a span that is not understood");
}

static void test_numbers(void **state) {
    (void)state;
    const struct gold_record r[] = {
        {.id = {"dev-012", 7}}, {.id = {"dev-013", 7}}, {.id = {"none", 4}}, {.id = {"8-x7", 4}}};
    assert_true(gold_is_measured(&r[0], 4));
    assert_false(gold_is_measured(&r[1], 4));
    assert_true(gold_is_measured(&r[2], 4));
    assert_false(gold_is_measured(&r[3], 4));
    assert_true(gold_is_measured(&r[3], 7));
}

static void test_case(void **state) {
    (void)state;
    struct gold g = {0};
    struct err e = {0};
    assert_int_equal(load(&g, ".txt", "#ID a\nı İß [[NAME:Çelik]] ŉ\n", &e), ST_OK);
    assert_int_equal(gold_set_case(&g, &g.v[0], CASE_UPPER, &e), ST_OK);
    expect_slice(g.v[0].text, "I İß ÇELIK ŉ"); /* what would become two characters stays */
    expect_mark(&g.v[0], 0, "NAME", "ÇELIK");
    assert_int_equal(gold_set_case(&g, &g.v[0], CASE_LOWER, &e), ST_OK);
    expect_slice(g.v[0].text, "i İß çelik ŉ");
    expect_mark(&g.v[0], 0, "NAME", "çelik");
    gold_free(&g);
}

static const struct tally *tally(const struct tally_list *l, const char *name) {
    for (size_t i = 0; i < l->n; i++)
        if (slice_is(l->v[i].name, name))
            return &l->v[i];
    fail_msg("no %s", name);
    return NULL;
}

static void test_score(void **state) {
    (void)state;
    struct gold g = {0};
    struct err e = {0};
    assert_int_equal(
        load(&g, ".txt",
             "#ID a group=x,y\n[[NAME:Jo-Ann Lee]] met [[NAME:Al]] in [[PLACE:Bath]], a "
             "[[QUASI:Welsh]] town\n",
             &e),
        ST_OK);
    /* Jo, Ann, Lee: the whole name but for its hyphen and space; Al as a PLACE; Welsh; "town" */
    struct span v[] = {{0, 2, LABEL_NAME, BY_EVIDENCE, RULE_NONE},
                       {3, 6, LABEL_NAME, BY_EVIDENCE, RULE_NONE},
                       {7, 10, LABEL_NAME, BY_EVIDENCE, RULE_NONE},
                       {15, 17, LABEL_PLACE, BY_EVIDENCE, RULE_NONE},
                       {21, 24, LABEL_PLACE, BY_EVIDENCE, RULE_NONE},
                       {29, 34, LABEL_NAME, BY_EVIDENCE, RULE_NONE},
                       {35, 39, LABEL_NAME, BY_MEMORY, RULE_NONE}};
    const struct span_list spans = {v, 7, 7};
    struct score s = {0};
    assert_int_equal(score_add(&s, &g.v[0], &spans, &e), ST_OK);
    const struct tally *name = tally(&s.labels, "NAME");
    assert_int_equal(name->total, 2);
    assert_int_equal(name->caught, 2);
    assert_int_equal(name->right_label, 1);
    assert_int_equal(tally(&s.labels, "PLACE")->caught, 0); /* Bat of Bath */
    assert_int_equal(tally(&s.groups, "y")->total, 2);
    assert_int_equal(s.spans, 6); /* the one on Welsh counts neither way */
    assert_int_equal(s.spans_right, 5);
    assert_int_equal(s.outside, 3 + 2 + 1 + 4);
    assert_int_equal(s.over, 4);
    assert_int_equal(tally(&s.rules_wrong, "memory")->total, 1);
    score_free(&s);
    gold_free(&g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marked_text), cmocka_unit_test(test_json_lines),
        cmocka_unit_test(test_refusals),    cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_case),        cmocka_unit_test(test_score),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
