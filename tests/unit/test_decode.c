#include "chunks.h"

#define REPLACED "\xEF\xBF\xBD"

static struct reader_options text(const char *encoding) {
    return (struct reader_options){.format = FORMAT_TEXT, .encoding = encoding};
}

#define EXPECT(bytes, encoding, expected)                                                          \
    do {                                                                                           \
        struct reader_options o_ = text(encoding);                                                 \
        EXPECT_BYTES(bytes, &o_, expected);                                                        \
    } while (0)

#define EXPECT_REPLACED(bytes, encoding, expected)                                                 \
    do {                                                                                           \
        struct reader_options o_ = text(encoding);                                                 \
        o_.invalid = INVALID_REPLACE;                                                              \
        EXPECT_BYTES(bytes, &o_, expected);                                                        \
    } while (0)

static void utf8(void **state) {
    (void)state;
    EXPECT("\xEF\xBB\xBFh\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "UTF-8",
           "1: id=<line-1> text=<h\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80>\n");
    EXPECT(
        "\xEF\xBB", NULL,
        "in: record 1, row 1, character 1: the file ends within a character of UTF-8; the file may "
        "have been cut off: make it again");
    EXPECT("good\nO\x92Neil\n", NULL,
           "1: id=<line-1> text=<good>\nin: record 2, row 2, character 2: byte 0x92 is not UTF-8; "
           "Excel's plain CSV is usually Windows-1252: add `-e windows-1252`");
    EXPECT(
        "caf\xC3\xA9 O\x92Neil", NULL,
        "in: record 1, row 1, character 7: byte 0x92 is not UTF-8; the text before it is UTF-8, so "
        "the file mixes encodings: mend it, or add `--invalid replace`");
    EXPECT("\xC0\xAF", NULL,
           "in: record 1, row 1, character 1: byte 0xC0 is not UTF-8; Excel's plain CSV is usually "
           "Windows-1252: add `-e windows-1252`");
    EXPECT("a\n\xED\xA0\x80", NULL,
           "1: id=<line-1> text=<a>\nin: record 2, row 2, character 1: byte 0xED is not UTF-8; "
           "Excel's "
           "plain CSV is usually Windows-1252: add `-e windows-1252`");
    EXPECT("a\nb\xE2\x82", NULL,
           "1: id=<line-1> text=<a>\nin: record 2, row 2, character 2: the file ends within a "
           "character of UTF-8; the file may have been cut off: make it again");
}

static void utf8_replaced(void **state) {
    (void)state;
    EXPECT_REPLACED("O\x92Neil\xE2\x82,\xF0\x9F\x98\n\xED\xA0\x80\xC0\xAF\0z\xE2\x82", NULL,
                    "1: id=<line-1> text=<O" REPLACED "Neil" REPLACED "," REPLACED
                    ">\n2: id=<line-2> text=<" REPLACED REPLACED REPLACED REPLACED REPLACED REPLACED
                    "z" REPLACED ">\n");
    EXPECT_REPLACED("\0\0a\0\xFF\0", NULL,
                    "1: id=<line-1> text=<" REPLACED REPLACED "a" REPLACED REPLACED REPLACED ">\n");
}

static void nul_bytes(void **state) {
    (void)state;
    EXPECT("a\0b\0", NULL,
           "in: record 1, row 1, character 2: byte 0x00 (NUL) is not text; the file looks like "
           "UTF-16: add "
           "`-e utf-16le`");
}

static void nul_in_text(void **state) {
    (void)state;
    EXPECT("\0a", NULL,
           "in: record 1, row 1, character 1: byte 0x00 (NUL) is not text; the file looks like "
           "UTF-16: add `-e utf-16be`");
    EXPECT("hello\nwor\0ld", NULL,
           "1: id=<line-1> text=<hello>\nin: record 2, row 2, character 4: byte 0x00 (NUL) is not "
           "text; if the file is UTF-16 add `-e utf-16`; else remove the NUL, or add `--invalid "
           "replace`");
    EXPECT("wor\0ld", "latin-1",
           "in: record 1, row 1, character 4: byte 0x00 (NUL) is not text; check that -e names the "
           "file's encoding, or add `--invalid replace`");
}

