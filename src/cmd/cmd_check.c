/* --check: the filter with another sink, which lists what would be replaced. */
#include "cmd/cmd.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/sandbox.h"
#include "cmd/signals.h"
#include "run/baseline.h"
#include "run/engine.h"
#include "run/finding.h"
#include "run/spans.h"
#include "run/stream.h"

enum { ORIGINS = BY_UNCOVERED + 1 };

struct check {
    const struct options *o;
    struct engine engine;
    struct output *output;
    struct baseline *baseline; /* NULL: none */
    enum format format;        /* of the present input */
    bool *used;                /* rules, then origins: for SARIF */
    uint64_t findings, known;
};

static void note_used(struct check *x, const struct span *s) {
    size_t rules = ruleset_count(x->engine.rules);
    bool rule = (s->origin == BY_RULE || s->origin == BY_USER_RULE) && s->rule < rules;
    x->used[rule ? s->rule : rules + s->origin] = true;
}

static enum status list(struct check *x, const struct finding *f, struct err *e) {
    struct buf *b = output_buffer(x->output);
    if (baseline_has(x->baseline, f->fingerprint)) {
        x->known++;
        return ST_OK;
    }
    bool first = x->findings++ == 0;
    if (x->o->papers.quiet)
        return ST_OK;
    enum check_format format = (enum check_format)x->o->papers.format;
    if (!first && !finding_between(b, format))
        return err_memory(e);
    return finding_print(b, f, format, e);
}

static enum status check_field(struct check *x, const struct record *r, const struct redacted *d,
                               size_t i, struct arena *a, struct err *e) {
    const struct field *field = &r->fields[i];
    struct finding f = {.record = r->number, .key = field->kind == FIELD_KEY};
    enum status st = ST_OK;
    f.file = strcmp(r->file, "-") == 0 ? "stdin" : r->file;
    if (x->format == FORMAT_CSV || x->format == FORMAT_TSV)
        f.number = field->column + 1;
    if (!spans_field_name(&f.field, r, d, i, a))
        return err_memory(e);
    for (size_t k = 0; st == ST_OK && k < d->lists[i].n; k++) {
        const struct span *s = &d->lists[i].v[k].source;
        char delimiter = x->o->reader.delimiter;
        f.label = s->label == LABEL_NONE ? "WITHHELD" : label_name(s->label);
        f.rule = span_rule_name(x->engine.rules, s);
        f.from = locate(r, field, s->start, x->format, delimiter);
        f.to = locate(r, field, s->end, x->format, delimiter);
        f.start = spans_count(slice_cut(field->text, 0, s->start), OFFSET_CODEPOINT);
        f.end = f.start + spans_count(slice_cut(field->text, s->start, s->end), OFFSET_CODEPOINT);
        finding_fingerprint(&f, field->text, &d->lists[i]);
        note_used(x, s);
        st = list(x, &f, e);
    }
    return st;
}

static enum status check_record(void *ctx, const struct record *r, const struct redacted *d,
                                struct arena *a, struct err *e) {
    struct check *x = ctx;
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        if (!d->fields[i].drop && d->lists[i].n > 0)
            st = check_field(x, r, d, i, a, e);
    return st == ST_OK ? output_record_end(x->output, e) : st;
}

static enum status check_columns(void *ctx, const char *input, enum format f,
                                 const struct slice *names, size_t n, struct policy *policy,
                                 struct err *e) {
    (void)input, (void)names, (void)n, (void)policy, (void)e;
    ((struct check *)ctx)->format = f;
    return ST_OK;
}

/* ---- the end ---- */

static struct finding_rule describe(const struct check *x, size_t i) {
    static const char *const about[ORIGINS] = {[BY_KNOWN] = "a known field of the record holds it",
                                               [BY_COLUMN] = "the whole value of a known field",
                                               [BY_DENY] = "a phrase of --deny",
                                               [BY_EVIDENCE] = "words weighed",
                                               [BY_MEMORY] = "the record proves it elsewhere",
                                               [BY_UNCOVERED] = "text in no language blot covers"};
    size_t rules = ruleset_count(x->engine.rules);
    if (i < rules)
        return (struct finding_rule){ruleset_at(x->engine.rules, i)->id,
                                     ruleset_at(x->engine.rules, i)->about};
    const struct span s = {.origin = (uint8_t)(i - rules), .rule = RULE_NONE};
    const char *words = about[i - rules];
    return (struct finding_rule){span_rule_name(x->engine.rules, &s), slice_of(words ? words : "")};
}

