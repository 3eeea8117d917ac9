/* The work on one record, in steps: shared by detection and by training, so that weights are learnt
 * on exactly what the filter sees. */
#ifndef BLOT_FIND_WORK_H
#define BLOT_FIND_WORK_H

#include "find/context.h"
#include "find/detect.h"
#include "rules/match.h"
#include "text/fold.h"

/* One field under way. Offsets are in the view. */
struct work {
    const struct detect_field *field;
    size_t number; /* of the field, for traces */
    struct view view;
    struct scan scan;
    struct context context; /* prose only */
    struct span_list
        decided;           /* by rules, lists and known values; free of overlap after work_settle */
    struct span_list left; /* what leave rules keep */
    struct span_list opaque; /* placeholders of an earlier run */
    struct scan shown;       /* what rules see: the same tokens, names in placeholders' places */
    struct scan bare;        /* the same with nothing there, where there are any */
    struct match_plan plan;  /* the rules', in `shown` */
    struct match_plan bare_plan; /* decisive rules' in `bare`, likewise */
    bool uncovered;              /* text in no covered language */
    bool broken;                 /* a word was found that stands in pieces or disguise: no sketch of
                                    the output has what a second run sees in its place */
};

/* Whether rules are tried in it and known values looked for. */
static inline bool work_is_text(const struct work *w) {
    return w->field->treat == TREAT_PROSE || w->field->treat == TREAT_SCAN;
}

#define WORK_AHEAD 8 /* candidates that are got ready together */

/* Decides candidates. */
struct decider {
    void *ctx;
    /* Gets candidate `token` ready, which will be the `slot`-th (below WORK_AHEAD) to be decided;
     * labels of tokens before it are not known yet. NULL: nothing to do. */
    void (*ready)(void *ctx, const struct context *c, uint32_t token, uint32_t slot);
    /* Returns its tag: TAG_NONE, TAG_NAME, TAG_PLACE or TAG_AGE. */
    uint8_t (*decide)(void *ctx, size_t field, const struct context *c, uint32_t token,
                      uint32_t slot);
};

/* Views and tokens. Memory of works (n of them) and all they hold from a. */
enum status work_read(struct detector *d, const struct detect_field *fields, size_t n,
                      struct arena *a, struct work **works, struct err *e);

/* Contexts of prose, and which rules are to be tried. The budget, which is the works' together, is
 * borrowed as long as they live. */
enum status work_begin(struct detector *d, struct work *works, size_t n,
                       struct match_budget *budget, struct arena *a, struct err *e);

/* The plans of n works, for matcher_execute; those without rules left out. Returns their number. */
size_t work_plans(struct match_plan **plans, struct work *works, size_t n);

/* After the plans were executed: rules' and known values' spans; decisive spans without overlap;
 * contexts with locks and candidates. */
enum status work_settle(struct detector *d, struct work *works, size_t n, struct arena *a,
                        struct err *e);

/* All of it for one record. */
enum status work_prepare(struct detector *d, const struct detect_field *fields, size_t n,
                         struct arena *a, struct work **works, struct err *e);

/* Two passes over the prose fields: every candidate, then those of whose word the record proved
 * something. What is in a after it is needed no more. */
enum status work_label(struct work *works, size_t n, struct arena *a, const struct decider *dc,
                       struct err *e);

/* The spans of one field from its labels and decided spans: sorted, without overlap, in its view.
 */
enum status work_spans(struct span_list *out, struct work *w, struct arena *a, struct err *e);

/* The tag that the words of a span with this label have. */
uint8_t work_tag_of_label(uint8_t label);

/* The same spans in bytes of the source. */
void work_to_source(struct span_list *spans, const struct work *w);

#endif
