#include "find/work.h"

#include <string.h>

#include "find/allowed.h"
#include "find/broken.h"
#include "find/complete.h"
#include "find/detector.h"
#include "find/known.h"
#include "find/memory.h"
#include "find/phrases.h"
#include "find/resolve.h"
#include "find/opaque.h"

static enum status out_of_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

/* Where a hit of the rules goes. */
struct sink {
    struct work *work;
    struct arena *arena;
    struct err *err;
};

static enum status take_hit(void *ctx, const struct match_hit *hit) {
    struct sink *k = ctx;
    for (size_t i = 0; i < hit->spans.n; i++) {
        const struct span *s = &hit->spans.v[i];
        enum status st = ST_OK;
        if (hit->rule->kind == RULE_EVIDENCE)
            st = context_note(&k->work->context, hit->rule, s, k->arena, k->err);
        else if (!span_add(hit->rule->kind == RULE_LEAVE ? &k->work->left : &k->work->decided, *s,
                           k->arena))
            st = out_of_memory(k->err);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* Phrases of a list that stand in the field, as spans of `origin`; tag is the label. */
static enum status find_phrases(struct work *w, const struct phrase_list *l, enum origin origin,
                                struct arena *a, struct err *e) {
    if (phrase_list_empty(l))
        return ST_OK;
    uint8_t label;
    for (uint32_t i = 0, end; phrase_list_next(l, &w->scan, &i, &label, &end); i++) {
        struct span s = {w->scan.tok[i].start, w->scan.tok[end - 1].end, label, (uint8_t)origin,
                         RULE_NONE};
        if (!span_add(origin == BY_LEAVE ? &w->left : &w->decided, s, a))
            return out_of_memory(e);
        i = end - 1;
    }
    return ST_OK;
}

static enum status read_field(struct detector *d, struct work *w, struct arena *a, struct err *e) {
    enum status st = view_make(&w->view, w->field->text, a, e);
    if (st == ST_OK && w->field->treat != TREAT_SEED &&
        !opaque_find(&w->opaque, &w->view, d->o.bands, a))
        return out_of_memory(e);
    if (st == ST_OK)
        st = tokens_make_cached(&w->scan, w->view.text, d->o.lexicon, d->words, a, e);
    if (st == ST_OK && w->opaque.n) {
        for (size_t i = 0; i < w->opaque.n; i++)
            if (!span_add(&w->decided, w->opaque.v[i], a))
                return out_of_memory(e);
        opaque_tokens(&w->scan, &w->opaque, d->bits.gazetteer);
    }
    return st;
}

static enum status plan_rules(struct detector *d, struct work *w, struct match_budget *budget,
                              struct arena *a, struct err *e) {
    bool prose = w->field->treat == TREAT_PROSE;
    struct match_filter f = {.decisive = true,
                             .evidence = prose,
                             .leave = prose,
                             .strict = d->o.strict,
                             .banding = d->o.banding,
                             .prose = prose};
    if (!work_is_text(w))
        return ST_OK;
    w->shown = w->bare = w->scan;
    if (w->opaque.n == 0)
        return matcher_plan(d->matcher, &w->plan, &w->shown, f, budget, a, e);
    if (!opaque_bare(&w->bare.text, w->view.text, &w->opaque, a) ||
        !opaque_shown(&w->shown.text, w->view.text, &w->opaque, a))
        return out_of_memory(e);
    struct match_filter decisive = f;
    decisive.evidence = decisive.leave = false;
    enum status st = matcher_plan(d->matcher, &w->plan, &w->shown, f, budget, a, e);
    if (st == ST_OK)
        st = matcher_plan(d->matcher, &w->bare_plan, &w->bare, decisive, budget, a, e);
    return st;
}

#define PERSON_WORDS 4

/* Hope in the column Mother: a word of the lists of names that is no function word. Foster in the
 * column Carer is none, nor is an ordinary word in small letters. */
static bool may_name(const struct detector *d, const struct token *t) {
    if ((t->shape == SHAPE_LOWER && t->level) || t->hash == token_hash(slice_of("foster")))
        return false;
    return !(t->classes & (d->bits.function | d->bits.role | d->bits.kin)) &&
           ((t->classes & d->bits.name_word) || t->given > 1 || (t->surname > 1 && !t->level));
}

/* The value of a column that says a person, when it is a few words that may all be names. */
static bool find_person(const struct detector *d, struct work *w, struct arena *a) {
    const struct scan *s = &w->scan;
    uint32_t words = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        const struct token *t = &s->tok[i];
        bool between = t->kind == TOK_SYMBOL && strchr("-.'", s->text.p[t->start]);
        if (!between && (t->kind != TOK_WORD || opaque_is(s, i) || !may_name(d, t)))
            return true;
        words += t->kind == TOK_WORD;
    }
    if (words == 0 || words > PERSON_WORDS)
        return true;
    struct span all = {s->tok[0].start, s->tok[s->n - 1].end, LABEL_NAME, BY_COLUMN, RULE_NONE};
    return span_add(&w->decided, all, a);
}

static enum status take_sure(void *ctx, const struct match_hit *hit) {
    struct sink *k = ctx;
    for (size_t i = 0; i < hit->spans.n; i++)
        if (!span_add(&k->work->decided, hit->spans.v[i], k->arena))
            return out_of_memory(k->err);
    return ST_OK;
}

static bool same_span(const struct span *x, const struct span *y) {
    return x->start == y->start && x->end == y->end && x->label == y->label && x->rule == y->rule;
}

/* What a decisive rule finds counts if it is found whatever a placeholder stands for: a name, and
 * nothing at all. */
static enum status keep_sure(struct work *w, struct arena *a, struct err *e) {
    struct span_list with = w->decided;
    struct sink k = {w, a, e};
    span_sort(&with);
    w->decided = (struct span_list){0};
    enum status st = match_plan_hits(&w->bare_plan, take_sure, &k, e);
    struct span_list *l = &w->decided;
    size_t n = 0;
    span_sort(l);
    for (size_t i = 0, from = 0; i < l->n; i++) {
        bool both = false;
        while (from < with.n && with.v[from].start < l->v[i].start)
            from++;
        for (size_t m = from; m < with.n && with.v[m].start == l->v[i].start && !both; m++)
            both = same_span(&with.v[m], &l->v[i]);
        if (both)
            l->v[n++] = l->v[i];
    }
    l->n = n;
    for (size_t i = 0; i < w->opaque.n && st == ST_OK; i++)
        if (!span_add(l, w->opaque.v[i], a))
            st = out_of_memory(e);
    return st;
}

static enum status take_rules(struct detector *d, struct work *w, struct arena *a, struct err *e) {
    struct sink k = {w, a, e};
    if (!work_is_text(w))
        return ST_OK;
    enum status st = match_plan_hits(&w->plan, take_hit, &k, e);
    if (st == ST_OK && w->opaque.n)
        st = keep_sure(w, a, e);
    if (st == ST_OK)
        st = find_phrases(w, d->o.deny, BY_DENY, a, e);
    if (st == ST_OK && w->field->treat == TREAT_PROSE)
        st = find_phrases(w, d->o.leave, BY_LEAVE, a, e);
    if (st == ST_OK && w->field->treat == TREAT_PROSE && w->field->person && !find_person(d, w, a))
        st = out_of_memory(e);
    return st;
}

/* The label of a span; of a placeholder, which has none, that which it stands for. */
static uint8_t label_of(const struct work *w, const struct span *s) {
    if (s->label != LABEL_NONE)
        return s->label;
    return (uint8_t)opaque_label(slice_cut(w->view.text, s->start, w->view.text.n));
}

uint8_t work_tag_of_label(uint8_t label) {
    static const uint8_t tags[LABEL_COUNT] = {
        [LABEL_NONE] = TAG_OTHER,  [LABEL_NAME] = TAG_NAME,  [LABEL_AGE] = TAG_AGE,
        [LABEL_PLACE] = TAG_PLACE, [LABEL_DATE] = TAG_DATE,  [LABEL_CONTACT] = TAG_OTHER,
        [LABEL_ID] = TAG_ID,       [LABEL_GROUP] = TAG_OTHER};
    return tags[label];
}

/* Locks the tokens that spans cover. Spans are sorted and do not overlap. */
static void lock(struct work *w, const struct span_list *spans, bool left) {
    uint32_t i = 0;
    for (size_t k = 0; k < spans->n; k++) {
        const struct span *s = &spans->v[k];
        while (i > 0 && w->scan.tok[i - 1].end > s->start)
            i--;
        while (i < w->scan.n && w->scan.tok[i].end <= s->start)
            i++;
        for (; i < w->scan.n && w->scan.tok[i].start < s->end; i++) {
            if (left && w->context.mark[i].locked)
                continue;
            w->context.mark[i].locked = true;
            w->context.mark[i].tag = left ? (uint8_t)TAG_LEFT : work_tag_of_label(label_of(w, s));
        }
    }
}

/* Drops zero-length rests and what no longer stands: placeholders stay as locks, not as spans. */
static void drop_opaque(struct span_list *l) {
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].label != LABEL_NONE)
            l->v[n++] = l->v[i];
    l->n = n;
}

