/* What is left: found in what the output shows, and never redacted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "run/engine.h"
#include "run/process.h"

struct bench {
    struct engine engine;
    struct options o;
    struct arena options, arena;
    struct policy *policy;
    struct processor *processor;
};

static int setup(void **state) {
    struct bench *b = calloc(1, sizeof *b);
    struct err e = {0};
    char *argv[] = {(char *)(uintptr_t) "blot", NULL};
    assert_non_null(b);
    assert_int_equal(options_parse(&b->o, COMMAND_RESIDUE, 1, argv, &b->options, &e), ST_OK);
    b->o.papers.residue = true;
    assert_int_equal(engine_open(&b->engine, &b->o, &e), ST_OK);
    const struct policy_options po = policy_options_of(&b->o);
    assert_int_equal(policy_new(&b->policy, &po, &e), ST_OK);
    assert_int_equal(processor_new(&b->processor, &b->engine, &b->engine.redact, &e), ST_OK);
    *state = b;
    return 0;
}

static int teardown(void **state) {
    struct bench *b = *state;
    processor_free(b->processor);
    policy_free(b->policy);
    engine_close(&b->engine);
    arena_free(&b->arena);
    arena_free(&b->options);
    free(b);
    return 0;
}

/* The text must hold so many places of the rule; NULL: of any. */
static void expect(struct bench *b, const char *text, const char *rule, size_t wanted) {
    struct field f = {.name = slice_of("note"), .text = slice_of(text), .kind = FIELD_STRING};
    const struct record r = {.number = 1, .fields = &f, .n = 1};
    struct redacted d = {0};
    struct err e = {0};
    size_t n = 0;
    arena_reset(&b->arena);
    assert_int_equal(process_record(b->processor, b->policy, &r, &b->arena, &d, &e), ST_OK);
    for (size_t i = 0; i < d.left.n; i++)
        n += !rule || slice_is(ruleset_at(b->engine.residue, d.left.v[i].rule)->id, rule);
    if (n != wanted)
        fail_msg("\"%s\": %zu of %s", text, n, rule ? rule : "any rule");
}

static void test_roles(void **state) {
    expect(*state, "We told the Director of Adult Social Services on Monday.", "role-director", 1);
    expect(*state, "The LADO rang, and so did the Police and Crime Commissioner.",
           "role-safeguarding", 1);
    expect(*state, "Her headteacher spoke to the social worker.", "role-office", 1);
    expect(*state, "The social worker spoke to a teacher and to her manager.", NULL, 0);
}

/* Only in the sentence that names a place, which is redacted itself. */
static void test_group_and_place(void **state) {
    expect(*state, "The Somali family moved to Leeds in spring.", "group-with-place", 1);
    expect(*state, "The Somali family moved. They like it in Leeds.", "group-with-place", 0);
    expect(*state, "The Somali family moved away in spring.", "group-with-place", 0);
}

static void test_only_and_events(void **state) {
    expect(*state, "She is the only wheelchair user in the school.", "only-in", 1);
    expect(*state, "It was the only time in weeks that he slept.", NULL, 0);
    expect(*state, "He has not been the same since Grenfell.", "event-named", 1);
}

/* What a placeholder covers is not left. */
static void test_covered(void **state) {
    expect(*state, "Mr Grenfell rang.", NULL, 0);
    expect(*state, "They lost their home at Grenfell Tower.", "event-named", 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_group_and_place),
        cmocka_unit_test(test_only_and_events),
        cmocka_unit_test(test_covered),
    };
    return cmocka_run_group_tests(tests, setup, teardown) == 0 ? 0 : 1;
}
