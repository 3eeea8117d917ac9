#include "run/process.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <sodium.h>

#include "base/array.h"
#include "find/placeholder.h"
#include "redact/action.h"
#include "redact/birth.h"
#include "redact/canonical.h"
#include "redact/pseudonym.h"
#include "run/headwords.h"
#include "run/namelike.h"
#include "run/pairs.h"
#include "run/persons.h"
#include "run/public.h"
#include "run/residue.h"
#include "text/fold.h"

#define CELL_MAX 512 /* bytes of a value that may be a name in tags */
#define SEED_MIN 5   /* characters of a value that is looked for only because it is pseudonymised */

struct processor {
    struct detector *detector;
    const struct redact_options *redact;
    const struct engine *engine;
    const struct known_tables *tables; /* NULL: none */
    struct residue *residue;           /* NULL: not wanted */
    struct pairs *pairs;
    struct buf text;      /* the sanitised text of one field */
    struct arena scratch; /* a record's numbers, needed until it is replaced */
};

bool noted_add(struct noted_list *l, struct noted n, struct arena *a) {
    if (!ARRAY_MORE_IN(a, l->v, l->n))
        return false;
    l->v[l->n++] = n;
    return true;
}

enum status processor_new(struct processor **out, const struct engine *en,
                          const struct redact_options *redact, struct err *e) {
    *out = NULL;
    struct processor *p = calloc(1, sizeof *p);
    if (!p)
        return err_memory(e);
    p->redact = redact;
    p->engine = en;
    p->tables = en->tables;
    enum status st = detector_new(&p->detector, &en->detect, e);
    if (st == ST_OK)
        st = pairs_new(&p->pairs, en->detect.labels, e);
    if (st == ST_OK && en->residue)
        st = residue_new(&p->residue, en->residue, en->lexicon, e);
    if (st == ST_OK)
        *out = p;
    else
        processor_free(p);
    return st;
}

/* More than what processing a record takes, and no more than a small thread has left. */
#define STACK_USED ((size_t)64 * 1024)

void process_forget(void) {
    sodium_stackzero(STACK_USED);
}

void processor_free(struct processor *p) {
    if (!p)
        return;
    detector_free(p->detector);
    residue_free(p->residue);
    pairs_free(p->pairs);
    buf_free(&p->text);
    arena_free(&p->scratch);
    free(p);
}

static enum status at_record(enum status st, const struct record *r, struct err *e) {
    if (st == ST_OK || !e || e->file[0]) /* a rule's fault has its own file */
        return st;
    if (r->file)
        err_file(e, strcmp(r->file, "-") == 0 ? "standard input" : r->file);
    e->record = r->number;
    e->row = r->row;
    return st;
}

/* ---- finding ---- */

/* Fields as detection takes them; after those of the record what else seeds it: values of fields
 * that are prose and known at once, and of known tables. */
struct job {
    struct detect_field *fields;
    size_t n;
};

/* True when nothing but placeholders is left in it: a second run must change nothing, and a
 * placeholder identifies nobody. */
static bool is_placeholder(struct slice text, const struct age_bands *bands) {
    size_t n = 0, len = 0;
    bool any = false;
    for (size_t i = 0; i < text.n; i += len) {
        n = placeholder_at(slice_cut(text, i, text.n), bands);
        any |= n > 0;
        len = n > 0 ? n : 1;
        if (n == 0 && text.p[i] != ' ' && text.p[i] != ',')
            return false;
    }
    return any;
}

/* Yes in a column headed Emergency contact says that there is one; nobody's forename is asked for
 * by what a name is. */
static bool says_whether(const struct treatment *t, struct slice text) {
    static const char *const words[] = {"yes", "no", "true", "false"};
    bool part = t->known == LABEL_NAME && t->whose.part != NAME_FULL;
    bool found = false;
    text = slice_trim(text);
    for (size_t i = 0; !part && i < sizeof words / sizeof *words; i++)
        found |= text.n == strlen(words[i]) && strncasecmp(text.p, words[i], text.n) == 0;
    return found;
}

/* The treatment of a field by what it holds. */
static struct treatment treat_value(struct treatment t, const struct field *f,
                                    const struct age_bands *bands) {
    bool placeholder = (t.known || t.pseudonym) && is_placeholder(f->text, bands);
    if (placeholder || (t.known && (value_is_missing(f->text) || says_whether(&t, f->text)))) {
        t.seed = false;
        t.pseudonym = placeholder ? LABEL_NONE : t.pseudonym;
        t.treat = t.treat == TREAT_KNOWN  ? TREAT_SCAN
                  : t.treat == TREAT_SEED ? TREAT_SKIP
                                          : t.treat;
    }
    if (t.pseudonym && slice_trim(f->text).n == 0)
        t.pseudonym = LABEL_NONE;
    return t;
}

