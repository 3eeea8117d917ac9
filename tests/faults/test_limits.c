/* 4. Each limit of matching is reached once, under JIT and in the interpreter: the record is in
 * fault, and the rule is named. */
#include "../unit/rules_help.h"

#include "base/buf.h"
#include "rules/match.h"
#include "text/tokens.h"

struct bench {
    struct lexicon *lx;
    struct ruleset *rs;
};

static void open_bench(struct bench *b) {
    b->lx = test_lexicon();
    b->rs = test_ruleset(b->lx);
}

static void close_bench(struct bench *b) {
    ruleset_free(b->rs);
    lexicon_free(b->lx);
}

/* A rule called `id`, tried at every word. */
static void add(struct bench *b, const char *id, const char *pattern) {
    struct buf yaml = {0};
    assert_true(buf_printf(&yaml,
                           "rules:\n  - id: %s\n    about: x\n    kind: decisive\n    at: [lower]\n"
                           "    pattern: |\n      %s\n    match: ['[[x]]']\n    skip: ['y']\n",
                           id, pattern) &&
                buf_add_char(&yaml, '\0'));
    test_add(b->rs, yaml.p);
    buf_free(&yaml);
}

static enum status nothing(void *ctx, const struct match_hit *hit) {
    (void)ctx;
    (void)hit;
    return ST_OK;
}

static enum status run(struct bench *b, struct slice text, bool interpret, struct err *e) {
    const struct match_filter all = {true, true, true, true, true, true};
    struct matcher *m = NULL;
    struct arena a = {0};
    struct scan scan;
    assert_int_equal(matcher_new(&m, b->rs, e), ST_OK);
    assert_int_equal(tokens_make(&scan, text, b->lx, &a, e), ST_OK);
    matcher_use(m, interpret ? MATCH_INTERPRET : MATCH_USUAL);
    matcher_record(m, text.n);
    enum status st = matcher_run(m, &scan, all, &a, nothing, NULL, e);
    matcher_free(m);
    arena_free(&a);
    return st;
}

static void expect_limit(struct bench *b, const char *rule, struct slice text, bool interpret,
                         const char *what) {
    struct err e = {0};
    char line[1024];
    assert_int_equal(run(b, text, interpret, &e), ST_LIMIT);
    assert_string_equal(e.rule, rule);
    err_format(line, sizeof line, &e);
    assert_non_null(strstr(line, what));
    assert_null(strstr(line, "aaa"));
}

/* A word of n letters, and after it what only a whole try can tell from what the rules want. */
static struct slice many(struct buf *b, size_t n) {
    buf_clear(b);
    while (b->n < n)
        assert_true(buf_add_char(b, 'a'));
    assert_true(buf_add_str(b, " qqqqqqqqqq qqqqqqqqqq qqqqqqqqqq z"));
    return buf_slice(b);
}

static void the_match_limit(void **state) {
    (void)state;
    struct bench b;
    struct buf text = {0};
    open_bench(&b);
    add(&b, "explodes", "(?: a+ )+ (?<NAME>b)");
    for (int interpret = 0; interpret < 2; interpret++)
        expect_limit(&b, "explodes", many(&text, 3000), interpret, "too many steps");
    buf_free(&text);
    close_bench(&b);
}

/* Each level of the recursion saves all groups. */
static void the_stack_of_jit(void **state) {
    (void)state;
    struct bench b;
    struct buf text = {0}, pattern = {0};
    open_bench(&b);
    assert_true(buf_add_str(&pattern, "(?<NAME> (?<r> a (?: (?&r) | b"));
    for (int i = 0; i < 60; i++)
        assert_true(buf_add_str(&pattern, " (c)"));
    assert_true(buf_add(&pattern, " ) ) )", sizeof " ) ) )"));
    add(&b, "deep", pattern.p);
    expect_limit(&b, "deep", many(&text, 4000), false, "too much memory");
    buf_free(&pattern);
    buf_free(&text);
    close_bench(&b);
}

/* Few groups and much backtracking for the depth, many groups for the heap. */
static void depth_and_heap_of_the_interpreter(void **state) {
    (void)state;
    struct bench b;
    struct buf text = {0}, pattern = {0};
    open_bench(&b);
    add(&b, "far", "(?<NAME> (?: (?: (?: (?: (?: a | b ) | c ) | d ) | e ) | f )* [ ] .{20} z )");
    expect_limit(&b, "far", many(&text, 4000), true, "too deep");
    close_bench(&b);
    open_bench(&b);
    assert_true(buf_add_str(&pattern, "(?<NAME> (?: (a)"));
    for (int i = 0; i < 400; i++)
        assert_true(buf_add_str(&pattern, "|(c)"));
    assert_true(buf_add(&pattern, " )* [ ] .{20} z )", sizeof " )* [ ] .{20} z )"));
    add(&b, "wide", pattern.p);
    expect_limit(&b, "wide", many(&text, 4000), true, "too much memory");
    buf_free(&pattern);
    buf_free(&text);
    close_bench(&b);
}

/* No try fails; there are too many of them. */
static void the_budget_of_tries(void **state) {
    (void)state;
    struct bench b;
    struct buf text = {0};
    open_bench(&b);
    char id[16];
    for (unsigned i = 0; i < 200; i++) {
        (void)snprintf(id, sizeof id, "r%u", i);
        add(&b, id, "(?<NAME>[a-z]) (?! [a-z] ) x");
    }
    while (text.n < 40000)
        assert_true(buf_add_str(&text, "a "));
    expect_limit(&b, "r0", buf_slice(&text), false, "more tries of rules");
    buf_free(&text);
    close_bench(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_match_limit),
        cmocka_unit_test(the_stack_of_jit),
        cmocka_unit_test(depth_and_heap_of_the_interpreter),
        cmocka_unit_test(the_budget_of_tries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
