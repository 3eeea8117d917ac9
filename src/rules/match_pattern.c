#include "rules/match_pattern.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"

#define OPTIONS                                                                                    \
    (PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED | PCRE2_ANCHORED | PCRE2_DUPNAMES |                    \
     PCRE2_NEVER_BACKSLASH_C)

/* One compilation. */
struct job {
    const struct ruleset *rs;
    const struct rule *rule;
    struct buf text; /* prelude, a line end, the rule's pattern */
    size_t own;      /* where the rule's pattern begins in text */
    uint32_t prelude_groups;
    struct pattern *p;
    size_t cap_actions;
    enum status st; /* set by callbacks */
    struct err *e;
};

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory while compiling a rule");
}

/* Wrong at a byte of job->text. */
static enum status wrong(struct job *j, size_t at, const char *what) {
    if (at < j->own) {
        err_file(j->e, "prelude.pcre");
        err_rule(j->e, j->rule->id.p, j->rule->id.n);
    } else {
        rule_place(j->e, j->rule, 0);
    }
    size_t from = at < j->own ? 0 : j->own;
    uint32_t line = at < j->own ? 1 : j->rule->pattern_line;
    for (size_t i = from; i < at && i < j->text.n; i++)
        line += j->text.p[i] == '\n';
    if (j->e)
        j->e->row = line;
    return err_set(j->e, ST_RULE, "%s", what);
}

void pattern_free(struct pattern *p) {
    if (!p)
        return;
    pcre2_code_free(p->code);
    free(p->actions);
    free(p->labels);
    free(p);
}

/* ---- groups ---- */

static int by_group(const void *pa, const void *pb) {
    const struct label_group *a = pa, *b = pb;
    return (a->group > b->group) - (a->group < b->group);
}

/* Names in capitals are labels; small ones are the rule writer's own. */
static enum status note_name(struct job *j, const unsigned char *entry) {
    const char *name = (const char *)entry + 2;
    if (name[0] < 'A' || name[0] > 'Z')
        return ST_OK;
    enum label l = label_from(slice_of(name));
    if (l == LABEL_NONE && strcmp(name, "KEEP") != 0) {
        char what[96];
        (void)snprintf(what, sizeof what, "the group `%.32s` is no label", name);
        err_hint(j->e, "write your own groups' names in small letters");
        return wrong(j, j->own, what);
    }
    uint32_t group = (uint32_t)(entry[0] << 8 | entry[1]);
    j->p->labels[j->p->n_labels++] = (struct label_group){group, (uint8_t)l};
    return ST_OK;
}

static enum status read_names(struct job *j) {
    uint32_t count = 0, size = 0;
    PCRE2_SPTR table = NULL;
    struct pattern *p = j->p;
    pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &p->groups);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &table);
    p->labels = calloc(count + 1, sizeof *p->labels);
    if (!p->labels)
        return no_memory(j->e);
    for (uint32_t i = 0; i < count; i++) {
        enum status st = note_name(j, table + (size_t)i * size);
        if (st != ST_OK)
            return st;
    }
    qsort(p->labels, p->n_labels, sizeof *p->labels, by_group);
    return ST_OK;
}

/* ---- callouts ---- */

static bool resolve(const struct ruleset *rs, struct slice name, struct action *a) {
    enum label l = label_from(name);
    if (l != LABEL_NONE) {
        a->type = ACTION_LABEL;
        a->value = (uint8_t)l;
        return true;
    }
    a->check = check_find(name);
    if (a->check) {
        a->type = ACTION_CHECK;
        return true;
    }
    int c = lexicon_class(rs->lexicon, name);
    a->type = ACTION_CLASS;
    a->value = (uint8_t)c;
    return c >= 0;
}

static bool room(struct job *j) {
    if (j->p->n_actions < j->cap_actions)
        return true;
    size_t cap = j->cap_actions ? j->cap_actions * 2 : 8;
    struct action *a = realloc(j->p->actions, cap * sizeof *a);
    if (!a)
        return false;
    j->p->actions = a;
    j->cap_actions = cap;
    return true;
}

