/* What a run over blot's own output would find, found in the first run.
 *
 * Words are judged by what stands beside them. Where that becomes a placeholder, a word that was
 * only just left may be found when the output is filtered again; then a second run would show that
 * the first had left something, and two releases of one record would differ. So a record in which
 * that may happen is looked at once more as it will come out, by the same code and on the same text
 * that a second run sees. */
#ifndef BLOT_FIND_AGAIN_H
#define BLOT_FIND_AGAIN_H

#include "find/detector.h"

/* Looks after which a record is taken as it is; hardly one needs a third. */
#define AGAIN_ROUNDS 8

/* Whether a second run over what comes of v may find more than was found, as far as can be told
 * without one. v: while its spans are in the view and complete. Uses d's scratch memory. */
enum status again_wanted(bool *wanted, struct detector *d, const struct detection *v,
                         struct err *e);

/* Makes of *now the record as it comes out when the spans of v, by now in bytes of the source, are
 * replaced. Memory from a. */
enum status again_hide(struct detection *now, const struct detector *d, const struct detection *v,
                       struct arena *a, struct err *e);

/* Adds to the spans of v what was found in *now, which again_hide made of it, both in bytes of
 * their sources; what belongs to a name or place that was found in part is joined with it. *any:
 * there was something. Memory from a. */
enum status again_take(bool *any, const struct detector *d, struct detection *v,
                       const struct detection *now, struct arena *a, struct err *e);

#endif
