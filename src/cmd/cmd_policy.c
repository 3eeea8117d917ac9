/* blot policy init. */
#include "cmd/cmd.h"

#include <string.h>

#include "run/policyinit.h"

int cmd_policy(const struct options *o) {
    struct err e = {0};
    struct buf text = {0};
    if (o->inputs.n != 2 || strcmp(o->inputs.v[0], "init") != 0) {
        (void)err_set(&e, ST_USAGE, "policy: say what to do, and with which file");
        err_hint(&e, "blot policy init FILE writes a policy to start from");
        return cmd_fail(&e);
    }
    enum status st = policyinit_write(&text, o, o->inputs.v[1], &e);
    int status = st == ST_OK ? cmd_write(buf_slice(&text), o->output) : cmd_fail(&e);
    buf_free(&text);
    return status;
}
