/* Other ages, dates and numbers for a copy of marked-up text. */
#ifndef BLOT_RUN_RENUMBER_H
#define BLOT_RUN_RENUMBER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"

/* The next random number under `below`, which is not 0. state: xorshift's, not 0. */
uint32_t draw(uint32_t *state, uint32_t below);

/* Each appends s, the text of a mark, with other figures; false when memory runs out.
 *
 * An age stays a child's or an adult's; alone: it touches no letter or figure, so that it may as
 * well be written as a word. A date stays one; other figures keep their length, and single letters
 * and runs of capitals become others where `letters`. */
bool add_age(struct buf *out, struct slice s, bool alone, uint32_t *state);
bool add_date(struct buf *out, struct slice s, uint32_t *state);
bool add_figures(struct buf *out, struct slice s, bool letters, uint32_t *state);

#endif
