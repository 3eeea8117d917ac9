/* Patterns written out for speed, before they are compiled.
 *
 * A call of a definition of the prelude is replaced by what it calls, so that no recursion and no
 * group of the prelude is left; only long definitions stay calls. Groups of nothing but class
 * callouts become one callout: `(?! (?C"a") | (?C"b") )` is `(?C"!a b")`. What a callout asks for
 * is then given as a number, which PCRE2 hands over more cheaply than a string. The result matches
 * what the pattern matches. */
#ifndef BLOT_RULES_EXPAND_H
#define BLOT_RULES_EXPAND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "rules/prelude.h"
#include "text/lexicon.h"

#define EXPAND_INLINE_MAX 500u /* bytes of a definition of the prelude that is best written out */
#define EXPANDED_CALLOUTS 255u /* PCRE2's numbers of callouts */

struct expanded {
    struct buf text;                      /* a DEFINE of what is still called, then the pattern */
    size_t own;                           /* where the pattern begins in text */
    struct buf names;                     /* what callouts ask for, without quotes, one after the
                                             other; a leading `!`: none of these classes */
    uint32_t name_end[EXPANDED_CALLOUTS]; /* callout n asks for names[name_end[n-1], name_end[n]) */
    uint32_t n_names;
};

enum expand_result { EXPAND_OK, EXPAND_MEMORY, EXPAND_UNFIT };

/* Writes a pattern out; definitions of over inline_max bytes stay calls. *out is {0} before and to
 * be freed after, whatever comes back. EXPAND_UNFIT: the pattern has a mistake, or too many
 * callouts. */
enum expand_result expand_pattern(struct expanded *out, const struct prelude *p,
                                  const struct lexicon *lx, struct slice pattern, bool caseless,
                                  size_t inline_max);

struct slice expanded_name(const struct expanded *x, uint32_t n);

void expanded_free(struct expanded *x);

#endif
