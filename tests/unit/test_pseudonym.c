/* Keys, canonical values and pseudonyms. The vectors are frozen: a change of any of them breaks the
 * promise that next year's pseudonyms are this year's. They were made by a program of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/utf8.h"
#include "find/placeholder.h"
#include "redact/canonical.h"
#include "redact/pseudonym.h"

static char folder[] = "/tmp/blot-key-XXXXXX";

static int setup(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    return rmdir(folder);
}

static struct keyring *keyring_of(const char *project) {
    struct keyring *k = NULL;
    struct err e = {0};
    char key[32];
    for (int i = 0; i < 32; i++)
        key[i] = (char)i;
    assert_int_equal(keyring_from(&k, (struct slice){key, sizeof key}, project, &e), ST_OK);
    return k;
}

static void test_frozen_vectors(void **state) {
    (void)state;
    static const struct {
        const char *project, *value, *code;
        enum label label;
    } of_value[] = {{"study-1", "9434765919", "qrbp51sezkjdh9yhs0", LABEL_NAME},
                    {"study-2", "9434765919", "nsph2dab34wj3sygzb", LABEL_NAME},
                    {"study-1", "9434765919", "crphfgbf1x0bwhx1e0", LABEL_ID},
                    {"study-1", "0123", "njpjbm4vc82wttmsq2", LABEL_NAME}};
    char code[CODE_CHARS + 1], id[KEY_ID_CHARS + 1];
    for (size_t i = 0; i < sizeof of_value / sizeof *of_value; i++) {
        struct keyring *k = keyring_of(of_value[i].project);
        pseudonym_of_value(code, k, of_value[i].label, slice_of(of_value[i].value));
        assert_string_equal(code, of_value[i].code);
        keyring_id(id, k);
        assert_string_equal(id, "d14bcbc1f8e25ba6");
        keyring_free(k);
    }
    struct keyring *k = keyring_of("study-1");
    pseudonym_in_scope(code, k, LABEL_NAME, slice_of("case 77"), slice_of("sarah khan"));
    assert_string_equal(code, "kchjd63rp59rg3q1ez");
    keyring_free(k);
}

static void test_parts_are_told_apart(void **state) {
    (void)state;
    char a[CODE_CHARS + 1], b[CODE_CHARS + 1];
    struct keyring *k = keyring_of("p");
    pseudonym_in_scope(a, k, LABEL_NAME, slice_of("ab"), slice_of("c"));
    pseudonym_in_scope(b, k, LABEL_NAME, slice_of("a"), slice_of("bc"));
    assert_string_not_equal(a, b);
    pseudonym_of_value(b, k, LABEL_NAME, slice_of("abc"));
    assert_string_not_equal(a, b);
    keyring_free(k);
}

static void test_code(void **state) {
    (void)state;
    char code[CODE_CHARS + 1];
    const uint8_t none[CODE_BYTES] = {0};
    code_write(code, none);
    assert_string_equal(code, "bbbb00000000000004");
    uint8_t all[CODE_BYTES];
    memset(all, 0xFF, sizeof all);
    code_write(code, all);
    assert_string_equal(code, "vvvvfzzzzzzzzzzzz8");
    assert_true(code_at(slice_of(code)));
    assert_false(code_at((struct slice){code, CODE_CHARS - 1}));
}

/* Every wrong character and every two neighbours exchanged. */
static void test_check_character(void **state) {
    (void)state;
    const char good[] = "qrbp51sezkjdh9yhs0";
    assert_true(code_at(slice_of(good)));
    for (size_t i = 0; i < CODE_CHARS; i++) {
        char bad[CODE_CHARS + 1];
        memcpy(bad, good, sizeof bad);
        for (char c = '0'; c <= 'z'; c++) {
            bad[i] = c;
            assert_true(code_at(slice_of(bad)) == (c == good[i]));
        }
        memcpy(bad, good, sizeof bad);
        if (i + 1 == CODE_CHARS || good[i] == good[i + 1])
            continue;
        bad[i] = good[i + 1];
        bad[i + 1] = good[i];
        assert_false(code_at(slice_of(bad)));
    }
}