/* True when the span that begins at token *i is one word that may be a name; moves *i on to it. */
static bool is_name_word(const struct work *w, const struct span *s, uint32_t *i, lex_set names) {
    const struct token *t = w->scan.tok;
    while (*i < w->scan.n && t[*i].start < s->start)
        ++*i;
    return *i < w->scan.n && t[*i].end == s->end && (t[*i].classes & names);
}

/* Where groups are not asked for, a group's word that is also a name (French, Asante, Ahmadi) stays
 * open to evidence. Spans are sorted and do not overlap. */
static void open_groups(const struct detector *d, struct work *w) {
    struct span_list *l = &w->decided;
    size_t n = 0;
    uint32_t i = 0;
    if (d->o.labels >> LABEL_GROUP & 1)
        return;
    for (size_t k = 0; k < l->n; k++)
        if (l->v[k].label != LABEL_GROUP || !is_name_word(w, &l->v[k], &i, d->bits.name_lists))
            l->v[n++] = l->v[k];
    l->n = n;
}

/* A rule takes the number of a list's item behind a name for an age. Spans are sorted. */
static void drop_list_numbers(struct work *w) {
    struct span_list *l = &w->decided;
    size_t n = 0;
    uint32_t i = 0;
    for (size_t k = 0; k < l->n; k++) {
        const struct span s = l->v[k];
        while (i < w->scan.n && w->scan.tok[i].start < s.start)
            i++;
        bool number = s.label == LABEL_AGE && i < w->scan.n && w->scan.tok[i].end == s.end;
        if (!number || !evidence_list_number(&w->context, i))
            l->v[n++] = s;
    }
    l->n = n;
}

