#include "blot.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "io/jsonlex.h"
#include "io/jsonout.h"
#include "run/process.h"
#include "run/spans.h"

#define TEXT_MAX   ((size_t)1 << 30) /* bytes of one string */
#define RECORD_MAX ((size_t)1 << 24) /* of one record, unless --max-record says otherwise */

/* What the handles of one blot_open have in common; immutable but for the count. */
struct shared {
    atomic_size_t handles;
    struct arena arena; /* the options' strings and lists */
    struct options options;
    struct engine engine;
};

struct blot {
    struct shared *shared;
    struct processor *processor;
    struct policy *policy; /* of records */
    struct policy *prose;  /* of a string alone: no field has been chosen */
    struct cases *cases;   /* NULL: each record has its own numbers */
    struct jsonlex lex;
    struct arena arena;     /* reset for each text */
    struct buf text, array; /* the result's, and its redactions */
    uint64_t records;       /* redacted so far */
};

static int fail(char *message, const struct err *e) {
    if (message)
        err_format(message, BLOT_MESSAGE_MAX, e);
    return 1;
}

/* ---- opening ---- */

/* Arguments as main gets them: a name first, a format that refuses the options of others, then
 * copies that live as long as the arena. *n: how many. */
static char **arguments(size_t *n, const char *const *options, struct arena *a) {
    static const char *const first[] = {"blot", "--input=jsonl"};
    size_t given = 0, fixed = sizeof first / sizeof *first;
    while (options && options[given])
        given++;
    *n = fixed + given;
    char **v = arena_calloc(a, *n + 1, sizeof *v);
    for (size_t i = 0; v && i < *n; i++) {
        struct slice copy = arena_copy(a, slice_of(i < fixed ? first[i] : options[i - fixed]));
        if (!copy.p)
            return NULL;
        v[i] = (char *)copy.p; /* the arena's memory is ours to change */
    }
    return v;
}

/* Options that say what the program, and not the library, does. */
static const char *meaningless(const struct options *o) {
    return o->inputs.n > 0                    ? "a file to read"
           : o->help                          ? "--help"
           : o->version                       ? "--version"
           : o->reader.format != FORMAT_JSONL ? "--input"
           : o->reader.encoding               ? "--encoding"
           : o->reader.invalid                ? "--invalid"
           : o->output                        ? "--output"
           : o->quarantine                    ? "--quarantine"
           : o->line_buffered                 ? "--line-buffered"
           : o->papers.check                  ? "--check"
           : o->papers.report                 ? "--report"
           : o->papers.audit                  ? "--audit"
           : o->progress                      ? "--progress"
           : o->strict_columns                ? "--strict-columns"
           : o->jobs > 1                      ? "--jobs"
           : o->sandbox != SANDBOX_AUTO       ? "--sandbox"
                                              : NULL;
}

/* getopt_long keeps its place in variables of the whole process: one thread at a time. */
static enum status parse(struct options *o, size_t n, char **argv, struct arena *a, struct err *e) {
    static pthread_mutex_t getopt_lock = PTHREAD_MUTEX_INITIALIZER;
    if (pthread_mutex_lock(&getopt_lock) != 0)
        return err_set(e, ST_INTERNAL, "a lock failed");
    enum status st = options_parse(o, COMMAND_FILTER, (int)n, argv, a, e);
    if (pthread_mutex_unlock(&getopt_lock) != 0 && st == ST_OK)
        st = err_set(e, ST_INTERNAL, "a lock failed");
    return st;
}

static enum status read_options(struct shared *s, const char *const *options, struct err *e) {
    size_t n = 0;
    char **argv = arguments(&n, options, &s->arena);
    if (!argv)
        return err_memory(e);
    enum status st = parse(&s->options, n, argv, &s->arena, e);
    const char *name = st == ST_OK ? meaningless(&s->options) : NULL;
    return name ? err_set(e, ST_USAGE, "%s is for the program, not for the library", name) : st;
}

static void shared_leave(struct shared *s) {
    if (!s || atomic_fetch_sub(&s->handles, 1) != 1)
        return;
    engine_close(&s->engine);
    arena_free(&s->arena);
    free(s);
}

