#include "run/engine.h"

#include <string.h>

#include "base/file.h"
#include "find/phrases.h"
#include "rules/ruleset.h"
#include "run/fullnames.h"

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

static enum status add_phrases(struct engine *en, struct phrase_list *l,
                               const struct file_choice *f, struct err *e) {
    struct buf text = {0};
    enum status st = file_read(&text, f->path, e);
    if (st == ST_OK)
        st = phrase_list_add_text(l, buf_slice(&text), f->path, en->lexicon, f->label, e);
    buf_free(&text);
    return st;
}

static enum status load_list(struct engine *en, struct phrase_list **out,
                             const struct file_choice *files, size_t n, struct err *e) {
    enum status st = n > 0 ? phrase_list_new(out, &en->phrases, e) : ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++)
        st = add_phrases(en, *out, &files[i], e);
    return st;
}

static enum status check_public(const char *path, struct err *e) {
    struct buf text = {0};
    enum status st = file_read(&text, path, e);
    if (st == ST_OK)
        st = fullnames_check(buf_slice(&text), path, e);
    buf_free(&text);
    return st;
}

static enum status load_phrases(struct engine *en, const struct options *o, struct err *e) {
    enum status st = load_list(en, &en->leave, o->leave, o->n_leave, e);
    if (st == ST_OK)
        st = load_list(en, &en->deny, o->deny, o->n_deny, e);
    if (st == ST_OK)
        st = load_list(en, &en->public, o->papers.public, o->papers.n_public, e);
    for (size_t i = 0; st == ST_OK && i < o->papers.n_public; i++)
        st = check_public(o->papers.public[i].path, e);
    return st;
}

/* What is left is counted where somebody is told. */
static enum status load_residue(struct engine *en, const struct options *o, struct err *e) {
    if (!o->papers.residue && !o->papers.report && !o->papers.audit)
        return ST_OK;
    enum status st = ruleset_new(&en->residue, en->lexicon, e);
    return st == ST_OK ? ruleset_add_residue(en->residue, e) : st;
}

/* Rules other than those a policy was written for are refused. */
static enum status check_rules(const struct engine *en, const struct options *o, struct err *e) {
    char hash[65] = "";
    if (!o->rules_hash)
        return ST_OK;
    ruleset_hash(en->rules, hash);
    if (strcmp(hash, o->rules_hash) == 0)
        return ST_OK;
    err_set(e, ST_USAGE, "--rules-hash: the rules are others, their hash is %s", hash);
    err_hint(e, "look at what changed, then pin the new hash");
    return ST_USAGE;
}

static enum status load_key(struct engine *en, const struct options *o, struct err *e) {
    char id[KEY_ID_CHARS + 1];
    en->redact = o->redact;
    if (!o->key_file)
        return ST_OK;
    enum status st = keyring_load(&en->keys, o->key_file, o->project ? o->project : "", e);
    if (st != ST_OK)
        return st;
    en->redact.keys = en->keys;
    keyring_id(id, en->keys);
    if (!o->key_id || strcmp(id, o->key_id) == 0)
        return ST_OK;
    err_set(e, ST_USAGE, "--key-id: the key is another one, its identifier is %s", id);
    err_hint(e, "use the key that the pseudonyms so far were made with");
    return ST_USAGE;
}

static uint32_t masked(const struct options *o) {
    uint32_t bits = 0;
    for (uint32_t l = 0; l < LABEL_COUNT; l++)
        bits |= (uint32_t)(o->redact.action[l] == ACT_MASK) << l;
    return bits;
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
    if (st == ST_OK)
        st = load_residue(en, o, e);
    if (st == ST_OK)
        st = check_rules(en, o, e);
    if (st == ST_OK)
        st = load_key(en, o, e);
    if (st == ST_OK)
        st = known_tables_load(&en->tables, o, e);
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
                                         .bands = o->redact.bands,
                                         .banding = o->redact.action[LABEL_AGE] == ACT_BAND,
                                         .masked = masked(o),
                                         .leave = en->leave,
                                         .deny = en->deny};
    return ST_OK;
}

void engine_close(struct engine *en) {
    keyring_free(en->keys);
    known_tables_free(en->tables);
    if (en->weights)
        weights_free(en->weights);
    if (en->residue)
        ruleset_free(en->residue);
    if (en->rules)
        ruleset_free(en->rules);
    if (en->lexicon)
        lexicon_free(en->lexicon);
    arena_free(&en->phrases);
    *en = (struct engine){0};
}
