#include "run/verdicts.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "base/utf8.h"
#include "io/jsonlex.h"

enum { SHA256_HEX = 64 };

/* ---- reading ---- */

static bool digits(struct slice s, uint64_t *v) {
    *v = 0;
    if (s.n == 0 || s.n > 15)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        *v = *v * 10 + (uint64_t)(s.p[i] - '0');
    }
    return true;
}

static bool is_hex(struct slice s) {
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f')))
            return false;
    return s.n == SHA256_HEX;
}

/* Takes "12/" off the head of *rest: false when there is no number, or it is no index below max. */
static bool take_index(struct slice *rest, size_t max, size_t *index) {
    const char *slash = rest->n ? memchr(rest->p, '/', rest->n) : NULL;
    uint64_t v = 0;
    if (!slash || !digits(slice_cut(*rest, 0, (size_t)(slash - rest->p)), &v) || v >= max)
        return false;
    *index = (size_t)v;
    *rest = slice_cut(*rest, (size_t)(slash - rest->p) + 1, rest->n);
    return true;
}

static bool take_head(struct slice *rest, const char *head) {
    struct slice h = slice_of(head);
    if (!slice_starts(*rest, h))
        return false;
    *rest = slice_cut(*rest, h.n, rest->n);
    return true;
}

/* What is read, with room for as many as the file could hold. */
struct reading {
    struct verdict_file *file;
    struct arena *arena;
    struct slice schema;
    size_t max; /* of each list: members in the file */
    bool bad;
};

static bool set_mark(struct verdict_mark *m, struct slice member, struct slice value) {
    if (slice_is(member, "field"))
        m->field = value;
    else if (slice_is(member, "label"))
        m->label = value;
    else if (slice_is(member, "rule"))
        m->rule = value;
    else if (slice_is(member, "text"))
        m->text = value;
    else if (slice_is(member, "start"))
        return digits(value, &m->start);
    else if (slice_is(member, "end"))
        return digits(value, &m->end);
    return true;
}

/* Marks come in order, so a list grows by one at a time. */
static struct verdict_mark *mark_at(struct verdict_mark **list, size_t *n, size_t index,
                                    struct arena *a) {
    if (index < *n)
        return &(*list)[index];
    if (index > *n)
        return NULL;
    return ARRAY_MORE_IN(a, *list, *n) ? &(*list)[(*n)++] : NULL;
}

static bool set_verdict(struct verdict *v, struct slice member, struct slice value) {
    if (slice_is(member, "record"))
        return digits(value, &v->record) && v->record > 0;
    if (slice_is(member, "identifiers"))
        return digits(value, &v->identifiers);
    if (slice_is(member, "sample"))
        v->added = slice_is(value, "added");
    if (!slice_is(member, "verdict"))
        return true;
    v->kind = slice_is(value, "leak")   ? VERDICT_LEAK
              : slice_is(value, "over") ? VERDICT_OVER
                                        : VERDICT_FINE;
    return v->kind != VERDICT_FINE || slice_is(value, "fine");
}

/* A member below "/verdicts/". */
static bool take_verdict(struct reading *r, struct slice rest, struct slice value) {
    size_t i = 0, k = 0;
    if (!take_index(&rest, r->max, &i))
        return false;
    if (i >= r->file->n)
        r->file->n = i + 1;
    struct verdict *v = &r->file->v[i];
    bool leak = take_head(&rest, "leaks/");
    if (!leak && !take_head(&rest, "over/"))
        return set_verdict(v, rest, value);
    if (!take_index(&rest, r->max, &k))
        return false;
    struct verdict_mark *m = leak ? mark_at(&v->leaks, &v->n_leaks, k, r->arena)
                                  : mark_at(&v->over, &v->n_over, k, r->arena);
    return m && set_mark(m, rest, value);
}

static bool take_member(struct reading *r, struct slice name, struct slice value) {
    struct verdict_file *f = r->file;
    if (take_head(&name, "/verdicts/"))
        return take_verdict(r, name, value);
    if (slice_is(name, "schema"))
        r->schema = value;
    else if (slice_is(name, "output_sha256"))
        f->output = value;
    else if (slice_is(name, "page"))
        f->page = value;
    else if (slice_is(name, "reviewer"))
        f->reviewer = value;
    else if (slice_is(name, "seed"))
        return digits(value, &f->seed);
    else if (slice_is(name, "records"))
        return digits(value, &f->records);
    else if (slice_is(name, "random"))
        return digits(value, &f->random);
    return true;
}

