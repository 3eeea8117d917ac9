/* blot policy init. */
#include "cmd/cmd.h"

#include <string.h>

#include "run/output.h"
#include "run/policyinit.h"

static int write_policy(struct buf *text, const char *path, struct err *e) {
    struct output *out;
    if (!path)
        return cmd_print(buf_slice(text), EXIT_DONE);
    enum status st = output_file(&out, path, false, e);
    if (st != ST_OK)
        return cmd_fail(e);
    if (!buf_add_slice(output_buffer(out), buf_slice(text))) {
        output_abort(out);
        (void)err_set(e, ST_MEMORY, "out of memory");
        return cmd_fail(e);
    }
    return output_finish(out, e) == ST_OK ? EXIT_DONE : cmd_fail(e);
}

int cmd_policy(const struct options *o) {
    struct err e = {0};
    struct buf text = {0};
    if (o->inputs.n != 2 || strcmp(o->inputs.v[0], "init") != 0) {
        (void)err_set(&e, ST_USAGE, "policy: say what to do, and with which file");
        err_hint(&e, "blot policy init FILE writes a policy to start from");
        return cmd_fail(&e);
    }
    enum status st = policyinit_write(&text, o, o->inputs.v[1], &e);
    int status = st == ST_OK ? write_policy(&text, o->output, &e) : cmd_fail(&e);
    buf_free(&text);
    return status;
}
