#include "run/release.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/binomial.h"

void release_name(char *out, size_t size, const char *folder) {
    struct slice s = slice_of(folder);
    size_t n = 0;
    while (s.n > 0 && s.p[s.n - 1] == '/')
        s.n--;
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == '/') {
            s = slice_cut(s, i, s.n);
            break;
        }
    for (size_t i = 0; i < s.n && n + 1 < size; i++) {
        char c = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] - 'A' + 'a') : s.p[i];
        bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
        out[n++] = keep ? c : '-';
    }
    out[n] = '\0';
    if (strspn(out, "-._") == n)
        (void)snprintf(out, size, "release"); /* fits wherever a name does */
}

/* ---- schema.json ---- */

enum status release_schema(struct buf *out, const struct release *r, struct err *e) {
    struct jsondoc d = {0};
    struct cJSON *root = jsondoc_object(&d);
    jsondoc_add_string(&d, root, "$schema",
                       slice_of("https://json-schema.org/draft/2020-12/schema"));
    jsondoc_add_string(&d, root, "title", slice_of("one line of data.jsonl"));
    shape_schema(r->shape, &d, root);
    enum status st = jsondoc_print_lines(out, &d, e);
    jsondoc_free(&d);
    return st;
}

/* ---- datapackage.json ---- */

struct fields {
    struct jsondoc *doc;
    struct cJSON *list;
};

/* Frictionless has one type a field; what holds several is "any". */
static const char *frictionless_type(unsigned set) {
    switch (set & ~(unsigned)SHAPE_NULL) {
    case SHAPE_STRING:
        return "string";
    case SHAPE_INTEGER:
    case SHAPE_NUMBER:
        return "number";
    case SHAPE_BOOLEAN:
        return "boolean";
    case SHAPE_OBJECT:
        return "object";
    case SHAPE_ARRAY:
        return "array";
    default:
        return "any";
    }
}

static enum status add_package_field(void *ctx, const struct shape_member *m, struct err *e) {
    struct fields *f = ctx;
    (void)e;
    struct cJSON *o = jsondoc_add_object(f->doc, f->list, NULL);
    jsondoc_add_string(f->doc, o, "name", m->pointer);
    jsondoc_add_string(f->doc, o, "type", slice_of(frictionless_type(m->types)));
    return ST_OK;
}

static void add_resource(struct jsondoc *d, struct cJSON *list, const struct release *r) {
    char sum[SHA256_HEX + 8] = "sha256:";
    struct cJSON *o = jsondoc_add_object(d, list, NULL);
    sha256_hex(r->data, sum + strlen(sum));
    jsondoc_add_string(d, o, "name", slice_of("data"));
    jsondoc_add_string(d, o, "path", slice_of("data.jsonl"));
    jsondoc_add_string(d, o, "profile", slice_of("tabular-data-resource"));
    jsondoc_add_string(d, o, "format", slice_of("jsonl"));
    jsondoc_add_string(d, o, "mediatype", slice_of("application/jsonl"));
    jsondoc_add_string(d, o, "encoding", slice_of("utf-8"));
    jsondoc_add_whole(d, o, "bytes", r->data->bytes);
    jsondoc_add_string(d, o, "hash", slice_of(sum));
    struct cJSON *schema = jsondoc_add_object(d, o, "schema");
    struct fields f = {d, jsondoc_add_array(d, schema, "fields")};
    if (shape_walk(r->shape, false, add_package_field, &f, NULL) != ST_OK)
        d->failed = true;
    /* an empty string is a value: nothing stands for a missing one but null */
    (void)jsondoc_add_array(d, schema, "missingValues");
}

enum status release_package(struct buf *out, const struct release *r, struct err *e) {
    struct jsondoc d = {0};
    struct cJSON *root = jsondoc_object(&d);
    jsondoc_add_string(&d, root, "profile", slice_of("data-package"));
    jsondoc_add_string(&d, root, "name", slice_of(r->name));
    jsondoc_add_string(&d, root, "created", slice_of(r->head->generated_at));
    jsondoc_add_string(
        &d, root, "description",
        slice_of("Records with names, ages, places and other identifiers replaced by "
                 "blot. Read LIMITATIONS.md first."));
    add_resource(&d, jsondoc_add_array(&d, root, "resources"), r);
    enum status st = jsondoc_print_lines(out, &d, e);
    jsondoc_free(&d);
    return st;
}

/* ---- data-dictionary.csv ---- */

struct dictionary {
    struct buf *out;
    const struct observer *observer;
};

/* A CSV value. Spreadsheets take what begins with one of these signs for a formula. */
static bool add_cell(struct buf *b, struct slice s) {
    bool formula = s.n > 0 && strchr("=+-@\t\r", s.p[0]);
    bool ok = buf_add_char(b, '"') && (!formula || buf_add_char(b, '\''));
    for (size_t i = 0; ok && i < s.n; i++)
        ok = (s.p[i] != '"' || buf_add_char(b, '"')) && buf_add_char(b, s.p[i]);
    return ok && buf_add_char(b, '"');
}

static const struct seen_field *find_seen(const struct observer *x, struct slice name) {
    for (size_t i = 0; i < x->n_fields; i++)
        if (slice_eq(x->fields[i].name, name))
            return &x->fields[i];
    return NULL;
}

static bool add_type_names(struct buf *b, unsigned set) {
    static const char *const names[] = {"string", "integer", "number", "boolean",
                                        "null",   "object",  "array"};
    bool ok = true, first = true;
    for (size_t i = 0; ok && i < sizeof names / sizeof *names; i++) {
        if (!(set >> i & 1))
            continue;
        ok = (first || buf_add_str(b, " or ")) && buf_add_str(b, names[i]);
        first = false;
    }
    return ok;
}

