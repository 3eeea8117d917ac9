#include "run/suggest.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "rules/ruleset.h"
#include "run/patch.h"
#include "run/codeshape.h"
#include "text/fold.h"

/* One line for a file: an entry, or an example of a rule. */
struct proposal {
    const char *file;  /* within the folder */
    struct slice line; /* with its \n */
    struct slice key;  /* folded: what makes it the same as another */
    size_t after;      /* 1-based line it goes behind; SIZE_MAX: at the end */
};

struct work {
    const char *into;
    struct arena arena;
    struct lexicon *lexicon;
    struct ruleset *rules; /* built-in and the project's own */
    struct proposal *v;
    size_t n;
    struct buf notes; /* what is not proposed */
    size_t shapes[LABEL_COUNT];
};

/* ---- words ---- */

/* The next word of the phrase from *at on, without what is no letter or digit at its ends. */
static bool next_word(struct slice text, size_t *at, struct slice *word) {
    while (*at < text.n && strchr(" \t\n,.;:()\"", text.p[*at]))
        (*at)++;
    size_t from = *at;
    while (*at < text.n && !strchr(" \t\n,.;:()\"", text.p[*at]))
        (*at)++;
    *word = slice_cut(text, from, *at);
    return word->n > 0;
}

/* The phrase as a list takes it: its words' keys with single spaces; empty when one has none. */
static struct slice phrase_key(struct work *w, struct slice text) {
    struct buf b = {0};
    struct slice word, key = {0};
    char one[LEX_KEY_MAX];
    bool ok = true;
    for (size_t at = 0; ok && next_word(text, &at, &word);) {
        size_t n = fold_key(one, sizeof one, word);
        ok = n > 0 && (b.n == 0 || buf_add_char(&b, ' ')) && buf_add(&b, one, n);
    }
    if (ok && b.n > 0)
        key = arena_copy(&w->arena, buf_slice(&b));
    buf_free(&b);
    return key;
}

static bool has_class(const struct work *w, const struct lex_entry *x, const char *name) {
    int c = lexicon_class(w->lexicon, slice_of(name));
    return c >= 0 && (x->classes >> c & 1);
}

struct known {
    bool listed, name, ordinary;
};

static struct known known(const struct work *w, struct slice key) {
    struct lex_entry x;
    struct known k = {.listed = lexicon_find(w->lexicon, key, &x)};
    k.name = has_class(w, &x, "given") || has_class(w, &x, "surname");
    k.ordinary = x.level > 0;
    return k;
}

/* ---- proposals ---- */

static enum status propose(struct work *w, const char *file, struct slice line, struct slice key,
                           size_t after, struct err *e) {
    for (size_t i = 0; i < w->n; i++)
        if (slice_eq(w->v[i].key, key) && strcmp(w->v[i].file, file) == 0)
            return ST_OK;
    if (!ARRAY_MORE_IN(&w->arena, w->v, w->n))
        return err_memory(e);
    w->v[w->n++] = (struct proposal){file, line, key, after};
    return ST_OK;
}

static bool entry_stands(struct work *w, struct slice text, struct slice key) {
    for (size_t at = 0; at < text.n;) {
        const char *end = memchr(text.p + at, '\n', text.n - at);
        size_t stop = end ? (size_t)(end - text.p) : text.n;
        if (slice_eq(phrase_key(w, slice_cut(text, at, stop)), key))
            return true;
        at = stop + 1;
    }
    return false;
}

static char *path_in(struct work *w, const char *file) {
    struct buf b = {0};
    struct slice path = {0};
    if (buf_printf(&b, "%s/%s", w->into, file))
        path = arena_copy(&w->arena, buf_slice(&b));
    buf_free(&b);
    return (char *)path.p;
}

/* What the file holds; *exists: it is there. */
static enum status read_now(struct work *w, const char *file, bool *exists, struct slice *text,
                            struct err *e) {
    struct buf b = {0};
    const char *path = path_in(w, file);
    *exists = false;
    *text = slice_of("");
    if (!path)
        return err_memory(e);
    if (access(path, F_OK) != 0)
        return ST_OK;
    *exists = true;
    enum status st = file_read(&b, path, e);
    if (st == ST_OK)
        *text = arena_copy(&w->arena, b.n ? buf_slice(&b) : slice_of(""));
    buf_free(&b);
    return st == ST_OK && !text->p ? err_memory(e) : st;
}

