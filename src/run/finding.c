#include "run/finding.h"

#include <inttypes.h>

#include "io/jsondoc.h"

/* ---- fingerprint ---- */

/* Length first, so that no two sequences hash alike. */
static void add_part(struct sha256 *h, struct slice s) {
    uint64_t n = s.n;
    unsigned char head[8];
    for (size_t i = 0; i < sizeof head; i++)
        head[i] = (unsigned char)(n >> (8 * i));
    sha256_add(h, (struct slice){(const char *)head, sizeof head});
    sha256_add(h, s);
}

static void add_whole(struct sha256 *h, uint64_t n) {
    char text[24];
    int len = snprintf(text, sizeof text, "%" PRIu64, n);
    add_part(h, (struct slice){text, len > 0 ? (size_t)len : 0});
}

static struct slice plain_path(const char *file) {
    while (file[0] == '.' && file[1] == '/')
        file += 2;
    return slice_of(file);
}

void finding_fingerprint(struct finding *f, struct slice text, const struct redaction_list *l) {
    struct sha256 h;
    size_t at = 0;
    sha256_start(&h);
    add_part(&h, plain_path(f->file));
    add_part(&h, f->field);
    add_part(&h, slice_of(f->label));
    add_part(&h, f->rule);
    add_whole(&h, f->start);
    add_whole(&h, f->end);
    for (size_t i = 0; i < l->n; i++) {
        const struct span *s = &l->v[i].source;
        add_part(&h, slice_cut(text, at, s->start));
        add_part(&h, slice_of(label_name(s->label)));
        at = s->end;
    }
    add_part(&h, slice_cut(text, at, text.n));
    sha256_hex(&h, f->fingerprint);
}

/* ---- for people ---- */

/* "comment" of column 3; control characters and the like replaced. */
static bool add_field_words(struct buf *b, const struct finding *f) {
    struct err shown = {0};
    err_field(&shown, f->field.p, f->field.n);
    bool ok = buf_printf(b, "%s \"%s\"", f->key ? "key" : "field", shown.field);
    if (ok && f->number)
        ok = buf_printf(b, " (#%" PRIu32 ")", f->number);
    return ok;
}

static bool add_human(struct buf *b, const struct finding *f) {
    struct err shown = {0};
    err_file(&shown, f->file);
    return buf_printf(b, "%s:%" PRIu64 ":%" PRIu64 ": %s in ", shown.file, f->from.line,
                      f->from.column, f->label) &&
           add_field_words(b, f) && buf_printf(b, " of record %" PRIu64 " (", f->record) &&
           buf_add_slice(b, f->rule) && buf_add_str(b, ")\n");
}

/* ---- GitHub's workflow commands ---- */

static bool add_github_text(struct buf *b, struct slice s, bool property) {
    bool ok = true;
    for (size_t i = 0; ok && i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
        ok = special ? buf_printf(b, "%%%02X", c) : buf_add_char(b, s.p[i]);
    }
    return ok;
}

static bool add_github(struct buf *b, const struct finding *f) {
    struct buf text = {0};
    bool ok =
        buf_add_str(b, "::error file=") && add_github_text(b, plain_path(f->file), true) &&
        buf_printf(b, ",line=%" PRIu64 ",endLine=%" PRIu64 ",col=%" PRIu64 ",title=blot: %s::",
                   f->from.line, f->to.line, f->from.column, f->label);
    ok = ok && buf_printf(&text, "%s in ", f->label) && add_field_words(&text, f) &&
         buf_printf(&text, " of record %" PRIu64 ", rule ", f->record) &&
         buf_add_slice(&text, f->rule);
    ok = ok && add_github_text(b, buf_slice(&text), false) && buf_add_char(b, '\n');
    buf_free(&text);
    return ok;
}

/* ---- JSON lines ---- */

static void fill_jsonl(struct jsondoc *d, const struct finding *f) {
    struct cJSON *o = jsondoc_object(d);
    jsondoc_add_string(d, o, "file", slice_of(f->file));
    jsondoc_add_whole(d, o, "record", f->record);
    jsondoc_add_whole(d, o, "line", f->from.line);
    jsondoc_add_whole(d, o, "column", f->from.column);
    jsondoc_add_string(d, o, "field", f->field);
    if (f->number)
        jsondoc_add_whole(d, o, "field_number", f->number);
    if (f->key)
        jsondoc_add_bool(d, o, "key", true);
    jsondoc_add_string(d, o, "label", slice_of(f->label));
    jsondoc_add_string(d, o, "rule", f->rule);
    jsondoc_add_whole(d, o, "start", f->start);
    jsondoc_add_whole(d, o, "end", f->end);
    jsondoc_add_string(d, o, "fingerprint", slice_of(f->fingerprint));
}

/* ---- SARIF 2.1.0 ---- */