static enum status shared_new(struct shared **out, const char *const *options, struct err *e) {
    struct shared *s = calloc(1, sizeof *s);
    if (!s)
        return err_memory(e);
    atomic_init(&s->handles, 1);
    enum status st = read_options(s, options, e);
    if (st == ST_OK)
        st = engine_open(&s->engine, &s->options, e);
    if (st == ST_OK)
        *out = s;
    else
        shared_leave(s);
    return st;
}

static enum status make_policies(struct blot *b, struct err *e) {
    struct policy_options po = policy_options_of(&b->shared->options);
    enum status st = policy_new(&b->policy, &po, e);
    if (st == ST_OK)
        st = policy_columns(b->policy, FORMAT_JSONL, NULL, 0, e);
    po.n = 0;
    if (st == ST_OK)
        st = policy_new(&b->prose, &po, e);
    return st == ST_OK ? policy_columns(b->prose, FORMAT_JSONL, NULL, 0, e) : st;
}

/* A handle that takes s over, whatever becomes of it. */
static enum status handle_new(struct blot **out, struct shared *s, struct err *e) {
    struct blot *b = calloc(1, sizeof *b);
    if (!b) {
        shared_leave(s);
        return err_memory(e);
    }
    b->shared = s;
    enum status st = make_policies(b, e);
    if (st == ST_OK)
        st = processor_new(&b->processor, &s->engine, &s->engine.redact, e);
    if (st == ST_OK && s->options.has_case)
        st = cases_new(&b->cases, e);
    if (st == ST_OK)
        *out = b;
    else
        blot_close(b);
    return st;
}

int blot_open(struct blot **out, const char *const *options, char *message) {
    struct err e = {0};
    struct shared *s = NULL;
    *out = NULL;
    enum status st = shared_new(&s, options, &e);
    if (st == ST_OK)
        st = handle_new(out, s, &e);
    return st == ST_OK ? 0 : fail(message, &e);
}

int blot_share(struct blot **out, const struct blot *b, char *message) {
    struct err e = {0};
    *out = NULL;
    atomic_fetch_add(&b->shared->handles, 1);
    return handle_new(out, b->shared, &e) == ST_OK ? 0 : fail(message, &e);
}

/* ---- redacting ---- */

static enum status list_spans(struct blot *b, const struct redaction_list *done,
                              struct blot_result *r, struct err *e) {
    struct blot_span *v = arena_calloc(&b->arena, done->n, sizeof *v);
    if (!v)
        return err_memory(e);
    for (size_t i = 0; i < done->n; i++) {
        const struct redaction *d = &done->v[i];
        v[i] = (struct blot_span){.start = d->start, .end = d->end};
        v[i].source_start = d->source.start;
        v[i].source_end = d->source.end;
        v[i].label = d->source.label == LABEL_NONE ? "" : label_name(d->source.label);
        v[i].rule = arena_copy(&b->arena, span_rule_name(b->shared->engine.rules, &d->source)).p;
        if (!v[i].rule)
            return err_memory(e);
    }
    r->spans = v;
    r->n_spans = done->n;
    return ST_OK;
}

static enum status check_text(struct slice text, size_t most, struct err *e) {
    if (text.n > most)
        return err_set(e, ST_LIMIT, "the text is longer than %zu bytes", most);
    const char *nul = text.n ? memchr(text.p, '\0', text.n) : NULL;
    size_t bad = utf8_valid_prefix(text);
    if (!nul && bad == text.n)
        return ST_OK;
    size_t at = nul ? (size_t)(nul - text.p) : text.n;
    if (e)
        e->offset = (bad < at ? bad : at) + 1;
    return err_set(e, ST_DATA, bad < at ? "the text is not UTF-8" : "a NUL is not text");
}

static enum status process(struct blot *b, struct policy *policy, const struct record *r,
                           struct cases *cases, struct redacted *d, struct err *e) {
    enum status st = process_find(b->processor, policy, r, &b->arena, d, e);
    return st == ST_OK ? process_replace(b->processor, cases, r, &b->arena, d, e) : st;
}

