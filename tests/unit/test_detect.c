/* Detection over a record: known values, memory, and what becomes of labels. With the built-in
 * rules and weights, so only what no sensible table of weights would change is asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "find/detect.h"
#include "rules/ruleset.h"

struct engine {
    struct lexicon *lexicon;
    struct ruleset *rules;
    struct weights *weights;
    struct detector *detector;
};

static int open_engine(void **state) {
    static struct engine en;
    struct err e = {0};
    assert_int_equal(lexicon_builtin(&en.lexicon, &e), ST_OK);
    assert_int_equal(ruleset_new(&en.rules, en.lexicon, &e), ST_OK);
    assert_int_equal(ruleset_add_builtin(en.rules, &e), ST_OK);
    assert_int_equal(weights_builtin(&en.weights, &e), ST_OK);
    struct detect_options o = {.lexicon = en.lexicon,
                               .rules = en.rules,
                               .weights = en.weights,
                               .labels = ~0u & ~(1u << LABEL_GROUP)};
    assert_int_equal(detector_new(&en.detector, &o, &e), ST_OK);
    *state = &en;
    return 0;
}

static int close_engine(void **state) {
    struct engine *en = *state;
    detector_free(en->detector);
    weights_free(en->weights);
    ruleset_free(en->rules);
    lexicon_free(en->lexicon);
    return 0;
}

/* A record of one known name (NULL: none) and one text, with its spans marked [so]. */
static void check(void **state, const char *known, uint8_t label, const char *marked) {
    struct engine *en = *state;
    struct arena a = {0};
    struct err e = {0};
    struct span_list spans[2] = {{0}};
    char text[256], got[512];
    size_t n = 0;
    for (const char *p = marked; *p; p++)
        if (*p != '[' && *p != ']')
            text[n++] = *p;
    text[n] = '\0';
    struct detect_field fields[2] = {{slice_of(text), TREAT_PROSE, LABEL_NONE},
                                     {slice_of(known ? known : ""), TREAT_KNOWN, label}};
    assert_int_equal(detect(en->detector, fields, known ? 2 : 1, &a, spans, &e), ST_OK);
    n = 0;
    for (size_t i = 0, k = 0; i <= strlen(text); i++) {
        if (k < spans[0].n && spans[0].v[k].end == i) {
            got[n++] = ']';
            k++;
        }
        if (k < spans[0].n && spans[0].v[k].start == i)
            got[n++] = '[';
        got[n++] = text[i];
    }
    assert_string_equal(got, marked);
    arena_free(&a);
}

static void known_names_that_are_words(void **state) {
    check(state, "May", LABEL_NAME,
          "It may rain later today. We told [May] that we may come back.");
    check(state, "Grant", LABEL_NAME,
          "We visited [Grant] at home. She has a grant for the stairlift.");
    check(state, "Winter", LABEL_NAME, "[Winter] fell last winter. The staff will ring back.");
    check(state, "Reading", LABEL_PLACE,
          "He was reading a book. Then they moved to [Reading] again.");
    check(state, "Page", LABEL_NAME, "see page 4 of the plan. no answer at the door.");
    check(state, "Page", LABEL_NAME, "NO ANSWER AT THE DOOR. SEE PAGE 4 OF THE PLAN.");
}

static void known_names_in_any_case(void **state) {
    check(state, "Hussain", LABEL_NAME,
          "It was hard to say. We saw [hussain] again and [HUSSAIN] left.");
    check(state, "Qwelton", LABEL_NAME, "seen with [qwelton] today. the [qweltons] are all well.");
    check(state, "Khan", LABEL_NAME, "We saw that the [Khans] are well. The [khan]'s dog is not.");
    check(state, "Hope Winter", LABEL_NAME, "It was hard to say. We saw [hope winter] again.");
}

static void plurals_that_are_words(void **state) {
    check(state, "Thi", LABEL_NAME, "We think this is fine. All is well at the house.");
    check(state, "Gras", LABEL_NAME, "The grass is long. All is well at the house.");
}

static void counts_are_no_dates(void **state) {
    check(state, NULL, 0, "w/c 4th Two missed visits this week, mum not home.");
}

static void ends_of_spans(void **state) {
    check(state, NULL, 0, "He moved out on [14 January]. The room is empty.");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_names_that_are_words),
        cmocka_unit_test(known_names_in_any_case),
        cmocka_unit_test(plurals_that_are_words),
        cmocka_unit_test(counts_are_no_dates),
        cmocka_unit_test(ends_of_spans),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine) == 0 ? 0 : 1;
}
