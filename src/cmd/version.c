#include "cmd/cmd.h"

#include "rules/ruleset.h"

/* BLOT_LIBRARIES names what the build found: "PCRE2 10.42, cJSON 1.7.15, ..." */
int cmd_version(void) {
    struct buf b = {0};
    struct err e = {0};
    struct lexicon *lexicon = NULL;
    struct ruleset *rules = NULL;
    char hash[65] = "";
    enum status st = lexicon_builtin(&lexicon, &e);
    if (st == ST_OK)
        st = ruleset_new(&rules, lexicon, &e);
    if (st == ST_OK)
        st = ruleset_add_builtin(rules, &e);
    bool ok = true;
    if (st == ST_OK) {
        ruleset_hash(rules, hash);
        ok = buf_printf(&b, "blot %s\nlibraries: %s\nrules: %zu, sha256 %s\n", BLOT_VERSION,
                        BLOT_LIBRARIES, ruleset_count(rules), hash);
    }
    if (rules)
        ruleset_free(rules);
    if (lexicon)
        lexicon_free(lexicon);
    if (st != ST_OK)
        return cmd_fail(&e);
    return cmd_print_buf(&b, ok, EXIT_DONE);
}