static void marks(void **state) {
    (void)state;
    EXPECT("\xFF\xFE"
           "a\0",
           NULL,
           "in: the file begins with the byte order mark of UTF-16LE, so it is not UTF-8; add `-e "
           "utf-16`");
    EXPECT("\xFE\xFF\0a", "windows-1252",
           "in: the file begins with the byte order mark of UTF-16BE, so it is not Windows-1252; "
           "add `-e utf-16`");
    EXPECT("\xFF\xFE\0\0a\0\0\0", NULL,
           "in: the file begins with the byte order mark of UTF-32, so it is not UTF-8; add `-e "
           "utf-32`");
    EXPECT("\xEF\xBB\xBF"
           "a",
           "latin-1",
           "in: the file begins with the byte order mark of UTF-8, so it is not Latin-1; leave -e "
           "out");
    EXPECT("\x1F\x8B\x08\0", NULL,
           "in: the input is compressed (gzip), which blot does not read yet; decompress it on the "
           "way in: `zcat FILE | blot -i FORMAT`");
    EXPECT("PK\x03\x04", NULL,
           "in: this is a workbook or a zip file, not text; save the sheet as \"CSV UTF-8\", or "
           "unzip the file, and give blot that");
    EXPECT("PK\n", NULL, "1: id=<line-1> text=<PK>\n");
    EXPECT("\xFE", "latin-1", "1: id=<line-1> text=<\xC3\xBE>\n");
}

static void utf16(void **state) {
    (void)state;
    static const char *const EXPECTED =
        "1: id=<line-1> text=<a\xC3\xA9\xE2\x82\xAC>\n2: id=<line-2> text=<\xF0\x9F\x98\x80>\n";
    EXPECT("\xFF\xFE"
           "a\0\xE9\0\xAC\x20\n\0\x3D\xD8\x00\xDE",
           "utf-16", EXPECTED);
    EXPECT("\xFE\xFF\0a\0\xE9\x20\xAC\0\n\xD8\x3D\xDE\x00", "UTF16", EXPECTED);
    EXPECT("a\0\xE9\0\xAC\x20\n\0\x3D\xD8\x00\xDE", "utf-16le", EXPECTED);
    EXPECT("\0a\0\xE9\x20\xAC\0\n\xD8\x3D\xDE\x00", "utf_16be", EXPECTED);
    EXPECT("", "utf-16", "");
    EXPECT("a\0b\0", "utf-16",
           "in: the file has no byte order mark of UTF-16; it looks like `-e utf-16le`");
    EXPECT("\0a\0b", "utf-16",
           "in: the file has no byte order mark of UTF-16; it looks like `-e utf-16be`");
    EXPECT("\xFF\xFE"
           "a\0\0\0",
           "utf-16be",
           "in: the file begins with the byte order mark of UTF-16LE, so it is not UTF-16BE; add "
           "`-e utf-16`");
    EXPECT(
        "a\0\n\0b\0\x3D\xD8z\0", "utf-16le",
        "1: id=<line-1> text=<a>\nin: record 2, row 2, character 2: 0xD83D is half a character in "
        "UTF-16, without its other half; the file may be damaged; `--invalid replace` puts "
        "U+FFFD in its place");
    EXPECT("a\0\n\0b", "utf-16le",
           "1: id=<line-1> text=<a>\nin: record 2, row 2, character 1: the file ends within a "
           "character of UTF-16LE; the file may have been cut off: make it again");
    EXPECT_REPLACED("a\0\x00\xDEz\0\x3D\xD8y\0\0\0b", "utf-16le",
                    "1: id=<line-1> text=<a" REPLACED "z" REPLACED "y" REPLACED REPLACED ">\n");
}

static void single_bytes(void **state) {
    (void)state;
    EXPECT("O\x92Neil \x80\xA3\xFF\n", "Windows-1252",
           "1: id=<line-1> text=<O\xE2\x80\x99Neil \xE2\x82\xAC\xC2\xA3\xC3\xBF>\n");
    EXPECT("a\x81", "cp1252",
           "in: record 1, row 1, character 2: byte 0x81 is not Windows-1252; the file may be in "
           "another encoding than -e says; `--invalid replace` puts U+FFFD in its place");
    EXPECT("\xA3\xFF\xE9", "ISO-8859-1", "1: id=<line-1> text=<\xC2\xA3\xC3\xBF\xC3\xA9>\n");
    EXPECT(
        "O\x92Neil", "latin1",
        "in: record 1, row 1, character 2: byte 0x92 is a control character in Latin-1; it is text "
        "in Windows-1252: use `-e windows-1252`");
    EXPECT_REPLACED("a\x81z\0", "cp1252", "1: id=<line-1> text=<a" REPLACED "z" REPLACED ">\n");
}

