#include "chunks.h"

#include "io/jsonlex.h"

static const struct reader_options JSONL = {.format = FORMAT_JSONL};

#define CUT_HINT                                                                                   \
    "the file may be cut off; a record must stand on one line: `jq -c . FILE` makes it so"

static void values(void **state) {
    (void)state;
    EXPECT_BYTES("{\"a\":\"x\",\"n\":1.0}\n\n \t\r\n{}\r\n{\"b\":true}", &JSONL,
                 "1: @a=<a> a=<x> @n=<n> #n=<1.0>\n4:\n5: @b=<b>\n");
    EXPECT_BYTES("", &JSONL, "");
    EXPECT_BYTES(" { \"a\" : [ 1 , \"x\" , [ ] , { } , null ] , \"b\" : false } \r\n", &JSONL,
                 "1: @a=<a> #/a/0=<1> /a/1=<x> @b=<b>\n");
    EXPECT_BYTES("{\"a\":{\"b\":[{\"c/d~e\":\"x\"}],\"\":2}}", &JSONL,
                 "1: @a=<a> @/a/b=<b> @/a/b/0/c~1d~0e=<c/d~e> /a/b/0/c~1d~0e=<x> @/a/=<> "
                 "#/a/=<2>\n");
    EXPECT_BYTES("{\"a/b\":\"x\",\"a\":{\"a\":1},\"b\":{\"a\":1}}", &JSONL,
                 "1: @a/b=<a/b> a/b=<x> @a=<a> @/a/a=<a> #/a/a=<1> @b=<b> @/b/a=<a> "
                 "#/b/a=<1>\n");
}

static void numbers(void **state) {
    (void)state;
    EXPECT_BYTES("{\"a\":[12345678901234567890,-0,0.1000,1e400,-1.5E+07,0e-1]}", &JSONL,
                 "1: @a=<a> #/a/0=<12345678901234567890> #/a/1=<-0> #/a/2=<0.1000> "
                 "#/a/3=<1e400> #/a/4=<-1.5E+07> #/a/5=<0e-1>\n");
}

static void strings(void **state) {
    (void)state;
    EXPECT_BYTES("{\"\\u0061\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\ude00\xC3\xA9\"}",
                 &JSONL,
                 "1: @a=<a> a=<\"\\/\b\f\n\r\t\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xC3\xA9>\n");
    EXPECT_BYTES("{\"a\":\"\x7F 0123456789abcdef \\\\\"}", &JSONL,
                 "1: @a=<a> a=<\x7F 0123456789abcdef \\>\n");
    EXPECT_BYTES("{\"a\":\"\",\"b\":\"\\\"\"}", &JSONL, "1: @a=<a> a=<> @b=<b> b=<\">\n");
}

