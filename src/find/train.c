#include "find/train.h"

#include <stdlib.h>

#include "find/detector.h"
#include "find/allowed.h"
#include "find/evidence.h"
#include "find/work.h"
#include "text/fold.h"

#define CLASSES     (EV_LABELS + 1) /* the labels, and none */
#define CLASS_NONE  EV_LABELS
#define GOLD_IGNORE 254

/* One text under training: prepared once, labelled anew in every pass. */
struct sample {
    struct detect_field field;
    struct work *works; /* one */
    uint8_t *gold;      /* a class a token, or GOLD_IGNORE */
    uint32_t fold;
};

/* One feature's weights while they are learnt. Sums for the average are brought up to date when a
 * weight changes. */
struct row {
    struct feature f;
    uint32_t key, count, updates;
    uint32_t step[CLASSES]; /* when w last changed */
    int32_t w[CLASSES];
    int64_t sum[CLASSES];
};

/* A word that features name, to print it. */
struct name {
    uint32_t hash;
    struct slice text;
};

struct trainer {
    struct detector *detector;
    struct train_options o;
    struct arena arena;
    struct sample *samples;
    size_t n_samples, cap_samples;
    struct row *rows;
    size_t n_rows, cap_rows;
    uint32_t *index; /* open table of row numbers + 1 by feature key */
    uint32_t mask;
    struct name *names; /* open table by hash */
    uint32_t name_mask, n_names;
    uint32_t step;
    bool counting; /* the first pass only counts features */
    bool failed;   /* memory ran out within a callback */
    struct sample *now;
};

static enum status out_of_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

enum status trainer_new(struct trainer **out, struct detector *d, const struct train_options *o,
                        struct err *e) {
    struct trainer *t = calloc(1, sizeof *t);
    if (!t)
        return out_of_memory(e);
    t->detector = d;
    t->o = *o;
    t->o.epochs = o->epochs ? o->epochs : 12;
    t->o.runs = o->runs ? o->runs : 1;
    t->o.min_count = o->min_count;
    *out = t;
    return ST_OK;
}

void trainer_free(struct trainer *t) {
    if (!t)
        return;
    arena_free(&t->arena);
    free(t->samples);
    free(t->rows);
    free(t->index);
    free(t->names);
    free(t);
}

/* Names of features
 * -------------------------------------------------------------------------------------- */

static bool grow_names(struct trainer *t) {
    uint32_t mask = t->names ? t->name_mask * 2 + 1 : 4095;
    struct name *names = calloc((size_t)mask + 1, sizeof *names);
    if (!names)
        return false;
    for (uint32_t i = 0; t->names && i <= t->name_mask; i++) {
        if (!t->names[i].hash)
            continue;
        uint32_t k = t->names[i].hash & mask;
        while (names[k].hash)
            k = (k + 1) & mask;
        names[k] = t->names[i];
    }
    free(t->names);
    t->names = names;
    t->name_mask = mask;
    return true;
}

static bool add_name(struct trainer *t, uint32_t hash, struct slice text) {
    if (t->n_names * 2 >= t->name_mask && !grow_names(t))
        return false;
    uint32_t k = hash & t->name_mask;
    while (t->names[k].hash && t->names[k].hash != hash)
        k = (k + 1) & t->name_mask;
    if (t->names[k].hash)
        return true;
    t->names[k] = (struct name){hash, arena_copy(&t->arena, text)};
    t->n_names++;
    return t->names[k].text.p != NULL;
}

static struct slice name_of(const struct trainer *t, uint32_t hash) {
    for (uint32_t k = hash & t->name_mask; t->names && t->names[k].hash; k = (k + 1) & t->name_mask)
        if (t->names[k].hash == hash)
            return t->names[k].text;
    return (struct slice){NULL, 0};
}

static bool name_words(struct trainer *t, const struct work *w) {
    for (uint32_t i = 0; i < w->scan.n; i++) {
        const struct token *tok = &w->scan.tok[i];
        char key[LEX_KEY_MAX];
        if (tok->kind != TOK_WORD || !(tok->level || (tok->classes & t->detector->bits.function)))
            continue;
        size_t n = fold_key(key, sizeof key, slice_cut(w->scan.text, tok->start, tok->end));
        if (!add_name(t, tok->hash, (struct slice){key, n}))
            return false;
    }
    return true;
}

