#include "cmd/cmd.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/sandbox.h"
#include "cmd/signals.h"
#include "cmd/ticker.h"
#include "run/engine.h"
#include "run/papers.h"
#include "run/scannedtext.h"
#include "run/stream.h"
#include "run/writer.h"

struct filter {
    const struct options *o;
    struct writer writer;
    struct output *quarantine; /* NULL: a record that cannot be processed stops the run */
    struct papers papers;
    struct scanned_text scanned;
    char moment[32]; /* when the run began */
    char key_id[KEY_ID_CHARS + 1];
};

static enum status filter_record(void *ctx, const struct record *r, const struct redacted *d,
                                 struct arena *a, struct err *e) {
    struct filter *x = ctx;
    scanned_note(&x->scanned, r, d);
    enum status st = writer_record(&x->writer, r, d, a, e);
    return st == ST_OK ? papers_record(&x->papers, r, d, a, e) : st;
}

static enum status filter_ended(void *ctx, const struct sha256 *hash, struct err *e) {
    return papers_input(&((struct filter *)ctx)->papers, hash, e);
}

/* The record goes aside as it came; why it did is said, or nobody would know what to mend. */
static enum status filter_fault(void *ctx, const struct record *r, const struct err *why,
                                struct err *e) {
    struct filter *x = ctx;
    papers_fault(&x->papers);
    if (!buf_add_slice(output_buffer(x->quarantine), r->source))
        return err_memory(e);
    if (!cmd_note(why, "put into quarantine"))
        return err_set(e, ST_IO, "standard error cannot be written");
    return output_record_end(x->quarantine, e);
}

/* On a terminal: a name that promises a spreadsheet. */
static void show_output_name(const char *path) {
    struct err shown = {0};
    const char *ending = path ? strrchr(path, '.') : NULL;
    if (!ending || (strcmp(ending, ".csv") != 0 && strcmp(ending, ".tsv") != 0))
        return;
    err_file(&shown, path);
    fprintf(stderr, "%s: will hold JSON lines; a name that ends in .jsonl says so\n", shown.file);
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
    struct err shown = {0}; /* makes names fit for a terminal */
    err_file(&shown, strcmp(input, "-") == 0 ? "standard input" : input);
    fprintf(stderr, "%s: %zu column%s of %s\n", shown.file, n, n == 1 ? "" : "s",
            f == FORMAT_TSV ? "TSV" : "CSV");
    for (size_t i = 0; i < n; i++) {
        const struct field field = {.name = names[i], .kind = FIELD_STRING, .column = (uint32_t)i};
        err_field(&shown, names[i].p, names[i].n);
        struct treatment t = policy_field(policy, &field);
        fprintf(stderr, "  #%-3zu %-40s %s%s%s%s\n", i + 1, shown.field, treatment_words(t),
                t.person ? ", says the person" : "", t.case_of ? ", says the case" : "",
                t.on ? ", joins the known table" : "");
    }
    show_output_name(x->o->output);
    return ST_OK;
}

static enum status open_output(struct output **out, const struct options *o, struct err *e) {
    if (!o->output || strcmp(o->output, "-") == 0)
        return output_descriptor(out, STDOUT_FILENO, "standard output", o->line_buffered, e);
    enum status st = output_file(out, o->output, o->line_buffered, e);
    if (st == ST_OK)
        signals_add(output_temporary(*out));
    return st;
}

static enum status open_quarantine(struct filter *x, struct err *e) {
    enum status st = output_file(&x->quarantine, x->o->quarantine, x->o->line_buffered, e);
    if (st != ST_OK)
        return st;
    signals_add(output_temporary(x->quarantine));
    if (!output_same(x->quarantine, x->writer.output))
        return ST_OK;
    err_file(e, x->o->quarantine);
    err_set(e, ST_USAGE, "is the output and the quarantine at once");
    err_hint(e, "records in quarantine are not redacted: give them a file of their own");
    return ST_USAGE;
}

/* The quarantine holds records as they came: no paper may take its place. */
static enum status open_papers(struct filter *x, const struct engine *en, struct err *e) {
    cmd_moment(x->moment);
    if (en->keys)
        keyring_id(x->key_id, en->keys);
    const struct paper_head head = {cmd_libraries(), x->moment, en->keys ? x->key_id : NULL};
    enum status st = papers_open(&x->papers, x->o, en, &head, x->writer.output, x->quarantine, e);
    if (st == ST_OK && x->papers.report)
        signals_add(output_temporary(x->papers.report));
    if (st == ST_OK && x->papers.audit)
        signals_add(output_temporary(x->papers.audit));
    return st;
}

