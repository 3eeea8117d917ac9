#include "rules/rulefile.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <utf8proc.h>
#include <yaml.h>

#include "base/utf8.h"
#include "rules/examples.h"
#include "rules/ruleset_private.h"
#include "text/fold.h"
#include "text/tokens.h"

#define ID_MAX 64

/* One file on its way into a ruleset. */
struct reader {
    yaml_parser_t parser;
    yaml_event_t event; /* the current one; valid when `have` */
    bool have;
    struct ruleset *rs;
    const char *file; /* in the ruleset's memory */
    bool user;
    bool rules_seen;
    uint8_t label;   /* the file's, for rules that name none */
    struct slice id; /* of the rule being read, for messages; empty before it is known */
    struct err *e;
};

/* A rule while its keys are read. */
struct draft {
    struct rule *rule;
    uint32_t seen; /* bit k: key k of `keys` stood there */
    uint32_t cap_examples, n_match, n_skip;
    bool replaces;
    bool prose;
};

typedef enum status key_fn(struct reader *r, struct draft *d);

static uint32_t line_of(const struct reader *r) {
    return (uint32_t)r->event.start_mark.line + 1;
}

/* Wrong at the current event. Always ST_RULE. */
static enum status bad(struct reader *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static enum status bad(struct reader *r, const char *fmt, ...) {
    char what[256];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    if (n < 0)
        what[0] = '\0';
    err_file(r->e, r->file);
    err_rule(r->e, r->id.p, r->id.n);
    if (r->e && !r->e->row)
        r->e->row = line_of(r);
    return err_set(r->e, ST_RULE, "%s", what);
}

static enum status no_memory(struct reader *r) {
    return err_set(r->e, ST_MEMORY, "out of memory while reading rules");
}

/* ---- events ---- */

static enum status yaml_failed(struct reader *r) {
    if (r->parser.error == YAML_MEMORY_ERROR)
        return no_memory(r);
    if (r->e)
        r->e->row = r->parser.problem_mark.line + 1;
    err_hint(r->e, "indent with spaces, put examples in single quotes and patterns after `|`");
    return bad(r, "not YAML: %s", r->parser.problem ? r->parser.problem : "cannot be read");
}

/* Goes to the next event. Aliases are refused: a rule must be readable where it stands. */
static enum status next(struct reader *r) {
    if (r->have)
        yaml_event_delete(&r->event);
    r->have = yaml_parser_parse(&r->parser, &r->event) == 1;
    if (!r->have)
        return yaml_failed(r);
    if (r->event.type != YAML_ALIAS_EVENT)
        return ST_OK;
    err_hint(r->e, "write the value out");
    return bad(r, "YAML aliases are not allowed here");
}

static struct slice scalar(const struct reader *r) {
    return (struct slice){(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
}

/* The current event must be a scalar. */
static enum status want_scalar(struct reader *r, const char *key) {
    if (r->event.type == YAML_SCALAR_EVENT)
        return ST_OK;
    return bad(r, "`%s` must be one value, not a list or mapping", key);
}

/* Goes to the next event and copies the scalar it must be. */
static enum status next_text(struct reader *r, const char *key, struct slice *out) {
    *out = (struct slice){NULL, 0};
    enum status st = next(r);
    if (st == ST_OK)
        st = want_scalar(r, key);
    if (st != ST_OK)
        return st;
    if (scalar(r).n == 0)
        return bad(r, "`%s` is empty", key);
    if (memchr(scalar(r).p, 0, scalar(r).n))
        return bad(r, "`%s` holds a NUL character", key);
    *out = arena_copy(&r->rs->memory, scalar(r));
    return out->p ? ST_OK : no_memory(r);
}

static enum status next_yes(struct reader *r, const char *key, bool *out) {
    enum status st = next(r);
    if (st == ST_OK)
        st = want_scalar(r, key);
    if (st != ST_OK)
        return st;
    *out = slice_is(scalar(r), "yes") || slice_is(scalar(r), "true");
    if (*out || slice_is(scalar(r), "no") || slice_is(scalar(r), "false"))
        return ST_OK;
    return bad(r, "`%s` must be yes or no", key);
}

/* Room for one more element in an array of the arena. */
static void *grown(struct reader *r, void *old, uint32_t n, uint32_t *cap, size_t size) {
    if (n < *cap)
        return old;
    uint32_t more = *cap ? *cap * 2 : 4;
    void *p = arena_calloc(&r->rs->memory, more, size);
    if (!p)
        return NULL;
    if (n)
        memcpy(p, old, n * size);
    *cap = more;
    return p;
}

/* ---- the keys of a rule ---- */

static enum status read_label(struct reader *r, uint8_t *out) {
    struct slice s = {0};
    enum status st = next_text(r, "label", &s);
    if (st != ST_OK)
        return st;
    *out = (uint8_t)label_from(s);
    if (*out != LABEL_NONE)
        return ST_OK;
    err_hint(r->e, "labels are NAME, AGE, PLACE, DATE, CONTACT, ID and GROUP");
    return bad(r, "there is no such label");
}

static bool id_valid(struct slice s) {
    if (s.n == 0 || s.n > ID_MAX || s.p[0] < 'a' || s.p[0] > 'z')
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-", s.p[i]))
            return false;
    return true;
}

static bool id_reserved(struct slice s) {
    static const char *const names[] = {"evidence", "memory", "known",
                                        "column",   "deny",   "uncovered"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_is(s, names[i]))
            return true;
    return false;
}

static enum status key_id(struct reader *r, struct draft *d) {
    enum status st = next_text(r, "id", &d->rule->id);
    if (st != ST_OK)
        return st;
    d->rule->line = line_of(r);
    if (!id_valid(d->rule->id)) {
        err_hint(r->e, "use small letters, digits and hyphens, a letter first, at most %d", ID_MAX);
        return bad(r, "this cannot be a rule's id");
    }
    r->id = d->rule->id;
    if (!id_reserved(r->id))
        return ST_OK;
    err_hint(r->e, "choose another id");
    return bad(r, "this id is reserved: blot uses it in `rule` of a redaction");
}

static enum status key_about(struct reader *r, struct draft *d) {
    return next_text(r, "about", &d->rule->about);
}

static enum status key_kind(struct reader *r, struct draft *d) {
    struct slice s = {0};
    enum status st = next_text(r, "kind", &s);
    if (st != ST_OK)
        return st;
    if (slice_is(s, "decisive"))
        d->rule->kind = RULE_DECISIVE;
    else if (slice_is(s, "evidence"))
        d->rule->kind = RULE_EVIDENCE;
    else if (slice_is(s, "leave"))
        d->rule->kind = RULE_LEAVE;
    else
        return bad(r, "`kind` must be decisive, evidence or leave");
    return ST_OK;
}

static enum status key_label(struct reader *r, struct draft *d) {
    return read_label(r, &d->rule->label);
}

static enum status key_pattern(struct reader *r, struct draft *d) {
    enum status st = next_text(r, "pattern", &d->rule->pattern);
    if (st != ST_OK)
        return st;
    yaml_scalar_style_t style = r->event.data.scalar.style;
    bool block = style == YAML_LITERAL_SCALAR_STYLE;
    d->rule->pattern_line = line_of(r) + (block ? 1 : 0);
    if (style != YAML_FOLDED_SCALAR_STYLE)
        return ST_OK;
    err_hint(r->e, "write `pattern: |` so that lines and comments of the pattern stay");
    return bad(r, "`pattern: >` joins lines");
}

static enum status key_caseless(struct reader *r, struct draft *d) {
    return next_yes(r, "caseless", &d->rule->caseless);
}

static enum status key_only(struct reader *r, struct draft *d) {
    struct slice s = {0};
    enum status st = next_text(r, "only", &s);
    if (st != ST_OK)
        return st;
    d->rule->strict = slice_is(s, "strict");
    d->rule->banding = slice_is(s, "bands");
    return d->rule->strict || d->rule->banding ? ST_OK : bad(r, "`only` can be strict or bands");
}

static enum status key_prose(struct reader *r, struct draft *d) {
    return next_yes(r, "prose", &d->prose);
}

static enum status key_replaces(struct reader *r, struct draft *d) {
    return next_yes(r, "replaces", &d->replaces);
}

/* ---- at, next, after, ahead, behind ---- */

static const struct {
    const char *name;
    struct trigger trigger;
} shapes[] = {
    {"any", {AT_ANY, 0}},
    {"number", {AT_KIND, TOK_NUMBER}},
    {"word", {AT_KIND, TOK_WORD}},
    {"symbol", {AT_KIND, TOK_SYMBOL}},
    {"line", {AT_KIND, TOK_LINE}},
    {"possessive", {AT_KIND, TOK_POSS}},
    {"capital", {AT_SHAPE, SHAPE_CAP}},
    {"upper", {AT_SHAPE, SHAPE_UPPER}},
    {"lower", {AT_SHAPE, SHAPE_LOWER}},
    {"letter", {AT_SHAPE, SHAPE_LETTER}},
    {"mixed", {AT_SHAPE, SHAPE_MIXED}},
    {"short", {AT_SHORT, 0}},
};

static bool is_letter(uint32_t cp) {
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

/* '=word' or '=@': the text after the equals sign. */
static enum status trigger_exact(struct reader *r, const char *key, struct slice s,
                                 struct trigger *out) {
    size_t len = 0;
    uint32_t cp = s.n ? utf8_decode(&len, s) : 0;
    if (s.n && len == s.n && !is_letter(cp) && !(cp >= '0' && cp <= '9')) {
        *out = (struct trigger){AT_SYMBOL, cp};
        return ST_OK;
    }
    bool word = s.n > 0;
    for (size_t i = 0; i < s.n; i++)
        word = word && !strchr(" \t-/0123456789", s.p[i]);
    char folded[LEX_KEY_MAX];
    size_t n = word ? fold_key(folded, sizeof folded, s) : 0;
    if (n == 0) {
        err_hint(r->e, "hyphens, spaces and digits end a word: name its first word, or `number`");
        return bad(r, "`=` in `%s` must be followed by one word or one symbol", key);
    }
    *out = (struct trigger){AT_WORD, token_hash((struct slice){folded, n})};
    return ST_OK;
}

static enum status trigger_from(struct reader *r, const char *key, struct slice s,
                                struct trigger *out) {
    if (s.n > 0 && s.p[0] == '=')
        return trigger_exact(r, key, slice_cut(s, 1, s.n), out);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (slice_is(s, shapes[i].name)) {
            *out = shapes[i].trigger;
            return ST_OK;
        }
    int c = lexicon_class(r->rs->lexicon, s);
    if (c < 0) {
        err_hint(r->e, "use number, word, capital, upper, lower, letter, mixed, symbol, line, "
                       "possessive, any, a lexicon class, or '=word'");
        return bad(r, "`%s` names `%.*s`, which is no lexicon class", key,
                   (int)(s.n < 40 ? s.n : 40), s.p);
    }
    *out = (struct trigger){AT_CLASS, (uint32_t)c};
    return ST_OK;
}

static enum status add_trigger(struct reader *r, const char *key, struct trigger_list *l,
                               uint32_t *cap) {
    enum status st = want_scalar(r, key);
    struct trigger t = {0};
    if (st == ST_OK)
        st = trigger_from(r, key, scalar(r), &t);
    if (st != ST_OK)
        return st;
    l->v = grown(r, l->v, l->n, cap, sizeof *l->v);
    if (!l->v)
        return no_memory(r);
    l->v[l->n++] = t;
    return ST_OK;
}

/* A list of triggers, or one alone. */
static enum status read_triggers(struct reader *r, const char *key, struct trigger_list *l) {
    uint32_t cap = 0;
    enum status st = next(r);
    if (st != ST_OK)
        return st;
    if (r->event.type == YAML_SCALAR_EVENT)
        return add_trigger(r, key, l, &cap);
    if (r->event.type != YAML_SEQUENCE_START_EVENT)
        return bad(r, "`%s` must be a list", key);
    while ((st = next(r)) == ST_OK && r->event.type != YAML_SEQUENCE_END_EVENT)
        if ((st = add_trigger(r, key, l, &cap)) != ST_OK)
            return st;
    return st == ST_OK && l->n == 0 ? bad(r, "`%s` is empty", key) : st;
}

static enum status key_at(struct reader *r, struct draft *d) {
    struct trigger_list l = {0};
    enum status st = read_triggers(r, "at", &l);
    d->rule->at = l.v;
    d->rule->n_at = l.n;
    return st;
}

static enum status key_next(struct reader *r, struct draft *d) {
    return read_triggers(r, "next", &d->rule->near[NEAR_NEXT]);
}

static enum status key_glued(struct reader *r, struct draft *d) {
    return read_triggers(r, "glued", &d->rule->near[NEAR_GLUED]);
}

static enum status key_after(struct reader *r, struct draft *d) {
    return read_triggers(r, "after", &d->rule->near[NEAR_AFTER]);
}

static enum status key_ahead(struct reader *r, struct draft *d) {
    return read_triggers(r, "ahead", &d->rule->near[NEAR_AHEAD]);
}

static enum status key_behind(struct reader *r, struct draft *d) {
    return read_triggers(r, "behind", &d->rule->near[NEAR_BEHIND]);
}

static enum status key_further(struct reader *r, struct draft *d) {
    return read_triggers(r, "further", &d->rule->near[NEAR_FURTHER]);
}

/* ---- match and skip ---- */

/* Plain scalars are refused: ` #` would cut them and `: ` break them without a word. */
static enum status add_example(struct reader *r, struct draft *d, bool skip) {
    enum status st = want_scalar(r, skip ? "skip" : "match");
    if (st != ST_OK)
        return st;
    if (r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE) {
        err_hint(r->e, "put it in single quotes ('' stands for an apostrophe)");
        return bad(r, "an example without quotes");
    }
    struct rule *rule = d->rule;
    rule->examples =
        grown(r, rule->examples, rule->n_examples, &d->cap_examples, sizeof *rule->examples);
    struct slice text = arena_copy(&r->rs->memory, scalar(r));
    if (!rule->examples || !text.p)
        return no_memory(r);
    uint32_t number = skip ? ++d->n_skip : ++d->n_match;
    struct rule_example *x = &rule->examples[rule->n_examples++];
    *x = (struct rule_example){text, skip, number, line_of(r)};
    const char *wrong = example_wrong(x);
    if (!wrong)
        return ST_OK;
    err_hint(r->e, "mark each span that the rule must find as [[...]] under `match`, none under "
                   "`skip`");
    return bad(r, "%s", wrong);
}

static enum status read_examples(struct reader *r, struct draft *d, bool skip) {
    enum status st = next(r);
    if (st != ST_OK)
        return st;
    if (r->event.type != YAML_SEQUENCE_START_EVENT)
        return bad(r, "`%s` must be a list of quoted examples", skip ? "skip" : "match");
    while ((st = next(r)) == ST_OK && r->event.type != YAML_SEQUENCE_END_EVENT)
        if ((st = add_example(r, d, skip)) != ST_OK)
            return st;
    return st;
}

static enum status key_match(struct reader *r, struct draft *d) {
    return read_examples(r, d, false);
}

static enum status key_skip(struct reader *r, struct draft *d) {
    return read_examples(r, d, true);
}

/* ---- a rule ---- */

static const struct {
    const char *name;
    key_fn *read;
    bool required;
} keys[] = {
    {"id", key_id, true},           {"about", key_about, true},
    {"kind", key_kind, true},       {"at", key_at, true},
    {"pattern", key_pattern, true}, {"match", key_match, true},
    {"skip", key_skip, true},       {"label", key_label, false},
    {"only", key_only, false},      {"caseless", key_caseless, false},
    {"prose", key_prose, false},    {"replaces", key_replaces, false},
    {"next", key_next, false},      {"after", key_after, false},
    {"glued", key_glued, false},    {"ahead", key_ahead, false},
    {"behind", key_behind, false},  {"further", key_further, false},
};
#define KEYS (sizeof keys / sizeof *keys)

static enum status read_key(struct reader *r, struct draft *d) {
    if (r->event.type != YAML_SCALAR_EVENT)
        return bad(r, "a rule's keys must be plain words");
    for (size_t k = 0; k < KEYS; k++)
        if (slice_is(scalar(r), keys[k].name)) {
            if (d->seen & 1u << k)
                return bad(r, "`%s` stands twice in this rule", keys[k].name);
            d->seen |= 1u << k;
            return keys[k].read(r, d);
        }
    err_hint(r->e, "keys of a rule: id, about, kind, label, at, next, after, ahead, behind, only, "
                   "prose, caseless, replaces, pattern, match, skip");
    return bad(r, "`%.*s` is no key of a rule", (int)(scalar(r).n < 40 ? scalar(r).n : 40),
               scalar(r).p);
}

/* The labels that the pattern's text names in groups or callouts, as bits; bit 0 is KEEP. */
static uint32_t pattern_labels(struct slice p) {
    static const char *const heads[] = {"(?<", "(?P<", "(?'", "(?C\"", "(?C'", "(?C`"};
    uint32_t found = 0;
    for (size_t i = 0; i < p.n; i++)
        for (size_t h = 0; h < sizeof heads / sizeof *heads; h++) {
            struct slice rest = slice_cut(p, i, p.n);
            if (!slice_starts(rest, slice_of(heads[h])))
                continue;
            size_t start = strlen(heads[h]), end = start;
            while (end < rest.n && rest.p[end] >= 'A' && rest.p[end] <= 'Z')
                end++;
            struct slice name = slice_cut(rest, start, end);
            if (slice_is(name, "KEEP"))
                found |= 1u;
            else if (label_from(name) != LABEL_NONE)
                found |= 1u << label_from(name);
        }
    return found;
}

static enum status check_labels(struct reader *r, struct rule *rule) {
    uint32_t found = pattern_labels(rule->pattern);
    if (rule->kind == RULE_LEAVE) {
        rule->label = LABEL_NONE;
        if ((found & ~1u) == 0)
            return ST_OK;
        err_hint(r->e, "name what stays (?<KEEP>...), or nothing for the whole match");
        return bad(r, "a rule of kind leave has a group of a label");
    }
    if (found & 1u)
        return bad(r, "(?<KEEP>...) belongs to rules of kind leave");
    if (found == 0) {
        err_hint(r->e, "put (?<NAME>...), (?<AGE>...) or another label around what it finds");
        return bad(r, "the pattern has no group of a label");
    }
    if (rule->label == LABEL_NONE)
        while (!(found & 1u << rule->label))
            rule->label++;
    return ST_OK;
}

static enum status check_complete(struct reader *r, const struct draft *d) {
    for (size_t k = 0; k < KEYS; k++)
        if (keys[k].required && !(d->seen & 1u << k))
            return bad(r, "the rule has no `%s`", keys[k].name);
    if (d->n_match == 0 || d->n_skip == 0) {
        err_hint(r->e, "give at least one example of each: they are the rule's tests");
        return bad(r, "`%s` has no example", d->n_match ? "skip" : "match");
    }
    if (d->prose && d->rule->kind != RULE_DECISIVE)
        return bad(r, "`prose` is for decisive rules: the others never run outside prose");
    return ST_OK;
}

static enum status finish_rule(struct reader *r, struct draft *d) {
    struct rule *rule = d->rule;
    if (r->e) /* what is missing is reported at the rule, not where the next one starts */
        r->e->row = rule->line ? rule->line : line_of(r);
    enum status st = check_complete(r, d);
    if (st == ST_OK)
        st = check_labels(r, rule);
    if (st != ST_OK)
        return st;
    rule->decisive_scan = rule->kind == RULE_DECISIVE && !d->prose;
    st = ruleset_append(r->rs, rule, d->replaces, r->e);
    if (st == ST_RULE) {
        err_file(r->e, r->file);
        err_rule(r->e, r->id.p, r->id.n);
    } else if (r->e) {
        r->e->row = 0;
    }
    r->id = (struct slice){0};
    return st;
}

static enum status read_rule(struct reader *r) {
    if (r->event.type != YAML_MAPPING_START_EVENT)
        return bad(r, "`rules` must be a list of mappings, each starting with `- id:`");
    struct draft d = {.rule = arena_calloc(&r->rs->memory, 1, sizeof *d.rule)};
    if (!d.rule)
        return no_memory(r);
    d.rule->label = r->label;
    d.rule->caseless = true;
    d.rule->user = r->user;
    d.rule->file = r->file;
    enum status st;
    while ((st = next(r)) == ST_OK && r->event.type != YAML_MAPPING_END_EVENT)
        if ((st = read_key(r, &d)) != ST_OK)
            return st;
    return st == ST_OK ? finish_rule(r, &d) : st;
}

/* ---- the file ---- */

static enum status read_rules(struct reader *r) {
    enum status st = next(r);
    if (st != ST_OK)
        return st;
    r->rules_seen = true;
    if (r->event.type != YAML_SEQUENCE_START_EVENT)
        return bad(r, "`rules` must be a list");
    while ((st = next(r)) == ST_OK && r->event.type != YAML_SEQUENCE_END_EVENT)
        if ((st = read_rule(r)) != ST_OK)
            return st;
    return st;
}

static enum status read_top_key(struct reader *r) {
    if (r->event.type == YAML_SCALAR_EVENT && slice_is(scalar(r), "rules"))
        return r->rules_seen ? bad(r, "`rules` stands twice") : read_rules(r);
    if (r->event.type == YAML_SCALAR_EVENT && slice_is(scalar(r), "label")) {
        if (r->rules_seen)
            return bad(r, "`label` must stand before `rules`");
        return read_label(r, &r->label);
    }
    err_hint(r->e, "a rule file has `label:` and `rules:`");
    return bad(r, "this is no key of a rule file");
}

static enum status read_document(struct reader *r) {
    enum status st = next(r);
    if (st != ST_OK)
        return st;
    if (r->event.type != YAML_MAPPING_START_EVENT) {
        err_hint(r->e, "a rule file has `label:` and `rules:`");
        return bad(r, "a rule file must be a mapping");
    }
    while ((st = next(r)) == ST_OK && r->event.type != YAML_MAPPING_END_EVENT)
        if ((st = read_top_key(r)) != ST_OK)
            return st;
    if (st == ST_OK && !r->rules_seen)
        return bad(r, "the file has no `rules`");
    return st == ST_OK ? next(r) : st; /* the document's end */
}

static enum status read_stream(struct reader *r) {
    enum status st = next(r); /* the stream's start */
    if (st == ST_OK)
        st = next(r);
    if (st != ST_OK)
        return st;
    if (r->event.type == YAML_STREAM_END_EVENT)
        return bad(r, "the file has no `rules`");
    st = read_document(r);
    if (st == ST_OK)
        st = next(r);
    if (st == ST_OK && r->event.type != YAML_STREAM_END_EVENT)
        return bad(r, "a rule file must be one YAML document");
    return st;
}

enum status rulefile_read(struct ruleset *rs, struct slice yaml, const char *file, bool user,
                          struct err *e) {
    struct reader r = {.rs = rs, .user = user, .e = e};
    r.file = arena_copy(&rs->memory, slice_of(file)).p;
    if (!r.file || !yaml_parser_initialize(&r.parser))
        return no_memory(&r);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)yaml.p, yaml.n);
    enum status st = read_stream(&r);
    if (r.have)
        yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    return st;
}
