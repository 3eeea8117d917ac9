#include "run/terms.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "find/allowed.h"
#include "find/train.h"
#include "find/work.h"
#include "text/fold.h"
#include "text/hash.h"

static enum label label_of(enum evidence_label l) {
    static const uint8_t labels[EV_LABELS] = {[EV_NAME] = LABEL_NAME,
                                              [EV_PLACE] = LABEL_PLACE,
                                              [EV_AGE] = LABEL_AGE,
                                              [EV_DATE] = LABEL_DATE,
                                              [EV_ID] = LABEL_ID};
    return (enum label)labels[l];
}

/* ---- features in words ---- */

static bool add_word(struct buf *b, const struct context *c, uint32_t hash) {
    for (uint32_t i = 0; i < c->scan->n; i++)
        if (c->scan->tok[i].hash == hash)
            return buf_add_slice(
                b, slice_cut(c->scan->text, c->scan->tok[i].start, c->scan->tok[i].end));
    return buf_add_char(b, '?');
}

static bool add_class(struct buf *b, const struct terms *t, const struct context *c,
                      uint32_t hash) {
    for (int k = 0; k < LEX_CLASSES_MAX; k++) {
        const char *name = lexicon_class_name(t->engine->lexicon, k);
        if (name && c->bits->hash[k] == hash)
            return buf_add_str(b, name);
    }
    return buf_add_char(b, '?');
}

static bool add_rule(struct buf *b, const struct terms *t, uint32_t hash) {
    char id[CONTEXT_RULE_ID];
    const struct ruleset *rs = t->engine->rules;
    for (size_t i = 0; i < ruleset_count(rs); i++)
        for (int l = LABEL_NONE; l < LABEL_COUNT; l++) {
            struct slice name = context_rule_id(id, ruleset_at(rs, i), (uint8_t)l);
            if (token_hash(name) == hash)
                return buf_add_slice(b, name);
        }
    return buf_add_char(b, '?');
}

static bool add_value(struct buf *b, const struct terms *t, const struct context *c,
                      enum value_type type, uint32_t v) {
    char text[FEATURE_TEXT];
    if (type == V_FORM && v >= SIGN_VALUES)
        type = V_WORD;
    switch (type) {
    case V_NONE:
        return true;
    case V_WORD:
        return buf_add_char(b, ' ') && add_word(b, c, v);
    case V_CLASS:
        return buf_add_char(b, ' ') && add_class(b, t, c, v);
    case V_RULE:
        return buf_add_char(b, ' ') && add_rule(b, t, v);
    default:
        feature_value(text, type, v);
        return buf_add_char(b, ' ') && buf_add_str(b, text);
    }
}

static struct slice feature_text(struct terms *t, const struct context *c, struct feature f) {
    struct buf b = {0};
    struct slice text = {0};
    if (buf_add_str(&b, feature_template_name(f.tpl)) &&
        add_value(&b, t, c, feature_type_a(f.tpl), f.a) &&
        add_value(&b, t, c, feature_type_b(f.tpl), f.b))
        text = arena_copy(&t->arena, buf_slice(&b));
    t->out_of_memory |= !text.p;
    buf_free(&b);
    return text;
}

/* ---- the weightiest ---- */

static int64_t size_of(int32_t w) {
    return w < 0 ? -(int64_t)w : w;
}

/* Keeps the list sorted by size, largest first. */
static void keep_term(struct decided *d, struct feature *kept, struct feature f, int32_t weight) {
    uint32_t at = d->n_terms;
    while (at > 0 && size_of(d->terms[at - 1].weight) < size_of(weight))
        at--;
    if (at == TERMS_SHOWN)
        return;
    d->n_terms += d->n_terms < TERMS_SHOWN;
    for (uint32_t i = d->n_terms - 1; i > at; i--) {
        d->terms[i] = d->terms[i - 1];
        kept[i] = kept[i - 1];
    }
    d->terms[at].weight = weight;
    kept[at] = f;
}

