/* Records: what readers make and the writer takes. */
#ifndef BLOT_IO_RECORD_H
#define BLOT_IO_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum field_kind {
    FIELD_STRING, /* text is the decoded string */
    FIELD_NUMBER, /* text is the number as written */
    FIELD_KEY /* the name of a JSON member (rules for identifiers look at it); text is the decoded
                 key */
};

struct field {
    struct slice
        name; /* header, or JSON pointer (/a/0/b); a top-level JSON key is shown plain as its key */
    struct slice text; /* valid UTF-8 */
    uint8_t kind;      /* enum field_kind */
    uint32_t column;   /* 0-based column of CSV and TSV; else the 0-based order of the field */
    /* JSON only: the byte range of the value (quotes included) in record.raw */
    size_t raw_start, raw_end;
};

/* All memory from the arena handed to reader_next. */
struct record {
    uint64_t number;  /* 1-based over all inputs */
    uint64_t row;     /* 1-based line in its file where the record starts */
    const char *file; /* as the user named it; lives as long as the reader's input list */
    struct slice raw; /* the record's own bytes, decoded to UTF-8, without the line end */
    bool
        json; /* the writer splices new values into raw; else it builds an object from the fields */
    struct field *fields;
    size_t n;
};

#endif
