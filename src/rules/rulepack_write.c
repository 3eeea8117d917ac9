#include "rules/rulepack.h"

#include "rules/builtin.h"
#include "rules/rulepack_block.h"

struct packing {
    struct ruleset *rs;
    struct buf rules, triggers, numbers, text, sieve;
};

static bool pack_text(struct packing *p, struct slice s, struct packed_range *out) {
    *out = (struct packed_range){(uint32_t)p->text.n, (uint32_t)s.n};
    return buf_add_slice(&p->text, s) && buf_add_char(&p->text, '\0');
}

static bool pack_triggers(struct packing *p, const struct trigger *v, uint32_t n,
                          struct packed_range *out) {
    *out = (struct packed_range){(uint32_t)(p->triggers.n / sizeof *v), n};
    for (uint32_t k = 0; k < n; k++) {
        struct trigger t;
        memset(&t, 0, sizeof t); /* what is between its fields too */
        t.type = v[k].type;
        t.value = v[k].value;
        if (!buf_add(&p->triggers, (const char *)&t, sizeof t))
            return false;
    }
    return true;
}

/* A pattern that cannot be written out is compiled as it stands, when it is tried. */
static bool pack_written(struct packing *p, const struct rule *r, struct packed_rule *out) {
    struct expanded x = {0};
    enum expand_result made = ruleset_write_out(p->rs, r, EXPAND_INLINE_MAX, &x);
    bool ok = made != EXPAND_MEMORY;
    if (made == EXPAND_OK) {
        out->written_own = (uint32_t)x.own;
        out->name_ends =
            (struct packed_range){(uint32_t)(p->numbers.n / sizeof *x.name_end), x.n_names};
        ok = pack_text(p, buf_slice(&x.text), &out->written) &&
             pack_text(p, buf_slice(&x.names), &out->names) &&
             buf_add(&p->numbers, (const char *)x.name_end, x.n_names * sizeof *x.name_end);
    }
    expanded_free(&x);
    return ok;
}

static uint32_t file_number(const char *name) {
    uint32_t i = 0;
    while (i < builtin_rules_count && strcmp(builtin_rules[i].name, name) != 0)
        i++;
    return i;
}

static bool pack_rule(struct packing *p, const struct rule *r) {
    struct packed_rule out;
    memset(&out, 0, sizeof out);
    out.pattern_line = r->pattern_line;
    out.line = r->line;
    out.file = file_number(r->file);
    out.kind = r->kind;
    out.label = r->label;
    out.caseless = r->caseless;
    out.strict = r->strict;
    out.banding = r->banding;
    out.decisive_scan = r->decisive_scan;
    bool ok = pack_text(p, r->id, &out.id) && pack_text(p, r->about, &out.about) &&
              pack_text(p, r->pattern, &out.pattern) && pack_written(p, r, &out) &&
              pack_triggers(p, r->at, r->n_at, &out.at);
    for (size_t k = 0; k < NEAR_COUNT && ok; k++)
        ok = pack_triggers(p, r->near[k].v, r->near[k].n, &out.near[k]);
    return ok && buf_add(&p->rules, (const char *)&out, sizeof out);
}

static bool write_block(const struct packing *p, struct buf *out) {
    struct packed_head h;
    memset(&h, 0, sizeof h);
    h.magic = RULEPACK_MAGIC;
    h.n_rules = (uint32_t)(p->rules.n / sizeof(struct packed_rule));
    h.sieve_bytes = (uint32_t)p->sieve.n;
    bool ok = buf_add(out, (const char *)&h, sizeof h) &&
              buf_add_part(out, &h.at_rules, buf_slice(&p->rules)) &&
              buf_add_part(out, &h.at_triggers, buf_slice(&p->triggers)) &&
              buf_add_part(out, &h.at_numbers, buf_slice(&p->numbers)) &&
              buf_add_part(out, &h.at_text, buf_slice(&p->text)) &&
              buf_add_part(out, &h.at_sieve, buf_slice(&p->sieve)) &&
              buf_add_part(out, &h.bytes, slice_of(""));
    if (ok)
        memcpy(out->p, &h, sizeof h);
    return ok;
}

enum status rulepack_write(struct buf *out, struct ruleset *rs, struct err *e) {
    struct packing p = {.rs = rs};
    bool ok = ruleset_block(rs, NULL, SIEVE_LIMITS_BUILTIN, &p.sieve);
    for (size_t i = 0; i < rs->n && ok; i++)
        ok = pack_rule(&p, rs->slots[i]->rule);
    ok = ok && write_block(&p, out);
    buf_free(&p.rules);
    buf_free(&p.triggers);
    buf_free(&p.numbers);
    buf_free(&p.text);
    buf_free(&p.sieve);
    return ok ? ST_OK : err_set(e, ST_MEMORY, "out of memory while packing rules");
}
