#include "redact/canonical.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "text/checks.h"

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

static bool digit(char c) {
    return c >= '0' && c <= '9';
}

static size_t digits_at(struct slice s, size_t i) {
    size_t n = 0;
    while (i + n < s.n && digit(s.p[i + n]))
        n++;
    return n;
}

/* 9.43E+09, as spreadsheets and data frames write a number they have made of an identifier: one
 * digit, perhaps a fraction, and an exponent with a sign, or with a fraction before it. */
static bool is_scientific(struct slice s) {
    size_t i = 1;
    bool fraction = false, sign = false;
    if (digits_at(s, 0) != 1)
        return false;
    if (i < s.n && (s.p[i] == '.' || s.p[i] == ',')) {
        fraction = digits_at(s, i + 1) > 0;
        i += 1 + digits_at(s, i + 1);
    }
    if (i >= s.n || s.p[i] != 'e')
        return false;
    i++;
    if (i < s.n && (s.p[i] == '+' || s.p[i] == '-')) {
        sign = true;
        i++;
    }
    size_t n = digits_at(s, i);
    return n > 0 && i + n == s.n && (sign || fraction);
}

/* #N/A and its like, and a column that was too narrow. */
static bool is_cell_error(struct slice s) {
    static const char *const errors[] = {"#n/a",   "#ref!",   "#value!", "#name?",
                                         "#null!", "#div/0!", "#num!"};
    size_t hashes = 0;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (slice_is(s, errors[i]))
            return true;
    while (hashes < s.n && s.p[hashes] == '#')
        hashes++;
    return s.n > 0 && hashes == s.n;
}

static bool is_nothing(struct slice s) {
    static const char *const words[] = {"", "-", "nan", "null", "none", "n/a"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(s, words[i]))
            return true;
    return false;
}

/* Caseless NFKC without characters that are not seen. */
static enum status normal_form(struct slice *out, struct slice value, struct arena *a,
                               struct err *e) {
    const utf8proc_option_t how =
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)value.p, (utf8proc_ssize_t)value.n, &mapped, how);
    if (n < 0)
        return no_memory(e);
    *out = arena_copy(a, (struct slice){(const char *)mapped, (size_t)n});
    memset(mapped, 0, (size_t)n); /* it held a value of a record */
    free(mapped);
    return out->p ? ST_OK : no_memory(e);
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Spaces: none at the ends, one elsewhere, none between two digits. In place; returns the length.
 */
static size_t close_up(char *p, size_t n) {
    size_t to = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_space(p[i])) {
            p[to++] = p[i];
            continue;
        }
        while (i + 1 < n && is_space(p[i + 1]))
            i++;
        bool inside = to > 0 && i + 1 < n;
        if (inside && !(digit(p[to - 1]) && digit(p[i + 1])))
            p[to++] = ' ';
    }
    return to;
}

/* 943-476-5919 is 9434765919; other hyphens may tell two identifiers apart. */
static size_t join_nhs_number(char *p, size_t n) {
    check_fn *check = check_find(slice_of("nhs-number"));
    if (n != 12 || p[3] != '-' || p[7] != '-' || !check || !check((struct slice){p, n}))
        return n;
    size_t to = 0;
    for (size_t i = 0; i < n; i++)
        if (p[i] != '-')
            p[to++] = p[i];
    return to;
}

/* 1234.0, as data frames write a column of numbers with a gap in it. */
static size_t cut_fraction(const char *p, size_t n) {
    struct slice s = {p, n};
    size_t whole = digits_at(s, 0), i = whole + 1;
    if (whole == 0 || whole + 2 > n || p[whole] != '.')
        return n;
    while (i < n && p[i] == '0')
        i++;
    return i == n ? whole : n;
}

enum status canonical_value(struct slice *out, struct slice value, struct arena *a, struct err *e) {
    struct slice s;
    enum status st = normal_form(&s, value, a, e);
    if (st != ST_OK)
        return st;
    char *p = arena_alloc(a, s.n + 1);
    if (!p)
        return no_memory(e);
    memcpy(p, s.p, s.n);
    size_t n = close_up(p, s.n);
    *out = (struct slice){p, n};
    if (is_scientific(*out) || is_cell_error(*out)) {
        err_set(e, ST_DATA, "a spreadsheet has spoilt this value (9.43E+09, #### or #N/A)");
        err_hint(e, "set the column to text in the source and export it again");
        return ST_DATA;
    }
    out->n = is_nothing(*out) ? 0 : cut_fraction(p, join_nhs_number(p, n));
    return ST_OK;
}
