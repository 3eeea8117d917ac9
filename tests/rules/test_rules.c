/* Every example of every built-in rule, and of the rules of what is left. */
#include <stdio.h>

#include "rules/ruleset.h"
#include "text/lexicon.h"

static enum status print(void *ctx, const struct err *failure) {
    char line[2048];
    err_format(line, sizeof line, failure);
    printf("%s\n", line);
    ++*(unsigned *)ctx;
    return ST_OK;
}

typedef enum status add_fn(struct ruleset *rs, struct err *e);

static enum status check(const struct lexicon *lx, add_fn *add, unsigned *failures, struct err *e) {
    struct ruleset *rs;
    enum status st = ruleset_new(&rs, lx, e);
    if (st != ST_OK)
        return st;
    st = add(rs, e);
    if (st == ST_OK)
        st = ruleset_check_each(rs, false, e, print, failures);
    printf("%zu rules, %u failures\n", ruleset_count(rs), *failures);
    ruleset_free(rs);
    return st;
}

int main(void) {
    struct err e = {0};
    struct lexicon *lx;
    unsigned failures = 0;
    enum status st = lexicon_builtin(&lx, &e);
    if (st == ST_OK) {
        st = check(lx, ruleset_add_builtin_text, &failures, &e);
        if (st == ST_OK)
            st = check(lx, ruleset_add_residue, &failures, &e);
        lexicon_free(lx);
    }
    if (st != ST_OK)
        (void)print(&failures, &e);
    return failures ? 1 : 0;
}
