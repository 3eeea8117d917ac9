#include "redact/redact.h"

#include <string.h>

#include "find/placeholder.h"
#include "redact/action.h"

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "memory is out");
}

/* Appends what stands in the place of a span. */
static enum status put_placeholder(struct buf *out, const struct action_input *in, struct err *e) {
    if (in->span->label == LABEL_NONE)
        return buf_add_str(out, PLACEHOLDER_WITHHELD) ? ST_OK : no_memory(e);
    return action_apply(out, in, e);
}

enum status redact(struct buf *out, struct redaction_list *done, struct slice text,
                   const struct span_list *spans, const struct redact_options *o,
                   const struct redact_record *r, struct err *e) {
    size_t base = out->n, from = 0;
    *done = (struct redaction_list){arena_calloc(r->arena, spans->n, sizeof *done->v), 0};
    if (!done->v)
        return no_memory(e);
    for (size_t i = 0; i < spans->n; i++) {
        const struct span *s = &spans->v[i];
        if (s->start < from || s->end < s->start || s->end > text.n || s->label >= LABEL_COUNT)
            return err_set(e, ST_INTERNAL, "spans overlap or leave their field");
        if (s->start == s->end)
            continue;
        if (!buf_add(out, text.p + from, s->start - from))
            return no_memory(e);
        size_t start = out->n - base;
        enum status st = put_placeholder(out, &(struct action_input){text, s, o, r}, e);
        if (st)
            return st;
        from = s->end;
        done->v[done->n++] = (struct redaction){*s, (uint32_t)start, (uint32_t)(out->n - base)};
    }
    return buf_add(out, text.p ? text.p + from : "", text.n - from) ? ST_OK : no_memory(e);
}
