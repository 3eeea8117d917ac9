#include "rules/rulepack.h"

#include "rules/builtin.h"
#include "rules/rulepack_block.h"

/* The block that src/tools/rulepack.c wrote at build time (rules_data.S). */
extern const char blot_rules_start[];
extern const char blot_rules_end[];

static const struct packed_head *head(void) {
    const struct packed_head *h = (const struct packed_head *)(const void *)blot_rules_start;
    size_t n = (size_t)(blot_rules_end - blot_rules_start);
    return n >= sizeof *h && h->magic == RULEPACK_MAGIC && h->bytes == n ? h : NULL;
}

struct slice rulepack_sieve(void) {
    const struct packed_head *h = head();
    return h ? (struct slice){blot_rules_start + h->at_sieve, h->sieve_bytes} : (struct slice){0};
}

static struct slice text_of(const struct packed_head *h, struct packed_range r) {
    return (struct slice){blot_rules_start + h->at_text + r.at, r.n};
}

/* Triggers are copied: a rule's can be added to while it is read from a file. */
static bool triggers_of(const struct packed_head *h, struct packed_range r,
                        struct trigger_list *out, struct arena *a) {
    const struct trigger *all =
        (const struct trigger *)(const void *)(blot_rules_start + h->at_triggers);
    if (r.n == 0)
        return true;
    out->v = arena_calloc(a, r.n, sizeof *out->v);
    if (!out->v)
        return false;
    memcpy(out->v, all + r.at, r.n * sizeof *all);
    out->n = r.n;
    return true;
}

static bool written_of(const struct packed_head *h, const struct packed_rule *p, struct rule *r,
                       struct arena *a) {
    const uint32_t *numbers = (const uint32_t *)(const void *)(blot_rules_start + h->at_numbers);
    if (p->written.n == 0)
        return true;
    struct rule_written *w = arena_calloc(a, 1, sizeof *w);
    if (!w)
        return false;
    *w = (struct rule_written){text_of(h, p->written), p->written_own, text_of(h, p->names),
                               numbers + p->name_ends.at, p->name_ends.n};
    r->written = w;
    return true;
}

static bool unpack(const struct packed_head *h, const struct packed_rule *p, struct rule *r,
                   struct arena *a) {
    struct trigger_list at = {0};
    r->id = text_of(h, p->id);
    r->about = text_of(h, p->about);
    r->pattern = text_of(h, p->pattern);
    r->pattern_line = p->pattern_line;
    r->kind = p->kind;
    r->label = p->label;
    r->caseless = p->caseless;
    r->strict = p->strict;
    r->banding = p->banding;
    r->decisive_scan = p->decisive_scan;
    r->file = builtin_rules[p->file].name;
    r->line = p->line;
    bool ok = triggers_of(h, p->at, &at, a) && written_of(h, p, r, a);
    r->at = at.v;
    r->n_at = at.n;
    for (size_t k = 0; k < NEAR_COUNT && ok; k++)
        ok = triggers_of(h, p->near[k], &r->near[k], a);
    return ok;
}

enum status rulepack_add(struct ruleset *rs, struct err *e) {
    const struct packed_head *h = head();
    if (!h)
        return err_set(e, ST_INTERNAL, "the built-in rules are damaged");
    const struct packed_rule *packed =
        (const struct packed_rule *)(const void *)(blot_rules_start + h->at_rules);
    struct rule *rules = arena_calloc(&rs->memory, h->n_rules, sizeof *rules);
    enum status st = ST_OK;
    for (uint32_t i = 0; i < h->n_rules && st == ST_OK; i++) {
        if (!rules || !unpack(h, &packed[i], &rules[i], &rs->memory))
            st = err_set(e, ST_MEMORY, "out of memory while reading rules");
        else
            st = ruleset_append(rs, &rules[i], false, e);
    }
    return st;
}