static enum status end_list(struct check *x, struct err *e) {
    size_t n = 0, all = ruleset_count(x->engine.rules) + ORIGINS;
    struct finding_rule *rules = calloc(all, sizeof *rules);
    if (!rules)
        return err_memory(e);
    for (size_t i = 0; i < all; i++)
        if (x->used[i])
            rules[n++] = describe(x, i);
    enum status st = ST_OK;
    if (!x->o->papers.quiet)
        st = finding_end(output_buffer(x->output), (enum check_format)x->o->papers.format, rules, n,
                         e);
    free(rules);
    return st;
}

static void summary(const struct check *x, const struct stream_result *res) {
    if (x->o->papers.quiet)
        return;
    fprintf(stderr, "blot: %" PRIu64 " finding%s in %" PRIu64 " record%s", x->findings,
            x->findings == 1 ? "" : "s", res->records, res->records == 1 ? "" : "s");
    if (x->known)
        fprintf(stderr, ", and %" PRIu64 " of the baseline", x->known);
    fputc('\n', stderr);
}

static enum status open_list(struct check *x, struct err *e) {
    const char *path = x->o->output;
    enum status st = ST_OK;
    if (!path || strcmp(path, "-") == 0) {
        st = output_descriptor(&x->output, STDOUT_FILENO, "standard output",
                               x->o->line_buffered || isatty(STDOUT_FILENO), e);
    } else {
        signals_hold();
        st = output_file(&x->output, path, x->o->line_buffered, e);
        if (st == ST_OK)
            signals_add(output_temporary(x->output));
        signals_release();
    }
    return st;
}

static enum status run(struct check *x, struct stream_result *res, struct err *e) {
    const struct sink sink = {
        .ctx = x, .record = check_record, .columns = check_columns, .output = x->output};
    struct err second = {0};
    struct converter held = {0};
    const char *target = output_target(x->output);
    bool to_file = output_temporary(x->output) != NULL;
    enum status st = ST_OK;
    if (!x->o->papers.quiet &&
        !finding_begin(output_buffer(x->output), (enum check_format)x->o->papers.format))
        st = err_memory(e);
    if (st == ST_OK)
        st = sandbox_confine(&held, x->o, &target, 1, e);
    if (st == ST_OK)
        st = stream_run(res, x->o, &x->engine, &sink, e);
    converter_close(&held);
    if (st == ST_OK)
        st = end_list(x, e);
    signals_hold();
    if (st == ST_OK)
        st = output_finish(x->output, e);
    else if (to_file)
        output_abort(x->output);
    else if (output_finish(x->output, &second) != ST_OK && errno == EPIPE)
        *e = second; /* what was found before the fault has been told */
    int number = errno;
    signals_forget();
    signals_release();
    errno = number;
    return st;
}

int cmd_check(const struct options *o) {
    struct check x = {.o = o};
    struct stream_result res = {0};
    struct err e = {0};
    enum status st = engine_open(&x.engine, o, &e);
    if (st != ST_OK)
        return cmd_fail(&e);
    x.used = calloc(ruleset_count(x.engine.rules) + ORIGINS, sizeof *x.used);
    if (!x.used)
        st = err_memory(&e);
    if (st == ST_OK && o->papers.baseline)
        st = baseline_load(&x.baseline, o->papers.baseline, &e);
    if (st == ST_OK)
        st = open_list(&x, &e);
    if (st == ST_OK)
        st = run(&x, &res, &e);
    int number = errno;
    if (st == ST_OK)
        summary(&x, &res);
    baseline_free(x.baseline);
    free(x.used);
    engine_close(&x.engine);
    errno = number;
    if (st != ST_OK)
        return cmd_fail(&e);
    return x.findings ? EXIT_FINDINGS : EXIT_DONE;
}
