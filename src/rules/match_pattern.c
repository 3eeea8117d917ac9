#include "rules/match_pattern.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "rules/expand.h"
#include "rules/factor.h"

#define OPTIONS                                                                                    \
    (PCRE2_UTF | PCRE2_UCP | PCRE2_EXTENDED | PCRE2_ANCHORED | PCRE2_DUPNAMES |                    \
     PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_START_OPTIMIZE)

#define DEFINE "(?(DEFINE)\n"

/* One compilation. */
struct job {
    const struct ruleset *rs;
    const struct rule *rule;
    struct buf text; /* what the rule needs of the prelude, then the rule's pattern */
    size_t own;      /* where the rule's pattern begins in text */
    bool *needed;    /* by piece of the prelude */
    struct pattern *p;
    enum status st; /* set by callbacks */
    struct err *e;
};

static enum status no_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory while compiling a rule");
}

static uint32_t lines_in(const struct job *j, size_t from, size_t to) {
    uint32_t n = 0;
    for (size_t i = from; i < to && i < j->text.n; i++)
        n += j->text.p[i] == '\n';
    return n;
}

/* The line of the prelude that stands at byte `at` of the compiled text. */
static uint32_t prelude_line(const struct job *j, size_t at) {
    const struct prelude *p = &j->rs->prelude;
    if (p->n == 0)
        return 1 + lines_in(j, 0, at);
    size_t start = strlen(DEFINE);
    for (uint32_t k = 0; k < p->n; k++) {
        size_t end = start + (j->needed[k] ? p->pieces[k].text.n + 1 : 0);
        if (at < end)
            return p->pieces[k].line + lines_in(j, start, at);
        start = end;
    }
    return 0;
}

/* Wrong at a byte of job->text. */
static enum status wrong(struct job *j, size_t at, const char *what) {
    rule_place(j->e, j->rule, 0);
    while (at > j->own &&
           j->text.p[at - 1] == '\n') /* a missing parenthesis is missed at the end */
        at--;
    if (at < j->own)
        err_file(j->e, "prelude.pcre");
    if (j->e)
        j->e->row =
            at < j->own ? prelude_line(j, at) : j->rule->pattern_line + lines_in(j, j->own, at);
    return err_set(j->e, ST_RULE, "%s", what);
}

