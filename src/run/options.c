#include "run/options.h"

#include <getopt.h>
#include <math.h>
#include <string.h>

#include "run/optionset.h"
#include "run/policyfile.h"
#include "text/lexicon.h"
#include "text/near.h"

enum { LONG_BASE = 256, OPTIONS_MAX = 128 };

/* getopt's arrays, made from the table. */
struct getopt_arrays {
    struct option longs[OPTIONS_MAX];
    char shorts[OPTIONS_MAX * 3];
};

static void make_arrays(struct getopt_arrays *g, enum command c) {
    size_t n = 0, longs = 0, shorts = 0;
    const struct option_def *t = option_table(&n);
    memset(g, 0, sizeof *g);
    g->shorts[shorts++] = ':'; /* a missing value is told from an unknown option */
    for (size_t i = 0; i < n && longs + 1 < OPTIONS_MAX; i++) {
        if (!option_taken(&t[i], c))
            continue;
        int takes = !t[i].arg           ? no_argument
                    : t[i].arg_optional ? optional_argument
                                        : required_argument;
        g->longs[longs++] = (struct option){t[i].name, takes, NULL, LONG_BASE + (int)i};
        if (!t[i].letter)
            continue;
        g->shorts[shorts++] = t[i].letter;
        if (takes == required_argument)
            g->shorts[shorts++] = ':';
    }
}

static const struct option_def *find_def(int value, enum command c) {
    size_t n = 0;
    const struct option_def *t = option_table(&n);
    if (value >= LONG_BASE && (size_t)(value - LONG_BASE) < n)
        return &t[value - LONG_BASE];
    for (size_t i = 0; i < n; i++)
        if (t[i].letter && t[i].letter == value && option_taken(&t[i], c))
            return &t[i];
    return NULL;
}

/* The option as its user wrote it, without a value after '='. */
static struct slice written(const char *arg) {
    return (struct slice){arg, strcspn(arg, "=")};
}

static enum status unknown_long(struct err *e, enum command c, struct slice arg) {
    const struct command_def *command = command_def(c);
    size_t n = 0, best = 3, hits = 0, near_at = 0;
    const struct option_def *t = option_table(&n);
    struct slice name = slice_cut(arg, 2, arg.n);
    bool elsewhere = false;
    for (size_t i = 0; i < n; i++) {
        struct slice have = slice_of(t[i].name);
        if (!option_taken(&t[i], c)) {
            elsewhere |= slice_eq(have, name);
            continue;
        }
        hits += slice_starts(have, name);
        size_t d = near_distance(have, name);
        if (d < best) {
            best = d;
            near_at = i;
        }
    }
    int shown = (int)(arg.n > 60 ? 60 : arg.n);
    if (hits > 1)
        err_set(e, ST_USAGE, "%.*s could be several options; write it out", shown, arg.p);
    else if (elsewhere)
        err_set(e, ST_USAGE, "%.*s is no option of %s", shown, arg.p,
                command->name ? command->name : "the filter, but of a command");
    else
        err_set(e, ST_USAGE, "%.*s: no such option", shown, arg.p);
    if (best < 3 && hits < 2)
        err_hint(e, "did you mean --%s?", t[near_at].name);
    else
        err_hint(e, "blot %s%s--help lists them", command->name ? command->name : "",
                 command->name ? " " : "");
    return ST_USAGE;
}

/* getopt said '?' or ':': find out what was wrong and say it. */
static enum status complain(struct err *e, enum command c, int said, char **argv, int argc) {
    const struct option_def *d = optopt ? find_def(optopt, c) : NULL;
    if (said == ':' && d) {
        err_set(e, ST_USAGE, "--%s needs a value: --%s %s", d->name, d->name, d->arg);
        return ST_USAGE;
    }
    if (d) {
        err_set(e, ST_USAGE, "--%s takes no value", d->name);
        return ST_USAGE;
    }
    if (optopt && optopt < LONG_BASE) {
        err_set(e, ST_USAGE, "-%c: no such option", optopt > 32 && optopt < 127 ? optopt : '?');
        err_hint(e, "blot --help lists them; a file's name that begins with - is written ./-name");
        return ST_USAGE;
    }
    int at = optind > 0 && optind <= argc ? optind - 1 : 0;
    struct slice arg = written(argv[at]);
    return arg.n > 2 ? unknown_long(e, c, arg) : err_set(e, ST_USAGE, "no such option");
}

/* The policy of the command line, *path NULL when it names none. What else is wrong there is told
 * by read_options. */
static enum status find_policy(struct parse *p, enum command c, int argc, char **argv,
                               const char **path) {
    struct getopt_arrays g;
    int v;
    make_arrays(&g, c);
    optind = 0;
    opterr = 0;
    *path = NULL;
    while ((v = getopt_long(argc, argv, g.shorts, g.longs, NULL)) != -1) {
        const struct option_def *d = v == '?' || v == ':' ? NULL : find_def(v, c);
        if (!d || d->id == OPT_HELP || d->id == OPT_VERSION) {
            *path = NULL;
            return ST_OK;
        }
        if (d->id == OPT_POLICY && *path) {
            err_set(p->e, ST_USAGE, "--policy is given twice");
            err_hint(p->e, "a run has one policy; put all into it");
            return ST_USAGE;
        }
        if (d->id == OPT_POLICY)
            *path = optarg;
    }
    return ST_OK;
}

static enum status read_options(struct parse *p, enum command c, int argc, char **argv) {
    struct getopt_arrays g;
    make_arrays(&g, c);
    optind = 0; /* GNU: start afresh */
    opterr = 0;
    for (;;) {
        optopt = 0;
        int v = getopt_long(argc, argv, g.shorts, g.longs, NULL);
        if (v == -1)
            return ST_OK;
        if (v == '?' || v == ':')
            return complain(p->e, c, v, argv, argc);
        p->def = find_def(v, c);
        p->value = optarg;
        if (!p->def)
            return err_set(p->e, ST_INTERNAL, "an option is in no table");
        enum status st = option_set(p);
        if (st != ST_OK || p->o->help || p->o->version || p->o->completion)
            return st;
    }
}

