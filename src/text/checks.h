/* Checks of identifiers by their own arithmetic, named for use in rules as (?C"nhs-number").
 * Each takes the matched text with its spaces, line ends, hyphens, dots, slashes and underscores.
 */
#ifndef BLOT_TEXT_CHECKS_H
#define BLOT_TEXT_CHECKS_H

#include <stdbool.h>

#include "base/slice.h"

typedef bool check_fn(struct slice text);

/* The check of that name, or NULL: nhs-number (mod 11), chi-number, uln (mod 10 weighted), upn
 * (check letter), utr, luhn, iban, ni-number (prefix letters), driving-licence (the parts that hold
 * a date and initials), date (a day and month that exist), postcode-area (one of the 124). */
check_fn *check_find(struct slice name);

#endif
