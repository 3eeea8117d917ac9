#include "run/stream.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/columns.h"
#include "run/input.h"
#include "run/parallel.h"

/* A run in progress. */
struct run {
    const struct options *o;
    const struct engine *engine;
    const struct sink *sink;
    struct policy *policy;
    struct crew *crew;
    size_t batch;                /* records, at most, in one */
    struct cases *cases;         /* NULL: each record has its own numbers */
    struct processor *by;        /* with cases: what replaces */
    struct processor *processor; /* the same when the crew has none to lend; owned */
    struct stream_result *res;
    struct progress progress;
    bool met; /* the policy has seen the first record */
};

/* Readers note where they are as they go; what fails after them is somewhere else. */
static void forget_place(struct err *e) {
    if (e)
        *e = (struct err){0};
}

static enum status put_aside(struct run *x, const struct record *r, const struct err *why,
                             struct err *e) {
    enum status st = x->sink->fault(x->sink->ctx, r, why, e);
    x->res->faulty += st == ST_OK;
    return st;
}

/* Gives a record to the sink; with cases only now its text is replaced. st: how the processing
 * ended, with the fault in e. */
static enum status deliver(struct run *x, enum status st, const struct record *r,
                           struct redacted *d, struct arena *a, struct err *e) {
    if (st == ST_OK && x->cases)
        st = process_replace(x->by, x->cases, r, a, d, e);
    if (st == ST_OK)
        st = x->sink->record(x->sink->ctx, r, d, a, e);
    if (st == ST_OK) {
        x->res->records++;
        x->res->withheld += d->withheld;
        x->res->joined += d->joined;
    } else if (status_is_record(st) && x->sink->fault) {
        struct err why = e ? *e : (struct err){0};
        forget_place(e);
        st = put_aside(x, r, &why, e);
    }
    return st;
}

static enum status meet_first(struct run *x, const struct record *r, struct err *e) {
    if (x->met || r->fault)
        return ST_OK;
    x->met = true;
    return policy_first(x->policy, r, e);
}

/* Fills a batch. *end: the input is at its end, or in a fault that is told after what came before.
 */
static enum status fill(struct run *x, struct batch *b, struct reader *rd, bool *end,
                        struct err *e) {
    enum status st = ST_OK;
    while (b->n < x->batch && b->bytes < BATCH_BYTES) {
        struct record *r = &b->records[b->n];
        *r = (struct record){0};
        st = reader_next(rd, r, &b->arena, e);
        if (st == ST_OK)
            st = meet_first(x, r, e);
        if (st != ST_OK)
            break;
        b->bytes += r->raw.n + r->source.n;
        b->n++;
    }
    *end = st != ST_OK;
    return st == ST_END ? ST_OK : st;
}

/* Gives the oldest batch to the sink, as far as it was processed. */
static enum status emit(struct run *x, struct batch *b, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < b->processed; i++) {
        const struct record *r = &b->records[i];
        st = r->fault ? put_aside(x, r, r->fault, e)
                      : deliver(x, ST_OK, r, &b->done[i], &b->arena, e);
    }
    if (st == ST_OK && b->st != ST_OK) {
        if (e)
            *e = b->err;
        st = b->st;
    }
    crew_done(x->crew);
    return st;
}

static enum status emit_all(struct run *x, struct err *e) {
    enum status st = ST_OK;
    struct batch *b;
    while (st == ST_OK && (b = crew_take(x->crew)) != NULL)
        st = emit(x, b, e);
    return st;
}

static enum status all_batches(struct run *x, struct reader *rd, struct err *e) {
    struct err fault = {0}; /* the reader's; what came before it goes first */
    enum status read = ST_OK, st = ST_OK;
    for (bool end = false; st == ST_OK && !end;) {
        struct batch *b = crew_empty(x->crew);
        if (b) {
            read = fill(x, b, rd, &end, &fault);
            if (b->n > 0)
                crew_put(x->crew);
        } else {
            b = crew_take(x->crew);
            st = b ? emit(x, b, e) : err_set(e, ST_INTERNAL, "no batch is free");
        }
    }
    if (st == ST_OK)
        st = emit_all(x, e);
    if (st == ST_OK && read != ST_OK) {
        if (e)
            *e = fault;
        st = read;
    }
    if (st == ST_OK)
        crew_tell(x->crew, x->policy);
    return st;
}

/* ---- inputs ---- */

static enum status start(struct run *x, struct reader *rd, const char *name, struct err *e) {
    size_t n = 0;
    forget_place(e);
    const struct slice *columns = reader_header(rd, &n);
    enum format f = reader_format(rd);
    enum status st = columns_check(x->engine, columns, n, e);
    if (st == ST_OK)
        st = policy_columns(x->policy, f, columns, n, e);
    if (st == ST_OK)
        st = crew_columns(x->crew, f, columns, n, e);
    if (st == ST_OK && x->sink->columns)
        st = x->sink->columns(x->sink->ctx, name, f, columns, n, x->policy, e);
    if (st != ST_OK)
        err_file(e, strcmp(name, "-") == 0 ? "standard input" : name);
    return st;
}

