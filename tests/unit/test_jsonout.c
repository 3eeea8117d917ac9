#include "chunks.h"

#include "io/jsondoc.h"
#include "io/jsonlex.h"
#include "io/jsonout.h"

#define MAX_FIELDS 32

/* A JSON record and what becomes of its fields. */
struct job {
    struct jsonlex lex;
    struct arena a;
    struct record r;
    struct out_field out[MAX_FIELDS];
    struct buf line;
    struct err e;
};

static void job_start(struct job *j, const char *raw) {
    *j = (struct job){0};
    j->r = (struct record){.number = 7, .row = 9, .file = "in", .raw = slice_of(raw), .json = true};
    assert_int_equal(jsonlex_object(&j->lex, j->r.raw, &j->a, NULL), ST_OK);
    assert_true(j->lex.n <= MAX_FIELDS);
    j->r.fields = j->lex.fields;
    j->r.n = j->lex.n;
}

static struct out_field *job_field(struct job *j, const char *name, enum field_kind kind) {
    for (size_t i = 0; i < j->r.n; i++)
        if (slice_is(j->r.fields[i].name, name) &&
            (j->r.fields[i].kind == FIELD_KEY) == (kind == FIELD_KEY))
            return &j->out[i];
    fail_msg("no field %s", name);
    return NULL;
}

static void change(struct job *j, const char *name, enum field_kind kind, const char *text) {
    *job_field(j, name, kind) = (struct out_field){.changed = true, .text = slice_of(text)};
}

static void drop(struct job *j, const char *name, enum field_kind kind) {
    job_field(j, name, kind)->drop = true;
}

static void job_end(struct job *j, const char *redactions, const char *expected) {
    struct slice more = {NULL, 0};
    if (redactions)
        more = slice_of(redactions);
    assert_int_equal(jsonout_record(&j->line, &j->r, j->out, more, &j->e), ST_OK);
    assert_true(buf_add_char(&j->line, '\0'));
    assert_string_equal(j->line.p, expected);
    /* what is written is a record again */
    struct slice raw = {j->line.p, j->line.n - 2};
    assert_int_equal(jsonlex_object(&j->lex, raw, &j->a, NULL), ST_OK);
    jsonlex_free(&j->lex);
    arena_free(&j->a);
    buf_free(&j->line);
}

static void job_fail(struct job *j, const char *redactions, const char *expected) {
    char message[1200];
    assert_true(buf_add_str(&j->line, "before\n"));
    assert_int_equal(jsonout_record(&j->line, &j->r, j->out, slice_of(redactions), &j->e), ST_DATA);
    assert_true(slice_is(buf_slice(&j->line), "before\n"));
    err_format(message, sizeof message, &j->e);
    assert_string_equal(message, expected);
    jsonlex_free(&j->lex);
    arena_free(&j->a);
    buf_free(&j->line);
}

static void escapes(void **state) {
    (void)state;
    struct buf out = {0};
    assert_true(jsonout_string(&out, slice_of("a\"b\\c\b\f\n\r\t\x01\x1F\x7F/\xC3\xA9 "
                                              "0123456789abcdef\"0123456")));
    assert_true(jsonout_string(&out, slice_of("\xC2\x80\xC2\x9B\xC2\xA0\xC2\xA3\xC3\x85")));
    assert_true(jsonout_string(&out, (struct slice){"\0x", 2}));
    assert_true(jsonout_string(&out, (struct slice){NULL, 0}));
    assert_true(buf_add_char(&out, '\0'));
    assert_string_equal(
        out.p,
        "\"a\\\"b\\\\c\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f/\xC3\xA9 "
        "0123456789abcdef\\\"0123456\"\"\\u0080\\u009b\xC2\xA0\xC2\xA3\xC3\x85\"\"\\u0000x\"\"\"");
    buf_free(&out);
}

/* Each byte at each place of the words of eight that are looked at together. */
static void every_byte_everywhere(void **state) {
    (void)state;
    for (unsigned c = 1; c < 256; c++) {
        for (size_t at = 0; at < 19; at++) {
            char text[20];
            memset(text, 'x', sizeof text);
            text[at] = (char)c;
            text[19] = (char)0xC3;
            bool plain = c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
            struct buf out = {0};
            assert_true(jsonout_string(&out, (struct slice){text, sizeof text}));
            assert_true(plain == (out.n == sizeof text + 2));
            assert_memory_equal(out.p + 1, text, at);
            assert_memory_equal(out.p + out.n - 1 - (sizeof text - at - 1), text + at + 1,
                                sizeof text - at - 1);
            buf_free(&out);
        }
    }
}

