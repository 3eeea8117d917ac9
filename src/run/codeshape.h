/* Rules from the shape of a code: letters as they are, so many digits, what stands between. */
#ifndef BLOT_RUN_CODESHAPE_H
#define BLOT_RUN_CODESHAPE_H

#include <stdbool.h>

#include "base/buf.h"

/* Appends the pattern of the code: "CS-004512" gives "CS - \d{6}", letters and digits of ASCII
 * only. False when there is too little of it for a rule (less than three digits or five letters and
 * digits), when it holds anything else than letters, digits, spaces and - / . _ #, or memory is
 * out; then b is as it was. */
bool codeshape_add(struct buf *b, struct slice code);

/* Appends a rule for a code that codeshape_add takes, as an element of `rules:`. Its examples have
 * the code's shape and other digits. False when memory is out. */
bool codeshape_rule(struct buf *b, const char *id, const char *label, struct slice code);

/* What stands before the first such rule in a file of its own. */
bool codeshape_file_head(struct buf *b, struct slice rule);

/* Appends a text as a single-quoted YAML scalar. */
bool codeshape_quote(struct buf *b, struct slice text);

#endif
