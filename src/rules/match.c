#include "rules/match.h"

#include <stdlib.h>

#include "rules/match_callout.h"
#include "rules/match_plan.h"
#include "rules/planner.h"

#define WINDOW        4096u  /* bytes a try sees to its right */
#define MATCH_LIMIT   50000u /* of PCRE2, for one try */
#define DEPTH_LIMIT   10000u /* of the interpreter; JIT has none */
#define HEAP_KIB      16384u /* of the interpreter */
#define JIT_STACK     (32u * 1024u)
#define JIT_STACK_MAX (1024u * 1024u)

/* The budgets of a record. Text of nothing but one-byte tokens has 1,024 tokens a KiB, and each may
 * be tried by TRIES_A_TOKEN rules: the built-in ones come to 41 a byte on digits and letters in
 * turn, and to 5 on English, so only hostile rules and text come near. What the sieve rejects
 * counts too, so that the budget does not depend on how much of an automaton was made. A try takes
 * some 40 ns. One that needs more than CHEAP_LIMIT of PCRE2's steps, as almost none does, is begun
 * again with the whole limit, takes up to some 100 us and has a budget of its own. Together they
 * bound 2 MiB of text to about nine seconds. */
#define BUDGET_BASE   2000u
#define TRIES_A_TOKEN 64u
#define CHEAP_LIMIT   1000u
#define TRIED_LIMIT   250u /* of the interpreter, while a pattern is tried out */
#define SLOW_BASE     256u
#define SLOW_PER_KIB  16u

#define TRIES_MAX 65536u /* of one field that may wait; with more they are made at once */

struct matcher {
    struct ruleset *rs; /* borrowed */
    bool joined;        /* counted among the set's matchers */
    pcre2_match_context *context;
    pcre2_match_data *data;
    uint32_t pairs; /* room in data */
    pcre2_jit_stack *stack;
    uint32_t match_limit, limit_set; /* for one try; as now set in context */
    enum match_way way;
    uint64_t tries;                /* made since matcher_record */
    struct match_budget budget;    /* of the record of matcher_record */
    struct match_budget *spending; /* of the field that is tried in */
    struct attempt attempt;
    struct planner *planner;
    struct err err; /* of a try; empty between them */
    size_t *first;  /* by rule, and one more: for match_plan_order */
};

/* ---- making one ---- */

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory while matching");
}

/* Announces the matcher and takes the set's index, made by whoever needs it first. */
static enum status join_set(struct matcher *m, struct err *e) {
    struct ruleset *rs = m->rs;
    if (pthread_mutex_lock(&rs->lock) != 0)
        return err_set(e, ST_INTERNAL, "a lock of the rules is broken");
    m->joined = rs->dispatch || ruleset_index(rs);
    rs->matchers += m->joined;
    if (pthread_mutex_unlock(&rs->lock) != 0)
        return err_set(e, ST_INTERNAL, "a lock of the rules is broken");
    return m->joined ? ST_OK : no_memory(e);
}

