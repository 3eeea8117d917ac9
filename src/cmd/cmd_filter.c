#include "cmd/cmd.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/signals.h"
#include "run/engine.h"
#include "run/papers.h"
#include "run/stream.h"
#include "run/writer.h"

struct filter {
    const struct options *o;
    struct writer writer;
    struct papers papers;
    char moment[32]; /* when the run began */
    char key_id[KEY_ID_CHARS + 1];
};

static enum status filter_record(void *ctx, const struct record *r, const struct redacted *d,
                                 struct arena *a, struct err *e) {
    struct filter *x = ctx;
    enum status st = papers_record(&x->papers, r, d, a, e);
    return st == ST_OK ? writer_record(&x->writer, r, d, a, e) : st;
}

static enum status filter_ended(void *ctx, const struct sha256 *hash, struct err *e) {
    return papers_input(&((struct filter *)ctx)->papers, hash, e);
}

/* On a terminal: one line a column, so that a wrong treatment is seen before the records go. */
static enum status show_columns(void *ctx, const char *input, enum format f,
                                const struct slice *names, size_t n, struct policy *policy,
                                struct err *e) {
    struct filter *x = ctx;
    bool guessed = strcmp(input, "-") == 0 && x->o->reader.format == FORMAT_AUTO;
    enum status st = writer_columns(&x->writer, names, n, e);
    if (st == ST_OK)
        st = papers_columns(&x->papers, names, n, policy, e);
    if (st == ST_OK && f == FORMAT_TEXT && guessed && isatty(STDERR_FILENO))
        fputs("standard input: plain text, a record a line (-i csv, -i jsonl for others)\n",
              stderr);
    if (st != ST_OK || n == 0 || !isatty(STDERR_FILENO))
        return st;
    fprintf(stderr, "%s: %zu column%s of %s\n", strcmp(input, "-") == 0 ? "standard input" : input,
            n, n == 1 ? "" : "s", f == FORMAT_TSV ? "TSV" : "CSV");
    for (size_t i = 0; i < n; i++) {
        const struct field field = {.name = names[i], .kind = FIELD_STRING, .column = (uint32_t)i};
        struct err shown = {0};
        err_field(&shown, names[i].p, names[i].n); /* makes it fit for a terminal */
        struct treatment t = policy_field(policy, &field);
        fprintf(stderr, "  #%-3zu %-40s %s%s%s%s\n", i + 1, shown.field, treatment_words(t),
                t.person ? ", says the person" : "", t.case_of ? ", says the case" : "",
                t.on ? ", joins the known table" : "");
    }
    return ST_OK;
}

static void release_signals(const struct filter *x) {
    const struct output *all[] = {x->writer.output, x->papers.report, x->papers.audit};
    const char *paths[3] = {NULL};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        paths[i] = all[i] ? output_temporary(all[i]) : NULL;
    signals_release_all(paths, 3);
}

static enum status open_output(struct output **out, const struct options *o, struct err *e) {
    if (!o->output || strcmp(o->output, "-") == 0)
        return output_descriptor(out, STDOUT_FILENO, "standard output", o->line_buffered, e);
    return output_file(out, o->output, o->line_buffered, e);
}

/* The output and the run's papers; nothing is left open on failure. */
static enum status open_all(struct filter *x, const struct engine *en, struct err *e) {
    cmd_moment(x->moment);
    if (en->keys)
        keyring_id(x->key_id, en->keys);
    const struct paper_head head = {cmd_libraries(), x->moment, en->keys ? x->key_id : NULL};
    signals_hold();
    enum status st = open_output(&x->writer.output, x->o, e);
    if (st == ST_OK) {
        st = papers_open(&x->papers, x->o, en, &head, x->writer.output, e);
        if (st != ST_OK) {
            output_abort(x->writer.output);
            x->writer.output = NULL;
        }
    }
    release_signals(x);
    return st;
}

/* The records before a fault have been made rightly, so they are still written; a file that cannot
 * be completed is not given its name. */
static enum status close_all(struct filter *x, enum status run, struct err *e) {
    struct output *out = x->writer.output;
    bool to_file = output_temporary(out) != NULL;
    struct err second = {0};
    signals_hold();
    if (run == ST_OK)
        run = papers_finish(&x->papers, e);
    if (run == ST_OK)
        run = output_finish(out, e);
    else if (to_file || run == ST_IO)
        output_abort(out);
    else if (output_finish(out, &second) != ST_OK && errno == EPIPE)
        *e = second;
    int number = errno;
    papers_close(&x->papers);
    signals_release(NULL);
    errno = number; /* tells a closed pipe */
    return run;
}

static void greet_terminal(const struct options *o) {
    if (o->inputs.n == 0 && isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
        fputs("blot: reading what you type; end with Ctrl-D (blot --help says more)\n", stderr);
}

/* Whoever asks for a .csv may expect one. */
static void note_format(const struct options *o) {
    size_t n = o->output ? strlen(o->output) : 0;
    if (n > 4 && strcmp(o->output + n - 4, ".csv") == 0 && isatty(STDERR_FILENO))
        fputs("blot: the output is JSON lines, whatever its name\n", stderr);
}

static int report(const struct options *o, const struct stream_result *res) {
    if (o->known_tables.n > 0 && res->joined < res->records)
        fprintf(stderr, "blot: %llu of %llu records have no row in --known-table\n",
                (unsigned long long)(res->records - res->joined), (unsigned long long)res->records);
    if (res->withheld == 0)
        return EXIT_DONE;
    fprintf(stderr,
            "blot: %llu of %llu records hold text in no language blot covers; it was withheld "
            "(--uncovered)\n",
            (unsigned long long)res->withheld, (unsigned long long)res->records);
    return EXIT_WITHHELD;
}

int cmd_filter(const struct options *o) {
    struct err e = {0};
    struct engine en;
    struct stream_result res = {0};
    struct filter x = {.o = o};
    struct writer *w = &x.writer;
    if (o->papers.check)
        return cmd_check(o);
    greet_terminal(o);
    note_format(o);
    enum status st = engine_open(&en, o, &e);
    if (st != ST_OK)
        return cmd_fail(&e);
    st = open_all(&x, &en, &e);
    if (st == ST_OK) {
        w->spans = (struct spans_options){en.rules, o->spans, o->offsets};
        const struct sink sink = {.ctx = &x,
                                  .record = filter_record,
                                  .columns = show_columns,
                                  .output = w->output,
                                  .ended = x.papers.wanted ? filter_ended : NULL,
                                  .papers = {x.papers.report, x.papers.audit}};
        st = stream_run(&res, o, &en, &sink, &e);
        st = close_all(&x, st, &e);
    }
    int number = errno;
    writer_free(w);
    engine_close(&en);
    errno = number; /* tells a closed pipe */
    return st == ST_OK ? report(o, &res) : cmd_fail(&e);
}
