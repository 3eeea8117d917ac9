/* Exact confidence limits of a share (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934). */
#ifndef BLOT_BASE_BINOMIAL_H
#define BLOT_BASE_BINOMIAL_H

#include <stdint.h>

/* The regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 <= x <= 1. */
double binomial_beta(double x, double a, double b);

/* The upper limit, at this one-sided confidence (0.95), of a share of which `seen` of n were seen:
 * the share p at which seen or fewer have the chance 1 - confidence. 1 when n is 0 or seen >= n.
 * Half of a two-sided 95 % interval is the limit at 0.975. */
double binomial_upper(uint64_t seen, uint64_t n, double confidence);

/* The smallest n for which binomial_upper(seen, n, confidence) is at most `target`: how many must
 * be looked at, if no more than `seen` turn up. UINT64_MAX when more than 2^40 would be needed, or
 * target is not above 0. */
uint64_t binomial_needed(uint64_t seen, double target, double confidence);

#endif
