#include "run/policyfile.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/yamldoc.h"
#include "text/near.h"

/* One key on its way into the options. */
struct key {
    struct parse *p;
    const char *file;
    const struct option_def *def;
};

/* Notes where in the file something is wrong. */
static void at_node(struct err *e, const char *file, const struct yaml_node *n) {
    if (!e)
        return;
    err_file(e, file);
    e->row = n->line;
    e->column = n->column;
}

static enum status bad(const struct key *k, const struct yaml_node *n, const char *what,
                       const char *hint) {
    at_node(k->p->e, k->file, n);
    err_set(k->p->e, ST_USAGE, "`%s` %s", k->def->name, what);
    err_hint(k->p->e, "%s", hint);
    return ST_USAGE;
}

/* ---- values ---- */

/* Whether what the option takes ends in the name of a file that is read. */
static bool takes_file(const struct option_def *d) {
    return d->arg && strstr(d->arg, "FILE") && d->group != OPTIONS_OUTPUT;
}

/* head, then the file's name, counted from the policy's folder. */
static enum status file_value(const struct key *k, struct slice head, struct slice name,
                              const char **out) {
    const char *slash = strrchr(k->file, '/');
    bool own = name.n > 0 && (name.p[0] == '/' || slice_is(name, "-"));
    struct slice folder = {k->file, slash && !own ? (size_t)(slash - k->file) + 1 : 0};
    struct buf b = {0};
    bool ok = buf_add_slice(&b, head) && buf_add_slice(&b, folder) && buf_add_slice(&b, name);
    *out = ok ? arena_copy(k->p->a, buf_slice(&b)).p : NULL;
    buf_free(&b);
    return *out ? ST_OK : err_memory(k->p->e);
}

static enum status set(const struct key *k, const struct yaml_node *n, struct slice head,
                       struct slice text) {
    struct parse *p = k->p;
    const char *value = NULL;
    enum status st = ST_OK;
    if (takes_file(k->def) && text.n > 0) {
        const char *eq = head.n == 0 && strchr(k->def->arg, '=') ? strchr(text.p, '=') : NULL;
        size_t cut = eq ? (size_t)(eq - text.p) + 1 : 0;
        st = file_value(k, head.n ? head : slice_cut(text, 0, cut), slice_cut(text, cut, text.n),
                        &value);
    } else {
        struct buf b = {0};
        bool ok = buf_add_slice(&b, head) && buf_add_slice(&b, text);
        value = ok ? arena_copy(p->a, buf_slice(&b)).p : NULL;
        buf_free(&b);
        st = value ? ST_OK : err_memory(p->e);
    }
    if (st != ST_OK)
        return st;
    p->def = k->def;
    p->value = value;
    p->file = k->file;
    p->line = n->line;
    st = option_set(p);
    if (st != ST_OK)
        at_node(p->e, k->file, n);
    return st;
}

static enum status set_one(const struct key *k, const struct yaml_node *n, struct slice head) {
    if (n->kind != YAML_DOC_SCALAR)
        return bad(k, n, "is nested too deeply here", "write a value");
    if (n->text.n == 0)
        return bad(k, n, "has no value here", "put it in quotes when it begins with #");
    return set(k, n, head, n->text);
}

static enum status set_list(const struct key *k, const struct yaml_node *list, struct slice head) {
    enum status st = ST_OK;
    if (!k->def->repeats)
        return bad(k, list, "takes one value", "keep one of the list");
    for (const struct yaml_node *n = list->first; st == ST_OK && n; n = n->next)
        st = set_one(k, n, head);
    return st;
}

/* KEY=VALUE written as KEY: VALUE. Of --known the field stands first; `all` is for every label. */
static enum status set_map(const struct key *k, const struct yaml_node *map) {
    enum status st = ST_OK;
    if (!k->def->repeats || !strchr(k->def->arg, '='))
        return bad(k, map, "takes no keys of its own", "write a value, or a list of values");
    for (const struct yaml_node *n = map->first; st == ST_OK && n; n = n->next->next) {
        struct buf b = {0};
        bool all = k->def->id == OPT_ACTION && slice_is(n->text, "all");
        bool ok = all || (buf_add_slice(&b, n->text) && buf_add_char(&b, '='));
        struct slice head = arena_copy(k->p->a, buf_slice(&b));
        buf_free(&b);
        if (!ok || !head.p)
            return err_memory(k->p->e);
        st =
            n->next->kind == YAML_DOC_LIST ? set_list(k, n->next, head) : set_one(k, n->next, head);
    }
    return st;
}