static void flat_records(void **state) {
    (void)state;
    struct field f[] = {{.name = slice_of("q \"1\""), .text = slice_of(" a,\n")},
                        {.name = slice_of("b"), .text = slice_of("1.0"), .kind = FIELD_NUMBER},
                        {.name = slice_of("c"), .text = slice_of("")}};
    struct out_field o[3] = {{0}};
    struct record r = {.file = "in", .fields = f, .n = 3};
    struct buf out = {0};
    assert_int_equal(jsonout_record(&out, &r, o, (struct slice){NULL, 0}, NULL), ST_OK);
    o[0].drop = true;
    o[1] = (struct out_field){.changed = true, .text = slice_of("[ID_1]")};
    assert_int_equal(jsonout_record(&out, &r, o, slice_of("[]"), NULL), ST_OK);
    o[1].drop = o[2].drop = true;
    assert_int_equal(jsonout_record(&out, &r, o, (struct slice){NULL, 0}, NULL), ST_OK);
    assert_int_equal(jsonout_record(&out, &r, o, slice_of("[]"), NULL), ST_OK);
    assert_true(buf_add_char(&out, '\0'));
    assert_string_equal(out.p, "{\"q \\\"1\\\"\":\" a,\\n\",\"b\":1.0,\"c\":\"\"}\n"
                               "{\"b\":\"[ID_1]\",\"c\":\"\",\"redactions\":[]}\n"
                               "{}\n{\"redactions\":[]}\n");
    buf_free(&out);
}

static void splices(void **state) {
    (void)state;
    struct job j;
    job_start(&j, " { \"a\" : 1e400 ,\r\"b\\u0062\":\"\\u00e9\", \"n\":12345678901234567890 } \r");
    job_end(&j, NULL,
            "{ \"a\" : 1e400 ,\r\"b\\u0062\":\"\\u00e9\", \"n\":12345678901234567890 }\n");
    job_start(&j, "{ \"a\" : 1 , \"b\":[\"x\", 7 ,true], \"c\":{\"d\":\"y\"} }");
    change(&j, "a", FIELD_NUMBER, "[ID_1]");
    change(&j, "/b/0", FIELD_STRING, "\"");
    change(&j, "/c/d", FIELD_KEY, "k\n");
    job_end(&j, "[{}]",
            "{ \"a\" : \"[ID_1]\" , \"b\":[\"\\\"\", 7 ,true], \"c\":{\"k\\n\":\"y\"},"
            "\"redactions\":[{}]}\n");
    job_start(&j, "{ }");
    job_end(&j, "[]", "{\"redactions\":[]}\n");
}

static void drops(void **state) {
    (void)state;
    static const char *const RAW = "{ \"a\":1, \"b\" : {\"x\":\"y\",\"z\":[1,2]} ,\"c\":null}";
    struct job j;
    job_start(&j, RAW);
    drop(&j, "a", FIELD_NUMBER);
    job_end(&j, NULL, "{\"b\" : {\"x\":\"y\",\"z\":[1,2]} ,\"c\":null}\n");
    job_start(&j, RAW);
    drop(&j, "b", FIELD_KEY);
    change(&j, "/b/x", FIELD_STRING, "never seen");
    job_end(&j, NULL, "{ \"a\":1 ,\"c\":null}\n");
    job_start(&j, RAW);
    drop(&j, "c", FIELD_KEY);
    drop(&j, "/b/x", FIELD_STRING);
    drop(&j, "/b/z/0", FIELD_NUMBER);
    job_end(&j, "[]", "{ \"a\":1, \"b\" : {\"z\":[2]},\"redactions\":[]}\n");
    job_start(&j, RAW);
    drop(&j, "a", FIELD_KEY);
    drop(&j, "b", FIELD_KEY);
    drop(&j, "c", FIELD_KEY);
    job_end(&j, NULL, "{}\n");
    job_start(&j, RAW);
    drop(&j, "a", FIELD_KEY);
    drop(&j, "b", FIELD_KEY);
    drop(&j, "c", FIELD_KEY);
    job_end(&j, "[]", "{\"redactions\":[]}\n");
    job_start(&j, "{\"a\":[1,2,3 , \",\"]}");
    drop(&j, "/a/1", FIELD_NUMBER);
    drop(&j, "/a/2", FIELD_NUMBER);
    job_end(&j, NULL, "{\"a\":[1 , \",\"]}\n");
    job_start(&j, "{\"a\":[1, \",\"]}");
    drop(&j, "/a/0", FIELD_NUMBER);
    drop(&j, "/a/1", FIELD_STRING);
    job_end(&j, NULL, "{\"a\":[]}\n");
}

