#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/tag.h"

#define SOFT_HYPHEN "\xC2\xAD"
#define NBSP        "\xC2\xA0"
#define ZWSP        "\xE2\x80\x8B"
#define RSQUO       "\xE2\x80\x99"
#define FI          "\xEF\xAC\x81"

/* Makes the view of source and checks its text and what every map keeps: offsets rise, stay inside,
 * and the end is the end. */
static struct view view_of(struct arena *a, const char *source) {
    struct view v;
    struct err e = {0};
    struct slice s = slice_of(source);
    assert_int_equal(view_make(&v, s, a, &e), ST_OK);
    assert_true(v.text.n <= s.n);
    assert_int_equal(utf8_valid_prefix(v.text), v.text.n);
    for (uint32_t i = 0; i < v.text.n; i++) {
        assert_true(view_source(&v, i) <= view_source(&v, i + 1));
        assert_true(view_source_end(&v, i + 1) > view_source(&v, i));
    }
    assert_int_equal(view_source(&v, (uint32_t)v.text.n), s.n);
    return v;
}

static void expect_view(const char *source, const char *text) {
    struct arena a = {0};
    struct view v = view_of(&a, source);
    struct slice want = slice_of(text);
    if (!slice_eq(v.text, want))
        fail_msg("view of \"%s\" is \"%.*s\", not \"%s\"", source, (int)v.text.n, v.text.p, text);
    arena_free(&a);
}

static void expect_identity(const char *source) {
    struct arena a = {0};
    struct view v = view_of(&a, source);
    assert_ptr_equal(v.text.p, source);
    assert_null(v.map);
    arena_free(&a);
}

static void test_identity(void **state) {
    (void)state;
    expect_identity("");
    expect_identity("Sarah Khan, 14, of Luton. Fish > chips?");
    expect_identity("fish & chips; R&B <3 a < b <Sarah>");
    expect_identity("Zoë Müller went to Łódź, £5 a day…");
    expect_identity("سارة Sarah");
}

static void test_characters(void **state) {
    (void)state;
    expect_view("\xE2\x91\xAA and \xE2\x91\xB3", "11 and 20");
    expect_view("Sa" SOFT_HYPHEN "rah" NBSP "Khan" ZWSP, "Sarah Khan");
    expect_view("O" RSQUO "Neil", "O'Neil");
    expect_view("\xE2\x80\x9CSid\xE2\x80\x9D", "\"Sid\"");
    expect_view("10\xE2\x80\x93"
                "12",
                "10-12");
    expect_view("\xEF\xBC\x91\xEF\xBC\x94", "14");
    expect_view(FI "ve of" FI "ces", "five offices");
    expect_view("\xF0\x9D\x90\x92\xF0\x9D\x90\x9A\xF0\x9D\x90\xA6", "Sam");
    expect_view("one\xE2\x80\xA8two", "one\ntwo");
    expect_view("O\xC2\x92Neil", "O'Neil");
}

static void test_disguises(void **state) {
    (void)state;
    /* controls and what has no shape, in the fast stretches too */
    expect_view("0\x01"
                "7\x7F"
                "700 9\x1B"
                "00123",
                "07700 900123");
    expect_view("abcdefgh\x02ijklmnop\x7Fqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz");
    expect_view("Khan\x1F"
                "14\x1E"
                "x",
                "Khan 14 x");
    expect_view("0\xC2\x84"
                "7\xEF\xBF\xB9"
                "7\xE1\x85\xA0"
                "0\xEF\xBE\xA0"
                "0",
                "07700");
    expect_view("943\xE2\xA0\x80"
                "476",
                "943 476");
    expect_identity("tab\there, line\nend, form\ffeed\r\n");
    /* digits with marks, in circles and boxes, raised */
    expect_view("1\xCC\xB6"
                "4\xCC\xB6 S\xCC\xB6"
                "am",
                "14 Sam");
    expect_view("1\xCC\x81"
                "4\xEF\xB8\x8F\xE2\x83\xA3",
                "14");
    expect_identity("Zoe\xCC\x88");
    expect_view("\xE2\x91\xA0\xE2\x93\xAA\xE2\x9D\xB7 \xF0\x9F\x85\xB0\xF0\x9F\x84\xB1\xE2\x92\x9E",
                "102 ABc");
    expect_view("\xE2\x81\xB0\xE2\x81\xB7\xE2\x81\xB7 \xE2\x82\x89", "077 9");
    expect_identity("aged 14\xC2\xB2, 9 m\xC2\xB2, see (1)\xC2\xB9");
    expect_view("a\xEF\xB9\xABx\xE2\x80\xA4org 3\xE2\x88\x95"
                "4 \xE2\x84\x96 5",
                "a@x.org 3/4 No 5");
}

