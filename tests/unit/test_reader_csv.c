#include "chunks.h"

static const struct reader_options CSV = {.format = FORMAT_CSV};
static const struct reader_options FILL = {.format = FORMAT_CSV, .short_rows = SHORT_ROWS_FILL};
static const struct reader_options BARE = {.format = FORMAT_CSV, .no_header = true};

#define FILL_HINT  "delete the blank line, or add `--short-rows fill`"
#define SHORT_HINT "mend the row, or add `--short-rows fill` to fill it with empty fields"
#define QUOTE_HINT "a value that holds quotes must be in quotes, and each quote in it doubled"
#define HEADER_HINT                                                                                \
    "without a header add `--no-header`; below other lines add `--skip-rows N`; else rename the "  \
    "column"
#define RENAME_HINT "or use `--no-header --skip-rows N` with N lines up to and including the header"

static void values(void **state) {
    (void)state;
    EXPECT_BYTES("a,b\n1,2\n", &CSV, "2: a=<1> b=<2>\n");
    EXPECT_BYTES("a,b\r\n1,2\r\n3,4", &CSV, "2: a=<1> b=<2>\n3: a=<3> b=<4>\n");
    EXPECT_BYTES("a,b\r1,2\r3,4\r", &CSV, "2: a=<1> b=<2>\n3: a=<3> b=<4>\n");
    EXPECT_BYTES("\xEF\xBB\xBF\"a\",b\n \t x , y\t\n", &CSV, "2: a=< \t x > b=< y\t>\n");
    EXPECT_BYTES("a,b,c\n\"x, y\",\"say \"\"no\"\"\",\"\"\n", &CSV,
                 "2: a=<x, y> b=<say \"no\"> c=<>\n");
    EXPECT_BYTES("a,b,c\n,\"\",\n,,\n", &CSV, "2: a=<> b=<> c=<>\n3: a=<> b=<> c=<>\n");
    EXPECT_BYTES("a,b\n\"\"\"\",\" \"\n", &CSV, "2: a=<\"> b=< >\n");
    EXPECT_BYTES("a,b\n1,", &CSV, "2: a=<1> b=<>\n");
    EXPECT_BYTES("a,b\n1,\"2\"", &CSV, "2: a=<1> b=<2>\n");
    EXPECT_BYTES("", &CSV, "");
    EXPECT_BYTES("\n\r\n", &CSV, "");
    EXPECT_BYTES("a,b\n", &CSV, "");
    EXPECT_BYTES("\n\na,b\n1,2\n", &CSV, "4: a=<1> b=<2>\n");
}

static void quoted_line_ends(void **state) {
    (void)state;
    EXPECT_BYTES("a,b\n\"x\ny\r\n\r\",\"\n\n\"\nq,r\n", &CSV,
                 "2: a=<x\ny\r\n\r> b=<\n\n>\n8: a=<q> b=<r>\n");
    EXPECT_BYTES("\"a\nb\"\n1\n", &CSV, "3: a\nb=<1>\n");
}

#define WRONG(has, name, option)                                                                   \
    "in: line 1: the header has " has ", so the delimiter is probably the " name "; add " option   \
    "; if the header is right, name its delimiter with -d"

static void delimiter(void **state) {
    (void)state;
    struct reader_options o = {.format = FORMAT_CSV, .delimiter = ';'};
    EXPECT_BYTES("a;b\n1,5;\"x;y\"\n", &o, "2: a=<1,5> b=<x;y>\n");
    o.delimiter = '\t';
    EXPECT_BYTES("a\tb\n1\t\"x\ty\"\n", &o, "2: a=<1> b=<x\ty>\n");
    o.delimiter = '"';
    EXPECT_BYTES("a", &o, "a quote or a line end cannot be the delimiter");
    EXPECT_BYTES("a;b;c\n1;2,3\n", &CSV, WRONG("1 column and 2 semicolons", "semicolon", "-d ';'"));
    EXPECT_BYTES("a;b, or c;d\n", &CSV, WRONG("2 columns and 2 semicolons", "semicolon", "-d ';'"));
    EXPECT_BYTES("a\tb\n", &CSV, WRONG("1 column and 1 tab", "tab", "-i tsv"));
    EXPECT_BYTES("a|b\n", &CSV,
                 WRONG("1 column and 1 vertical bar", "vertical bar", "-i csv -d '|'"));
    o.delimiter = ',';
    EXPECT_BYTES("a;b\n1\n", &o, "2: a;b=<1>\n");
    EXPECT_BYTES("What was good; what was not?\n1\n", &CSV,
                 "2: What was good; what was not?=<1>\n");
}

