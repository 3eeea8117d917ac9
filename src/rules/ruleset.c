#include "rules/ruleset.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/sha256.h"
#include "rules/builtin.h"
#include "rules/examples.h"
#include "rules/match.h"
#include "rules/rulefile.h"
#include "rules/rulepack.h"

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory while reading rules");
}

void rule_place(struct err *e, const struct rule *r, uint32_t line) {
    err_file(e, r->file);
    err_rule(e, r->id.p, r->id.n);
    if (e)
        e->row = line;
}

/* ---- the set ---- */

enum status ruleset_new(struct ruleset **out, const struct lexicon *lx, struct err *e) {
    struct ruleset *rs = calloc(1, sizeof *rs);
    if (!rs || pthread_mutex_init(&rs->lock, NULL) != 0) {
        free(rs);
        return no_memory(e);
    }
    rs->lexicon = lx;
    enum status st =
        ruleset_set_prelude(rs, (struct slice){builtin_prelude.text, builtin_prelude.n}, e);
    if (st != ST_OK) {
        ruleset_free(rs);
        return st;
    }
    *out = rs;
    return ST_OK;
}

void ruleset_free(struct ruleset *rs) {
    if (!rs)
        return;
    for (size_t i = 0; i < rs->n; i++)
        pattern_free(atomic_load(&rs->slots[i]->pattern));
    free(rs->slots);
    free(rs->sources);
    ruleset_drop_index(rs);
    pthread_mutex_destroy(&rs->lock);
    arena_free(&rs->memory);
    free(rs);
}

enum status ruleset_set_prelude(struct ruleset *rs, struct slice prelude, struct err *e) {
    struct slice copy = arena_copy(&rs->memory, prelude);
    if (!copy.p || !prelude_split(&rs->prelude, copy, &rs->memory))
        return no_memory(e);
    return ST_OK;
}

struct slice ruleset_prelude(const struct ruleset *rs) {
    return rs->prelude.text;
}

struct rule_slot *ruleset_find(const struct ruleset *rs, struct slice id) {
    for (size_t i = 0; i < rs->n; i++)
        if (slice_eq(rs->slots[i]->rule->id, id))
            return rs->slots[i];
    return NULL;
}

enum status ruleset_may_change(struct ruleset *rs, struct err *e) {
    if (pthread_mutex_lock(&rs->lock) != 0)
        return err_set(e, ST_INTERNAL, "a lock of the rules is broken");
    size_t used = rs->matchers;
    if (pthread_mutex_unlock(&rs->lock) != 0)
        return err_set(e, ST_INTERNAL, "a lock of the rules is broken");
    return used ? err_set(e, ST_INTERNAL, "the rules are in use and cannot change") : ST_OK;
}

static enum status replace(struct ruleset *rs, struct rule *r, struct err *e) {
    struct rule_slot *slot = ruleset_find(rs, r->id);
    if (!slot) {
        err_hint(e, "remove `replaces:` or correct the id");
        return err_set(e, ST_RULE, "the rule replaces a rule that does not exist");
    }
    r->index = slot->rule->index;
    if (r->kind == RULE_EVIDENCE)
        r->feature =
            slot->rule->kind == RULE_EVIDENCE ? slot->rule->feature : (uint16_t)rs->features++;
    pattern_free(atomic_exchange(&slot->pattern, NULL));
    slot->rule = r;
    slot->packed = false;
    ruleset_drop_index(rs);
    return ST_OK;
}

static enum status reserve(struct ruleset *rs, struct err *e) {
    if (rs->n >= RULE_NONE)
        return err_set(e, ST_RULE, "there are more than %u rules", (unsigned)RULE_NONE);
    if (rs->n < rs->cap)
        return ST_OK;
    size_t cap = rs->cap ? rs->cap * 2 : 64;
    struct rule_slot **slots = realloc(rs->slots, cap * sizeof(struct rule_slot *));
    if (!slots)
        return no_memory(e);
    rs->slots = slots;
    rs->cap = cap;
    return ST_OK;
}

enum status ruleset_append(struct ruleset *rs, struct rule *r, bool replaces, struct err *e) {
    enum status st = ruleset_may_change(rs, e);
    if (st != ST_OK)
        return st;
    if (replaces)
        return replace(rs, r, e);
    const struct rule_slot *old = ruleset_find(rs, r->id);
    if (old) {
        err_hint(e, "choose another id, or add `replaces: yes`");
        return err_set(e, ST_RULE, "this id stands already in %s, line %u", old->rule->file,
                       old->rule->line);
    }
    st = reserve(rs, e);
    if (st != ST_OK)
        return st;
    struct rule_slot *slot = arena_calloc(&rs->memory, 1, sizeof *slot);
    if (!slot)
        return no_memory(e);
    atomic_init(&slot->pattern, NULL);
    slot->rule = r;
    r->index = (uint16_t)rs->n;
    if (r->kind == RULE_EVIDENCE)
        r->feature = (uint16_t)rs->features++;
    rs->slots[rs->n++] = slot;
    ruleset_drop_index(rs);
    return ST_OK;
}