static void other_encodings(void **state) {
    (void)state;
    EXPECT("\x9C\x82\n", "IBM850", "1: id=<line-1> text=<\xC2\xA3\xC3\xA9>\n");
    EXPECT("\xA4", "ISO-8859-15", "1: id=<line-1> text=<\xE2\x82\xAC>\n");
    EXPECT("\xFF\xFE\0\0a\0\0\0\xE9\0\0\0", "utf-32", "1: id=<line-1> text=<a\xC3\xA9>\n");
    EXPECT("\xFF\xFE\0\0a\0\0\0", "utf-32le", "1: id=<line-1> text=<a>\n");
    EXPECT("\x82\xA0\n\x82", "SHIFT_JIS",
           "1: id=<line-1> text=<\xE3\x81\x82>\nin: record 2, row 2, character 1: the file ends "
           "within "
           "a character of SHIFT_JIS; the file may have been cut off: make it again");
    EXPECT(
        "ab\xFFz", "us-ascii",
        "in: record 1, row 1, character 3: byte 0xFF is not us-ascii; the file may be in another "
        "encoding than -e says; `--invalid replace` puts U+FFFD in its place");
    EXPECT_REPLACED("ab\xFFz\0y", "us-ascii",
                    "1: id=<line-1> text=<ab" REPLACED "z" REPLACED "y>\n");
    static const char *const UNKNOWN =
        "no such encoding as the one named with -e; `iconv -l` lists the names; usual ones are "
        "utf-8, utf-16, latin-1, windows-1252";
    EXPECT("a", "no-such-thing", UNKNOWN);
    EXPECT("a", "us-ascii//IGNORE", UNKNOWN);
    EXPECT("a", "", UNKNOWN);
    EXPECT("a", "UTF-7",
           "blot does not read UTF-7; make UTF-8 of it first: iconv -f utf-7 -t utf-8 FILE | blot");
}

/* iconv keeps a letter back until it knows that no mark follows: the last of the file too. */
static void kept_back(void **state) {
    (void)state;
    EXPECT("An\na", "windows-1258", "1: id=<line-1> text=<An>\n2: id=<line-2> text=<a>\n");
    EXPECT("Ho\xF2", "windows-1258", "1: id=<line-1> text=<H\xE1\xBB\x8D>\n");
    EXPECT("b\n\x88\x66", "BIG5-HKSCS",
           "1: id=<line-1> text=<b>\n2: id=<line-2> text=<\xC3\x8A>\n");
}

/* The same text across every boundary of the reads, which ask for 256 KiB. */
static void long_input(void **state) {
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        struct buf text = {0};
        for (size_t i = 0; i < shift; i++)
            assert_true(buf_add_char(&text, 'x'));
        for (size_t i = 0; i < 150000; i++)
            assert_true(buf_add_str(&text, "\xE2\x82\xAC"));
        struct chunks c = {buf_slice(&text), 0, 0};
        struct source src = {chunks_read, &c, "in"};
        struct reader_options o = {.format = FORMAT_TEXT};
        struct reader *rd = NULL;
        struct arena a = {0};
        struct record r;
        assert_int_equal(reader_open(&rd, &src, &o, 1, NULL), ST_OK);
        assert_int_equal(reader_next(rd, &r, &a, NULL), ST_OK);
        assert_true(slice_eq(r.raw, buf_slice(&text)));
        assert_int_equal(reader_next(rd, &r, &a, NULL), ST_END);
        arena_free(&a);
        reader_close(rd);
        buf_free(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8),         cmocka_unit_test(utf8_replaced),
        cmocka_unit_test(nul_bytes),    cmocka_unit_test(nul_in_text),
        cmocka_unit_test(marks),        cmocka_unit_test(utf16),
        cmocka_unit_test(single_bytes), cmocka_unit_test(other_encodings),
        cmocka_unit_test(kept_back),    cmocka_unit_test(long_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
