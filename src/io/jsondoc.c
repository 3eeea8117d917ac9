#include "io/jsondoc.h"

#include <inttypes.h>
#include <stdio.h>

#include <cJSON.h>

#include "io/jsonout.h"

struct cJSON *jsondoc_object(struct jsondoc *d) {
    d->root = cJSON_CreateObject();
    d->failed = d->failed || !d->root;
    return d->root;
}

/* Takes item over. Returns it, or NULL when it or its place is missing. */
static cJSON *add(struct jsondoc *d, cJSON *parent, const char *key, cJSON *item) {
    bool ok = item && parent;
    if (ok && key)
        ok = cJSON_AddItemToObject(parent, key, item);
    else if (ok)
        ok = cJSON_AddItemToArray(parent, item);
    if (ok)
        return item;
    cJSON_Delete(item);
    d->failed = true;
    return NULL;
}

struct cJSON *jsondoc_add_object(struct jsondoc *d, struct cJSON *parent, const char *key) {
    return add(d, parent, key, cJSON_CreateObject());
}

struct cJSON *jsondoc_add_array(struct jsondoc *d, struct cJSON *parent, const char *key) {
    return add(d, parent, key, cJSON_CreateArray());
}

/* As raw JSON: cJSON's own strings end at a NUL, and one escaper serves records and documents. */
void jsondoc_add_string(struct jsondoc *d, struct cJSON *parent, const char *key, struct slice s) {
    struct buf text = {0};
    bool ok = jsonout_string(&text, s) && buf_add_char(&text, '\0');
    add(d, parent, key, ok ? cJSON_CreateRaw(text.p) : NULL);
    buf_free(&text);
}

void jsondoc_add_whole(struct jsondoc *d, struct cJSON *parent, const char *key, uint64_t n) {
    char text[24];
    int len = snprintf(text, sizeof text, "%" PRIu64, n);
    add(d, parent, key, len > 0 ? cJSON_CreateRaw(text) : NULL);
}

void jsondoc_add_bool(struct jsondoc *d, struct cJSON *parent, const char *key, bool b) {
    add(d, parent, key, cJSON_CreateBool(b));
}

void jsondoc_add_null(struct jsondoc *d, struct cJSON *parent, const char *key) {
    add(d, parent, key, cJSON_CreateNull());
}

enum status jsondoc_print(struct buf *out, const struct jsondoc *d, struct err *e) {
    char *text = d->failed || !d->root ? NULL : cJSON_PrintUnformatted(d->root);
    bool ok = text && buf_add_str(out, text);
    cJSON_free(text);
    return ok ? ST_OK : err_set(e, ST_MEMORY, "out of memory");
}

enum status jsondoc_print_lines(struct buf *out, const struct jsondoc *d, struct err *e) {
    char *text = d->failed || !d->root ? NULL : cJSON_Print(d->root);
    bool ok = text && buf_add_str(out, text) && buf_add_char(out, '\n');
    cJSON_free(text);
    return ok ? ST_OK : err_set(e, ST_MEMORY, "out of memory");
}

enum status jsondoc_parse(struct jsondoc *d, struct slice text, struct err *e) {
    const char *end = NULL;
    d->root = cJSON_ParseWithLengthOpts(text.p, text.n, &end, false);
    if (d->root && cJSON_IsObject(d->root))
        return ST_OK;
    return err_set(e, ST_DATA, "is not a JSON object");
}

struct cJSON *jsondoc_member(const struct cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

struct cJSON *jsondoc_first(const struct cJSON *array) {
    return cJSON_IsArray(array) ? array->child : NULL;
}

struct cJSON *jsondoc_next(const struct cJSON *element) {
    return element ? element->next : NULL;
}

struct slice jsondoc_text(const struct cJSON *item) {
    return cJSON_IsString(item) ? slice_of(item->valuestring) : (struct slice){0};
}

bool jsondoc_whole(uint64_t *out, const struct cJSON *item) {
    double v = cJSON_IsNumber(item) ? item->valuedouble : -1;
    if (!(v >= 0 && v <= 9007199254740992.0))
        return false;
    *out = (uint64_t)v;
    return (double)*out == v;
}

bool jsondoc_equal(const struct cJSON *a, const struct cJSON *b) {
    return (!a && !b) || cJSON_Compare(a, b, true);
}

void jsondoc_add_copy(struct jsondoc *d, struct cJSON *parent, const char *key,
                      const struct cJSON *item) {
    add(d, parent, key, item ? cJSON_Duplicate(item, true) : cJSON_CreateNull());
}

void jsondoc_free(struct jsondoc *d) {
    cJSON_Delete(d->root);
    *d = (struct jsondoc){0};
}
