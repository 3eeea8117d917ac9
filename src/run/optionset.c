#include "run/optionset.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "redact/action.h"

/* "--input xml: there is no such format; it may be csv, tsv, jsonl or text". Values are shown: they
 * are the user's own words, never data. */
static enum status bad_value(struct parse *p, const char *what) {
    err_set(p->e, ST_USAGE, "--%s %.80s: %s", p->def->name, p->value ? p->value : "", what);
    return ST_USAGE;
}

static enum status bad_choice(struct parse *p, const char *const *names) {
    bad_value(p, "is not one of its values");
    char list[200] = "";
    for (size_t i = 0; names[i]; i++) {
        const char *join = i == 0 ? "" : names[i + 1] ? ", " : " or ";
        strncat(list, join, sizeof list - strlen(list) - 1);
        strncat(list, names[i], sizeof list - strlen(list) - 1);
    }
    err_hint(p->e, "it takes %s", list);
    return ST_USAGE;
}

/* *out gets the index of the value among names (ended by NULL). */
static enum status choose(struct parse *p, uint8_t *out, const char *const *names) {
    for (uint8_t i = 0; names[i]; i++)
        if (strcmp(p->value, names[i]) == 0) {
            *out = i;
            return ST_OK;
        }
    return bad_choice(p, names);
}

static enum status number(struct parse *p, uint64_t *out, uint64_t low, uint64_t high) {
    char *end = NULL;
    errno = 0;
    uint64_t v = p->value[0] >= '0' && p->value[0] <= '9' ? strtoull(p->value, &end, 10) : 0;
    if (!end || *end || errno || v < low || v > high) {
        bad_value(p, "is not a number that fits");
        err_hint(p->e, "it takes a whole number from %" PRIu64 " to %" PRIu64, low, high);
        return ST_USAGE;
    }
    *out = v;
    return ST_OK;
}

static enum status number32(struct parse *p, uint32_t *out, uint32_t low) {
    uint64_t v = 0;
    enum status st = number(p, &v, low, UINT32_MAX);
    *out = (uint32_t)v;
    return st;
}

static enum status size(struct parse *p, size_t *out) {
    char *end = NULL;
    errno = 0;
    uint64_t v = p->value[0] >= '0' && p->value[0] <= '9' ? strtoull(p->value, &end, 10) : 0;
    unsigned shift = 0;
    if (end && *end && strchr("KMGkmg", *end)) {
        shift = *end == 'K' || *end == 'k' ? 10 : *end == 'M' || *end == 'm' ? 20 : 30;
        end++;
    }
    if (!end || *end || errno || v == 0 || v > (UINT64_C(1) << 31) >> shift) {
        bad_value(p, "is not a size that fits");
        err_hint(p->e, "it takes bytes, or a number with K, M or G, up to 2G: --%s 64M",
                 p->def->name);
        return ST_USAGE;
    }
    *out = (size_t)(v << shift);
    return ST_OK;
}

static enum status add_string(struct parse *p, struct string_list *l, const char *s) {
    if (s[0] == '\0')
        return bad_value(p, "is empty");
    if (!ARRAY_MORE_IN(p->a, l->v, l->n))
        return err_memory(p->e);
    l->v[l->n++] = s;
    return ST_OK;
}

static enum status add_file(struct parse *p, struct file_choice **list, size_t *n,
                            struct file_choice f) {
    if (f.path[0] == '\0')
        return bad_value(p, "names no file");
    if (!ARRAY_MORE_IN(p->a, *list, *n))
        return err_memory(p->e);
    (*list)[(*n)++] = f;
    return ST_OK;
}

static enum status add_field(struct parse *p, struct field_choice f) {
    struct options *o = p->o;
    if (f.name[0] == '\0') {
        bad_value(p, "names no field");
        err_hint(p->e, "write a column's header, #14 for a column's number, or a JSON pointer");
        return ST_USAGE;
    }
    if (!ARRAY_MORE_IN(p->a, o->fields, o->n_fields))
        return err_memory(p->e);
    f.file = p->file;
    f.line = p->line;
    o->fields[o->n_fields++] = f;
    return ST_OK;
}

enum status option_bad_value(struct parse *p, const char *what) {
    return bad_value(p, what);
}