static enum status settle(struct detector *d, struct work *w, struct arena *a, struct err *e) {
    static const struct span_list none = {0};
    complete_decided(&w->decided, d->o.labels, w->view.text);
    enum status st = resolve(&w->decided, &none, w->view.text, a, e);
    if (st != ST_OK || w->field->treat != TREAT_PROSE) {
        drop_opaque(&w->decided);
        return st;
    }
    open_groups(d, w);
    drop_list_numbers(w);
    lock(w, &w->decided, false);
    drop_opaque(&w->decided);
    span_sort(&w->left);
    lock(w, &w->left, true);
    context_finish(&w->context);
    w->uncovered = d->o.uncovered != UNCOVERED_PASS && context_uncovered(&w->context);
    return ST_OK;
}

enum status work_read(struct detector *d, const struct detect_field *fields, size_t n,
                      struct arena *a, struct work **out, struct err *e) {
    struct work *works = arena_calloc(a, n + 1, sizeof *works);
    enum status st = ST_OK;
    if (!works)
        return out_of_memory(e);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        works[i].field = &fields[i];
        works[i].number = i;
        if (fields[i].treat != TREAT_SKIP)
            st = read_field(d, &works[i], a, e);
    }
    *out = works;
    return st;
}

enum status work_begin(struct detector *d, struct work *works, size_t n,
                       struct match_budget *budget, struct arena *a, struct err *e) {
    enum status st = ST_OK;
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += works[i].field->text.n;
    *budget = match_budget_of(bytes);
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        struct work *w = &works[i];
        if (w->field->treat == TREAT_PROSE)
            st = context_make(&w->context, &w->scan, &d->bits, a, e);
        if (st == ST_OK)
            st = plan_rules(d, w, budget, a, e);
    }
    return st;
}

size_t work_plans(struct match_plan **plans, struct work *works, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (work_is_text(&works[i]))
            plans[k++] = &works[i].plan;
        if (work_is_text(&works[i]) && works[i].opaque.n)
            plans[k++] = &works[i].bare_plan;
    }
    return k;
}

enum status work_settle(struct detector *d, struct work *works, size_t n, struct arena *a,
                        struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; i < n && st == ST_OK; i++)
        st = take_rules(d, &works[i], a, e);
    if (st == ST_OK)
        st = known_find(d, works, n, a, e);
    for (size_t i = 0; i < n && st == ST_OK; i++)
        if (works[i].field->treat != TREAT_SKIP)
            st = settle(d, &works[i], a, e);
    return st;
}