static void test_placeholder(void **state) {
    (void)state;
    const char *good = "[NAME_qrbp51sezkjdh9yhs0] and more";
    assert_int_equal(placeholder_at(slice_of(good), NULL), 25);
    assert_int_equal(placeholder_at(slice_of("[NAME_qrbp51sezkjdh9yhs1]"), NULL), 0);
    assert_int_equal(placeholder_at(slice_of("[NAME_qrbp51sezkjdh9yhs0"), NULL), 0);
    assert_int_equal(placeholder_at(slice_of("[NOBODY_qrbp51sezkjdh9yhs0]"), NULL), 0);
    assert_int_equal(placeholder_at(slice_of("[NAMEqrbp51sezkjdh9yhs0]]"), NULL), 0);
}

static void test_canonical(void **state) {
    (void)state;
    static const char *const same[][2] = {{"9434765919", "9434765919"},
                                          {" 943 476 5919 ", "9434765919"},
                                          {"943-476-5919", "9434765919"},
                                          {"943\xC2\xA0"
                                           "476 5919",
                                           "9434765919"},
                                          {"9434765919.0", "9434765919"},
                                          {"0123", "0123"},
                                          {"AB 12", "ab 12"},
                                          {"ab  12\t", "ab 12"},
                                          {"\xEF\xBC\xA1"
                                           "b12",
                                           "ab12"},
                                          {"Zo\xC3\xAB", "zo\xC3\xAB"},
                                          {"Zoe\xCC\x88", "zo\xC3\xAB"},
                                          {"12-3", "12-3"},
                                          {"1.05", "1.05"},
                                          {"1e23", "1e23"},
                                          {"12E5", "12e5"},
                                          {"#12", "#12"},
                                          {"", ""},
                                          {" - ", ""},
                                          {"NaN", ""},
                                          {"null", ""},
                                          {"N/A", ""},
                                          {"Nan Smith", "nan smith"}};
    struct arena a = {0};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        struct slice out;
        struct err e = {0};
        assert_int_equal(canonical_value(&out, slice_of(same[i][0]), &a, &e), ST_OK);
        if (!slice_is(out, same[i][1]))
            fail_msg("%s became %.*s", same[i][0], (int)out.n, out.p);
    }
    arena_free(&a);
}

/* What is canonical stays as it is: each character alone, and between two others. */
static void test_canonical_twice(void **state) {
    (void)state;
    struct arena a = {0};
    struct err e = {0};
    for (uint32_t cp = 1; cp < 0x20000; cp++) {
        char text[16];
        struct slice once, twice;
        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        size_t n = 1 + utf8_encode(text + 1, cp);
        text[0] = 'A';
        text[n] = '1';
        arena_reset(&a);
        assert_int_equal(canonical_value(&once, (struct slice){text, n + 1}, &a, &e), ST_OK);
        assert_int_equal(canonical_value(&twice, once, &a, &e), ST_OK);
        if (!slice_eq(once, twice))
            fail_msg("U+%04X", (unsigned)cp);
    }
    arena_free(&a);
}

static void test_spoilt_values(void **state) {
    (void)state;
    static const char *const spoilt[] = {"9.43E+09", "9.43e+09", "9E+09",  " 9,43E+09", "9.4E9",
                                         "1E-05",    "#####",    "#N/A",   "#VALUE!",   "#DIV/0!",
                                         "#REF!",    "#NAME?",   "#NULL!", "#NUM!"};
    struct arena a = {0};
    for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++) {
        struct slice out;
        struct err e = {0};
        assert_int_equal(canonical_value(&out, slice_of(spoilt[i]), &a, &e), ST_DATA);
        assert_null(strstr(e.what, "9.4E9"));
    }
    arena_free(&a);
}

/* ---- key files ---- */

static const char *path_of(const char *name) {
    static char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put_file(const char *path, const void *bytes, size_t n, mode_t mode) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod(path, mode), 0);
}

static void expect_refusal(const char *path, const char *what) {
    struct keyring *k = NULL;
    struct err e = {0};
    assert_int_not_equal(keyring_load(&k, path, "p", &e), ST_OK);
    assert_null(k);
    if (!strstr(e.what, what))
        fail_msg("said: %s", e.what);
}

