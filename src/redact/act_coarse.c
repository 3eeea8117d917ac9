/* The actions that keep a coarse part of what a span says: band of an age, region of a place, year
 * and month of a date. Where there is none to keep, they append nothing, and the number stands. */
#include "redact/action.h"
#include "redact/age.h"
#include "redact/birth.h"
#include "redact/datetext.h"
#include "redact/place.h"

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

enum status action_band(struct buf *out, const struct action_input *in, struct err *e) {
    struct age_range ages;
    bool known = false, born = false;
    enum status st = band_of_birth(out, in, &born, e);
    if (st != ST_OK || born)
        return st;
    st = age_read(&ages, &known, in->text, in->span->start, in->span->end, in->record->arena, e);
    return st == ST_OK && known ? put_band(out, in, ages, e) : st;
}

enum status action_region(struct buf *out, const struct action_input *in, struct err *e) {
    region_set set;
    enum region_level level = (enum region_level)in->options->region_level;
    struct slice text = slice_cut(in->text, in->span->start, in->span->end);
    enum status st = place_regions(&set, text, in->record->arena, e);
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
