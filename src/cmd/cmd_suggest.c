/* blot suggest: a patch of proposals for a project's own rules, from the verdicts of a review. */
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

#include "cmd/signals.h"
#include "run/output.h"
#include "run/suggest.h"

/* The patch holds words of records, so a file gets mode 0600 as every output does. */
static enum status write_patch(const struct options *o, struct slice text, struct err *e) {
    struct output *out = NULL;
    signals_hold();
    enum status st = output_file(&out, o->output, false, e);
    if (st == ST_OK && !buf_add_slice(output_buffer(out), text)) {
        output_abort(out);
        st = err_memory(e);
    } else if (st == ST_OK) {
        st = output_finish(out, e);
    }
    signals_release();
    return st;
}

static int print(const struct options *o, struct buf *b) {
    struct err e = {0};
    if (!o->output || strcmp(o->output, "-") == 0)
        return cmd_print(buf_slice(b), EXIT_DONE);
    return write_patch(o, buf_slice(b), &e) == ST_OK ? EXIT_DONE : cmd_fail(&e);
}

int cmd_suggest(const struct options *o) {
    struct err e = {0};
    struct verdicts vs = {0};
    struct buf b = {0};
    size_t n = 0;
    enum status st = ST_OK;
    if (o->inputs.n == 0) {
        st = err_set(&e, ST_USAGE, "suggest needs files of verdicts: blot suggest verdicts.json");
        err_hint(&e, "the page that blot review writes saves them");
    }
    for (size_t i = 0; st == ST_OK && i < o->inputs.n; i++)
        st = verdicts_load(&vs, o->inputs.v[i], &e);
    if (st == ST_OK)
        st = suggest_patch(&b, &vs, o->into, &n, &e);
    int status = st == ST_OK ? print(o, &b) : cmd_fail(&e);
    if (status == EXIT_DONE && n == 0)
        fputs("blot: nothing is proposed; the patch says why\n", stderr);
    buf_free(&b);
    verdicts_free(&vs);
    return status;
}
