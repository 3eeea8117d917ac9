/* Output: files that appear when complete, and faults that are not forgotten. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "run/input.h"
#include "run/output.h"
#include "run/spans.h"

struct folder {
    char path[32];
    char file[64];
};

static int setup(void **state) {
    struct folder *f = calloc(1, sizeof *f);
    assert_non_null(f);
    strcpy(f->path, "/tmp/blot-output-XXXXXX");
    assert_non_null(mkdtemp(f->path));
    snprintf(f->file, sizeof f->file, "%s/out.jsonl", f->path);
    *state = f;
    return 0;
}

static size_t entries(const char *path) {
    size_t n = 0;
    DIR *d = opendir(path);
    assert_non_null(d);
    while (readdir(d))
        n++;
    assert_int_equal(closedir(d), 0);
    return n - 2;
}

static int teardown(void **state) {
    struct folder *f = *state;
    unlink(f->file);
    assert_int_equal(rmdir(f->path), 0); /* nothing else is left */
    free(f);
    return 0;
}

static void expect_file(const char *path, const char *want) {
    char have[64] = "";
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t n = fread(have, 1, sizeof have - 1, f);
    fclose(f);
    assert_int_equal(n, strlen(want));
    assert_string_equal(have, want);
}

static void test_file_appears_when_complete(void **state) {
    struct folder *f = *state;
    struct output *o = NULL;
    struct err e = {0};
    struct stat s;
    mode_t mask = umask(0);
    assert_int_equal(output_file(&o, f->file, false, &e), ST_OK);
    umask(mask);
    assert_true(buf_add_str(output_buffer(o), "one\n"));
    assert_int_equal(output_record_end(o, &e), ST_OK);
    assert_int_equal(access(f->file, F_OK), -1);
    assert_non_null(output_temporary(o));
    assert_int_equal(output_finish(o, &e), ST_OK);
    expect_file(f->file, "one\n");
    assert_int_equal(stat(f->file, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    assert_int_equal(entries(f->path), 1);
}

static void test_abort_leaves_the_old_file(void **state) {
    struct folder *f = *state;
    struct output *o = NULL;
    struct err e = {0};
    FILE *old = fopen(f->file, "w");
    assert_non_null(old);
    fputs("old", old);
    fclose(old);
    assert_int_equal(output_file(&o, f->file, true, &e), ST_OK);
    assert_true(buf_add_str(output_buffer(o), "new\n"));
    assert_int_equal(output_record_end(o, &e), ST_OK);
    int in = open(f->file, O_RDONLY);
    assert_true(output_is(o, in));
    close(in);
    output_abort(o);
    expect_file(f->file, "old");
    assert_int_equal(entries(f->path), 1);
}

static void test_compressed(void **state) {
    struct folder *f = *state;
    struct output *o = NULL;
    struct err e = {0};
    char have[64] = "";
    strcat(f->file, ".gz");
    assert_int_equal(output_file(&o, f->file, false, &e), ST_OK);
    assert_true(buf_add_str(output_buffer(o), "one\ntwo\n"));
    assert_int_equal(output_finish(o, &e), ST_OK);
    gzFile z = gzopen(f->file, "rb");
    assert_non_null(z);
    assert_int_equal(gzread(z, have, sizeof have - 1), 8);
    assert_string_equal(have, "one\ntwo\n");
    assert_int_equal(gzclose(z), Z_OK);
}

static void test_full_device(void **state) {
    (void)state;
    struct output *o = NULL;
    struct err e = {0};
    char line[1024];
    assert_int_equal(output_file(&o, "/dev/full", false, &e), ST_OK);
    assert_null(output_temporary(o)); /* a device is not replaced */
    assert_true(buf_add_str(output_buffer(o), "one\n"));
    assert_int_equal(output_record_end(o, &e), ST_OK); /* not written yet */
    assert_int_equal(output_finish(o, &e), ST_IO);
    err_format(line, sizeof line, &e);
    assert_non_null(strstr(line, "/dev/full: cannot write: No space left on device"));
    assert_int_equal(access("/dev/full", F_OK), 0);
}

static void test_each_record_is_written(void **state) {
    (void)state;
    struct output *o = NULL;
    struct err e = {0};
    int ends[2];
    char have[8] = "";
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(output_descriptor(&o, ends[1], "a pipe", true, &e), ST_OK);
    assert_true(buf_add_str(output_buffer(o), "one\n"));
    assert_int_equal(output_record_end(o, &e), ST_OK);
    assert_int_equal(read(ends[0], have, sizeof have), 4);
    assert_string_equal(have, "one\n");
    assert_int_equal(output_finish(o, &e), ST_OK);
    assert_int_equal(read(ends[0], have, sizeof have), 0); /* closed */
    close(ends[0]);
}

static void test_where_it_cannot_be(void **state) {
    (void)state;
    struct output *o = NULL;
    struct err e = {0};
    assert_int_equal(output_file(&o, "/tmp", false, &e), ST_USAGE);
    assert_null(o);
    assert_int_equal(output_file(&o, "/nowhere/at/all", false, &e), ST_IO);
    assert_string_equal(e.hint, "make the folder first");
}

static void test_inputs_that_are_something_else(void **state) {
    struct folder *f = *state;
    struct input in;
    struct err e = {0};
    FILE *file = fopen(f->file, "w");
    assert_non_null(file);
    fputs("PK\x03\x04....", file);
    fclose(file);
    assert_int_equal(input_open(&in, f->file, &e), ST_DATA);
    assert_string_equal(e.what, "is a zip file or an Office document");
    assert_int_equal(input_open(&in, f->path, &e), ST_USAGE);
    assert_string_equal(e.what, "is a folder");
    assert_int_equal(input_open(&in, "/nowhere.csv", &e), ST_IO);
}

static void test_units(void **state) {
    (void)state;
    struct slice s = slice_of("a\xC3\xA9\xF0\x9F\x98\x80");
    assert_int_equal(spans_count(s, OFFSET_CODEPOINT), 3);
    assert_int_equal(spans_count(s, OFFSET_BYTE), 7);
    assert_int_equal(spans_count(s, OFFSET_UTF16), 4);
}

/* Keys that held an identifier are named by what replaced them, also in the names of what lies
 * below them. */
static void test_spans_below_a_redacted_key(void **state) {
    (void)state;
    struct field fields[] = {
        {.name = slice_of("tel/07700 900123"),
         .text = slice_of("tel/07700 900123"),
         .kind = FIELD_KEY},
        {.name = slice_of("/tel~107700 900123/x"), .text = slice_of("x"), .kind = FIELD_KEY},
        {.name = slice_of("/tel~107700 900123/x"),
         .text = slice_of("\xC3\x93 Sam"),
         .kind = FIELD_STRING}};
    struct out_field out[] = {{.changed = true, .text = slice_of("tel/[CONTACT_1]")},
                              {0},
                              {.changed = true, .text = slice_of("\xC3\x93 [NAME_1]")}};
    struct redaction key = {{4, 16, LABEL_CONTACT, BY_MEMORY, RULE_NONE}, 4, 15};
    struct redaction value = {{3, 6, LABEL_NAME, BY_EVIDENCE, RULE_NONE}, 3, 11};
    struct redaction_list lists[] = {{&key, 1}, {0}, {&value, 1}};
    const struct record r = {.fields = fields, .n = 3};
    const struct redacted d = {.n = 3, .fields = out, .lists = lists};
    const struct spans_options o = {NULL, SPANS_SOURCE, OFFSET_CODEPOINT};
    struct arena a = {0};
    struct buf b = {0};
    struct err e = {0};
    assert_int_equal(spans_array(&b, &r, &d, &o, &a, &e), ST_OK);
    assert_true(buf_add_char(&b, '\0'));
    assert_string_equal(b.p, "[{\"field\":\"tel/[CONTACT_1]\",\"key\":true,\"label\":\"CONTACT\","
                             "\"rule\":\"memory\",\"start\":4,\"end\":15,\"source_start\":4,"
                             "\"source_end\":16},{\"field\":\"/tel~1[CONTACT_1]/x\","
                             "\"label\":\"NAME\",\"rule\":\"evidence\",\"start\":2,\"end\":10,"
                             "\"source_start\":2,\"source_end\":5}]");
    buf_free(&b);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_file_appears_when_complete, setup, teardown),
        cmocka_unit_test_setup_teardown(test_abort_leaves_the_old_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_compressed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_inputs_that_are_something_else, setup, teardown),
        cmocka_unit_test(test_full_device),
        cmocka_unit_test(test_each_record_is_written),
        cmocka_unit_test(test_where_it_cannot_be),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_spans_below_a_redacted_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
