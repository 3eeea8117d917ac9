#include "run/engine.h"

#include "rules/ruleset.h"

static enum status load_lexicon(struct engine *en, const struct options *o, struct err *e) {
    enum status st = lexicon_builtin(&en->lexicon, e);
    for (size_t i = 0; st == ST_OK && i < o->n_lexicons; i++)
        st = lexicon_add_file(en->lexicon, o->lexicons[i].name, o->lexicons[i].path, e);
    return st;
}

/* The user's examples are checked before the first record: a rule that does not do what its author
 * says must not run. The built-in ones were checked by the tests. */
static enum status load_rules(struct engine *en, const struct options *o, struct err *e) {
    enum status st = ruleset_new(&en->rules, en->lexicon, e);
    if (st == ST_OK && !o->no_default_rules)
        st = ruleset_add_builtin(en->rules, e);
    for (size_t i = 0; st == ST_OK && i < o->rules.n; i++)
        st = ruleset_add_path(en->rules, o->rules.v[i], true, e);
    if (st == ST_OK && o->rules.n > 0)
        st = ruleset_check(en->rules, true, e);
    for (size_t i = 0; st == ST_OK && i < o->disable.n; i++)
        st = ruleset_disable(en->rules, slice_of(o->disable.v[i]), e);
    return st;
}

static enum status load_phrases(struct engine *en, const struct options *o, struct err *e) {
    (void)en;
    if (o->n_leave || o->n_deny)
        return err_set(e, ST_UNAVAILABLE, "--%s: not available yet", o->n_leave ? "leave" : "deny");
    return ST_OK;
}

enum status engine_open(struct engine *en, const struct options *o, struct err *e) {
    *en = (struct engine){0};
    enum status st = load_lexicon(en, o, e);
    if (st == ST_OK)
        st = load_rules(en, o, e);
    if (st == ST_OK)
        st = o->weights ? weights_load(&en->weights, o->weights, e)
                        : weights_builtin(&en->weights, e);
    if (st == ST_OK)
        st = load_phrases(en, o, e);
    if (st != ST_OK) {
        engine_close(en);
        return st;
    }
    en->detect = (struct detect_options){.lexicon = en->lexicon,
                                         .rules = en->rules,
                                         .weights = en->weights,
                                         .labels = o->labels,
                                         .strict = o->strict,
                                         .uncovered = o->uncovered,
                                         .match_limit = o->match_limit,
                                         .leave = en->leave,
                                         .deny = en->deny};
    return ST_OK;
}

void engine_close(struct engine *en) {
    if (en->weights)
        weights_free(en->weights);
    if (en->rules)
        ruleset_free(en->rules);
    if (en->lexicon)
        lexicon_free(en->lexicon);
    *en = (struct engine){0};
}
