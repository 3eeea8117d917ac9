/* blot score: the filter's figures on marked-up text. */
#include "cmd/cmd.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "run/engine.h"
#include "run/gold.h"
#include "run/policy.h"
#include "run/process.h"
#include "run/score.h"

enum { TEXT = 1 }; /* the field that is scored, after the id */

struct score_work {
    const struct options *o;
    struct gold gold;
    struct engine engine;
    struct policy *policy;
    struct processor *processor;
    struct score score;
    struct arena arena; /* of one record */
    struct buf misses, alarms;
    uint32_t n_misses, n_alarms;
    uint64_t mismatched; /* records whose text outside spans was changed: a fault of blot's */
    bool out_of_memory;
};

/* n code points before or after a place, so that a miss is seen in its context. */
static size_t step(struct slice t, size_t at, int n) {
    for (; n < 0 && at > 0; n++)
        for (at--; at > 0 && ((unsigned char)t.p[at] & 0xC0) == 0x80;)
            at--;
    for (; n > 0 && at < t.n; n--)
        for (at++; at < t.n && ((unsigned char)t.p[at] & 0xC0) == 0x80;)
            at++;
    return at;
}

static void note(void *ctx, const struct gold_record *r, bool miss, struct slice label,
                 struct slice rule, size_t start, size_t end) {
    struct score_work *w = ctx;
    struct buf *b = miss ? &w->misses : &w->alarms;
    if (miss ? w->n_misses++ >= w->o->misses : w->n_alarms++ >= w->o->false_alarms)
        return;
    bool ok = buf_add_str(b, miss ? "MISS " : "FP ") && cmd_add_safe(b, r->id) &&
              buf_add_char(b, ' ') && cmd_add_safe(b, label) && buf_add_char(b, ' ') &&
              cmd_add_safe(b, rule) && buf_add_str(b, rule.n ? " " : "") &&
              cmd_add_safe(b, slice_cut(r->text, step(r->text, start, miss ? -40 : -30), start)) &&
              buf_add_str(b, ">>") && cmd_add_safe(b, slice_cut(r->text, start, end)) &&
              buf_add_str(b, "<<") &&
              cmd_add_safe(b, slice_cut(r->text, end, step(r->text, end, 30))) &&
              buf_add_char(b, '\n');
    w->out_of_memory |= !ok;
}

/* Text outside the spans must be as it was. */
static bool same_outside(struct slice text, const struct redacted *d) {
    struct slice now = d->fields[TEXT].changed ? d->fields[TEXT].text : text;
    size_t from = 0, to = 0;
    for (size_t i = 0; i < d->lists[TEXT].n; i++) {
        const struct redaction *x = &d->lists[TEXT].v[i];
        if (!slice_eq(slice_cut(text, from, x->source.start), slice_cut(now, to, x->start)))
            return false;
        from = x->source.end;
        to = x->end;
    }
    return slice_eq(slice_cut(text, from, text.n), slice_cut(now, to, now.n));
}

/* The record is processed as the filter does {"id":...,"text":...} with --text text. */
static enum status one(struct score_work *w, const struct gold_record *g, struct err *e) {
    struct field fields[2] = {
        {.name = slice_of("id"), .text = g->id, .kind = FIELD_STRING, .column = 0},
        {.name = slice_of("text"), .text = g->text, .kind = FIELD_STRING, .column = 1}};
    const struct record r = {
        .number = w->score.records + 1, .file = g->file, .fields = fields, .n = 2};
    struct redacted d = {0};
    arena_reset(&w->arena);
    enum status st = process_record(w->processor, w->policy, &r, &w->arena, &d, e);
    if (st != ST_OK)
        return st;
    w->mismatched += !same_outside(g->text, &d);
    return score_add(&w->score, g, &d.spans[TEXT], e);
}

static bool wanted(const struct options *o, const struct gold_record *g) {
    return o->part == PART_ALL || gold_is_measured(g, o->every) == (o->part == PART_MEASURE);
}

static enum status run(struct score_work *w, struct err *e) {
    static const struct field_choice text = {.name = "text", .use = USE_TEXT};
    const struct options *o = w->o;
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < o->inputs.n; i++)
        st = gold_load(&w->gold, o->inputs.v[i], e);
    if (st == ST_OK)
        st = policy_new(&w->policy, &(struct policy_options){&text, 1, o->labels, false, false}, e);
    if (st == ST_OK)
        st = processor_new(&w->processor, &w->engine, &o->redact, e);
    w->score.rules = w->engine.rules;
    w->score.only = o->count_only;
    w->score.note = note;
    w->score.ctx = w;
    for (size_t i = 0; st == ST_OK && i < w->gold.n; i++) {
        if (!wanted(o, &w->gold.v[i]))
            continue;
        st = gold_set_case(&w->gold, &w->gold.v[i], o->text_case, e);
        if (st == ST_OK)
            st = one(w, &w->gold.v[i], e);
    }
    if (st == ST_OK && w->score.records == 0)
        st = err_set(e, ST_USAGE, "no record is left to score");
    return w->out_of_memory ? err_memory(e) : st;
}

static double share(uint64_t part, uint64_t whole) {
    return (double)part / (double)whole;
}

