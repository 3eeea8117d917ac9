#include "text/bands.h"

#include <stdlib.h>

static const struct age_bands USUAL = {
    14,
    {{0, 4},
     {5, 9},
     {10, 13},
     {14, 15},
     {16, 17},
     {18, 24},
     {25, 29},
     {30, 39},
     {40, 49},
     {50, 59},
     {60, 69},
     {70, 79},
     {80, 89},
     {90, AGE_MAX}},
};

const struct age_bands *bands_default(void) {
    return &USUAL;
}

/* One to three digits at *at; false when there are none, a nought leads, or they are no age. */
static bool read_years(struct slice s, size_t *at, uint8_t *out) {
    unsigned v = 0;
    size_t i = *at;
    while (i < s.n && i - *at < 3 && s.p[i] >= '0' && s.p[i] <= '9')
        v = v * 10 + (unsigned)(s.p[i++] - '0');
    bool ok = i > *at && v < AGE_MAX && (s.p[*at] != '0' || i - *at == 1);
    *at = i;
    *out = (uint8_t)v;
    return ok;
}

/* A band at *at, in its exact form; *at is then behind it. */
static bool read_band(struct slice s, size_t *at, struct age_range *out) {
    if (!read_years(s, at, &out->lo) || *at == s.n)
        return false;
    if (s.p[*at] == '+') {
        ++*at;
        out->hi = AGE_MAX;
        return true;
    }
    if (s.p[*at] != '-')
        return false;
    ++*at;
    return read_years(s, at, &out->hi) && out->lo <= out->hi;
}

static int by_start(const void *x, const void *y) {
    const struct age_range *a = x, *b = y;
    return (int)a->lo - (int)b->lo;
}

static enum status read_item(struct age_bands *out, struct slice item, struct err *e) {
    struct age_range r;
    size_t at = 0;
    int shown = (int)(item.n > 40 ? 40 : item.n);
    if (!read_band(item, &at, &r) || at != item.n) {
        err_set(e, ST_USAGE, "--age-bands: \"%.*s\" is no band", shown, item.p);
        err_hint(e, "write each as 10-13, the last as 90+, with commas between");
        return ST_USAGE;
    }
    if (out->n == BANDS_MAX)
        return err_set(e, ST_USAGE, "--age-bands: more than %d bands", BANDS_MAX);
    out->v[out->n++] = r;
    return ST_OK;
}

/* Two bands that hold one age. */
static enum status check_overlap(const struct age_bands *b, struct err *e) {
    for (size_t i = 1; i < b->n; i++) {
        struct age_range x = b->v[i - 1], y = b->v[i];
        if (y.lo > x.hi)
            continue;
        err_set(e, ST_USAGE, "--age-bands: the bands that begin at %u and %u overlap", x.lo, y.lo);
        if (x.lo < y.lo)
            err_hint(e, "let the first end at %u", y.lo - 1u);
        else
            err_hint(e, "take one of them out");
        return ST_USAGE;
    }
    return ST_OK;
}

enum status bands_read(struct age_bands *out, struct slice list, struct err *e) {
    enum status st = ST_OK;
    out->n = 0;
    for (size_t from = 0; st == ST_OK && from <= list.n;) {
        const char *comma = from < list.n ? memchr(list.p + from, ',', list.n - from) : NULL;
        size_t end = comma ? (size_t)(comma - list.p) : list.n;
        st = read_item(out, slice_trim(slice_cut(list, from, end)), e);
        from = end + 1;
    }
    if (st != ST_OK)
        return st;
    qsort(out->v, out->n, sizeof *out->v, by_start);
    return check_overlap(out, e);
}

/* The band that age is in; b->n: in none. */
static size_t band_of(const struct age_bands *b, uint8_t age) {
    size_t i = 0;
    while (i < b->n && (age < b->v[i].lo || age > b->v[i].hi))
        i++;
    return i;
}

bool bands_round(const struct age_bands *b, struct age_range ages, struct age_range *out) {
    size_t first = band_of(b, ages.lo), last = band_of(b, ages.hi);
    if (ages.lo > ages.hi || first == b->n || last == b->n)
        return false;
    for (size_t i = first; i < last; i++)
        if (b->v[i].hi + 1 != b->v[i + 1].lo)
            return false;
    *out = (struct age_range){b->v[first].lo, b->v[last].hi};
    return true;
}

bool bands_write(struct buf *out, struct age_range r) {
    if (!buf_add_number(out, r.lo))
        return false;
    if (r.hi == AGE_MAX)
        return buf_add_char(out, '+');
    return buf_add_char(out, '-') && buf_add_number(out, r.hi);
}

size_t bands_at(const struct age_bands *b, struct slice s) {
    struct age_range r, whole;
    size_t at = 0;
    if (!read_band(s, &at, &r) || !bands_round(b, r, &whole))
        return 0;
    return whole.lo == r.lo && whole.hi == r.hi ? at : 0;
}
