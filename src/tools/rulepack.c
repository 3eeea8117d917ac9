/* Host tool of the build: packs the built-in rules, which are read from the text that embed.c
 * wrote.
 *
 *     rulepack OUT
 */
#include "rules/rulepack.h"
#include "tools/packfile.h"

/* rulepack.c refers to the block that this tool makes; here there is none yet. */
const char blot_rules_start[1] = {0};
const char blot_rules_end[1] = {0};

static enum status pack(struct buf *out, struct err *e) {
    struct lexicon *lexicon = NULL;
    struct ruleset *rules = NULL;
    enum status st = lexicon_builtin(&lexicon, e);
    if (st == ST_OK)
        st = ruleset_new(&rules, lexicon, e);
    if (st == ST_OK)
        st = ruleset_add_builtin_text(rules, e);
    if (st == ST_OK)
        st = rulepack_write(out, rules, e);
    if (rules)
        ruleset_free(rules);
    if (lexicon)
        lexicon_free(lexicon);
    return st;
}

int main(int argc, char **argv) {
    struct buf block = {0};
    struct err e = {0};
    int rc = 1;
    if (argc != 2)
        (void)fprintf(stderr, "usage: rulepack OUT\n");
    else if (pack(&block, &e) != ST_OK)
        rc = packfile_complain("rulepack", &e);
    else
        rc = packfile_write("rulepack", argv[1], buf_slice(&block));
    buf_free(&block);
    return rc;
}
