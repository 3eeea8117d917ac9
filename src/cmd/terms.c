#include "cmd/terms.h"

#include "text/hash.h"

static enum label label_of(enum evidence_label l) {
    return l == EV_NAME ? LABEL_NAME : l == EV_PLACE ? LABEL_PLACE : LABEL_AGE;
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
    char text[32];
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
        const int32_t *row = weights_find(t->engine->weights, feature_key(x->tpl, x->a, x->b));
        if (row && row[l] != 0)
            keep_term(d, kept, *x, row[l]);
    }
    for (uint32_t i = 0; i < d->n_terms; i++)
        d->terms[i].text = feature_text(t, c, kept[i]);
}

/* ---- the trace ---- */

/* A word may be decided twice; what was said later counts. */
static struct decided *entry(struct terms *t, size_t field, uint32_t token) {
    for (size_t i = t->n; i-- > 0;)
        if (t->v[i].field == field && t->v[i].token == token)
            return &t->v[i];
    if (t->n == t->cap) {
        size_t cap = t->cap ? t->cap * 2 : 32;
        struct decided *v = arena_calloc(&t->arena, cap, sizeof *v);
        if (!v)
            return NULL;
        if (t->n)
            memcpy(v, t->v, t->n * sizeof *v);
        t->v = v;
        t->cap = cap;
    }
    return &t->v[t->n++];
}

void terms_trace(void *ctx, size_t field, const struct context *c, uint32_t token,
                 const struct features *f, const int64_t *sum, uint8_t tag) {
    struct terms *t = ctx;
    const int32_t *threshold =
        weights_thresholds(t->engine->weights)[t->engine->detect.strict ? 1 : 0];
    const struct token *tok = &c->scan->tok[token];
    uint32_t allowed = evidence_allowed(c, token);
    struct decided *d = entry(t, field, token);
    int best = -1;
    for (int l = 0; l < EV_LABELS; l++)
        if ((allowed >> l & 1) && (best < 0 || sum[l] - threshold[l] > sum[best] - threshold[best]))
            best = l;
    if (!d) {
        t->out_of_memory = true;
        return;
    }
    *d = (struct decided){.field = field, .token = token, .start = tok->start, .end = tok->end};
    d->word = arena_copy(&t->arena, slice_cut(c->scan->text, tok->start, tok->end));
    t->out_of_memory |= !d->word.p;
    d->given = tag != TAG_NONE;
    if (best < 0)
        return;
    d->label = (uint8_t)label_of((enum evidence_label)best);
    d->over = sum[best] - threshold[best];
    add_terms(t, d, c, f, (enum evidence_label)best);
}

void terms_reset(struct terms *t) {
    arena_reset(&t->arena);
    t->v = NULL;
    t->n = t->cap = 0;
}

void terms_free(struct terms *t) {
    arena_free(&t->arena);
    *t = (struct terms){0};
}