static int by_record(const void *x, const void *y) {
    const struct verdict *a = x, *b = y;
    return (a->record > b->record) - (a->record < b->record);
}

static enum status no_verdicts(struct err *e) {
    err_set(e, ST_DATA, "is no file of verdicts that this version reads");
    err_hint(e, "save the verdicts again from the page that blot review wrote");
    return ST_DATA;
}

/* What the members say is taken together; the marks decide the verdict, not a word beside them. */
static enum status check(struct reading *r, struct err *e) {
    struct verdict_file *f = r->file;
    if (!slice_is(r->schema, VERDICTS_SCHEMA) || r->bad || !is_hex(f->output) || f->page.n == 0)
        return no_verdicts(e);
    qsort(f->v, f->n, sizeof *f->v, by_record);
    for (size_t i = 0; i < f->n; i++) {
        struct verdict *v = &f->v[i];
        bool twice = i > 0 && v->record == f->v[i - 1].record;
        if (twice || v->record == 0 || v->record > f->records)
            return err_set(e, ST_DATA, "record %" PRIu64 " %s", v->record,
                           twice ? "has two verdicts" : "is not among the output's records");
        if (v->n_leaks > 0)
            v->kind = VERDICT_LEAK;
        else if (v->n_over > 0 && v->kind == VERDICT_FINE)
            v->kind = VERDICT_OVER;
    }
    return ST_OK;
}

static enum status parse(struct verdict_file *f, struct slice raw, struct arena *a, struct err *e) {
    struct jsonlex lx = {0};
    struct reading r = {.file = f, .arena = a};
    if (raw.n >= 3 && memcmp(raw.p, "\xEF\xBB\xBF", 3) == 0)
        raw = slice_cut(raw, 3, raw.n);
    if (utf8_valid_prefix(raw) != raw.n)
        return err_set(e, ST_DATA, "is not UTF-8");
    enum status st = jsonlex_object(&lx, raw, a, e);
    if (st == ST_DATA)
        st = no_verdicts(e);
    if (st == ST_OK) {
        r.max = lx.n;
        f->v = arena_calloc(a, lx.n + 1, sizeof *f->v);
        st = f->v ? ST_OK : err_memory(e);
    }
    for (size_t i = 0; st == ST_OK && i < lx.n; i++)
        if (lx.fields[i].kind != FIELD_KEY &&
            !take_member(&r, lx.fields[i].name, lx.fields[i].text))
            r.bad = true;
    jsonlex_free(&lx);
    return st == ST_OK ? check(&r, e) : st;
}

static enum status same_output(const struct verdicts *vs, const struct verdict_file *f,
                               struct err *e) {
    if (vs->n == 0 || (slice_eq(vs->v[0].output, f->output) && vs->v[0].records == f->records))
        return ST_OK;
    err_set(e, ST_DATA, "is about another output than %.200s", vs->v[0].path);
    err_hint(e, "give verdicts on one output at a time");
    return ST_DATA;
}

enum status verdicts_load(struct verdicts *vs, const char *path, struct err *e) {
    struct buf text = {0};
    struct verdict_file f = {.path = path};
    enum status st = file_read(&text, path, e);
    struct slice raw = {0};
    if (st == ST_OK) {
        raw = arena_copy(&vs->arena, buf_slice(&text));
        st = raw.p && ARRAY_MORE_IN(&vs->arena, vs->v, vs->n) ? ST_OK : err_memory(e);
    }
    buf_free(&text);
    if (st == ST_OK)
        st = parse(&f, raw, &vs->arena, e);
    if (st == ST_OK)
        st = same_output(vs, &f, e);
    if (st == ST_OK)
        vs->v[vs->n++] = f;
    else if (st != ST_IO)
        err_file(e, path);
    return st;
}

void verdicts_free(struct verdicts *vs) {
    arena_free(&vs->arena);
    *vs = (struct verdicts){0};
}

bool verdicts_about(const struct verdicts *vs, struct slice sha256) {
    return vs->n > 0 && slice_eq(vs->v[0].output, sha256);
}

/* ---- taken together ---- */

static bool same_place(const struct verdict_mark *a, const struct verdict_mark *b) {
    return slice_eq(a->field, b->field) && a->start < b->end && b->start < a->end;
}

