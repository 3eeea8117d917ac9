/* Two spans beside each other that the text says name one person. */
#ifndef BLOT_REDACT_TOGETHER_H
#define BLOT_REDACT_TOGETHER_H

#include <stdbool.h>

#include "base/slice.h"
#include "find/span.h"

/* What the text between two names says of their people. */
enum together {
    TOGETHER_UNSAID,
    TOGETHER_ONE,       /* they are one: "(née ", ", aka ", "Jaz is Jasmine Akers." */
    TOGETHER_AND,       /* they are two, where the names leave that open: "and", "told" */
    TOGETHER_LISTED,    /* a comma: the same if "and" follows */
    TOGETHER_RELATIVES, /* they are two: "'s mother, " */
};

/* a, b: NAME spans of text, b behind a. */
enum together together(struct slice text, const struct span *a, const struct span *b);

/* True when spans i and i + 1 are one name with its parts turned round, of which detection made
 * two: "Wilson, Amy Louise". Only where the second begins with a given name of the lists of
 * namedata.h, the first is one word and none, and another name of the text ends with it. */
bool together_turned(struct slice text, const struct span_list *spans, size_t i);

/* Whether the phrases are in the order in which they are looked up. For tests. */
bool together_in_order(void);

#endif
