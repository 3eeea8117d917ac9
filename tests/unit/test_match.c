/* Matching: dispatch, spans, callouts, limits, threads. */
#include "rules_help.h"

#include <pthread.h>

#include "base/buf.h"
#include "rules/match.h"
#include "text/tokens.h"

/* ---- a bench: rules, a text, what was found ---- */

struct bench {
    struct lexicon *lx;
    struct ruleset *rs;
    struct matcher *m;
    struct arena arena;
    struct scan scan;
    struct buf out; /* "rule:label:text " for each span found, in order */
};

/* One rule with default keys around what differs. */
static void add_rule(struct bench *b, const char *id, const char *kind, const char *at,
                     const char *more, const char *pattern) {
    char yaml[2048];
    matcher_free(b->m); /* a set must not change while a matcher uses it */
    b->m = NULL;
    int n =
        snprintf(yaml, sizeof yaml,
                 "rules:\n  - id: %s\n    about: x\n    kind: %s\n    at: %s\n%s    pattern: |\n"
                 "      %s\n    match: ['[[x]]']\n    skip: ['y']\n",
                 id, kind, at, more, pattern);
    assert_true(n > 0 && (size_t)n < sizeof yaml);
    test_add(b->rs, yaml);
}

static void open_bench(struct bench *b) {
    *b = (struct bench){0};
    b->lx = test_lexicon();
    b->rs = test_ruleset(b->lx);
}

static void close_bench(struct bench *b) {
    matcher_free(b->m);
    ruleset_free(b->rs);
    lexicon_free(b->lx);
    arena_free(&b->arena);
    buf_free(&b->out);
}

static enum status note(void *ctx, const struct match_hit *hit) {
    struct bench *b = ctx;
    for (size_t i = 0; i < hit->spans.n; i++) {
        struct span s = hit->spans.v[i];
        assert_int_equal(s.rule, hit->rule->index);
        assert_true(s.start < s.end && s.end <= b->scan.text.n);
        assert_true(buf_printf(&b->out, "%.*s:%s:%.*s ", (int)hit->rule->id.n, hit->rule->id.p,
                               label_name(s.label), (int)(s.end - s.start),
                               b->scan.text.p + s.start));
    }
    return ST_OK;
}

static const struct match_filter all = {true, true, true, true, true, true};

static enum status run(struct bench *b, const char *text, struct match_filter f, struct err *e) {
    if (!b->m)
        assert_int_equal(matcher_new(&b->m, b->rs, e), ST_OK);
    buf_clear(&b->out);
    arena_reset(&b->arena);
    assert_int_equal(tokens_make(&b->scan, slice_of(text), b->lx, &b->arena, e), ST_OK);
    matcher_record(b->m, strlen(text));
    return matcher_run(b->m, &b->scan, f, &b->arena, note, b, e);
}

static const char *const ways[] = {
    [MATCH_USUAL] = "usual", [MATCH_JIT] = "JIT", [MATCH_INTERPRET] = "interpreter"};

/* Runs in every way: all must find the same. */
static void expect(struct bench *b, const char *text, struct match_filter f, const char *want) {
    for (int way = MATCH_USUAL; way <= MATCH_INTERPRET; way++) {
        struct err e = {0};
        if (b->m)
            matcher_use(b->m, (enum match_way)way);
        enum status st = run(b, text, f, &e);
        if (st != ST_OK)
            fail_msg("%s: %s", text, e.what);
        assert_true(buf_add_char(&b->out, '\0'));
        if (strcmp(b->out.p, want) != 0)
            fail_msg("%s (%s): %s instead of %s", text, ways[way], b->out.p, want);
    }
    matcher_use(b->m, MATCH_USUAL);
}

/* ---- spans ---- */

