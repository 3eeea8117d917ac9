/* Is the first row of a table a header? Keys of the output meet decisive rules only, so a row of
 * data that passes for a header would put someone's details into every record. */
#include <stdlib.h>
#include <strings.h>

#include "io/table.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_email(struct slice s) {
    const char *at = memchr(s.p, '@', s.n);
    if (!at || at == s.p || memchr(s.p, ' ', s.n))
        return false;
    size_t left = s.n - (size_t)(at - s.p) - 1;
    const char *dot = left ? memchr(at + 1, '.', left) : NULL;
    return dot && dot > at + 1 && dot + 1 < s.p + s.n;
}

/* Reads digits at *i; returns how many, and their value (of the first nine). */
static size_t digits(struct slice s, size_t *i, unsigned *value) {
    size_t from = *i;
    *value = 0;
    while (*i < s.n && is_digit(s.p[*i])) {
        if (*i - from < 9)
            *value = *value * 10 + (unsigned)(s.p[*i] - '0');
        ++*i;
    }
    return *i - from;
}

static size_t month_name(struct slice s, size_t i, unsigned *month) {
    static const char *const MONTHS[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    size_t n = 0;
    while (i + n < s.n && ((s.p[i + n] | 32) >= 'a' && (s.p[i + n] | 32) <= 'z'))
        n++;
    for (unsigned m = 0; n >= 3 && m < 12; m++)
        if (strncasecmp(s.p + i, MONTHS[m], 3) == 0)
            *month = m + 1;
    return *month ? n : 0;
}

/* day month year or year month day; a question's number (1.2.3, 4-1-2) is none, as its last part
 * is no year. A time may follow. */
static bool is_date(struct slice s) {
    unsigned first, month = 0, last;
    size_t i = 0;
    size_t a = digits(s, &i, &first);
    if (a == 0 || i >= s.n || !strchr("/.- ", s.p[i]))
        return false;
    char sep = s.p[i++];
    size_t m = digits(s, &i, &month);
    bool word = m == 0 && (m = month_name(s, i, &month)) > 0;
    if (word)
        i += m;
    if (month < 1 || month > 12 || (!word && (m > 2 || sep == ' ')) || i >= s.n || s.p[i] != sep)
        return false;
    i++;
    size_t b = digits(s, &i, &last);
    if (i < s.n && s.p[i] != ' ' && s.p[i] != 'T' && s.p[i] != ',')
        return false;
    if (a == 4)
        return b >= 1 && b <= 2 && last >= 1 && last <= 31;
    return a <= 2 && first >= 1 && first <= 31 && (b == 4 || (b == 2 && sep != '.'));
}

static bool is_year(const char *p) {
    return (p[0] == '1' && p[1] == '9') || (p[0] == '2' && p[1] == '0');
}

/* A number of a person or a phone: seven digits and more, with what people put between them. Two
 * years (2019-2020) are a heading. */
static bool is_long_number(struct slice s) {
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (is_digit(s.p[i]))
            count++;
        else if (!strchr(" -+()./", s.p[i]))
            return false;
    }
    bool years = s.n == 9 && count == 8 && !is_digit(s.p[4]) && is_year(s.p) && is_year(s.p + 5);
    return count >= 7 && !years;
}

static bool is_number(struct slice s) {
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (is_digit(s.p[i]))
            count++;
        else if (!strchr("-.,", s.p[i]))
            return false;
    }
    return count > 0;
}

static const char *like_data(struct slice s) {
    if (s.n == 0 || memchr(s.p, '\0', s.n))
        return NULL;
    if (is_email(s))
        return "an email address";
    if (is_date(s))
        return "a date";
    return is_long_number(s) ? "a long number" : NULL;
}

static enum status fail_data(size_t column, const char *what, struct err *e) {
    if (e)
        e->column = column;
    err_hint(e, "without a header add `--no-header`; below other lines add `--skip-rows N`; else "
                "rename the column");
    return err_set(e, ST_DATA, "the header holds %s, so it may be a row of data", what);
}