static enum status add_dictionary_line(void *ctx, const struct shape_member *m, struct err *e) {
    const struct dictionary *x = ctx;
    const struct seen_field *seen = find_seen(x->observer, m->pointer);
    struct buf names = {0};
    bool ok = add_cell(x->out, m->pointer) && buf_add_char(x->out, ',') &&
              add_type_names(&names, m->types) && add_cell(x->out, buf_slice(&names)) &&
              buf_add_str(x->out, m->always ? ",yes," : ",no,") &&
              add_cell(x->out, slice_of(seen ? treatment_words(seen->treatment) : "")) &&
              buf_add_char(x->out, '\n');
    buf_free(&names);
    return ok ? ST_OK : err_memory(e);
}

enum status release_dictionary(struct buf *out, const struct release *r, struct err *e) {
    struct dictionary x = {out, r->observer};
    enum status st =
        buf_add_str(out, "field,type,always_present,treatment\n") ? ST_OK : err_memory(e);
    if (st == ST_OK)
        st = shape_walk(r->shape, true, add_dictionary_line, &x, e);
    for (size_t i = 0; st == ST_OK && i < r->observer->n_fields; i++) {
        const struct seen_field *f = &r->observer->fields[i];
        bool ok = !f->treatment.drop ||
                  (add_cell(out, f->name) && buf_add_str(out, ",\"\",no,\"dropped\"\n"));
        st = ok ? ST_OK : err_memory(e);
    }
    return st;
}

/* ---- LIMITATIONS.md ---- */

static const char opening[] =
    "This is not a finding that these data are anonymous. The controller decides that, for a named "
    "recipient.\n"
    "\n"
    "# Limitations of these data\n"
    "\n"
    "* What names people was looked for by rules, word lists and weights, and replaced. Some of it "
    "is missed:\n"
    "  have a person read a sample before the data go out, and say what was found.\n"
    "* Only what names people was looked for. A rare event, a post of which there is one, a "
    "family's "
    "story or a\n"
    "  combination of ordinary facts can still tell who a record is about. `manifest.json` counts "
    "some of these\n"
    "  (`residue`, `quasi`); it does not find them all.\n"
    "* Recall differs between kinds of text, between communities and between ways of writing. "
    "Figures from other\n"
    "  text than this do not hold for it.\n"
    "* Placeholders keep people apart within one record or case; a mention that could mean two "
    "people has a number\n"
    "  of its own, so people are sometimes counted twice.\n"
    "\n";

/* "97.1 % (95 % interval 95.0 to 98.5 %)" */
static bool add_share(struct buf *b, uint64_t part, uint64_t whole) {
    double low = 1.0 - binomial_upper(whole - part, whole, 0.975);
    double high = binomial_upper(part, whole, 0.975);
    return buf_printf(b, "%.1f %% (95 %% interval %.1f to %.1f %%)",
                      100.0 * (double)part / (double)whole, 100.0 * low, 100.0 * high);
}

static bool add_gold(struct buf *b, const struct score *s) {
    bool ok = buf_printf(b,
                         "Recall on a marked-up sample of %" PRIu64
                         " records, with the options of this release:\n\n"
                         "| label | identifiers | found |\n|---|---|---|\n",
                         s->records);
    for (size_t i = 0; ok && i < s->labels.n; i++) {
        const struct tally *t = &s->labels.v[i];
        ok = t->total == 0 ||
             (buf_printf(b, "| %.*s | %" PRIu64 " | ", (int)t->name.n, t->name.p, t->total) &&
              add_share(b, t->caught, t->total) && buf_add_str(b, " |\n"));
    }
    return ok && buf_add_char(b, '\n');
}

static bool add_verdicts(struct buf *b, const struct verdict_tally *t) {
    bool ok =
        buf_printf(b,
                   "People read %" PRIu64 " records of this very output, drawn at random from "
                   "%" PRIu64 "; in %" PRIu64 " of them\nsomething that identifies was still "
                   "there",
                   t->random, t->records, t->random_leaky);
    if (ok && t->random > 0)
        ok = buf_printf(b, ": at most %.2f %% of all records, at 95 %% confidence",
                        100.0 * binomial_upper(t->random_leaky, t->random, 0.95));
    ok = ok && buf_add_str(b, ".\n");
    if (ok && t->identifiers > 0)
        ok = buf_printf(b, "Of the identifiers in them, found or not, ") &&
             add_share(b, t->identifiers - t->leaks, t->identifiers) &&
             buf_add_str(b, " had been replaced.\n");
    return ok && buf_add_char(b, '\n');
}

enum status release_limitations(struct buf *out, const struct release *r, struct err *e) {
    char sum[SHA256_HEX];
    sha256_hex(r->data, sum);
    bool ok = buf_add_str(out, opening) && buf_add_str(out, "## What was measured\n\n");
    if (ok && r->score)
        ok = add_gold(out, r->score);
    if (ok && r->tally)
        ok = add_verdicts(out, r->tally);
    if (ok && !r->score && !r->tally)
        ok =
            buf_add_str(out, "Nothing: no marked-up sample and no review of this output was given. "
                             "How much was missed is not known.\n\n");
    ok = ok && buf_printf(out,
                          "This page belongs to the `data.jsonl` whose SHA-256 is\n`%s`, and to no "
                          "other.\n",
                          sum);
    return ok ? ST_OK : err_memory(e);
}