static bool name_classes_and_rules(struct trainer *t) {
    const struct detect_options *o = &t->detector->o;
    for (int c = 0; lexicon_class_name(o->lexicon, c); c++)
        if (!add_name(t, t->detector->bits.hash[c], slice_of(lexicon_class_name(o->lexicon, c))))
            return false;
    for (size_t i = 0; i < ruleset_count(o->rules); i++) {
        const struct rule *r = ruleset_at(o->rules, i);
        for (uint8_t l = LABEL_NAME; l < LABEL_COUNT && r->kind == RULE_EVIDENCE; l++) {
            char id[CONTEXT_RULE_ID];
            struct slice text = context_rule_id(id, r, l);
            if (!add_name(t, token_hash(text), text))
                return false;
        }
    }
    return true;
}

/* Texts
 * ---------------------------------------------------------------------------------------------------
 */

static uint8_t gold_class(uint8_t label) {
    switch (label) {
    case LABEL_NAME:
        return EV_NAME;
    case LABEL_PLACE:
        return EV_PLACE;
    case LABEL_AGE:
        return EV_AGE;
    case LABEL_DATE:
        return EV_DATE;
    case LABEL_ID:
        return EV_ID;
    default:
        return GOLD_IGNORE;
    }
}

/* Lays the gold spans over the tokens: a token that a span touches has its class. */
static void lay_gold(struct sample *s, const struct span *gold, size_t n) {
    const struct work *w = &s->works[0];
    size_t k = 0;
    for (uint32_t i = 0; i < w->scan.n; i++) {
        uint32_t start = view_source(&w->view, w->scan.tok[i].start);
        uint32_t end = view_source(&w->view, w->scan.tok[i].end);
        while (k < n && gold[k].end <= start)
            k++;
        s->gold[i] = k < n && gold[k].start < end ? gold_class(gold[k].label) : (uint8_t)CLASS_NONE;
    }
}

static struct sample *new_sample(struct trainer *t) {
    if (t->n_samples == t->cap_samples) {
        size_t cap = t->cap_samples ? t->cap_samples * 2 : 256;
        struct sample *v = realloc(t->samples, cap * sizeof *v);
        if (!v)
            return NULL;
        t->samples = v;
        t->cap_samples = cap;
    }
    struct sample *s = &t->samples[t->n_samples];
    *s = (struct sample){0};
    return s;
}

enum status trainer_add(struct trainer *t, struct slice text, const struct span *gold, size_t n,
                        uint32_t fold, bool without_rules, struct err *e) {
    struct sample *s = new_sample(t);
    struct detect_field *field = arena_calloc(&t->arena, 1, sizeof *field);
    struct slice copy = arena_copy(&t->arena, text);
    if (!s || !field || !copy.p)
        return out_of_memory(e);
    *field = (struct detect_field){.text = copy, .treat = TREAT_PROSE};
    enum status st = work_prepare(t->detector, field, 1, &t->arena, &s->works, e);
    if (st != ST_OK)
        return st;
    s->fold = fold;
    for (uint8_t tag = TAG_AGE; without_rules && tag <= TAG_ID; tag++)
        context_unlock(&s->works[0].context, tag);
    s->gold = arena_alloc(&t->arena, s->works[0].scan.n + 1);
    if (!s->gold || !name_words(t, &s->works[0]))
        return out_of_memory(e);
    lay_gold(s, gold, n);
    t->n_samples++;
    return ST_OK;
}

/* Rows
 * ----------------------------------------------------------------------------------------------------
 */

static bool grow_rows(struct trainer *t) {
    size_t cap = t->cap_rows ? t->cap_rows * 2 : 1u << 16;
    struct row *rows = realloc(t->rows, cap * sizeof *rows);
    if (!rows)
        return false;
    t->rows = rows;
    uint32_t *index = calloc(cap * 2, sizeof *index);
    if (!index)
        return false;
    t->cap_rows = cap;
    t->mask = (uint32_t)(cap * 2 - 1);
    for (size_t i = 0; i < t->n_rows; i++) {
        uint32_t k = rows[i].key & t->mask;
        while (index[k])
            k = (k + 1) & t->mask;
        index[k] = (uint32_t)i + 1;
    }
    free(t->index);
    t->index = index;
    return true;
}