/* The canonical value of a field; a JSON number with an exponent is as spoilt as Excel's. */
static enum status value_of(struct slice *out, const struct field *f, struct arena *a,
                            struct err *e) {
    enum status st = canonical_value(out, f->text, a, e);
    if (st == ST_OK && f->kind == FIELD_NUMBER && memchr(out->p, 'e', out->n)) {
        st = err_set(e, ST_DATA, "an identifier is written as a number with an exponent");
        err_hint(e, "write it as a string in the source and export it again");
    }
    if (st != ST_OK)
        err_field(e, f->name.p, f->name.n);
    return st;
}

/* The same for a field that says who or which case it is; the first that has a value counts. */
static enum status take_value(struct slice *out, bool is, const struct field *f, struct arena *a,
                              struct err *e) {
    return is && out->n == 0 && !is_placeholder(f->text, NULL) ? value_of(out, f, a, e) : ST_OK;
}

static enum status take_values(struct redacted *out, const struct record *r, struct slice *on,
                               struct arena *a, struct err *e) {
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < r->n; i++) {
        const struct treatment *t = &out->treatments[i];
        if (!t->person && !t->case_of && !t->on)
            continue;
        st = take_value(&out->person, t->person, &r->fields[i], a, e);
        if (st == ST_OK)
            st = take_value(&out->case_of, t->case_of, &r->fields[i], a, e);
        if (st == ST_OK)
            st = take_value(on, t->on, &r->fields[i], a, e);
    }
    return st;
}

static size_t count_rows(const struct known_tables *tables, const struct known_row *row) {
    size_t n = 0;
    for (; row; row = known_tables_next(tables, row))
        n += row->n;
    return n;
}

/* A value that is scanned, and that may be nothing but somebody's name, within tags perhaps: the
 * worker in a column that no header tells of; or that says itself what it holds. It is read as
 * prose is, where evidence, --leave and --public count. */
static enum status may_be_somebody(bool *may, const struct processor *p, const struct treatment *t,
                                   const struct field *f, struct arena *a, struct err *e) {
    struct view v;
    *may = false;
    if (t->treat != TREAT_SCAN || f->kind != FIELD_STRING || f->text.n > CELL_MAX)
        return ST_OK;
    enum status st = view_make(&v, f->text, a, e);
    const struct lexicon *lx = p->engine->lexicon;
    *may = st == ST_OK && (namelike_perhaps(lx, slice_trim(v.text)) ||
                           namelike_within(lx, v.text) || pairs_within(p->pairs, f->text));
    return st;
}

/* How a field's value seeds the record beside what is asked for the field itself. */
static enum status field_of(struct detect_field *out, const struct processor *p,
                            const struct treatment *t, const struct field *f, bool decisive,
                            struct arena *a, struct err *e) {
    bool somebody = false;
    enum status st = decisive ? ST_OK : may_be_somebody(&somebody, p, t, f, a, e);
    *out = (struct detect_field){f->text, t->treat, t->known, t->relation};
    if (t->pseudonym && t->treat == TREAT_SKIP && f->text.n >= SEED_MIN)
        *out = (struct detect_field){f->text, TREAT_SEED, t->pseudonym, false};
    else if (somebody)
        *out = (struct detect_field){f->text, TREAT_PROSE, LABEL_NONE, t->relation};
    return st;
}

static void add_rows(struct job *j, const struct processor *p, const struct known_row *row) {
    for (; row; row = known_tables_next(p->tables, row))
        for (size_t i = 0; i < row->n; i++)
            j->fields[j->n++] =
                (struct detect_field){row->cells[i].text, TREAT_SEED, row->cells[i].label, false};
}

static enum status make_room(const struct record *r, struct arena *a, struct redacted *out,
                             struct err *e) {
    *out = (struct redacted){.n = r->n};
    out->fields = arena_calloc(a, r->n, sizeof *out->fields);
    out->lists = arena_calloc(a, r->n, sizeof *out->lists);
    out->treatments = arena_calloc(a, r->n, sizeof *out->treatments);
    return out->fields && out->lists && out->treatments ? ST_OK : err_memory(e);
}