static bool add_figures(struct buf *b, struct score_work *w) {
    struct score *s = &w->score;
    bool ok = true;
    tally_sort(&s->labels, true);
    tally_sort(&s->groups, true);
    tally_sort(&s->rules_wrong, false);
    for (size_t i = 0; ok && i < s->labels.n; i++) {
        const struct tally *t = &s->labels.v[i];
        ok = buf_printf(b, "%-9.*s recall %.4f (label %.3f) of %" PRIu64 "\n", (int)t->name.n,
                        t->name.p, share(t->caught, t->total), share(t->right_label, t->total),
                        t->total);
    }
    for (size_t i = 0; ok && w->o->by_group && i < s->groups.n; i++) {
        const struct tally *t = &s->groups.v[i];
        ok = buf_printf(b, "  names %-16.*s %.3f of %" PRIu64 "\n", (int)t->name.n, t->name.p,
                        share(t->caught, t->total), t->total);
    }
    ok = ok && buf_add_slice(b, buf_slice(&w->misses)) && buf_add_slice(b, buf_slice(&w->alarms));
    for (size_t i = 0; ok && w->o->false_alarms && i < s->rules_wrong.n && i < 20; i++) {
        const struct tally *t = &s->rules_wrong.v[i];
        ok = buf_printf(b, "FP by rule %.*s %" PRIu64 "\n", (int)t->name.n, t->name.p, t->total);
    }
    return ok && buf_printf(b,
                            "precision %.4f over-redaction %.4f docs %" PRIu64
                            " missing 0 mismatched %" PRIu64 "\n",
                            score_precision(s), score_over(s), s->records, w->mismatched);
}

/* The figure of that name: precision, over, or a label's recall (0 where the gold has none). */
static double figure(const struct score *s, struct slice name) {
    if (slice_is(name, "precision"))
        return score_precision(s);
    if (slice_is(name, "over"))
        return score_over(s);
    for (size_t i = 0; i < s->labels.n; i++)
        if (slice_eq(s->labels.v[i].name, name))
            return share(s->labels.v[i].caught, s->labels.v[i].total);
    return 0.0;
}

static bool is_figure(struct slice name) {
    return slice_is(name, "precision") || slice_is(name, "over") || label_from(name) != LABEL_NONE;
}

/* One NAME=0.97 of --min. *next gets what follows its comma. */
static enum status take_limit(const char *at, struct slice *name, double *limit, const char **next,
                              struct err *e) {
    size_t n = strcspn(at, "=,");
    char *end = NULL;
    *name = (struct slice){at, n};
    *limit = at[n] == '=' ? strtod(at + n + 1, &end) : 0.0;
    if (end && end > at + n + 1 && (*end == ',' || *end == '\0') && is_figure(*name) &&
        *limit >= 0.0 && *limit <= 1.0) {
        *next = *end ? end + 1 : end;
        return ST_OK;
    }
    err_set(e, ST_USAGE, "--min %.80s is not understood", at);
    err_hint(e, "write --min NAME=0.97,precision=0.95,over=0.01; a label, precision or over, and a "
                "share from 0 to 1");
    return ST_USAGE;
}

/* Checks --min before the work, or (b given) lists what falls short; *n counts it. */
static enum status limits(const struct options *o, const struct score *s, struct buf *b, size_t *n,
                          struct err *e) {
    enum status st = ST_OK;
    for (const char *at = o->min; st == ST_OK && at && *at;) {
        struct slice name;
        double limit = 0.0;
        st = take_limit(at, &name, &limit, &at, e);
        if (st != ST_OK || !b)
            continue;
        double have = figure(s, name);
        if (slice_is(name, "over") ? have <= limit : have >= limit)
            continue;
        if (!buf_printf(b, "%s%.*s %.4f", (*n)++ ? ", " : "short: ", (int)name.n, name.p, have))
            st = err_memory(e);
    }
    return st;
}

static int print(struct score_work *w, struct err *e) {
    struct buf b = {0};
    size_t n = 0;
    bool ok = add_figures(&b, w);
    if (limits(w->o, &w->score, &b, &n, e) != ST_OK) {
        buf_free(&b);
        return cmd_fail(e);
    }
    if (w->mismatched)
        ok = ok && buf_printf(&b, "%smismatched %" PRIu64, n++ ? ", " : "short: ", w->mismatched);
    if (n > 0)
        ok = ok && buf_add_char(&b, '\n');
    return cmd_print_buf(&b, ok, n > 0 ? EXIT_FINDINGS : EXIT_DONE);
}

int cmd_score(const struct options *o) {
    struct err e = {0};
    struct score_work w = {.o = o};
    size_t n = 0;
    int status = EXIT_ERROR;
    enum status st = limits(o, NULL, NULL, &n, &e);
    if (st == ST_OK && o->inputs.n == 0) {
        st = err_set(&e, ST_USAGE, "score needs marked-up text: blot score GOLD.txt");
        err_hint(&e, "blot score --help says more");
    }
    if (st == ST_OK)
        st = engine_open(&w.engine, o, &e);
    if (st != ST_OK)
        return cmd_fail(&e);
    st = run(&w, &e);
    status = st == ST_OK ? print(&w, &e) : cmd_fail(&e);
    score_free(&w.score);
    processor_free(w.processor);
    policy_free(w.policy);
    engine_close(&w.engine);
    gold_free(&w.gold);
    arena_free(&w.arena);
    buf_free(&w.misses);
    buf_free(&w.alarms);
    return status;
}
