#include "run/review.h"

#include <sodium.h>
#include <stdlib.h>

#include "io/jsondoc.h"
#include "io/jsonout.h"
#include "run/page.h"
#include "run/sample.h"
#include "run/spans.h"
#include "run/why.h"
#include "run/writer.h"

enum { NOTHING_FOUND = 0, WITHHELD = LABEL_COUNT, STRATA, ORIGINS = BY_UNCOVERED + 1, HEX = 65 };

/* How often a rule, or an origin without one, decided. */
struct decider {
    struct span example; /* of it, for its name and words */
    uint64_t found;
};

struct review {
    const struct options *o;
    const struct engine *engine;
    uint64_t seed;
    struct sample *sample;
    struct writer writer; /* makes the filter's lines, for their hash */
    struct buf line;
    crypto_hash_sha256_state hash;

    uint64_t records, withheld, nothing;
    uint64_t found[STRATA], in_records[STRATA]; /* per label, and WITHHELD */
    struct decider *deciders;                   /* rules, then origins */
    uint64_t random, added;
};

enum status review_new(struct review **out, const struct options *o, const struct engine *en,
                       uint64_t seed, struct err *e) {
    struct review *r = calloc(1, sizeof *r);
    *out = r;
    if (!r)
        return err_memory(e);
    r->o = o;
    r->engine = en;
    r->seed = seed;
    r->writer.spans = (struct spans_options){en->rules, o->spans, o->offsets};
    (void)crypto_hash_sha256_init(&r->hash); /* cannot fail */
    r->deciders = calloc(ruleset_count(en->rules) + ORIGINS, sizeof *r->deciders);
    enum status st = r->deciders ? ST_OK : err_memory(e);
    if (st == ST_OK)
        st = sample_new(&r->sample, seed, o->review.sample, o->review.each, e);
    if (st != ST_OK) {
        review_free(r);
        *out = NULL;
    }
    return st;
}

void review_free(struct review *r) {
    if (!r)
        return;
    sample_free(r->sample);
    writer_free(&r->writer);
    buf_free(&r->line);
    free(r->deciders);
    free(r);
}

/* ---- counting ---- */

static struct decider *decider(struct review *r, const struct span *s) {
    bool rule = s->origin == BY_RULE || s->origin == BY_USER_RULE;
    size_t n = ruleset_count(r->engine->rules);
    return &r->deciders[rule && s->rule < n ? s->rule : n + s->origin];
}

/* The strata a record stands in: its labels, or that nothing was found. */
static uint32_t count(struct review *r, const struct redacted *d) {
    uint32_t strata = 0;
    for (size_t i = 0; i < d->n; i++)
        for (size_t k = 0; k < d->lists[i].n; k++) {
            const struct span *s = &d->lists[i].v[k].source;
            size_t label = s->label == LABEL_NONE ? (size_t)WITHHELD : s->label;
            struct decider *by = decider(r, s);
            r->found[label]++;
            by->example = *s;
            by->found++;
            strata |= 1u << label;
        }
    for (size_t l = 1; l < STRATA; l++)
        r->in_records[l] += strata >> l & 1;
    r->nothing += strata == 0;
    return strata ? strata : 1u << NOTHING_FOUND;
}

/* ---- a record as the page shows it ---- */

/* Offsets in UTF-16 units, asked for in rising order. */
struct units {
    struct slice text;
    size_t at, n;
};

static size_t units_to(struct units *u, size_t at) {
    if (at > u->at) {
        u->n += spans_count(slice_cut(u->text, u->at, at), OFFSET_UTF16);
        u->at = at;
    }
    return u->n;
}

static bool add_pair(struct buf *b, const char *start, size_t from, const char *end, size_t to) {
    return buf_printf(b, "\"%s\":", start) && buf_add_number(b, from) &&
           buf_printf(b, ",\"%s\":", end) && buf_add_number(b, to);
}

static bool add_span(struct buf *b, const struct review *r, const struct redaction *x,
                     struct units *to, struct units *from) {
    size_t start = units_to(to, x->start), end = units_to(to, x->end);
    bool ok = buf_add_char(b, '{') && add_pair(b, "start", start, "end", end);
    if (ok && !r->o->review.sanitised_only) {
        start = units_to(from, x->source.start);
        end = units_to(from, x->source.end);
        ok = buf_add_char(b, ',') && add_pair(b, "from_start", start, "from_end", end);
    }
    return ok && buf_add_str(b, ",\"label\":") && jsonout_string(b, why_label(&x->source)) &&
           buf_add_str(b, ",\"rule\":") &&
           jsonout_string(b, span_rule_name(r->engine->rules, &x->source)) && buf_add_char(b, '}');
}

