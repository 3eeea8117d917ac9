#include "cmd/cmd.h"

#include <stdlib.h>
#include <time.h>

#include "rules/ruleset.h"

const char *cmd_libraries(void) {
    return BLOT_LIBRARIES;
}

void cmd_moment(char out[32]) {
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    time_t now = time(NULL);
    struct tm parts = {0};
    if (fixed && *fixed >= '0' && *fixed <= '9') {
        long long t = strtoll(fixed, &end, 10);
        now = *end ? now : (time_t)t;
    }
    if (!gmtime_r(&now, &parts) || strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        out[0] = '\0';
}

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
