#include "redact/redact.h"

#include <string.h>

#include "redact/numbering.h"

#define MASK       "\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88\xE2\x96\x88" /* █████ */
#define WITHHELD   "[WITHHELD]"
#define DIGITS_MAX 9 /* of a placeholder's number */

/* ---- placeholders ---- */

/* The label whose name stands at byte 1 of s, and where the name ends. */
static enum label label_at(struct slice s, size_t *end) {
    size_t i = 1;
    while (i < s.n && i < 16 && s.p[i] >= 'A' && s.p[i] <= 'Z')
        i++;
    *end = i;
    return i > 1 ? label_from(slice_cut(s, 1, i)) : LABEL_NONE;
}

size_t placeholder_number(struct slice s, enum label *label, uint32_t *number) {
    size_t i;
    if (s.n < 2 || s.p[0] != '[' || (*label = label_at(s, &i)) == LABEL_NONE)
        return 0;
    if (i >= s.n || s.p[i] != '_')
        return 0;
    size_t first = ++i;
    *number = 0;
    while (i < s.n && i - first < DIGITS_MAX && s.p[i] >= '0' && s.p[i] <= '9')
        *number = *number * 10 + (uint32_t)(s.p[i++] - '0');
    if (i == first || s.p[first] == '0' || i >= s.n || s.p[i] != ']')
        return 0;
    return i + 1;
}

size_t placeholder_at(struct slice s) {
    enum label label;
    uint32_t number;
    size_t end;
    if (s.n == 0 || (s.p[0] != '[' && s.p[0] != MASK[0]))
        return 0;
    if (slice_starts(s, slice_of(MASK)))
        return sizeof MASK - 1;
    if (slice_starts(s, slice_of(WITHHELD)))
        return sizeof WITHHELD - 1;
    if (s.p[0] == '[' && label_at(s, &end) != LABEL_NONE && end < s.n && s.p[end] == ']')
        return end + 1;
    return placeholder_number(s, &label, &number);
}

/* ---- replacing ---- */

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "memory is out");
}

static enum status put_number(struct buf *out, struct slice text, const struct span *s,
                              struct numbering *nb, struct err *e) {
    uint32_t number = 0;
    enum status st = numbering_number(nb, text, s, &number, e);
    if (st)
        return st;
    return buf_printf(out, "[%s_%u]", label_name(s->label), number) ? ST_OK : no_memory(e);
}

/* Appends what stands in the place of a span. */
static enum status put_placeholder(struct buf *out, struct slice text, const struct span *s,
                                   const struct redact_options *o, struct numbering *nb,
                                   struct err *e) {
    bool ok;
    if (s->label == LABEL_NONE)
        return buf_add_str(out, WITHHELD) ? ST_OK : no_memory(e);
    switch (o->action[s->label]) {
    case ACT_NUMBER:
        return put_number(out, text, s, nb, e);
    case ACT_LABEL:
        ok = buf_add_char(out, '[') && buf_add_str(out, label_name(s->label)) &&
             buf_add_char(out, ']');
        return ok ? ST_OK : no_memory(e);
    case ACT_MASK:
        return buf_add_str(out, MASK) ? ST_OK : no_memory(e);
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
