/* A small strict reader of one JSON object: says where its keys, strings and numbers are.
 *
 * Records do not go through cJSON, because cJSON cuts strings at \u0000, rounds numbers beyond
 * 2^53, takes 01, trailing text, duplicate keys and bad UTF-8, and allocates for each value; and
 * because the writer must copy what did not change byte for byte. cJSON makes the documents that
 * blot writes as a whole: see jsondoc.h. */
#ifndef BLOT_IO_JSONLEX_H
#define BLOT_IO_JSONLEX_H

#include "base/arena.h"
#include "base/err.h"
#include "io/record.h"

#define JSON_MAX_DEPTH  128u
#define JSON_MAX_FIELDS 1000000u /* keys and values of one record */

struct json_key {
    struct slice text;
    size_t at;
};

/* Scratch memory, used again for each object. {0} is valid; owns fields and keys. */
struct jsonlex {
    struct field *fields; /* what was found, in document order */
    size_t n, cap;
    struct json_key *keys; /* of the objects that are open */
    size_t keys_n, keys_cap;
    size_t at; /* after an error: 0-based byte in raw where it is */
    /* while it runs */
    struct slice raw;
    size_t i;
    size_t names; /* bytes of JSON pointers made: deep nesting must not make them explode */
    uint32_t objects;
    struct arena *arena;
    struct err *err;
};

/* Reads raw, which is valid UTF-8, as one object with nothing but white space around it. Fills
 * lx->fields, whose slices point into raw, or into a where a string had escapes. Strict: RFC 8259,
 * no duplicate keys, no \u0000, no lone surrogates, at most JSON_MAX_DEPTH deep. ST_DATA, ST_LIMIT
 * or ST_MEMORY with what and hint set, never with text of the record. */
enum status jsonlex_object(struct jsonlex *lx, struct slice raw, struct arena *a, struct err *e);

/* Wipes nothing: fields are offsets and slices. */
void jsonlex_free(struct jsonlex *lx);

#endif
