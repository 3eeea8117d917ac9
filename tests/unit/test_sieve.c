/* The sieve never holds back a rule that would match, and what it says depends on the text alone.
 */
#include "rules_help.h"

#include "rules/dispatch.h"
#include "rules/examples.h"
#include "rules/match.h"
#include "rules/ruleset_private.h"

struct bench {
    struct lexicon *lx;
    struct ruleset *rs;
    struct matcher *m;
    struct arena arena;
    uint64_t *bits, *row; /* of rules; room for conditions too */
    size_t dropped, kept;
};

static void open_bench(struct bench *b) {
    struct err e = {0};
    *b = (struct bench){0};
    b->lx = test_lexicon();
    assert_int_equal(ruleset_new(&b->rs, b->lx, &e), ST_OK);
}

/* When all rules are there. */
static void begin(struct bench *b) {
    struct err e = {0};
    assert_int_equal(matcher_new(&b->m, b->rs, &e), ST_OK);
    size_t words = dispatch_words(b->rs->dispatch);
    b->bits = calloc(words, sizeof *b->bits);
    b->row = calloc(words, sizeof *b->row);
    assert_non_null(b->bits);
    assert_non_null(b->row);
}

static void close_bench(struct bench *b) {
    matcher_free(b->m);
    ruleset_free(b->rs);
    lexicon_free(b->lx);
    arena_free(&b->arena);
    free(b->bits);
    free(b->row);
}

/* What the set's sieves leave of all rules at token t. */
static void sift(struct bench *b, struct sieve_memo *memo[SIEVES], const struct scan *s,
                 uint32_t t) {
    enum sieve_group g;
    memset(b->bits, 0xFF, dispatch_words(b->rs->dispatch) * sizeof *b->bits);
    for (size_t k = 0; k < SIEVES; k++)
        if (b->rs->sieves[k]) {
            (void)sieve_behind(memo[k], s, t, b->bits);
            if (!sieve_group_of(&s->tok[t], &g))
                continue;
            if (s->tok[t].kind == TOK_WORD)
                (void)sieve_classes(memo[k], g, &s->tok[t], b->bits);
            (void)sieve_ahead(memo[k], g, s, t, b->bits);
        }
}

/* Rules that a token triggers and the sieve drops are tried after all. */
static void check_token(struct bench *b, const struct scan *s, uint32_t t) {
    struct err e = {0};
    dispatch_token(b->rs->dispatch, &s->tok[t], s->text, b->row);
    for (size_t i = 0; i < b->rs->n; i++) {
        struct match_hit hit;
        bool matched = false;
        if (!(b->row[i / 64] >> i % 64 & 1))
            continue;
        if (b->bits[i / 64] >> i % 64 & 1) {
            b->kept++;
            continue;
        }
        b->dropped++;
        const struct rule *r = ruleset_at(b->rs, i);
        assert_int_equal(matcher_try(b->m, r, s, t, &b->arena, &matched, &hit, &e), ST_OK);
        if (matched)
            fail_msg("the sieve drops %.*s, which matches at byte %u of: %.*s", (int)r->id.n,
                     r->id.p, s->tok[t].start, (int)s->text.n, s->text.p);
    }
}

static void check_text(struct bench *b, struct sieve_memo *memo[SIEVES], struct slice text) {
    struct scan s;
    struct err e = {0};
    assert_int_equal(tokens_make(&s, text, b->lx, &b->arena, &e), ST_OK);
    matcher_record(b->m, text.n * 1000); /* all is tried that a record could not afford */
    for (uint32_t t = 0; t < s.n; t++) {
        sift(b, memo, &s, t);
        check_token(b, &s, t);
    }
}

/* The text, and cut short at the right and at the left, where rules find the end. */
static void check_cuts(struct bench *b, struct sieve_memo *memo[SIEVES], struct slice text) {
    check_text(b, memo, text);
    for (size_t i = 1; i < text.n; i++)
        if (text.p[i] == ' ' && i % 3 == 0) {
            check_text(b, memo, slice_cut(text, 0, i));
            check_text(b, memo, slice_cut(text, i, text.n));
        }
}

