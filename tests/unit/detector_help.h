/* What the tests of detection share: a detector with all that is built in. */
#ifndef BLOT_TESTS_DETECTOR_HELP_H
#define BLOT_TESTS_DETECTOR_HELP_H

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

/* Opens *en with the built-in lists, rules and weights, which take the place of those of o. */
static inline void test_engine_open(struct engine *en, struct detect_options o) {
    struct err e = {0};
    assert_int_equal(lexicon_builtin(&en->lexicon, &e), ST_OK);
    assert_int_equal(ruleset_new(&en->rules, en->lexicon, &e), ST_OK);
    assert_int_equal(ruleset_add_builtin(en->rules, &e), ST_OK);
    assert_int_equal(weights_builtin(&en->weights, &e), ST_OK);
    o.lexicon = en->lexicon;
    o.rules = en->rules;
    o.weights = en->weights;
    assert_int_equal(detector_new(&en->detector, &o, &e), ST_OK);
}

/* A group's teardown: closes *state. */
static inline int test_engine_close(void **state) {
    struct engine *en = *state;
    detector_free(en->detector);
    weights_free(en->weights);
    ruleset_free(en->rules);
    lexicon_free(en->lexicon);
    return 0;
}

#endif
