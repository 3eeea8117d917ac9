/* blot report merge: the reports of several runs as one. */
#include "cmd/cmd.h"

#include <string.h>

#include "run/merge.h"
#include "run/output.h"

static enum status write_file(struct buf *text, const char *path, struct err *e) {
    struct output *out = NULL;
    enum status st = output_file(&out, path, false, e);
    if (st != ST_OK)
        return st;
    if (buf_add_slice(output_buffer(out), buf_slice(text)))
        return output_finish(out, e);
    output_abort(out);
    return err_set(e, ST_MEMORY, "out of memory");
}

int cmd_report(const struct options *o) {
    struct buf text = {0};
    struct err e = {0};
    char moment[32];
    if (o->inputs.n < 2 || strcmp(o->inputs.v[0], "merge") != 0) {
        err_set(&e, ST_USAGE, "report knows one thing to do, merge, and needs reports for it");
        err_hint(&e, "blot report merge part-1.json part-2.json");
        return cmd_fail(&e);
    }
    cmd_moment(moment);
    enum status st = merge_reports(&text, o->inputs.v + 1, o->inputs.n - 1, moment, &e);
    if (st == ST_OK && o->output)
        st = write_file(&text, o->output, &e);
    if (st == ST_OK && !o->output)
        return cmd_print_buf(&text, true, EXIT_DONE);
    buf_free(&text);
    return st == ST_OK ? EXIT_DONE : cmd_fail(&e);
}