static void header_options(void **state) {
    (void)state;
    EXPECT_BYTES("1,2\n3,4\n", &BARE,
                 "1: column_1=<1> column_2=<2>\n2: column_1=<3> column_2=<4>\n");
    EXPECT_BYTES("\"a \"\"b\"\"\n\",2", &BARE, "1: column_1=<a \"b\"\n> column_2=<2>\n");
    EXPECT_BYTES("", &BARE, "");
    EXPECT_BYTES("x\n\n", &BARE, "1: column_1=<x>\n2: column_1=<>\n");
    EXPECT_BYTES("\n\nx\n", &BARE, "1: column_1=<>\n2: column_1=<>\n3: column_1=<x>\n");
    struct reader_options o = {.format = FORMAT_CSV, .skip_rows = 2};
    EXPECT_BYTES("Report \"Survey\n\na,b\n1,2\n", &o, "4: a=<1> b=<2>\n");
    EXPECT_BYTES("one\n", &o, "");
}

static void blank_lines(void **state) {
    (void)state;
    EXPECT_BYTES("a\n\nx\n\r\n\n", &CSV, "2: a=<>\n3: a=<x>\n4: a=<>\n5: a=<>\n");
    EXPECT_BYTES("a,b\n1,2\n\n\r\n\n", &CSV, "2: a=<1> b=<2>\n");
    EXPECT_BYTES("a,b\n1,2\n\n\n3,4\n", &CSV,
                 "2: a=<1> b=<2>\nin: record 2, row 3: a blank line among rows of 2 "
                 "fields; " FILL_HINT);
    EXPECT_BYTES("a,b\n1,2\n\n\r\n3,4\n\n", &FILL,
                 "2: a=<1> b=<2>\n3: a=<> b=<>\n4: a=<> b=<>\n5: a=<3> b=<4>\n");
}

static void field_counts(void **state) {
    (void)state;
    EXPECT_BYTES("a,b,c\n1,2,3\n1,2\n4,5,6\n", &CSV,
                 "2: a=<1> b=<2> c=<3>\nin: record 2, row 3: the row has 2 fields, the header has "
                 "3; " SHORT_HINT);
    EXPECT_BYTES("a,b,c\n1\n", &CSV,
                 "in: record 1, row 2: the row has 1 field, the header has 3; " SHORT_HINT);
    EXPECT_BYTES("a,b,c\n1\n4,5,6\n", &FILL, "2: a=<1> b=<> c=<>\n3: a=<4> b=<5> c=<6>\n");
    EXPECT_BYTES("a,b\n\"\n\",2\n1,2,3,4\n", &CSV,
                 "2: a=<\n> b=<2>\nin: record 2, row 4: the row has 4 fields, the header has 2; a "
                 "delimiter inside a field must be in quotes");
    EXPECT_BYTES(
        "a,b\n1,2,\n", &FILL,
        "in: record 1, row 2: the row has 3 fields, the header has 2; if a title stands above the "
        "header, add `--skip-rows N`; else a delimiter inside a field must be in quotes");
    EXPECT_BYTES("p,q\n1\n", &BARE,
                 "1: column_1=<p> column_2=<q>\nin: record 2, row 2: the row has 1 field, the "
                 "first row has 2; " SHORT_HINT);
}