static void test_entities(void **state) {
    (void)state;
    expect_view("a &amp; b &lt;c&gt; &quot;d&quot;", "a & b <c> \"d\"");
    expect_view("&#0000049;&#x00000034; &#49&#52 x&nbsp y 4&nbsp5", "14 14 x  y 4 5");
    expect_view("&amp;amp;#49;&amp;amp;amp;#52; &#38;#x2019;", "14 '");
    expect_view("a&commat;b&period;org 3&sol;4", "a@b.org 3/4");
    expect_identity("&#; &#x; &#x; &#99999999; &nbspx &bogus; &#xD800; AT&T&amp");
    expect_view("O&#39;Neil O&apos;Neil O&rsquo;Neil O&#x2019;Neil O&#146;Neil",
                "O'Neil O'Neil O'Neil O'Neil O'Neil");
    expect_view("O&amp;#39;Neil &amp;nbsp;&amp;amp;", "O'Neil  &");
    expect_view("Ren&eacute;e &Eacute;mile&nbsp;&pound;5", "Renée Émile £5");
    expect_view("a&shy;b", "ab");
    expect_identity("&bogus; & ; &; &#; &#x; &#xD800; &#0; &#1114112; &#99999999; &amp");
}

static void test_tags(void **state) {
    (void)state;
    expect_view("<p>Sarah<br/>Khan</p>", " Sarah Khan ");
    expect_view("<LI>one</LI ><Br />two", " one  two");
    expect_view("<a href=\"mailto:s@x.org\">Sarah</a>", "  href=\"mailto:s@x.org\">Sarah ");
    expect_view("&lt;p&gt;Sarah &amp;lt;b&amp;gt;Khan&lt;/b&gt;&lt;br /&gt;", " Sarah  Khan  ");
    expect_view("&lt;a title='Sam'&gt;", "  title='Sam'>");
    expect_identity("<Sarah> <b <p 5 <brother> <> </> <a b <c");
    expect_view("&lt;Sarah&gt; &lt;b", "<Sarah> <b");
}

static void test_emphasis(void **state) {
    (void)state;
    expect_view("**Name:** Sam (**14**), ***Lee*** and **[NAME_1]**.",
                "Name: Sam (14), Lee and [NAME_1].");
    expect_identity("2**3, 2 ** 3, * one, *two*, f**k, ****");
}

/* The bytes of a tag that letters of one word may stand around. */
static void test_inline_tags(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t used;
    } tags[] = {{"<b>x", 3}, {"</span>", 7},   {"&lt;I&gt;x", 9}, {"<span class=\"a b\">x", 18},
                {"<p>", 0},  {"<brother>", 0}, {"<b <c>", 0},     {"<b", 0},
                {"x<b>", 0}, {"", 0}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        assert_int_equal(tag_inline(slice_of(tags[i].text)), tags[i].used);
}

static void test_links(void **state) {
    (void)state;
    expect_view("Sam%20Lee%2C%20b.%2014%2F3%2F09", "Sam Lee, b. 14/3/09");
    expect_view("S%C3%ADle%u2019s a%40b.org 7%2520900", "Síle's a@b.org 7 900");
    expect_identity("https://x.org/a%20b%2Fc www.x.org/%C3%AD");
    expect_identity("50%, 5%4, 100%off, %41%31 %5B1%5D %FFx %ZZ %u00 %");
}

static void test_quoted_printable(void **state) {
    (void)state;
    expect_view("S=C3=ADle=20Lee=2E =E2=80=99 14=20x", "Síle Lee. ' 14 x");
    expect_view("<a href=3D\"x\">Zo=EB", "  href=\"x\">Zoë");
    expect_view("the line that a program has broken behind sixty bytes and some=\r\nthing=20x",
                "the line that a program has broken behind sixty bytes and something x");
    expect_identity("age=20 weight=40 sex=F1 mother=\nfather=\n a=3D");
    expect_identity("S=C3=28 a = \n =E2 =");
    expect_view("x=E2=80=99s age=14 b=41", "x's age=14 b=41");
}

static void test_programs(void **state) {
    (void)state;
    expect_view("Sam\\nLee\\r\\n\\tDOB 14\\/3\\/09", "Sam\nLee\n\n\tDOB 14/3/09");
    expect_view("\\\"Sam\\\" O\\'Neil a\\_b", "\"Sam\" O'Neil a_b");
    expect_view("Zo\\u00eb \\u0053am \\ud83d\\ude00 \\x20x", "Zoë Sam 😀  x");
    expect_identity("C:\\new\\Temp\\Reports \\\\srv\\nina \\nina \\ud83d \\u12 \\x41 \\");
    expect_identity("C:\\x\\N1 \\[NAME_1\\] \\u005bNAME_1\\u005d");
    expect_view("{\\rtf1 O\\'92Neil Zo\\'eb}", "{\\rtf1 O'Neil Zoë}");
    expect_view("born \\'92", "born '92");
    expect_view("Sam_x000D_\nLee_x0020_x", "Sam\r\nLee x");
    expect_identity("a_x12_ _x00 _xyzzy_ a_b _");
    expect_view("\x1B[1mSam\x1B[0m\x1B[m \x1B[2K", "Sam ");
    expect_view("\x1B[NAME_1]", "[NAME_1]");
}