void pattern_free(struct pattern *p) {
    if (!p)
        return;
    pcre2_code *settled = atomic_load(&p->settled);
    if (settled != p->code)
        pcre2_code_free(settled);
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

/* Class names with one space between them. False when one is no class. */
static bool resolve_classes(const struct lexicon *lx, struct slice names, lex_set *out) {
    size_t start = 0;
    for (size_t i = 0; i <= names.n; i++) {
        if (i < names.n && names.p[i] != ' ')
            continue;
        int c = lexicon_class(lx, slice_cut(names, start, i));
        if (c < 0)
            return false;
        *out |= (lex_set)1 << c;
        start = i + 1;
    }
    return true;
}

static bool resolve(const struct ruleset *rs, struct slice name, struct action *a) {
    a->label = (uint8_t)label_from(name);
    a->check = check_find(name);
    if (a->label != LABEL_NONE) {
        a->type = ACTION_LABEL;
    } else if (slice_is(name, "in-phrase")) {
        a->type = ACTION_IN_PHRASE;
    } else if (a->check) {
        a->type = ACTION_CHECK;
    } else {
        a->type = ACTION_CLASS;
        a->negated = name.n > 0 && name.p[0] == '!';
        if (a->negated)
            name = slice_cut(name, 1, name.n);
        return resolve_classes(rs->lexicon, name, &a->classes);
    }
    return true;
}

/* Says what is wrong with the callouts of a pattern as it was written. */
static int check_callout(pcre2_callout_enumerate_block *block, void *ctx) {
    struct job *j = ctx;
    struct slice name = {(const char *)block->callout_string, block->callout_string_length};
    struct action a = {0};
    if (!name.p) {
        err_hint(j->e, "write (?C\"class\"), (?C\"check\") or (?C\"LABEL\")");
        j->st = wrong(j, block->pattern_position, "a callout without a name");
    } else if (!resolve(j->rs, name, &a)) {
        char what[128];
        (void)snprintf(what, sizeof what, "(?C\"%.*s\") is no lexicon class, check or label",
                       (int)(name.n < 40 ? name.n : 40), name.p);
        j->st = wrong(j, block->callout_string_offset, what);
    }
    j->p->records = j->p->records || (name.p && a.type == ACTION_LABEL);
    return j->st == ST_OK ? 0 : 1;
}

/* Numbered callouts, as expand.h gives them. */
static enum status read_actions(struct job *j, const struct expanded *x) {
    j->p->actions = calloc((size_t)x->n_names + 1, sizeof *j->p->actions);
    if (!j->p->actions)
        return no_memory(j->e);
    for (uint32_t k = 0; k < x->n_names; k++) {
        struct action *a = &j->p->actions[k];
        if (!resolve(j->rs, expanded_name(x, k), a))
            return err_set(j->e, ST_RULE, "a callout is unknown");
        j->p->records = j->p->records || a->type == ACTION_LABEL;
    }
    return ST_OK;
}

/* ---- recursion ---- */

/* Whether the text has a group of that name. */
static bool has_group(struct slice text, const char *name, size_t n) {
    static const char *const heads[] = {"(?<", "(?P<", "(?'"};
    for (size_t i = 0; i < text.n; i++)
        for (size_t h = 0; text.p[i] == '(' && h < sizeof heads / sizeof *heads; h++) {
            struct slice rest = slice_cut(text, i, text.n);
            const size_t head = strlen(heads[h]);
            if (slice_starts(rest, slice_of(heads[h])) && rest.n > head + n &&
                memcmp(rest.p + head, name, n) == 0 && strchr(">'", rest.p[head + n]))
                return true;
        }
    return false;
}

/* Whether a call by name at rest.p + start is of a group of own, the rule's own text, or of none
 * that is the only one of its name. */
static bool calls_own_name(const struct job *j, struct slice own, struct slice rest, size_t start) {
    char name[40];
    size_t n = 0;
    while (start + n < rest.n && n + 1 < sizeof name && !strchr(")>'", rest.p[start + n]))
        n++;
    memcpy(name, rest.p + start, n);
    name[n] = '\0';
    return pcre2_substring_number_from_name(j->p->code, (PCRE2_SPTR)name) <= 0 ||
           has_group(own, name, n);
}

/* True when rest, the end of own, begins a call of a group of the rule itself. */
static bool calls_own_group(const struct job *j, struct slice own, struct slice rest) {
    static const char *const named[] = {"(?&", "(?P>", "\\g<", "\\g'"};
    for (size_t c = 0; c < sizeof named / sizeof *named; c++)
        if (slice_starts(rest, slice_of(named[c])))
            return calls_own_name(j, own, rest, strlen(named[c]));
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
        if (calls_own_group(j, own, slice_cut(own, i, own.n)))
            return false;
    return true;
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

/* JIT code takes as long to make as some tries by the interpreter, the longer the larger the
 * pattern is. */
#define BYTES_A_TRY 40u

static void be_patient(struct pattern *p) {
    size_t bytes;
    if (pcre2_pattern_info(p->code, PCRE2_INFO_SIZE, &bytes) == 0)
        p->patience = (uint32_t)(bytes / BYTES_A_TRY); /* else JIT code is made at once */
}

/* Makes JIT code, of a copy, as others may be at work with the original. What cannot be
 * JIT-compiled is matched by the interpreter, under its own limits. False when memory is out. */
static bool settle(struct pattern *p) {
    pcre2_code *code = pcre2_code_copy(p->code);
    if (!code)
        return false;
    p->jit = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
    if (!p->jit) {
        pcre2_code_free(code);
        code = p->code;
    }
    atomic_store_explicit(&p->settled, code, memory_order_release);
    return true;
}

/* A rule that finds nothing is a mistake. */
static enum status check_labels(struct job *j) {
    if (j->rule->kind == RULE_LEAVE || j->p->n_labels || j->p->records)
        return ST_OK;
    err_hint(j->e, "put (?<NAME>...), (?<AGE>...) or another label around what it finds");
    return wrong(j, j->own, "the pattern has no group of a label");
}

/* Compiles the expanded text, which is moved to the job. */
static enum status compile_expanded(struct job *j, struct expanded *x) {
    buf_free(&j->text);
    j->text = x->text;
    x->text = (struct buf){0};
    j->own = x->own;
    enum status st = compile_text(j);
    if (st == ST_OK)
        st = read_names(j);
    if (st == ST_OK)
        st = read_actions(j, x);
    if (st == ST_OK)
        st = check_labels(j);
    if (st != ST_OK)
        return st;
    if (j->p->records)
        j->p->final_groups = calls_only_prelude(j);
    be_patient(j->p);
    return ST_OK;
}

/* The pieces of the prelude that the rule calls, as one DEFINE. */
static bool write_prelude(struct job *j) {
    const struct prelude *p = &j->rs->prelude;
    if (p->n == 0)
        return buf_add_slice(&j->text, p->text) && buf_add_char(&j->text, '\n');
    prelude_needs(p, j->rule->pattern, j->needed);
    bool ok = buf_add_str(&j->text, DEFINE);
    for (uint32_t k = 0; k < p->n && ok; k++)
        if (j->needed[k])
            ok = buf_add_slice(&j->text, p->pieces[k].text) && buf_add_char(&j->text, '\n');
    return ok && buf_add_str(&j->text, ")\n");
}

/* The text as it was written, so that messages give the right line. */
static bool write_plain(struct job *j) {
    buf_clear(&j->text);
    bool ok = write_prelude(j);
    j->own = j->text.n;
    return ok && buf_add_slice(&j->text, j->rule->pattern);
}

/* Says what is wrong with a pattern that could not be compiled expanded. */
static enum status find_mistake(struct job *j) {
    pattern_free(j->p);
    j->p = calloc(1, sizeof *j->p);
    if (!j->p || !write_plain(j))
        return no_memory(j->e);
    enum status st = compile_text(j);
    if (st == ST_OK)
        st = read_names(j);
    if (st == ST_OK && pcre2_callout_enumerate(j->p->code, check_callout, j) != 0)
        st = j->st == ST_OK ? wrong(j, j->own, "the callouts cannot be read") : j->st;
    if (st == ST_OK)
        st = check_labels(j);
    if (st == ST_OK)
        st = wrong(j, j->own, "the pattern is too long or asks for too many things");
    return st;
}

enum expand_result ruleset_write_out(const struct ruleset *rs, const struct rule *r,
                                     size_t inline_max, struct expanded *x) {
    enum expand_result made =
        expand_pattern(x, &rs->prelude, rs->lexicon, r->pattern, r->caseless, inline_max);
    if (made == EXPAND_OK && rs->prelude.n > 0)
        factor_expanded(x);
    return made;
}

/* Writes the pattern out, or takes what was written at build time. */
static enum expand_result take_written(const struct job *j, size_t inline_max, struct expanded *x) {
    const struct rule_written *w = j->rule->written;
    if (!w || inline_max != EXPAND_INLINE_MAX)
        return ruleset_write_out(j->rs, j->rule, inline_max, x);
    x->own = w->own;
    x->n_names = w->n_names;
    memcpy(x->name_end, w->name_end, w->n_names * sizeof *w->name_end);
    return buf_add_slice(&x->text, w->text) && buf_add_slice(&x->names, w->names) ? EXPAND_OK
                                                                                  : EXPAND_MEMORY;
}

/* One way of writing the pattern out. ST_RULE without details: it cannot be compiled so. */
static enum status try_expanded(struct job *j, size_t inline_max) {
    struct expanded x = {0};
    pattern_free(j->p);
    buf_clear(&j->text);
    j->p = calloc(1, sizeof *j->p);
    enum status st = j->p ? ST_OK : no_memory(j->e);
    if (st == ST_OK) {
        enum expand_result made = take_written(j, inline_max, &x);
        st = made == EXPAND_MEMORY  ? no_memory(j->e)
             : made == EXPAND_UNFIT ? ST_RULE
                                    : compile_expanded(j, &x);
    }
    expanded_free(&x);
    return st;
}

/* Written out as far as is good for speed; with all calls where that becomes too long for PCRE2, or
 * a lookbehind too hard. */
static enum status compile(struct pattern **out, const struct ruleset *rs, const struct rule *r,
                           struct err *e) {
    struct job j = {.rs = rs, .rule = r}; /* without e: only find_mistake has details to tell */
    j.needed = calloc((size_t)rs->prelude.n + 1, sizeof *j.needed);
    enum status st = j.needed ? try_expanded(&j, EXPAND_INLINE_MAX) : ST_MEMORY;
    if (st == ST_RULE)
        st = try_expanded(&j, 0);
    j.e = e;
    if (st == ST_RULE)
        st = find_mistake(&j);
    if (st == ST_MEMORY)
        (void)no_memory(e);
    buf_free(&j.text);
    free(j.needed);
    if (st != ST_OK)
        pattern_free(j.p);
    else
        *out = j.p;
    return st;
}

/* What callouts ask for, as outlines know it. */
static void outline_asks(const struct ruleset *rs, const struct expanded *x,
                         struct outline_ask *asks) {
    for (uint32_t k = 0; k < x->n_names; k++) {
        struct action a = {0};
        bool known = resolve(rs, expanded_name(x, k), &a);
        asks[k] = (struct outline_ask){0};
        if (known && a.type == ACTION_CLASS)
            asks[k] = (struct outline_ask){a.classes, a.negated};
    }
}

static bool outline_rule(const struct ruleset *rs, const struct rule *r, struct outlines *o) {
    struct expanded x = {0};
    struct outline_ask asks[EXPANDED_CALLOUTS];
    enum expand_result made =
        expand_pattern(&x, &rs->prelude, rs->lexicon, r->pattern, r->caseless, EXPAND_INLINE_MAX);
    bool ok = made != EXPAND_MEMORY;
    if (made == EXPAND_OK) {
        outline_asks(rs, &x, asks);
        struct slice text = x.text.n ? buf_slice(&x.text) : slice_of(""); /* a comment only */
        struct outline_source source = {text, x.own, asks, x.n_names, r->index, r->caseless};
        ok = outline_add(o, &source);
    }
    expanded_free(&x);
    return ok;
}

bool ruleset_outline(const struct ruleset *rs, const uint64_t *leave_out, struct outlines *o) {
    bool ok = true;
    for (size_t i = 0; i < rs->n && ok; i++)
        if (!leave_out || !(leave_out[i / 64] >> i % 64 & 1))
            ok = outline_rule(rs, rs->slots[i]->rule, o);
    return ok;
}

enum status pattern_get(struct pattern **out, struct ruleset *rs, struct rule_slot *slot,
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

enum status pattern_settled(const pcre2_code **out, struct pattern *p, struct ruleset *rs, bool now,
                            struct err *e) {
    *out = atomic_load_explicit(&p->settled, memory_order_acquire);
    if (*out ||
        (!now && atomic_fetch_add_explicit(&p->tries, 1, memory_order_relaxed) < p->patience))
        return ST_OK;
    if (pthread_mutex_lock(&rs->lock) != 0)
        return err_set(e, ST_INTERNAL, "a lock of the rules is broken");
    bool ok = atomic_load_explicit(&p->settled, memory_order_relaxed) || settle(p);
    *out = atomic_load_explicit(&p->settled, memory_order_relaxed);
    if (pthread_mutex_unlock(&rs->lock) != 0)
        return err_set(e, ST_INTERNAL, "a lock of the rules is broken");
    return ok ? ST_OK : no_memory(e);
}
