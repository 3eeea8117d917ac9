/* Why a span is there, in words. */
#ifndef BLOT_RUN_WHY_H
#define BLOT_RUN_WHY_H

#include "base/slice.h"
#include "find/span.h"
#include "rules/ruleset.h"

/* What the rule, or whatever else decided the span, is about. Static, or the ruleset's. */
struct slice why_about(const struct ruleset *rs, const struct span *s);

/* Its label's name; "WITHHELD" for a value in no covered language. */
struct slice why_label(const struct span *s);

#endif