/* Options of tables given for what is none. */
static enum status check_format(struct parse *p) {
    const struct reader_options *r = &p->o->reader;
    const char *name = r->delimiter    ? "delimiter"
                       : r->no_header  ? "no-header"
                       : r->skip_rows  ? "skip-rows"
                       : r->short_rows ? "short-rows"
                                       : NULL;
    if (name && (r->format == FORMAT_JSONL || r->format == FORMAT_TEXT))
        return err_set(p->e, ST_USAGE, "--%s is for CSV and TSV, and --input says %s", name,
                       r->format == FORMAT_JSONL ? "jsonl" : "text");
    return ST_OK;
}

static enum status check_quarantine(struct parse *p) {
    struct options *o = p->o;
    o->reader.keep_faulty = o->on_error == ON_ERROR_QUARANTINE;
    if (o->reader.keep_faulty && !o->quarantine) {
        err_set(p->e, ST_USAGE, "--on-error quarantine needs a file for the records");
        err_hint(p->e, "add --quarantine FILE");
        return ST_USAGE;
    }
    if (o->quarantine && !o->reader.keep_faulty) {
        err_set(p->e, ST_USAGE,
                "--quarantine says where records go; give --on-error quarantine too");
        return ST_USAGE;
    }
    if (o->quarantine && strcmp(o->quarantine, "-") == 0)
        return err_set(p->e, ST_USAGE, "--quarantine takes a file: the records are not redacted");
    return ST_OK;
}

/* Checks that need more than one option. */
static enum status no_list(struct parse *p, const struct lexicon *lx, const char *name) {
    err_set(p->e, ST_USAGE,
            "--lexicon %.80s: there is no such word list, and no rule to ask for it", name);
    err_hint(p->e, "add the --rules that do, or extend a list such as given, surname or place");
    for (int c = 0; lexicon_class_name(lx, c); c++)
        if (near_distance(slice_of(lexicon_class_name(lx, c)), slice_of(name)) <= 1)
            err_hint(p->e, "did you mean %s?", lexicon_class_name(lx, c));
    return ST_USAGE;
}

/* A list of a new name does nothing but in rules that ask for it and in weights that were learnt
 * with it: without them it is a slip. */
static enum status check_lists(struct parse *p) {
    const struct options *o = p->o;
    struct lexicon *lx = NULL;
    bool may_be_new = o->rules.n > 0 || o->weights || p->command == COMMAND_TRAIN;
    if (o->n_lexicons == 0 || may_be_new)
        return ST_OK;
    enum status st = lexicon_builtin(&lx, p->e);
    for (size_t i = 0; st == ST_OK && i < o->n_lexicons; i++)
        if (lexicon_class(lx, slice_of(o->lexicons[i].name)) < 0)
            st = no_list(p, lx, o->lexicons[i].name);
    lexicon_free(lx);
    return st;
}

static enum status check_together(struct parse *p) {
    struct options *o = p->o;
    if (o->offsets != OFFSET_CODEPOINT && o->spans == SPANS_NONE)
        return err_set(p->e, ST_USAGE, "--offsets says what --spans counts in; give both");
    enum status papers = option_check_papers(p);
    if (papers != ST_OK)
        return papers;
    if (o->accept_leaks && !o->update) {
        err_set(p->e, ST_USAGE, "--accept-leaks says what --update may write; give both");
        return ST_USAGE;
    }
    if (o->no_default_rules && o->rules.n == 0) {
        err_set(p->e, ST_USAGE, "--no-default-rules leaves no rule");
        err_hint(p->e, "add your own with --rules FILE");
        return ST_USAGE;
    }
    if (p->only && (p->also & ~p->only)) {
        err_set(p->e, ST_USAGE, "--only and --also GROUP contradict each other");
        err_hint(p->e, "add GROUP to --only instead");
        return ST_USAGE;
    }
    option_settle_actions(p);
    enum status st = option_check_actions(p);
    if (st == ST_OK)
        st = option_check_fields(p);
    return st == ST_OK ? check_format(p) : st;
}

enum status options_parse(struct options *o, enum command c, int argc, char **argv, struct arena *a,
                          struct err *e) {
    const uint32_t all = (1u << LABEL_COUNT) - 1 - (1u << LABEL_NONE);
    *o = (struct options){.every = 4,
                          .recall = 4000,
                          .seed = 1,
                          .epochs = 12,
                          .runs = 1,
                          .folds = 4,
                          .renamed = 1,
                          .review = {.sample = 200, .each = 10},
                          .bound = {NAN, NAN, NAN, 0.95},
                          .into = "rules",
                          .papers.min_count = 10};
    struct parse p = {.o = o, .a = a, .e = e, .command = c};
    const char *policy = NULL;
    enum status st = find_policy(&p, c, argc, argv, &policy);
    if (st == ST_OK && policy)
        st = policyfile_read(&p, policy);
    if (st == ST_OK)
        st = read_options(&p, c, argc, argv);
    if (st != ST_OK || o->help || o->version || o->completion)
        return st;
    st = check_together(&p);
    if (st == ST_OK)
        st = check_quarantine(&p);
    if (st == ST_OK)
        st = check_lists(&p);
    o->labels = p.only ? p.only : (all & ~(1u << LABEL_GROUP)) | p.also;
    o->inputs = (struct string_list){(const char **)(argv + optind), (size_t)(argc - optind)};
    return st;
}
