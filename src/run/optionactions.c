/* Options of the actions: bands, regions, the date of reference, profiles. */
#include <string.h>

#include "redact/datetext.h"
#include "run/optionset.h"
#include "text/regions.h"

static enum status age_bands(struct parse *p) {
    struct age_bands *b = arena_calloc(p->a, 1, sizeof *b);
    if (!b)
        return err_memory(p->e);
    p->o->redact.bands = b;
    return bands_read(b, slice_of(p->value), p->e);
}

static enum status region_level(struct parse *p) {
    if (strcmp(p->value, "region") == 0)
        p->o->redact.region_level = LEVEL_REGION;
    else if (strcmp(p->value, "country") == 0)
        p->o->redact.region_level = LEVEL_COUNTRY;
    else {
        option_bad_value(p, "is not one of its values");
        err_hint(p->e, "it takes country or region");
        return ST_USAGE;
    }
    return ST_OK;
}

/* A date stands as it is; all else names a field. */
static enum status reference_date(struct parse *p) {
    struct date_text d;
    p->reference = true;
    bool date = date_read(&d, slice_of(p->value)) && d.when.year && d.when.month;
    p->o->redact.reference = (struct date){0}; /* the last word counts */
    if (!date)
        return option_one_field(p, USE_REFERENCE, &p->o->has_reference);
    if (!date_complete(d.when)) {
        option_bad_value(p, "has no day");
        err_hint(p->e, "write it in full, such as 2024-08-31");
        return ST_USAGE;
    }
    p->o->redact.reference = d.when;
    return ST_OK;
}

static enum status profile(struct parse *p) {
    if (strcmp(p->value, "uk-research") == 0) {
        p->profile = true;
        return ST_OK;
    }
    option_bad_value(p, "is no profile");
    err_hint(p->e, "it takes uk-research");
    return ST_USAGE;
}

enum status option_set_actions(struct parse *p) {
    switch (p->def->id) {
    case OPT_AGE_BANDS:
        return age_bands(p);
    case OPT_REGION_LEVEL:
        return region_level(p);
    case OPT_REFERENCE_DATE:
        return reference_date(p);
    default:
        return profile(p);
    }
}

void option_settle_actions(struct parse *p) {
    static const uint8_t research[LABEL_COUNT] = {
        [LABEL_AGE] = ACT_BAND, [LABEL_PLACE] = ACT_REGION, [LABEL_DATE] = ACT_YEAR};
    for (size_t l = 0; p->profile && l < LABEL_COUNT; l++)
        if (!(p->acted >> l & 1))
            p->o->redact.action[l] = research[l];
}

static enum status idle(struct parse *p, const char *option, const char *hint) {
    err_set(p->e, ST_USAGE, "--%s is given, and nothing that it is for", option);
    err_hint(p->e, "%s", hint);
    return ST_USAGE;
}

enum status option_check_actions(struct parse *p) {
    const struct options *o = p->o;
    bool band = o->redact.action[LABEL_AGE] == ACT_BAND;
    if (o->redact.bands && !band)
        return idle(p, "age-bands", "add -a AGE=band, or leave --age-bands out");
    if (p->reference && !band)
        return idle(p, "reference-date", "add -a AGE=band, or leave --reference-date out");
    if (o->redact.region_level != LEVEL_REGION && o->redact.action[LABEL_PLACE] != ACT_REGION)
        return idle(p, "region-level", "add -a PLACE=region, or leave --region-level out");
    return ST_OK;
}