/* Errors: input, place and message after "in: record 1, row 1, ". */
static const struct {
    const char *text, *message;
} ERRORS[] = {
    {"[1]",
     "column 1: the line is a JSON array and must be an object; `jq -c '.[]' FILE` gives one "
     "record a line"},
    {"note",
     "column 1: the line is no JSON object; a record must be an object on one line; is this "
     "another format? -i names it"},
    {"{\"a\":1} x", "column 9: text after the end of the object; a line must hold one object and "
                    "nothing else"},
    {"{\"a\":1}{\"a\":1}",
     "column 8: text after the end of the object; a line must hold one object "
     "and nothing else"},
    {"{\"a\":01}", "column 8: a number with a leading zero"},
    {"{\"a\":00}", "column 8: a number with a leading zero"},
    {"{\"a\":-}", "column 7: a minus sign without a number"},
    {"{\"a\":1.}", "column 8: a number without digits after the point"},
    {"{\"a\":1e}", "column 8: a number without digits in its exponent"},
    {"{\"a\":+1}", "column 6: a value must begin here, and this is none"},
    {"{\"a\":.5}", "column 6: a value must begin here, and this is none"},
    {"{\"a\":NaN}", "column 6: NaN and Infinity are no JSON; write null"},
    {"{\"a\":nul}", "column 6: a value must begin here, and this is none"},
    {"{\"a\":'x'}", "column 6: a value must begin here, and this is none"},
    {"{\"a\":1,}", "column 8: a key in double quotes must stand here"},
    {"{a:1}", "column 2: a key in double quotes must stand here"},
    {"{\"a\" 1}", "column 6: a colon must stand after a key"},
    {"{\"a\":1 \"b\":2}", "column 8: a comma or } must stand here"},
    {"{\"a\":[1 2]}", "column 9: a comma or ] must stand here"},
    {"{\"a\":[1,]}", "column 9: a value must begin here, and this is none"},
    {"{\"a\":\"\t\"}",
     "column 7: a control character in a string; JSON wants it escaped, as \\t or "
     "\\u001f"},
    {"{\"a\":\"\\x\"}", "column 7: a backslash before a character that JSON does not escape"},
    {"{\"a\":\"\\u12\"}", "column 7: \\u must be followed by four hexadecimal digits"},
    {"{\"a\":\"x\\u0000y\"}", "column 8: \\u0000 (NUL) is not text; remove it: other programs cut "
                              "the value there"},
    {"{\"\xC3\xA9\":\"\\ud83d\"}", "column 7: a \\u escape is half of a surrogate pair; the text "
                                   "was cut within a character when the file was made: mend it "
                                   "there"},
    {"{\"a\":\"\\ud83d\\u0041\"}", "column 7: a \\u escape is half of a surrogate pair; the text "
                                   "was cut within a character when the file was made: mend it "
                                   "there"},
    {"{\"a\":\"\\ude00\"}", "column 7: a \\u escape is half of a surrogate pair; the text was cut "
                            "within a character when the file was made: mend it there"},
    {"{\"a\":1,\"b\":2,\"\\u0061\":3}", "column 14: a key stands twice in one object; rename or "
                                        "remove one: programs disagree on which of them counts"},
    {"{", "column 2: the line ends within an object; " CUT_HINT},
    {"{\"a", "column 4: the line ends within a string; " CUT_HINT},
    {"{\"a\"", "column 5: the line ends within an object; " CUT_HINT},
    {"{\"a\":", "column 6: the line ends where a value should be; " CUT_HINT},
    {"{\"a\":\"x\\", "column 9: the line ends within a string; " CUT_HINT},
    {"{\"a\":[", "column 7: the line ends where a value should be; " CUT_HINT},
    {"{\"a\":[1", "column 8: the line ends within an array; " CUT_HINT},
    {"{\"a\":{\"b\":1}", "column 13: the line ends within an object; " CUT_HINT},
};

static void errors(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++) {
        char expected[512];
        snprintf(expected, sizeof expected, "in: record 1, row 1, %s", ERRORS[i].message);
        chunks_expect_fail(slice_of(ERRORS[i].text), "in", &JSONL, 0, expected);
    }
}

static void records_before_errors(void **state) {
    (void)state;
    EXPECT_BYTES("{\"a\":1}\n{\"a\":\n", &JSONL,
                 "1: @a=<a> #a=<1>\nin: record 2, row 2, column 6: the line ends where a value "
                 "should be; " CUT_HINT);
    EXPECT_BYTES(
        "{\"a\":1}\n\n{\"a\":\"\xFF\"}\n", &JSONL,
        "1: @a=<a> #a=<1>\nin: record 2, row 3, character 7: byte 0xFF is not UTF-8; Excel's "
        "plain CSV is usually Windows-1252: add `-e windows-1252`");
    struct reader_options o = {.format = FORMAT_JSONL, .max_record = 8};
    EXPECT_BYTES("{\"a\":12}\n{\"a\":123}\n", &o,
                 "1: @a=<a> #a=<12>\nin: record 2, row 2: the record is longer than 8 bytes; check "
                 "the file for a line end that is missing, or raise the limit with --max-record");
}

