#include "chunks.h"

static const struct reader_options TEXT = {.format = FORMAT_TEXT};

static void lines(void **state) {
    (void)state;
    EXPECT_BYTES("", &TEXT, "");
    EXPECT_BYTES("one\n\ntwo", &TEXT,
                 "1: id=<line-1> text=<one>\n2: id=<line-2> text=<>\n3: id=<line-3> text=<two>\n");
    EXPECT_BYTES("a\r\nb\rc\n\r\n", &TEXT,
                 "1: id=<line-1> text=<a>\n2: id=<line-2> text=<b\rc>\n3: id=<line-3> text=<>\n");
    EXPECT_BYTES("\xEF\xBB\xBF"
                 "caf\xC3\xA9\n",
                 &TEXT, "1: id=<line-1> text=<caf\xC3\xA9>\n");
}

static void id_is_synthetic(void **state) {
    (void)state;
    struct chunks c = {slice_of("x\n"), 0, 0};
    struct source src = {chunks_read, &c, "in"};
    struct reader *rd = NULL;
    struct arena a = {0};
    struct record r;
    assert_int_equal(reader_open(&rd, &src, &TEXT, 41, NULL), ST_OK);
    assert_int_equal(reader_next(rd, &r, &a, NULL), ST_OK);
    assert_true(r.fields[0].synthetic);
    assert_false(r.fields[1].synthetic);
    assert_int_equal(r.number, 41);
    assert_true(slice_is(r.fields[0].text, "line-41"));
    assert_true(slice_is(r.raw, "x"));
    assert_false(r.json);
    assert_int_equal(reader_next(rd, &r, &a, NULL), ST_END);
    assert_int_equal(reader_next(rd, &r, &a, NULL), ST_END);
    arena_free(&a);
    reader_close(rd);
}

static void limit(void **state) {
    (void)state;
    struct reader_options o = {.format = FORMAT_TEXT, .max_record = 5};
    EXPECT_BYTES("12345\n123456\n1\n", &o,
                 "1: id=<line-1> text=<12345>\nin: record 2, row 2: the record is longer than 5 "
                 "bytes; check the file for a line end that is missing, or raise the limit with "
                 "--max-record");
}

static void read_error(void **state) {
    (void)state;
    chunks_expect_fail(slice_of("one\ntw"), "-", &TEXT, EIO,
                       "1: id=<line-1> text=<one>\nstandard input: record 2: cannot read: "
                       "Input/output error");
}

static void format_guess(void **state) {
    (void)state;
    static const struct {
        const char *name, *text;
        enum format expected;
    } CASES[] = {
        {"a.csv", "x", FORMAT_CSV},
        {"A.CSV", "x", FORMAT_CSV},
        {"a.csv.gz", "x", FORMAT_CSV},
        {"a.tsv", "x", FORMAT_TSV},
        {"a.jsonl", "", FORMAT_JSONL},
        {"a.ndjson", "", FORMAT_JSONL},
        {"a.json", "", FORMAT_JSONL},
        {"a.txt", "{}", FORMAT_TEXT},
        {"-", "{\"a\":1}", FORMAT_JSONL},
        {"-", " \r\n {", FORMAT_JSONL},
        {"-", "note", FORMAT_TEXT},
        {"-", "", FORMAT_TEXT},
        {"export", "\xEF\xBB\xBF{", FORMAT_JSONL},
        {".csv", "{", FORMAT_JSONL},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct chunks c = {slice_of(CASES[i].text), 1, 0};
        struct source src = {chunks_read, &c, CASES[i].name};
        struct reader_options o = {0};
        struct reader *rd = NULL;
        assert_int_equal(reader_open(&rd, &src, &o, 1, NULL), ST_OK);
        assert_int_equal(reader_format(rd), CASES[i].expected);
        reader_close(rd);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),      cmocka_unit_test(id_is_synthetic), cmocka_unit_test(limit),
        cmocka_unit_test(read_error), cmocka_unit_test(format_guess),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