static void quotes(void **state) {
    (void)state;
    EXPECT_BYTES("a,b\n1,2\nx,y\"z\n3,4\n", &CSV,
                 "2: a=<1> b=<2>\nin: record 2, row 3, column 2: a quote inside a value that is "
                 "not in quotes; " QUOTE_HINT);
    EXPECT_BYTES("a,b\n1,2\nx,\"y\n3,4\n5,\"6\"\n", &CSV,
                 "2: a=<1> b=<2>\nin: record 2, row 3, column 2: the quote that opens here is "
                 "followed by one that neither closes the value nor is doubled; " QUOTE_HINT);
    EXPECT_BYTES(
        "a,b\n1,2\n\"x\n\",\"y\n3,4\n", &CSV,
        "2: a=<1> b=<2>\nin: record 2, row 4, column 2: the quote that opens here is never "
        "closed; " QUOTE_HINT);
    EXPECT_BYTES("a,b\n1,\"2", &CSV,
                 "in: record 1, row 2, column 2: the quote that opens here is never "
                 "closed; " QUOTE_HINT);
    EXPECT_BYTES("a,b\n\"1\" ,2\n", &CSV,
                 "in: record 1, row 2, column 1: the quote that opens here is followed by one that "
                 "neither closes the value nor is doubled; " QUOTE_HINT);
    EXPECT_BYTES("a,b\"\n", &CSV,
                 "in: line 1, column 2: a quote inside a value that is not in quotes; " QUOTE_HINT);
}

/* One stray quote in a thousand rows: the row is named, the rows before it are given. */
static void stray_quote(void **state) {
    (void)state;
    struct buf text = {0};
    assert_true(buf_add_str(&text, "id,note\n"));
    for (int i = 1; i <= 1000; i++)
        assert_true(buf_printf(&text, "%d,%sshe said so\n", i, i == 500 ? "\"" : ""));
    struct chunks c = {buf_slice(&text), 0, 0};
    struct buf out = {0};
    chunks_all(&out, &c, "in", &CSV);
    const char *message = strstr(out.p, "in: ");
    assert_non_null(message);
    assert_string_equal(message, "in: record 500, row 501, column 2: the quote that opens here is "
                                 "never closed; " QUOTE_HINT);
    buf_free(&out);
    buf_free(&text);
}