/* An entry of a list, unless it stands there. */
static enum status propose_entry(struct work *w, const char *file, struct slice words,
                                 struct err *e) {
    struct slice text, key = phrase_key(w, words);
    struct buf line = {0};
    bool exists;
    enum status st = read_now(w, file, &exists, &text, e);
    if (st != ST_OK || key.n == 0 || entry_stands(w, text, key))
        return st;
    bool ok = buf_add_slice(&line, key) && buf_add_char(&line, '\n');
    struct slice copy = ok ? arena_copy(&w->arena, buf_slice(&line)) : (struct slice){0};
    buf_free(&line);
    return copy.p ? propose(w, file, copy, key, SIZE_MAX, e) : err_memory(e);
}

static enum status note(struct work *w, uint64_t record, const struct verdict_mark *m,
                        const char *why, struct err *e) {
    bool ok = buf_printf(&w->notes, "#   record %" PRIu64 ", %.*s", record, (int)m->label.n,
                         m->label.p) &&
              (m->rule.n == 0 || buf_printf(&w->notes, " by %.*s", (int)m->rule.n, m->rule.p)) &&
              buf_printf(&w->notes, ": %s\n", why);
    return ok ? ST_OK : err_memory(e);
}

/* "deny-name.txt", "proposed-id.yaml": the label in lower case between the two. */
static const char *file_for(struct work *w, const char *head, struct slice label,
                            const char *tail) {
    struct buf b = {0};
    bool ok = buf_add_str(&b, head);
    for (size_t i = 0; ok && i < label.n; i++)
        ok = buf_add_char(&b, (char)tolower((unsigned char)label.p[i]));
    struct slice name = {0};
    if (ok && buf_add_str(&b, tail))
        name = arena_copy(&w->arena, buf_slice(&b));
    buf_free(&b);
    return name.p;
}

/* ---- leaks ---- */

/* Words of a name that no list knows become entries: the last of several a surname, the others
 * given names. What is left is said. */
static enum status leaked_name(struct work *w, uint64_t record, const struct verdict_mark *m,
                               struct err *e) {
    struct slice word, next;
    size_t at = 0, words = 0, fresh = 0, ordinary = 0;
    enum status st = ST_OK;
    bool more = next_word(m->text, &at, &word);
    while (st == ST_OK && more) {
        more = next_word(m->text, &at, &next);
        struct slice key = phrase_key(w, word);
        struct known k = known(w, key);
        ordinary += k.ordinary;
        if (key.n > 1 && !k.listed) {
            st = propose_entry(w, words > 0 && !more ? "surname.txt" : "given.txt", word, e);
            fresh++;
        }
        words++;
        word = next;
    }
    if (st != ST_OK || fresh > 0)
        return st;
    if (words > 1) {
        const char *file = file_for(w, "deny-", m->label, ".txt");
        return file ? propose_entry(w, file, m->text, e) : err_memory(e);
    }
    return note(w, record, m,
                ordinary ? "an ordinary word too: it needs a rule for where it stands"
                         : "a listed name already: it needs a rule for where it stands",
                e);
}

static enum status leaked_place(struct work *w, uint64_t record, const struct verdict_mark *m,
                                struct err *e) {
    struct slice key = phrase_key(w, m->text);
    if (key.n == 0 || (!memchr(key.p, ' ', key.n) && known(w, key).ordinary))
        return note(w, record, m, "an ordinary word too: it needs a rule for where it stands", e);
    return propose_entry(w, "place.txt", m->text, e);
}

static bool id_taken(const struct work *w, struct slice id) {
    for (size_t i = 0; i < ruleset_count(w->rules); i++)
        if (slice_eq(ruleset_at(w->rules, i)->id, id))
            return true;
    return false;
}

/* A rule of the shape of what leaked. */
static enum status leaked_code(struct work *w, uint64_t record, const struct verdict_mark *m,
                               struct err *e) {
    struct buf rule = {0}, shape = {0};
    char id[64];
    enum label l = label_from(m->label);
    if (!codeshape_add(&shape, m->text)) {
        buf_free(&shape);
        return note(w, record, m, "too little to make a rule of", e);
    }
    const char *file = file_for(w, "proposed-", m->label, ".yaml");
    struct slice key = arena_copy(&w->arena, buf_slice(&shape));
    buf_free(&shape);
    do {
        int n = snprintf(id, sizeof id, "proposed-%s-%zu", label_name(l), ++w->shapes[l]);
        for (int i = 0; i < n; i++)
            id[i] = (char)tolower((unsigned char)id[i]);
    } while (id_taken(w, slice_of(id)));
    size_t before = w->n;
    bool ok = file && key.p && codeshape_rule(&rule, id, label_name(l), m->text);
    struct slice copy = ok ? arena_copy(&w->arena, buf_slice(&rule)) : (struct slice){0};
    buf_free(&rule);
    enum status st = copy.p ? propose(w, file, copy, key, SIZE_MAX, e) : err_memory(e);
    if (w->n == before)
        w->shapes[l]--; /* another leak had this shape */
    return st;
}

