/* The actions that every label has: number, label, mask. */
#include "find/placeholder.h"
#include "redact/action.h"
#include "redact/numbering.h"

static enum status done(bool ok, struct err *e) {
    return ok ? ST_OK : err_set(e, ST_MEMORY, "memory is out");
}

enum status action_number(struct buf *out, const struct action_input *in, struct err *e) {
    uint32_t number = 0;
    enum role role;
    enum status st = numbering_number(in->record->numbering, in->text, in->span, &number, &role, e);
    if (st != ST_OK)
        return st;
    const char *name = role ? role_name(role) : label_name(in->span->label);
    bool ok = buf_add_char(out, '[') && buf_add_str(out, name) && buf_add_char(out, '_') &&
              buf_add_number(out, number) && buf_add_char(out, ']');
    return done(ok, e);
}

enum status action_label(struct buf *out, const struct action_input *in, struct err *e) {
    bool ok = buf_add_char(out, '[') && buf_add_str(out, label_name(in->span->label)) &&
              buf_add_char(out, ']');
    return done(ok, e);
}

enum status action_mask(struct buf *out, const struct action_input *in, struct err *e) {
    (void)in;
    return done(buf_add_str(out, PLACEHOLDER_MASK), e);
}
