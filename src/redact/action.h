/* Actions: how a span is replaced. One table says what each is called, what it is for and which
 * function does it; an action's own code stands in a file of its own (act_*.c). */
#ifndef BLOT_REDACT_ACTION_H
#define BLOT_REDACT_ACTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "redact/redact.h"

/* One span in the hands of its action. All borrowed during the call. */
struct action_input {
    struct slice text;       /* the field's source text */
    const struct span *span; /* not empty, within text, of a label other than LABEL_NONE */
    const struct redact_options *options;
    const struct redact_record *record;
};

/* Appends what stands in the span's place. An action that has no answer for this span (a place that
 * no gazetteer knows) appends nothing and returns ST_OK: the number stands there instead. */
typedef enum status action_fn(struct buf *out, const struct action_input *in, struct err *e);

action_fn action_number, action_label, action_mask, action_pseudonym;
action_fn action_band, action_region, action_year, action_month, action_shift;

/* "number" ...; never NULL for a < ACT_COUNT. */
const char *action_name(enum action a);

/* False when s is no action's name. */
bool action_from(enum action *out, struct slice s);

/* Whether the action is for spans of that label. */
bool action_fits(enum action a, enum label l);

/* The labels an action is for, bit l for label l. */
uint32_t action_labels(enum action a);

/* Replaces one span by its label's action. */
enum status action_apply(struct buf *out, const struct action_input *in, struct err *e);

/* Appends "[LABEL_" and "]" around body. False when memory is out. */
bool action_put(struct buf *out, enum label l, struct slice body);

#endif
