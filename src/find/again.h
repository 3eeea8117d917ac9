/* What a run over blot's own output would find, found in the first run.
 *
 * Evidence judges a word by its neighbours. Where these become placeholders, a word that was only
 * just left may be found when the output is filtered again; then a second run would show that the
 * first had left something, and two releases of one record would differ. So the words that were
 * nearly found, and stand near one that was, are weighed once more with placeholders around them.
 */
#ifndef BLOT_FIND_AGAIN_H
#define BLOT_FIND_AGAIN_H

#include "find/work.h"

/* How far below its threshold a word may be (in the table's units) to be weighed once more. */
#define AGAIN_SLACK 300000

/* Where the second look takes memory from: for spans, and for all that nobody needs after it, which
 * is reset before. */
struct again_memory {
    struct arena *keep, *scratch;
};

/* Adds to spans[i], those of works[i] in its view, what is found when they are placeholders:
 * sorted, without overlap. After work_label and work_spans. Only spans of `labels` (bits) become
 * placeholders. */
enum status again_find(struct span_list *spans, struct work *works, size_t n, uint32_t labels,
                       const struct again_memory *m, const struct decider *dc, struct err *e);

#endif