static void named_groups_are_spans(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "both", "decisive", "capital", "",
             "(?<NAME> (?-i:\\p{Lu})\\w+ ) [ ] (?<AGE> \\d+ )? (?: of [ ] (?<PLACE>\\w+) )?+");
    expect(&b, "Ann 12 and Bob of Leeds", all,
           "both:NAME:Ann both:AGE:12 both:NAME:Bob both:PLACE:Leeds ");
    close_bench(&b);
}

static void duplicate_names_all_count(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "two", "decisive", "number", "", "(?<AGE>\\d+) [ ] or [ ] (?<AGE>\\d+)");
    expect(&b, "12 or 13", all, "two:AGE:12 two:AGE:13 ");
    close_bench(&b);
}

static void kinds_and_origins(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "sure", "decisive", "'=aged'", "", "aged [ ] (?<AGE>\\d+)");
    add_rule(&b, "hint", "evidence", "'=aged'", "", "aged [ ] (?<NAME>\\d+)");
    add_rule(&b, "stay", "leave", "'=aged'", "", "aged [ ] \\d+");
    add_rule(&b, "part", "leave", "'=aged'", "", "aged [ ] (?<KEEP>\\d+)");
    expect(&b, "Aged 9", all, "sure:AGE:9 hint:NAME:9 stay:NONE:Aged 9 part:NONE:9 ");
    expect(&b, "aged 9", (struct match_filter){.decisive = true}, "sure:AGE:9 ");
    expect(&b, "aged 9", (struct match_filter){.evidence = true, .prose = true}, "hint:NAME:9 ");
    expect(&b, "aged 9", (struct match_filter){.leave = true, .prose = true},
           "stay:NONE:aged 9 part:NONE:9 ");
    struct match_hit hit;
    struct err e = {0};
    bool matched = false;
    assert_int_equal(
        matcher_try(b.m, ruleset_at(b.rs, 0), &b.scan, 0, &b.arena, &matched, &hit, &e), ST_OK);
    assert_true(matched);
    assert_int_equal(hit.spans.v[0].origin, BY_USER_RULE);
    assert_int_equal(hit.end, 6);
    assert_int_equal(
        matcher_try(b.m, ruleset_at(b.rs, 0), &b.scan, 1, &b.arena, &matched, &hit, &e), ST_OK);
    assert_false(matched);
    close_bench(&b);
}

/* ---- label callouts ---- */

static void lists_give_every_span(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "list", "decisive", "'=aged'", "",
             "aged (?: [ ,]+ (?:and[ ])? (\\d+)(?C\"AGE\") )+");
    expect(&b, "boys aged 3, 5 and 9", all, "list:AGE:3 list:AGE:5 list:AGE:9 ");
    close_bench(&b);
}

static void backtracking_forgets(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    /* the last pass of the loop is given back: 9 is a number of months */
    add_rule(&b, "list", "decisive", "'=aged'", "",
             "aged (?: [ ] (\\d++)(?C\"AGE\") )+ (?: [ ] \\d++ [ ] months )");
    expect(&b, "aged 3 5 9 months", all, "list:AGE:3 list:AGE:5 ");
    /* digits are given back one by one: only what stands at last counts */
    add_rule(&b, "digits", "decisive", "'=born'", "", "born [ ] (\\d+)(?C\"AGE\") 99");
    expect(&b, "born 1299", all, "digits:AGE:12 ");
    /* an alternative that fails leaves nothing */
    add_rule(&b, "either", "decisive", "'=is'", "",
             "is [ ] (?: (\\d+)(?C\"AGE\") [ ] years | \\d+ [ ] months ([ ]old)(?C\"PLACE\") )");
    expect(&b, "is 12 months old", all, "either:PLACE: old ");
    expect(&b, "is 12 years old", all, "either:AGE:12 ");
    /* what was seen ahead of the match stays */
    add_rule(&b, "ahead", "decisive", "'=then'", "", "then (?= .* (\\d+)(?C\"AGE\") )");
    expect(&b, "then at 7", all, "ahead:AGE:7 ");
    close_bench(&b);
}

