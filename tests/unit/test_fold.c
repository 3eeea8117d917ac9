#include "text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"

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

static void test_entities(void **state) {
    (void)state;
    expect_view("a &amp; b &lt;c&gt; &quot;d&quot;", "a & b <c> \"d\"");
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
    expect_identity("<Sarah> <b <p 5 <brother> <> </> <a b <c");
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
    expect_key("Zoe\xCC\x88", "zoe");
    expect_key("ŁÓDŹ", "lodz");
    expect_key("Øyvind", "oyvind");
    expect_key("Đặng", "dang");
    expect_key("Straße", "strasse");
    expect_key("Æthelþryð", "aethelthryd");
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identity), cmocka_unit_test(test_characters),
        cmocka_unit_test(test_entities), cmocka_unit_test(test_tags),
        cmocka_unit_test(test_map),      cmocka_unit_test(test_keys),
        cmocka_unit_test(test_key_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