static struct row *find_row(struct trainer *t, const struct feature *f, bool make) {
    uint32_t key = feature_key(f->tpl, f->a, f->b);
    if (make && t->n_rows == t->cap_rows && !grow_rows(t)) {
        t->failed = true;
        return NULL;
    }
    uint32_t k = key & t->mask;
    for (; t->index && t->index[k]; k = (k + 1) & t->mask)
        if (t->rows[t->index[k] - 1].key == key)
            return &t->rows[t->index[k] - 1];
    if (!make || !t->index)
        return NULL;
    struct row *r = &t->rows[t->n_rows++];
    *r = (struct row){.f = *f, .key = key};
    t->index[k] = (uint32_t)t->n_rows;
    return r;
}

static void change(struct row *r, int cls, int32_t by, uint32_t step) {
    r->sum[cls] += (int64_t)r->w[cls] * (step - r->step[cls]);
    r->step[cls] = step;
    r->w[cls] += by;
}

#define LEAST       8     /* words in which a feature must have been seen */
#define LEAST_GROWS 30000 /* texts that make it one more: chance grows with them */

/* In how many words a feature must have been seen: pairs of words or kinds more often than others,
 * as there are so many that some fit by chance. */
static uint32_t least(const struct trainer *t, const struct row *r) {
    const uint32_t count =
        t->o.min_count ? t->o.min_count : LEAST + (uint32_t)(t->n_samples / LEAST_GROWS);
    switch (r->f.tpl) {
    case F_FORM_LL:
    case F_FORM_LR:
    case F_FORM_RR:
    case F_KINDS_R:
    case F_KINDS_RR:
    case F_KINDS_LR:
    case F_OWN_L1:
    case F_OWN_L2:
    case F_OWN_R2:
    case F_TRIGRAM_L:
    case F_TRIGRAM_R:
    case F_OWN_R1:
    case F_OWN_KINDS:
        return 3 * count;
    default:
        return r->f.tpl >= F_FIG_L1 ? 2 * count : count;
    }
}

/* Learning
 * ------------------------------------------------------------------------------------------------
 */

static void count_features(struct trainer *t, const struct features *f) {
    for (uint32_t i = 0; i < f->n; i++) {
        struct row *r = find_row(t, &f->v[i], true);
        if (r)
            r->count++;
    }
}

/* The class with the highest sum, after the margin that gold must win by is taken from gold. */
static int best_class(const int64_t *sum, uint32_t allowed, int gold, int32_t margin) {
    int best = CLASS_NONE;
    int64_t top = sum[CLASS_NONE] - (gold == CLASS_NONE ? margin : 0);
    for (int c = 0; c < EV_LABELS; c++) {
        int64_t v = sum[c] - (c == gold ? margin : 0);
        if ((allowed >> c & 1) && v > top) {
            top = v;
            best = c;
        }
    }
    return best;
}

#define STEP 256 /* what the first change of a feature adds */
#define MARGIN                                                                                     \
    12000 /* what gold must win by in any case: wide, so that no feature alone decides             \
           */

/* floor(sqrt(n)) */
static uint32_t root(uint32_t n) {
    uint32_t r = 0;
    for (uint32_t bit = 1u << 15; bit; bit >>= 1)
        if ((r | bit) * (uint64_t)(r | bit) <= n)
            r |= bit;
    return r;
}

/* A feature's step shrinks with the root of how often it was changed, so that rare features learn
 * as fast as common ones (J. Duchi et al., "Adaptive Subgradient Methods", 2011). */
static int32_t step_of(struct row *r) {
    uint32_t n = root(64 * (1 + r->updates));
    r->updates++;
    return (int32_t)(STEP * 8 / n);
}

static void update(struct trainer *t, struct row *const *rows, uint32_t n, int gold, int wrong) {
    for (uint32_t i = 0; i < n; i++)
        if (rows[i]) {
            int32_t by = step_of(rows[i]);
            change(rows[i], gold, by, t->step);
            change(rows[i], wrong, -by, t->step);
        }
}

