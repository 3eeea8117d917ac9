/* Exact limits against published tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/binomial.h"

static void near(double have, double want, double apart) {
    if (have < want - apart || have > want + apart)
        fail_msg("%.8f, but the table has %.8f", have, want);
}

/* I_x(a, b) where it has a closed form. */
static void test_beta(void **state) {
    (void)state;
    near(binomial_beta(0.3, 1, 1), 0.3, 1e-14);
    near(binomial_beta(0.3, 2, 1), 0.09, 1e-14);
    near(binomial_beta(0.3, 1, 2), 0.51, 1e-14);
    near(binomial_beta(0.5, 7, 7), 0.5, 1e-14);
    near(binomial_beta(0.5, 5000, 5000), 0.5, 1e-9);
    near(binomial_beta(0.0, 3, 4), 0.0, 0.0);
    near(binomial_beta(1.0, 3, 4), 1.0, 0.0);
}

/* R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 5 (Clopper-Pearson), two-sided
 * 95 %: the upper ends. */
static void test_newcombe(void **state) {
    (void)state;
    near(binomial_upper(81, 263, 0.975), 0.3676, 5e-5);
    near(binomial_upper(15, 148, 0.975), 0.1617, 5e-5);
    near(binomial_upper(0, 20, 0.975), 0.1684, 5e-5);
    near(binomial_upper(1, 29, 0.975), 0.1776, 5e-5);
}

/* Two-sided 95 % limits of 0 to 9 in 10, in every collection of tables (for one: Geigy Scientific
 * Tables, volume 2). */
static void test_ten(void **state) {
    static const double upper[] = {0.3085, 0.4450, 0.5561, 0.6525, 0.7376,
                                   0.8129, 0.8784, 0.9333, 0.9748, 0.9975};
    (void)state;
    for (uint64_t x = 0; x < 10; x++)
        near(binomial_upper(x, 10, 0.975), upper[x], 5e-5);
    near(binomial_upper(10, 10, 0.975), 1.0, 0.0);
    near(binomial_upper(0, 0, 0.95), 1.0, 0.0);
}

/* How many must be looked at with 0, 1, 2 faults to show at most 10, 5, 1 % with 95 % confidence:
 * the tables of acceptance sampling and of tolerance limits (29, 46, 61; 59, 93, 124; 299, 473,
 * 628). */
static void test_sample_sizes(void **state) {
    static const struct {
        double share;
        uint64_t n[3];
    } table[] = {{0.10, {29, 46, 61}}, {0.05, {59, 93, 124}}, {0.01, {299, 473, 628}}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        for (uint64_t x = 0; x < 3; x++)
            assert_int_equal(binomial_needed(x, table[i].share, 0.95), table[i].n[x]);
    assert_true(binomial_needed(0, 0.0, 0.95) == UINT64_MAX);
}

/* With nothing seen the limit is 1 - 0.05^(1/n). */
static void test_none_seen(void **state) {
    (void)state;
    near(binomial_upper(0, 100, 0.95), 0.02951305, 1e-8);
    near(binomial_upper(0, 1000000, 0.95), 2.995728e-6, 1e-11);
    near(binomial_upper(3, 1000000, 0.95), 7.753657e-6, 2e-11); /* Poisson: 7.753657 / n */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beta),      cmocka_unit_test(test_newcombe),
        cmocka_unit_test(test_ten),       cmocka_unit_test(test_sample_sizes),
        cmocka_unit_test(test_none_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