static void calls_of_own_groups_keep_spans(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "calls", "decisive", "'=aged'", "",
             "aged [ ] (?<item> (\\d+)(?C\"AGE\") ) (?: , (?&item) )* (?<PLACE>x)?");
    expect(&b, "aged 3,5,9", all, "calls:AGE:3 calls:AGE:5 calls:AGE:9 ");
    close_bench(&b);
}

/* ---- lexicon callouts and checks ---- */

static void classes_of_words_and_phrases(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "animal", "decisive", "word", "", "(?<NAME> (?&phrase) )(?C\"animal\")");
    expect(&b, "a wolf, a Snow Leopard and a red foxes", all,
           "animal:NAME:wolf animal:NAME:Snow Leopard ");
    add_rule(&b, "behind", "decisive", "number", "", "(?<= wolf (?C\"animal\") [ ] ) (?<AGE>\\d+)");
    expect(&b, "fox 3 wolf 4", all, "animal:NAME:wolf behind:AGE:4 ");
    close_bench(&b);
}

static void checks_look_at_the_group_closed_last(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "nhs", "decisive", "number", "",
             "(?<ID> (?> (\\d{3}) [ ]? \\d{3} [ ]? \\d{4} ) )(?C\"nhs-number\") \\b");
    add_rule(&b, "called", "decisive", "number", "",
             "(?<DATE> (?&digits) / (?&digits) )(?C\"date\")");
    expect(&b, "943 476 5919, 943 476 5918, 31/3 32/3", all,
           "nhs:ID:943 476 5919 called:DATE:31/3 ");
    close_bench(&b);
}

static void a_check_without_a_group_is_an_error(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "none", "decisive", "number", "", "\\d+ (?C\"luhn\") (?<ID>x)");
    struct err e = {0};
    assert_int_equal(run(&b, "12x", all, &e), ST_RULE);
    assert_string_equal(e.rule, "none");
    assert_non_null(strstr(e.what, "no group has closed"));
    close_bench(&b);
}

/* ---- dispatch ---- */

static void a_set_in_use_does_not_change(void **state) {
    (void)state;
    struct bench b;
    struct err e = {0};
    open_bench(&b);
    add_rule(&b, "one", "decisive", "word", "", "(?<NAME>x)");
    expect(&b, "x", all, "one:NAME:x ");
    assert_int_equal(ruleset_add_text(b.rs,
                                      slice_of("rules: [{id: two, about: x, kind: leave, at: any, "
                                               "pattern: x, match: ['[[x]]'], skip: ['y']}]"),
                                      "two.yaml", true, &e),
                     ST_INTERNAL);
    assert_int_equal(ruleset_disable(b.rs, slice_of("one"), &e), ST_INTERNAL);
    expect(&b, "x", all, "one:NAME:x ");
    close_bench(&b);
}

static void every_trigger(void **state) {
    (void)state;
    static const struct {
        const char *id, *at;
    } rules[] = {{"r-word", "word"},     {"r-number", "number"},
                 {"r-symbol", "symbol"}, {"r-line", "line"},
                 {"r-any", "any"},       {"r-capital", "capital"},
                 {"r-upper", "upper"},   {"r-lower", "lower"},
                 {"r-letter", "letter"}, {"r-mixed", "mixed"},
                 {"r-class", "animal"},  {"r-exact", "'=o''neil'"},
                 {"r-at", "'=@'"},       {"r-twice", "[word, capital, '=ann']"}};
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"ann", "r-word r-any r-lower r-twice "},
        {"Ann", "r-word r-any r-capital r-twice "},
        {"ANN", "r-word r-any r-upper r-twice "},
        {"A", "r-word r-any r-letter r-twice "},
        {"iPhone", "r-word r-any r-mixed r-twice "},
        {"O\xE2\x80\x99Neil", NULL}, /* folded before tokens are cut */
        {"oneil", "r-word r-any r-lower r-exact r-twice "},
        {"wolf", "r-word r-any r-lower r-class r-twice "},
        {"42", "r-number r-any "},
        {"@", "r-symbol r-any r-at "},
        {"\xC2\xA3", "r-symbol r-any "},
        {"\n", "r-line r-any "},
    };
    struct bench b;
    open_bench(&b);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        add_rule(&b, rules[i].id, "decisive", rules[i].at, "", "(?<NAME>(?s:.)+)");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = {0};
        struct buf got = {0};
        if (!cases[i].want)
            continue;
        assert_int_equal(run(&b, cases[i].text, all, &e), ST_OK);
        assert_true(buf_add_char(&b.out, '\0'));
        for (const char *p = b.out.p; *p;) { /* ids only */
            const char *colon = strchr(p, ':');
            assert_true(buf_add(&got, p, (size_t)(colon - p)) && buf_add_char(&got, ' '));
            p = strchr(strchr(colon, ':') + 1, ':') + 1 + strlen(cases[i].text) + 1;
        }
        assert_true(buf_add_char(&got, '\0'));
        assert_string_equal(got.p, cases[i].want);
        buf_free(&got);
    }
    close_bench(&b);
}