static bool add_spans(struct buf *b, const struct review *r, struct slice source,
                      struct slice sanitised, const struct redaction_list *l) {
    struct units to = {sanitised, 0, 0}, from = {source, 0, 0};
    bool ok = buf_add_str(b, ",\"spans\":[");
    for (size_t i = 0; ok && i < l->n; i++)
        ok = (i == 0 || buf_add_char(b, ',')) && add_span(b, r, &l->v[i], &to, &from);
    return ok && buf_add_char(b, ']');
}

static bool add_text(struct buf *b, const char *key, struct slice text) {
    return buf_printf(b, ",\"%s\":", key) && jsonout_string(b, text);
}

static bool add_name(struct buf *b, const struct field *f) {
    struct buf name = {0};
    bool ok = buf_add_slice(&name, f->name);
    if (ok && f->kind == FIELD_KEY)
        ok = buf_add_str(&name, " (key)"); /* apart from the value of the same name */
    ok = ok && buf_add_str(b, "{\"name\":") && jsonout_string(b, buf_slice(&name));
    buf_free(&name);
    return ok;
}

static bool add_field(struct buf *b, const struct review *r, const struct field *f,
                      const struct redacted *d, size_t i) {
    const struct out_field *out = &d->fields[i];
    bool source = !r->o->review.sanitised_only;
    bool ok = add_name(b, f);
    if (out->drop)
        return ok && buf_add_str(b, ",\"dropped\":true") &&
               (!source || add_text(b, "from", f->text)) && buf_add_char(b, '}');
    ok = ok && add_text(b, "to", out->changed ? out->text : f->text);
    if (ok && out->changed)
        ok = (!source || add_text(b, "from", f->text)) &&
             add_spans(b, r, f->text, out->text, &d->lists[i]);
    return ok && buf_add_char(b, '}');
}

/* Keys are shown only where something in them was replaced. */
static bool worth_showing(const struct field *f, const struct out_field *out) {
    return f->kind != FIELD_KEY || (out->changed && !out->drop);
}

/* The last part of a path: where on the machine the records lie is nobody's business. */
static struct slice file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slice_of(strcmp(path, "-") == 0 ? "" : slash ? slash + 1 : path);
}

/* The members of the record's object that follow "sample", which is not known yet. */
static bool add_record(struct buf *b, const struct review *r, const struct record *rec,
                       const struct redacted *d) {
    bool ok = buf_add_str(b, ",\"n\":") && buf_add_number(b, rec->number) &&
              buf_add_str(b, ",\"row\":") && buf_add_number(b, rec->row) &&
              add_text(b, "file", file_name(rec->file)) && buf_add_str(b, ",\"fields\":[");
    bool first = true;
    for (size_t i = 0; ok && i < rec->n; i++) {
        if (!worth_showing(&rec->fields[i], &d->fields[i]))
            continue;
        ok = (first || buf_add_char(b, ',')) && add_field(b, r, &rec->fields[i], d, i);
        first = false;
    }
    return ok && buf_add_str(b, "]}\n");
}

/* ---- the sink ---- */

enum status review_record(void *ctx, const struct record *rec, const struct redacted *d,
                          struct arena *a, struct err *e) {
    struct review *r = ctx;
    struct sample_item *item = NULL;
    buf_clear(&r->line);
    enum status st = writer_line(&r->writer, &r->line, rec, d, a, e);
    if (st != ST_OK)
        return st;
    (void)crypto_hash_sha256_update(&r->hash, (const unsigned char *)r->line.p, r->line.n);
    r->records++;
    r->withheld += d->withheld;
    st = sample_offer(r->sample, rec->number, count(r, d), &item, e);
    if (st == ST_OK && item) {
        st = add_record(&item->text, r, rec, d) ? ST_OK : err_memory(e);
        if (st == ST_OK)
            st = page_make_safe(&item->text, 0, e);
    }
    return st;
}

enum status review_columns(void *ctx, const char *input, enum format f, const struct slice *names,
                           size_t n, struct policy *policy, struct err *e) {
    (void)input;
    (void)f;
    (void)policy;
    return writer_columns(&((struct review *)ctx)->writer, names, n, e);
}

/* ---- the page ---- */

static void add_labels(struct jsondoc *doc, struct cJSON *head, const struct review *r) {
    struct cJSON *list = jsondoc_add_array(doc, head, "labels");
    for (size_t l = 1; l < STRATA; l++) {
        struct cJSON *one = jsondoc_add_object(doc, list, NULL);
        const struct span s = {.label = l == WITHHELD ? (uint8_t)LABEL_NONE : (uint8_t)l};
        jsondoc_add_string(doc, one, "name", why_label(&s));
        jsondoc_add_whole(doc, one, "found", r->found[l]);
        jsondoc_add_whole(doc, one, "records", r->in_records[l]);
    }
}