/* pcre2_callout_enumerate gives the callouts in the order of the text. */
static int note_callout(pcre2_callout_enumerate_block *block, void *ctx) {
    struct job *j = ctx;
    struct slice name = {(const char *)block->callout_string, block->callout_string_length};
    struct action a = {.offset = block->callout_string_offset};
    if (!name.p) {
        err_hint(j->e, "write (?C\"class\"), (?C\"check\") or (?C\"LABEL\")");
        j->st = wrong(j, block->pattern_position, "a callout without a name");
    } else if (!resolve(j->rs, name, &a)) {
        char what[128];
        (void)snprintf(what, sizeof what, "(?C\"%.*s\") is no lexicon class, check or label",
                       (int)(name.n < 40 ? name.n : 40), name.p);
        j->st = wrong(j, a.offset, what);
    } else if (!room(j)) {
        j->st = no_memory(j->e);
    } else {
        j->p->actions[j->p->n_actions++] = a;
        j->p->records = j->p->records || a.type == ACTION_LABEL;
    }
    return j->st == ST_OK ? 0 : 1;
}

static int by_offset(const void *pa, const void *pb) {
    const struct action *a = pa, *b = pb;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static enum status read_callouts(struct job *j) {
    int rc = pcre2_callout_enumerate(j->p->code, note_callout, j);
    if (j->st != ST_OK)
        return j->st;
    if (rc != 0)
        return wrong(j, j->own, "the callouts cannot be read");
    if (j->p->n_actions)
        qsort(j->p->actions, j->p->n_actions, sizeof *j->p->actions, by_offset);
    return ST_OK;
}

const struct action *pattern_action(const struct pattern *p, size_t offset) {
    size_t low = 0, high = p->n_actions;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (p->actions[mid].offset < offset)
            low = mid + 1;
        else
            high = mid;
    }
    return low < p->n_actions && p->actions[low].offset == offset ? &p->actions[low] : NULL;
}

/* ---- recursion ---- */

/* The group that a call by name at rest.p + start refers to; 0 when there is none. */
static uint32_t called_group(const struct job *j, struct slice rest, size_t start) {
    char name[40];
    size_t n = 0;
    while (start + n < rest.n && n + 1 < sizeof name && !strchr(")>'", rest.p[start + n]))
        n++;
    memcpy(name, rest.p + start, n);
    name[n] = '\0';
    int group = pcre2_substring_number_from_name(j->p->code, (PCRE2_SPTR)name);
    return group > 0 ? (uint32_t)group : 0;
}

/* True when rest begins a call of a group of the rule itself. */
static bool calls_own_group(const struct job *j, struct slice rest) {
    static const char *const named[] = {"(?&", "(?P>", "\\g<", "\\g'"};
    for (size_t c = 0; c < sizeof named / sizeof *named; c++)
        if (slice_starts(rest, slice_of(named[c]))) {
            uint32_t group = called_group(j, rest, strlen(named[c]));
            return group == 0 || group > j->prelude_groups;
        }
    if (rest.n < 4 || !slice_starts(rest, slice_of("(?")))
        return false;
    char kind = rest.p[2] == '-' ? rest.p[3] : rest.p[2]; /* (?-1) calls, (?-i) does not */
    return kind == 'R' || kind == '+' || (kind >= '0' && kind <= '9');
}

/* True when the rule's own text calls only groups of the prelude. What is called loses its
 * captures on return, so a label callout inside could not be told from one backtracked over. */
static bool calls_only_prelude(const struct job *j) {
    struct slice own = slice_cut(buf_slice(&j->text), j->own, j->text.n);
    for (size_t i = 0; i < own.n; i++)
        if (calls_own_group(j, slice_cut(own, i, own.n)))
            return false;
    return true;
}