static enum status prepare(struct job *j, const struct processor *p, const struct record *r,
                           bool decisive, struct arena *a, struct redacted *out, struct err *e) {
    struct slice on = {NULL, 0};
    enum status st = take_values(out, r, &on, a, e);
    if (st != ST_OK)
        return st;
    if (p->tables && on.n > 0)
        out->known = known_tables_find(p->tables, on);
    out->joined = out->known != NULL;
    size_t most = r->n * 2 + count_rows(p->tables, out->known);
    j->fields = arena_calloc(a, most, sizeof *j->fields);
    out->spans = arena_calloc(a, most, sizeof *out->spans);
    if (!j->fields || !out->spans)
        return err_memory(e);
    j->n = r->n;
    for (size_t i = 0; i < r->n && st == ST_OK; i++) {
        const struct treatment *t = &out->treatments[i];
        st = field_of(&j->fields[i], p, t, &r->fields[i], decisive, a, e);
        if (t->seed)
            j->fields[j->n++] =
                (struct detect_field){r->fields[i].text, TREAT_SEED, t->known, false};
    }
    add_rows(j, p, out->known);
    return st;
}

/* Keys meet decisive rules only: somebody called Page must not rename the member "page". */
static void keep_decisive(struct span_list *l) {
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].origin == BY_RULE || l->v[i].origin == BY_USER_RULE)
            l->v[n++] = l->v[i];
    l->n = n;
}

/* What is known of the keys of an object. */
enum members { MEMBERS_UNREAD, MEMBERS_OTHERS, MEMBERS_PERSONS };

/* One more than the highest number of an object with keys. */
static size_t count_objects(const struct record *r) {
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++)
        if (r->fields[i].kind == FIELD_KEY && r->fields[i].object >= n)
            n = (size_t)r->fields[i].object + 1;
    return n;
}

/* Of an object that is called after persons or their names ({"children": {"Rose": ...}}) the keys
 * are names when all of them may be. */
static enum members read_members(const struct lexicon *lx, const struct record *r,
                                 const struct field *key) {
    const struct slice of = headwords_parent(key->name);
    if (!header_is_person(of) && header_label(of) != LABEL_NAME)
        return MEMBERS_OTHERS;
    for (size_t k = 0; k < r->n; k++)
        if (r->fields[k].kind == FIELD_KEY && r->fields[k].object == key->object &&
            !namelike_listed(lx, slice_trim(r->fields[k].text)))
            return MEMBERS_OTHERS;
    return MEMBERS_PERSONS;
}

/* ... unless the key is somebody's full name, which as a CSV header stops the run, or one of the
 * names in an object of persons. of: what is known of each object, made when first needed. */
static enum status is_somebody(bool *is, uint8_t **of, const struct processor *p,
                               const struct record *r, size_t i, struct arena *a, struct err *e) {
    const struct field *key = &r->fields[i];
    const struct slice text = slice_trim(key->text);
    const struct lexicon *lx = p->engine->lexicon;
    *is = namelike_key(lx, text);
    if (*is || key->object == 0 || !namelike_listed(lx, text))
        return ST_OK;
    if (!*of)
        *of = arena_calloc(a, count_objects(r), sizeof **of);
    if (!*of)
        return err_memory(e);
    if ((*of)[key->object] == MEMBERS_UNREAD)
        (*of)[key->object] = (uint8_t)read_members(lx, r, key);
    *is = (*of)[key->object] == MEMBERS_PERSONS;
    return ST_OK;
}

/* What detection does not say: fields that are left out, keys, fields that are replaced whole. */
static enum status settle(const struct processor *p, const struct record *r, struct arena *a,
                          struct redacted *out, struct err *e) {
    const bool names = p->engine->detect.labels >> LABEL_NAME & 1;
    uint8_t *members = NULL;
    for (size_t i = 0; i < r->n; i++) {
        struct span_list *l = &out->spans[i];
        const struct treatment *t = &out->treatments[i];
        if (t->drop || t->pseudonym)
            l->n = 0;
        struct span whole = {0, (uint32_t)r->fields[i].text.n, t->pseudonym, BY_COLUMN, RULE_NONE};
        if (r->fields[i].kind == FIELD_KEY) {
            bool somebody = false;
            keep_decisive(l);
            if (l->n == 0 && names && is_somebody(&somebody, &members, p, r, i, a, e) != ST_OK)
                return ST_MEMORY;
            whole.label = somebody ? LABEL_NAME : LABEL_NONE;
        }
        if (whole.label != LABEL_NONE && !t->drop && !span_add(l, whole, a))
            return err_memory(e);
        for (size_t k = 0; k < l->n; k++)
            out->withheld |= l->v[k].origin == BY_UNCOVERED;
    }
    return ST_OK;
}

