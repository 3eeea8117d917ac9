/* The whole filter: inputs, readers, policy, detection, redaction, writer, workers. Bytes: format,
 * options, size of pieces, where an NHS number is planted, then the file. */
#include "fuzz.h"

#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "planted.h"
#include "run/engine.h"
#include "run/stream.h"
#include "run/writer.h"

/* Every read of the filter comes through here (the linker's --wrap), so that a file is handed out
 * in pieces. */
static size_t largest_read;
ssize_t __real_read(int fd, void *p, size_t n);
ssize_t __wrap_read(int fd, void *p, size_t n);
ssize_t __wrap_read(int fd, void *p, size_t n) {
    return __real_read(fd, p, largest_read && n > largest_read ? largest_read : n);
}

/* Detectors are kept from one execution to the next, because one takes many times longer to
 * make than to use; so it is also seen that nothing of a record stays in them. The linker leads
 * detector_new and detector_free here. */
enum status __real_detector_new(struct detector **out, const struct detect_options *o,
                                struct err *e);
enum status __wrap_detector_new(struct detector **out, const struct detect_options *o,
                                struct err *e);
void __wrap_detector_free(struct detector *d);

struct idle {
    struct detect_options o;
    struct detector *detector;
    bool taken;
};
static struct idle idle[256];
static size_t n_idle;
static pthread_mutex_t idle_lock = PTHREAD_MUTEX_INITIALIZER;

static bool serves(const struct detect_options *a, const struct detect_options *b) {
    return a->rules == b->rules && a->weights == b->weights && a->labels == b->labels &&
           a->strict == b->strict && a->banding == b->banding && a->masked == b->masked &&
           a->uncovered == b->uncovered && a->bands == b->bands && a->match_limit == b->match_limit;
}

enum status __wrap_detector_new(struct detector **out, const struct detect_options *o,
                                struct err *e) {
    enum status st = ST_OK;
    size_t i = 0;
    FUZZ_CHECK(pthread_mutex_lock(&idle_lock) == 0);
    while (i < n_idle && (idle[i].taken || !serves(&idle[i].o, o)))
        i++;
    FUZZ_CHECK(i < sizeof idle / sizeof *idle);
    if (i == n_idle) {
        st = __real_detector_new(&idle[i].detector, o, e);
        idle[i].o = *o;
        n_idle += st == ST_OK;
    }
    idle[i].taken = st == ST_OK;
    *out = idle[i].detector;
    FUZZ_CHECK(pthread_mutex_unlock(&idle_lock) == 0);
    return st;
}

void __wrap_detector_free(struct detector *d) {
    FUZZ_CHECK(pthread_mutex_lock(&idle_lock) == 0);
    for (size_t i = 0; i < n_idle; i++)
        if (idle[i].detector == d)
            idle[i].taken = false;
    FUZZ_CHECK(pthread_mutex_unlock(&idle_lock) == 0);
}

static int memory_file(struct slice text) {
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    FUZZ_CHECK(fd >= 0);
    for (size_t i = 0; i < text.n;) {
        ssize_t k = write(fd, text.p + i, text.n - i);
        FUZZ_CHECK(k > 0);
        i += (size_t)k;
    }
    return fd;
}

static void read_back(struct buf *out, int fd) {
    off_t size = lseek(fd, 0, SEEK_END);
    FUZZ_CHECK(size >= 0 && buf_reserve(out, (size_t)size + 1));
    FUZZ_CHECK(pread(fd, out->p, (size_t)size, 0) == (ssize_t)size);
    out->n = (size_t)size;
}

struct outcome {
    struct buf out;
    char message[1400];
    enum status st;
    struct stream_result res;
};

/* Runs the filter over text. The input's name is in messages, so runs that are compared have the
 * same descriptor. */
static void run(struct outcome *x, struct slice text, const struct options *o,
                const struct engine *en, size_t piece) {
    char path[64];
    struct writer w = {0};
    struct err e = {0}, second = {0};
    int in = memory_file(text), out = memory_file((struct slice){0});
    int kept = dup(out);
    FUZZ_CHECK(kept >= 0 && snprintf(path, sizeof path, "/proc/self/fd/%d", in) > 0);
    const char *inputs[] = {path};
    struct options mine = *o;
    mine.inputs = (struct string_list){inputs, 1};
    largest_read = piece;
    FUZZ_CHECK(output_descriptor(&w.output, out, "out", false, &e) == ST_OK);
    w.spans = (struct spans_options){en->rules, o->spans, o->offsets};
    const struct sink sink = {.ctx = &w, .record = writer_record, .output = w.output};
    x->st = stream_run(&x->res, &mine, en, &sink, &e);
    largest_read = 0;
    FUZZ_CHECK(output_finish(w.output, &second) == ST_OK);
    read_back(&x->out, kept);
    writer_free(&w);
    close(kept);
    close(in);
    x->message[0] = '\0';
    if (x->st != ST_OK) {
        fuzz_check_message(&e, x->st);
        err_format(x->message, sizeof x->message, &e);
    }
    FUZZ_CHECK(fuzz_check_json_lines(buf_slice(&x->out)) == x->res.records);
}

