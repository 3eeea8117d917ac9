/* Results and the details of a failure.
 *
 * Functions that can fail return enum status and take a struct err * last but for callbacks.
 * The details say what is wrong, where, and what to do. They never hold text of a record:
 * callers pass file names, header names, rule ids and numbers, nothing else. */
#ifndef BLOT_BASE_ERR_H
#define BLOT_BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum status {
    ST_OK = 0,
    ST_END,         /* no more input; not an error */
    ST_MEMORY,      /* an allocation failed */
    ST_IO,          /* read, write, open, close, rename failed */
    ST_DATA,        /* the input is not what its format or encoding allows */
    ST_LIMIT,       /* a limit of size, tries or backtracking was reached */
    ST_RULE,        /* a rule, lexicon or weights file is wrong */
    ST_USAGE,       /* options or arguments are wrong */
    ST_UNAVAILABLE, /* asked for something this build or system cannot do */
    ST_INTERNAL     /* a bug in blot */
};

/* True for a fault of one record alone, after which the next can be processed. */
static inline bool status_is_record(enum status st) {
    return st == ST_DATA || st == ST_LIMIT;
}

/* Value semantics; owns nothing. Strings are cut to fit and always NUL-terminated.
 * A zero number or an empty string means "not known". */
struct err {
    enum status code;
    char what[320];  /* one clause in plain words: what is wrong */
    char hint[320];  /* what to do about it */
    char file[512];  /* input or rule file as the user named it */
    char field[128]; /* header name or JSON pointer */
    char rule[80];   /* id of the rule */
    uint64_t record; /* 1-based number of the record over all inputs */
    uint64_t row;    /* 1-based row or line in the file */
    uint64_t column; /* 1-based column of a table, or character of a line of a file that is none */
    uint64_t character; /* 1-based character of a row or line of any file */
    uint64_t offset;    /* 1-based byte in the field; 0 when not known */
};

/* Sets code and what, clears nothing else. Control bytes, and bytes that are not UTF-8, that a
 * quoted word brings become '?', in err_hint too. Returns code, so that callers can `return
 * err_set(e, ST_DATA, "...")`. e may be NULL: then only code is returned. */
enum status err_set(struct err *e, enum status code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#ifdef __clang_analyzer__
/* For static analysis only, which sees one file at a time: what err_set returns is its code. */
static inline enum status err_code(enum status code) {
    return code;
}
#define err_set(e, code, ...) (err_set((e), (code), __VA_ARGS__), err_code(code))
#endif

/* ST_MEMORY, in the words of every message that says so. */
static inline enum status err_memory(struct err *e) {
    return err_set(e, ST_MEMORY, "out of memory");
}

/* Sets the hint. e may be NULL. */
void err_hint(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Notes a file name, header name or rule id; control bytes and bytes that are not UTF-8 become
 * '?' so that no escape sequence reaches a terminal. n bytes at s; e may be NULL. */
void err_file(struct err *e, const char *s);
void err_field(struct err *e, const char *s, size_t n);
void err_rule(struct err *e, const char *s, size_t n);

/* Writes the one-line message, without a newline, to out of size bytes (NUL-terminated, cut to
 * fit, nothing in it that steers a terminal): export.csv: row 13, character 4: byte 0x92 is not
 * UTF-8; add `-e windows-1252` */
void err_format(char *out, size_t size, const struct err *e);

#endif
