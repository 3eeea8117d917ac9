/* What the tests of rules share: a set made of YAML, with a few word lists of its own. */
#ifndef BLOT_TESTS_RULES_HELP_H
#define BLOT_TESTS_RULES_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "rules/ruleset.h"
#include "text/lexicon.h"

/* Class `animal`: words and phrases that no built-in list could disturb. */
static inline struct lexicon *test_lexicon(void) {
    struct lexicon *lx = NULL;
    struct err e = {0};
    char path[] = "/tmp/blot-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    static const char words[] = "wolf\nsnow leopard\nred fox\n";
    assert_int_equal(write(fd, words, sizeof words - 1), (ssize_t)sizeof words - 1);
    assert_int_equal(close(fd), 0);
    assert_int_equal(lexicon_builtin(&lx, &e), ST_OK);
    assert_int_equal(lexicon_add_file(lx, "animal", path, &e), ST_OK);
    assert_int_equal(unlink(path), 0);
    return lx;
}

/* An empty set with a prelude of its own, so that no change of patterns/ breaks these tests. */
static inline struct ruleset *test_ruleset(const struct lexicon *lx) {
    static const char prelude[] =
        "(?(DEFINE) (?<word> (?> \\p{L}+ ) )\n"
        "(?<phrase> (?&word) (?: (?C\"in-phrase\") [ \\-] (?&word) ){0,7}? )\n"
        "(?<digits> (?<! \\d ) \\d{1,3} (?! \\d ) ) )";
    struct ruleset *rs = NULL;
    struct err e = {0};
    assert_int_equal(ruleset_new(&rs, lx, &e), ST_OK);
    assert_int_equal(ruleset_set_prelude(rs, slice_of(prelude), &e), ST_OK);
    return rs;
}

/* Adds YAML that must be right. */
static inline void test_add(struct ruleset *rs, const char *yaml) {
    struct err e = {0};
    char line[1024];
    if (ruleset_add_text(rs, slice_of(yaml), "test.yaml", true, &e) != ST_OK) {
        err_format(line, sizeof line, &e);
        fail_msg("%s", line);
    }
}

#endif
