/* Records: what readers make and the writer takes. */
#ifndef BLOT_IO_RECORD_H
#define BLOT_IO_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

enum field_kind {
    FIELD_STRING, /* text is the decoded string */
    FIELD_NUMBER, /* text is the number as written */
    FIELD_KEY     /* the name of a JSON member (rules for identifiers look at it); text is the
                     decoded key */
};

/* Fields come in document order: in JSON a member's FIELD_KEY stands directly before what its value
 * holds; true, false and null have no field of their own. */
struct field {
    struct slice name; /* header, or JSON pointer (/a/0/b); a top-level JSON key is shown plain as
                          its key. A header is borrowed from the reader until reader_close. */
    struct slice text; /* valid UTF-8, never with a NUL in it */
    uint8_t kind;      /* enum field_kind */
    bool synthetic;    /* made by the reader (line-1), not part of the input: never scanned */
    uint32_t column;   /* 0-based column of CSV and TSV; else the 0-based order of the field */
    uint32_t object;   /* FIELD_KEY: which object it is in; 0 is the record's own, so that
                          object == 0 says "a top-level key" */
    /* JSON only: bytes in record.raw, half open */
    size_t raw_start, raw_end; /* the key, string (quotes included) or number itself */
    size_t member_end;         /* FIELD_KEY: where the member's value ends; else raw_end */
};

/* All memory from the arena handed to reader_next, but for file and the names of columns. */
struct record {
    uint64_t number;  /* 1-based over all inputs */
    uint64_t row;     /* 1-based line in its file where the record starts */
    const char *file; /* as the user named it; lives as long as the reader's input list; NULL for a
                         record that came from memory */
    struct slice raw; /* the record's own bytes, decoded to UTF-8, without the line end */
    bool json;        /* the writer splices new values into raw; else it builds an object from the
                         fields */
    struct field *fields;
    size_t n;
    /* with reader_options.keep_faulty only: */
    struct slice source;     /* its bytes as they came, with a line end */
    const struct err *fault; /* NULL, or why it cannot be read: then it has no fields */
};

#endif