static void check_examples(struct bench *b) {
    struct sieve_memo *memo[SIEVES] = {0};
    for (size_t k = 0; k < SIEVES; k++)
        if (b->rs->sieves[k])
            assert_non_null(memo[k] = sieve_memo_new(b->rs->sieves[k]));
    for (size_t i = 0; i < b->rs->n; i++) {
        const struct rule *r = ruleset_at(b->rs, i);
        for (uint32_t k = 0; k < r->n_examples; k++) {
            struct slice text;
            struct span_list marks = {0};
            struct err e = {0};
            arena_reset(&b->arena);
            assert_int_equal(example_text(&r->examples[k], &text, &marks, &b->arena, &e), ST_OK);
            check_cuts(b, memo, text);
        }
    }
    for (size_t k = 0; k < SIEVES; k++)
        sieve_memo_free(memo[k]);
    assert_true(b->dropped > b->kept); /* and it is worth its while */
}

static void holds_back_nothing(void **state) {
    struct bench b;
    struct err e = {0};
    (void)state;
    open_bench(&b);
    assert_int_equal(ruleset_add_builtin_text(b.rs, &e), ST_OK);
    begin(&b);
    assert_non_null(b.rs->sieves[0]);
    assert_null(b.rs->sieves[1]);
    check_examples(&b);
    close_bench(&b);
}

/* A user's rules have a sieve of their own, and those they replace are no longer sifted as they
 * were. */
static void of_a_users_rules(void **state) {
    struct bench b;
    struct err e = {0};
    char yaml[1024];
    (void)state;
    open_bench(&b);
    assert_int_equal(ruleset_add_builtin_text(b.rs, &e), ST_OK);
    struct slice id = ruleset_at(b.rs, 3)->id;
    int n = snprintf(yaml, sizeof yaml,
                     "label: ID\nrules:\n"
                     "  - id: %.*s\n    about: x\n    kind: decisive\n    replaces: yes\n"
                     "    at: [word, number]\n    pattern: (?<ID> [a-z\\d]+ )\n"
                     "    match: ['[[aged]] [[1]]']\n    skip: ['?']\n"
                     "  - id: own\n    about: x\n    kind: decisive\n    at: [word]\n"
                     "    pattern: (?<ID> (?&word) (?C\"animal\") [ ] \\d{3} ) (?! \\d )\n"
                     "    match: ['a [[wolf 123]]']\n"
                     "    skip: ['a wolf 12', 'no fox', 'a wolf 1234', 'wolf', 'wolf ']\n",
                     (int)id.n, id.p);
    assert_true(n > 0 && (size_t)n < sizeof yaml);
    test_add(b.rs, yaml);
    begin(&b);
    assert_non_null(b.rs->sieves[0]);
    assert_non_null(b.rs->sieves[1]);
    assert_int_equal(ruleset_check(b.rs, true, &e), ST_OK);
    check_examples(&b);
    close_bench(&b);
}

/* Adds rules, and counts what the sieve leaves at the last token of a text. */
static size_t left_at_last(struct bench *b, const char *text) {
    struct err e = {0};
    struct scan s;
    struct sieve_memo *memo[SIEVES] = {0};
    size_t n = 0;
    for (size_t k = 0; k < SIEVES; k++)
        if (b->rs->sieves[k])
            assert_non_null(memo[k] = sieve_memo_new(b->rs->sieves[k]));
    assert_int_equal(tokens_make(&s, slice_of(text), b->lx, &b->arena, &e), ST_OK);
    sift(b, memo, &s, s.n - 1);
    for (size_t i = 0; i < b->rs->n; i++)
        n += b->bits[i / 64] >> i % 64 & 1;
    for (size_t k = 0; k < SIEVES; k++)
        sieve_memo_free(memo[k]);
    return n;
}

/* A set of one rule, tried at numbers and at the word or symbol `at`. */
static void open_rule(struct bench *b, const char *at, const char *pattern) {
    char yaml[512];
    int n = snprintf(yaml, sizeof yaml,
                     "label: ID\nrules:\n  - id: own\n    about: x\n    kind: decisive\n"
                     "    at: [number, '=%s']\n    pattern: '%s'\n    match: ['[[1]]']\n"
                     "    skip: ['?']\n",
                     at, pattern);
    assert_true(n > 0 && (size_t)n < sizeof yaml);
    open_bench(b);
    test_add(b->rs, yaml);
    begin(b);
}

