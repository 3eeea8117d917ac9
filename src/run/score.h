/* Counting what was found against gold: recall per label, precision, over-redaction.
 *
 * A marked entity is caught only if every letter and digit of it lies inside redacted spans. A span
 * is right when it touches a mark, and a false alarm when it touches none; neutral marks make it
 * neither. Over-redaction is the share of letters and digits outside all marks that were redacted.
 */
#ifndef BLOT_RUN_SCORE_H
#define BLOT_RUN_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "find/span.h"
#include "run/gold.h"

/* One label, community or rule. */
struct tally {
    struct slice name; /* lives as long as the gold or the ruleset */
    uint64_t total;
    uint64_t caught;
    uint64_t right_label; /* caught, and every letter under the very label */
};

struct tally_list {
    struct tally *v;
    size_t n;
};

/* Told of each miss and false alarm; offsets are bytes of r->text. label and rule live as tallies'
 * names do. rule is "" for a miss. */
typedef void score_note(void *ctx, const struct gold_record *r, bool miss, struct slice label,
                        struct slice rule, size_t start, size_t end);

/* {0} but for the first four. Free with score_free. */
struct score {
    const struct ruleset *rules; /* names the spans' rules */
    uint32_t only;               /* labels counted, bit l; 0: all */
    score_note *note;            /* or NULL */
    void *ctx;

    struct tally_list labels, groups, rules_wrong;
    uint64_t records;
    uint64_t spans, spans_right;
    uint64_t outside, over; /* letters and digits outside marks; of them redacted */
    struct arena scratch;
};

/* Adds a record. spans: sorted, not overlapping, bytes of r->text. */
enum status score_add(struct score *s, const struct gold_record *r, const struct span_list *spans,
                      struct err *e);

/* The figures as shares. 1 and 0 where nothing was redacted, nothing could be. */
double score_precision(const struct score *s);
double score_over(const struct score *s);

/* Sorts a list by name, or by total falling. */
void tally_sort(struct tally_list *l, bool by_name);

void score_free(struct score *s);

#endif
