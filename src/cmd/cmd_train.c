/* blot train: a table of weights from marked-up text. */
#include <inttypes.h>

#include "cmd/cmd.h"
#include "run/training.h"

static bool add_figures(struct buf *b, uint32_t fold, struct score *s) {
    bool ok = buf_printf(b, "fold %u of records left out:", fold + 1);
    tally_sort(&s->labels, true);
    for (size_t i = 0; ok && i < s->labels.n; i++) {
        const struct tally *t = &s->labels.v[i];
        ok = buf_printf(b, " %.*s %.4f", (int)t->name.n, t->name.p,
                        t->total ? (double)t->caught / (double)t->total : 1.0);
    }
    return ok && buf_printf(b, " precision %.4f over-redaction %.4f docs %" PRIu64 "\n",
                            score_precision(s), score_over(s), s->records);
}

static enum status validate(struct training *t, struct buf *figures, struct err *e) {
    for (uint32_t fold = 0; fold < t->o->folds; fold++) {
        struct score s = {0};
        enum status st = training_fold(t, fold, &s, e);
        if (st == ST_OK && !add_figures(figures, fold, &s))
            st = err_memory(e);
        score_free(&s);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* Figures go to standard output when the table goes to a file, else only the table does. */
int cmd_train(const struct options *o) {
    struct err e = {0};
    struct engine en;
    struct training t = {0};
    struct buf table = {0}, figures = {0};
    if (o->inputs.n == 0) {
        (void)err_set(&e, ST_USAGE,
                      "train needs marked-up text: blot train GOLD.txt -o weights.tsv");
        err_hint(&e, "blot train --help says more");
        return cmd_fail(&e);
    }
    if (engine_open(&en, o, &e) != ST_OK)
        return cmd_fail(&e);
    enum status st = training_open(&t, &en, o, &e);
    if (st == ST_OK && o->output)
        st = validate(&t, &figures, &e);
    if (st == ST_OK)
        st = training_table(&t, &table, &e);
    int status = st == ST_OK ? cmd_write(buf_slice(&table), o->output) : cmd_fail(&e);
    if (status == EXIT_DONE && o->output)
        status = cmd_print(buf_slice(&figures), EXIT_DONE);
    buf_free(&figures);
    buf_free(&table);
    training_close(&t);
    engine_close(&en);
    return status;
}