static void looks_at_what_must_not_stand_before(void **state) {
    static const struct {
        const char *pattern, *text;
        size_t left;
    } cases[] = {
        {"(?<! [-/] | \\bno[ ] ) (?<ID> \\d+ )", "a 1", 1},
        {"(?<! [-/] | \\bno[ ] ) (?<ID> \\d+ )", "1", 1},
        {"(?<! [-/] | \\bno[ ] ) (?<ID> \\d+ )", "a-1", 0},
        {"(?<! [-/] | \\bno[ ] ) (?<ID> \\d+ )", "no 1", 1}, /* PCRE2 sees to this */
        {"(?<! \\d\\d- ) (?<ID> \\d+ )", "12-1", 0},
        {"(?<! \\d\\d- ) (?<ID> \\d+ )", "a2-1", 1},
        {"(?<! \\d\\d- ) (?<ID> \\d+ )", "2-1", 1},
        {"(?<! \\pL+ | x* ) (?<ID> \\d+ )", "ax1", 1}, /* repeated: not read */
        {"(?<! \\p{Ll} ) (?<ID> \\d+ )", "a1", 0},
        {"(?<! \\p{Ll} ) (?<ID> \\d+ )", "A1", 1}, /* also to a caseless match */
        {"(?<! x ) (?<ID> \\d+ )", "X1", 0},
        {"(?<! [^x] ) (?<ID> \\d+ )", "X1", 1},
        {"(?<= ^ | [:] ) (?<ID> \\d+ )", "1", 1},
        {"(?<= ^ | [:] ) (?<ID> \\d+ )", "a:1", 1},
        {"(?<= ^ | [:] ) (?<ID> \\d+ )", "a 1", 0},
        {"(?m) (?<= ^ | [:] ) (?<ID> \\d+ )", "a\n1", 1},
        {"(?! \\d ) x | (?<! - ) (?<ID> \\d+ )", "a-1", 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bench b;
        open_rule(&b, "x", cases[i].pattern);
        if (left_at_last(&b, cases[i].text) != cases[i].left)
            fail_msg("%s at the end of %s: not %zu", cases[i].pattern, cases[i].text,
                     cases[i].left);
        close_bench(&b);
    }
}

/* A group's text once more; rules of exact words and symbols. */
static void knows_what_is_repeated(void **state) {
    struct bench b;
    (void)state;
    open_rule(&b, "(", "[(]? (?<ID> \\d ([-/]) \\d \\g{-1} \\d )");
    assert_int_equal(left_at_last(&b, "1"), 0);
    assert_int_equal(left_at_last(&b, "("), 0);
    close_bench(&b);
    open_rule(&b, "ref", "ref [ ] (?<ID> \\d )");
    assert_int_equal(left_at_last(&b, "a ref"), 0);
    close_bench(&b);
}

/* Two memos that have seen different texts say the same. */
static void remembers_nothing(void **state) {
    static const char text[] = "Seen Dr Ali on 3/4/2019, aged 12, at 14 Elm Rd LS1 4AB; tel 0113 "
                               "496 0000. NHS 943 476 5919\nJo's mum (née Khan) rang.";
    struct bench b;
    struct err e = {0};
    struct scan s;
    (void)state;
    open_bench(&b);
    assert_int_equal(ruleset_add_builtin(b.rs, &e), ST_OK);
    begin(&b);
    struct sieve_memo *fresh[SIEVES] = {0}, *used[SIEVES] = {0};
    fresh[0] = sieve_memo_new(b.rs->sieves[0]);
    used[0] = sieve_memo_new(b.rs->sieves[0]);
    assert_non_null(fresh[0]);
    assert_non_null(used[0]);
    assert_int_equal(tokens_make(&s, slice_of(text), b.lx, &b.arena, &e), ST_OK);
    for (uint32_t round = 0; round < 3; round++)
        for (uint32_t t = s.n; t-- > 0;)
            sift(&b, used, &s, t);
    for (uint32_t t = 0; t < s.n; t++) {
        sift(&b, fresh, &s, t);
        memcpy(b.row, b.bits, dispatch_words(b.rs->dispatch) * sizeof *b.row);
        sift(&b, used, &s, t);
        assert_memory_equal(b.row, b.bits, dispatch_words(b.rs->dispatch) * sizeof *b.row);
    }
    sieve_memo_free(fresh[0]);
    sieve_memo_free(used[0]);
    close_bench(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_back_nothing), cmocka_unit_test(of_a_users_rules),
        cmocka_unit_test(looks_at_what_must_not_stand_before),
        cmocka_unit_test(knows_what_is_repeated), cmocka_unit_test(remembers_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
