/* blot as a library: text in, the same text with what identifies people replaced.
 *
 * The filter without its files, for programs that hold their text in memory already: one string, or
 * one record as a JSON object. Nothing is read from disk but the files that options name; nothing
 * is printed; nothing is written; nothing is sent.
 *
 *     const char *options[] = {"--only", "NAME", NULL};
 *     struct blot *b;
 *     struct blot_result r;
 *     char message[BLOT_MESSAGE_MAX];
 *     if (blot_open(&b, options, message) != 0 || blot_redact(b, text, n, &r, message) != 0)
 *         ... do not pass the text on; message says why, and holds none of it ...
 *     puts(r.text);
 *     blot_close(b);
 *
 * Threads: a handle is for one thread at a time. Open one, and blot_share it for every other
 * thread: rules, word lists and weights are loaded once, do not change, and live until the last of
 * their handles is closed. Functions on different handles may run at once, those of one family
 * included.
 *
 * Failures: every function that can fail returns 0 when it did its work. Else message, if it is not
 * NULL, says in one line what is wrong and what to do; it has room for BLOT_MESSAGE_MAX bytes, and
 * never holds any of the text. */
#ifndef BLOT_H
#define BLOT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BLOT_MESSAGE_MAX 1024

/* Loaded rules, lists and weights, shared or not, with working memory of its own. */
struct blot;

/* One replaced stretch. Offsets are bytes from 0, half open: [start, end) in the result's text,
 * [source_start, source_end) in the text that came in. */
struct blot_span {
    size_t start, end;
    size_t source_start, source_end;
    const char *label; /* "NAME" "AGE" "PLACE" "DATE" "CONTACT" "ID" "GROUP", or "" for a text
                          withheld because it is in no language that blot covers */
    const char *rule;  /* the rule's id, or "evidence", "memory", "deny", "uncovered" */
};

/* Borrowed from the handle: valid until its next blot_redact, blot_redact_record or blot_close. */
struct blot_result {
    const char *text;              /* UTF-8, with a NUL at text[n] */
    size_t n;                      /* bytes */
    const struct blot_span *spans; /* of blot_redact, in the order of the text; else NULL */
    size_t n_spans;
    int withheld; /* not 0: some text was withheld, as it is in no language that blot covers */
};

/* Loads everything. options: as on the filter's command line, one string an argument, ended by
 * NULL; NULL for the defaults; borrowed during the call only. Options for inputs, outputs, their
 * formats and workers are refused: they have no meaning here. *out is NULL after a failure. May be
 * called by several threads at once, but not while another part of the program uses getopt. */
int blot_open(struct blot **out, const char *const *options, char *message);

/* Another handle over the same rules and options, for another thread. b may be in use by its own
 * thread meanwhile, but not be closed. Cases (--case) and counts of records are each handle's own.
 */
int blot_share(struct blot **out, const struct blot *b, char *message);

/* Redacts n bytes at text, UTF-8 without NUL, as prose; options that name fields do not matter. On
 * a failure *result is empty. */
int blot_redact(struct blot *b, const char *text, size_t n, struct blot_result *result,
                char *message);

/* Redacts one record: n bytes at json, one JSON object. The result is the line that the filter
 * would write for it, without a line end: the same keys in the same order, numbers byte for byte,
 * with the member "redactions" if --spans was among the options. On a failure *result is empty. */
int blot_redact_record(struct blot *b, const char *json, size_t n, struct blot_result *result,
                       char *message);

/* After the last record, if options name fields: not 0 if one of them was in no record of this
 * handle; what it was to do has not been done. Nothing else changes. */
int blot_finish(const struct blot *b, char *message);

/* Frees the handle, after overwriting what held text; with the last handle what they shared. b may
 * be NULL. */
void blot_close(struct blot *b);

/* "0.1.0". */
const char *blot_version(void);

#ifdef __cplusplus
}
#endif

#endif
