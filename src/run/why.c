#include "run/why.h"

struct slice why_about(const struct ruleset *rs, const struct span *s) {
    bool rule = s->origin == BY_RULE || s->origin == BY_USER_RULE;
    if (rule && s->rule < ruleset_count(rs))
        return ruleset_at(rs, s->rule)->about;
    switch (s->origin) {
    case BY_KNOWN:
        return slice_of("a known field of the record holds it");
    case BY_COLUMN:
        return slice_of("the whole value of a known field");
    case BY_DENY:
        return slice_of("a phrase of --deny");
    case BY_MEMORY:
        return slice_of("the record proves it elsewhere");
    case BY_UNCOVERED:
        return slice_of("in no language blot covers");
    default:
        return slice_of("words weighed");
    }
}

struct slice why_label(const struct span *s) {
    return slice_of(s->label == LABEL_NONE ? "WITHHELD" : label_name(s->label));
}