static enum status open_outputs(struct filter *x, const struct engine *en, struct err *e) {
    signals_hold();
    enum status st = open_output(&x->writer.output, x->o, e);
    if (st == ST_OK && x->o->quarantine)
        st = open_quarantine(x, e);
    if (st == ST_OK)
        st = open_papers(x, en, e);
    if (st != ST_OK)
        signals_forget();
    signals_release();
    if (st != ST_OK) {
        output_abort(x->writer.output);
        output_abort(x->quarantine);
    }
    return st;
}

/* The records before a fault have been made rightly, so they are still written; a file that cannot
 * be completed is not given its name. What is in quarantine is part of what the output says: it is
 * there when the output is, and first, so that no record is in neither. */
static enum status close_outputs(struct filter *x, bool to_file, bool aside, enum status run,
                                 struct err *e) {
    struct output *out = x->writer.output;
    struct err second = {0};
    signals_hold();
    if (run == ST_OK)
        run = papers_finish(&x->papers, e);
    bool keep = run == ST_OK || !(to_file || run == ST_IO);
    if (x->quarantine && keep && (run == ST_OK || aside)) {
        enum status st = output_finish(x->quarantine, run == ST_OK ? e : &second);
        run = run == ST_OK ? st : run;
        keep = st == ST_OK || !to_file;
    } else {
        output_abort(x->quarantine);
    }
    if (!keep)
        output_abort(out);
    else if (run == ST_OK)
        run = output_finish(out, e);
    else if (output_finish(out, &second) != ST_OK && errno == EPIPE)
        *e = second;
    int number = errno;
    papers_close(&x->papers);
    signals_forget();
    signals_release();
    errno = number; /* tells a closed pipe */
    return run;
}

/* From here on nothing but the inputs can be opened. */
static enum status confine(const struct filter *x, struct converter *held, struct err *e) {
    const char *outputs[] = {output_target(x->writer.output),
                             x->quarantine ? output_target(x->quarantine) : NULL,
                             x->papers.report ? output_target(x->papers.report) : NULL,
                             x->papers.audit ? output_target(x->papers.audit) : NULL};
    return sandbox_confine(held, x->o, outputs, sizeof outputs / sizeof *outputs, e);
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

/* Names in such a field stay where only what stands around them tells. */
static void report_scanned(const struct scanned_text *s) {
    if (s->n == 0)
        return;
    fputs(
        "blot: running text that was only scanned, so that names and places may be left in it, in",
        stderr);
    for (size_t i = 0; i < s->n; i++)
        fprintf(stderr, "%s \"%s\"", i ? "," : "", s->name[i]);
    fprintf(stderr, "%s: name %s with --text, or with --scan when this is meant\n",
            s->more ? " and others" : "", s->n == 1 && !s->more ? "it" : "each");
}

static int report(const struct options *o, const struct stream_result *res) {
    unsigned long long out = res->records, aside = res->faulty, withheld = res->withheld;
    if (o->known_tables.n > 0 && res->joined < res->records)
        fprintf(stderr, "blot: %llu of %llu records have no row in --known-table\n",
                out - res->joined, out);
    if (withheld)
        fprintf(stderr,
                "blot: %llu of %llu records hold text in no language blot covers; it was withheld "
                "(--uncovered)\n",
                withheld, out);
    if (aside)
        fprintf(stderr, "blot: %llu records read, %llu written, %llu put into quarantine\n",
                out + aside, out, aside);
    return withheld || aside ? EXIT_WITHHELD : EXIT_DONE;
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
    st = open_outputs(&x, &en, &e);
    if (st == ST_OK) {
        bool to_file = output_temporary(w->output) != NULL;
        w->spans = (struct spans_options){en.rules, o->spans, o->offsets};
        struct ticker ticker;
        ticker_start(&ticker, o);
        const struct sink sink = {.ctx = &x,
                                  .record = filter_record,
                                  .fault = x.quarantine ? filter_fault : NULL,
                                  .columns = show_columns,
                                  .output = w->output,
                                  .quarantine = x.quarantine,
                                  .ended = x.papers.wanted ? filter_ended : NULL,
                                  .papers = {x.papers.report, x.papers.audit},
                                  .progress = ticker.wanted ? ticker_tick : NULL,
                                  .progress_ctx = &ticker};
        struct converter held = {0};
        st = confine(&x, &held, &e);
        if (st == ST_OK)
            st = stream_run(&res, o, &en, &sink, &e);
        ticker_end(&ticker);
        st = close_outputs(&x, to_file, res.faulty > 0, st, &e);
        converter_close(&held);
    }
    int number = errno;
    writer_free(w);
    engine_close(&en);
    errno = number; /* tells a closed pipe */
    if (st != ST_OK)
        return cmd_fail(&e);
    report_scanned(&x.scanned);
    return report(o, &res);
}