static bool set_context(struct matcher *m) {
    m->context = pcre2_match_context_create(NULL);
    if (!m->context)
        return false;
    pcre2_set_depth_limit(m->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(m->context, HEAP_KIB);
    pcre2_set_callout(m->context, callout_answer, &m->attempt);
    uint32_t jit = 0;
    if (pcre2_config(PCRE2_CONFIG_JIT, &jit) < 0 || !jit)
        return true;
    m->stack = pcre2_jit_stack_create(JIT_STACK, JIT_STACK_MAX, NULL);
    if (!m->stack)
        return false;
    pcre2_jit_stack_assign(m->context, NULL, m->stack);
    return true;
}

enum status matcher_new(struct matcher **out, struct ruleset *rs, struct err *e) {
    struct matcher *m = calloc(1, sizeof *m);
    if (!m)
        return no_memory(e);
    m->rs = rs;
    m->match_limit = MATCH_LIMIT;
    enum status st = join_set(m, e);
    if (st == ST_OK) {
        m->planner = planner_new(rs);
        m->first = calloc(rs->n + 1, sizeof *m->first);
        if (!m->planner || !m->first || !set_context(m))
            st = no_memory(e);
    }
    if (st != ST_OK) {
        matcher_free(m);
        return st;
    }
    matcher_record(m, 0);
    *out = m;
    return ST_OK;
}

/* A broken lock leaves the count too high: then the set can no longer change, which is safe. */
static void leave_set(struct matcher *m) {
    if (m->joined && pthread_mutex_lock(&m->rs->lock) == 0) {
        m->rs->matchers--;
        (void)pthread_mutex_unlock(&m->rs->lock);
    }
}

void matcher_free(struct matcher *m) {
    if (!m)
        return;
    leave_set(m);
    pcre2_match_data_free(m->data);
    pcre2_match_context_free(m->context);
    pcre2_jit_stack_free(m->stack);
    free(m->attempt.recorded);
    planner_free(m->planner);
    free(m->first);
    free(m);
}

void matcher_limits(struct matcher *m, uint32_t match_limit) {
    m->match_limit = match_limit ? match_limit : MATCH_LIMIT;
}

void matcher_use(struct matcher *m, enum match_way way) {
    m->way = way;
}

struct match_budget match_budget_of(size_t bytes) {
    return (struct match_budget){BUDGET_BASE + (uint64_t)bytes * TRIES_A_TOKEN,
                                 SLOW_BASE + ((uint64_t)bytes + 1023) / 1024 * SLOW_PER_KIB};
}

void matcher_record(struct matcher *m, size_t bytes) {
    m->tries = 0;
    m->budget = match_budget_of(bytes);
    m->spending = &m->budget;
}

uint64_t matcher_tries(const struct matcher *m) {
    return m->tries;
}

/* ---- one try ---- */

/* Room for all groups of a pattern. */
static enum status reserve_pairs(struct matcher *m, uint32_t pairs, struct err *e) {
    if (pairs <= m->pairs)
        return ST_OK;
    pairs = pairs < 64 ? 64 : pairs;
    pcre2_match_data *data = pcre2_match_data_create(pairs, NULL);
    if (!data)
        return no_memory(e);
    pcre2_match_data_free(m->data);
    m->data = data;
    m->pairs = pairs;
    return ST_OK;
}

/* What a code of PCRE2 that is neither a match nor PCRE2_ERROR_NOMATCH means. */
static enum status match_failed(struct matcher *m, const struct rule *r, int rc, struct err *e) {
    err_rule(e, r->id.p, r->id.n);
    switch (rc) {
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_JIT_STACKLIMIT:
        err_hint(e, "make the rule's pattern cheaper, or disable the rule");
        return err_set(e, ST_LIMIT, "matching %s",
                       rc == PCRE2_ERROR_MATCHLIMIT   ? "took too many steps"
                       : rc == PCRE2_ERROR_DEPTHLIMIT ? "went too deep"
                                                      : "needed too much memory");
    case PCRE2_ERROR_NOMEMORY:
        return no_memory(e);
    case PCRE2_ERROR_CALLOUT:
        if (m->attempt.st == ST_MEMORY)
            return no_memory(e);
        if (m->attempt.st == ST_INTERNAL)
            return err_set(e, ST_INTERNAL, "a callout of the pattern is unknown");
        rule_place(e, r, r->line);
        err_hint(e, "put the callout directly after the group that it is about");
        return err_set(e, ST_RULE, "a callout stands where no group has closed");
    default:
        return err_set(e, ST_INTERNAL, "matching failed with PCRE2's code %d", rc);
    }
}

/* The end of what a try at byte `start` sees, between code points. */
static size_t window_end(struct slice text, size_t start) {
    if (text.n - start <= WINDOW)
        return text.n;
    size_t end = start + WINDOW;
    while (((unsigned char)text.p[end] & 0xC0) == 0x80)
        end--;
    return end;
}

/* With JIT code, or with the interpreter (jit NULL). */
static int match_once(struct matcher *m, const pcre2_code *jit, uint32_t limit) {
    struct slice text = m->attempt.scan->text;
    size_t start = m->attempt.scan->tok[m->attempt.token].start;
    size_t end = window_end(text, start);
    uint32_t options = end < text.n ? PCRE2_NOTEOL : 0;
    m->attempt.n = 0;
    m->attempt.st = ST_OK;
    if (limit != m->limit_set) {
        pcre2_set_match_limit(m->context, limit);
        m->limit_set = limit;
    }
    if (jit)
        return pcre2_jit_match(jit, (PCRE2_SPTR)text.p, end, start, options, m->data, m->context);
    return pcre2_match(m->attempt.pattern->code, (PCRE2_SPTR)text.p, end, start,
                       options | PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, m->data, m->context);
}

static enum status over_budget(const struct rule *r, const char *what, struct err *e) {
    err_rule(e, r->id.p, r->id.n);
    err_hint(e, "shorten the record, or disable the rule");
    return err_set(e, ST_LIMIT, "the record needs more %s of rules than its size allows", what);
}

static bool is_answer(int rc) {
    return rc > 0 || rc == PCRE2_ERROR_NOMATCH;
}

/* *rc: a count of pairs, or PCRE2_ERROR_NOMATCH. */
static enum status match_within_limits(struct matcher *m, const struct rule *r,
                                       const pcre2_code *jit, int *rc, struct err *e) {
    uint32_t cheap = m->match_limit < CHEAP_LIMIT ? m->match_limit : CHEAP_LIMIT;
    *rc = match_once(m, jit, cheap);
    if (*rc == PCRE2_ERROR_MATCHLIMIT && cheap < m->match_limit) {
        if (m->spending->slow == 0)
            return over_budget(r, "slow tries", e);
        m->spending->slow--;
        *rc = match_once(m, jit, m->match_limit);
    }
    return is_answer(*rc) ? ST_OK : match_failed(m, r, *rc, e);
}

/* The same, by the interpreter where the pattern is only tried out yet and few of its steps are
 * enough: then JIT code would be far from its limits and find the same. */
static enum status match(struct matcher *m, const struct rule *r, int *rc, struct err *e) {
    struct pattern *p = m->attempt.pattern;
    const pcre2_code *code = NULL;
    bool now = m->way != MATCH_USUAL || m->match_limit < CHEAP_LIMIT;
    m->tries++;
    enum status st = pattern_settled(&code, p, m->rs, now, e);
    if (st == ST_OK && !code) {
        *rc = match_once(m, NULL, TRIED_LIMIT);
        if (is_answer(*rc))
            return ST_OK;
        st = pattern_settled(&code, p, m->rs, true, e);
    }
    if (st != ST_OK)
        return st;
    bool jit = p->jit && m->way != MATCH_INTERPRET;
    return match_within_limits(m, r, jit ? code : NULL, rc, e);
}

/* ---- what it brought ---- */

static uint8_t origin_of(const struct rule *r) {
    switch ((enum rule_kind)r->kind) {
    case RULE_EVIDENCE:
        return BY_EVIDENCE;
    case RULE_LEAVE:
        return BY_LEAVE;
    case RULE_DECISIVE:
        break;
    }
    return r->user ? BY_USER_RULE : BY_RULE;
}

/* Adds a range once: a named group with a label callout after it comes from both. */
static bool add_span(struct match_hit *hit, size_t start, size_t end, uint8_t label,
                     struct arena *a) {
    for (size_t i = 0; i < hit->spans.n; i++)
        if (hit->spans.v[i].start == start && hit->spans.v[i].end == end &&
            hit->spans.v[i].label == label)
            return true;
    struct span s = {(uint32_t)start, (uint32_t)end, label, origin_of(hit->rule), hit->rule->index};
    return start >= end || span_add(&hit->spans, s, a);
}

static enum status fill_hit(struct matcher *m, const struct rule *r, uint32_t pairs,
                            struct arena *a, struct match_hit *hit, struct err *e) {
    const struct pattern *p = m->attempt.pattern;
    const size_t *ovector = pcre2_get_ovector_pointer(m->data);
    *hit = (struct match_hit){r, {0}, (uint32_t)ovector[0], (uint32_t)ovector[1]};
    bool ok = true;
    if (p->records)
        callout_settle(&m->attempt, ovector, pairs);
    for (size_t i = 0; i < m->attempt.n && ok; i++) {
        const struct recorded *k = &m->attempt.recorded[i];
        ok = add_span(hit, k->start, k->end, k->label, a);
    }
    for (size_t i = 0; i < p->n_labels && ok; i++) {
        const size_t *pair = ovector + 2 * (size_t)p->labels[i].group;
        if (p->labels[i].group < pairs && pair[0] != PCRE2_UNSET)
            ok = add_span(hit, pair[0], pair[1], p->labels[i].label, a);
    }
    if (ok && r->kind == RULE_LEAVE && hit->spans.n == 0)
        ok = add_span(hit, ovector[0], ovector[1], LABEL_NONE, a);
    span_sort(&hit->spans);
    return ok ? ST_OK : no_memory(e);
}

static enum status try_rule(struct matcher *m, size_t i, const struct scan *s, uint32_t token,
                            struct arena *a, bool *matched, struct match_hit *hit, struct err *e) {
    struct rule_slot *slot = m->rs->slots[i];
    struct pattern *p;
    int rc = PCRE2_ERROR_NOMATCH;
    *matched = false;
    enum status st = pattern_get(&p, m->rs, slot, e);
    if (st == ST_OK)
        st = reserve_pairs(m, p->groups + 1, e);
    if (st != ST_OK)
        return st;
    m->attempt.pattern = p;
    m->attempt.scan = s;
    m->attempt.token = token;
    m->attempt.asked_at = 0;
    st = match(m, slot->rule, &rc, e);
    if (st != ST_OK || rc < 0)
        return st;
    *matched = true;
    return fill_hit(m, slot->rule, (uint32_t)rc, a, hit, e);
}

enum status matcher_try(struct matcher *m, const struct rule *r, const struct scan *s,
                        uint32_t token, struct arena *a, bool *matched, struct match_hit *hit,
                        struct err *e) {
    return try_rule(m, r->index, s, token, a, matched, hit, e);
}

enum status matcher_compile(struct matcher *m, const struct rule *r, struct err *e) {
    struct pattern *p;
    return pattern_get(&p, m->rs, m->rs->slots[r->index], e);
}

/* ---- a field ---- */

/* Plans a field. What is planned is made in between where it comes to much, so that plans of huge
 * fields stay small. */
static enum status plan_field(struct matcher *m, struct match_plan *p, uint32_t number,
                              struct arena *a, struct err *e) {
    struct planning g = {.plan = p, .number = number, .max = TRIES_MAX, .arena = a};
    size_t over;
    for (;;) {
        enum status st = planner_go_on(m->planner, &g, &over);
        if (st == ST_LIMIT)
            return over_budget(m->rs->slots[over]->rule, "tries", e);
        if (st != ST_OK)
            return no_memory(e);
        if (g.token == p->scan->n)
            return ST_OK;
        if (!p->next)
            p->next = arena_calloc(a, m->rs->n, sizeof *p->next);
        if (!p->next)
            return no_memory(e);
        matcher_execute(m, &p, 1, a);
        if (p->st != ST_OK)
            return ST_OK; /* told by match_plan_hits */
    }
}

enum status matcher_plan(struct matcher *m, struct match_plan *p, const struct scan *s,
                         struct match_filter f, struct match_budget *budget, struct arena *a,
                         struct err *e) {
    *p = (struct match_plan){.scan = s, .budget = budget};
    uint32_t number = planner_filter(m->planner, f);
    return number ? plan_field(m, p, number, a, e) : ST_OK;
}

/* ---- making the tries ---- */

/* One try of a plan. *next is where the rule may be tried next in its field. */
static void make_try(struct matcher *m, size_t rule, struct match_plan *p, uint32_t token,
                     uint32_t *next, struct arena *a) {
    struct match_hit hit;
    bool matched;
    if (p->st != ST_OK || p->scan->tok[token].start < *next)
        return;
    m->spending = p->budget;
    enum status st = try_rule(m, rule, p->scan, token, a, &matched, &hit, &m->err);
    if (st == ST_OK && matched) {
        *next = hit.end;
        if (hit.spans.n && !match_plan_found(p, token, &hit, a))
            st = no_memory(&m->err);
    }
    if (st == ST_OK)
        return;
    match_plan_fail(p, st, &m->err, a);
    m->err = (struct err){0};
}

/* The tries of one rule. */
static void make_tries(struct matcher *m, size_t rule, struct match_plan *const *plans,
                       const struct match_order *v, size_t n, struct arena *a) {
    for (size_t k = 0; k < n;) {
        struct match_plan *p = plans[v[k].plan];
        uint32_t which = v[k].plan, next = p->next ? p->next[rule] : 0;
        for (; k < n && v[k].plan == which; k++)
            make_try(m, rule, p, v[k].token, &next, a);
        if (p->next)
            p->next[rule] = next;
    }
}

void matcher_execute(struct matcher *m, struct match_plan *const *plans, size_t n,
                     struct arena *a) {
    struct match_order *order;
    if (!match_plan_order(&order, m->first, plans, n, m->rs->n, a)) {
        for (size_t k = 0; k < n; k++)
            match_plan_fail(plans[k], no_memory(&m->err), &m->err, a);
        m->err = (struct err){0};
        return;
    }
    for (size_t i = 0; i < m->rs->n; i++)
        if (m->first[i] < m->first[i + 1])
            make_tries(m, i, plans, order + m->first[i], m->first[i + 1] - m->first[i], a);
}

/* Makes the tries of a plan for one field, and tells its hits. */
static enum status finish_plan(struct matcher *m, struct match_plan *p, enum status st,
                               struct arena *a, match_fn *fn, void *ctx, struct err *e) {
    if (st != ST_OK)
        return st;
    matcher_execute(m, &p, 1, a);
    return match_plan_hits(p, fn, ctx, e);
}

enum status matcher_run(struct matcher *m, const struct scan *s, struct match_filter f,
                        struct arena *a, match_fn *fn, void *ctx, struct err *e) {
    struct match_plan p;
    enum status st = matcher_plan(m, &p, s, f, &m->budget, a, e);
    return finish_plan(m, &p, st, a, fn, ctx, e);
}

enum status matcher_run_rule(struct matcher *m, const struct rule *r, const struct scan *s,
                             struct arena *a, match_fn *fn, void *ctx, struct err *e) {
    struct match_plan p = {.scan = s, .budget = &m->budget};
    planner_single(m->planner, r->index);
    return finish_plan(m, &p, plan_field(m, &p, 0, a, e), a, fn, ctx, e);
}