/* Year groups that stand in a column of their own as bare numbers are ages where ages are banded.
 */
static enum status find_year_groups(const struct record *r, struct redacted *d, struct arena *a,
                                    struct err *e) {
    for (size_t i = 0; i < r->n; i++) {
        const struct treatment *t = &d->treatments[i];
        struct slice text = r->fields[i].text;
        const struct span whole = {0, (uint32_t)text.n, LABEL_AGE, BY_COLUMN, RULE_NONE};
        if (d->spans[i].n > 0 || t->drop || t->treat == TREAT_SKIP || slice_trim(text).n == 0 ||
            r->fields[i].kind == FIELD_KEY || is_placeholder(text, NULL) ||
            header_age_column(r->fields[i].name) != AGE_COLUMN_SCHOOL)
            continue;
        if (!span_add(&d->spans[i], whole, a))
            return err_memory(e);
    }
    return ST_OK;
}

/* Policy, and what detection is asked. */
static enum status begin(struct job *j, struct processor *p, struct policy *policy,
                         const struct record *r, struct arena *a, struct redacted *out,
                         struct err *e) {
    enum status st = make_room(r, a, out, e);
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        out->treatments[i] = policy_field(policy, &r->fields[i]);
    if (st == ST_OK)
        pairs_apply(p->pairs, r, out->treatments);
    for (size_t i = 0; st == ST_OK && i < r->n; i++) {
        out->treatments[i] = treat_value(out->treatments[i], &r->fields[i], p->redact->bands);
        out->fields[i].drop = out->treatments[i].drop;
    }
    return st == ST_OK ? prepare(j, p, r, policy_is_decisive(policy), a, out, e) : st;
}

/* After detection. */
static enum status end(const struct job *j, struct processor *p, const struct record *r,
                       struct arena *a, struct redacted *out, struct err *e) {
    enum status st = settle(p, r, a, out, e);
    if (st == ST_OK && p->redact->action[LABEL_AGE] == ACT_BAND)
        st = find_year_groups(r, out, a, e);
    if (st == ST_OK && p->engine->public)
        st = public_keep(p->engine, r, j->fields, j->n, out, a, e);
    if (st == ST_OK && p->residue)
        st = residue_find(p->residue, r, out, a, e);
    return st;
}

enum status process_find(struct processor *p, struct policy *policy, const struct record *r,
                         struct arena *a, struct redacted *out, struct err *e) {
    struct job j = {0};
    enum status st = begin(&j, p, policy, r, a, out, e);
    if (st == ST_OK && j.n > 0)
        st = detect(p->detector, j.fields, j.n, a, out->spans, e);
    if (st == ST_OK)
        st = end(&j, p, r, a, out, e);
    return at_record(st, r, e);
}

/* ---- ages ---- */

/* Whether a field is a column of dates of birth: of others that are known the ages mean nothing. */
static bool is_birth_column(const struct treatment *t, const struct field *f) {
    return t->known == LABEL_DATE && header_is_birth(f->name);
}

/* The day on which ages are meant: as given, else that of the record's field for it, else the
 * latest date in the record that is no date of birth. */
static enum status find_reference(const struct processor *p, const struct record *r,
                                  const struct redacted *d, struct redact_record *rr,
                                  struct err *e) {
    struct date given = p->redact->reference, found = {0};
    enum status st = ST_OK;
    for (size_t i = 0; given.year == 0 && i < r->n; i++)
        if (d->treatments[i].reference)
            births_reference_whole(&given, r->fields[i].text);
    for (size_t i = 0; st == ST_OK && given.year == 0 && i < r->n; i++) {
        if (d->treatments[i].known == LABEL_DATE)
            continue;
        if (d->spans[i].n == 0)
            births_reference_whole(&found, r->fields[i].text);
        st = births_reference(&found, r->fields[i].text, &d->spans[i], rr->arena, e);
    }
    rr->reference = given.year ? given : found;
    return st;
}

