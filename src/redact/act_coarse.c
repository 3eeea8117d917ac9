/* The actions that keep a coarse part of what a span says: band of an age, region of a place, year
 * and month of a date. Where there is none to keep, they append nothing, and the number stands. */
#include "redact/action.h"
#include "redact/age.h"
#include "redact/birth.h"
#include "redact/datetext.h"
#include "redact/place.h"
#include "redact/school.h"

#define BEHIND_MAX 40 /* bytes */

static enum status done(bool ok, struct err *e) {
    return ok ? ST_OK : err_set(e, ST_MEMORY, "memory is out");
}

static enum status put_band(struct buf *out, const struct action_input *in, struct age_range ages,
                            struct err *e) {
    const struct age_bands *bands = in->options->bands ? in->options->bands : bands_default();
    struct age_range r;
    if (!bands_round(bands, ages, &r))
        return ST_OK;
    return done(buf_add_char(out, '[') && buf_add_str(out, label_name(LABEL_AGE)) &&
                    buf_add_char(out, '_') && bands_write(out, r) && buf_add_char(out, ']'),
                e);
}

static enum status read_date(struct date_text *out, const struct action_input *in, struct err *e) {
    struct slice text = slice_cut(in->text, in->span->start, in->span->end);
    return date_read_folded(out, text, in->record->arena, e);
}

/* The age that a date of birth gives on the day of reference; *is: the span is one of the record's
 * dates of birth. Two digits of a year that would be after that day are of the century before. */
static enum status band_of_birth(struct buf *out, const struct action_input *in, bool *is,
                                 struct err *e) {
    struct date_text d = {0};
    struct date at = in->record->reference;
    const struct births *births = in->record->births;
    uint8_t age = 0;
    enum status st = births && births->n > 0 ? read_date(&d, in, e) : ST_OK;
    *is = st == ST_OK && d.when.year > 0 && births_has(births, d.when);
    if (!*is || at.year == 0)
        return st;
    if (d.two_digits && !date_age(&age, d.when, at))
        d.when.year = (uint16_t)(d.when.year - 100);
    bool known = date_age(&age, d.when, at);
    return known ? put_band(out, in, (struct age_range){age, age}, e) : ST_OK;
}

/* A bare number that is all of a column of months or of year groups. False: it is none of these. */
static bool read_in_column(struct age_range *out, const struct action_input *in) {
    char school[16] = "year ";
    struct slice text = slice_trim(in->text);
    unsigned months = 0;
    size_t head = strlen(school);
    if (in->record->column == AGE_COLUMN_YEARS || text.n == 0 || text.n > 4)
        return false;
    if (in->record->column == AGE_COLUMN_SCHOOL) {
        memcpy(school + head, text.p, text.n);
        return school_read(out, (struct slice){school, head + text.n});
    }
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
        months = months * 10 + (unsigned)(text.p[i] - '0');
    }
    *out = (struct age_range){(uint8_t)(months / 12), (uint8_t)(months / 12)};
    return months / 12 < AGE_MAX;
}

enum status action_band(struct buf *out, const struct action_input *in, struct err *e) {
    struct age_range ages;
    bool known = false, born = false;
    enum status st = band_of_birth(out, in, &born, e);
    if (st != ST_OK || born)
        return st;
    if (read_in_column(&ages, in))
        return put_band(out, in, ages, e);
    st = age_read(&ages, &known, in->text, in->span->start, in->span->end, in->record->arena, e);
    return st == ST_OK && known ? put_band(out, in, ages, e) : st;
}

static bool ends_part(struct slice s) {
    return (s.p[0] && strchr(",.;:()\n", s.p[0])) || slice_starts(s, slice_of(" and "));
}

/* What stands behind a place and a comma, up to the next sign: Richmond[, North Yorkshire]. */
static struct slice part_behind(const struct action_input *in) {
    struct slice rest = slice_cut(in->text, in->span->end, in->text.n);
    size_t to = 0;
    if (rest.n < 2 || rest.p[0] != ',')
        return (struct slice){rest.p, 0};
    rest = slice_trim(slice_cut(rest, 1, rest.n));
    while (to < rest.n && to < BEHIND_MAX && !ends_part(slice_cut(rest, to, rest.n)))
        to++;
    while (to < rest.n && to > 0 && ((unsigned char)rest.p[to] & 0xC0) == 0x80)
        to--; /* whole characters */
    return slice_cut(rest, 0, to);
}

/* The regions of a place; where it may be in several, the place behind it decides. */
static enum status find_regions(region_set *out, const struct action_input *in, struct err *e) {
    struct arena *a = in->record->arena;
    region_set behind = 0;
    enum status st = place_regions(out, slice_cut(in->text, in->span->start, in->span->end), a, e);
    if (st != ST_OK || *out == 0 || region_only(*out, LEVEL_REGION) != REGION_COUNT)
        return st;
    st = place_regions(&behind, part_behind(in), a, e);
    *out = *out & behind ? *out & behind : *out;
    return st;
}

enum status action_region(struct buf *out, const struct action_input *in, struct err *e) {
    region_set set;
    enum region_level level = (enum region_level)in->options->region_level;
    enum status st = find_regions(&set, in, e);
    enum region r = st == ST_OK ? region_only(set, level) : REGION_COUNT;
    if (r == REGION_COUNT)
        return st;
    return done(action_put(out, LABEL_PLACE, slice_of(region_name(r, level))), e);
}

static enum status put_date(struct buf *out, const struct action_input *in, bool month,
                            struct err *e) {
    struct date_text d;
    enum status st = read_date(&d, in, e);
    if (st != ST_OK || d.when.year == 0)
        return st;
    bool ok = buf_add_char(out, '[') && buf_add_str(out, label_name(LABEL_DATE)) &&
              buf_printf(out, "_%u", d.when.year);
    if (ok && month && d.when.month)
        ok = buf_printf(out, "-%02u", d.when.month);
    return done(ok && buf_add_char(out, ']'), e);
}

enum status action_year(struct buf *out, const struct action_input *in, struct err *e) {
    return put_date(out, in, false, e);
}

enum status action_month(struct buf *out, const struct action_input *in, struct err *e) {
    return put_date(out, in, true, e);
}