static enum status leaked(struct work *w, uint64_t record, const struct verdict_mark *m,
                          struct err *e) {
    switch (label_from(m->label)) {
    case LABEL_NONE:
        return note(w, record, m, "is no label of blot", e);
    case LABEL_NAME:
        return leaked_name(w, record, m, e);
    case LABEL_PLACE:
        return leaked_place(w, record, m, e);
    case LABEL_AGE:
        return note(w, record, m, "ages need a rule for where they stand", e);
    case LABEL_GROUP: {
        const char *file = file_for(w, "deny-", m->label, ".txt");
        return file ? propose_entry(w, file, m->text, e) : err_memory(e);
    }
    default:
        return leaked_code(w, record, m, e);
    }
}

/* ---- over-redactions ---- */

static const struct rule *own_rule(const struct work *w, struct slice id) {
    for (size_t i = 0; i < ruleset_count(w->rules); i++) {
        const struct rule *r = ruleset_at(w->rules, i);
        if (r->user && slice_eq(r->id, id))
            return r;
    }
    return NULL;
}

/* The file's name within the folder. */
static const char *within(const char *file) {
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

/* The blanks before "- " on that line of the file; NULL p when it is no element of a list on a line
 * of its own. */
static struct slice list_indent(struct slice text, size_t line) {
    size_t at = 0;
    for (size_t i = 1; i < line && at < text.n; i++) {
        const char *end = memchr(text.p + at, '\n', text.n - at);
        at = end ? (size_t)(end - text.p) + 1 : text.n;
    }
    size_t blanks = at;
    while (blanks < text.n && text.p[blanks] == ' ')
        blanks++;
    bool element = blanks + 1 < text.n && text.p[blanks] == '-' && text.p[blanks + 1] == ' ';
    return element ? slice_cut(text, at, blanks) : (struct slice){0};
}

/* The words become a `skip` example behind the rule's last. */
static enum status skip_example(struct work *w, uint64_t record, const struct rule *r,
                                const struct verdict_mark *m, struct err *e) {
    struct slice text;
    bool exists;
    size_t last = 0;
    for (uint32_t i = 0; i < r->n_examples; i++)
        if (r->examples[i].skip && r->examples[i].line > last)
            last = r->examples[i].line;
    enum status st = read_now(w, within(r->file), &exists, &text, e);
    if (st != ST_OK)
        return st;
    struct slice indent = exists ? list_indent(text, last) : (struct slice){0};
    if (!indent.p || memchr(m->text.p, '\n', m->text.n))
        return note(w, record, m, "its rule's examples cannot be added to by line", e);
    struct buf line = {0};
    bool ok = buf_add_slice(&line, indent) && buf_add_str(&line, "- ") &&
              codeshape_quote(&line, m->text) && buf_add_char(&line, '\n');
    struct slice copy = ok ? arena_copy(&w->arena, buf_slice(&line)) : (struct slice){0};
    buf_free(&line);
    return copy.p ? propose(w, within(r->file), copy, copy, last, e) : err_memory(e);
}

static enum status taken(struct work *w, uint64_t record, const struct verdict_mark *m,
                         struct err *e) {
    const struct rule *r = own_rule(w, m->rule);
    if (r)
        return skip_example(w, record, r, m, e);
    if (!slice_is(m->rule, "evidence") && !slice_is(m->rule, "memory"))
        return note(w, record, m, "decided by a built-in rule, a list or a known field", e);
    struct slice key = phrase_key(w, m->text);
    bool one = key.n > 0 && !memchr(key.p, ' ', key.n);
    if (key.n == 0 || (one && known(w, key).name))
        return note(w, record, m, "a name too: with an entry for --leave people would get through",
                    e);
    return propose_entry(w, "leave.txt", m->text, e);
}

/* ---- the patch ---- */

static enum status gather(struct work *w, const struct verdicts *vs, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; i < vs->n; i++)
        for (size_t k = 0; k < vs->v[i].n; k++) {
            const struct verdict *v = &vs->v[i].v[k];
            for (size_t m = 0; st == ST_OK && m < v->n_leaks; m++)
                st = v->leaks[m].text.n
                         ? leaked(w, v->record, &v->leaks[m], e)
                         : note(w, v->record, &v->leaks[m], "saved without words", e);
            for (size_t m = 0; st == ST_OK && m < v->n_over; m++)
                st = v->over[m].text.n ? taken(w, v->record, &v->over[m], e)
                                       : note(w, v->record, &v->over[m], "saved without words", e);
        }
    return st;
}