static void tokens_near(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "next", "decisive", "word", "    next: ['=,', number]\n", "(?<NAME>\\w+)");
    add_rule(&b, "after", "decisive", "word", "    after: '=the'\n", "(?<NAME>\\w+)");
    add_rule(&b, "ahead", "decisive", "number", "    ahead: [animal]\n", "(?<AGE>\\d+)");
    add_rule(&b, "behind", "decisive", "number", "    behind: [animal, '=the']\n", "(?<AGE>\\d+)");
    add_rule(&b, "both", "decisive", "number", "    after: '=('\n    next: '=)'\n", "(?<AGE>\\d+)");
    expect(&b, "the cat, dog 9", all, "next:NAME:cat after:NAME:cat next:NAME:dog behind:AGE:9 ");
    expect(&b, "1 b c d e f wolf", all, "ahead:AGE:1 ");
    expect(&b, "1 b c d e f g wolf", all, "");
    expect(&b, "wolf b c d e f 7 8", all, "next:NAME:f behind:AGE:7 ");
    add_rule(&b, "poss", "decisive", "number", "    after: possessive\n", "(?<AGE>\\d+)");
    expect(&b, "Ann's 9", all, "poss:AGE:9 ");
    expect(&b, "(3) (4 5)", all, "both:AGE:3 ");
    add_rule(&b, "further", "decisive", "'=zed'", "    further: [animal]\n    ahead: '=q'\n",
             "(?<ID>zed)");
    expect(&b, "zed q a b c d e f g h i j k l m n wolf", all, "further:ID:zed ");
    expect(&b, "zed q a b c d e f g h i j k l m n o wolf", all, "");
    expect(&b, "zed wolf q", all, "further:ID:zed ");
    expect(&b, "zed wolf", all, "");
    expect(&b, "word", all, "");
    expect(&b, "the", all, "");
    close_bench(&b);
}

static void many_rules_keep_their_order(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    char id[16];
    for (unsigned i = 0; i < 130; i++) {
        (void)snprintf(id, sizeof id, "r%u", i);
        add_rule(&b, id, "decisive", i % 64 == 1 ? "[number, any]" : "word", "", "(?<AGE>\\d+)");
    }
    expect(&b, "7", all, "r1:AGE:7 r65:AGE:7 r129:AGE:7 ");
    close_bench(&b);
}

static void next_try_is_after_the_last_match(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "pair", "decisive", "word", "", "(?<NAME> \\w+ [ ] \\w+ )");
    expect(&b, "a b c d e", all, "pair:NAME:a b pair:NAME:c d ");
    close_bench(&b);
}