static void many_keys(void **state) {
    (void)state;
    struct buf text = {0};
    struct jsonlex lex = {0};
    struct arena a = {0};
    assert_true(buf_add_char(&text, '{'));
    for (int i = 0; i < 500; i++)
        assert_true(buf_printf(&text, "%s\"k%d\":{\"k%d\":1}", i ? "," : "", i, i));
    size_t n = text.n;
    assert_true(buf_add_char(&text, '}'));
    assert_int_equal(jsonlex_object(&lex, buf_slice(&text), &a, NULL), ST_OK);
    assert_int_equal(lex.n, 1500);
    text.n = n;
    assert_true(buf_add_str(&text, ",\"k77\":1}"));
    struct err e = {0};
    assert_int_equal(jsonlex_object(&lex, buf_slice(&text), &a, &e), ST_DATA);
    assert_string_equal(e.what, "a key stands twice in one object");
    assert_int_equal(lex.at, n + 1);
    jsonlex_free(&lex);
    arena_free(&a);
    buf_free(&text);
}

static void nested(struct buf *text, int depth) {
    buf_clear(text);
    assert_true(buf_add_str(text, "{\"a\":"));
    for (int i = 1; i < depth; i++)
        assert_true(buf_add_char(text, '['));
    assert_true(buf_add_char(text, '1'));
    for (int i = 1; i < depth; i++)
        assert_true(buf_add_char(text, ']'));
    assert_true(buf_add_char(text, '}'));
}

static void depth(void **state) {
    (void)state;
    struct buf text = {0};
    struct jsonlex lex = {0};
    struct arena a = {0};
    struct err e = {0};
    nested(&text, 128);
    assert_int_equal(jsonlex_object(&lex, buf_slice(&text), &a, &e), ST_OK);
    nested(&text, 129);
    assert_int_equal(jsonlex_object(&lex, buf_slice(&text), &a, &e), ST_LIMIT);
    assert_string_equal(e.what, "objects and arrays are nested more than 128 deep");
    jsonlex_free(&lex);
    arena_free(&a);
    buf_free(&text);
}

/* A long key over many values would give each a long name. */
static void names_are_limited(void **state) {
    (void)state;
    struct buf text = {0};
    struct jsonlex lex = {0};
    struct arena a = {0};
    struct err e = {0};
    assert_true(buf_add_str(&text, "{\""));
    for (int i = 0; i < 10000; i++)
        assert_true(buf_add_char(&text, 'k'));
    assert_true(buf_add_str(&text, "\":[0"));
    for (int i = 0; i < 10000; i++)
        assert_true(buf_add_str(&text, ",1"));
    assert_true(buf_add_str(&text, "]}"));
    assert_int_equal(jsonlex_object(&lex, buf_slice(&text), &a, &e), ST_LIMIT);
    assert_string_equal(e.what, "the names of nested values are too long together");
    assert_true(a.used < 2 * 1024 * 1024);
    jsonlex_free(&lex);
    arena_free(&a);
    buf_free(&text);
}

static void ranges(void **state) {
    (void)state;
    struct jsonlex lex = {0};
    struct arena a = {0};
    struct slice raw = slice_of("{ \"a\" : { \"b\" : \"x\" } , \"c\":-1 }");
    assert_int_equal(jsonlex_object(&lex, raw, &a, NULL), ST_OK);
    assert_int_equal(lex.n, 5);
    const struct field *f = lex.fields;
    assert_true(slice_is(slice_cut(raw, f[0].raw_start, f[0].raw_end), "\"a\""));
    assert_true(
        slice_is(slice_cut(raw, f[0].raw_start, f[0].member_end), "\"a\" : { \"b\" : \"x\" }"));
    assert_true(slice_is(slice_cut(raw, f[2].raw_start, f[2].raw_end), "\"x\""));
    assert_int_equal(f[1].object, 1);
    assert_int_equal(f[3].object, 0);
    assert_int_equal(f[1].member_end, f[2].raw_end);
    assert_true(slice_is(slice_cut(raw, f[4].raw_start, f[4].raw_end), "-1"));
    assert_int_equal(f[4].column, 4);
    jsonlex_free(&lex);
    arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),    cmocka_unit_test(numbers),
        cmocka_unit_test(strings),   cmocka_unit_test(errors),
        cmocka_unit_test(many_keys), cmocka_unit_test(records_before_errors),
        cmocka_unit_test(depth),     cmocka_unit_test(names_are_limited),
        cmocka_unit_test(ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