/* How many groups the prelude has: a rule's own have higher numbers. */
static uint32_t count_groups(struct slice text) {
    int code;
    PCRE2_SIZE at;
    uint32_t n = 0;
    pcre2_code *c = pcre2_compile((PCRE2_SPTR)text.p, text.n, OPTIONS, &code, &at, NULL);
    if (c)
        pcre2_pattern_info(c, PCRE2_INFO_CAPTURECOUNT, &n);
    pcre2_code_free(c);
    return n;
}

/* ---- compiling ---- */

static enum status compile_text(struct job *j) {
    pcre2_compile_context *cc = pcre2_compile_context_create(NULL);
    if (!cc || pcre2_set_newline(cc, PCRE2_NEWLINE_ANYCRLF) != 0) {
        pcre2_compile_context_free(cc);
        return no_memory(j->e);
    }
    int code = 0;
    PCRE2_SIZE at = 0;
    uint32_t options = OPTIONS | (j->rule->caseless ? PCRE2_CASELESS : 0);
    j->p->code = pcre2_compile((PCRE2_SPTR)j->text.p, j->text.n, options, &code, &at, cc);
    pcre2_compile_context_free(cc);
    if (j->p->code)
        return ST_OK;
    PCRE2_UCHAR message[128];
    if (code == PCRE2_ERROR_NOMEMORY || pcre2_get_error_message(code, message, sizeof message) < 0)
        return no_memory(j->e);
    err_hint(j->e, "correct the pattern (in free spacing a space is [ ] and # is \\#)");
    return wrong(j, at, (const char *)message);
}

/* Text that cannot be JIT-compiled is matched by the interpreter, under its own limits. */
static void compile_fast(struct pattern *p) {
    p->jit = pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) == 0;
}

static enum status compile_parts(struct job *j) {
    enum status st = compile_text(j);
    if (st == ST_OK)
        st = read_names(j);
    if (st == ST_OK)
        st = read_callouts(j);
    if (st != ST_OK)
        return st;
    if (j->rule->kind != RULE_LEAVE && j->p->n_labels == 0 && !j->p->records) {
        err_hint(j->e, "put (?<NAME>...), (?<AGE>...) or another label around what it finds");
        return wrong(j, j->own, "the pattern has no group of a label");
    }
    if (j->p->records) {
        j->prelude_groups = count_groups(j->rs->prelude);
        j->p->final_groups = calls_only_prelude(j);
    }
    compile_fast(j->p);
    return ST_OK;
}

static enum status compile(struct pattern **out, const struct ruleset *rs, const struct rule *r,
                           struct err *e) {
    struct job j = {.rs = rs, .rule = r, .e = e};
    j.p = calloc(1, sizeof *j.p);
    if (!j.p || !buf_add_slice(&j.text, rs->prelude) || !buf_add_char(&j.text, '\n')) {
        buf_free(&j.text);
        free(j.p);
        return no_memory(e);
    }
    j.own = j.text.n;
    enum status st = buf_add_slice(&j.text, r->pattern) ? compile_parts(&j) : no_memory(e);
    buf_free(&j.text);
    if (st != ST_OK)
        pattern_free(j.p);
    else
        *out = j.p;
    return st;
}

enum status pattern_get(const struct pattern **out, struct ruleset *rs, struct rule_slot *slot,
                        struct err *e) {
    struct pattern *p = atomic_load_explicit(&slot->pattern, memory_order_acquire);
    if (p) {
        *out = p;
        return ST_OK;
    }
    if (pthread_mutex_lock(&rs->lock) != 0)
        return err_set(e, ST_INTERNAL, "a lock of the rules is broken");
    enum status st = ST_OK;
    p = atomic_load_explicit(&slot->pattern, memory_order_relaxed);
    if (!p)
        st = compile(&p, rs, slot->rule, e);
    if (st == ST_OK)
        atomic_store_explicit(&slot->pattern, p, memory_order_release);
    if (pthread_mutex_unlock(&rs->lock) != 0 && st == ST_OK)
        st = err_set(e, ST_INTERNAL, "a lock of the rules is broken");
    if (st == ST_OK)
        *out = p;
    return st;
}
