#include "find/placeholder.h"

#include <string.h>

#include "find/code.h"
#include "text/regions.h"

#define DIGITS_MAX   9  /* of a placeholder's number */
#define ROLE_LONGEST 24 /* bytes of a role's name and the _ after it, or more */

/* The label whose name stands at byte 1 of s, and where the name ends. */
static enum label label_at(struct slice s, size_t *end) {
    size_t i = 1;
    while (i < s.n && i < 16 && s.p[i] >= 'A' && s.p[i] <= 'Z')
        i++;
    *end = i;
    return i > 1 ? label_from(slice_cut(s, 1, i)) : LABEL_NONE;
}

/* The length of a placeholder whose name ends at byte i of s and that holds a number, or 0. */
static size_t number_end(struct slice s, size_t i, uint32_t *number) {
    if (i >= s.n || s.p[i] != '_')
        return 0;
    size_t first = ++i;
    *number = 0;
    while (i < s.n && i - first < DIGITS_MAX && s.p[i] >= '0' && s.p[i] <= '9')
        *number = *number * 10 + (uint32_t)(s.p[i++] - '0');
    if (i == first || s.p[first] == '0' || i >= s.n || s.p[i] != ']')
        return 0;
    return i + 1;
}

size_t placeholder_number(struct slice s, enum label *label, uint32_t *number) {
    size_t i;
    if (s.n < 2 || s.p[0] != '[' || (*label = label_at(s, &i)) == LABEL_NONE)
        return 0;
    return number_end(s, i, number);
}

size_t placeholder_role(struct slice s, enum role *role, uint32_t *number) {
    size_t i = 1;
    if (s.n < 2 || s.p[0] != '[')
        return 0;
    while (i < s.n && i <= ROLE_LONGEST && ((s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '_'))
        i++;
    if (i < 3 || s.p[i - 1] != '_' || (*role = role_from(slice_cut(s, 1, i - 1))) == ROLE_NONE)
        return 0;
    return number_end(s, i - 1, number);
}

/* The length of a placeholder whose label ends at byte `at` of s and that holds a pseudonym, or 0.
 */
static size_t pseudonym_end(struct slice s, size_t at) {
    size_t end = at + 1 + CODE_CHARS;
    if (end >= s.n || s.p[at] != '_' || s.p[end] != ']' || !code_at(slice_cut(s, at + 1, end)))
        return 0;
    return end + 1;
}

static bool digits(struct slice s, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (i >= s.n || s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

/* The length of a year (2009) or a month (2009-03) at the start of s, or 0. */
static size_t month_length(struct slice s) {
    if (!digits(s, 0, 4) || s.p[0] == '0')
        return 0;
    if (s.n < 7 || s.p[4] != '-' || !digits(s, 5, 7))
        return 4;
    int month = (s.p[5] - '0') * 10 + (s.p[6] - '0');
    return month >= 1 && month <= 12 ? 7 : 4;
}

/* The length of a placeholder whose label ends at byte `at` of s and that says a band, a region, a
 * year or a month, or 0. */
static size_t coarse_end(struct slice s, size_t at, enum label label,
                         const struct age_bands *bands) {
    if (at + 1 >= s.n || s.p[at] != '_')
        return 0;
    struct slice body = slice_cut(s, at + 1, s.n);
    size_t n = label == LABEL_AGE     ? bands_at(bands ? bands : bands_default(), body)
               : label == LABEL_PLACE ? region_at(body)
               : label == LABEL_DATE  ? month_length(body)
                                      : 0;
    return n > 0 && n < body.n && body.p[n] == ']' ? at + n + 2 : 0;
}

size_t placeholder_at(struct slice s, const struct age_bands *bands) {
    enum label label;
    uint32_t number;
    size_t end, len;
    enum role role;
    if (s.n == 0 || (s.p[0] != '[' && s.p[0] != PLACEHOLDER_MASK[0]))
        return 0;
    if (slice_starts(s, slice_of(PLACEHOLDER_MASK)))
        return sizeof PLACEHOLDER_MASK - 1;
    if (slice_starts(s, slice_of(PLACEHOLDER_WITHHELD)))
        return sizeof PLACEHOLDER_WITHHELD - 1;
    if (s.p[0] != '[')
        return 0;
    if ((label = label_at(s, &end)) == LABEL_NONE)
        return placeholder_role(s, &role, &number);
    if (end < s.n && s.p[end] == ']')
        return end + 1;
    if ((len = pseudonym_end(s, end)) > 0 || (len = coarse_end(s, end, label, bands)) > 0)
        return len;
    return placeholder_number(s, &label, &number);
}
