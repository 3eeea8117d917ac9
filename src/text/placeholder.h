/* Placeholders: the text that blot writes in place of what it found, and knows again. */
#ifndef BLOT_TEXT_PLACEHOLDER_H
#define BLOT_TEXT_PLACEHOLDER_H

#include <stddef.h>

#include "base/slice.h"

/* The length in bytes of a placeholder of exact grammar at the start of s, or 0: [NAME_1] [NAME]
 * █████ [WITHHELD]. Its text is opaque to detection, so that a second run changes nothing. */
size_t placeholder_at(struct slice s);

#endif
