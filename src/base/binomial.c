#include "base/binomial.h"

#include <math.h>

enum { FRACTION_STEPS = 20000, HALVINGS = 200 };

/* Keeps a denominator of the continued fraction away from nothing. */
static double apart(double v) {
    return fabs(v) < 1e-300 ? 1e-300 : v;
}

/* The continued fraction of the incomplete beta function (NIST, Digital Library of Mathematical
 * Functions, 8.17.22), from its head on by W. J. Lentz's method. Converges fast where
 * x < (a + 1) / (a + b + 2). */
static double fraction(double x, double a, double b) {
    double c = 1.0, d = 1.0 / apart(1.0 - (a + b) * x / (a + 1.0)), f = d;
    for (int m = 1; m < FRACTION_STEPS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2.0 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2 * m + 1.0));
        d = 1.0 / apart(1.0 + even * d);
        c = apart(1.0 + even / c);
        f *= d * c;
        d = 1.0 / apart(1.0 + odd * d);
        c = apart(1.0 + odd / c);
        f *= d * c;
        if (fabs(d * c - 1.0) < 1e-15)
            break;
    }
    return f;
}

/* lgamma keeps the sign in a global; this form does not. The arguments are positive, so is it. */
static double log_gamma(double v) {
    int sign = 1;
    return lgamma_r(v, &sign);
}

double binomial_beta(double x, double a, double b) {
    if (x <= 0.0 || x >= 1.0)
        return x <= 0.0 ? 0.0 : 1.0;
    double log_front = log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x);
    if (x < (a + 1.0) / (a + b + 2.0))
        return exp(log_front) * fraction(x, a, b) / a;
    return 1.0 - exp(log_front) * fraction(1.0 - x, b, a) / b;
}

double binomial_upper(uint64_t seen, uint64_t n, double confidence) {
    if (seen >= n)
        return 1.0;
    double low = (double)seen / (double)n, high = 1.0;
    for (int i = 0; i < HALVINGS && high - low > 1e-16; i++) {
        double p = low + (high - low) / 2.0;
        if (binomial_beta(p, (double)seen + 1.0, (double)(n - seen)) < confidence)
            low = p;
        else
            high = p;
    }
    return high;
}

uint64_t binomial_needed(uint64_t seen, double target, double confidence) {
    uint64_t most = (uint64_t)1 << 40, low = seen, high = seen + 1;
    if (!(target > 0.0))
        return UINT64_MAX;
    while (high < most && binomial_upper(seen, high, confidence) > target) {
        low = high;
        high *= 2;
    }
    if (high >= most)
        return UINT64_MAX;
    while (high - low > 1) {
        uint64_t n = low + (high - low) / 2;
        if (binomial_upper(seen, n, confidence) > target)
            low = n;
        else
            high = n;
    }
    return high;
}
