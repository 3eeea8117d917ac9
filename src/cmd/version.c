#include "cmd/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "redact/calendar.h"
#include "rules/ruleset.h"

#define DAY        86400
#define MOMENT_MAX 253402300799 /* the end of the year 9999 */

const char *cmd_libraries(void) {
    return BLOT_LIBRARIES;
}

/* Without gmtime_r, which opens the system's time zone whatever it is asked. */
void cmd_moment(char out[32]) {
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    long long now = (long long)time(NULL);
    if (fixed && *fixed >= '0' && *fixed <= '9') {
        long long t = strtoll(fixed, &end, 10);
        now = *end || t > MOMENT_MAX ? now : t;
    }
    struct date d = date_of_days((int32_t)(now / DAY));
    int n = snprintf(out, 32, "%04u-%02u-%02uT%02lld:%02lld:%02lldZ", d.year, d.month, d.day,
                     now % DAY / 3600, now % 3600 / 60, now % 60);
    if (n <= 0 || n >= 32)
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
