/* The loader of rule files, and the examples of the rules it takes. All bytes are the file. */
#include "fuzz.h"

#include "rules/ruleset.h"

static enum status load(char hash[65], struct slice yaml, const struct lexicon *lx, size_t *rules) {
    struct ruleset *rs = NULL;
    struct err e = {0};
    FUZZ_CHECK(ruleset_new(&rs, lx, &e) == ST_OK);
    enum status st = ruleset_add_text(rs, yaml, "rules.yaml", true, &e);
    if (st != ST_OK)
        FUZZ_CHECK(e.file[0]);
    if (st == ST_OK)
        st = ruleset_check(rs, true, &e);
    if (st != ST_OK)
        fuzz_check_message(&e, st);
    *rules = ruleset_count(rs);
    ruleset_hash(rs, hash);
    ruleset_free(rs);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct lexicon *lx;
    struct err e = {0};
    struct slice yaml = {size ? (const char *)data : "", size};
    char one[65], two[65];
    size_t n, m;
    if (!lx)
        FUZZ_CHECK(lexicon_builtin(&lx, &e) == ST_OK);
    enum status st = load(one, yaml, lx, &n);
    FUZZ_CHECK(load(two, yaml, lx, &m) == st && n == m);
    FUZZ_CHECK(slice_eq(slice_of(one), slice_of(two)));
    return 0;
}
