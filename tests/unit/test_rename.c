/* Renamed copies: other people, places and figures, the same sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "run/rename.h"
#include "run/renumber.h"

#define DRAWS 200

struct kit {
    struct lexicon *lx;
    struct arena a;
    struct renamer r;
    struct gold gold;
};

static void load(struct kit *k, const char *text) {
    struct err e = {0};
    char path[] = "/tmp/blot-rename-XXXXXX.txt";
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(close(fd), 0);
    assert_int_equal(gold_load(&k->gold, path, &e), ST_OK);
    unlink(path);
    assert_int_equal(lexicon_builtin(&k->lx, &e), ST_OK);
    assert_int_equal(renamer_init(&k->r, k->lx, 7, &k->a, &e), ST_OK);
}

static void unload(struct kit *k) {
    gold_free(&k->gold);
    arena_free(&k->a);
    lexicon_free(k->lx);
}

static struct gold_record copy_of(struct kit *k) {
    struct err e = {0};
    struct gold_record out;
    assert_int_equal(rename_record(&out, &k->gold.v[0], &k->r, &k->a, &e), ST_OK);
    assert_int_equal(out.n, k->gold.v[0].n);
    return out;
}

static struct slice mark(const struct gold_record *g, size_t i) {
    return slice_cut(g->text, g->marks[i].start, g->marks[i].end);
}

static void test_the_rest_stays(void **state) {
    struct kit k = {0};
    (void)state;
    load(&k, "#ID t-1\nThen [[NAME:Zainab]] of [[PLACE:12 Acacia Road]] left; [[NAME:Zainab]]'s "
             "sister, a [[QUASI:Turkish]] cook, did not.\n");
    bool changed = false;
    for (int i = 0; i < DRAWS; i++) {
        struct gold_record g = copy_of(&k);
        struct slice last = slice_cut(g.text, g.marks[2].end, g.text.n);
        assert_true(slice_starts(g.text, slice_of("Then ")));
        assert_true(slice_is(last, "'s sister, a Turkish cook, did not."));
        assert_true(slice_eq(mark(&g, 0), mark(&g, 2)));
        assert_true(mark(&g, 0).p[0] >= 'A' && mark(&g, 0).p[0] <= 'Z');
        struct slice road = mark(&g, 1);
        assert_memory_equal(road.p + road.n - 5, " Road", 5);
        changed = changed || !slice_is(mark(&g, 0), "Zainab");
    }
    assert_true(changed);
    unload(&k);
}

static void test_a_name_may_become_a_word_and_initials_stay_initials(void **state) {
    struct kit k = {0};
    struct lex_entry en;
    bool word = false;
    (void)state;
    load(&k, "#ID t-1\n[[NAME:zainab]] and child [[NAME:K]], seen by [[NAME:RH]].\n");
    for (int i = 0; i < DRAWS; i++) {
        struct gold_record g = copy_of(&k);
        word = word || (lexicon_find(k.lx, mark(&g, 0), &en) && en.level);
        assert_true(mark(&g, 0).p[0] >= 'a' && mark(&g, 0).p[0] <= 'z');
        assert_int_equal(mark(&g, 1).n, 1);
        assert_int_equal(mark(&g, 2).n, 2);
        assert_true(mark(&g, 2).p[1] >= 'A' && mark(&g, 2).p[1] <= 'Z');
    }
    assert_true(word);
    unload(&k);
}

static void test_postcodes_stay_postcodes(void **state) {
    struct kit k = {0};
    (void)state;
    load(&k, "#ID t-1\nat [[PLACE:LU3 4JP]]\n");
    for (int i = 0; i < DRAWS; i++) {
        struct gold_record g = copy_of(&k);
        struct slice s = mark(&g, 0);
        assert_true(s.n >= 6 && s.p[s.n - 4] == ' ' && s.p[s.n - 5] >= '0' && s.p[s.n - 5] <= '9');
        assert_true(s.p[0] >= 'A' && s.p[0] <= 'Z');
    }
    unload(&k);
}

static struct slice aged(struct buf *b, const char *old, bool alone, uint32_t *state) {
    buf_clear(b);
    assert_true(add_age(b, slice_of(old), alone, state));
    return buf_slice(b);
}

static void test_ages_stay_ages(void **state) {
    struct buf b = {0};
    uint32_t random = 3;
    bool said = false, shown = false;
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        struct slice s = aged(&b, "13", true, &random);
        bool digits = s.p[0] >= '0' && s.p[0] <= '9';
        said = said || !digits;
        assert_true(!digits || (atoi(s.p) >= 3 && atoi(s.p) < 18));
        s = aged(&b, "72", false, &random); /* 72M */
        assert_true(s.n == 2 && s.p[0] >= '1' && s.p[0] <= '9');
        s = aged(&b, "forty-one", true, &random);
        shown = shown || (s.p[0] >= '0' && s.p[0] <= '9');
        s = aged(&b, "3 months", false, &random);
        assert_memory_equal(s.p + s.n - 7, " months", 7);
        assert_true(slice_is(aged(&b, "mid-forties", true, &random), "mid-forties"));
    }
    assert_true(said && shown);
    buf_free(&b);
}

static void test_dates_and_numbers_keep_their_form(void **state) {
    struct buf b = {0};
    uint32_t random = 3;
    (void)state;
    for (int i = 0; i < DRAWS; i++) {
        int day, month, year;
        char end, name[16];
        buf_clear(&b);
        assert_true(add_date(&b, slice_of("07/11/2009"), &random) && buf_add_char(&b, '\0'));
        assert_int_equal(sscanf(b.p, "%2d/%2d/%4d%c", &day, &month, &year, &end), 3);
        assert_in_range(day, 1, 31);
        assert_in_range(month, 1, 12);
        assert_in_range(year, 1930, 2025);
        buf_clear(&b);
        assert_true(add_date(&b, slice_of("14th of MARCH"), &random) && buf_add_char(&b, '\0'));
        assert_int_equal(sscanf(b.p, "%dth of %15s", &day, name), 2);
        assert_true(name[1] >= 'A' && name[1] <= 'Z');
        buf_clear(&b);
        assert_true(add_figures(&b, slice_of("CS-0451"), true, &random));
        assert_int_equal(b.n, 7);
        assert_true(b.p[2] == '-' && b.p[3] == '0' && b.p[0] >= 'A' && b.p[0] <= 'Z');
    }
    buf_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_rest_stays),
        cmocka_unit_test(test_a_name_may_become_a_word_and_initials_stay_initials),
        cmocka_unit_test(test_postcodes_stay_postcodes),
        cmocka_unit_test(test_ages_stay_ages),
        cmocka_unit_test(test_dates_and_numbers_keep_their_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