static uint8_t learn_word(void *ctx, size_t field, const struct context *c, uint32_t token,
                          uint32_t slot) {
    struct trainer *t = ctx;
    struct features f;
    struct row *rows[FEATURES_MAX];
    int64_t sum[CLASSES] = {0};
    (void)field;
    (void)slot;
    evidence_features(&f, c, token);
    int gold = t->now->gold[token];
    if (t->counting) {
        count_features(t, &f);
        return gold < EV_LABELS ? evidence_tag((enum evidence_label)gold) : TAG_NONE;
    }
    for (uint32_t i = 0; i < f.n; i++) {
        struct row *r = find_row(t, &f.v[i], false);
        rows[i] = r && r->count >= least(t, r) ? r : NULL;
        for (int k = 0; rows[i] && k < CLASSES; k++)
            sum[k] += r->w[k];
    }
    uint32_t allowed = evidence_allowed(c, token);
    int said = best_class(sum, allowed, -1, 0);
    t->step++;
    if (gold == CLASS_NONE || (gold < EV_LABELS && (allowed >> gold & 1))) {
        int32_t margin = MARGIN + (gold < EV_LABELS ? t->o.recall_bias : 0);
        int rival = best_class(sum, allowed, gold, margin);
        if (rival != gold)
            update(t, rows, f.n, gold, rival);
    }
    return said == CLASS_NONE ? TAG_NONE : evidence_tag((enum evidence_label)said);
}

/* A pass over one text. The tags of the last pass go first, as they are not there when the filter
 * runs. */
static enum status pass(struct trainer *t, struct sample *s, struct arena *a, struct err *e) {
    struct context *c = &s->works[0].context;
    for (uint32_t i = 0; i < c->scan->n; i++)
        if (c->mark[i].candidate) {
            c->mark[i].tag = TAG_NONE;
            c->mark[i].memory = TAG_NONE;
        }
    t->now = s;
    enum status st = work_label(s->works, 1, a, &(struct decider){t, NULL, learn_word}, e);
    arena_reset(a);
    return st == ST_OK && t->failed ? out_of_memory(e) : st;
}

/* Marsaglia's xorshift: the same order everywhere. */
static uint32_t random32(uint32_t *state) {
    uint32_t x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    *state = x;
    return x;
}

static void shuffle(uint32_t *order, size_t n, uint32_t *state) {
    for (size_t i = n; i > 1; i--) {
        size_t k = random32(state) % i;
        uint32_t x = order[i - 1];
        order[i - 1] = order[k];
        order[k] = x;
    }
}

static void settle_sums(struct trainer *t) {
    for (size_t i = 0; i < t->n_rows; i++)
        for (int c = 0; c < CLASSES; c++)
            change(&t->rows[i], c, 0, t->step);
}

/* A pass over the texts in their order. */
static enum status pass_all(struct trainer *t, const uint32_t *order, uint32_t without,
                            struct arena *a, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; i < t->n_samples && st == ST_OK; i++)
        if (t->samples[order[i]].fold != without)
            st = pass(t, &t->samples[order[i]], a, e);
    return st;
}

/* Begins anew; what was learnt before stays in the sums. */
static void begin_run(struct trainer *t) {
    settle_sums(t);
    for (size_t i = 0; i < t->n_rows; i++) {
        t->rows[i].updates = 0;
        memset(t->rows[i].w, 0, sizeof t->rows[i].w);
    }
}

static enum status learn(struct trainer *t, uint32_t *order, uint32_t without, struct arena *a,
                         struct err *e) {
    uint32_t state = t->o.seed ? t->o.seed : 20261123u;
    for (size_t i = 0; i < t->n_samples; i++)
        order[i] = (uint32_t)i;
    t->counting = true;
    enum status st = pass_all(t, order, without, a, e);
    t->counting = false;
    for (uint32_t run = 0; run < t->o.runs && st == ST_OK; run++) {
        begin_run(t);
        for (uint32_t epoch = 0; epoch < t->o.epochs && st == ST_OK; epoch++) {
            shuffle(order, t->n_samples, &state);
            st = pass_all(t, order, without, a, e);
        }
    }
    settle_sums(t);
    return st;
}

enum status trainer_learn(struct trainer *t, uint32_t without, struct err *e) {
    uint32_t *order = calloc(t->n_samples + 1, sizeof *order);
    struct arena a = {0};
    t->n_rows = 0;
    t->step = 0;
    if (t->index)
        memset(t->index, 0, ((size_t)t->mask + 1) * sizeof *t->index);
    if (!order || !name_classes_and_rules(t)) {
        free(order);
        return out_of_memory(e);
    }
    enum status st = learn(t, order, without, &a, e);
    arena_free(&a);
    free(order);
    return st;
}

/* Results
 * -------------------------------------------------------------------------------------------------
 */

/* What a sum must exceed, by default and under --strict, which is bolder with names and places than
 * with figures. Numbers of somebody are rare in text to learn from, and most figures of a note are
 * no ages, so both are taken a little sooner. */
