/* A set of rules, loaded from YAML: the built-in ones and the user's.
 *
 * rulefile.c reads YAML (libyaml events) into rules; ruleset.c keeps them, indexes them by trigger
 * and checks examples through match.h. */
#ifndef BLOT_RULES_RULESET_H
#define BLOT_RULES_RULESET_H

#include "base/err.h"
#include "base/sha256.h"
#include "base/slice.h"
#include "rules/rule.h"
#include "text/lexicon.h"

struct ruleset; /* owns its rules and the compiled patterns; immutable once loaded, but for patterns
                   compiled when first tried, which is safe from several threads */

/* An empty set. lx is borrowed and must outlive it. */
enum status ruleset_new(struct ruleset **out, const struct lexicon *lx, struct err *e);
void ruleset_free(struct ruleset *rs);

/* Adds the rules compiled into the binary, without their examples, which were checked by the tests.
 */
enum status ruleset_add_builtin(struct ruleset *rs, struct err *e);

/* The same rules, read from their files' text, with their examples. */
enum status ruleset_add_builtin_text(struct ruleset *rs, struct err *e);

/* Adds the rules of what is left, which are never redacted (run/residue.h). Into a set of their
 * own.
 */
enum status ruleset_add_residue(struct ruleset *rs, struct err *e);

/* Adds rules of one file's text, named `file` in messages (a string that outlives the set is not
 * needed; it is copied). user: from --rules. Unknown keys, classes, labels or
 * triggers, missing examples, duplicate ids without `replaces:`: ST_RULE with file, line, rule. */
enum status ruleset_add_text(struct ruleset *rs, struct slice yaml, const char *file, bool user,
                             struct err *e);

/* Adds a file, or every *.yaml of a folder in name order. */
enum status ruleset_add_path(struct ruleset *rs, const char *path, bool user, struct err *e);

/* Puts another prelude, the shared (?(DEFINE)...) pieces, in the place of the built-in one. Before
 * any rule has been tried only. For developing the prelude. */
enum status ruleset_set_prelude(struct ruleset *rs, struct slice prelude, struct err *e);

/* Compiles every rule and runs every example of it (each rule alone). only_user: just the user's.
 * Stops at the first failure, which is ST_RULE with file, line and rule. */
enum status ruleset_check(struct ruleset *rs, bool only_user, struct err *e);

/* Is told of a failure; borrows it. Returning anything but ST_OK ends the check with it. */
typedef enum status ruleset_failure_fn(void *ctx, const struct err *failure);

/* The same, but reports each failure to fn and goes on. ST_OK when all could be tried, failures or
 * not; what hinders the check itself (memory) ends it, details in *e. */
enum status ruleset_check_each(struct ruleset *rs, bool only_user, struct err *e,
                               ruleset_failure_fn *fn, void *ctx);

/* Turns a rule off by id; ST_USAGE when there is none of that id. Rules are added and turned off
 * only while no matcher uses the set (ST_INTERNAL otherwise). */
enum status ruleset_disable(struct ruleset *rs, struct slice id, struct err *e);

size_t ruleset_count(const struct ruleset *rs);
const struct rule *ruleset_at(const struct ruleset *rs, size_t i);

/* How many evidence rules there are: their `feature` numbers are below it. */
size_t ruleset_features(const struct ruleset *rs);

/* The prelude that patterns are compiled with; borrowed. */
struct slice ruleset_prelude(const struct ruleset *rs);

/* SHA-256 over the prelude and the text of the rule files in the order they were added, lower-case
 * hex, NUL-terminated. */
void ruleset_hash(const struct ruleset *rs, char out[SHA256_HEX]);

/* A file whose rules are in the set. */
struct ruleset_file {
    const char *name;        /* of a built-in one; NULL for the user's */
    char sha256[SHA256_HEX]; /* of its text */
};

/* The files in the order they were added: how many, and one of them. */
size_t ruleset_files(const struct ruleset *rs);
struct ruleset_file ruleset_file(const struct ruleset *rs, size_t i);

#endif