static enum status check_data(const struct slice *names, size_t n, struct err *e) {
    size_t numbers = 0;
    for (size_t i = 0; i < n; i++) {
        struct slice s = slice_trim(names[i]);
        const char *what = like_data(s);
        numbers += is_number(s);
        if (!what && numbers > 1)
            what = "several numbers";
        if (what)
            return fail_data(i + 1, what, e);
    }
    return ST_OK;
}

static enum status check_empty(const struct slice *names, size_t n, struct err *e) {
    for (size_t i = 0; i < n; i++) {
        if (slice_trim(names[i]).n > 0)
            continue;
        if (e)
            e->column = i + 1;
        err_hint(e, "name it; under titles add `--skip-rows N`; or leave the header out and take "
                    "columns by number: `--no-header --skip-rows N`, N lines with the header");
        return err_set(e, ST_DATA, "a column of the header has no name");
    }
    return ST_OK;
}

struct place {
    struct slice name;
    size_t column;
};

static int by_name(const void *a, const void *b) {
    const struct place *x = a, *y = b;
    size_t n = x->name.n < y->name.n ? x->name.n : y->name.n;
    int c = memcmp(x->name.p, y->name.p, n);
    if (c == 0)
        c = (x->name.n > y->name.n) - (x->name.n < y->name.n);
    return c ? c : (x->column > y->column) - (x->column < y->column);
}

static enum status check_twice(const struct slice *names, size_t n, struct err *e) {
    struct place *v = malloc(n * sizeof *v);
    if (!v)
        return reader_memory(e);
    for (size_t i = 0; i < n; i++)
        v[i] = (struct place){names[i], i + 1};
    qsort(v, n, sizeof *v, by_name);
    enum status st = ST_OK;
    for (size_t i = 1; i < n && st == ST_OK; i++) {
        if (!slice_eq(v[i - 1].name, v[i].name))
            continue;
        err_hint(e, "rename one, or use `--no-header --skip-rows N` with N lines up to and "
                    "including the header");
        st = err_set(e, ST_DATA, "columns %zu and %zu of the header have the same name",
                     v[i - 1].column, v[i].column);
    }
    free(v);
    return st;
}

/* How often c stands in the names where it may part two: a space after it is prose. */
static size_t count_parting(const struct slice *names, size_t n, char c) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < names[i].n; k++)
            count += names[i].p[k] == c && !(k + 1 < names[i].n && names[i].p[k + 1] == ' ');
    return count;
}

/* A table read with the wrong delimiter is one column, or a few where the right one's fields hold
 * the wrong one: the header has more of another that is usual than it has columns' ends. */
static enum status check_delimiter(const struct slice *names, size_t n, struct err *e) {
    static const struct {
        char c;
        const char *name, *option;
    } usual[] = {{';', "semicolon", "-d ';'"},
                 {'\t', "tab", "-i tsv"},
                 {'|', "vertical bar", "-i csv -d '|'"},
                 {',', "comma", "-i csv"}};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        size_t count = count_parting(names, n, usual[i].c);
        if (count < n)
            continue;
        err_hint(e, "add %s; if the header is right, name its delimiter with -d", usual[i].option);
        return err_set(e, ST_DATA,
                       "the header has %zu column%s and %zu %s%s, so the delimiter is "
                       "probably the %s",
                       n, n == 1 ? "" : "s", count, usual[i].name, count == 1 ? "" : "s",
                       usual[i].name);
    }
    return ST_OK;
}

/* Excel's own first line for the delimiter. */
static enum status check_excel(struct slice s, struct err *e) {
    if (s.n < 4 || s.n > 5 || strncasecmp(s.p, "sep=", 4) != 0)
        return ST_OK;
    err_hint(e, "add `--skip-rows 1`, and name the delimiter with -d");
    return err_set(e, ST_DATA, "the first line names the delimiter and is no header");
}

enum status header_check(const struct slice *names, size_t n, bool named, struct err *e) {
    enum status st = check_excel(names[0], e);
    if (st == ST_OK && !named)
        st = check_delimiter(names, n, e);
    if (st == ST_OK)
        st = check_data(names, n, e);
    if (st == ST_OK)
        st = check_empty(names, n, e);
    return st == ST_OK ? check_twice(names, n, e) : st;
}