enum status work_prepare(struct detector *d, const struct detect_field *fields, size_t n,
                         struct arena *a, struct work **out, struct err *e) {
    struct match_budget *budget = arena_alloc(a, sizeof *budget);
    struct match_plan **plans = arena_alloc(a, (2 * n + 1) * sizeof *plans);
    if (!budget || !plans)
        return out_of_memory(e);
    enum status st = work_read(d, fields, n, a, out, e);
    if (st == ST_OK)
        st = work_begin(d, *out, n, budget, a, e);
    if (st != ST_OK)
        return st;
    matcher_execute(d->matcher, plans, work_plans(plans, *out, n), a);
    return work_settle(d, *out, n, a, e);
}

static bool to_decide(const struct mark *m, bool again) {
    return again ? m->candidate && m->memory != TAG_NONE : m->candidate == 1;
}

/* A word in other letters beside English is a name until somebody who reads them says otherwise. */
static void decide_some(struct work *w, size_t field, const uint32_t *token, uint32_t n,
                        const struct decider *dc) {
    struct context *c = &w->context;
    for (uint32_t k = 0; k < n && dc->ready; k++)
        if (c->mark[token[k]].shape != ES_OTHER)
            dc->ready(dc->ctx, c, token[k], k);
    for (uint32_t k = 0; k < n; k++) {
        struct mark *m = &c->mark[token[k]];
        m->tag =
            m->shape == ES_OTHER ? (uint8_t)TAG_NAME : dc->decide(dc->ctx, field, c, token[k], k);
    }
}

static void decide_all(struct work *w, size_t field, bool again, const struct decider *dc) {
    const struct context *c = &w->context;
    uint32_t token[WORK_AHEAD], n = 0;
    for (uint32_t k = 0; k < c->n_active; k++) {
        if (!to_decide(&c->mark[c->active[k]], again))
            continue;
        token[n++] = c->active[k];
        if (n == WORK_AHEAD) {
            decide_some(w, field, token, n, dc);
            n = 0;
        }
    }
    decide_some(w, field, token, n, dc);
}

static bool is_prose(const struct work *w) {
    return w->field->treat == TREAT_PROSE;
}

enum status work_label(struct work *works, size_t n, struct arena *a, const struct decider *dc,
                       struct err *e) {
    struct context **prose = arena_alloc(a, (n + 1) * sizeof *prose);
    struct memory *m;
    size_t k = 0;
    if (!prose)
        return out_of_memory(e);
    for (size_t i = 0; i < n; i++)
        if (is_prose(&works[i]))
            prose[k++] = &works[i].context;
    enum status st = memory_new(&m, (const struct context *const *)prose, k, a, e);
    if (st != ST_OK)
        return st;
    memory_elsewhere(m, prose, k);
    for (size_t i = 0; i < n; i++)
        if (is_prose(&works[i]))
            decide_all(&works[i], works[i].number, false, dc);
    for (size_t i = 0; i < k; i++)
        memory_learn(m, prose[i]);
    for (size_t i = 0; i < k; i++)
        memory_tell(m, prose[i]);
    for (size_t i = 0; i < n; i++)
        if (is_prose(&works[i]))
            decide_all(&works[i], works[i].number, true, dc);
    return ST_OK;
}

static uint8_t label_of_tag(uint8_t tag) {
    static const uint8_t labels[TAG_COUNT] = {[TAG_NAME] = LABEL_NAME,
                                              [TAG_PLACE] = LABEL_PLACE,
                                              [TAG_AGE] = LABEL_AGE,
                                              [TAG_DATE] = LABEL_DATE,
                                              [TAG_ID] = LABEL_ID};
    return labels[tag];
}

static bool labelled(const struct context *c, uint32_t i) {
    return c->mark[i].candidate && label_of_tag(c->mark[i].tag) != LABEL_NONE;
}

/* Jayden K. Jayden is 19: the initial ended a sentence. */
static bool is_said_again(const struct context *c, uint32_t initial, uint32_t b) {
    const struct token *tok = c->scan->tok;
    for (uint32_t k = 1; k <= 2 && k <= initial; k++)
        if (tok[initial - k].hash && tok[initial - k].hash == tok[b].hash)
            return true;
    return false;
}

/* True when token b continues the span that token a (before it) is in: same label, and between them
 * nothing, a hyphen, an apostrophe, the full stop of an initial, or a possessive inside a place (St
 * Mary's Hospital). */
