/* The shape of JSON lines: which members there are, in how many objects, of which types. */
#ifndef BLOT_IO_JSONSHAPE_H
#define BLOT_IO_JSONSHAPE_H

#include <stdint.h>

#include "base/err.h"
#include "io/jsondoc.h"

/* Bits of a set of types. A number is an integer when its value is whole. */
enum {
    SHAPE_STRING = 1,
    SHAPE_INTEGER = 2,
    SHAPE_NUMBER = 4,
    SHAPE_BOOLEAN = 8,
    SHAPE_NULL = 16,
    SHAPE_OBJECT = 32,
    SHAPE_ARRAY = 64
};

#define SHAPE_MEMBERS_MAX 10000u /* members told apart; beyond that an object is just one */

struct shape; /* owns all */

enum status shape_new(struct shape **out, struct err *e);
void shape_free(struct shape *s); /* s may be NULL */

/* Adds one line, an object that blot wrote. */
enum status shape_add(struct shape *s, struct slice line, struct err *e);

/* Adds type, properties, required, items ... of a JSON Schema (2020-12) for one line to parent. A
 * member that stands in every object is required. */
void shape_schema(const struct shape *s, struct jsondoc *d, struct cJSON *parent);

/* A member, at any depth. */
struct shape_member {
    struct slice pointer; /* JSON pointer, array elements as *; a top-level member is its plain key.
                             Borrowed during the call */
    unsigned types;       /* bits as above */
    uint64_t count;       /* objects that have it */
    bool always;          /* every object that could has it */
};

/* Calls fn for the members, parents before children; deep false: the top level only. Anything but
 * ST_OK ends the walk with it. */
typedef enum status shape_fn(void *ctx, const struct shape_member *m, struct err *e);
enum status shape_walk(const struct shape *s, bool deep, shape_fn *fn, void *ctx, struct err *e);

#endif