enum status option_add_string(struct parse *p, struct string_list *l, const char *s) {
    return add_string(p, l, s);
}

enum status option_add_field(struct parse *p, struct field_choice f) {
    return add_field(p, f);
}

/* What other programs call our labels; NULL when nobody we know does. */
static const char *label_elsewhere(struct slice s) {
    static const char *const names[][2] = {{"PERSON", "NAME"},
                                           {"PER", "NAME"},
                                           {"LOCATION", "PLACE"},
                                           {"LOC", "PLACE"},
                                           {"GPE", "PLACE"},
                                           {"ADDRESS", "PLACE"},
                                           {"POSTCODE", "PLACE"},
                                           {"DOB", "DATE"},
                                           {"DATE_TIME", "DATE"},
                                           {"PHONE", "CONTACT"},
                                           {"EMAIL", "CONTACT"},
                                           {"URL", "CONTACT"},
                                           {"PHONE_NUMBER", "CONTACT"},
                                           {"EMAIL_ADDRESS", "CONTACT"},
                                           {"NHS", "ID"},
                                           {"UK_NHS", "ID"},
                                           {"NRP", "GROUP"},
                                           {"ETHNICITY", "GROUP"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (s.n == strlen(names[i][0]) && strncasecmp(s.p, names[i][0], s.n) == 0)
            return names[i][1];
    return NULL;
}

static enum status no_label(struct parse *p, struct slice s) {
    err_set(p->e, ST_USAGE, "--%s: %.*s is no label", p->def->name, (int)(s.n > 60 ? 60 : s.n),
            s.p);
    const char *near = label_elsewhere(s);
    if (near)
        err_hint(p->e, "blot calls it %s", near);
    else
        err_hint(p->e, "labels are " LABELS_SAID);
    return ST_USAGE;
}

/* A label, also in small letters: the intention is plain. */
static enum label label_of(struct slice s) {
    char up[16];
    if (s.n == 0 || s.n >= sizeof up)
        return LABEL_NONE;
    for (size_t i = 0; i < s.n; i++)
        up[i] = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 'a' + 'A') : s.p[i];
    return label_from((struct slice){up, s.n});
}

static enum status label_list(struct parse *p, uint32_t *set) {
    struct slice rest = slice_of(p->value);
    for (;;) {
        const char *comma = rest.n ? memchr(rest.p, ',', rest.n) : NULL;
        struct slice one = {rest.p, comma ? (size_t)(comma - rest.p) : rest.n};
        enum label l = label_of(one);
        if (l == LABEL_NONE)
            return no_label(p, one);
        *set |= 1u << l;
        if (!comma)
            return ST_OK;
        rest = slice_cut(rest, one.n + 1, rest.n);
    }
}

/* F[=LABEL]: headers may hold '=' themselves, so only a label's name after the last one counts. */
static enum status known(struct parse *p) {
    struct field_choice f = {.name = p->value, .use = USE_KNOWN};
    const char *eq = strrchr(p->value, '=');
    enum label l = eq ? label_of(slice_of(eq + 1)) : LABEL_NONE;
    if (l != LABEL_NONE) {
        struct slice name = arena_copy(p->a, (struct slice){p->value, (size_t)(eq - p->value)});
        if (!name.p)
            return err_memory(p->e);
        f.name = name.p;
        f.label = (uint8_t)l;
    }
    return add_field(p, f);
}

/* NAME=FILE cut at the first '='; *name is a copy. */
static enum status cut_pair(struct parse *p, const char **name, const char **path,
                            const char *example) {
    const char *eq = strchr(p->value, '=');
    if (!eq || eq == p->value || eq[1] == '\0') {
        bad_value(p, p->def->id == OPT_DENY ? "has not the form LABEL=FILE"
                                            : "has not the form NAME=FILE");
        err_hint(p->e, "for example --%s %s", p->def->name, example);
        return ST_USAGE;
    }
    struct slice copy = arena_copy(p->a, (struct slice){p->value, (size_t)(eq - p->value)});
    *name = copy.p;
    *path = eq + 1;
    return copy.p ? ST_OK : err_memory(p->e);
}

static enum status lexicon(struct parse *p) {
    struct file_choice f = {0};
    enum status st = cut_pair(p, &f.name, &f.path, "surname=our-surnames.txt");
    if (st != ST_OK)
        return st;
    if (f.name[strspn(f.name, "abcdefghijklmnopqrstuvwxyz-")] != '\0') {
        bad_value(p, "is no name of a word list");
        err_hint(p->e, "names are small letters and hyphens, such as given, surname, place");
        return ST_USAGE;
    }
    return add_file(p, &p->o->lexicons, &p->o->n_lexicons, f);
}

static enum status deny(struct parse *p) {
    struct file_choice f = {0};
    const char *name = NULL;
    enum status st = cut_pair(p, &name, &f.path, "NAME=our-staff.txt");
    if (st != ST_OK)
        return st;
    f.label = (uint8_t)label_of(slice_of(name));
    return f.label == LABEL_NONE ? no_label(p, slice_of(name))
                                 : add_file(p, &p->o->deny, &p->o->n_deny, f);
}

/* "AGE" or "NAME, AGE and PLACE" of a set of labels. */
static const char *label_words(char *out, size_t size, uint32_t set) {
    out[0] = '\0';
    for (int l = LABEL_NAME; l < LABEL_COUNT; l++) {
        if (!(set >> l & 1))
            continue;
        const char *join = out[0] == '\0' ? "" : set >> (l + 1) ? ", " : " and ";
        strncat(out, join, size - strlen(out) - 1);
        strncat(out, label_name((enum label)l), size - strlen(out) - 1);
    }
    return out;
}

/* An action that is not for the label, or not for every label. */
static enum status unfit_action(struct parse *p, enum action a, enum label l) {
    char list[100];
    const char *name = action_name(a);
    label_words(list, sizeof list, action_labels(a));
    if (l == LABEL_NONE)
        err_set(p->e, ST_USAGE, "--action %s is for %s only", name, list);
    else
        err_set(p->e, ST_USAGE, "--action %s=%s: %s is for %s", label_name(l), name, name, list);
    err_hint(p->e, "write --action %.5s=%s%s", list, name,
             l == LABEL_NONE ? "" : ", and number, label, mask or pseudonym for others");
    return ST_USAGE;
}

static enum status bad_action(struct parse *p) {
    const char *names[ACT_COUNT + 1] = {NULL};
    for (int i = 0; i < ACT_COUNT; i++)
        names[i] = action_name((enum action)i);
    return bad_choice(p, names);
}

static enum status action(struct parse *p) {
    const char *eq = strchr(p->value, '='), *name = eq ? eq + 1 : p->value;
    enum label l = LABEL_NONE;
    enum action act;
    if (eq) {
        struct slice written = {p->value, (size_t)(eq - p->value)};
        l = label_of(written);
        if (l == LABEL_NONE)
            return no_label(p, written);
    }
    if (!action_from(&act, slice_of(name)))
        return bad_action(p);
    if (l == LABEL_NONE ? !action_fits(act, LABEL_NAME) : !action_fits(act, l))
        return unfit_action(p, act, l);
    for (size_t i = 0; i < LABEL_COUNT; i++)
        if (l == LABEL_NONE || i == l)
            p->o->redact.action[i] = (uint8_t)act;
    p->acted |= l == LABEL_NONE ? UINT32_MAX : 1u << l;
    return ST_OK;
}

static enum status delimiter(struct parse *p) {
    const char *v = strcmp(p->value, "\\t") == 0 ? "\t" : p->value;
    if (v[0] == '\0' || v[1] != '\0' || (signed char)v[0] < 0 || strchr("\"\r\n", v[0])) {
        bad_value(p, "is not one plain character");
        err_hint(p->e, "for example -d ';' or -d '|' or -d '\\t'");
        return ST_USAGE;
    }
    p->o->reader.delimiter = v[0];
    return ST_OK;
}

static enum status spans(struct parse *p) {
    static const char *const names[] = {"source", NULL};
    uint8_t which = 0;
    if (!p->value) {
        p->o->spans = SPANS_OUTPUT;
        return ST_OK;
    }
    enum status st = choose(p, &which, names);
    p->o->spans = SPANS_SOURCE;
    return st;
}

static enum status jobs(struct parse *p) {
    uint64_t n = 1;
    enum status st = number(p, &n, 1, 256);
    p->o->jobs = (uint32_t)n;
    return st;
}

static enum status input_format(struct parse *p) {
    static const char *const names[] = {"csv", "tsv", "jsonl", "text", NULL};
    enum status st = choose(p, &p->o->reader.format, names);
    p->o->reader.format++; /* FORMAT_AUTO stands first and has no name */
    return st;
}

static enum status also(struct parse *p) {
    if (label_of(slice_of(p->value)) != LABEL_GROUP) {
        bad_value(p, "is not a label that is off");
        err_hint(p->e, "it takes GROUP; all other labels are on by themselves");
        return ST_USAGE;
    }
    p->also |= 1u << LABEL_GROUP;
    return ST_OK;
}

static enum status set_part(struct parse *p, enum gold_part part) {
    if (p->o->part != PART_ALL && p->o->part != part)
        return err_set(p->e, ST_USAGE, "--measure and --build are opposites; give one");
    p->o->part = (uint8_t)part;
    return ST_OK;
}

static enum status set_flag(bool *flag) {
    *flag = true;
    return ST_OK;
}

static enum status set_string(struct parse *p, const char **out) {
    if (p->value[0] == '\0')
        return bad_value(p, "is empty");
    *out = p->value;
    return ST_OK;
}

/* Options of the input and of the fields. */
static enum status set_input(struct parse *p) {
    static const char *const rows[] = {"stop", "fill", NULL};
    static const char *const bytes[] = {"reject", "replace", NULL};
    struct reader_options *r = &p->o->reader;
    switch (p->def->id) {
    case OPT_INPUT:
        return input_format(p);
    case OPT_DELIMITER:
        return delimiter(p);
    case OPT_NO_HEADER:
        return set_flag(&r->no_header);
    case OPT_SKIP_ROWS:
        return number(p, &r->skip_rows, 0, UINT32_MAX);
    case OPT_SHORT_ROWS:
        return choose(p, &r->short_rows, rows);
    case OPT_ENCODING:
        return set_string(p, &r->encoding);
    case OPT_INVALID:
        return choose(p, &r->invalid, bytes);
    case OPT_MAX_RECORD:
        return size(p, &r->max_record);
    case OPT_TEXT:
        return add_field(p, (struct field_choice){.name = p->value, .use = USE_TEXT});
    case OPT_PASS_UNSCANNED:
        return add_field(p, (struct field_choice){.name = p->value, .use = USE_PASS});
    case OPT_DROP:
        return add_field(p, (struct field_choice){.name = p->value, .use = USE_DROP});
    default:
        return known(p);
    }
}

static enum status set_finding(struct parse *p) {
    static const char *const uncovered[] = {"withhold", "strict", "pass", NULL};
    struct options *o = p->o;
    switch (p->def->id) {
    case OPT_RULES:
        return add_string(p, &o->rules, p->value);
    case OPT_NO_DEFAULT_RULES:
        return set_flag(&o->no_default_rules);
    case OPT_WEIGHTS:
        return set_string(p, &o->weights);
    case OPT_LEXICON:
        return lexicon(p);
    case OPT_LEAVE:
        return add_file(p, &o->leave, &o->n_leave, (struct file_choice){.path = p->value});
    case OPT_DENY:
        return deny(p);
    case OPT_ONLY:
        return label_list(p, &p->only);
    case OPT_ALSO:
        return also(p);
    case OPT_DISABLE:
        return add_string(p, &o->disable, p->value);
    case OPT_STRICT:
        return set_flag(&o->strict);
    case OPT_UNCOVERED:
        return choose(p, &o->uncovered, uncovered);
    default:
        return number32(p, &o->match_limit, 1);
    }
}

static enum status set_output(struct parse *p) {
    static const char *const units[] = {"codepoint", "byte", "utf16", NULL};
    struct options *o = p->o;
    switch (p->def->id) {
    case OPT_ACTION:
        return action(p);
    case OPT_OUTPUT:
        return set_string(p, &o->output);
    case OPT_SPANS:
        return spans(p);
    case OPT_OFFSETS:
        return choose(p, &o->offsets, units);
    case OPT_JOBS:
        return jobs(p);
    case OPT_LINE_BUFFERED:
        return set_flag(&o->line_buffered);
    case OPT_HELP:
        return set_flag(&o->help);
    default:
        return set_flag(&o->version);
    }
}

static enum status set_faults(struct parse *p) {
    static const char *const faults[] = {"stop", "quarantine", NULL};
    static const char *const sandboxes[] = {"auto", "require", "off", NULL};
    struct options *o = p->o;
    switch (p->def->id) {
    case OPT_ON_ERROR:
        return choose(p, &o->on_error, faults);
    case OPT_QUARANTINE:
        return set_string(p, &o->quarantine);
    default:
        return choose(p, &o->sandbox, sandboxes);
    }
}

static enum status set_command(struct parse *p) {
    static const char *const cases[] = {"as-is", "lower", "upper", NULL};
    struct options *o = p->o;
    switch (p->def->id) {
    case OPT_UPDATE:
        return set_flag(&o->update);
    case OPT_ACCEPT_LEAKS:
        return set_flag(&o->accept_leaks);
    case OPT_MIN:
        return set_string(p, &o->min);
    case OPT_COUNT_ONLY:
        return label_list(p, &o->count_only);
    case OPT_CASE:
        return choose(p, &o->text_case, cases);
    case OPT_EVERY:
        return number32(p, &o->every, 1);
    case OPT_MEASURE:
        return set_part(p, PART_MEASURE);
    case OPT_BUILD:
        return set_part(p, PART_BUILD);
    case OPT_GROUP:
        return set_flag(&o->by_group);
    case OPT_MISSES:
        return number32(p, &o->misses, 0);
    default:
        return number32(p, &o->false_alarms, 0);
    }
}

static enum status set_train(struct parse *p) {
    struct options *o = p->o;
    switch (p->def->id) {
    case OPT_RECALL:
        return number32(p, &o->recall, 0);
    case OPT_SEED:
        return number32(p, &o->seed, 1);
    case OPT_EPOCHS:
        return number32(p, &o->epochs, 1);
    case OPT_RUNS:
        return number32(p, &o->runs, 1);
    case OPT_FOLDS:
        return number32(p, &o->folds, 0);
    default:
        return number32(p, &o->renamed, 0);
    }
}

enum status option_choose(struct parse *p, uint8_t *out, const char *const *names) {
    return choose(p, out, names);
}

enum status option_range(struct parse *p, uint64_t *out, uint64_t low, uint64_t high) {
    return number(p, out, low, high);
}

enum status option_number(struct parse *p, uint32_t *out, uint32_t low) {
    return number32(p, out, low);
}

enum status option_string(struct parse *p, const char **out) {
    return set_string(p, out);
}

enum status option_add_file(struct parse *p, struct file_choice **list, size_t *n,
                            struct file_choice f) {
    return add_file(p, list, n, f);
}

/* For the report, which says what was asked for. */
static enum status note_given(struct parse *p) {
    struct options *o = p->o;
    if (!ARRAY_MORE_IN(p->a, o->given, o->n_given))
        return err_memory(p->e);
    o->given[o->n_given++] = (struct given_option){p->def, p->value};
    return ST_OK;
}

static enum status set_one(struct parse *p) {
    uint8_t id = p->def->id;
    if (id >= OPT_PROGRESS && id <= OPT_INTO)
        return option_set_users(p);
    if (id <= OPT_KNOWN || id == OPT_MAX_RECORD)
        return set_input(p);
    if (id >= OPT_AGE_BANDS && id <= OPT_PROFILE)
        return option_set_actions(p);
    if (id >= OPT_SCAN && id <= OPT_PROJECT)
        return option_set_fields(p);
    if (id <= OPT_UNCOVERED || id == OPT_MATCH_LIMIT)
        return set_finding(p);
    if (id >= OPT_RECALL && id <= OPT_RENAMED)
        return set_train(p);
    if (id >= OPT_PUBLIC && id <= OPT_JOIN)
        return option_set_papers(p);
    if (id >= OPT_ON_ERROR && id <= OPT_SANDBOX)
        return set_faults(p);
    return id <= OPT_VERSION ? set_output(p) : set_command(p);
}

enum status option_set(struct parse *p) {
    enum status st = set_one(p);
    return st == ST_OK ? note_given(p) : st;
}