static bool is_unreserved(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           strchr("-._~/", c);
}

/* A path as a URI reference. */
static bool add_uri(struct buf *b, const char *file) {
    struct slice s = plain_path(file);
    bool ok = s.n == 0 || s.p[0] != '/' || buf_add_str(b, "file://");
    for (size_t i = 0; ok && i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        ok = c && is_unreserved(c) ? buf_add_char(b, s.p[i]) : buf_printf(b, "%%%02X", c);
    }
    return ok;
}

static void add_region(struct jsondoc *d, struct cJSON *place, const struct finding *f) {
    struct cJSON *region = jsondoc_add_object(d, place, "region");
    jsondoc_add_whole(d, region, "startLine", f->from.line);
    jsondoc_add_whole(d, region, "startColumn", f->from.column);
    jsondoc_add_whole(d, region, "endLine", f->to.line);
    jsondoc_add_whole(d, region, "endColumn", f->to.column);
}

static void fill_sarif(struct jsondoc *d, const struct finding *f) {
    struct buf text = {0}, uri = {0};
    struct cJSON *o = jsondoc_object(d);
    bool ok = buf_printf(&text, "%s in ", f->label) && add_field_words(&text, f) &&
              buf_printf(&text, " of record %" PRIu64, f->record) && add_uri(&uri, f->file);
    d->failed = d->failed || !ok;
    jsondoc_add_string(d, o, "ruleId", f->rule);
    jsondoc_add_string(d, o, "level", slice_of("error"));
    jsondoc_add_string(d, jsondoc_add_object(d, o, "message"), "text", buf_slice(&text));
    struct cJSON *location = jsondoc_add_object(d, jsondoc_add_array(d, o, "locations"), NULL);
    struct cJSON *place = jsondoc_add_object(d, location, "physicalLocation");
    jsondoc_add_string(d, jsondoc_add_object(d, place, "artifactLocation"), "uri", buf_slice(&uri));
    add_region(d, place, f);
    jsondoc_add_string(d, jsondoc_add_object(d, o, "partialFingerprints"), "blot/v1",
                       slice_of(f->fingerprint));
    struct cJSON *more = jsondoc_add_object(d, o, "properties");
    jsondoc_add_string(d, more, "label", slice_of(f->label));
    jsondoc_add_string(d, more, "field", f->field);
    jsondoc_add_whole(d, more, "record", f->record);
    buf_free(&text);
    buf_free(&uri);
}

enum status finding_print(struct buf *out, const struct finding *f, enum check_format format,
                          struct err *e) {
    struct jsondoc d = {0};
    bool ok = true;
    if (format == CHECK_HUMAN || format == CHECK_GITHUB) {
        ok = format == CHECK_HUMAN ? add_human(out, f) : add_github(out, f);
        return ok ? ST_OK : err_memory(e);
    }
    if (format == CHECK_JSONL)
        fill_jsonl(&d, f);
    else
        fill_sarif(&d, f);
    enum status st = jsondoc_print(out, &d, e);
    jsondoc_free(&d);
    if (st == ST_OK && format == CHECK_JSONL && !buf_add_char(out, '\n'))
        st = err_memory(e);
    return st;
}

/* A SARIF log is written as it grows, so that it never stands in memory: its results first. */
bool finding_begin(struct buf *out, enum check_format format) {
    return format != CHECK_SARIF ||
           buf_add_str(out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
                            "\"version\":\"2.1.0\",\"runs\":[{\"columnKind\":"
                            "\"unicodeCodePoints\",\"results\":[");
}

bool finding_between(struct buf *out, enum check_format format) {
    return format != CHECK_SARIF || buf_add_str(out, ",\n");
}

enum status finding_end(struct buf *out, enum check_format format, const struct finding_rule *rules,
                        size_t n, struct err *e) {
    struct jsondoc d = {0};
    if (format != CHECK_SARIF)
        return ST_OK;
    struct cJSON *driver = jsondoc_add_object(&d, jsondoc_object(&d), "driver");
    jsondoc_add_string(&d, driver, "name", slice_of("blot"));
    jsondoc_add_string(&d, driver, "version", slice_of(BLOT_VERSION));
    struct cJSON *list = jsondoc_add_array(&d, driver, "rules");
    for (size_t i = 0; i < n; i++) {
        struct cJSON *o = jsondoc_add_object(&d, list, NULL);
        jsondoc_add_string(&d, o, "id", rules[i].id);
        jsondoc_add_string(&d, jsondoc_add_object(&d, o, "shortDescription"), "text",
                           rules[i].about);
    }
    bool ok = buf_add_str(out, "],\"tool\":");
    enum status st = ok ? jsondoc_print(out, &d, e) : err_memory(e);
    jsondoc_free(&d);
    if (st == ST_OK && !buf_add_str(out, "}]}\n"))
        st = err_memory(e);
    return st;
}