/* Marks of v that no verdict of the same record before it has. */
static uint64_t new_marks(const struct verdict *const *of, size_t upto, bool leaks) {
    const struct verdict *v = of[upto];
    size_t n = leaks ? v->n_leaks : v->n_over;
    uint64_t fresh = 0;
    for (size_t i = 0; i < n; i++) {
        const struct verdict_mark *m = leaks ? &v->leaks[i] : &v->over[i];
        bool known = false;
        for (size_t k = 0; k < upto && !known; k++) {
            size_t others = leaks ? of[k]->n_leaks : of[k]->n_over;
            for (size_t j = 0; j < others && !known; j++)
                known = same_place(m, leaks ? &of[k]->leaks[j] : &of[k]->over[j]);
        }
        fresh += !known;
    }
    return fresh;
}

/* One record with the n verdicts there are on it. */
static void add_record(struct verdict_tally *t, const struct verdict *const *of, size_t n) {
    uint64_t leaks = 0, over = 0, identifiers = 0;
    bool leaky = false, agreed = true, random = false;
    for (size_t i = 0; i < n; i++) {
        leaks += new_marks(of, i, true);
        over += new_marks(of, i, false);
        leaky |= of[i]->kind == VERDICT_LEAK;
        agreed &= of[i]->kind == of[0]->kind;
        random |= !of[i]->added; /* drawn on one page, added on another: it was drawn */
        if (of[i]->identifiers > identifiers)
            identifiers = of[i]->identifiers;
    }
    if (leaky && leaks == 0)
        leaks = 1; /* said without showing where */
    t->both += n > 1;
    t->agreed += n > 1 && agreed;
    if (!random) {
        t->added++;
        t->added_leaky += leaky;
        return;
    }
    t->random++;
    t->random_leaky += leaky;
    t->leaks += leaks;
    t->over += over;
    t->identifiers += leaks + (identifiers > over ? identifiers - over : 0);
}

struct judged {
    const struct verdict *v;
    size_t file;
};

static int by_judged(const void *x, const void *y) {
    const struct judged *a = x, *b = y;
    if (a->v->record != b->v->record)
        return a->v->record < b->v->record ? -1 : 1;
    return (a->file > b->file) - (a->file < b->file);
}

/* Cohen's kappa of the first two files, over leak, over and fine. */
static double kappa(const struct verdicts *vs) {
    double cell[3][3] = {{0}}, n = 0.0, same = 0.0, chance = 0.0;
    if (vs->n < 2)
        return NAN;
    const struct verdict_file *a = &vs->v[0], *b = &vs->v[1];
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        uint64_t x = a->v[i].record, y = b->v[k].record;
        if (x == y) {
            cell[a->v[i].kind][b->v[k].kind] += 1.0;
            n += 1.0;
        }
        i += x <= y;
        k += y <= x;
    }
    if (n == 0.0)
        return NAN;
    for (int i = 0; i < 3; i++) {
        double row = cell[i][0] + cell[i][1] + cell[i][2];
        double column = cell[0][i] + cell[1][i] + cell[2][i];
        same += cell[i][i] / n;
        chance += row / n * (column / n);
    }
    return chance < 1.0 ? (same - chance) / (1.0 - chance) : NAN;
}

/* Each page's draw counts once, however many reviewed it. */
static uint64_t drawn(const struct verdicts *vs) {
    uint64_t sum = 0;
    for (size_t i = 0; i < vs->n; i++) {
        bool before = false;
        for (size_t k = 0; k < i; k++)
            before |= slice_eq(vs->v[k].page, vs->v[i].page);
        sum += before ? 0 : vs->v[i].random;
    }
    return sum;
}

enum status verdicts_tally(struct verdict_tally *t, struct verdicts *vs, struct err *e) {
    size_t n = 0, at = 0;
    for (size_t i = 0; i < vs->n; i++)
        n += vs->v[i].n;
    struct judged *all = arena_calloc(&vs->arena, n + 1, sizeof *all);
    const struct verdict **of = arena_calloc(&vs->arena, vs->n + 1, sizeof *of);
    if (!all || !of)
        return err_memory(e);
    for (size_t i = 0; i < vs->n; i++)
        for (size_t k = 0; k < vs->v[i].n; k++)
            all[at++] = (struct judged){&vs->v[i].v[k], i};
    qsort(all, n, sizeof *all, by_judged);
    *t = (struct verdict_tally){.records = vs->n ? vs->v[0].records : 0, .drawn = drawn(vs)};
    for (size_t i = 0; i < n;) {
        size_t k = 0;
        for (; i < n && (k == 0 || all[i].v->record == of[0]->record); i++)
            of[k++] = all[i].v;
        add_record(t, of, k);
    }
    t->kappa = kappa(vs);
    if (t->random > 0)
        return ST_OK;
    err_set(e, ST_DATA, "no record that was drawn at random has a verdict yet");
    err_hint(e, "review some, and save the verdicts again");
    return ST_DATA;
}
