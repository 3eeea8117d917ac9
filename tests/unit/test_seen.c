/* Texts that come again: what is found in them is what was found before, whatever came between. */
#include <stdio.h>

#include "detector_help.h"
#include "find/seen.h"

static struct seen *open_seen(void) {
    struct seen *s;
    struct err e = {0};
    assert_int_equal(seen_new(&s, &e), ST_OK);
    return s;
}

static struct seen_key key_of(const struct seen *s, const struct detect_field *fields, size_t n) {
    struct arena a = {0};
    struct seen_key key;
    assert_true(seen_key(&key, s, fields, n, &a));
    arena_free(&a);
    return key;
}

static struct detect_field prose(const char *text) {
    return (struct detect_field){slice_of(text), TREAT_PROSE, LABEL_NONE, false};
}

static void keys_tell_all_apart_that_counts(void **state) {
    (void)state;
    struct seen *s = open_seen(), *other = open_seen();
    const struct detect_field is[] = {
        prose("Ada Lark"),
        prose("Ada lark"),
        {slice_of("Ada Lark"), TREAT_SCAN, LABEL_NONE, false},
        {slice_of("Ada Lark"), TREAT_KNOWN, LABEL_NAME, false},
        {slice_of("Ada Lark"), TREAT_KNOWN, LABEL_PLACE, false},
        {slice_of("Ada Lark"), TREAT_PROSE, LABEL_NONE, true},
    };
    const size_t n = sizeof is / sizeof *is;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            struct seen_key one = key_of(s, &is[i], 1), two = key_of(s, &is[k], 1);
            assert_int_equal(memcmp(&one, &two, sizeof one) == 0, i == k);
        }
    const struct detect_field ab_c[] = {prose("ab"), prose("c")},
                              a_bc[] = {prose("a"), prose("bc")};
    struct seen_key one = key_of(s, ab_c, 2), two = key_of(s, a_bc, 2);
    assert_memory_not_equal(&one, &two, sizeof one);
    two = key_of(other, ab_c, 2); /* each run has its own */
    assert_memory_not_equal(&one, &two, sizeof one);
    seen_free(s);
    seen_free(other);
}

static void long_texts_have_no_key(void **state) {
    (void)state;
    static char text[70000];
    struct seen *s = open_seen();
    struct arena a = {0};
    struct seen_key key;
    memset(text, 'a', sizeof text - 1);
    const struct detect_field f = prose(text);
    assert_false(seen_key(&key, s, &f, 1, &a));
    assert_int_equal(a.used, 0);
    seen_free(s);
}

/* The spans that text i of the next test is said to have. */
static size_t make_spans(struct span *v, unsigned i) {
    const size_t n = i % 7;
    for (size_t k = 0; k < n; k++)
        v[k] = (struct span){i, i + (uint32_t)k, LABEL_NAME, BY_EVIDENCE, (uint16_t)(i % 999)};
    return n;
}

/* Many more than there is room for, in an order that comes round again and again: what is given
 * back is what was kept, and what was kept last is there. */
static void gives_what_was_kept(void **state) {
    (void)state;
    enum { TEXTS = 60000, ROUNDS = 3, LAST = 1000 };
    struct seen *s = open_seen();
    struct arena a = {0};
    unsigned given = 0;
    for (unsigned at = 0; at < TEXTS * ROUNDS; at++) {
        const unsigned i = at * 7919u % TEXTS;
        char text[16];
        struct span v[2][8];
        struct span_list got[2];
        (void)snprintf(text, sizeof text, "%u", i);
        const struct detect_field f[2] = {prose(text), prose("")};
        const struct seen_key key = key_of(s, f, 2);
        const struct span_list is[2] = {{v[0], make_spans(v[0], i), 8},
                                        {v[1], make_spans(v[1], i / 2), 8}};
        arena_reset(&a);
        if (seen_find(s, &key, got, 2, &a)) {
            given++;
            for (int k = 0; k < 2; k++) {
                assert_int_equal(got[k].n, is[k].n);
                if (is[k].n)
                    assert_memory_equal(got[k].v, is[k].v, is[k].n * sizeof *is[k].v);
            }
        } else {
            seen_keep(s, &key, is, 2);
            assert_true(seen_find(s, &key, got, 2, &a));
        }
    }
    assert_int_equal(given, 0); /* the order is the worst there is */
    for (unsigned at = TEXTS * ROUNDS - LAST; at < TEXTS * ROUNDS; at++) {
        char text[16];
        struct span_list got[2];
        (void)snprintf(text, sizeof text, "%u", at * 7919u % TEXTS);
        const struct detect_field f[2] = {prose(text), prose("")};
        const struct seen_key key = key_of(s, f, 2);
        given += seen_find(s, &key, got, 2, &a);
    }
    assert_in_range(given, LAST * 9 / 10, LAST); /* some lost both their slots to newer ones */
    arena_free(&a);
    seen_free(s);
}

