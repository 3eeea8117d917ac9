#include "cmd/cmd.h"
int cmd_explain(const struct options *o) {
    (void)o;
    struct err e = {0};
    err_set(&e, ST_UNAVAILABLE, "explain: not available yet");
    return cmd_fail(&e);
}