static bool is_yes(const struct yaml_node *n, bool *yes) {
    *yes = slice_is(n->text, "yes") || slice_is(n->text, "true");
    bool no = slice_is(n->text, "no") || slice_is(n->text, "false");
    return n->kind == YAML_DOC_SCALAR && !n->quoted && (*yes || no);
}

static enum status set_yes(const struct key *k, const struct yaml_node *n, bool yes) {
    if (!yes)
        return ST_OK;
    struct parse *p = k->p;
    p->def = k->def;
    p->value = NULL;
    enum status st = option_set(p);
    if (st != ST_OK)
        at_node(p->e, k->file, n);
    return st;
}

static enum status set_value(const struct key *k, const struct yaml_node *n) {
    const struct slice none = {NULL, 0};
    bool yes = false;
    if (!k->def->arg || (k->def->arg_optional && is_yes(n, &yes)))
        return is_yes(n, &yes) ? set_yes(k, n, yes)
                               : bad(k, n, "must be yes or no", "write yes or no");
    if (n->kind == YAML_DOC_SCALAR)
        return set_one(k, n, none);
    return n->kind == YAML_DOC_LIST ? set_list(k, n, none) : set_map(k, n);
}

/* ---- keys ---- */

static enum status unknown_key(struct parse *p, const char *file, const struct yaml_node *n) {
    size_t rows = 0, best = 3, at = 0;
    const struct option_def *t = option_table(&rows);
    for (size_t i = 0; i < rows; i++) {
        size_t d = t[i].policy ? near_distance(slice_of(t[i].name), n->text) : best;
        if (d < best) {
            best = d;
            at = i;
        }
    }
    at_node(p->e, file, n);
    err_set(p->e, ST_USAGE, "`%.*s` is no option", (int)(n->text.n > 60 ? 60 : n->text.n),
            n->text.p);
    if (best < 3)
        err_hint(p->e, "did you mean %s?", t[at].name);
    else
        err_hint(p->e, "keys are the long names of options, without the dashes");
    return ST_USAGE;
}

static const struct option_def *find_def(struct slice name, enum command c) {
    size_t rows = 0;
    const struct option_def *t = option_table(&rows), *found = NULL;
    for (size_t i = 0; i < rows; i++)
        if (slice_is(name, t[i].name) && (!found || option_taken(&t[i], c)))
            found = &t[i];
    return found;
}

static enum status read_key(struct parse *p, const char *file, const struct yaml_node *n) {
    struct key k = {p, file, find_def(n->text, p->command)};
    if (!k.def)
        return unknown_key(p, file, n);
    if (!k.def->policy)
        return bad(&k, n, "cannot stand in a policy", "give it on the command line");
    if (!option_taken(k.def, p->command))
        return ST_OK;
    return set_value(&k, n->next);
}

enum status policyfile_read_text(struct parse *p, const char *path, struct slice text) {
    struct yaml_node *root = NULL;
    size_t good = utf8_valid_prefix(text);
    if (good < text.n) {
        err_file(p->e, path);
        return err_set(p->e, ST_USAGE, "the policy is not UTF-8");
    }
    enum status st = yaml_read(&root, text, path, p->a, p->e);
    if (st != ST_OK)
        return st;
    if (!root || root->kind != YAML_DOC_MAP) {
        err_file(p->e, path);
        err_set(p->e, ST_USAGE, "is no policy: it has no keys");
        err_hint(p->e, "blot policy init FILE writes one to start from");
        return ST_USAGE;
    }
    for (const struct yaml_node *n = root->first; st == ST_OK && n; n = n->next->next)
        st = read_key(p, path, n);
    p->file = NULL;
    p->line = 0;
    return st;
}

enum status policyfile_read(struct parse *p, const char *path) {
    struct buf text = {0};
    enum status st = file_read(&text, path, p->e);
    if (st == ST_OK)
        st = policyfile_read_text(p, path, buf_slice(&text));
    buf_free(&text);
    return st;
}