/* ---- in a detector ---- */

/* One line a span: field, where, label, who. */
static void find(char *out, size_t size, struct engine *en, const struct detect_field *fields,
                 size_t n) {
    struct arena a = {0};
    struct err e = {0};
    struct span_list spans[4];
    size_t at = 0;
    assert_int_equal(detect(en->detector, fields, n, &a, spans, &e), ST_OK);
    out[0] = '\0';
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < spans[i].n; k++) {
            const struct span *s = &spans[i].v[k];
            at += (size_t)snprintf(out + at, size - at, "%zu %u-%u %d %d\n", i, s->start, s->end,
                                   s->label, s->origin);
        }
    arena_free(&a);
}

/* Records whose fields tell on each other, or come again beside others. */
static const struct {
    const char *id, *name, *when, *note;
} records[] = {
    {"70012", "", "2024-03-02", "Ada Larkin, 34, of Hull rang."},
    {"70013", "", "2024-03-02", "Ada Larkin, 34, of Hull rang."}, /* on another file */
    {"34", "", "2024-03-02", "Ada Larkin, 34, of Hull rang."},    /* whose number is in it */
    {"70014", "", "Hull", "no comment"},
    {"70015", "Reading", "", "He likes reading. Reading rang."},
    {"70016", "Winter", "", "He likes reading. Reading rang."},
    {"70017", "", "larkin", "seen with larkin today"},
    {"70018", "", "2024-03-02", "seen with larkin today"},
};

static void find_record(char *out, size_t size, struct engine *en, size_t i) {
    const struct detect_field fields[] = {
        {slice_of(records[i].id), TREAT_KNOWN, LABEL_ID, false},
        {slice_of(records[i].name), records[i].name[0] ? TREAT_KNOWN : TREAT_SKIP, LABEL_NAME,
         false},
        {slice_of(records[i].when), TREAT_PROSE, LABEL_NONE, false},
        {slice_of(records[i].note), TREAT_PROSE, LABEL_NONE, false}};
    find(out, size, en, fields, 4);
}

static void shut(struct engine *en) {
    void *state = en;
    assert_int_equal(test_engine_close(&state), 0);
}

/* What is found in a record is the same before and after the others, and in a new detector. */
static void records_do_not_depend_on_others(void **state) {
    (void)state;
    const struct detect_options o = {.labels = ~0u & ~(1u << LABEL_GROUP)};
    enum { N = sizeof records / sizeof *records };
    static struct engine all;
    char first[N][512], now[512];
    test_engine_open(&all, o);
    for (size_t i = 0; i < N; i++) {
        static struct engine alone;
        test_engine_open(&alone, o);
        find_record(first[i], sizeof first[i], &alone, i);
        assert_true(first[i][0]); /* the number at least */
        shut(&alone);
    }
    for (size_t k = 0; k < N * N; k++) {
        find_record(now, sizeof now, &all, k * 3 % N);
        assert_string_equal(now, first[k * 3 % N]);
    }
    shut(&all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_tell_all_apart_that_counts),
        cmocka_unit_test(long_texts_have_no_key),
        cmocka_unit_test(gives_what_was_kept),
        cmocka_unit_test(records_do_not_depend_on_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