/* Dates of birth become ages where ages are banded. */
static enum status find_births(const struct processor *p, const struct record *r,
                               struct redacted *d, struct redact_record *rr, struct err *e) {
    enum status st = ST_OK;
    if (p->redact->action[LABEL_AGE] == ACT_BAND) {
        struct births *b = arena_calloc(rr->arena, 1, sizeof *b);
        if (!b)
            return err_memory(e);
        rr->births = b;
        for (size_t i = 0; st == ST_OK && i < r->n; i++)
            st = births_note(b, r->fields[i].text, &d->spans[i],
                             is_birth_column(&d->treatments[i], &r->fields[i]), rr->arena, e);
        for (size_t i = 0; st == ST_OK && i < r->n; i++)
            if (!d->treatments[i].pseudonym)
                st = births_relabel(b, r->fields[i].text, &d->spans[i], rr->arena, e);
    } else if (p->redact->action[LABEL_DATE] != ACT_SHIFT) {
        return ST_OK;
    }
    return st == ST_OK ? find_reference(p, r, d, rr, e) : st;
}

/* ---- replacing ---- */

/* Numbers are given over the whole record, so all fields are shown before the first is replaced. */
static enum status learn(const struct processor *p, struct numbering *nb, const struct record *r,
                         const struct redacted *d, struct arena *a, struct err *e) {
    uint32_t *whose = arena_calloc(a, r->n, sizeof *whose);
    if (!whose)
        return err_memory(e);
    enum status st =
        persons_learn(whose, nb, r, d->treatments, p->tables, d->known, d->person, a, e);
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        st = numbering_reserve(nb, r->fields[i].text, e);
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        if (d->spans[i].n > 0 && !d->treatments[i].pseudonym)
            st = numbering_learn(nb, r->fields[i].text, &d->spans[i], whose[i], e);
    return st;
}

/* A field that is replaced whole by the pseudonym of its value. What stands for no value (NaN, -)
 * stays. */
static enum status replace_whole(struct processor *p, const struct field *f,
                                 const struct span *whole, struct redaction_list *done,
                                 struct arena *a, struct err *e) {
    char code[CODE_CHARS + 1];
    struct slice value;
    enum status st = value_of(&value, f, a, e);
    if (st != ST_OK)
        return st;
    *done = (struct redaction_list){arena_calloc(a, 1, sizeof *done->v), 0};
    if (value.n == 0)
        return buf_add_slice(&p->text, f->text) && done->v ? ST_OK : err_memory(e);
    if (p->redact->keys)
        pseudonym_of_value(code, p->redact->keys, whole->label, value);
    else
        code[0] = '\0'; /* explain has no key */
    if (!action_put(&p->text, whole->label, slice_of(code)) || !done->v)
        return err_memory(e);
    done->v[done->n++] = (struct redaction){*whole, 0, (uint32_t)p->text.n};
    return ST_OK;
}

static enum status replace(struct processor *p, const struct record *r, size_t i,
                           const struct redact_record *rr, struct redacted *out, struct err *e) {
    const struct span_list *spans = &out->spans[i];
    struct slice text = r->fields[i].text;
    struct redact_record of_field = *rr;
    if (p->redact->action[LABEL_AGE] == ACT_BAND)
        of_field.column = (uint8_t)header_age_column(r->fields[i].name);
    buf_clear(&p->text);
    enum status st =
        out->treatments[i].pseudonym
            ? replace_whole(p, &r->fields[i], &spans->v[0], &out->lists[i], rr->arena, e)
            : redact(&p->text, &out->lists[i], text, spans, p->redact, &of_field, e);
    if (st != ST_OK)
        return st;
    struct slice copy = arena_copy(rr->arena, buf_slice(&p->text));
    if (!copy.p)
        return err_memory(e);
    out->fields[i].changed = true;
    out->fields[i].text = copy;
    return ST_OK;
}

/* What pseudonyms hold within: the case, else the person. */
static enum status make_scope(struct slice *out, const struct redacted *d, struct arena *a,
                              struct err *e) {
    struct slice value = d->case_of.n > 0 ? d->case_of : d->person;
    struct buf b = {0};
    *out = (struct slice){NULL, 0};
    if (value.n == 0)
        return ST_OK;
    bool ok = buf_add_str(&b, d->case_of.n > 0 ? "case " : "person ") && buf_add_slice(&b, value);
    if (ok)
        *out = arena_copy(a, buf_slice(&b));
    buf_free(&b);
    return ok && out->p ? ST_OK : err_memory(e);
}

