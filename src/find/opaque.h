/* Placeholders of an earlier run as detection sees them: one word of their label each.
 *
 * What stands beside a name is judged by the name. Where the name has become a placeholder, the
 * same words must be judged as before, or a second run would find what the first had left. */
#ifndef BLOT_FIND_OPAQUE_H
#define BLOT_FIND_OPAQUE_H

#include "find/placeholder.h"
#include "find/span.h"
#include "text/fold.h"
#include "text/tokens.h"

/* The text that stands for every placeholder of a label: [NAME]; [WITHHELD] for LABEL_NONE. */
struct slice opaque_text(enum label label);

/* The label that what replaces this one seems to have: a mask, which those of `masked` (bits) have,
 * stands for a name. */
enum label opaque_seen(enum label label, uint32_t masked);

/* Adds a BY_KNOWN span with LABEL_NONE for each placeholder of the view, in order: nothing is found
 * in it. The view then has opaque_text in their place, so that no number, band, region or pseudonym
 * is seen, and the spans are those of this. bands as for placeholder_at. False when memory is out.
 */
bool opaque_find(struct span_list *out, struct view *v, const struct age_bands *bands,
                 struct arena *a);

/* Cuts the placeholders out of spans that came to cover them; what is left of such a span without a
 * letter or digit is dropped. Both lists are sorted and without overlap. False when memory is out.
 */
bool opaque_cut(struct span_list *spans, const struct span_list *placeholders, struct slice text,
                struct arena *a);

/* Makes one token of each: a word or number that is in no list, with a memo for the context. The
 * spans are those of opaque_find over the same text. `place`: the class of places, which rules then
 * take one that stands for a place to be in. */
void opaque_tokens(struct scan *s, const struct span_list *placeholders, lex_set place);

/* The text as rules see it, with as many bytes: a made-up name or figures in the place of each
 * placeholder, so that what rules say of their neighbours holds as it did when a name or a figure
 * stood there. *shown is the text itself where there is none, else from a. False when memory is
 * out. */
bool opaque_shown(struct slice *shown, struct slice text, const struct span_list *placeholders,
                  struct arena *a);

/* The same with nothing that any rule asks for in their place. A decisive rule settles what it
 * finds alone, so that must not rest on a placeholder. */
bool opaque_bare(struct slice *bare, struct slice text, const struct span_list *placeholders,
                 struct arena *a);

/* True when tokens i and i + 1 are the 's after a placeholder: had a name stood there, they would
 * be one token. */
bool opaque_possessive(const struct scan *s, uint32_t i);

/* Makes t, which has its place, the token of a placeholder of this label. */
void opaque_stand_for(struct token *t, enum label label);

/* True when token i is one of opaque_tokens, or was made with opaque_stand_for. */
bool opaque_is(const struct scan *s, uint32_t i);

/* What it stands for: its label's; LABEL_NAME for a role and for a mask, which says nothing. s
 * begins with it. */
enum label opaque_label(struct slice s);

#endif