static void same(const struct outcome *a, const struct outcome *b) {
    FUZZ_CHECK(a->st == b->st && strcmp(a->message, b->message) == 0);
    FUZZ_CHECK(a->res.records == b->res.records && a->res.withheld == b->res.withheld);
    FUZZ_CHECK(slice_eq(buf_slice(&a->out), buf_slice(&b->out)));
}

struct mode {
    uint8_t format, options, piece, where;
};

/* The options of a mode, from the same parser as the command line's. */
static void choose(struct options *o, const struct mode *m, struct arena *a) {
    static char *const choices[8][4] = {
        {0},
        {(char *)(uintptr_t) "--spans=source", 0},
        {(char *)(uintptr_t) "--spans", (char *)(uintptr_t) "--offsets=utf16", 0},
        {(char *)(uintptr_t) "-ttext", 0},
        {(char *)(uintptr_t) "--action=mask", (char *)(uintptr_t) "--known=text", 0},
        {(char *)(uintptr_t) "--action=label", (char *)(uintptr_t) "--invalid=replace", 0},
        {(char *)(uintptr_t) "--known=id=ID", (char *)(uintptr_t) "--short-rows=fill", 0},
        {(char *)(uintptr_t) "--no-header", (char *)(uintptr_t) "--max-record=200", 0}};
    static const uint8_t formats[] = {FORMAT_JSONL, FORMAT_CSV, FORMAT_TEXT, FORMAT_AUTO,
                                      FORMAT_JSONL, FORMAT_CSV, FORMAT_TEXT, FORMAT_TSV};
    char *argv[6] = {(char *)(uintptr_t) "blot"};
    struct err e = {0};
    int n = 1;
    for (int i = 0; choices[m->options & 7][i]; i++)
        argv[n++] = choices[m->options & 7][i];
    FUZZ_CHECK(options_parse(o, COMMAND_FILTER, n, argv, a, &e) == ST_OK);
    o->reader.format = formats[m->format & 7];
    o->strict = m->options & 8;
    o->uncovered = (uint8_t)((m->options >> 4 & 3) % 3);
    if (m->options & 0x40)
        o->labels |= 1u << LABEL_GROUP;
}

/* One set of rules for all runs; what the options say of detection is put into a copy. */
static const struct engine *engine_for(struct engine *mine, const struct options *o) {
    static struct engine en;
    struct err e = {0};
    if (!en.rules)
        FUZZ_CHECK(engine_open(&en, o, &e) == ST_OK);
    *mine = en;
    mine->detect.labels = o->labels;
    mine->detect.strict = o->strict;
    mine->detect.uncovered = o->uncovered;
    mine->redact = o->redact;
    return mine;
}

/* What came out goes in again, and comes out with as many records. (That nothing in it changes
 * holds for what rules decide by themselves; evidence may weigh a word anew whose neighbour is
 * gone. fuzz_engine.c checks that nothing replaced is touched.) */
static void check_second_pass(const struct outcome *first, const struct options *o,
                              const struct engine *en) {
    struct outcome again = {0};
    struct options second = *o;
    second.reader = (struct reader_options){.format = FORMAT_JSONL};
    run(&again, buf_slice(&first->out), &second, en, 0);
    FUZZ_CHECK(again.st == ST_OK && again.res.records == first->res.records);
    buf_free(&again.out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct fuzz_input in = {data, size};
    struct mode m = {fuzz_byte(&in), fuzz_byte(&in), fuzz_byte(&in), fuzz_byte(&in)};
    struct arena a = {0};
    struct options o;
    struct engine mine;
    struct buf text = {0};
    struct outcome one = {0}, many = {0};
    choose(&o, &m, &a);
    const struct engine *en = engine_for(&mine, &o);
    bool planted = m.format & 0x80 && plant(&text, fuzz_rest(&in), m.format, m.where);
    if (!planted)
        FUZZ_CHECK(buf_add_slice(&text, fuzz_rest(&in)));
    run(&one, buf_slice(&text), &o, en, 0);
    o.jobs = (m.format & 0x18) == 0x18 ? 3 : 1; /* not often: threads take time to start */
    run(&many, buf_slice(&text), &o, en, (size_t)m.piece + 1);
    same(&one, &many);
    FUZZ_CHECK(!planted || is_gone(buf_slice(&one.out)));
    if (one.st == ST_OK && one.res.records > 0 && o.spans == SPANS_NONE && (m.where & 1))
        check_second_pass(&one, &o, en);
    buf_free(&one.out);
    buf_free(&many.out);
    buf_free(&text);
    arena_free(&a);
    return 0;
}
