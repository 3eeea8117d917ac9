/* The seeded sample of a stream. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "run/sample.h"

enum { RARE = 1, COMMON = 2 };

/* Every hundredth record is in stratum 1, the others in stratum 2. */
static struct sample *fill(uint64_t seed, uint32_t n, uint32_t each, uint64_t records) {
    struct sample *s = NULL;
    struct sample_item *item;
    assert_int_equal(sample_new(&s, seed, n, each, NULL), ST_OK);
    for (uint64_t i = 1; i <= records; i++) {
        assert_int_equal(sample_offer(s, i, i % 100 == 0 ? 1u << RARE : 1u << COMMON, &item, NULL),
                         ST_OK);
        if (item)
            assert_true(buf_add_number(&item->text, i));
    }
    return s;
}

static void test_size_and_strata(void **state) {
    (void)state;
    struct sample *s = fill(7, 50, 10, 10000);
    struct sample_item **v;
    size_t n = 0, random = 0, rare = 0;
    assert_int_equal(sample_take(s, &v, &n, NULL), ST_OK);
    for (size_t i = 0; i < n; i++) {
        char want[24];
        random += v[i]->random;
        rare += v[i]->number % 100 == 0;
        assert_true(i == 0 || v[i]->random == v[i - 1]->random || v[i - 1]->random);
        assert_true(i == 0 || v[i]->random != v[i - 1]->random || v[i]->order > v[i - 1]->order);
        snprintf(want, sizeof want, "%d", (int)v[i]->number);
        assert_true(slice_is(buf_slice(&v[i]->text), want));
    }
    assert_int_equal(random, 50);
    assert_true(rare >= 10);
    assert_true(n >= 50 && n <= 60); /* the common stratum needs none, the rare one up to ten */
    sample_free(s);
}

static void test_small_stream_is_taken_whole(void **state) {
    (void)state;
    struct sample *s = fill(1, 50, 3, 20);
    struct sample_item **v;
    size_t n = 0;
    assert_int_equal(sample_take(s, &v, &n, NULL), ST_OK);
    assert_int_equal(n, 20);
    sample_free(s);
}

static void test_seed_decides(void **state) {
    (void)state;
    struct sample *a = fill(3, 20, 0, 5000), *b = fill(3, 20, 0, 5000), *c = fill(4, 20, 0, 5000);
    struct sample_item **x, **y, **z;
    size_t n, m, k, same = 0;
    assert_int_equal(sample_take(a, &x, &n, NULL), ST_OK);
    assert_int_equal(sample_take(b, &y, &m, NULL), ST_OK);
    assert_int_equal(sample_take(c, &z, &k, NULL), ST_OK);
    assert_int_equal(n, 20);
    assert_int_equal(m, 20);
    assert_int_equal(k, 20);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(x[i]->number, y[i]->number);
        same += x[i]->number == z[i]->number;
    }
    assert_true(same < 3);
    sample_free(a);
    sample_free(b);
    sample_free(c);
}

/* Over many seeds every record is drawn about as often as any other. */
static void test_every_record_has_its_chance(void **state) {
    (void)state;
    unsigned drawn[51] = {0};
    for (uint64_t seed = 0; seed < 2000; seed++) {
        struct sample *s = fill(seed, 10, 0, 50);
        struct sample_item **v;
        size_t n = 0;
        assert_int_equal(sample_take(s, &v, &n, NULL), ST_OK);
        for (size_t i = 0; i < n; i++)
            drawn[v[i]->number]++;
        sample_free(s);
    }
    for (size_t i = 1; i <= 50; i++) /* 400 expected, standard deviation 18 */
        assert_in_range(drawn[i], 310, 490);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_size_and_strata),
        cmocka_unit_test(test_small_stream_is_taken_whole),
        cmocka_unit_test(test_seed_decides),
        cmocka_unit_test(test_every_record_has_its_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
