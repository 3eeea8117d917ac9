/* Whether a new expected output shows what the old one hid. */
#ifndef BLOT_RUN_LEAK_H
#define BLOT_RUN_LEAK_H

#include <stdbool.h>

#include "base/err.h"
#include "base/slice.h"

/* Counts the words of `after` that stood nowhere in the same line of `before`: text that was hidden
 * and becomes visible. Placeholders and the redactions array are no text. Lines beyond the old
 * last one count only when `was_cut`: the old run had ended in an error, so what followed had been
 * held back. *line gets the first such line, 1-based, or 0. */
enum status leak_count(size_t *words, size_t *line, struct slice before, struct slice after,
                       bool was_cut, struct err *e);

/* Counts the words of `after` that `before` has not (*shown), and the reverse (*hidden), of two
 * plain texts, each occurrence for itself. */
enum status leak_texts(size_t *shown, size_t *hidden, struct slice before, struct slice after,
                       struct err *e);

#endif