static enum status replace_all(struct processor *p, struct cases *cases, const struct record *r,
                               struct arena *a, struct redacted *out, struct err *e) {
    struct redact_record rr = {.arena = a, .person = out->person};
    size_t found = 0;
    for (size_t i = 0; i < r->n; i++)
        found += out->spans[i].n;
    if (found == 0 && !cases)
        return ST_OK;
    arena_reset(&p->scratch);
    enum status st = cases ? cases_enter(cases, &rr.numbering, out->case_of, a, e)
                           : numbering_new(&rr.numbering, &p->scratch, e);
    if (st == ST_OK && p->redact->roles)
        numbering_use_roles(rr.numbering);
    if (st == ST_OK)
        st = make_scope(&rr.scope, out, a, e);
    if (st == ST_OK)
        st = find_births(p, r, out, &rr, e);
    if (st == ST_OK)
        st = learn(p, rr.numbering, r, out, a, e);
    for (size_t i = 0; st == ST_OK && i < r->n; i++)
        if (out->spans[i].n > 0)
            st = replace(p, r, i, &rr, out, e);
    return st;
}

enum status process_replace(struct processor *p, struct cases *cases, const struct record *r,
                            struct arena *a, struct redacted *out, struct err *e) {
    return at_record(replace_all(p, cases, r, a, out, e), r, e);
}

enum status process_record(struct processor *p, struct policy *policy, const struct record *r,
                           struct arena *a, struct redacted *out, struct err *e) {
    enum status st = process_find(p, policy, r, a, out, e);
    return st == ST_OK ? process_replace(p, NULL, r, a, out, e) : st;
}

/* ---- many records ---- */

/* Some records under way. */
struct many {
    struct processor *p;
    struct policy *policy;
    const struct process_many *asked;
    struct arena *arena;
    struct job *jobs;
    struct detection *detections;
    size_t n;        /* records before the first that failed */
    enum status st;  /* of that one */
    struct err *why; /* of st; NULL: memory is out */
    struct err *err; /* of the step at work; empty between steps */
};

/* Record i failed, with x->err: its fault is noted, or it is the first of those that do not count.
 */
static void failed(struct many *x, size_t i, enum status st) {
    struct record *r = &x->asked->records[i];
    struct err *why = arena_alloc(x->arena, sizeof *why);
    if (why)
        *why = *x->err;
    *x->err = (struct err){0};
    if (why && status_is_record(st) && x->asked->keep_faulty) {
        r->fault = why;
        return;
    }
    x->n = i;
    x->st = why ? st : ST_MEMORY;
    x->why = why;
}

static void begin_all(struct many *x) {
    for (size_t i = 0; i < x->n; i++) {
        struct record *r = &x->asked->records[i];
        struct redacted *out = &x->asked->out[i];
        if (r->fault)
            continue;
        enum status st = begin(&x->jobs[i], x->p, x->policy, r, x->arena, out, x->err);
        if (st != ST_OK)
            failed(x, i, at_record(st, r, x->err));
        else
            x->detections[i] = (struct detection){
                .fields = x->jobs[i].fields, .n = x->jobs[i].n, .spans = out->spans};
    }
}

/* How the detection of a record ended. */
static enum status detected(const struct many *x, size_t i) {
    const struct detection *d = &x->detections[i];
    if (d->st == ST_OK)
        return ST_OK;
    if (!d->err)
        return err_memory(x->err);
    *x->err = *d->err;
    return d->st;
}

static void end_all(struct many *x) {
    for (size_t i = 0; i < x->n; i++) {
        struct record *r = &x->asked->records[i];
        struct redacted *out = &x->asked->out[i];
        if (r->fault)
            continue;
        enum status st = detected(x, i);
        if (st == ST_OK)
            st = end(&x->jobs[i], x->p, r, x->arena, out, x->err);
        if (st == ST_OK && x->asked->replace)
            st = replace_all(x->p, NULL, r, x->arena, out, x->err);
        if (st != ST_OK)
            failed(x, i, at_record(st, r, x->err));
    }
}

enum status process_many(size_t *processed, struct processor *p, struct policy *policy,
                         const struct process_many *asked, struct arena *a, struct err *e) {
    struct err step = {0};
    struct many x = {.p = p,
                     .policy = policy,
                     .asked = asked,
                     .arena = a,
                     .jobs = arena_calloc(a, asked->n, sizeof *x.jobs),
                     .detections = arena_calloc(a, asked->n, sizeof *x.detections),
                     .n = asked->n,
                     .err = &step};
    *processed = 0;
    if (!x.jobs || !x.detections)
        return err_memory(e);
    begin_all(&x);
    detect_all(p->detector, x.detections, x.n, a);
    end_all(&x);
    *processed = x.n;
    if (x.st != ST_OK && !x.why)
        return err_memory(e);
    if (x.st != ST_OK && e)
        *e = *x.why;
    return x.st;
}
