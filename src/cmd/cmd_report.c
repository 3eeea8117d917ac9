/* blot report merge: the reports of several runs as one. */
#include "cmd/cmd.h"

#include <string.h>

#include "run/merge.h"

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
    int status = st == ST_OK ? cmd_write(buf_slice(&text), o->output) : cmd_fail(&e);
    buf_free(&text);
    return status;
}
