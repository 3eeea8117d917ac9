#include "redact/action.h"

enum {
    ALL = (1 << LABEL_COUNT) - 1 - (1 << LABEL_NONE),
    AGES = 1 << LABEL_AGE,
    PLACES = 1 << LABEL_PLACE,
    DATES = 1 << LABEL_DATE
};

static const struct {
    const char *name;
    uint32_t labels;
    action_fn *run;
} actions[ACT_COUNT] = {
    [ACT_NUMBER] = {"number", ALL, action_number},
    [ACT_LABEL] = {"label", ALL, action_label},
    [ACT_MASK] = {"mask", ALL, action_mask},
    [ACT_PSEUDONYM] = {"pseudonym", ALL, action_pseudonym},
    [ACT_BAND] = {"band", AGES, action_band},
    [ACT_REGION] = {"region", PLACES, action_region},
    [ACT_YEAR] = {"year", DATES, action_year},
    [ACT_MONTH] = {"month", DATES, action_month},
    [ACT_SHIFT] = {"shift", DATES, action_shift},
};

const char *action_name(enum action a) {
    return actions[a].name;
}

bool action_from(enum action *out, struct slice s) {
    for (int i = 0; i < ACT_COUNT; i++)
        if (slice_is(s, actions[i].name)) {
            *out = (enum action)i;
            return true;
        }
    return false;
}

uint32_t action_labels(enum action a) {
    return actions[a].labels;
}

bool action_fits(enum action a, enum label l) {
    return (actions[a].labels >> l & 1) != 0;
}

enum status action_apply(struct buf *out, const struct action_input *in, struct err *e) {
    uint8_t a = in->options->action[in->span->label];
    if (a >= ACT_COUNT)
        return err_set(e, ST_INTERNAL, "there is no action %u", a);
    size_t before = out->n;
    enum status st = actions[a].run(out, in, e);
    if (st == ST_OK && out->n == before)
        st = action_number(out, in, e);
    return st;
}

bool action_put(struct buf *out, enum label l, struct slice body) {
    return buf_add_char(out, '[') && buf_add_str(out, label_name(l)) && buf_add_char(out, '_') &&
           buf_add_slice(out, body) && buf_add_char(out, ']');
}