static int by_place(const void *x, const void *y) {
    const struct proposal *a = x, *b = y;
    int order = strcmp(a->file, b->file);
    if (order != 0)
        return order;
    if (a->after != b->after)
        return a->after < b->after ? -1 : 1;
    size_t n = a->key.n < b->key.n ? a->key.n : b->key.n;
    order = memcmp(a->key.p, b->key.p, n);
    return order ? order : (a->key.n > b->key.n) - (a->key.n < b->key.n);
}

static bool is_yaml(const char *file) {
    size_t n = strlen(file);
    return n > 5 && strcmp(file + n - 5, ".yaml") == 0;
}

/* Head of a file that is made. */
static bool add_file_head(struct buf *b, const char *file, struct slice first) {
    if (!is_yaml(file))
        return buf_add_str(b, "# From a review. Private: these are words of real records.\n");
    return codeshape_file_head(b, first);
}

/* The proposals of one file, v[0] to v[n - 1], which are sorted. */
static enum status add_file(struct work *w, struct buf *out, const struct proposal *v, size_t n,
                            struct err *e) {
    struct slice now;
    bool exists;
    struct patch_hunk *hunks = arena_calloc(&w->arena, n, sizeof *hunks);
    const char *path = path_in(w, v->file);
    enum status st = read_now(w, v->file, &exists, &now, e);
    if (st != ST_OK || !hunks || !path)
        return st != ST_OK ? st : err_memory(e);
    size_t at = 0, end = patch_lines(now);
    for (size_t i = 0; i < n;) {
        struct buf text = {0};
        size_t after = v[i].after < end ? v[i].after : end;
        bool ok = exists || add_file_head(&text, v->file, v->line);
        for (; ok && i < n && (v[i].after < end ? v[i].after : end) == after; i++)
            ok = buf_add_slice(&text, v[i].line);
        hunks[at] = (struct patch_hunk){after, {0}};
        hunks[at].text = ok ? arena_copy(&w->arena, buf_slice(&text)) : (struct slice){0};
        buf_free(&text);
        if (!hunks[at++].text.p)
            return err_memory(e);
    }
    return patch_file(out, path, exists, now, hunks, at, e);
}

static bool add_words(struct buf *out, const struct work *w) {
    bool ok =
        buf_add_str(out, "# Proposals from a review, for patch -p1 or git apply once a person has "
                         "read them.\n"
                         "# Private: the entries are words of real records.\n") &&
        buf_printf(out,
                   "# Then: blot -r %s and, for the lists that are there, "
                   "-L given=%s/given.txt --leave %s/leave.txt and so on\n",
                   w->into, w->into, w->into);
    if (ok && w->notes.n)
        ok = buf_add_str(out, "# Not proposed:\n") && buf_add_slice(out, buf_slice(&w->notes));
    return ok;
}

static enum status add_files(struct work *w, struct buf *out, struct err *e) {
    enum status st = ST_OK;
    if (w->n)
        qsort(w->v, w->n, sizeof *w->v, by_place);
    for (size_t i = 0, k; st == ST_OK && i < w->n; i = k) {
        for (k = i; k < w->n && strcmp(w->v[k].file, w->v[i].file) == 0; k++) {
        }
        st = add_file(w, out, &w->v[i], k - i, e);
    }
    return st;
}

/* The project's rules, when its folder has any. */
static enum status load_own(struct work *w, struct err *e) {
    struct err own = {0};
    struct stat info;
    if (stat(w->into, &info) != 0)
        return ST_OK;
    enum status st = ruleset_add_path(w->rules, w->into, true, &own);
    if (st == ST_RULE && own.rule[0] == '\0' && own.row == 0)
        return ST_OK; /* no rule file in it */
    if (st != ST_OK && e)
        *e = own;
    return st;
}

enum status suggest_patch(struct buf *out, const struct verdicts *vs, const char *into, size_t *n,
                          struct err *e) {
    struct work w = {.into = into};
    enum status st = lexicon_builtin(&w.lexicon, e);
    if (st == ST_OK)
        st = ruleset_new(&w.rules, w.lexicon, e);
    if (st == ST_OK)
        st = ruleset_add_builtin(w.rules, e);
    if (st == ST_OK)
        st = load_own(&w, e);
    if (st == ST_OK)
        st = gather(&w, vs, e);
    if (st == ST_OK && !add_words(out, &w))
        st = err_memory(e);
    if (st == ST_OK)
        st = add_files(&w, out, e);
    *n = w.n;
    if (w.rules)
        ruleset_free(w.rules);
    if (w.lexicon)
        lexicon_free(w.lexicon);
    buf_free(&w.notes);
    arena_free(&w.arena);
    return st;
}
