#include "cmd/profile.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

#include "io/reader.h"
#include "rules/match.h"
#include "run/input.h"
#include "text/fold.h"

struct cost {
    const struct rule *rule;
    uint64_t tries, matches, nanoseconds;
};

struct profile {
    struct matcher *matcher;
    const struct lexicon *lexicon;
    struct cost *costs;
    size_t n;
    struct arena arena;
    uint64_t bytes;
};

static uint64_t now(void) {
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &t); /* always there on Linux */
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static enum status count_match(void *ctx, const struct match_hit *hit) {
    struct cost *c = ctx;
    (void)hit;
    c->matches++;
    return ST_OK;
}

static enum status run_text(struct profile *p, struct slice text, struct err *e) {
    struct view v;
    struct scan s;
    enum status st = view_make(&v, text, &p->arena, e);
    if (st == ST_OK)
        st = tokens_make(&s, v.text, p->lexicon, &p->arena, e);
    for (size_t i = 0; st == ST_OK && i < p->n; i++) {
        struct cost *c = &p->costs[i];
        matcher_record(p->matcher, v.text.n);
        uint64_t start = now();
        st = matcher_run_rule(p->matcher, c->rule, &s, &p->arena, count_match, c, e);
        c->nanoseconds += now() - start;
        c->tries += matcher_tries(p->matcher);
    }
    p->bytes += text.n;
    return st;
}

static enum status run_records(struct profile *p, struct reader *rd, struct err *e) {
    for (;;) {
        struct record r = {0};
        arena_reset(&p->arena);
        enum status st = reader_next(rd, &r, &p->arena, e);
        if (st == ST_END)
            return ST_OK;
        for (size_t i = 0; st == ST_OK && i < r.n; i++)
            if (r.fields[i].kind == FIELD_STRING)
                st = run_text(p, r.fields[i].text, e);
        if (st != ST_OK)
            return st;
    }
}

static enum status run_input(struct profile *p, const struct reader_options *o, const char *name,
                             struct err *e) {
    struct input in;
    struct reader *rd = NULL;
    enum status st = input_open(&in, name, e);
    if (st != ST_OK)
        return st;
    st = reader_open(&rd, &in.source, o, 1, e);
    if (st == ST_OK)
        st = run_records(p, rd, e);
    if (rd)
        reader_close(rd);
    input_close(&in);
    return st;
}

static int dearest_first(const void *x, const void *y) {
    const struct cost *a = x, *b = y;
    return (a->nanoseconds < b->nanoseconds) - (a->nanoseconds > b->nanoseconds);
}

/* A rule that is never tried still costs the walk over the tokens, which a run shares among all. */
static void take_off_walk(struct profile *p) {
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i < p->n; i++)
        if (p->costs[i].nanoseconds < least)
            least = p->costs[i].nanoseconds;
    for (size_t i = 0; i < p->n; i++)
        p->costs[i].nanoseconds -= least;
}

static bool add_table(struct buf *out, struct profile *p) {
    uint64_t all = 0;
    take_off_walk(p);
    qsort(p->costs, p->n, sizeof *p->costs, dearest_first);
    for (size_t i = 0; i < p->n; i++)
        all += p->costs[i].nanoseconds;
    bool ok = buf_printf(out, "%-32s %10s %10s %9s %6s %9s\n", "rule", "tries", "matches", "ms",
                         "%", "ns a try");
    for (size_t i = 0; ok && i < p->n; i++) {
        const struct cost *c = &p->costs[i];
        double ns = (double)c->nanoseconds;
        ok = buf_printf(out, "%-32.*s %10" PRIu64 " %10" PRIu64 " %9.2f %6.2f %9.0f\n",
                        (int)c->rule->id.n, c->rule->id.p, c->tries, c->matches, ns / 1e6,
                        all ? 100.0 * ns / (double)all : 0.0,
                        c->tries ? ns / (double)c->tries : 0.0);
    }
    return ok && buf_printf(out, "%zu rules, %" PRIu64 " bytes of text, %.2f ms, %.2f MB/s\n", p->n,
                            p->bytes, (double)all / 1e6,
                            all ? (double)p->bytes * 1e3 / (double)all : 0.0);
}

enum status profile_rules(struct buf *out, struct ruleset *rs, const struct lexicon *lx,
                          const struct reader_options *reader, const struct string_list *inputs,
                          struct err *e) {
    struct profile p = {.lexicon = lx, .n = ruleset_count(rs)};
    p.costs = calloc(p.n + 1, sizeof *p.costs);
    if (!p.costs)
        return err_memory(e);
    enum status st = matcher_new(&p.matcher, rs, e);
    for (size_t i = 0; st == ST_OK && i < p.n; i++) {
        p.costs[i].rule = ruleset_at(rs, i);
        st = matcher_compile(p.matcher, p.costs[i].rule, e);
    }
    if (st == ST_OK && inputs->n == 0)
        st = run_input(&p, reader, "-", e);
    for (size_t i = 0; st == ST_OK && i < inputs->n; i++)
        st = run_input(&p, reader, inputs->v[i], e);
    if (st == ST_OK && !add_table(out, &p))
        st = err_memory(e);
    if (p.matcher)
        matcher_free(p.matcher);
    free(p.costs);
    arena_free(&p.arena);
    return st;
}