/* ---- loading ---- */

/* Keeps a file's text for its hash; what is built in is borrowed. */
static enum status note_source(struct ruleset *rs, const char *name, struct slice text,
                               struct err *e) {
    if (rs->n_sources == rs->cap_sources) {
        size_t cap = rs->cap_sources ? rs->cap_sources * 2 : 32;
        struct rule_source *v = realloc(rs->sources, cap * sizeof *v);
        if (!v)
            return no_memory(e);
        rs->sources = v;
        rs->cap_sources = cap;
    }
    rs->sources[rs->n_sources++] = (struct rule_source){name, text};
    return ST_OK;
}

enum status ruleset_add_text(struct ruleset *rs, struct slice yaml, const char *file, bool user,
                             struct err *e) {
    struct slice own = arena_copy(&rs->memory, yaml),
                 name = arena_copy(&rs->memory, slice_of(file));
    if (!own.p || !name.p)
        return no_memory(e);
    enum status st = note_source(rs, user ? NULL : name.p, own, e);
    return st == ST_OK ? rulefile_read(rs, own, file, user, e) : st;
}

/* One after the other: the files' text is noted, and read unless their rules are there already. */
static enum status add_files(struct ruleset *rs, const struct builtin_file *files, size_t n,
                             bool read, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        const struct slice text = {files[i].text, files[i].n};
        st = note_source(rs, files[i].name, text, e);
        if (st == ST_OK && read)
            st = rulefile_read(rs, text, files[i].name, false, e);
    }
    return st;
}

/* Whether a set is as when the rules were packed: nothing in it, and the prelude of the binary. */
static bool is_pristine(const struct ruleset *rs) {
    return rs->n == 0 &&
           slice_eq(rs->prelude.text, (struct slice){builtin_prelude.text, builtin_prelude.n});
}

static enum status add_builtin(struct ruleset *rs, bool text, struct err *e) {
    bool pristine = is_pristine(rs);
    enum status st = pristine && !text ? rulepack_add(rs, e) : ST_OK;
    if (st == ST_OK)
        st = add_files(rs, builtin_rules, builtin_rules_count, !pristine || text, e);
    for (size_t i = 0; st == ST_OK && pristine && i < rs->n; i++)
        rs->slots[i]->packed = true;
    return st;
}

enum status ruleset_add_builtin(struct ruleset *rs, struct err *e) {
    return add_builtin(rs, false, e);
}

enum status ruleset_add_builtin_text(struct ruleset *rs, struct err *e) {
    return add_builtin(rs, true, e);
}

enum status ruleset_add_residue(struct ruleset *rs, struct err *e) {
    return add_files(rs, builtin_residue, builtin_residue_count, true, e);
}

static enum status cannot_read(const char *path, struct err *e) {
    int why = errno;
    err_file(e, path);
    return err_set(e, ST_IO, "cannot be read: %s", strerror(why));
}

static enum status add_file(struct ruleset *rs, const char *path, bool user, struct err *e) {
    struct buf b = {0};
    enum status st = file_read(&b, path, e);
    if (st == ST_OK)
        st = ruleset_add_text(rs, buf_slice(&b), path, user, e);
    buf_free(&b);
    return st;
}

static int is_yaml(const struct dirent *d) {
    size_t n = strlen(d->d_name);
    return d->d_name[0] != '.' && n > 5 && strcmp(d->d_name + n - 5, ".yaml") == 0;
}

/* Byte order, whatever the locale: the same files must always load in the same order. */
static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum status add_listed(struct ruleset *rs, const char *folder, const char *name, bool user,
                              struct err *e) {
    struct buf path = {0};
    enum status st = ST_MEMORY;
    if (buf_printf(&path, "%s/%s", folder, name) && buf_add_char(&path, '\0'))
        st = add_file(rs, path.p, user, e);
    else
        st = no_memory(e);
    buf_free(&path);
    return st;
}

