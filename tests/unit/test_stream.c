/* The run as a whole: workers change nothing, and a fault lets exactly the records before it out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistd.h>

#include <cmocka.h>

#include "run/engine.h"
#include "run/stream.h"
#include "run/writer.h"

struct bench {
    struct engine engine;
    struct options o;
    struct arena arena;
    char path[64];
};

static int setup(void **state) {
    struct bench *b = calloc(1, sizeof *b);
    struct err e = {0};
    char *argv[] = {(char *)(uintptr_t) "blot", NULL};
    assert_non_null(b);
    assert_int_equal(options_parse(&b->o, COMMAND_FILTER, 1, argv, &b->arena, &e), ST_OK);
    assert_int_equal(engine_open(&b->engine, &b->o, &e), ST_OK);
    strcpy(b->path, "/tmp/blot-stream-XXXXXX");
    int fd = mkstemp(b->path);
    assert_true(fd >= 0);
    close(fd);
    *state = b;
    return 0;
}

static int teardown(void **state) {
    struct bench *b = *state;
    unlink(b->path);
    engine_close(&b->engine);
    arena_free(&b->arena);
    free(b);
    return 0;
}

/* JSON lines; the one numbered `broken` is cut off. */
static void write_input(const struct bench *b, unsigned n, unsigned broken) {
    FILE *f = fopen(b->path, "w");
    assert_non_null(f);
    for (unsigned i = 1; i <= n; i++)
        fprintf(f, "{\"id\":%u,\"t\":\"Mrs Okafor, aged %u, and Mr Okafor\"%s\n", i, i % 90,
                i == broken ? "" : "}");
    assert_int_equal(fclose(f), 0);
}

/* Runs with so many workers; *out gets what was written. */
static enum status run(struct bench *b, uint32_t jobs, struct buf *out, struct stream_result *res,
                       struct err *e) {
    const char *inputs[] = {b->path};
    char piece[4096];
    struct writer w = {0};
    FILE *sunk = tmpfile();
    assert_non_null(sunk);
    b->o.jobs = jobs;
    b->o.reader.format = FORMAT_JSONL;
    b->o.inputs = (struct string_list){inputs, 1};
    assert_int_equal(output_descriptor(&w.output, dup(fileno(sunk)), "a file", false, e), ST_OK);
    w.spans = (struct spans_options){b->engine.rules, SPANS_SOURCE, OFFSET_CODEPOINT};
    const struct sink sink = {.ctx = &w, .record = writer_record, .output = w.output};
    enum status st = stream_run(res, &b->o, &b->engine, &sink, e);
    struct err second = {0};
    assert_int_equal(output_finish(w.output, &second), ST_OK);
    rewind(sunk);
    for (size_t n; (n = fread(piece, 1, sizeof piece, sunk)) > 0;)
        assert_true(buf_add(out, piece, n));
    fclose(sunk);
    writer_free(&w);
    return st;
}

static size_t lines(const struct buf *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++)
        n += b->p[i] == '\n';
    return n;
}

static void test_workers_change_nothing(void **state) {
    struct bench *b = *state;
    struct buf one = {0};
    struct stream_result res;
    struct err e = {0};
    write_input(b, 700, 0);
    assert_int_equal(run(b, 1, &one, &res, &e), ST_OK);
    assert_int_equal(res.records, 700);
    assert_int_equal(lines(&one), 700);
    for (uint32_t jobs = 2; jobs <= 3; jobs++) {
        struct buf more = {0};
        assert_int_equal(run(b, jobs, &more, &res, &e), ST_OK);
        assert_int_equal(res.records, 700);
        assert_int_equal(more.n, one.n);
        assert_memory_equal(more.p, one.p, one.n);
        buf_free(&more);
    }
    buf_free(&one);
}

static void test_fault_stops_at_its_record(void **state) {
    struct bench *b = *state;
    write_input(b, 400, 333);
    for (uint32_t jobs = 1; jobs <= 3; jobs++) {
        struct buf out = {0};
        struct stream_result res;
        struct err e = {0};
        assert_int_equal(run(b, jobs, &out, &res, &e), ST_DATA);
        assert_int_equal(lines(&out), 332);
        assert_int_equal(res.records, 332);
        assert_int_equal(e.record, 333);
        buf_free(&out);
    }
}

static enum status refuse_fifth(void *ctx, const struct record *r, const struct redacted *d,
                                struct arena *a, struct err *e) {
    (void)ctx, (void)d, (void)a;
    return r->number == 5 ? err_set(e, ST_IO, "full") : ST_OK;
}

/* A sink that fails ends the run, whatever the workers are doing. */
static void test_sink_that_fails(void **state) {
    struct bench *b = *state;
    const char *inputs[] = {b->path};
    const struct sink sink = {.record = refuse_fifth};
    write_input(b, 2000, 0);
    b->o.inputs = (struct string_list){inputs, 1};
    for (b->o.jobs = 1; b->o.jobs <= 3; b->o.jobs++) {
        struct stream_result res;
        struct err e = {0};
        assert_int_equal(stream_run(&res, &b->o, &b->engine, &sink, &e), ST_IO);
        assert_int_equal(res.records, 4);
        assert_string_equal(e.what, "full");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_workers_change_nothing),
        cmocka_unit_test(test_fault_stops_at_its_record),
        cmocka_unit_test(test_sink_that_fails),
    };
    return cmocka_run_group_tests(tests, setup, teardown) == 0 ? 0 : 1;
}