static const int32_t train_thresholds[2][EV_LABELS] = {
    {[EV_AGE] = -20000, [EV_ID] = -20000},
    {-TRAIN_STRICT, -TRAIN_STRICT, -TRAIN_STRICT / 4, -TRAIN_STRICT / 4, -TRAIN_STRICT / 4}};

/* The averaged weights against "none", in hundredths of a step. False when all are zero. */
static bool averaged(const struct trainer *t, const struct row *r, int32_t w[EV_LABELS]) {
    bool any = false;
    int64_t n = t->step ? t->step : 1;
    for (int c = 0; c < EV_LABELS; c++) {
        w[c] = (int32_t)((r->sum[c] - r->sum[CLASS_NONE]) * 10 / n);
        any |= w[c] != 0;
    }
    return any && r->count >= least(t, r);
}

enum status trainer_pack(const struct trainer *t, struct buf *out, struct err *e) {
    struct weight_entry *rows = calloc(t->n_rows + 1, sizeof *rows);
    size_t n = 0;
    if (!rows)
        return out_of_memory(e);
    for (size_t i = 0; i < t->n_rows; i++) {
        rows[n].key = t->rows[i].key;
        n += averaged(t, &t->rows[i], rows[n].w);
    }
    enum status st = weights_pack(out, rows, n, train_thresholds, e);
    free(rows);
    return st;
}

static bool add_value(const struct trainer *t, struct buf *out, enum value_type type, uint32_t v) {
    char text[FEATURE_TEXT];
    if (type == V_CLASS || type == V_RULE || type == V_WORD ||
        (type == V_FORM && v >= SIGN_VALUES)) {
        struct slice s = name_of(t, v);
        return s.n && buf_add_slice(out, s);
    }
    feature_value(text, type, v);
    return buf_add_str(out, text);
}

static bool add_weights(struct buf *out, const int32_t *w) {
    bool ok = true;
    for (int l = 0; ok && l < EV_LABELS; l++)
        ok = buf_printf(out, "\t%d", w[l]);
    return ok && buf_add_char(out, '\n');
}

static bool print_row(const struct trainer *t, const struct row *r, const int32_t *w,
                      struct buf *out) {
    return buf_add_str(out, feature_template_name(r->f.tpl)) && buf_add_char(out, '\t') &&
           add_value(t, out, feature_type_a(r->f.tpl), r->f.a) && buf_add_char(out, '\t') &&
           add_value(t, out, feature_type_b(r->f.tpl), r->f.b) && add_weights(out, w);
}

static int by_text(const void *x, const void *y) {
    const struct slice *a = x, *b = y;
    size_t n = a->n < b->n ? a->n : b->n;
    int c = memcmp(a->p, b->p, n);
    return c ? c : (a->n > b->n) - (a->n < b->n);
}

static enum status sort_lines(struct buf *out, struct slice text, size_t n, struct err *e) {
    struct slice *line = calloc(n + 1, sizeof *line);
    size_t k = 0;
    bool ok = line != NULL;
    for (size_t i = 0; ok && i < text.n && k < n;) {
        const char *nl = memchr(text.p + i, '\n', text.n - i);
        size_t end = nl ? (size_t)(nl - text.p) + 1 : text.n;
        line[k++] = slice_cut(text, i, end);
        i = end;
    }
    if (ok)
        qsort(line, k, sizeof *line, by_text);
    for (size_t i = 0; ok && i < k; i++)
        ok = buf_add_slice(out, line[i]);
    free(line);
    return ok ? ST_OK : out_of_memory(e);
}

enum status trainer_print(const struct trainer *t, struct buf *out, struct err *e) {
    struct buf lines = {0};
    size_t n = 0;
    bool ok = buf_add_str(out, "threshold\t0\t-") && add_weights(out, train_thresholds[0]) &&
              buf_add_str(out, "threshold\t1\t-") && add_weights(out, train_thresholds[1]);
    for (size_t i = 0; ok && i < t->n_rows; i++) {
        int32_t w[EV_LABELS];
        if (!averaged(t, &t->rows[i], w))
            continue;
        ok = print_row(t, &t->rows[i], w, &lines);
        n++;
    }
    enum status st = ok ? sort_lines(out, buf_slice(&lines), n, e) : out_of_memory(e);
    buf_free(&lines);
    return st;
}
