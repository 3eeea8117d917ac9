/* Options of explain, review, bound and suggest, and of running. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "run/optionset.h"

/* A share between 0 and 1, both left out; *next gets what follows it. */
static bool share(double *out, const char *text, char **next) {
    *out = strtod(text, next);
    return *next > text && *out > 0.0 && *out < 1.0;
}

static enum status bad_share(struct parse *p) {
    option_bad_value(p, "is not a share");
    err_hint(p->e, "it takes a number between 0 and 1: --%s 0.01", p->def->name);
    return ST_USAGE;
}

static enum status set_share(struct parse *p, double *out) {
    char *end = NULL;
    return share(out, p->value, &end) && *end == '\0' ? ST_OK : bad_share(p);
}

static enum status bad_max(struct parse *p) {
    option_bad_value(p, "is not understood");
    err_hint(p->e, "write --max 0.01, or --max record=0.01,identifiers=5: a share of records, and "
                   "leaks per 1,000 identifiers");
    return ST_USAGE;
}

/* "0.01" or "record=0.01,identifiers=5", each at most once in any order. */
static enum status set_max(struct parse *p) {
    struct bound_options *b = &p->o->bound;
    const char *at = p->value;
    char *end = NULL;
    if (share(&b->max_records, at, &end) && *end == '\0')
        return ST_OK;
    b->max_records = NAN;
    for (bool more = true; more; at = end + 1) {
        double *out = strncmp(at, "record=", 7) == 0         ? &b->max_records
                      : strncmp(at, "identifiers=", 12) == 0 ? &b->max_identifiers
                                                             : NULL;
        if (!out || !isnan(*out))
            return bad_max(p);
        at = strchr(at, '=') + 1;
        *out = strtod(at, &end);
        double most = out == &b->max_records ? 1.0 : 1000.0;
        if (end == at || !(*out > 0.0 && *out < most) || (*end && *end != ','))
            return bad_max(p);
        more = *end == ',';
    }
    return ST_OK;
}

static enum status set_small(struct parse *p, uint32_t *out, uint32_t low) {
    uint64_t v = 0;
    enum status st = option_range(p, &v, low, 100000);
    *out = (uint32_t)v;
    return st;
}

static enum status set_review(struct parse *p) {
    struct review_options *r = &p->o->review;
    switch (p->def->id) {
    case OPT_SAMPLE:
        return set_small(p, &r->sample, 1);
    case OPT_EACH:
        return set_small(p, &r->each, 0);
    case OPT_REVIEW_SEED:
        r->seed_given = true;
        return option_range(p, &r->seed, 0, UINT32_MAX);
    default:
        r->sanitised_only = true;
        return ST_OK;
    }
}

enum status option_set_users(struct parse *p) {
    static const char *const when[] = {"auto", "always", "never", NULL};
    static const char *const forms[] = {"text", "json", "html", NULL};
    static const char *const shells[] = {"bash", "zsh", "fish", NULL};
    struct options *o = p->o;
    enum status st = ST_OK;
    switch (p->def->id) {
    case OPT_PROGRESS:
        o->progress = true;
        return ST_OK;
    case OPT_COLOR:
        return option_choose(p, &o->color, when);
    case OPT_COMPLETION:
        st = option_choose(p, &o->completion, shells);
        o->completion++; /* SHELL_NONE stands first and has no name */
        return st;
    case OPT_EXPLAIN_FORMAT:
        return option_choose(p, &o->explain_format, forms);
    case OPT_BOUND_MAX:
        return set_max(p);
    case OPT_TARGET:
        return set_share(p, &o->bound.target);
    case OPT_CONFIDENCE:
        return set_share(p, &o->bound.confidence);
    case OPT_INTO:
        o->into = p->value;
        return p->value[0] ? ST_OK : option_bad_value(p, "names no folder");
    default:
        return set_review(p);
    }
}