static void strict_prose_and_disabled(void **state) {
    (void)state;
    struct bench b;
    struct err e = {0};
    open_bench(&b);
    add_rule(&b, "strict", "decisive", "word", "    only: strict\n", "(?<NAME>x)");
    add_rule(&b, "prose", "decisive", "word", "    prose: yes\n", "(?<NAME>x)");
    add_rule(&b, "off", "decisive", "word", "", "(?<NAME>x)");
    add_rule(&b, "case", "decisive", "word", "    caseless: no\n", "(?<NAME>X)");
    assert_int_equal(ruleset_disable(b.rs, slice_of("off"), &e), ST_OK);
    expect(&b, "x", all, "strict:NAME:x prose:NAME:x ");
    expect(&b, "x", (struct match_filter){.decisive = true, .prose = true}, "prose:NAME:x ");
    expect(&b, "x", (struct match_filter){.decisive = true}, "");
    expect(&b, "X", (struct match_filter){.decisive = true}, "case:NAME:X ");
    close_bench(&b);
}

/* ---- limits ---- */

static void what_a_try_sees(void **state) {
    (void)state;
    struct bench b;
    struct err e = {0};
    open_bench(&b);
    add_rule(&b, "far", "decisive", "'=start'", "", "start (?<NAME> .* ) end");
    add_rule(&b, "last", "decisive", "'=start'", "", "start .* (?<NAME>x) $");
    add_rule(&b, "left", "decisive", "'=end'", "", "(?<! \\A ) (?<NAME>end)");
    char text[8192];
    memset(text, ' ', sizeof text);
    memcpy(text, "start", 5);
    for (size_t i = 5; i + 1 < 4100; i += 2) /* two-byte letters across the edge of the window */
        memcpy(text + i, "\xC3\xA9", 2);
    memcpy(text + 5000, "end", 4);
    expect(&b, text, all, "left:NAME:end ");
    text[4000] = 'x'; /* makes the letters end at an odd place */
    text[4001] = ' ';
    for (size_t i = 4002; i + 1 < 4100; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    text[3999] = 'x';
    assert_int_equal(run(&b, text, all, &e), ST_OK);
    close_bench(&b);
}

/* A pattern gets JIT code after some tries by the interpreter, in the middle of a field. */
static void tried_often(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "often", "decisive", "lower", "",
             "(?: ab | ac | ad )++ (?<NAME> x (?! y ) ) (?C\"NAME\") | (?<ID> a (?! b | c | d ) )");
    struct buf text = {0}, want = {0};
    for (int i = 0; i < 500; i++) {
        assert_true(buf_add_str(&text, i % 3 ? "abadx " : i % 2 ? "abxy " : "a "));
        assert_true(buf_add_str(&want, i % 3 ? "often:NAME:x " : i % 2 ? "" : "often:ID:a "));
    }
    assert_true(buf_add_char(&text, '\0') && buf_add_char(&want, '\0'));
    expect(&b, text.p, all, want.p);
    buf_free(&text);
    buf_free(&want);
    close_bench(&b);
}

static void limits_stop_the_record(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "slow", "decisive", "lower", "", "(?: a+ )+ (?<NAME>b)");
    char text[256];
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '\0';
    for (int way = MATCH_USUAL; way <= MATCH_INTERPRET; way++) {
        struct err e = {0};
        if (b.m)
            matcher_use(b.m, (enum match_way)way);
        assert_int_equal(run(&b, text, all, &e), ST_LIMIT);
        assert_string_equal(e.rule, "slow");
        assert_null(strstr(e.what, "aaa"));
        assert_string_equal(e.file, "");
    }
    matcher_use(b.m, MATCH_USUAL);
    struct err e = {0};
    matcher_limits(b.m, 10);
    assert_int_equal(run(&b, "aaaaaaaaaaaac", all, &e), ST_LIMIT);
    matcher_limits(b.m, 0);
    assert_int_equal(run(&b, "aaac", all, &e), ST_OK);
    close_bench(&b);
}