static void add_terms(struct terms *t, struct decided *d, const struct context *c,
                      const struct features *f, enum evidence_label l) {
    struct feature kept[TERMS_SHOWN];
    for (uint32_t i = 0; i < f->n; i++) {
        const struct feature *x = &f->v[i];
        const int16_t *row = weights_find(t->engine->weights, feature_key(x->tpl, x->a, x->b));
        if (row && row[l] != 0)
            keep_term(d, kept, *x, row[l] * t->engine->weights->unit);
    }
    for (uint32_t i = 0; i < d->n_terms; i++)
        d->terms[i].text = feature_text(t, c, kept[i]);
}

/* ---- the trace ---- */

/* A word may be decided twice; what was said later counts. */
static struct decided *entry(struct terms *t, size_t field, uint32_t start) {
    for (size_t i = t->n; i-- > 0;)
        if (t->v[i].field == field && t->v[i].start == start)
            return &t->v[i];
    return ARRAY_MORE_IN(&t->arena, t->v, t->n) ? &t->v[t->n++] : NULL;
}

void terms_trace(void *ctx, size_t field, const struct context *c, uint32_t token,
                 const struct features *f, const int64_t *sum, uint8_t tag) {
    struct terms *t = ctx;
    const int32_t *threshold =
        weights_thresholds(t->engine->weights)[t->engine->detect.strict ? 1 : 0];
    const struct token *tok = &c->scan->tok[token];
    uint32_t allowed = evidence_allowed(c, token);
    struct decided *d = entry(t, field, tok->start);
    int best = -1;
    for (int l = 0; l < EV_LABELS; l++)
        if ((allowed >> l & 1) && (best < 0 || sum[l] - threshold[l] > sum[best] - threshold[best]))
            best = l;
    if (!d) {
        t->out_of_memory = true;
        return;
    }
    *d = (struct decided){.field = field, .start = tok->start, .end = tok->end};
    d->word = arena_copy(&t->arena, slice_cut(c->scan->text, tok->start, tok->end));
    t->out_of_memory |= !d->word.p;
    d->given = tag != TAG_NONE;
    if (best < 0)
        return;
    d->label = (uint8_t)label_of((enum evidence_label)best);
    d->over = sum[best] - threshold[best];
    add_terms(t, d, c, f, (enum evidence_label)best);
}

/* ---- the trace of a field ---- */

static void note_kept(struct terms *t, size_t field, const struct span *s, bool unwanted) {
    if (ARRAY_MORE_IN(&t->arena, t->kept, t->n_kept))
        t->kept[t->n_kept++] = (struct kept_span){field, *s, unwanted};
    else
        t->out_of_memory = true;
}

static void note_words(struct terms *t, size_t field, const struct work *w) {
    for (uint32_t i = 0; i < w->scan.n; i++) {
        const struct token *tok = &w->scan.tok[i];
        lex_set classes = tok->classes | tok->in_phrase;
        if (tok->kind != TOK_WORD || classes == 0)
            continue;
        if (ARRAY_MORE_IN(&t->arena, t->listed, t->n_listed))
            t->listed[t->n_listed++] =
                (struct listed_word){field, view_source(&w->view, tok->start),
                                     view_source_end(&w->view, tok->end), classes};
        else
            t->out_of_memory = true;
    }
}

void terms_trace_field(void *ctx, size_t field, const struct work *w,
                       const struct span_list *spans) {
    struct terms *t = ctx;
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].field == field) {
            t->v[i].start = view_source(&w->view, t->v[i].start);
            t->v[i].end = view_source_end(&w->view, t->v[i].end);
        }
    for (size_t i = 0; i < w->left.n; i++) {
        struct span s = w->left.v[i];
        s.start = view_source(&w->view, s.start);
        s.end = view_source_end(&w->view, s.end);
        note_kept(t, field, &s, false);
    }
    for (size_t i = 0; i < spans->n; i++)
        if (spans->v[i].label != LABEL_NONE && !(t->engine->detect.labels >> spans->v[i].label & 1))
            note_kept(t, field, &spans->v[i], true);
    if (w->scan.n > 0)
        note_words(t, field, w);
}

/* ---- near misses ---- */

static bool covered(const struct span_list *l, uint32_t start, uint32_t end) {
    for (size_t i = 0; i < l->n; i++)
        if (start < l->v[i].end && end > l->v[i].start)
            return true;
    return false;
}