static void own_redactions(void **state) {
    (void)state;
    static const char *const MESSAGE =
        "in: record 7, row 9: the record has a member \"redactions\" of its own; drop it with "
        "`--drop redactions`, or leave --spans out";
    struct job j;
    job_start(&j, "{\"a\":1,\"\\u0072edactions\":true}");
    job_fail(&j, "[]", MESSAGE);
    job_start(&j, "{\"redactions\":true}");
    drop(&j, "redactions", FIELD_KEY);
    job_end(&j, "[]", "{\"redactions\":[]}\n");
    job_start(&j, "{\"redactions\":true}");
    job_end(&j, NULL, "{\"redactions\":true}\n");
    job_start(&j, "{\"a\":{\"redactions\":1}}");
    job_end(&j, "[]", "{\"a\":{\"redactions\":1},\"redactions\":[]}\n");
}

static void keys_that_clash(void **state) {
    (void)state;
    struct job j;
    job_start(&j, "{\"x\":1,\"y\":{\"[NAME]\":2}}");
    change(&j, "x", FIELD_KEY, "[NAME]");
    job_end(&j, NULL, "{\"[NAME]\":1,\"y\":{\"[NAME]\":2}}\n");
    job_start(&j, "{\"x\":1,\"y\":2}");
    change(&j, "x", FIELD_KEY, "[NAME]");
    change(&j, "y", FIELD_KEY, "[NAME]");
    job_fail(&j, "[]",
             "in: record 7, row 9: two keys of one object are the same once redacted; use the "
             "action number for their label, or drop them");
    job_start(&j, "{\"x\":1,\"y\":2}");
    change(&j, "x", FIELD_KEY, "[NAME]");
    change(&j, "y", FIELD_KEY, "[NAME]");
    drop(&j, "y", FIELD_NUMBER);
    job_end(&j, NULL, "{\"[NAME]\":1}\n");
}

static void documents(void **state) {
    (void)state;
    struct jsondoc d = {0};
    struct buf out = {0};
    struct cJSON *root = jsondoc_object(&d);
    jsondoc_add_string(&d, root, "s", slice_of("\"\n"));
    jsondoc_add_whole(&d, root, "n", UINT64_MAX);
    jsondoc_add_bool(&d, root, "b", true);
    jsondoc_add_null(&d, root, "z");
    struct cJSON *list = jsondoc_add_array(&d, root, "list");
    struct cJSON *inner = jsondoc_add_object(&d, list, NULL);
    jsondoc_add_string(&d, inner, "nul", (struct slice){"a\0b", 3});
    jsondoc_add_whole(&d, list, NULL, 3);
    assert_int_equal(jsondoc_print(&out, &d, NULL), ST_OK);
    assert_true(slice_is(buf_slice(&out), "{\"s\":\"\\\"\\n\",\"n\":18446744073709551615,"
                                          "\"b\":true,\"z\":null,\"list\":[{\"nul\":\"a\\u0000b\"},"
                                          "3]}"));
    jsondoc_add_null(&d, NULL, "lost");
    assert_int_equal(jsondoc_print(&out, &d, NULL), ST_MEMORY);
    jsondoc_free(&d);
    buf_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes),         cmocka_unit_test(every_byte_everywhere),
        cmocka_unit_test(flat_records),    cmocka_unit_test(splices),
        cmocka_unit_test(drops),           cmocka_unit_test(own_redactions),
        cmocka_unit_test(keys_that_clash), cmocka_unit_test(documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
