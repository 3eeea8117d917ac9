#include "redact/redact.h"

#include <string.h>

#include "find/placeholder.h"
#include "redact/numbering.h"

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "memory is out");
}

static enum status put_number(struct buf *out, struct slice text, const struct span *s,
                              struct numbering *nb, struct err *e) {
    uint32_t number = 0;
    enum status st = numbering_number(nb, text, s, &number, e);
    if (st)
        return st;
    bool ok = buf_add_char(out, '[') && buf_add_str(out, label_name(s->label)) &&
              buf_add_char(out, '_') && buf_add_number(out, number) && buf_add_char(out, ']');
    return ok ? ST_OK : no_memory(e);
}

/* Appends what stands in the place of a span. */
static enum status put_placeholder(struct buf *out, struct slice text, const struct span *s,
                                   const struct redact_options *o, struct numbering *nb,
                                   struct err *e) {
    bool ok;
    if (s->label == LABEL_NONE)
        return buf_add_str(out, PLACEHOLDER_WITHHELD) ? ST_OK : no_memory(e);
    switch (o->action[s->label]) {
    case ACT_NUMBER:
        return put_number(out, text, s, nb, e);
    case ACT_LABEL:
        ok = buf_add_char(out, '[') && buf_add_str(out, label_name(s->label)) &&
             buf_add_char(out, ']');
        return ok ? ST_OK : no_memory(e);
    case ACT_MASK:
        return buf_add_str(out, PLACEHOLDER_MASK) ? ST_OK : no_memory(e);
    default:
        return err_set(e, ST_UNAVAILABLE, "an action is not available yet");
    }
}

enum status redact(struct buf *out, struct redaction_list *done, struct slice text,
                   const struct span_list *spans, const struct redact_options *o,
                   struct numbering *nb, struct arena *a, struct err *e) {
    size_t base = out->n, from = 0;
    *done = (struct redaction_list){arena_calloc(a, spans->n, sizeof *done->v), 0};
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
        enum status st = put_placeholder(out, text, s, o, nb, e);
        if (st)
            return st;
        from = s->end;
        done->v[done->n++] = (struct redaction){*s, (uint32_t)start, (uint32_t)(out->n - base)};
    }
    return buf_add(out, text.p ? text.p + from : "", text.n - from) ? ST_OK : no_memory(e);
}
