/* HTML entities, as they stand in text that came from web forms and editors. */
#ifndef BLOT_TEXT_ENTITY_H
#define BLOT_TEXT_ENTITY_H

#include <stdint.h>

#include "base/slice.h"

#define ENTITY_MAX   32 /* bytes of the longest */
#define ENTITY_DEPTH 4  /* exports of exports: &amp;amp;#39; */

/* The character of the entity that begins at s.p; 0 when there is none. *used: its bytes. One whose
 * own & was escaped once more (&amp;#39;) counts as a whole. */
uint32_t entity_at(struct slice s, size_t *used);

#endif
