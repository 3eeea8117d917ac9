/* Alternatives by their first and last characters, before a pattern is compiled.
 *
 * PCRE2 tries the alternatives of a group one after the other: two hundred words cost two hundred
 * comparisons where none of them stands there. `(?: and | as | but )` becomes
 * `(?: a (?: nd | s ) | but )`, and `(?<= on[ ] | in[ ] | to[ ] | at[ ] )` looks at the last
 * characters first, which most alternatives share. The result matches what the pattern matches: of
 * alternatives that begin with different characters only one can match at a place, and those that
 * begin with the same keep their order. */
#ifndef BLOT_RULES_FACTOR_H
#define BLOT_RULES_FACTOR_H

#include "base/buf.h"

/* Appends the pattern, which is in free spacing and without comments, as expand.h writes it. False
 * when memory is out or the pattern cannot be read: then it is to be used as it is. */
bool factor_pattern(struct buf *out, struct slice pattern);

#endif