/* Few tries a record are expensive; where most are, the record is withheld early. */
static void the_budget_ends_slow_records(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "slow", "decisive", "lower", "", "(?: a{1,3} ){1,8} (?<NAME>b)");
    struct buf text = {0};
    for (int i = 0; i < 2000; i++)
        assert_true(buf_add_str(&text, "aaaaaaaaaaaaaaac "));
    assert_true(buf_add_char(&text, '\0'));
    struct err e = {0};
    assert_int_equal(run(&b, text.p, all, &e), ST_LIMIT);
    assert_non_null(strstr(e.what, "slow tries"));
    buf_free(&text);
    close_bench(&b);
}

/* The densest text, each byte a token, with sixty rules tried everywhere. */
static void ordinary_tries_never_reach_the_budget(void **state) {
    (void)state;
    struct bench b;
    struct err e = {0};
    open_bench(&b);
    char id[16], text[4097];
    for (unsigned i = 0; i < 60; i++) {
        (void)snprintf(id, sizeof id, "r%u", i);
        add_rule(&b, id, "decisive", "any", "", "(?<AGE>\\d+)");
    }
    memset(text, '.', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(run(&b, text, all, &e), ST_OK);
    close_bench(&b);
}

/* No try fails, and none is even made, as the text beside each token shows that no rule can match:
 * the budget must not depend on that. */
static void tries_that_need_not_be_made_count(void **state) {
    (void)state;
    struct bench b;
    struct err e = {0};
    open_bench(&b);
    char id[16], text[8193];
    for (unsigned i = 0; i < 150; i++) {
        (void)snprintf(id, sizeof id, "r%u", i);
        add_rule(&b, id, "decisive", "number", "", "(?<AGE>\\d) QX");
    }
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = i % 2 ? ' ' : '7';
    text[sizeof text - 1] = '\0';
    assert_int_equal(run(&b, text, all, &e), ST_LIMIT);
    assert_string_equal(e.rule, "r0");
    assert_non_null(strstr(e.what, "tries"));
    assert_int_equal(matcher_tries(b.m), 0);
    close_bench(&b);
}

/* ---- several fields ---- */

/* Plans the texts, executes all together, and tells each one's hits as note does. */
static void expect_together(struct bench *b, const char *const *texts, const char *const *want,
                            size_t n) {
    struct match_plan plans[4], *all_plans[4];
    struct match_budget budgets[4];
    struct scan scans[4];
    struct err e = {0};
    if (!b->m)
        assert_int_equal(matcher_new(&b->m, b->rs, &e), ST_OK);
    arena_reset(&b->arena);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(tokens_make(&scans[i], slice_of(texts[i]), b->lx, &b->arena, &e), ST_OK);
        budgets[i] = match_budget_of(strlen(texts[i]));
        assert_int_equal(matcher_plan(b->m, &plans[i], &scans[i], all, &budgets[i], &b->arena, &e),
                         ST_OK);
        all_plans[i] = &plans[i];
    }
    matcher_execute(b->m, all_plans, n, &b->arena);
    for (size_t i = 0; i < n; i++) {
        buf_clear(&b->out);
        b->scan = scans[i];
        enum status st = match_plan_hits(&plans[i], note, b, &e);
        assert_true(buf_printf(&b->out, "%d", (int)st) && buf_add_char(&b->out, '\0'));
        assert_string_equal(b->out.p, want[i]);
    }
}

static void fields_tried_together_find_what_each_finds_alone(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    add_rule(&b, "pairs", "decisive", "[any]", "", "(?<NAME> a [ ] \\w )");
    add_rule(&b, "words", "decisive", "[word]", "", "(?<PLACE> [ab] ) \\b");
    static const char *const texts[] = {"a a a b", "", "b a x"};
    static const char *const want[] = {
        "pairs:NAME:a a words:PLACE:a words:PLACE:a pairs:NAME:a b words:PLACE:a words:PLACE:b 0",
        "0", "words:PLACE:b pairs:NAME:a x words:PLACE:a 0"};
    expect_together(&b, texts, want, 3);
    close_bench(&b);
}

