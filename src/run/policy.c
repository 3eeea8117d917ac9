#include "run/policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/headers.h"
#include "run/headtable.h"
#include "text/near.h"

enum { CACHE_SLOTS = 128, CACHE_NAME = 88 };

/* A choice of the user, prepared. Borrowed strings. */
struct choice {
    struct slice name; /* as written */
    uint32_t number;   /* N of #N, else 0 */
    uint8_t use, label;
    bool met;         /* some field of some input was meant by it */
    const char *file; /* the policy file it stands in, or NULL */
    uint32_t line;
};

/* What is known of a field by its name alone. */
struct decision {
    uint8_t use; /* enum field_use that shows it, or USE_NONE */
    uint8_t known;
    bool person, case_of, on, reference;
    bool relation;              /* its header says a person: see header_is_person */
    uint8_t row;                /* enum header_row */
    struct header_person whose; /* where it may hold names */
};
enum { USE_NONE = 0xFF };

struct slot {
    struct decision d;
    uint8_t n; /* bytes of name; 0: free */
    char name[CACHE_NAME];
};

struct policy {
    struct choice *choices;
    size_t n;
    uint32_t labels;
    bool keyed, strict; /* see policy_options */
    bool some_text;     /* there is a --text */
    bool decisive;      /* see policy_decisive */
    enum format format;
    struct decision *columns; /* one a column, of CSV and TSV */
    size_t n_columns;
    struct slot cache[CACHE_SLOTS]; /* by name, of JSON lines and text */
};

static const char *use_name(uint8_t use) {
    static const char *const words[USE_COUNT] = {[USE_TEXT] = "text",
                                                 [USE_SCAN] = "scan",
                                                 [USE_PASS] = "pass-unscanned",
                                                 [USE_DROP] = "drop",
                                                 [USE_KNOWN] = "known",
                                                 [USE_PSEUDONYM] = "pseudonymise",
                                                 [USE_PERSON] = "person",
                                                 [USE_CASE] = "case",
                                                 [USE_ON] = "on",
                                                 [USE_REFERENCE] = "reference-date"};
    return words[use];
}

