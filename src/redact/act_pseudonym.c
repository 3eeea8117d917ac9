/* The action pseudonym: the record's own person by the value that says who it is, everyone and
 * everything else within the case. Without key or case there is no answer, and the number stands.
 */
#include "redact/action.h"
#include "redact/canonical.h"
#include "redact/mention.h"
#include "redact/numbering.h"
#include "redact/pseudonym.h"

static enum status put(struct buf *out, enum label l, const char *code, struct err *e) {
    bool ok = action_put(out, l, slice_of(code));
    return ok ? ST_OK : err_set(e, ST_MEMORY, "memory is out");
}

static enum status of_person(struct buf *out, const struct action_input *in, struct err *e) {
    char code[CODE_CHARS + 1];
    struct slice value, name;
    const struct redact_record *r = in->record;
    enum status st = numbering_who(r->numbering, in->text, in->span, &value, &name, e);
    if (st != ST_OK)
        return st;
    if (value.n > 0)
        pseudonym_of_value(code, in->options->keys, LABEL_NAME, value);
    else if (r->scope.n > 0)
        pseudonym_in_scope(code, in->options->keys, LABEL_NAME, r->scope, name);
    else
        return ST_OK;
    return put(out, LABEL_NAME, code, e);
}

/* Whether the span is the very value that --person gives, however it is spelt. What a spreadsheet
 * has spoilt is not. */
static enum status is_own_value(bool *own, const struct action_input *in, struct slice text,
                                struct err *e) {
    struct slice value = {NULL, 0};
    struct err spoilt = {0};
    enum status st = canonical_value(&value, text, in->record->arena, &spoilt);
    if (st == ST_MEMORY)
        return err_set(e, ST_MEMORY, "memory is out");
    *own = st == ST_OK && value.n > 0 && slice_eq(value, in->record->person);
    return ST_OK;
}

static enum status of_text(struct buf *out, const struct action_input *in, struct err *e) {
    char code[CODE_CHARS + 1];
    struct slice key, text = slice_cut(in->text, in->span->start, in->span->end);
    const struct redact_record *r = in->record;
    enum label l = in->span->label;
    bool own = false, tight = l == LABEL_ID || l == LABEL_CONTACT;
    enum status st = is_own_value(&own, in, text, e);
    if (st == ST_OK)
        st = mention_text_key(&key, text, tight, r->arena, e);
    if (st != ST_OK)
        return st;
    if (own)
        pseudonym_of_value(code, in->options->keys, l, r->person);
    else if (r->scope.n > 0)
        pseudonym_in_scope(code, in->options->keys, l, r->scope, key);
    else
        return ST_OK;
    return put(out, l, code, e);
}

enum status action_pseudonym(struct buf *out, const struct action_input *in, struct err *e) {
    if (!in->options->keys)
        return ST_OK;
    return in->span->label == LABEL_NAME ? of_person(out, in, e) : of_text(out, in, e);
}
