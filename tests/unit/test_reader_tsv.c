#include "chunks.h"

static const struct reader_options TSV = {.format = FORMAT_TSV};

static void values(void **state) {
    (void)state;
    EXPECT_BYTES("a\tb\n\"x\t y \"\n\t\n", &TSV, "2: a=<\"x> b=< y \">\n3: a=<> b=<>\n");
    EXPECT_BYTES("a\tb\r\n1\t2\r\n3\t4", &TSV, "2: a=<1> b=<2>\n3: a=<3> b=<4>\n");
    EXPECT_BYTES("a\n\rx\n", &TSV, "2: a=<\rx>\n");
    EXPECT_BYTES("", &TSV, "");
}

static void escapes(void **state) {
    (void)state;
    EXPECT_BYTES("a\\tb\tc\nx\\ty\\nz\\\\n\\r\t\\N \\q\\\n", &TSV,
                 "2: a\tb=<x\ty\nz\\n\r> c=<\\N \\q\\>\n");
}

static void errors(void **state) {
    (void)state;
    EXPECT_BYTES("a\tb\n1\t2\n1\t2\t3\n", &TSV,
                 "2: a=<1> b=<2>\nin: record 2, row 3: the row has 3 fields, the header has 2; a "
                 "tab inside a field must be written \\t");
    EXPECT_BYTES("a\tb\n1\n", &TSV,
                 "in: record 1, row 2: the row has 1 field, the header has 2; mend the row, or add "
                 "`--short-rows fill` to fill it with empty fields");
    EXPECT_BYTES("a\tb\n\n1\t2\n", &TSV,
                 "in: record 1, row 2: a blank line among rows of 2 fields; delete the blank line, "
                 "or add `--short-rows fill`");
    EXPECT_BYTES("a\ta\n", &TSV,
                 "in: line 1: columns 1 and 2 of the header have the same name; rename one, or use "
                 "`--no-header --skip-rows N` with N lines up to and including the header");
    struct reader_options o = {.format = FORMAT_TSV, .max_record = 4};
    EXPECT_BYTES(
        "a\tb\n12\t345\n", &o,
        "in: record 1, row 2: the record is longer than 4 bytes; check the file for a line "
        "end that is missing, or raise the limit with --max-record");
}

static void options(void **state) {
    (void)state;
    struct reader_options o = {
        .format = FORMAT_TSV, .no_header = true, .skip_rows = 1, .short_rows = SHORT_ROWS_FILL};
    EXPECT_BYTES("top\n1\t2\n3\n\n4\t5\n\n", &o,
                 "2: column_1=<1> column_2=<2>\n3: column_1=<3> column_2=<>\n4: column_1=<> "
                 "column_2=<>\n5: column_1=<4> column_2=<5>\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values), cmocka_unit_test(escapes),
                                       cmocka_unit_test(errors), cmocka_unit_test(options)};
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
