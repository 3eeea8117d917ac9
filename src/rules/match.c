#include "rules/match.h"

#include <stdlib.h>

#include "rules/dispatch.h"
#include "rules/match_callout.h"
#include "rules/match_plan.h"
#include "rules/rowcache.h"
#include "rules/sieve.h"

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
#define SLOW_BASE     256u
#define SLOW_PER_KIB  16u

#define ROWS_AHEAD 8u     /* tokens whose rows are fetched from far memory before they are needed */
#define TRIES_MAX  65536u /* of one field that may wait; with more they are made at once */

struct matcher {
    struct ruleset *rs;              /* borrowed */
    const struct dispatch *dispatch; /* of rs */
    pcre2_match_context *context;
    pcre2_match_data *data;
    uint32_t pairs; /* room in data */
    pcre2_jit_stack *stack;
    uint32_t match_limit, limit_set; /* for one try; as now set in context */
    bool interpret;
    uint64_t tries;                /* made since matcher_record */
    struct match_budget budget;    /* of the record of matcher_record */
    struct match_budget *spending; /* of the field that is tried in */
    struct attempt attempt;
    uint64_t *masks; /* a row a struct match_filter, one bit a rule; row 0: of a single rule */
    uint64_t made;   /* bit f: the row of filter f is made */
    uint64_t *bits;  /* those to be tried at the token at work */
    struct rowcache *rows;
    uint32_t *row; /* by token of the field: its row's number */
    uint32_t cap_row;
    uint64_t *none; /* a row without a rule */
    uint64_t *near; /* a row: while near_fits looks at several tokens, what any of them meets */
    struct sieve_memo *memo[SIEVES]; /* of the set's sieves */
    struct err err;                  /* of a try; empty between them */
    size_t *first;                   /* by rule, and one more: for match_plan_order */
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
    m->dispatch = rs->dispatch || ruleset_index(rs) ? rs->dispatch : NULL;
    rs->matchers += m->dispatch ? 1 : 0;
    if (pthread_mutex_unlock(&rs->lock) != 0)
        return err_set(e, ST_INTERNAL, "a lock of the rules is broken");
    return m->dispatch ? ST_OK : no_memory(e);
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

static bool make_memos(struct matcher *m) {
    for (size_t k = 0; k < SIEVES; k++) {
        if (m->rs->sieves[k] && !(m->memo[k] = sieve_memo_new(m->rs->sieves[k])))
            return false;
    }
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
        size_t words = dispatch_words(m->dispatch);
        m->rows = rowcache_new(m->dispatch, rs->n);
        m->none = calloc(words, sizeof *m->none);
        m->near = calloc(words, sizeof *m->near);
        m->masks = calloc(words * ROWCACHE_MASKS, sizeof *m->masks);
        m->bits = calloc(words, sizeof *m->bits);
        m->first = calloc(rs->n + 1, sizeof *m->first);
        if (!m->rows || !m->none || !m->near || !m->masks || !m->bits || !m->first ||
            !set_context(m) || !make_memos(m))
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
    if (m->dispatch && pthread_mutex_lock(&m->rs->lock) == 0) {
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
    for (size_t k = 0; k < SIEVES; k++)
        sieve_memo_free(m->memo[k]);
    free(m->attempt.recorded);
    rowcache_free(m->rows);
    free(m->row);
    free(m->none);
    free(m->near);
    free(m->masks);
    free(m->bits);
    free(m->first);
    free(m);
}

void matcher_limits(struct matcher *m, uint32_t match_limit) {
    m->match_limit = match_limit ? match_limit : MATCH_LIMIT;
}

void matcher_interpret(struct matcher *m, bool on) {
    m->interpret = on;
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

static int match_once(struct matcher *m, uint32_t limit) {
    const struct pattern *p = m->attempt.pattern;
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
    if (p->jit && !m->interpret)
        return pcre2_jit_match(p->code, (PCRE2_SPTR)text.p, end, start, options, m->data,
                               m->context);
    return pcre2_match(p->code, (PCRE2_SPTR)text.p, end, start,
                       options | PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, m->data, m->context);
}

static enum status over_budget(const struct rule *r, const char *what, struct err *e) {
    err_rule(e, r->id.p, r->id.n);
    err_hint(e, "shorten the record, or disable the rule");
    return err_set(e, ST_LIMIT, "the record needs more %s of rules than its size allows", what);
}

/* *rc: a count of pairs, or PCRE2_ERROR_NOMATCH. */
static enum status match_within_limits(struct matcher *m, const struct rule *r, int *rc,
                                       struct err *e) {
    m->tries++;
    uint32_t cheap = m->match_limit < CHEAP_LIMIT ? m->match_limit : CHEAP_LIMIT;
    *rc = match_once(m, cheap);
    if (*rc == PCRE2_ERROR_MATCHLIMIT && cheap < m->match_limit) {
        if (m->spending->slow == 0)
            return over_budget(r, "slow tries", e);
        m->spending->slow--;
        *rc = match_once(m, m->match_limit);
    }
    return *rc > 0 || *rc == PCRE2_ERROR_NOMATCH ? ST_OK : match_failed(m, r, *rc, e);
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
    const struct pattern *p;
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
    st = match_within_limits(m, slot->rule, &rc, e);
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
    const struct pattern *p;
    return pattern_get(&p, m->rs, m->rs->slots[r->index], e);
}

/* ---- a field ---- */

/* What is planned for one field. */
struct run {
    struct match_plan *plan;
    const struct scan *scan; /* the plan's */
    const uint64_t *mask;    /* one bit a rule that may be tried */
    struct arena *arena;
    struct err *e;
};

/* Makes what is planned so far, so that plans of huge fields stay small. */
static enum status make_room(struct matcher *m, const struct run *run) {
    struct match_plan *p = run->plan;
    if (!p->next)
        p->next = arena_calloc(run->arena, m->rs->n, sizeof *p->next);
    if (!p->next)
        return no_memory(run->e);
    matcher_execute(m, &p, 1, run->arena);
    return p->st; /* told by match_plan_hits */
}

static enum status plan_rule(struct matcher *m, const struct run *run, uint32_t token, size_t i) {
    enum status st = run->plan->n_tries >= TRIES_MAX ? make_room(m, run) : ST_OK;
    if (st == ST_OK && !match_plan_add(run->plan, token, i, run->arena))
        st = no_memory(run->e);
    return st;
}

/* Leaves those of the rules in m->bits that may match at the token. False when none does. */
static bool sift(struct matcher *m, const struct scan *s, uint32_t token) {
    enum sieve_group g;
    bool grouped = sieve_group_of(&s->tok[token], &g);
    for (size_t k = 0; k < SIEVES; k++) {
        const struct sieve *sieve = m->rs->sieves[k];
        if (!sieve || (k > 0 && !sieve_concerns(sieve, m->bits))) /* a user's rules are few */
            continue;
        if (!sieve_behind(sieve, s, token, m->bits) ||
            (grouped && !sieve_ahead(m->memo[k], g, s, token, m->bits)))
            return false;
    }
    return true;
}

/* Takes the n rules of a row off the budget. */
static enum status spend(const struct matcher *m, const struct run *run, const uint64_t *row,
                         uint32_t n) {
    uint64_t *left = &run->plan->budget->tries;
    if (n <= *left) {
        *left -= n;
        return ST_OK;
    }
    size_t w = 0;
    while ((row[w] & run->mask[w]) == 0)
        w++;
    size_t i = w * 64 + (size_t)__builtin_ctzll(row[w] & run->mask[w]);
    return over_budget(m->rs->slots[i]->rule, "tries", run->e);
}

static bool glued(const struct scan *s, uint32_t t) {
    return t + 1 < s->n && !s->tok[t + 1].space;
}

/* The row of rules whose condition of a kind token t of the field meets; none beyond its ends. */
static const uint64_t *meets(const struct matcher *m, uint32_t n, int64_t t, enum rule_near near) {
    return t >= 0 && t < n ? rowcache_meets(m->rows, m->row[t], near) : m->none;
}

/* Two words of a row at once; rows have an even number of them. */
typedef uint64_t pair __attribute__((vector_size(16), aligned(8), may_alias));

static inline pair pair_at(const uint64_t *row, size_t w) {
    return *(const pair *)(row + w);
}

static inline uint64_t some(pair p) {
    return p[0] | p[1];
}

/* Drops from m->bits the rules that want of one of the tokens [from, to) what none of them meets.
 */
static void drop_far(struct matcher *m, enum rule_near near, uint32_t from, uint32_t to) {
    const size_t words = m->rows->words;
    const uint64_t *wants = m->rows->wants + near * words;
    pair asked = {0, 0};
    for (size_t w = 0; w < words; w += 2) {
        asked |= pair_at(wants, w) & pair_at(m->bits, w);
        *(pair *)(m->near + w) = (pair){0, 0};
    }
    if (!some(asked))
        return;
    for (uint32_t u = from; u < to; u++) {
        if (!(m->rows->any[m->row[u]] >> near & 1))
            continue;
        const uint64_t *met = rowcache_meets(m->rows, m->row[u], near);
        for (size_t w = 0; w < words; w += 2)
            *(pair *)(m->near + w) |= pair_at(met, w);
    }
    for (size_t w = 0; w < words; w += 2)
        *(pair *)(m->bits + w) &= ~(pair_at(wants, w) & ~pair_at(m->near, w));
}

/* Leaves in m->bits those rules of the row that are in the mask and want of the tokens beside it
 * what they are. False when there is none. */
static bool beside_fits(struct matcher *m, const struct run *run, uint32_t t, const uint64_t *row) {
    const struct scan *s = run->scan;
    const size_t words = m->rows->words;
    const uint64_t *wants = m->rows->wants;
    const uint64_t *next = meets(m, s->n, (int64_t)t + 1, NEAR_NEXT);
    const uint64_t *after = meets(m, s->n, (int64_t)t - 1, NEAR_AFTER);
    const uint64_t *joint = meets(m, glued(s, t) ? s->n : 0, (int64_t)t + 1, NEAR_GLUED);
    pair any = {0, 0};
    for (size_t w = 0; w < words; w += 2) {
        pair not = pair_at(wants + NEAR_GLUED * words, w) & ~pair_at(joint, w);
        not |= pair_at(wants + NEAR_NEXT * words, w) & ~pair_at(next, w);
        not |= pair_at(wants + NEAR_AFTER * words, w) & ~pair_at(after, w);
        pair bits = pair_at(row, w) & pair_at(run->mask, w) & ~not ;
        *(pair *)(m->bits + w) = bits;
        any |= bits;
    }
    return some(any) != 0;
}

/* The same of all tokens near. */
static bool near_fits(struct matcher *m, const struct run *run, uint32_t t, const uint64_t *row) {
    const uint32_t n = run->scan->n;
    pair any = {0, 0};
    if (!beside_fits(m, run, t, row))
        return false;
    drop_far(m, NEAR_AHEAD, t + 1, n - t > NEAR_TOKENS ? t + 1 + NEAR_TOKENS : n);
    drop_far(m, NEAR_BEHIND, t > NEAR_TOKENS ? t - NEAR_TOKENS : 0, t);
    for (size_t w = 0; w < m->rows->words; w += 2)
        any |= pair_at(m->bits, w);
    return some(any) != 0;
}

/* Plans tries of those rules of the row that are in the mask and may match. */
static enum status plan_token(struct matcher *m, const struct run *run, uint32_t token,
                              const uint64_t *row) {
    const size_t words = m->rows->words;
    if (!near_fits(m, run, token, row) || !sift(m, run->scan, token))
        return ST_OK;
    for (size_t w = 0; w < words; w++)
        for (uint64_t bits = m->bits[w]; bits; bits &= bits - 1) {
            enum status st = plan_rule(m, run, token, w * 64 + (size_t)__builtin_ctzll(bits));
            if (st != ST_OK)
                return st;
        }
    return ST_OK;
}

/* Finds the rows of all tokens of the field. */
static enum status find_rows(struct matcher *m, const struct run *run) {
    const struct scan *s = run->scan;
    if (s->n > m->cap_row) {
        uint32_t *row = realloc(m->row, s->n * sizeof *row);
        if (!row)
            return no_memory(run->e);
        m->row = row;
        m->cap_row = s->n;
    }
    for (uint32_t t = 0; t < s->n; t++) {
        if (t + ROWS_AHEAD < s->n)
            rowcache_fetch(m->rows, &s->tok[t + ROWS_AHEAD]);
        m->row[t] = rowcache_find(m->rows, &s->tok[t], s->text);
    }
    return ST_OK;
}

/* The row of a token; one that could not be kept is worked out again. */
static const uint64_t *row_again(struct matcher *m, const struct scan *s, uint32_t t) {
    if (m->row[t] == 0)
        (void)rowcache_make(m->rows, &s->tok[t], s->text);
    return rowcache_row(m->rows, m->row[t]);
}

/* Whether the token behind meets anything that a rule wants of it. */
static bool next_meets(const struct matcher *m, const struct scan *s, uint32_t t) {
    if (t + 1 == s->n)
        return false;
    uint8_t any = m->rows->any[m->row[t + 1]];
    return (any >> NEAR_NEXT & 1) || ((any >> NEAR_GLUED & 1) && glued(s, t));
}

static enum status plan_row(struct matcher *m, const struct run *run, uint32_t number, uint32_t t) {
    const uint64_t *row = row_again(m, run->scan, t);
    const struct rowcache_load load = m->rows->load[number][m->row[t]];
    if (load.n == 0)
        return ST_OK;
    enum status st = spend(m, run, row, load.n);
    if (st != ST_OK || (!load.apart && !next_meets(m, run->scan, t)))
        return st;
    return plan_token(m, run, t, row);
}

/* number: of the mask. */
static enum status plan_all(struct matcher *m, const struct run *run, uint32_t number) {
    enum status st = find_rows(m, run);
    for (uint32_t t = 0; t < run->scan->n && st == ST_OK; t++)
        st = plan_row(m, run, number, t);
    return run->plan->st == ST_OK ? st : ST_OK;
}

static uint64_t *mask_row(const struct matcher *m, uint32_t number) {
    return m->masks + number * dispatch_words(m->dispatch);
}

static void make_mask(const struct matcher *m, struct match_filter f, uint64_t *mask) {
    const struct dispatch *d = m->dispatch;
    const uint64_t *decisive = dispatch_mask(d, MASK_DECISIVE);
    const uint64_t *evidence = dispatch_mask(d, MASK_EVIDENCE);
    const uint64_t *leave = dispatch_mask(d, MASK_LEAVE);
    const uint64_t *strict = dispatch_mask(d, MASK_STRICT);
    const uint64_t *banding = dispatch_mask(d, MASK_BANDING);
    const uint64_t *prose = dispatch_mask(d, MASK_PROSE);
    const uint64_t *disabled = dispatch_mask(d, MASK_DISABLED);
    for (size_t w = 0; w < dispatch_words(d); w++) {
        uint64_t kinds = (f.decisive ? decisive[w] : 0) | (f.evidence ? evidence[w] : 0) |
                         (f.leave ? leave[w] : 0);
        uint64_t not = (f.strict ? 0 : strict[w]) | (f.banding ? 0 : banding[w]) |
                       (f.prose ? 0 : prose[w]) | disabled[w];
        mask[w] = kinds & ~not ;
    }
}

/* The number of a filter's mask, not 0 unless it lets nothing through. */
static uint32_t mask_number(struct match_filter f) {
    return f.decisive | (uint32_t)f.evidence << 1 | (uint32_t)f.leave << 2 |
           (uint32_t)f.strict << 3 | (uint32_t)f.prose << 4 | (uint32_t)f.banding << 5;
}

static enum status plan_filter(struct matcher *m, const struct run *run, struct match_filter f) {
    uint32_t number = mask_number(f);
    if (!f.decisive && !f.evidence && !f.leave)
        return ST_OK;
    if (!(m->made >> number & 1)) {
        make_mask(m, f, mask_row(m, number));
        if (!rowcache_mask(m->rows, number, mask_row(m, number)))
            return no_memory(run->e);
        m->made |= (uint64_t)1 << number;
    }
    struct run with_mask = *run;
    with_mask.mask = mask_row(m, number);
    return plan_all(m, &with_mask, number);
}

enum status matcher_plan(struct matcher *m, struct match_plan *p, const struct scan *s,
                         struct match_filter f, struct match_budget *budget, struct arena *a,
                         struct err *e) {
    *p = (struct match_plan){.scan = s, .budget = budget};
    return plan_filter(m, &(struct run){p, s, NULL, a, e}, f);
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
    uint64_t *mask = mask_row(m, 0);
    memset(mask, 0, dispatch_words(m->dispatch) * sizeof *mask);
    mask[r->index / 64] |= (uint64_t)1 << r->index % 64;
    if (!rowcache_mask(m->rows, 0, mask))
        return no_memory(e);
    enum status st = plan_all(m, &(struct run){&p, s, mask, a, e}, 0);
    return finish_plan(m, &p, st, a, fn, ctx, e);
}
