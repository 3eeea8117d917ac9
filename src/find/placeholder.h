/* Placeholders: the text that blot writes in place of what it found, and knows again. */
#ifndef BLOT_FIND_PLACEHOLDER_H
#define BLOT_FIND_PLACEHOLDER_H

#include <stddef.h>

#include <stdint.h>

#include "base/slice.h"
#include "find/role.h"
#include "find/span.h"
#include "text/bands.h"

#define PLACEHOLDER_MASK                                                                           \
    "\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88" /* █████              \
                                                                    */
#define PLACEHOLDER_WITHHELD "[WITHHELD]"

/* The length in bytes of a placeholder of exact grammar at the start of s, or 0: [NAME_1] [NAME]
 * [MOTHER_1] [NAME_<pseudonym, see code.h>] [AGE_10-13] [PLACE_North West] [DATE_2009-03] █████
 * [WITHHELD].
 * Bands are those of the run (NULL: the default ones) or neighbours among them, regions those of
 * regions.h; [AGE_13-13] and [PLACE_Leeds] are text like any other. Its text is opaque to
 * detection, so that a second run changes nothing. */
size_t placeholder_at(struct slice s, const struct age_bands *bands);

/* The same for a numbered one only, with its label and number. */
size_t placeholder_number(struct slice s, enum label *label, uint32_t *number);

/* The same for one that names a role: [SOCIAL_WORKER_1]. */
size_t placeholder_role(struct slice s, enum role *role, uint32_t *number);

#endif