static void add_rules(struct jsondoc *doc, struct cJSON *head, const struct review *r) {
    struct cJSON *list = jsondoc_add_array(doc, head, "rules");
    const struct ruleset *rs = r->engine->rules;
    for (size_t i = 0; i < ruleset_count(rs) + ORIGINS; i++) {
        const struct decider *by = &r->deciders[i];
        if (by->found == 0)
            continue;
        struct cJSON *one = jsondoc_add_object(doc, list, NULL);
        jsondoc_add_string(doc, one, "id", span_rule_name(rs, &by->example));
        jsondoc_add_string(doc, one, "about", why_about(rs, &by->example));
        jsondoc_add_whole(doc, one, "found", by->found);
    }
}

static void hex_of(char out[HEX], crypto_hash_sha256_state *state) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    (void)crypto_hash_sha256_final(state, hash);
    sodium_bin2hex(out, HEX, hash, sizeof hash);
}

/* Names the sample: the same for the page without the source, so that both can be compared. */
static void page_name(char out[HEX], const char *output, struct sample_item **list, size_t n) {
    crypto_hash_sha256_state state;
    (void)crypto_hash_sha256_init(&state);
    (void)crypto_hash_sha256_update(&state, (const unsigned char *)output, HEX - 1);
    for (size_t i = 0; i < n; i++) {
        unsigned char bytes[9] = {list[i]->random};
        for (unsigned k = 0; k < 8; k++)
            bytes[k + 1] = (unsigned char)(list[i]->number >> (8 * k));
        (void)crypto_hash_sha256_update(&state, bytes, sizeof bytes);
    }
    hex_of(out, &state);
}

static enum status add_head(struct buf *out, struct review *r, struct sample_item **list, size_t n,
                            struct err *e) {
    struct jsondoc doc = {0};
    char output[HEX], page[HEX], rules[HEX];
    struct cJSON *head = jsondoc_object(&doc);
    size_t from = out->n;
    hex_of(output, &r->hash);
    page_name(page, output, list, n);
    ruleset_hash(r->engine->rules, rules);
    jsondoc_add_string(&doc, head, "schema", slice_of("blot-review-1"));
    jsondoc_add_string(&doc, head, "blot", slice_of(BLOT_VERSION));
    jsondoc_add_string(&doc, head, "rules_sha256", slice_of(rules));
    jsondoc_add_string(&doc, head, "output_sha256", slice_of(output));
    jsondoc_add_string(&doc, head, "page", slice_of(page));
    jsondoc_add_string(&doc, head, "view",
                       slice_of(r->o->review.sanitised_only ? "sanitised" : "both"));
    jsondoc_add_whole(&doc, head, "seed", r->seed);
    jsondoc_add_whole(&doc, head, "records", r->records);
    jsondoc_add_whole(&doc, head, "withheld", r->withheld);
    jsondoc_add_whole(&doc, head, "nothing", r->nothing);
    jsondoc_add_whole(&doc, head, "random", r->random);
    jsondoc_add_whole(&doc, head, "added", r->added);
    add_labels(&doc, head, r);
    add_rules(&doc, head, r);
    enum status st = jsondoc_print(out, &doc, e);
    jsondoc_free(&doc);
    if (st == ST_OK)
        st = page_make_safe(out, from, e);
    return st == ST_OK && !buf_add_char(out, '\n') ? err_memory(e) : st;
}

enum status review_page(struct review *r, struct buf *out, struct err *e) {
    struct sample_item **list;
    size_t n = 0;
    enum status st = sample_take(r->sample, &list, &n, e);
    for (size_t i = 0; st == ST_OK && i < n; i++) {
        r->random += list[i]->random;
        r->added += !list[i]->random;
    }
    if (st == ST_OK)
        st = page_head(out, "review.html", e);
    if (st == ST_OK)
        st = add_head(out, r, list, n, e);
    for (size_t i = 0; st == ST_OK && i < n; i++)
        if (!buf_add_str(out,
                         list[i]->random ? "{\"sample\":\"random\"" : "{\"sample\":\"added\"") ||
            !buf_add_slice(out, buf_slice(&list[i]->text)))
            st = err_memory(e);
    return st == ST_OK ? page_tail(out, "review.html", e) : st;
}

void review_size(const struct review *r, uint64_t *random, uint64_t *added) {
    *random = r->random;
    *added = r->added;
}