static void header_is_data(void **state) {
    (void)state;
    static const struct {
        const char *header, *message;
    } CASES[] = {
        {"id,12/03/2019", "column 2: the header holds a date, so it may be a row of data"},
        {"id,2019-03-12 10:30", "column 2: the header holds a date, so it may be a row of data"},
        {"id,3.4.2019", "column 2: the header holds a date, so it may be a row of data"},
        {"id,12-Mar-19", "column 2: the header holds a date, so it may be a row of data"},
        {"id,1 September 2020", "column 2: the header holds a date, so it may be a row of data"},
        {"sam@example.org,x", "column 1: the header holds an email address, so it may be a row of "
                              "data"},
        {"id,943 476 5919", "column 2: the header holds a long number, so it may be a row of data"},
        {"id,+44 (0)7700 900123", "column 2: the header holds a long number, so it may be a row of "
                                  "data"},
        {"14,text,3", "column 3: the header holds several numbers, so it may be a row of data"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char text[128], expected[512];
        snprintf(text, sizeof text, "%s\n", CASES[i].header);
        snprintf(expected, sizeof expected, "in: line 1, %s; " HEADER_HINT, CASES[i].message);
        chunks_expect_fail(slice_of(text), "in", &CSV, 0, expected);
    }
}

static void header_is_fine(void **state) {
    (void)state;
    static const char *const NAMES[] = {"Q1.2.3",    "1.2.3", "1-2-3",   "2019-2020",
                                        "email (@)", "7",     "may 12",  "How old are you?",
                                        "2019/20",   "q@1",   "12 x 19", "3 of 12"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char text[64];
        snprintf(text, sizeof text, "a,%s\n", NAMES[i]);
        chunks_expect_fail(slice_of(text), "in", &CSV, 0, "");
    }
}

static void header_errors(void **state) {
    (void)state;
    EXPECT_BYTES(
        "a,b,a\n", &CSV,
        "in: line 1: columns 1 and 3 of the header have the same name; rename one, " RENAME_HINT);
    EXPECT_BYTES("a, ,b\n", &CSV,
                 "in: line 1, column 2: a column of the header has no name; name it; under titles "
                 "add `--skip-rows N`; or leave the header out and take columns by number: "
                 "`--no-header --skip-rows N`, N lines with the header");
    EXPECT_BYTES(
        "sep=;\na;b\n", &CSV,
        "in: line 1: the first line names the delimiter and is no header; add `--skip-rows "
        "1`, and name the delimiter with -d");
}

static void limit(void **state) {
    (void)state;
    struct reader_options o = {.format = FORMAT_CSV, .max_record = 8};
    EXPECT_BYTES("a,b\n123,4567\n123,45678\n", &o,
                 "2: a=<123> b=<4567>\nin: record 2, row 3: the record is longer than 8 bytes; "
                 "check the file for a line end that is missing, or raise the limit with "
                 "--max-record");
    EXPECT_BYTES("a,b\n1,\"2\n3,4\n5,6\n", &o,
                 "in: record 1, row 2: the record is longer than 8 bytes; a quote that opens in "
                 "this row may not be closed; if the record is right, raise the limit with "
                 "--max-record");
}

static void complete_records_come_first(void **state) {
    (void)state;
    EXPECT_BYTES(
        "a,b\n1,2\r\n3,\x92\n", &CSV,
        "2: a=<1> b=<2>\nin: record 2, row 3, character 3: byte 0x92 is not UTF-8; Excel's "
        "plain CSV is usually Windows-1252: add `-e windows-1252`");
    EXPECT_BYTES(
        "a,b\r1,2\r\x92\n", &CSV,
        "2: a=<1> b=<2>\nin: record 2, row 3, character 1: byte 0x92 is not UTF-8; Excel's "
        "plain CSV is usually Windows-1252: add `-e windows-1252`");
    chunks_expect_fail(slice_of("a,b\n1,2\n3,4"), "in", &CSV, EIO,
                       "2: a=<1> b=<2>\nin: record 2: cannot read: Input/output error");
}

/* A million line ends of one kind in a value: would take minutes if each were looked for through
 * all the rest. */
static void many_line_ends(void **state) {
    (void)state;
    for (const char *end = "\r\n"; *end; end++) {
        struct buf text = {0};
        assert_true(buf_add_str(&text, "a\n\""));
        for (size_t i = 0; i < 1000000; i++)
            assert_true(buf_add_char(&text, *end));
        assert_true(buf_add_str(&text, "\"\n"));
        struct chunks c = {buf_slice(&text), 0, 0};
        struct source src = {chunks_read, &c, "in"};
        struct reader *rd = NULL;
        struct arena a = {0};
        struct record r;
        assert_int_equal(reader_open(&rd, &src, &CSV, 1, NULL), ST_OK);
        assert_int_equal(reader_next(rd, &r, &a, NULL), ST_OK);
        assert_int_equal(r.fields[0].text.n, 1000000);
        assert_int_equal(reader_next(rd, &r, &a, NULL), ST_END);
        arena_free(&a);
        reader_close(rd);
        buf_free(&text);
    }
}

static void keeps_raw(void **state) {
    (void)state;
    struct chunks c = {slice_of("a,b\r\n\"x\r\n\"\"y\", z\r\n"), 1, 0};
    struct source src = {chunks_read, &c, "in"};
    struct reader *rd = NULL;
    struct arena a = {0};
    struct record r;
    size_t n = 0;
    assert_int_equal(reader_open(&rd, &src, &CSV, 1, NULL), ST_OK);
    assert_true(slice_is(reader_header(rd, &n)[1], "b"));
    assert_int_equal(n, 2);
    assert_int_equal(reader_next(rd, &r, &a, NULL), ST_OK);
    assert_true(slice_is(r.raw, "\"x\r\n\"\"y\", z"));
    assert_int_equal(r.fields[1].column, 1);
    assert_int_equal(reader_next(rd, &r, &a, NULL), ST_END);
    arena_free(&a);
    reader_close(rd);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(quoted_line_ends),
        cmocka_unit_test(delimiter),
        cmocka_unit_test(header_options),
        cmocka_unit_test(blank_lines),
        cmocka_unit_test(field_counts),
        cmocka_unit_test(quotes),
        cmocka_unit_test(stray_quote),
        cmocka_unit_test(header_is_data),
        cmocka_unit_test(header_is_fine),
        cmocka_unit_test(header_errors),
        cmocka_unit_test(limit),
        cmocka_unit_test(keeps_raw),
        cmocka_unit_test(many_line_ends),
        cmocka_unit_test(complete_records_come_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