static enum status add_folder(struct ruleset *rs, const char *path, bool user, struct err *e) {
    struct dirent **list = NULL;
    int n = scandir(path, &list, is_yaml, by_name);
    if (n < 0)
        return cannot_read(path, e);
    enum status st = ST_OK;
    if (n == 0) {
        err_file(e, path);
        err_hint(e, "rule files end in .yaml");
        st = err_set(e, ST_RULE, "the folder holds no rule file");
    }
    for (int i = 0; i < n; i++) {
        if (st == ST_OK)
            st = add_listed(rs, path, list[i]->d_name, user, e);
        free(list[i]);
    }
    free(list);
    return st;
}

enum status ruleset_add_path(struct ruleset *rs, const char *path, bool user, struct err *e) {
    struct stat info;
    if (stat(path, &info) != 0)
        return cannot_read(path, e);
    if (S_ISDIR(info.st_mode))
        return add_folder(rs, path, user, e);
    return add_file(rs, path, user, e);
}

/* ---- checking ---- */

/* Counts a failure of a rule and goes on, unless fn wants no more. */
static enum status report(enum status st, const struct err *failure, struct err *e,
                          ruleset_failure_fn *fn, void *ctx) {
    if (st == ST_RULE || st == ST_LIMIT)
        return fn(ctx, failure);
    if (st != ST_OK && e)
        *e = *failure;
    return st;
}

/* A rule that does not compile is reported once, not once an example. */
static enum status check_rule(struct ruleset *rs, struct matcher *m, const struct rule *r,
                              struct err *e, ruleset_failure_fn *fn, void *ctx) {
    struct err failure = {0};
    enum status st = matcher_compile(m, r, &failure);
    if (st != ST_OK)
        return report(st, &failure, e, fn, ctx);
    struct arena arena = {0};
    for (uint32_t k = 0; k < r->n_examples && st == ST_OK; k++) {
        failure = (struct err){0};
        st = example_run(m, r, &r->examples[k], rs->lexicon, &arena, &failure);
        st = report(st, &failure, e, fn, ctx);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return st;
}

enum status ruleset_check_each(struct ruleset *rs, bool only_user, struct err *e,
                               ruleset_failure_fn *fn, void *ctx) {
    struct matcher *m;
    enum status st = matcher_new(&m, rs, e);
    if (st != ST_OK)
        return st;
    for (size_t i = 0; i < rs->n && st == ST_OK; i++)
        if (rs->slots[i]->rule->user || !only_user)
            st = check_rule(rs, m, rs->slots[i]->rule, e, fn, ctx);
    matcher_free(m);
    return st;
}

static enum status keep_first(void *ctx, const struct err *failure) {
    if (ctx)
        *(struct err *)ctx = *failure;
    return failure->code;
}

enum status ruleset_check(struct ruleset *rs, bool only_user, struct err *e) {
    return ruleset_check_each(rs, only_user, e, keep_first, e);
}

/* ---- the rest ---- */

enum status ruleset_disable(struct ruleset *rs, struct slice id, struct err *e) {
    struct rule_slot *slot = ruleset_find(rs, id);
    enum status st = ruleset_may_change(rs, e);
    if (st != ST_OK)
        return st;
    if (!slot) {
        err_rule(e, id.p, id.n);
        err_hint(e, "`blot rules list` names them all");
        return err_set(e, ST_USAGE, "there is no rule of this id");
    }
    slot->disabled = true;
    ruleset_drop_index(rs);
    return ST_OK;
}

size_t ruleset_count(const struct ruleset *rs) {
    return rs->n;
}

const struct rule *ruleset_at(const struct ruleset *rs, size_t i) {
    return rs->slots[i]->rule;
}

size_t ruleset_features(const struct ruleset *rs) {
    return rs->features;
}

/* Length first, so that no two sequences of texts hash alike. */
static void hash_text(struct sha256 *h, struct slice text) {
    char head[32];
    int n = snprintf(head, sizeof head, "%zu:", text.n);
    sha256_add(h, (struct slice){head, (size_t)n});
    sha256_add(h, text);
}

void ruleset_hash(const struct ruleset *rs, char out[SHA256_HEX]) {
    struct sha256 h;
    sha256_start(&h);
    hash_text(&h, rs->prelude.text);
    for (size_t i = 0; i < rs->n_sources; i++)
        hash_text(&h, rs->sources[i].text);
    sha256_hex(&h, out);
}

size_t ruleset_files(const struct ruleset *rs) {
    return rs->n_sources;
}

struct ruleset_file ruleset_file(const struct ruleset *rs, size_t i) {
    struct ruleset_file f = {.name = rs->sources[i].name};
    sha256_of(rs->sources[i].text, f.sha256);
    return f;
}