static bool is_written(const struct output *o, int fd) {
    return o && output_is(o, fd);
}

/* Asked of all inputs before the first is read: what is put aside of one must not replace the next.
 * One that cannot be opened is told when its turn comes. */
static enum status not_itself(const struct run *x, const char *name, struct err *e) {
    bool standard = strcmp(name, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(name, O_PATH | O_CLOEXEC);
    bool same =
        fd >= 0 && (is_written(x->sink->output, fd) || is_written(x->sink->quarantine, fd) ||
                    is_written(x->sink->papers[0], fd) || is_written(x->sink->papers[1], fd));
    if (!standard && fd >= 0 && close(fd) != 0)
        return err_set(e, ST_IO, "%s cannot be looked at", name);
    if (!same)
        return ST_OK;
    err_file(e, standard ? "standard input" : name);
    err_set(e, ST_USAGE, "is input and output at once");
    err_hint(e, "write to another file");
    return ST_USAGE;
}

static void seen(void *ctx, size_t n) {
    struct run *x = ctx;
    x->progress.bytes += n;
    x->progress.records = x->res->records;
    x->sink->progress(x->sink->progress_ctx, &x->progress);
}

/* The bytes of all inputs, when all are files. */
static uint64_t total_size(const struct string_list *inputs) {
    uint64_t sum = 0;
    struct stat s;
    if (inputs->n == 0)
        return fstat(STDIN_FILENO, &s) == 0 && S_ISREG(s.st_mode) ? (uint64_t)s.st_size : 0;
    for (size_t i = 0; i < inputs->n; i++) {
        bool standard = strcmp(inputs->v[i], "-") == 0;
        int failed = standard ? fstat(STDIN_FILENO, &s) : stat(inputs->v[i], &s);
        if (failed || !S_ISREG(s.st_mode))
            return 0;
        sum += (uint64_t)s.st_size;
    }
    return sum;
}

static enum status one_input(struct run *x, const char *name, struct err *e) {
    struct input in;
    struct sha256 hash;
    struct reader *rd = NULL;
    enum status st = input_open(&in, name, e);
    if (st != ST_OK)
        return st;
    sha256_start(&hash);
    in.hash = x->sink->ended ? &hash : NULL;
    in.seen = x->sink->progress ? seen : NULL;
    in.seen_ctx = x;
    st = reader_open(&rd, &in.source, &x->o->reader, 1 + x->res->records + x->res->faulty, e);
    if (st == ST_OK)
        st = start(x, rd, name, e);
    if (st == ST_OK)
        st = all_batches(x, rd, e);
    if (st == ST_OK)
        forget_place(e);
    if (st == ST_OK && x->sink->ended)
        st = x->sink->ended(x->sink->ctx, &hash, e);
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
        st = not_itself(x, "-", e);
    for (size_t i = 0; st == ST_OK && i < inputs->n; i++)
        st = not_itself(x, inputs->v[i], e);
    if (st == ST_OK && inputs->n == 0)
        st = one_input(x, "-", e);
    for (size_t i = 0; st == ST_OK && i < inputs->n; i++)
        st = one_input(x, inputs->v[i], e);
    if (st == ST_OK)
        st = policy_finish(x->policy, x->res->records, e);
    if (st == ST_OK && x->o->known_tables.n > 0 && x->res->records > 0 && x->res->joined == 0) {
        err_set(e, ST_USAGE, "--known-table: no record has a row in it");
        err_hint(e,
                 "the field of --on may be spelt another way there; nothing in it was looked for");
        st = ST_USAGE;
    }
    return st;
}

/* A trace tells of the record that the sink gets next. */
static size_t batch_size(const struct options *o, const struct engine *en) {
    bool one = o->line_buffered || en->detect.trace || en->detect.trace_field;
    return one ? 1 : BATCH_RECORDS;
}

/* Who replaces, with cases. */
static enum status find_processor(struct run *x, struct err *e) {
    x->by = crew_processor(x->crew);
    if (x->by)
        return ST_OK;
    enum status st = processor_new(&x->processor, x->engine, &x->engine->redact, e);
    x->by = x->processor;
    return st;
}

enum status stream_run(struct stream_result *res, const struct options *o, const struct engine *en,
                       const struct sink *sink, struct err *e) {
    struct run x = {.o = o, .engine = en, .sink = sink, .res = res, .batch = batch_size(o, en)};
    *res = (struct stream_result){0};
    x.progress.total = sink->progress ? total_size(&o->inputs) : 0;
    const struct policy_options po = policy_options_of(o);
    enum status st = policy_new(&x.policy, &po, e);
    if (st == ST_OK && o->papers.decisive)
        policy_decisive(x.policy);
    if (st == ST_OK && o->has_case)
        st = cases_new(&x.cases, e);
    if (st == ST_OK)
        st = crew_new(&x.crew, o->line_buffered ? 1 : o->jobs, en, o, e);
    if (st == ST_OK && x.cases)
        st = find_processor(&x, e);
    if (st == ST_OK)
        st = all_inputs(&x, e);
    crew_free(x.crew);
    cases_free(x.cases);
    processor_free(x.processor);
    policy_free(x.policy);
    process_forget();
    return st;
}
