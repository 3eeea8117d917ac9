#include "run/training.h"

#include <stdlib.h>

#include "run/rename.h"

static enum status out_of_memory(struct err *e) {
    return err_memory(e);
}

static bool wanted(const struct options *o, const struct gold_record *g) {
    return o->part == PART_ALL || gold_is_measured(g, o->every) == (o->part == PART_MEASURE);
}

static uint32_t fold_of(const struct options *o, size_t i) {
    return o->folds ? (uint32_t)(i % o->folds) : 0;
}

/* Adds a record in one case. Neutral marks, and those of labels that evidence does not give, are
 * left open. */
static enum status add(struct training *t, struct gold_record g, enum gold_case c, uint32_t fold,
                       bool without_rules, struct err *e) {
    enum status st = gold_set_case(&t->gold, &g, c, e);
    struct span *spans = calloc(g.n + 1, sizeof *spans);
    if (!spans)
        return out_of_memory(e);
    for (size_t i = 0; i < g.n; i++)
        spans[i] = (struct span){.start = g.marks[i].start,
                                 .end = g.marks[i].end,
                                 .label = g.marks[i].neutral ? GOLD_NEUTRAL : g.marks[i].label};
    if (st == ST_OK)
        st = trainer_add(t->trainer, g.text, spans, g.n, fold, without_rules, e);
    free(spans);
    return st;
}

static enum status add_cases(struct training *t, const struct gold_record *g, uint32_t fold,
                             bool without_rules, struct err *e) {
    enum status st = ST_OK;
    for (int c = CASE_AS_IS; c <= CASE_UPPER && st == ST_OK; c++)
        st = add(t, *g, (enum gold_case)c, fold, without_rules, e);
    return st;
}

static enum status add_all(struct training *t, struct err *e) {
    struct renamer names;
    enum status st = renamer_init(&names, t->engine->lexicon, t->o->seed, &t->gold.arena, e);
    for (size_t i = 0; i < t->gold.n && st == ST_OK; i++) {
        struct gold_record other;
        if (!wanted(t->o, &t->gold.v[i]))
            continue;
        st = add_cases(t, &t->gold.v[i], fold_of(t->o, i), false, e);
        for (uint32_t k = 0; k < t->o->renamed && st == ST_OK; k++) {
            st = rename_record(&other, &t->gold.v[i], &names, &t->gold.arena, e);
            if (st == ST_OK)
                st = add_cases(t, &other, fold_of(t->o, i), true, e);
        }
    }
    return st;
}

static bool same_path(const struct options *o, size_t i, size_t k) {
    return strcmp(o->inputs.v[i], o->inputs.v[k]) == 0;
}

/* How many times the path of input i is named from there on; 0: it was named before. */
static unsigned times_named(const struct options *o, size_t i) {
    unsigned n = 0;
    for (size_t k = 0; k < i; k++)
        if (same_path(o, i, k))
            return 0;
    for (size_t k = i; k < o->inputs.n; k++)
        n += same_path(o, i, k);
    return n;
}

/* What is learnt from may not be measured on. */
static enum status check_folds(const struct options *o, struct err *e) {
    for (size_t i = 0; i < o->inputs.n && o->folds > 0; i++)
        if (times_named(o, i) > 1)
            return err_set(
                e, ST_USAGE,
                "%s is named more than once, so that one fold would be learnt from and "
                "another measured on the same records; with --folds 0 it counts as often",
                o->inputs.v[i]);
    return ST_OK;
}

enum status training_open(struct training *t, struct engine *en, const struct options *o,
                          struct err *e) {
    const struct train_options how = {
        .epochs = o->epochs, .runs = o->runs, .seed = o->seed, .recall_bias = (int32_t)o->recall};
    enum status st = check_folds(o, e);
    *t = (struct training){.o = o, .engine = en};
    for (size_t i = 0; i < o->inputs.n && st == ST_OK; i++)
        st = gold_load(&t->gold, o->inputs.v[i], e);
    if (st == ST_OK)
        st = detector_new(&t->detector, &en->detect, e);
    if (st == ST_OK)
        st = trainer_new(&t->trainer, t->detector, &how, e);
    return st == ST_OK ? add_all(t, e) : st;
}

/* What the table in w finds in the records of a fold. */
static enum status count(struct training *t, const struct weights *w, uint32_t fold,
                         struct score *score, struct err *e) {
    struct detect_options o = t->engine->detect;
    struct detector *d;
    struct arena a = {0};
    o.weights = w;
    enum status st = detector_new(&d, &o, e);
    if (st != ST_OK)
        return st;
    for (size_t i = 0; i < t->gold.n && st == ST_OK; i++) {
        const struct gold_record *g = &t->gold.v[i];
        struct span_list spans;
        if (!wanted(t->o, g) || fold_of(t->o, i) != fold)
            continue;
        const struct detect_field field = {.text = g->text, .treat = TREAT_PROSE};
        st = detect(d, &field, 1, &a, &spans, e);
        if (st == ST_OK)
            st = score_add(score, g, &spans, e);
        arena_reset(&a);
    }
    arena_free(&a);
    detector_free(d);
    return st;
}

enum status training_fold(struct training *t, uint32_t fold, struct score *score, struct err *e) {
    struct buf pack = {0};
    struct weights *w = NULL;
    score->rules = t->engine->rules;
    enum status st = trainer_learn(t->trainer, fold, e);
    if (st == ST_OK)
        st = trainer_pack(t->trainer, &pack, e);
    if (st == ST_OK)
        st = weights_from_pack(&w, &pack, e);
    if (st == ST_OK)
        st = count(t, w, fold, score, e);
    weights_free(w);
    buf_free(&pack);
    return st;
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool add_header(const struct training *t, struct buf *out) {
    static const char *const part[] = {"all records", "records for measuring only",
                                       "records for measuring left out"};
    const struct options *o = t->o;
    bool ok = buf_add_str(
        out,
        "# What each feature of a word says for the labels, learnt by `blot train`; weights.md "
        "says what they are.\n# Learnt from:");
    for (size_t i = 0; ok && i < o->inputs.n; i++) {
        const unsigned times = times_named(o, i);
        ok = times == 0 || buf_printf(out, " %s", base_name(o->inputs.v[i]));
        ok = ok && (times < 2 || buf_printf(out, " (%u times)", times));
    }
    return ok &&
           buf_printf(out, "\n# %s; recall %u, seed %u, epochs %u, runs %u, renamed %u\n",
                      part[o->part], o->recall, o->seed, o->epochs, o->runs, o->renamed) &&
           buf_add_str(out, "# feature\tvalue\tvalue\tNAME\tPLACE\tAGE\tDATE\tID\n");
}

enum status training_table(struct training *t, struct buf *out, struct err *e) {
    enum status st = trainer_learn(t->trainer, UINT32_MAX, e);
    if (st == ST_OK && !add_header(t, out))
        st = out_of_memory(e);
    return st == ST_OK ? trainer_print(t->trainer, out, e) : st;
}

void training_close(struct training *t) {
    trainer_free(t->trainer);
    detector_free(t->detector);
    gold_free(&t->gold);
}
