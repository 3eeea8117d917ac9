/* The prelude's definitions one by one, so that each pattern is compiled with those alone that it
 * calls: every group costs time at each try and each callout, used or not. */
#ifndef BLOT_RULES_PRELUDE_H
#define BLOT_RULES_PRELUDE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/* (?<name> ...) directly inside a (?(DEFINE) ...). Borrows the prelude's text. */
struct prelude_piece {
    struct slice name, text; /* text with its parentheses */
    uint32_t line;           /* 1-based line of the prelude on which it begins */
};

struct prelude {
    struct slice text; /* all of it */
    struct prelude_piece *pieces;
    uint32_t n;
};

/* Splits text, which must outlive *out. A text that is not made of definitions gives no pieces:
 * then it is to be used whole, and PCRE2 says what is wrong with it. False when memory is out. */
bool prelude_split(struct prelude *out, struct slice text, struct arena *a);

/* Reading a pattern in free spacing. The byte behind what stands at i: a class, an escape, a
 * comment or one byte; and behind spaces and comments, i when there are none. */
size_t pattern_skip_element(struct slice s, size_t i);
size_t pattern_skip_space(struct slice s, size_t i);

/* The byte behind the parenthesis that closes the one at i, or 0 when none does. */
size_t pattern_group_end(struct slice s, size_t i);

/* Sets needed[i] for each piece that `pattern` calls, and for each that those call. `needed` has
 * p->n elements, false before the first call. */
void prelude_needs(const struct prelude *p, struct slice pattern, bool *needed);

#endif