/* A header or key made fit for a message: control characters replaced, cut to `most` bytes. */
static const char *shown(struct err *scratch, struct slice s, size_t most) {
    size_t n = s.n < most ? s.n : most;
    while (n > 0 && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    err_field(scratch, s.p, n);
    return scratch->field;
}

static uint32_t column_number(struct slice name) {
    uint32_t v = 0;
    if (name.n < 2 || name.n > 8 || name.p[0] != '#')
        return 0;
    for (size_t i = 1; i < name.n; i++) {
        if (name.p[i] < '0' || name.p[i] > '9')
            return 0;
        v = v * 10 + (uint32_t)(name.p[i] - '0');
    }
    return v;
}

static bool shows(uint8_t use) {
    return use < USE_KNOWN;
}

/* " (policy.yaml, line 3)" for a choice that stands in a policy file. */
static const char *place(char *out, size_t size, const struct choice *c) {
    int n = c->file ? snprintf(out, size, " (%.100s, line %u)", c->file, c->line) : 0;
    if (n <= 0)
        out[0] = '\0';
    return out;
}

static enum status contradiction(struct err *e, struct slice name, const struct choice *a,
                                 const struct choice *b) {
    struct err scratch;
    char at_a[80], at_b[80];
    err_set(e, ST_USAGE, "\"%s\" is given to --%s%s and to --%s%s, which contradict each other",
            shown(&scratch, name, 60), use_name(a->use), place(at_a, sizeof at_a, a),
            use_name(b->use), place(at_b, sizeof at_b, b));
    err_hint(e, "keep one of them");
    return ST_USAGE;
}

static enum status two_labels(struct err *e, struct slice name, uint8_t a, uint8_t b) {
    struct err scratch;
    err_set(e, ST_USAGE, "--known gives \"%s\" two labels, %s and %s", shown(&scratch, name, 100),
            label_name(a), label_name(b));
    err_hint(e, "keep one of them");
    return ST_USAGE;
}

/* Refuses what two choices for one and the same field cannot both have. */
static enum status clash(struct err *e, struct slice name, const struct choice *a,
                         const struct choice *b) {
    if (shows(a->use) && shows(b->use) && a->use != b->use)
        return contradiction(e, name, a, b);
    if (a->use == USE_KNOWN && b->use == USE_KNOWN && a->label && b->label && a->label != b->label)
        return two_labels(e, name, a->label, b->label);
    return ST_OK;
}

static enum status check_choice(const struct policy *p, size_t i, struct err *e) {
    const struct choice *c = &p->choices[i];
    struct err scratch;
    if (c->label && !(p->labels & (1u << c->label))) {
        err_set(e, ST_USAGE, "--known gives \"%s\" the label %s, which is not looked for",
                shown(&scratch, c->name, 100), label_name(c->label));
        err_hint(e, "add it with --%s", c->label == LABEL_GROUP ? "also GROUP" : "only");
        return ST_USAGE;
    }
    for (size_t j = 0; j < i; j++) {
        enum status st = ST_OK;
        if (slice_eq(c->name, p->choices[j].name))
            st = clash(e, c->name, &p->choices[j], c);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

enum status policy_new(struct policy **out, const struct policy_options *o, struct err *e) {
    *out = NULL;
    struct policy *p = calloc(1, sizeof *p);
    if (p)
        p->choices = calloc(o->n + 1, sizeof *p->choices);
    if (!p || !p->choices) {
        policy_free(p);
        return err_memory(e);
    }
    p->labels = o->labels;
    p->keyed = o->keyed;
    p->strict = o->strict;
    p->n = o->n;
    for (size_t i = 0; i < o->n; i++) {
        const struct field_choice *c = &o->choices[i];
        struct slice name = slice_of(c->name);
        p->choices[i] =
            (struct choice){name, column_number(name), c->use, c->label, false, c->file, c->line};
        p->some_text |= c->use == USE_TEXT;
        enum status st = check_choice(p, i, e);
        if (st != ST_OK) {
            policy_free(p);
            return st;
        }
    }
    *out = p;
    return ST_OK;
}

struct policy_options policy_options_of(const struct options *o) {
    return (struct policy_options){o->fields, o->n_fields, o->labels, o->key_file != NULL,
                                   o->strict_columns};
}

void policy_decisive(struct policy *p) {
    p->decisive = true;
}

bool policy_is_decisive(const struct policy *p) {
    return p->decisive;
}

void policy_free(struct policy *p) {
    if (!p)
        return;
    free(p->choices);
    free(p->columns);
    free(p);
}

/* The label a known field has when its choice gives none. */
static uint8_t default_label(const struct policy *p, struct slice name) {
    enum label l = header_label(name);
    return (uint8_t)(l != LABEL_NONE && (p->labels & (1u << l)) ? l : LABEL_NAME);
}

static struct decision undecided(const struct policy *p, struct slice name) {
    enum label l = header_label(name);
    return (struct decision){
        .use = USE_NONE,
        .known = (uint8_t)(p->labels & (1u << l) ? l : LABEL_NONE),
        .relation = header_is_person(name),
        .row = (uint8_t)header_row(name),
        .whose = header_person(name),
    };
}

static void apply(const struct policy *p, struct decision *d, const struct choice *c,
                  struct slice name) {
    d->person |= c->use == USE_PERSON;
    d->case_of |= c->use == USE_CASE;
    d->on |= c->use == USE_ON;
    d->reference |= c->use == USE_REFERENCE;
    if (c->use == USE_KNOWN)
        d->known = c->label ? c->label : default_label(p, name);
    else if (shows(c->use))
        d->use = c->use;
}

/* ---- columns ---- */

/* The columns are not named: of a file without a header they are somebody's data. */
static void hint_columns(struct err *e, const struct slice *columns, size_t n) {
    if (slice_is(columns[0], "column_1"))
        err_hint(e, "without a header columns are called column_1 to column_%zu", n);
    else
        err_hint(e, "`head -n 1 FILE` shows the columns; #1 means the first");
}

static size_t find_column(const struct slice *columns, size_t n, struct slice name) {
    size_t i = 0;
    while (i < n && !slice_eq(columns[i], name))
        i++;
    return i;
}

/* True when name is a column and a label that there is not; hint says so. */
static bool hint_label(struct err *e, const struct slice *columns, size_t n, struct slice name) {
    const char *equals = name.n ? memchr(name.p, '=', name.n) : NULL;
    if (!equals || find_column(columns, n, slice_cut(name, 0, (size_t)(equals - name.p))) == n)
        return false;
    err_hint(e, "what follows = is no label; labels are " LABELS_SAID);
    return true;
}

/* True when name is several columns written with commas between them; hint says so. */
static bool hint_commas(struct err *e, const char *option, const struct slice *columns, size_t n,
                        struct slice name) {
    const char *comma = name.n ? memchr(name.p, ',', name.n) : NULL;
    if (!comma)
        return false;
    struct slice first = slice_trim((struct slice){name.p, (size_t)(comma - name.p)});
    if (find_column(columns, n, first) == n)
        return false;
    struct err scratch;
    err_hint(e, "headers are never split at commas: write --%s \"%s\" and repeat --%s for the next",
             option, shown(&scratch, first, 60), option);
    return true;
}

/* The one column of which name is the beginning, n when there is none or are several. */
static size_t only_longer(const struct slice *columns, size_t n, struct slice name) {
    size_t at = n;
    for (size_t i = 0; name.n >= 3 && i < n; i++) {
        if (columns[i].n <= name.n || near_distance(slice_cut(columns[i], 0, name.n), name) > 0)
            continue;
        if (at < n)
            return n;
        at = i;
    }
    return at;
}

static bool hint_near(struct err *e, const struct slice *columns, size_t n, struct slice name) {
    size_t best = name.n < 5 ? 2 : 3, at = n;
    for (size_t i = 0; i < n; i++) {
        size_t d = near_distance(columns[i], slice_trim(name));
        if (d < best) {
            best = d;
            at = i;
        }
    }
    if (at == n)
        at = only_longer(columns, n, slice_trim(name));
    if (at == n)
        return false;
    struct err scratch;
    err_hint(e, "did you mean \"%s\" (#%zu)?", shown(&scratch, columns[at], 100), at + 1);
    return true;
}

static enum status no_column(const struct choice *c, const struct slice *columns, size_t n,
                             struct err *e) {
    struct err scratch;
    char where[160];
    if (c->number)
        err_set(e, ST_USAGE, "--%s #%u%s: there are only %zu columns", use_name(c->use), c->number,
                place(where, sizeof where, c), n);
    else
        err_set(e, ST_USAGE, "--%s \"%s\"%s: there is no such column", use_name(c->use),
                shown(&scratch, c->name, 100), place(where, sizeof where, c));
    if (c->number || (!hint_label(e, columns, n, c->name) &&
                      !hint_commas(e, use_name(c->use), columns, n, c->name) &&
                      !hint_near(e, columns, n, c->name)))
        hint_columns(e, columns, n);
    if (c->use == USE_REFERENCE && c->name.n > 0 && c->name.p[0] >= '0' && c->name.p[0] <= '9')
        err_hint(e, "if a date is meant, there is no such day; write it as 2024-08-31");
    return ST_USAGE;
}

/* The column a choice means: an exact header first, then #N. n when there is none. */
static size_t column_of(const struct choice *c, const struct slice *columns, size_t n) {
    size_t at = find_column(columns, n, c->name);
    return at == n && c->number && c->number <= n ? c->number - 1 : at;
}

/* Two choices may name one column in two ways. */
static enum status check_columns(const struct policy *p, const struct slice *columns, size_t n,
                                 struct err *e) {
    for (size_t i = 0; i < p->n; i++) {
        size_t at = column_of(&p->choices[i], columns, n);
        if (at == n)
            return no_column(&p->choices[i], columns, n, e);
        for (size_t j = 0; j < i; j++) {
            enum status st = ST_OK;
            if (column_of(&p->choices[j], columns, n) == at)
                st = clash(e, p->choices[p->choices[j].number ? i : j].name, &p->choices[j],
                           &p->choices[i]);
            if (st != ST_OK)
                return st;
        }
    }
    return ST_OK;
}

static enum status no_numbers(const struct policy *p, struct err *e) {
    for (size_t i = 0; i < p->n; i++)
        if (p->choices[i].number) {
            err_set(e, ST_USAGE, "--%s %.20s: a number means a column, and this input has none",
                    use_name(p->choices[i].use), p->choices[i].name.p);
            err_hint(e, "write the key, or a JSON pointer such as /notes/*/text");
            return ST_USAGE;
        }
    return ST_OK;
}

/* Plain text has one field. Who names another has CSV in mind, read from a pipe. */
static enum status only_text(const struct policy *p, struct err *e) {
    for (size_t i = 0; i < p->n; i++) {
        struct err scratch;
        struct slice name = p->choices[i].name;
        if (slice_is(name, "text") || slice_is(name, "/text"))
            continue;
        err_set(e, ST_USAGE,
                "--%s \"%s\": the input was taken for plain text, whose only field is "
                "\"text\"",
                use_name(p->choices[i].use), shown(&scratch, name, 100));
        err_hint(e, "when it is CSV, say so: -i csv");
        return ST_USAGE;
    }
    return ST_OK;
}

/* With strict columns every column is named, so that a new one in next month's export is seen. */
static enum status check_named(const struct policy *p, const struct slice *columns, size_t n,
                               struct err *e) {
    for (size_t i = 0; p->strict && i < n; i++) {
        size_t k = 0;
        while (k < p->n && column_of(&p->choices[k], columns, n) != i)
            k++;
        if (k < p->n)
            continue;
        struct err scratch;
        err_set(e, ST_USAGE,
                "column #%zu \"%s\" is named by no option, and --strict-columns asks for it", i + 1,
                shown(&scratch, columns[i], 100));
        err_hint(e, "say how it is treated: --text, --scan, --drop, --known, --pseudonymise or "
                    "--pass-unscanned");
        return ST_USAGE;
    }
    return ST_OK;
}

enum status policy_columns(struct policy *p, enum format f, const struct slice *columns, size_t n,
                           struct err *e) {
    p->format = f;
    free(p->columns);
    p->columns = NULL;
    p->n_columns = 0;
    if (p->strict && f != FORMAT_CSV && f != FORMAT_TSV) {
        err_set(e, ST_USAGE, "--strict-columns is for tables, and this input has no columns");
        err_hint(e, "leave it out, or write the records as CSV");
        return ST_USAGE;
    }
    if (f == FORMAT_TEXT)
        return only_text(p, e);
    if (n == 0)
        return f == FORMAT_CSV || f == FORMAT_TSV ? ST_OK : no_numbers(p, e);
    enum status st = check_columns(p, columns, n, e);
    if (st == ST_OK)
        st = check_named(p, columns, n, e);
    if (st != ST_OK)
        return st;
    p->columns = calloc(n, sizeof *p->columns);
    if (!p->columns)
        return err_memory(e);
    p->n_columns = n;
    const struct headtable table = headtable_of(columns, n);
    for (size_t i = 0; i < n; i++) {
        char room[FULLER_MAX];
        p->columns[i] = undecided(p, header_fuller(room, &table, i));
    }
    for (size_t i = 0; i < p->n; i++) {
        size_t at = column_of(&p->choices[i], columns, n);
        char room[FULLER_MAX];
        apply(p, &p->columns[at], &p->choices[i], header_fuller(room, &table, at));
        p->choices[i].met = true;
    }
    return ST_OK;
}

/* ---- keys and pointers ---- */

/* Takes the first member off a pointer's rest ("/a/b": "a", leaving "/b"). */
static struct slice take_member(struct slice *rest) {
    struct slice s = slice_cut(*rest, 1, rest->n);
    const char *slash = s.n ? memchr(s.p, '/', s.n) : NULL;
    struct slice member = {s.p, slash ? (size_t)(slash - s.p) : s.n};
    *rest = slice_cut(s, member.n, s.n);
    return member;
}

/* A pointer means a field and all below it; * is any one member. */
static bool pointer_covers(struct slice pattern, struct slice field) {
    while (pattern.n > 0) {
        if (field.n == 0)
            return false;
        struct slice want = take_member(&pattern), have = take_member(&field);
        if (!slice_eq(want, have) && !slice_is(want, "*"))
            return false;
    }
    return true;
}

static bool is_pointer(struct slice s) {
    return s.n > 0 && s.p[0] == '/';
}

/* Names of top-level members are plain keys, names of all others pointers. */
static bool covers(struct slice choice, struct slice field) {
    if (slice_eq(choice, field))
        return true;
    if (is_pointer(choice) && is_pointer(field))
        return pointer_covers(choice, field);
    if (is_pointer(choice)) { /* /key or * means key */
        struct slice rest = choice, member = take_member(&rest);
        return rest.n == 0 && (slice_eq(member, field) || slice_is(member, "*"));
    }
    if (!is_pointer(field))
        return false;
    struct slice rest = field;
    return slice_eq(take_member(&rest), choice);
}

static struct decision decide(struct policy *p, struct slice name) {
    struct decision d = undecided(p, name);
    size_t by_use[2] = {0, 0}; /* the longest name is the most particular and wins */
    for (size_t i = 0; i < p->n; i++) {
        struct choice *c = &p->choices[i];
        if (!covers(c->name, name))
            continue;
        c->met = true;
        size_t *by = &by_use[c->use == USE_KNOWN];
        if (c->use <= USE_KNOWN && c->name.n < *by)
            continue;
        if (c->use <= USE_KNOWN)
            *by = c->name.n;
        apply(p, &d, c, name);
    }
    return d;
}

static struct decision look_up(struct policy *p, struct slice name) {
    if (name.n == 0 || name.n > CACHE_NAME)
        return decide(p, name);
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < name.n; i++)
        h = (h ^ (uint8_t)name.p[i]) * 16777619u;
    struct slot *s = &p->cache[(h ^ (h >> 15)) % CACHE_SLOTS];
    if (s->n != name.n || memcmp(s->name, name.p, name.n) != 0) {
        s->d = decide(p, name);
        s->n = (uint8_t)name.n;
        memcpy(s->name, name.p, name.n);
    }
    return s->d;
}

enum status policy_first(struct policy *p, const struct record *r, struct err *e) {
    if (p->n_columns)
        return ST_OK;
    for (size_t i = 0; i < r->n; i++)
        decide(p, r->fields[i].name);
    for (size_t i = 0; i < p->n; i++) {
        const struct choice *c = &p->choices[i];
        for (size_t k = 0; !c->met && k < r->n; k++) {
            size_t d = near_distance(c->name, r->fields[k].name);
            if (d > (c->name.n < 5 ? 1u : 2u))
                continue;
            struct err scratch;
            err_set(e, ST_USAGE, "--%s \"%s\": the first record has no such field",
                    use_name(c->use), shown(&scratch, c->name, 100));
            err_hint(e, "did you mean \"%s\"?", shown(&scratch, r->fields[k].name, 100));
            return ST_USAGE;
        }
    }
    return ST_OK;
}

enum status policy_finish(const struct policy *p, uint64_t records, struct err *e) {
    for (size_t i = 0; records > 0 && i < p->n; i++) {
        if (p->choices[i].met)
            continue;
        struct err scratch;
        err_set(e, ST_USAGE, "--%s \"%s\": no record had such a field", use_name(p->choices[i].use),
                shown(&scratch, p->choices[i].name, 100));
        err_hint(e, "a member within another is named by a JSON pointer such as /notes/*/text");
        return ST_USAGE;
    }
    return ST_OK;
}

void policy_join(struct policy *p, const struct policy *other) {
    for (size_t i = 0; i < p->n && i < other->n; i++)
        p->choices[i].met |= other->choices[i].met;
}

/* ---- what follows from it ---- */

/* The label under which a field is pseudonymised. */
static uint8_t pseudonym_label(struct decision d) {
    return d.known ? d.known : LABEL_ID;
}

/* A field that says who it is, and that no option shows, is hidden. */
static struct decision hide(const struct policy *p, struct decision d) {
    if (d.use != USE_NONE || !(d.person || d.case_of || d.on))
        return d;
    if (p->keyed)
        d.use = USE_PSEUDONYM;
    else
        d.known = pseudonym_label(d);
    return d;
}

static struct treatment treat_value(const struct policy *p, struct decision d) {
    d = hide(p, d);
    struct treatment t = {.treat = TREAT_PROSE,
                          .known = d.known,
                          .relation = d.relation,
                          .scan_asked = d.use == USE_SCAN,
                          .row = d.row,
                          .person = d.person,
                          .case_of = d.case_of,
                          .on = d.on,
                          .reference = d.reference,
                          .whose = d.whose};
    switch (d.use) {
    case USE_PSEUDONYM:
        t.pseudonym = pseudonym_label(d);
        t.treat = d.known ? TREAT_SEED : TREAT_SKIP;
        break;
    case USE_DROP:
    case USE_PASS:
        t.drop = d.use == USE_DROP;
        t.treat = d.known ? TREAT_SEED : TREAT_SKIP;
        break;
    case USE_TEXT:
        t.seed = d.known != LABEL_NONE;
        break;
    case USE_SCAN:
        t.treat = d.known ? TREAT_KNOWN : TREAT_SCAN;
        break;
    default:
        t.treat = d.known ? TREAT_KNOWN : p->some_text && !d.relation ? TREAT_SCAN : TREAT_PROSE;
    }
    if (p->decisive && t.treat == TREAT_PROSE)
        t.treat = TREAT_SCAN;
    return t;
}

struct treatment policy_field(struct policy *p, const struct field *f) {
    bool column = f->column < p->n_columns;
    struct decision d = column ? p->columns[f->column] : look_up(p, f->name);
    struct treatment t = treat_value(p, d);
    if (p->format == FORMAT_TEXT && d.use == USE_NONE && slice_is(f->name, "id"))
        t.treat = TREAT_SKIP; /* blot made it: line-1 */
    if (f->kind == FIELD_KEY)
        return (struct treatment){.treat = t.drop ? TREAT_SKIP : TREAT_SCAN, .drop = t.drop};
    if (f->kind == FIELD_NUMBER && t.treat == TREAT_PROSE)
        t.treat = TREAT_SCAN;
    return t;
}

const char *treatment_words(struct treatment t) {
    static const char *const replaced[LABEL_COUNT] = {
        [LABEL_NAME] = "replaced whole as NAME",       [LABEL_AGE] = "replaced whole as AGE",
        [LABEL_PLACE] = "replaced whole as PLACE",     [LABEL_DATE] = "replaced whole as DATE",
        [LABEL_CONTACT] = "replaced whole as CONTACT", [LABEL_ID] = "replaced whole as ID",
        [LABEL_GROUP] = "replaced whole as GROUP"};
    if (t.drop)
        return "dropped";
    if (t.pseudonym)
        return "pseudonymised";
    switch (t.treat) {
    case TREAT_PROSE:
        return "scanned as text";
    case TREAT_SCAN:
        return "scanned";
    case TREAT_KNOWN:
        return t.known < LABEL_COUNT && replaced[t.known] ? replaced[t.known] : "replaced";
    default:
        return "passed unscanned";
    }
}