static bool continues(const struct context *c, uint32_t a, uint32_t b) {
    const struct token *tok = c->scan->tok;
    if (c->mark[a].tag != c->mark[b].tag || b - a > 2)
        return false;
    if (c->mark[a].tag == TAG_AGE)
        return (tok[a].kind == TOK_NUMBER || (tok[a].classes & c->bits->number_word)) &&
               tok[b].kind == TOK_WORD && b == a + 1; /* 3 months */
    if (b == a + 1)
        return tok[a].kind != TOK_LINE;
    if (c->mark[a].tag == TAG_DATE || c->mark[a].tag == TAG_ID)
        return c->mark[a].code_n && c->mark[a].code == c->mark[b].code;
    const struct token *between = &tok[a + 1];
    if (between->kind == TOK_POSS)
        return c->mark[a].tag == TAG_PLACE;
    if (between->kind != TOK_SYMBOL || between->space)
        return false;
    char ch = c->scan->text.p[between->start];
    return (ch == '-' && !tok[b].space) || (ch == '\'' && !tok[b].space) ||
           (ch == '.' && tok[a].end - tok[a].start == 1 && !is_said_again(c, a, b));
}

/* The tokens of one labelled span: from i on, what continues it, and all of the codes that a date
 * or number is part of. */
static void span_tokens(const struct context *c, uint32_t i, uint32_t *first, uint32_t *last) {
    *first = *last = i;
    for (uint32_t k = i + 1; k < c->scan->n && k - *last <= 2; k++)
        if (labelled(c, k) && continues(c, *last, k))
            *last = k;
    if (c->mark[i].tag != TAG_DATE && c->mark[i].tag != TAG_ID)
        return;
    if (c->mark[i].code_n)
        *first = c->mark[i].code;
    if (c->mark[*last].code_n)
        *last = c->mark[*last].code + c->mark[*last].code_n - 1;
}

static enum status add_labelled(struct span_list *out, const struct context *c, struct arena *a,
                                struct err *e) {
    uint32_t next = 0; /* the first token after the last span */
    for (uint32_t n = 0; n < c->n_active; n++) {
        uint32_t i = c->active[n], first, last;
        if (i < next || !labelled(c, i))
            continue;
        span_tokens(c, i, &first, &last);
        struct span s = {c->scan->tok[first].start, c->scan->tok[last].end,
                         label_of_tag(c->mark[i].tag), BY_EVIDENCE, RULE_NONE};
        if (!span_add(out, s, a))
            return out_of_memory(e);
        next = last + 1;
    }
    return ST_OK;
}

static enum status whole(struct span_list *out, const struct work *w, uint8_t label,
                         enum origin origin, struct arena *a, struct err *e) {
    if (w->field->text.n == 0)
        return ST_OK;
    struct span s = {0, (uint32_t)w->field->text.n, label, (uint8_t)origin, RULE_NONE};
    return span_add(out, s, a) ? ST_OK : out_of_memory(e);
}

enum status work_spans(struct span_list *out, struct work *w, struct arena *a, struct err *e) {
    *out = (struct span_list){0};
    switch (w->field->treat) {
    case TREAT_SKIP:
    case TREAT_SEED:
        return ST_OK;
    case TREAT_KNOWN:
        return whole(out, w, w->field->known, BY_COLUMN, a, e);
    default:
        break;
    }
    if (w->uncovered)
        return whole(out, w, LABEL_NONE, BY_UNCOVERED, a, e);
    const struct pieces pieces = {&w->context, &w->view};
    *out = w->decided;
    if (w->field->treat == TREAT_PROSE) {
        complete_names(&w->context);
        enum status st = add_labelled(out, &w->context, a, e);
        const size_t found = out->n;
        if (st == ST_OK && !broken_find(out, &w->left, &pieces, a))
            st = out_of_memory(e);
        w->broken = out->n > found;
        if (st == ST_OK)
            st = resolve(out, &w->left, w->view.text, a, e);
        if (st != ST_OK)
            return st;
    }
    if (w->field->treat == TREAT_PROSE) {
        broken_widen(out, &pieces);
        complete_codes(out, &w->context);
        complete_ages(out, &w->context);
        complete_places(out, &w->context);
    }
    resolve_join(out, w->view.text);
    if (!opaque_cut(out, &w->opaque, w->view.text, a))
        return out_of_memory(e);
    resolve_trim(out, w->view.text);
    return ST_OK;
}

void work_to_source(struct span_list *spans, const struct work *w) {
    if (w->field->treat == TREAT_KNOWN || w->uncovered)
        return; /* the whole of the source already */
    for (size_t i = 0; i < spans->n; i++) {
        spans->v[i].start = view_source(&w->view, spans->v[i].start);
        spans->v[i].end = view_source_end(&w->view, spans->v[i].end);
    }
}
