/* The action shift: all dates of a case are moved by the same number of weeks, 4 to 52, before or
 * behind, which the key and the case's value give. Whole weeks, so that a weekday beside a date
 * stays true. A year or a day of the month alone cannot be moved; it becomes a number. */
#include "redact/action.h"
#include "redact/datetext.h"
#include "redact/keyring.h"

#define WEEKS_LEAST 4u
#define WEEKS_MOST  52u
#define ASSUMED_YEAR                                                                               \
    2001 /* of days without one where the record has no year: one that is no leap year */

static int32_t days_of_scope(const struct keyring *k, struct slice scope) {
    uint8_t hash[KEY_HASH];
    uint64_t v = 0;
    keyring_hash(hash, k, KEY_SHIFT, &scope, 1);
    for (size_t i = 0; i < 8; i++)
        v = v << 8 | hash[i];
    uint32_t choice = (uint32_t)(v % (2 * (WEEKS_MOST - WEEKS_LEAST + 1)));
    int32_t days = (int32_t)(choice / 2 + WEEKS_LEAST) * 7;
    return choice % 2 ? days : -days;
}

enum status action_shift(struct buf *out, const struct action_input *in, struct err *e) {
    const struct redact_record *r = in->record;
    struct slice text = slice_cut(in->text, in->span->start, in->span->end);
    struct date_text d;
    struct date to;
    if (!in->options->keys || r->scope.n == 0 || !date_read(&d, text) || d.when.month == 0)
        return ST_OK;
    uint16_t assumed = r->reference.year ? r->reference.year : ASSUMED_YEAR;
    if (!date_shift(&to, d.when, days_of_scope(in->options->keys, r->scope), assumed))
        return ST_OK;
    return date_write(out, text, &d, to) ? ST_OK : err_set(e, ST_MEMORY, "memory is out");
}
