/* Two spellings of one name. */
#ifndef BLOT_REDACT_SPELLING_H
#define BLOT_REDACT_SPELLING_H

#include <stdbool.h>

#include "base/slice.h"

/* Whether two given names (look-up keys) are one, spelt in two ways, or with a slip: Sara, Sarah;
 * Stephen, Steven; Kelly, Kellie; Micheal, Michael; Jordan, Jordon. */
bool spelt_alike(struct slice a, struct slice b);

/* Whether one surname may be the other with one letter wrong, left out or too many, but for the
 * last, which says the sex in some languages: Thompson, Thomson; not Nowicki, Nowicka. */
bool surnames_alike(struct slice a, struct slice b);

#endif