static enum status redact_string(struct blot *b, struct slice text, struct blot_result *out,
                                 struct err *e) {
    struct field field = {.name = slice_of("text"), .text = text, .kind = FIELD_STRING};
    const struct record r = {.fields = &field, .n = 1};
    struct redacted d = {0};
    enum status st = check_text(text, TEXT_MAX, e);
    if (st == ST_OK)
        st = process(b, b->prose, &r, NULL, &d, e);
    if (st != ST_OK)
        return st;
    out->withheld = d.withheld;
    if (!buf_add_slice(&b->text, d.fields[0].changed ? d.fields[0].text : text))
        return err_memory(e);
    return list_spans(b, &d.lists[0], out, e);
}

static enum status write_record(struct blot *b, const struct record *r, const struct redacted *d,
                                struct err *e) {
    const struct options *o = &b->shared->options;
    const struct spans_options spans = {b->shared->engine.rules, o->spans, o->offsets};
    buf_clear(&b->array);
    enum status st = spans.wanted ? spans_array(&b->array, r, d, &spans, &b->arena, e) : ST_OK;
    if (st == ST_OK)
        st = jsonout_record(&b->text, r, d->fields, buf_slice(&b->array), e);
    if (st == ST_OK)
        b->text.n--; /* the line end */
    return st;
}

static enum status read_record(struct blot *b, struct slice json, struct record *r, struct err *e) {
    size_t most = b->shared->options.reader.max_record;
    enum status st = check_text(json, most ? most : RECORD_MAX, e);
    if (st != ST_OK)
        return st;
    if (json.n && (memchr(json.p, '\n', json.n) || memchr(json.p, '\r', json.n)))
        return err_set(e, ST_DATA, "a record is one line of JSON, and this has line ends");
    st = jsonlex_object(&b->lex, json, &b->arena, e);
    if (st != ST_OK && e)
        e->column = utf8_count(slice_cut(json, 0, b->lex.at)) + 1;
    *r = (struct record){.number = b->records + 1,
                         .raw = json,
                         .json = true,
                         .fields = b->lex.fields,
                         .n = b->lex.n};
    return st;
}

static enum status redact_json(struct blot *b, struct slice json, struct blot_result *out,
                               struct err *e) {
    struct record r = {0};
    struct redacted d = {0};
    enum status st = read_record(b, json, &r, e);
    if (st == ST_OK && b->records == 0)
        st = policy_first(b->policy, &r, e);
    if (st == ST_OK)
        st = process(b, b->policy, &r, b->cases, &d, e);
    if (st == ST_OK)
        st = write_record(b, &r, &d, e);
    if (st != ST_OK) {
        if (e)
            e->record = b->records + 1;
        return st;
    }
    out->withheld = d.withheld;
    b->records++;
    return ST_OK;
}

typedef enum status redact_fn(struct blot *b, struct slice text, struct blot_result *out,
                              struct err *e);

static int redact_as(redact_fn *how, struct blot *b, struct slice text, struct blot_result *result,
                     char *message) {
    struct err e = {0};
    struct blot_result r = {0};
    *result = r;
    arena_reset(&b->arena);
    buf_clear(&b->text);
    enum status st = how(b, text, &r, &e);
    if (st == ST_OK && !buf_add_char(&b->text, '\0'))
        st = err_memory(&e);
    if (st != ST_OK)
        return fail(message, &e);
    r.text = b->text.p;
    r.n = b->text.n - 1;
    *result = r;
    return 0;
}

int blot_redact(struct blot *b, const char *text, size_t n, struct blot_result *result,
                char *message) {
    return redact_as(redact_string, b, (struct slice){text ? text : "", n}, result, message);
}

int blot_redact_record(struct blot *b, const char *json, size_t n, struct blot_result *result,
                       char *message) {
    return redact_as(redact_json, b, (struct slice){json ? json : "", n}, result, message);
}

int blot_finish(const struct blot *b, char *message) {
    struct err e = {0};
    return policy_finish(b->policy, b->records, &e) == ST_OK ? 0 : fail(message, &e);
}

void blot_close(struct blot *b) {
    if (!b)
        return;
    processor_free(b->processor);
    cases_free(b->cases);
    policy_free(b->policy);
    policy_free(b->prose);
    jsonlex_free(&b->lex);
    arena_free(&b->arena);
    buf_free(&b->text);
    buf_free(&b->array);
    shared_leave(b->shared);
    free(b);
}

const char *blot_version(void) {
    return BLOT_VERSION;
}
