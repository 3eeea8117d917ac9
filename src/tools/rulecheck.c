/* For writers of rules: loads rule files (named on the command line, or the built-in ones), runs
 * every example and prints every failure.
 *
 *     rulecheck [--prelude FILE] [--lexicon CLASS=FILE]... [RULES.yaml|FOLDER]...
 *
 * Without --prelude, prelude.pcre beside the first rule file is used where there is one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "rules/ruleset.h"
#include "text/lexicon.h"

struct work {
    struct lexicon *lexicon;
    struct ruleset *rules;
    struct err err;
    unsigned failures;
};

static void print_err(const struct err *e) {
    char line[2048];
    err_format(line, sizeof line, e);
    fprintf(stderr, "%s\n", line);
}

static enum status print_failure(void *ctx, const struct err *failure) {
    struct work *w = ctx;
    w->failures++;
    printf("%s:%lu: %s: %s%s%s\n", failure->file, (unsigned long)failure->row, failure->rule,
           failure->what, failure->hint[0] ? "; " : "", failure->hint);
    return ST_OK;
}

static enum status use_prelude(struct work *w, const char *path) {
    struct buf b = {0};
    enum status st = file_read(&b, path, &w->err);
    if (st == ST_OK)
        st = ruleset_set_prelude(w->rules, buf_slice(&b), &w->err);
    buf_free(&b);
    return st;
}

/* The prelude in the folder of a rule file, or in the folder itself. */
static enum status prelude_beside(struct work *w, const char *path) {
    char near[4096];
    const char *slash = strrchr(path, '/');
    size_t n = strlen(path);
    if (n > 5 && strcmp(path + n - 5, ".yaml") == 0)
        n = slash ? (size_t)(slash - path) : 0;
    if (snprintf(near, sizeof near, "%.*s%sprelude.pcre", (int)n, path, n ? "/" : "") < 0)
        return ST_INTERNAL;
    return access(near, R_OK) == 0 ? use_prelude(w, near) : ST_OK;
}

static enum status add_words(struct work *w, char *argument) {
    char *equals = strchr(argument, '=');
    if (!equals)
        return err_set(&w->err, ST_USAGE, "--lexicon wants CLASS=FILE");
    *equals = '\0';
    return lexicon_add_file(w->lexicon, argument, equals + 1, &w->err);
}

/* Options come first; *first gets the index of the first file. */
static enum status read_options(struct work *w, int argc, char **argv, int *first) {
    enum status st = ST_OK;
    bool prelude = false;
    int i = 1;
    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0 && st == ST_OK; i += 2) {
        if (strcmp(argv[i], "--prelude") == 0) {
            st = use_prelude(w, argv[i + 1]);
            prelude = true;
        } else if (strcmp(argv[i], "--lexicon") == 0) {
            st = add_words(w, argv[i + 1]);
        } else {
            st = err_set(&w->err, ST_USAGE, "unknown option");
        }
    }
    *first = i;
    return st == ST_OK && !prelude && i < argc ? prelude_beside(w, argv[i]) : st;
}

static enum status run(struct work *w, int argc, char **argv) {
    int first = 1;
    enum status st = lexicon_builtin(&w->lexicon, &w->err);
    if (st == ST_OK)
        st = ruleset_new(&w->rules, w->lexicon, &w->err);
    if (st == ST_OK)
        st = read_options(w, argc, argv, &first);
    if (st == ST_OK && first >= argc)
        st = ruleset_add_builtin(w->rules, &w->err);
    for (int i = first; i < argc && st == ST_OK; i++)
        st = ruleset_add_path(w->rules, argv[i], false, &w->err);
    if (st == ST_OK)
        st = ruleset_check_each(w->rules, false, &w->err, print_failure, w);
    return st;
}

int main(int argc, char **argv) {
    struct work w = {0};
    enum status st = run(&w, argc, argv);
    if (st != ST_OK)
        print_err(&w.err);
    else
        printf("%zu rules, %u failures\n", ruleset_count(w.rules), w.failures);
    if (w.rules)
        ruleset_free(w.rules);
    if (w.lexicon)
        lexicon_free(w.lexicon);
    return st != ST_OK ? 2 : w.failures ? 1 : 0;
}
