/* Two spans beside each other that the text says name one person. */
#ifndef BLOT_REDACT_TOGETHER_H
#define BLOT_REDACT_TOGETHER_H

#include <stdbool.h>

#include "base/slice.h"
#include "find/span.h"

/* True when the text between two names says that they are of one person: "(née ", ", aka ". */
bool together_by_words(struct slice between);

/* True when spans i and i + 1 are one name with its parts turned round, of which detection made
 * two: "Wilson, Amy Louise". Only where the second begins with a given name of the lists of
 * namedata.h, the first is one word and none, and another name of the text ends with it. */
bool together_turned(struct slice text, const struct span_list *spans, size_t i);

#endif
