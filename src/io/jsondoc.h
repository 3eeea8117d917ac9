/* JSON documents that blot writes as a whole (reports, lists of findings), made with cJSON.
 *
 * A failed allocation is remembered: the calls go on doing nothing, and jsondoc_print says
 * ST_MEMORY, so that building a document needs no check at every step. */
#ifndef BLOT_IO_JSONDOC_H
#define BLOT_IO_JSONDOC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/* An object or array of a document; owned by the document. NULL after a failure, which every
 * function takes. */
struct cJSON;

/* {0} is a document without a root. Owns it. */
struct jsondoc {
    struct cJSON *root;
    bool failed;
};

/* The root, an object. Call once. */
struct cJSON *jsondoc_object(struct jsondoc *d);

/* Each adds a member `key` to an object, or with key NULL an element to an array. Keys are blot's
 * own words. Strings are copied and may hold anything that is valid UTF-8. Whole numbers are
 * written exactly (cJSON alone rounds beyond 2^53). */
struct cJSON *jsondoc_add_object(struct jsondoc *d, struct cJSON *parent, const char *key);
struct cJSON *jsondoc_add_array(struct jsondoc *d, struct cJSON *parent, const char *key);
void jsondoc_add_string(struct jsondoc *d, struct cJSON *parent, const char *key, struct slice s);
void jsondoc_add_whole(struct jsondoc *d, struct cJSON *parent, const char *key, uint64_t n);
void jsondoc_add_bool(struct jsondoc *d, struct cJSON *parent, const char *key, bool b);
void jsondoc_add_null(struct jsondoc *d, struct cJSON *parent, const char *key);

/* Appends the document, unformatted and without a line end. ST_MEMORY when anything failed. */
enum status jsondoc_print(struct buf *out, const struct jsondoc *d, struct err *e);

/* The same over several lines, for people, with a line end. */
enum status jsondoc_print_lines(struct buf *out, const struct jsondoc *d, struct err *e);

/* Reads a document that blot wrote: strict enough for that, with cJSON's bounds (numbers to 2^53).
 * The text is copied. ST_DATA when it is no JSON object. */
enum status jsondoc_parse(struct jsondoc *d, struct slice text, struct err *e);

/* Reading. Every function takes NULL for what is not there. */
struct cJSON *jsondoc_member(const struct cJSON *object, const char *key);
struct cJSON *jsondoc_first(const struct cJSON *array);
struct cJSON *jsondoc_next(const struct cJSON *element);

/* The string, borrowed from the document; p is NULL when it is none. */
struct slice jsondoc_text(const struct cJSON *item);

/* True when it is a whole number from 0 on that a double holds exactly. */
bool jsondoc_whole(uint64_t *out, const struct cJSON *item);

/* True when both are equal, whatever the order of members. */
bool jsondoc_equal(const struct cJSON *a, const struct cJSON *b);

/* Adds a copy of what another document holds; null for NULL. */
void jsondoc_add_copy(struct jsondoc *d, struct cJSON *parent, const char *key,
                      const struct cJSON *item);

/* Frees the document, which is {0} again. */
void jsondoc_free(struct jsondoc *d);

#endif
