#include "run/explain.h"

#include <inttypes.h>

#include "io/jsonout.h"
#include "run/spans.h"
#include "run/why.h"

bool explain_shows(const struct terms *t, const struct field *f, const struct redacted *d,
                   size_t field) {
    return d->spans[field].n > 0 || terms_of_field(t, field) ||
           (f->kind != FIELD_KEY && slice_is(f->name, "text"));
}

static bool add_text(struct buf *b, const char *key, struct slice text) {
    return buf_printf(b, "\"%s\":", key) && jsonout_string(b, text);
}

static bool add_offsets(struct buf *b, struct slice text, uint32_t start, uint32_t end,
                        enum offset_unit unit) {
    size_t from = spans_count(slice_cut(text, 0, start), unit);
    return buf_add_str(b, "{\"start\":") && buf_add_number(b, from) &&
           buf_add_str(b, ",\"end\":") &&
           buf_add_number(b, from + spans_count(slice_cut(text, start, end), unit));
}

/* ,"lists":["given","surname"] */
static bool add_lists(struct buf *b, const struct terms *t, size_t field, uint32_t start,
                      uint32_t end) {
    struct buf names = {0};
    bool ok = buf_add_str(b, ",\"lists\":[") && terms_lists(&names, t, field, start, end);
    for (size_t at = 0; ok && at < names.n;) {
        const char *comma = memchr(names.p + at, ',', names.n - at);
        size_t stop = comma ? (size_t)(comma - names.p) : names.n;
        ok = (at == 0 || buf_add_char(b, ',')) &&
             jsonout_string(b, slice_cut(buf_slice(&names), at, stop));
        at = comma ? stop + 2 : stop;
    }
    buf_free(&names);
    return ok && buf_add_char(b, ']');
}

static bool add_word(struct buf *b, const struct decided *d) {
    bool ok = buf_add_char(b, '{') && add_text(b, "word", d->word) &&
              buf_printf(b, ",\"label\":\"%s\",\"over\":%" PRId64 ",\"terms\":[",
                         label_name(d->label), d->over);
    for (uint32_t i = 0; ok && i < d->n_terms; i++)
        ok = buf_add_str(b, i ? ",{" : "{") && add_text(b, "feature", d->terms[i].text) &&
             buf_printf(b, ",\"weight\":%" PRId32 "}", d->terms[i].weight);
    return ok && buf_add_str(b, "]}");
}

static bool add_words(struct buf *b, const struct terms *t, size_t field, const struct span *s) {
    bool ok = buf_add_str(b, ",\"words\":["), first = true;
    for (size_t i = 0; ok && s->origin == BY_EVIDENCE && i < t->n; i++) {
        const struct decided *d = &t->v[i];
        if (d->field != field || !d->given || d->start >= s->end || d->end <= s->start)
            continue;
        ok = (first || buf_add_char(b, ',')) && add_word(b, d);
        first = false;
    }
    return ok && buf_add_char(b, ']');
}

static bool add_span(struct buf *b, const struct terms *t, size_t field, struct slice text,
                     const struct span *s, enum offset_unit unit) {
    const struct ruleset *rs = t->engine->rules;
    return add_offsets(b, text, s->start, s->end, unit) && buf_add_char(b, ',') &&
           add_text(b, "label", why_label(s)) && buf_add_char(b, ',') &&
           add_text(b, "rule", span_rule_name(rs, s)) && buf_add_char(b, ',') &&
           add_text(b, "about", why_about(rs, s)) && add_lists(b, t, field, s->start, s->end) &&
           add_words(b, t, field, s) && buf_add_char(b, '}');
}

static bool add_near(struct buf *b, const struct terms *t, size_t field, struct slice text,
                     const struct near_miss *m, enum offset_unit unit) {
    bool ok = add_offsets(b, text, m->start, m->end, unit);
    if (ok && m->label != LABEL_NONE)
        ok = buf_printf(b, ",\"label\":\"%s\"", label_name(m->label));
    if (ok && m->rule.n)
        ok = buf_add_char(b, ',') && add_text(b, "rule", m->rule);
    ok = ok && buf_add_char(b, ',') && add_text(b, "reason", m->reason) &&
         add_lists(b, t, field, m->start, m->end) && buf_add_str(b, ",\"words\":[");
    if (ok && m->d)
        ok = add_word(b, m->d);
    return ok && buf_add_str(b, "]}");
}

static bool add_field(struct buf *b, struct terms *t, const struct field *f,
                      const struct span_list *spans, size_t i, enum offset_unit unit) {
    struct near_list near;
    struct buf name = {0};
    bool ok = buf_add_slice(&name, f->name) &&
              (f->kind != FIELD_KEY || buf_add_str(&name, " (key)")) && buf_add_char(b, '{') &&
              add_text(b, "field", buf_slice(&name)) && buf_add_char(b, ',') &&
              add_text(b, "text", f->text) && buf_add_str(b, ",\"spans\":[");
    buf_free(&name);
    for (size_t k = 0; ok && k < spans->n; k++)
        ok = (k == 0 || buf_add_char(b, ',')) && add_span(b, t, i, f->text, &spans->v[k], unit);
    ok = ok && buf_add_str(b, "],\"near\":[") && terms_near(&near, t, i, spans);
    for (size_t k = 0; ok && k < near.n; k++)
        ok = (k == 0 || buf_add_char(b, ',')) && add_near(b, t, i, f->text, &near.v[k], unit);
    return ok && buf_add_str(b, "]}");
}

enum status explain_json(struct buf *out, struct terms *t, const struct record *r,
                         const struct redacted *d, enum offset_unit unit, struct err *e) {
    bool standard = strcmp(r->file, "-") == 0, first = true;
    bool ok = buf_printf(out, "{\"record\":%" PRIu64 ",\"row\":%" PRIu64 ",", r->number, r->row) &&
              add_text(out, "file", slice_of(standard ? "standard input" : r->file)) &&
              buf_add_str(out, ",\"fields\":[");
    for (size_t i = 0; ok && i < r->n; i++) {
        if (!explain_shows(t, &r->fields[i], d, i))
            continue;
        ok = (first || buf_add_char(out, ',')) &&
             add_field(out, t, &r->fields[i], &d->spans[i], i, unit);
        first = false;
    }
    ok = ok && buf_add_str(out, "]}\n") && !t->out_of_memory;
    return ok ? ST_OK : err_memory(e);
}