static void test_misread(void **state) {
    (void)state;
    expect_view("Si\u00C3\u00A1n\u00E2\u20AC\u2122s \u00C2\u00A35", "Sián's £5");
    expect_view("\u00E2\u20AC\u0153Sam\u00E2\u20AC said 077\u00C2 900\u00C2",
                "\"Sam\" said 077 900");
    expect_view("O\u00D5Neil Sam\u00D5s", "O'Neil Sam's");
    expect_view("REN\u00C9\u2019S", "REN\u00C9'S");
    expect_identity("\u00C2n, \u00E2 \u00C5gren, J\u00D5GI, \u00C3");
}

static void test_ends(void **state) {
    (void)state;
    static const struct {
        const char *source;
        uint32_t at, end;
    } ends[] = {{"**Sam** x", 3, 5}, {"\\\"Sam\\\" x", 4, 5}, {"x Sam" ZWSP " x", 5, 8},
                {"&amp;x", 1, 5},    {"Zo&euml;** x", 4, 10}, {"Zo\xC3\xAB** x", 4, 4}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct arena a = {0};
        struct view v = view_of(&a, ends[i].source);
        assert_int_equal(view_source_end(&v, ends[i].at), ends[i].end);
        arena_free(&a);
    }
}

static void test_map(void **state) {
    (void)state;
    struct arena a = {0};
    struct view v = view_of(&a, "<b>Zo\xC3\xAB</b> " FI "n");
    assert_true(slice_is(v.text, " Zo\xC3\xAB  fin"));
    assert_int_equal(view_source(&v, 1), 3);
    assert_int_equal(view_source_end(&v, 5), 7);
    assert_int_equal(view_source(&v, 8), view_source(&v, 7));
    assert_int_equal(view_source_end(&v, 8), 15); /* half a ligature is all of it */
    arena_free(&a);
}

static void expect_key(const char *word, const char *key) {
    char out[96];
    size_t n = fold_key(out, sizeof out, slice_of(word));
    if (!slice_eq((struct slice){out, n}, slice_of(key)))
        fail_msg("key of \"%s\" is \"%.*s\", not \"%s\"", word, (int)n, out, key);
}

static void test_keys(void **state) {
    (void)state;
    expect_key("O'Neil", "oneil");
    expect_key("KHAN", "khan");
    expect_key("@[`{12", "@[`{12");
    expect_key("Zoë", "zoe");
    expect_key("\xC5\x89"
               "ame",
               "name");
    expect_key("Zoe\xCC\x88", "zoe");
    expect_key("ŁÓDŹ", "lodz");
    expect_key("Øyvind", "oyvind");
    expect_key("Đặng", "dang");
    expect_key("Straße", "strasse");
    expect_key("Æthelþryð", "aethelthryd");
    expect_key("Ǽlfric", "aelfric");
    expect_key("Işıl", "isil");
    expect_key("İnci", "inci");
    expect_key("œuvre", "oeuvre");
    expect_key("O" RSQUO "Neil", "oneil");
    expect_key("Ґалина", "ґалина");
    expect_key("", "");
    expect_key("'", "");
}

static void test_key_room(void **state) {
    (void)state;
    char out[4];
    assert_int_equal(fold_key(out, 4, slice_of("Sara")), 4);
    assert_int_equal(fold_key(out, 4, slice_of("S'a'r'a")), 4);
    assert_int_equal(fold_key(out, 4, slice_of("Sarah")), 0);
    assert_int_equal(fold_key(out, 4, slice_of("Zoëss")), 0);
}

/* Every character at every place of words of every length, which are read several at a time. */
static void test_key_lengths(void **state) {
    (void)state;
    for (size_t n = 1; n <= 30; n++)
        for (size_t at = 0; at < n; at++)
            for (char c = ' '; c < 0x7F; c++) {
                char word[32] = {0}, key[32] = {0};
                memset(word, at % 2 ? 'Q' : 'q', n);
                word[at] = c;
                for (size_t i = 0, k = 0; i < n; i++)
                    if (word[i] != '\'')
                        key[k++] =
                            (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] | 0x20 : word[i]);
                expect_key(word, key);
            }
    for (size_t n = 1; n <= 30; n++) {
        char word[40] = {0}, key[40] = {0};
        memset(word, 'Q', n);
        memset(key, 'q', n);
        memcpy(word + n, "\xC3\x89", 2);
        key[n] = 'e';
        expect_key(word, key);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key_lengths),
        cmocka_unit_test(test_identity),
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_disguises),
        cmocka_unit_test(test_entities),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_emphasis),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_inline_tags),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_quoted_printable),
        cmocka_unit_test(test_programs),
        cmocka_unit_test(test_misread),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_key_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