static struct slice too_little(struct terms *t, int64_t missing, const char *more) {
    char text[160];
    int len = snprintf(text, sizeof text, "its evidence is %" PRId64 " short of what it takes%s",
                       missing, more);
    struct slice copy = arena_copy(&t->arena, (struct slice){text, len > 0 ? (size_t)len : 0});
    t->out_of_memory |= !copy.p;
    return copy;
}

static void add_near(struct near_list *out, struct terms *t, struct near_miss m) {
    if (ARRAY_MORE_IN(&t->arena, out->v, out->n))
        out->v[out->n++] = m;
    else
        t->out_of_memory = true;
}

/* A word that --strict, or a little more evidence, would have made an identifier. */
static void near_word(struct near_list *out, struct terms *t, const struct decided *d) {
    bool strict = t->engine->detect.strict;
    if (d->n_terms == 0 || d->given || d->over <= -2 * TRAIN_STRICT)
        return;
    struct near_miss m = {d->start, d->end, d->label, slice_of(""), {0}, d};
    bool soon = !strict && d->over > -TRAIN_STRICT;
    m.reason = too_little(t, -d->over, soon ? "; --strict takes it" : "");
    add_near(out, t, m);
}

/* Several rules may keep the same words; the first is reason enough. */
static void near_kept(struct near_list *out, struct terms *t, const struct kept_span *k) {
    const struct span *s = &k->span;
    for (size_t i = 0; i < out->n; i++)
        if (out->v[i].start == s->start && out->v[i].end == s->end && !k->unwanted)
            return;
    const struct ruleset *rs = t->engine->rules;
    struct near_miss m = {.start = s->start, .end = s->end, .label = s->label};
    m.rule = slice_of("");
    if (k->unwanted) {
        m.rule = span_rule_name(rs, s);
        m.reason = s->label == LABEL_GROUP ? slice_of("nobody asked for it (--also GROUP)")
                                           : slice_of("--only leaves it out");
    } else if (s->rule < ruleset_count(rs)) {
        m.rule = ruleset_at(rs, s->rule)->id;
        m.reason = ruleset_at(rs, s->rule)->about;
        m.label = LABEL_NONE;
    } else {
        m.reason = slice_of("a phrase of --leave");
    }
    add_near(out, t, m);
}

static int by_start(const void *x, const void *y) {
    const struct near_miss *a = x, *b = y;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->end < b->end) - (a->end > b->end);
}

bool terms_near(struct near_list *out, struct terms *t, size_t field,
                const struct span_list *spans) {
    *out = (struct near_list){0};
    for (size_t i = 0; i < t->n_kept; i++) {
        const struct kept_span *k = &t->kept[i];
        if (k->field == field && !covered(spans, k->span.start, k->span.end))
            near_kept(out, t, k);
    }
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].field == field && !covered(spans, t->v[i].start, t->v[i].end))
            near_word(out, t, &t->v[i]);
    if (out->n)
        qsort(out->v, out->n, sizeof *out->v, by_start);
    return !t->out_of_memory;
}

/* ---- lists ---- */

bool terms_lists(struct buf *b, const struct terms *t, size_t field, uint32_t start, uint32_t end) {
    lex_set all = 0;
    bool ok = true, first = true;
    for (size_t i = 0; i < t->n_listed; i++) {
        const struct listed_word *l = &t->listed[i];
        if (l->field == field && l->start < end && l->end > start)
            all |= l->classes;
    }
    for (int c = 0; ok && c < LEX_CLASSES_MAX; c++) {
        const char *name = all >> c & 1 ? lexicon_class_name(t->engine->lexicon, c) : NULL;
        if (!name)
            continue;
        ok = (first || buf_add_str(b, ", ")) && buf_add_str(b, name);
        first = false;
    }
    return ok;
}

bool terms_of_field(const struct terms *t, size_t field) {
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].field == field)
            return true;
    for (size_t i = 0; i < t->n_kept; i++)
        if (t->kept[i].field == field)
            return true;
    return false;
}

void terms_reset(struct terms *t) {
    const struct engine *engine = t->engine;
    struct arena arena = t->arena;
    arena_reset(&arena);
    *t = (struct terms){.engine = engine, .arena = arena};
}

void terms_free(struct terms *t) {
    arena_free(&t->arena);
    *t = (struct terms){0};
}
