/* blot compare: two outputs, and what the new one shows that the old one hid. */
#include "cmd/cmd.h"

#include <inttypes.h>
#include <unistd.h>

#include "io/jsondoc.h"
#include "run/compare.h"
#include "run/output.h"

struct comparison {
    struct output *output;
    bool json;
};

static bool words(struct buf *b, size_t n, const char *what) {
    return buf_printf(b, "%zu word%s %s", n, n == 1 ? "" : "s", what);
}

static enum status note_people(struct buf *b, const struct compare_difference *d, struct err *e) {
    struct err shown = {0};
    err_field(&shown, d->field.p, d->field.n);
    bool ok = buf_printf(b, "record %" PRIu64 ", \"%s\": ", d->record, shown.field);
    if (ok && d->shown)
        ok = words(b, d->shown, "became visible");
    if (ok && d->hidden)
        ok = buf_add_str(b, d->shown ? ", " : "") && words(b, d->hidden, "became hidden");
    return ok && buf_add_char(b, '\n') ? ST_OK : err_memory(e);
}

static enum status note_json(struct buf *b, const struct compare_difference *d, struct err *e) {
    struct jsondoc doc = {0};
    struct cJSON *o = jsondoc_object(&doc);
    jsondoc_add_whole(&doc, o, "record", d->record);
    jsondoc_add_string(&doc, o, "field", d->field);
    jsondoc_add_whole(&doc, o, "shown", d->shown);
    jsondoc_add_whole(&doc, o, "hidden", d->hidden);
    enum status st = jsondoc_print(b, &doc, e);
    jsondoc_free(&doc);
    if (st == ST_OK && !buf_add_char(b, '\n'))
        st = err_memory(e);
    return st;
}

static enum status note(void *ctx, const struct compare_difference *d, struct err *e) {
    const struct comparison *x = ctx;
    struct buf *b = output_buffer(x->output);
    enum status st = x->json ? note_json(b, d, e) : note_people(b, d, e);
    return st == ST_OK ? output_record_end(x->output, e) : st;
}

static bool summary(struct buf *b, const struct compare_result *r, bool by_line) {
    bool ok = buf_printf(
        b, "%" PRIu64 " records compared: %" PRIu64 " show more, %" PRIu64 " show less\n",
        r->compared, r->more, r->less);
    if (ok && r->only_old)
        ok = buf_printf(b, "%" PRIu64 " only in the old output\n", r->only_old);
    if (ok && r->only_new)
        ok = buf_printf(b, "%" PRIu64 " only in the new output\n", r->only_new);
    if (ok && by_line && (r->only_old || r->only_new))
        ok = buf_add_str(b, "records were compared line with line; where some came or went, say "
                            "which belong together: --on F\n");
    return ok;
}

/* Line with line, a record more is one that was not visible before. */
static bool leaks(const struct compare_result *r, bool by_line) {
    return r->more > 0 || (by_line && r->only_new > 0);
}

int cmd_compare(const struct options *o) {
    struct comparison x = {.json = o->papers.format == CHECK_JSONL};
    struct compare_result res = {0};
    struct err e = {0}, second = {0};
    bool by_line = o->papers.join == NULL;
    if (o->inputs.n != 2) {
        err_set(&e, ST_USAGE, "compare takes two outputs: blot compare old.jsonl new.jsonl");
        return cmd_fail(&e);
    }
    enum status st = output_descriptor(&x.output, STDOUT_FILENO, "standard output", false, &e);
    if (st != ST_OK)
        return cmd_fail(&e);
    st = compare_files(&res, o->inputs.v[0], o->inputs.v[1], o->papers.join, o->papers.shifted,
                       note, &x, &e);
    if (st == ST_OK && !x.json && !summary(output_buffer(x.output), &res, by_line))
        st = err_memory(&e);
    enum status end = output_finish(x.output, st == ST_OK ? &e : &second);
    st = st == ST_OK ? end : st;
    if (st != ST_OK)
        return cmd_fail(&e);
    return leaks(&res, by_line) ? EXIT_FINDINGS : EXIT_DONE;
}
