/* For writers of rules: loads rule files (named on the command line, or the built-in ones), runs
 * every example and prints every failure.
 *
 *     rulecheck [--prelude FILE] [--lexicon CLASS=FILE]... [--cost TEXT] [RULES.yaml|FOLDER]...
 *
 * --cost runs each rule over the lines of TEXT instead and prints what it takes, dearest first:
 * nanoseconds a token of the text, tries, nanoseconds a try, matches, the rule.
 *
 * Without --prelude, prelude.pcre beside the first rule file is used where there is one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "rules/match.h"
#include "rules/ruleset.h"
#include "text/fold.h"
#include "text/lexicon.h"
#include "text/tokens.h"

struct work {
    struct lexicon *lexicon;
    struct ruleset *rules;
    struct err err;
    unsigned failures;
    const char *cost; /* the text to measure rules on, or NULL */
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
        } else if (strcmp(argv[i], "--cost") == 0) {
            w->cost = argv[i + 1];
        } else {
            st = err_set(&w->err, ST_USAGE, "unknown option");
        }
    }
    *first = i;
    return st == ST_OK && !prelude && i < argc ? prelude_beside(w, argv[i]) : st;
}

/* ---- measuring ---- */

/* The lines of a text, cut into tokens. */
struct lines {
    struct arena arena;
    struct view *views;
    struct scan *scans;
    size_t n, tokens;
};

struct cost {
    const struct rule *rule;
    double seconds;
    uint64_t tries, matches;
};

static double now(void) {
    struct timespec t;
    return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) == 0
               ? (double)t.tv_sec + (double)t.tv_nsec / 1e9
               : 0;
}

static enum status cut_lines(struct work *w, struct slice text, struct lines *l) {
    size_t most = 1;
    for (size_t i = 0; i < text.n; i++)
        most += text.p[i] == '\n';
    l->views = arena_calloc(&l->arena, most, sizeof *l->views);
    l->scans = arena_calloc(&l->arena, most, sizeof *l->scans);
    if (!l->views || !l->scans)
        return err_set(&w->err, ST_MEMORY, "out of memory");
    if (utf8_valid_prefix(text) != text.n)
        return err_set(&w->err, ST_DATA, "the text to measure on is not UTF-8");
    for (size_t i = 0, start = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != '\n')
            continue;
        enum status st = view_make(&l->views[l->n], slice_cut(text, start, i), &l->arena, &w->err);
        if (st == ST_OK)
            st = tokens_make(&l->scans[l->n], l->views[l->n].text, w->lexicon, &l->arena, &w->err);
        if (st != ST_OK)
            return st;
        l->tokens += l->scans[l->n++].n;
        start = i + 1;
    }
    return ST_OK;
}

static enum status count_match(void *ctx, const struct match_hit *hit) {
    (void)hit;
    ++*(uint64_t *)ctx;
    return ST_OK;
}

static enum status measure_rule(struct work *w, struct matcher *m, const struct lines *l,
                                struct cost *c) {
    struct arena a = {0};
    enum status st = matcher_compile(m, c->rule, &w->err);
    double start = now();
    for (size_t i = 0; i < l->n && st == ST_OK; i++) {
        matcher_record(m, l->scans[i].text.n);
        st = matcher_run_rule(m, c->rule, &l->scans[i], &a, count_match, &c->matches, &w->err);
        c->tries += matcher_tries(m);
        arena_reset(&a);
    }
    c->seconds = now() - start;
    arena_free(&a);
    return st;
}

static int dearest(const void *pa, const void *pb) {
    const struct cost *a = pa, *b = pb;
    return (a->seconds < b->seconds) - (a->seconds > b->seconds);
}

static enum status measure_all(struct work *w, const struct lines *l) {
    size_t n = ruleset_count(w->rules);
    struct cost *costs = calloc(n + 1, sizeof *costs), all = {0};
    struct matcher *m = NULL;
    if (!costs)
        return err_set(&w->err, ST_MEMORY, "out of memory");
    enum status st = matcher_new(&m, w->rules, &w->err);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        costs[i].rule = ruleset_at(w->rules, i);
        st = measure_rule(w, m, l, &costs[i]);
        all.seconds += costs[i].seconds;
        all.tries += costs[i].tries;
        all.matches += costs[i].matches;
    }
    double floor = n ? costs[0].seconds : 0; /* dispatch alone, which a real run does once */
    for (size_t i = 0; i < n; i++)
        floor = costs[i].seconds < floor ? costs[i].seconds : floor;
    for (size_t i = 0; i < n; i++)
        costs[i].seconds -= floor;
    all.seconds -= floor * ((double)n - 1);
    if (st == ST_OK)
        qsort(costs, n, sizeof *costs, dearest);
    double tokens = (double)l->tokens;
    printf("ns/token   tries  ns/try matches  rule (%zu tokens)\n", l->tokens);
    for (size_t i = 0; i < n && st == ST_OK; i++)
        printf("%8.1f %7lu %7.0f %7lu  %s\n", costs[i].seconds * 1e9 / tokens,
               (unsigned long)costs[i].tries,
               costs[i].tries ? costs[i].seconds * 1e9 / (double)costs[i].tries : 0.0,
               (unsigned long)costs[i].matches, costs[i].rule->id.p);
    printf("%8.1f %7lu         %7lu  all, %.1f tries a token\n", all.seconds * 1e9 / tokens,
           (unsigned long)all.tries, (unsigned long)all.matches, (double)all.tries / tokens);
    matcher_free(m);
    free(costs);
    return st;
}

static enum status measure(struct work *w) {
    struct buf text = {0};
    struct lines l = {0};
    enum status st = file_read(&text, w->cost, &w->err);
    if (st == ST_OK)
        st = cut_lines(w, buf_slice(&text), &l);
    if (st == ST_OK)
        st = measure_all(w, &l);
    arena_free(&l.arena);
    buf_free(&text);
    return st;
}

static enum status run(struct work *w, int argc, char **argv) {
    int first = 1;
    enum status st = lexicon_builtin(&w->lexicon, &w->err);
    if (st == ST_OK)
        st = ruleset_new(&w->rules, w->lexicon, &w->err);
    if (st == ST_OK)
        st = read_options(w, argc, argv, &first);
    if (st == ST_OK && first >= argc)
        st = ruleset_add_builtin_text(w->rules, &w->err);
    for (int i = first; i < argc && st == ST_OK; i++)
        st = ruleset_add_path(w->rules, argv[i], false, &w->err);
    if (st != ST_OK)
        return st;
    return w->cost ? measure(w) : ruleset_check_each(w->rules, false, &w->err, print_failure, w);
}

int main(int argc, char **argv) {
    struct work w = {0};
    enum status st = run(&w, argc, argv);
    if (st != ST_OK)
        print_err(&w.err);
    else if (!w.cost)
        printf("%zu rules, %u failures\n", ruleset_count(w.rules), w.failures);
    if (w.rules)
        ruleset_free(w.rules);
    if (w.lexicon)
        lexicon_free(w.lexicon);
    return st != ST_OK ? 2 : w.failures ? 1 : 0;
}