static void test_key_files(void **state) {
    (void)state;
    const char *path = path_of("key");
    char bytes[5000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    expect_refusal(path, "cannot be opened");
    put_file(path, bytes, 31, 0600);
    expect_refusal(path, "31 bytes");
    put_file(path, bytes, 5000, 0600);
    expect_refusal(path, "longer than any key");
    put_file(path, "                                        ", 40, 0600);
    expect_refusal(path, "one byte over and over");
    static const mode_t open_modes[] = {0604, 0640, 0620, 0660, 0644, 0666, 0601};
    for (size_t i = 0; i < sizeof open_modes / sizeof *open_modes; i++) {
        put_file(path, bytes, 40, open_modes[i]);
        expect_refusal(path, "by others");
    }
    expect_refusal(folder, "no regular file");
    static const mode_t good_modes[] = {0600, 0400};
    for (size_t i = 0; i < sizeof good_modes / sizeof *good_modes; i++) {
        struct keyring *k = NULL;
        struct err e = {0};
        put_file(path, bytes, 40, 0600);
        assert_int_equal(chmod(path, good_modes[i]), 0);
        assert_int_equal(keyring_load(&k, path, "p", &e), ST_OK);
        keyring_free(k);
        assert_int_equal(unlink(path), 0);
    }
}

static void test_line_end_of_a_key(void **state) {
    (void)state;
    static const char *const texts[] = {"0123456789abcdef0123456789abcdef",
                                        "0123456789abcdef0123456789abcdef\n",
                                        "0123456789abcdef0123456789abcdef\r\n"};
    char first[KEY_ID_CHARS + 1], id[KEY_ID_CHARS + 1];
    for (size_t i = 0; i < 3; i++) {
        struct keyring *k = NULL;
        struct err e = {0};
        assert_int_equal(keyring_from(&k, slice_of(texts[i]), "p", &e), ST_OK);
        keyring_id(i ? id : first, k);
        if (i)
            assert_string_equal(id, first);
        keyring_free(k);
    }
}

static void test_new_key(void **state) {
    (void)state;
    const char *path = path_of("new");
    struct err e = {0};
    struct stat s;
    struct buf first = {0};
    assert_int_equal(keyring_create(path, &e), ST_OK);
    assert_int_equal(stat(path, &s), 0);
    assert_int_equal(s.st_mode & 07777, 0600);
    assert_int_equal(s.st_size, 65);
    assert_int_equal(file_read(&first, path, &e), ST_OK);
    struct keyring *k = NULL;
    assert_int_equal(keyring_load(&k, path, "p", &e), ST_OK);
    keyring_free(k);
    assert_int_equal(keyring_create(path, &e), ST_USAGE);
    struct buf again = {0};
    struct err none = {0};
    assert_int_equal(file_read(&again, path, &none), ST_OK);
    assert_true(slice_eq(buf_slice(&first), buf_slice(&again)));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(keyring_create(path, &none), ST_OK);
    buf_clear(&again);
    assert_int_equal(file_read(&again, path, &none), ST_OK);
    assert_false(slice_eq(buf_slice(&first), buf_slice(&again)));
    assert_int_equal(unlink(path), 0);
    buf_free(&first);
    buf_free(&again);
}

static void test_file_systems(void **state) {
    (void)state;
    assert_int_equal(keyring_modes(0x4D44), MODES_NOT_KEPT);
    assert_int_equal(keyring_modes(0x2011BAB0), MODES_NOT_KEPT);
    assert_int_equal(keyring_modes((long)0xFF534D42), MODES_NOT_KEPT);
    assert_int_equal(keyring_modes((int)0xFF534D42), MODES_NOT_KEPT);
    assert_int_equal(keyring_modes(0xEF53), MODES_KEPT);
    assert_int_equal(keyring_modes(0x01021994), MODES_KEPT);
    assert_int_equal(keyring_modes(0x65735546), MODES_UNKNOWN); /* FUSE */
    assert_int_equal(keyring_modes(0x01021997), MODES_UNKNOWN); /* 9p, WSL's /mnt/c */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frozen_vectors), cmocka_unit_test(test_parts_are_told_apart),
        cmocka_unit_test(test_code),           cmocka_unit_test(test_check_character),
        cmocka_unit_test(test_placeholder),    cmocka_unit_test(test_canonical),
        cmocka_unit_test(test_spoilt_values),  cmocka_unit_test(test_canonical_twice),
        cmocka_unit_test(test_key_files),      cmocka_unit_test(test_line_end_of_a_key),
        cmocka_unit_test(test_new_key),        cmocka_unit_test(test_file_systems),
    };
    return cmocka_run_group_tests(tests, setup, teardown) == 0 ? 0 : 1;
}
