/* blot as a library: one string in, the same string with what identifies people replaced.
 *
 * The filter's detection with its built-in rules, word lists and weights, for programs that hold
 * their text in memory already. Nothing is read from disk but a rules file that the caller names;
 * nothing is printed; nothing is written.
 *
 *     struct blot *b;
 *     struct blot_result r;
 *     char message[BLOT_MESSAGE_MAX];
 *     if (blot_open(&b, NULL, message) != 0 || blot_redact(b, text, n, &r, message) != 0)
 *         ... do not pass the text on; message says why, and holds none of it ...
 *     puts(r.text);
 *     blot_close(b);
 */
#ifndef BLOT_H
#define BLOT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BLOT_MESSAGE_MAX 1024

/* Loaded rules, lists and weights with working memory. Not for use by two threads at once; open one
 * for each. */
struct blot;

enum blot_action {
    BLOT_NUMBER, /* [NAME_1]: mentions of one person in one string share a number */
    BLOT_LABEL,  /* [NAME] */
    BLOT_MASK    /* five full blocks */
};

/* All zero is the default. Strings are borrowed during blot_open only. */
struct blot_options {
    int strict;              /* not 0: also redact what is only suspicious */
    int group;               /* not 0: also nationality, ethnicity, faith */
    enum blot_action action; /* for all labels */
    const char *rules;       /* a file or folder of more rules; NULL: none */
};

/* One replaced stretch. Offsets are bytes from 0, half open: [start, end) in the result's text,
 * [source_start, source_end) in the text that came in. */
struct blot_span {
    size_t start, end;
    size_t source_start, source_end;
    const char *label; /* "NAME" "AGE" "PLACE" "DATE" "CONTACT" "ID" "GROUP", or "" for a text
                          withheld because it is in no language that blot covers */
    const char *rule;  /* the rule's id, or "evidence", "memory", "uncovered" */
};

/* Borrowed from the struct blot: valid until the next blot_redact or blot_close. */
struct blot_result {
    const char *text;              /* UTF-8, with a NUL at text[n] */
    size_t n;                      /* bytes */
    const struct blot_span *spans; /* in the order of the text */
    size_t n_spans;
};

/* Loads everything. options may be NULL. 0 on success; else not 0, *out is NULL and message says in
 * one line what is wrong. message may be NULL, else it has room for BLOT_MESSAGE_MAX bytes. */
int blot_open(struct blot **out, const struct blot_options *options, char *message);

/* Redacts n bytes at text (UTF-8; NUL bytes are text like any other). 0 on success. On any failure,
 * bytes that are not UTF-8 among them, *result is empty and the text must not be passed on. */
int blot_redact(struct blot *b, const char *text, size_t n, struct blot_result *result,
                char *message);

/* Frees all, after overwriting what held text. b may be NULL. */
void blot_close(struct blot *b);

/* "0.1.0". */
const char *blot_version(void);

#ifdef __cplusplus
}
#endif

#endif
