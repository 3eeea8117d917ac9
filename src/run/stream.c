#include "run/stream.h"

#include <string.h>

#include "run/input.h"

/* A run in progress. */
struct run {
    const struct options *o;
    const struct sink *sink;
    struct policy *policy;
    struct processor *processor;
    struct arena arena; /* of one record */
    struct stream_result *res;
};

static enum status one_record(struct run *x, const struct record *r, struct err *e) {
    struct redacted d = {0};
    enum status st = ST_OK;
    if (x->res->records == 0)
        st = policy_first(x->policy, r, e);
    if (st == ST_OK)
        st = process_record(x->processor, x->policy, r, &x->arena, &d, e);
    if (st == ST_OK)
        st = x->sink->record(x->sink->ctx, r, &d, &x->arena, e);
    if (st != ST_OK)
        return st;
    x->res->records++;
    x->res->withheld += d.withheld;
    return ST_OK;
}

/* Readers note where they are as they go; what fails after them is somewhere else. */
static void forget_place(struct err *e) {
    if (!e)
        return;
    e->record = e->row = e->column = e->offset = 0;
    e->file[0] = e->field[0] = '\0';
}

static enum status all_records(struct run *x, struct reader *rd, struct err *e) {
    for (;;) {
        struct record r = {0};
        arena_reset(&x->arena);
        enum status st = reader_next(rd, &r, &x->arena, e);
        if (st == ST_END)
            return ST_OK;
        if (st == ST_OK) {
            forget_place(e);
            st = one_record(x, &r, e);
        }
        if (st != ST_OK)
            return st;
    }
}

static enum status start(struct run *x, struct reader *rd, const char *name, struct err *e) {
    size_t n = 0;
    forget_place(e);
    const struct slice *columns = reader_header(rd, &n);
    enum format f = reader_format(rd);
    enum status st = policy_columns(x->policy, f, columns, n, e);
    if (st == ST_OK && x->sink->columns)
        st = x->sink->columns(x->sink->ctx, name, f, columns, n, x->policy, e);
    if (st != ST_OK)
        err_file(e, strcmp(name, "-") == 0 ? "standard input" : name);
    return st;
}

static enum status not_itself(const struct run *x, const struct input *in, struct err *e) {
    if (!x->sink->output || !output_is(x->sink->output, in->fd))
        return ST_OK;
    err_file(e, in->source.name);
    err_set(e, ST_USAGE, "is input and output at once");
    err_hint(e, "write to another file");
    return ST_USAGE;
}

static enum status one_input(struct run *x, const char *name, struct err *e) {
    struct input in;
    struct reader *rd = NULL;
    enum status st = input_open(&in, name, e);
    if (st != ST_OK)
        return st;
    st = not_itself(x, &in, e);
    if (st == ST_OK)
        st = reader_open(&rd, &in.source, &x->o->reader, x->res->records + 1, e);
    if (st == ST_OK)
        st = start(x, rd, name, e);
    if (st == ST_OK)
        st = all_records(x, rd, e);
    if (st == ST_OK)
        forget_place(e);
    if (rd)
        reader_close(rd);
    input_close(&in);
    return st;
}

static enum status standard_input_once(const struct string_list *inputs, struct err *e) {
    size_t n = 0;
    for (size_t i = 0; i < inputs->n; i++)
        n += strcmp(inputs->v[i], "-") == 0;
    return n < 2 ? ST_OK : err_set(e, ST_USAGE, "standard input (-) can be read only once");
}

static enum status all_inputs(struct run *x, struct err *e) {
    const struct string_list *inputs = &x->o->inputs;
    enum status st = standard_input_once(inputs, e);
    if (st == ST_OK && inputs->n == 0)
        st = one_input(x, "-", e);
    for (size_t i = 0; st == ST_OK && i < inputs->n; i++)
        st = one_input(x, inputs->v[i], e);
    if (st == ST_OK)
        st = policy_finish(x->policy, x->res->records, e);
    return st;
}

enum status stream_run(struct stream_result *res, const struct options *o, const struct engine *en,
                       const struct sink *sink, struct err *e) {
    struct run x = {.o = o, .sink = sink, .res = res};
    *res = (struct stream_result){0};
    enum status st = policy_new(&x.policy, o->fields, o->n_fields, o->labels, e);
    if (st == ST_OK)
        st = processor_new(&x.processor, en, &o->redact, e);
    if (st == ST_OK)
        st = all_inputs(&x, e);
    processor_free(x.processor);
    policy_free(x.policy);
    arena_free(&x.arena);
    return st;
}