static void a_field_fails_alone(void **state) {
    (void)state;
    struct bench b;
    struct err e = {0};
    open_bench(&b);
    add_rule(&b, "slow", "decisive", "[word]", "", "(?<NAME> (?: \\w+ )* x )");
    assert_int_equal(matcher_new(&b.m, b.rs, &e), ST_OK);
    matcher_limits(b.m, 5000);
    static const char *const texts[] = {"ax", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bx"};
    char failed[8];
    assert_true(snprintf(failed, sizeof failed, "%d", (int)ST_LIMIT) > 0);
    const char *const want[] = {"slow:NAME:ax 0", failed, "slow:NAME:bx 0"};
    expect_together(&b, texts, want, 3);
    close_bench(&b);
}

/* More tries than may wait are made before the rest is planned; what was matched is not tried. */
static void huge_fields_are_tried_in_pieces(void **state) {
    (void)state;
    struct bench b;
    struct err e = {0};
    struct buf text = {0};
    open_bench(&b);
    add_rule(&b, "pairs", "decisive", "[word]", "", "(?<NAME> a [ ] a )");
    for (int i = 0; i < 150001; i++)
        assert_true(buf_add_str(&text, "a "));
    assert_true(buf_add_char(&text, '\0'));
    assert_int_equal(run(&b, text.p, all, &e), ST_OK);
    assert_int_equal(b.out.n, 75000 * strlen("pairs:NAME:a a "));
    buf_free(&text);
    close_bench(&b);
}

/* ---- threads ---- */

static void *in_thread(void *arg) {
    struct bench *shared = arg, own = {.lx = shared->lx, .rs = shared->rs};
    struct err e = {0};
    void *wrong = NULL;
    for (int i = 0; i < 50; i++) {
        if (run(&own, "12 34", all, &e) != ST_OK || own.out.n != 2 * 40 * strlen("r00:AGE:12 "))
            wrong = shared;
    }
    matcher_free(own.m);
    arena_free(&own.arena);
    buf_free(&own.out);
    return wrong;
}

static void threads_share_a_set(void **state) {
    (void)state;
    struct bench b;
    open_bench(&b);
    char id[16];
    for (unsigned i = 0; i < 40; i++) {
        (void)snprintf(id, sizeof id, "r%02u", i);
        add_rule(&b, id, "decisive", "number", "", "(?<AGE>\\d+)");
    }
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, in_thread, &b), 0);
    for (size_t i = 0; i < 4; i++) {
        void *wrong;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
    close_bench(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_groups_are_spans),
        cmocka_unit_test(duplicate_names_all_count),
        cmocka_unit_test(kinds_and_origins),
        cmocka_unit_test(lists_give_every_span),
        cmocka_unit_test(backtracking_forgets),
        cmocka_unit_test(calls_of_own_groups_keep_spans),
        cmocka_unit_test(classes_of_words_and_phrases),
        cmocka_unit_test(checks_look_at_the_group_closed_last),
        cmocka_unit_test(a_check_without_a_group_is_an_error),
        cmocka_unit_test(a_set_in_use_does_not_change),
        cmocka_unit_test(every_trigger),
        cmocka_unit_test(tokens_near),
        cmocka_unit_test(many_rules_keep_their_order),
        cmocka_unit_test(next_try_is_after_the_last_match),
        cmocka_unit_test(strict_prose_and_disabled),
        cmocka_unit_test(what_a_try_sees),
        cmocka_unit_test(tried_often),
        cmocka_unit_test(limits_stop_the_record),
        cmocka_unit_test(the_budget_ends_slow_records),
        cmocka_unit_test(ordinary_tries_never_reach_the_budget),
        cmocka_unit_test(tries_that_need_not_be_made_count),
        cmocka_unit_test(fields_tried_together_find_what_each_finds_alone),
        cmocka_unit_test(a_field_fails_alone),
        cmocka_unit_test(huge_fields_are_tried_in_pieces),
        cmocka_unit_test(threads_share_a_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
