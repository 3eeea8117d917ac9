/* Verdicts: what people said of the records of a review, as the page saves it.
 *
 * One JSON object (UTF-8), schema "blot-verdicts-1":
 *
 *   schema         "blot-verdicts-1"
 *   output_sha256  SHA-256 of the JSON lines that the filter writes with the review's options
 *                  (before any compression), lower-case hex: what the verdicts are about
 *   page           names the sample; two reviewers of one page have the same
 *   rules_sha256   as blot --version prints it
 *   blot           version of blot
 *   seed           of the sample
 *   records        how many records the output has
 *   random, added  records of the sample: drawn at random from all; added to show every label
 *   view           "both", or "sanitised": the reviewer did not see the source
 *   reviewer       name or initials, as the reviewer gave them
 *   saved          when, in ISO 8601
 *   verdicts       array, one object for each record judged:
 *     record       its number, 1-based over all inputs
 *     sample       "random" or "added"
 *     verdict      "leak" (something that identifies is still there), else "over" (something was
 *                  taken that identifies nobody), else "fine"
 *     identifiers  replacements shown in the record
 *     leaks        array of {field, start, end, label, text}
 *     over         array of {field, start, end, label, rule, text}
 *     note         free text
 *
 * `start` and `end` are code points of the field's sanitised value, half open. `text` is what
 * leaked, or the words that were taken (missing where the reviewer did not see the source, or saved
 * without words): a file with text is as private as the records. Members that are not known are
 * ignored. */
#ifndef BLOT_RUN_VERDICTS_H
#define BLOT_RUN_VERDICTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

#define VERDICTS_SCHEMA "blot-verdicts-1"

enum verdict_kind { VERDICT_FINE, VERDICT_OVER, VERDICT_LEAK };

/* A stretch of a sanitised value, in code points, half open. Strings are "" where missing. */
struct verdict_mark {
    struct slice field, label, rule, text;
    uint64_t start, end;
};

struct verdict {
    uint64_t record;
    uint64_t identifiers;
    uint8_t kind; /* enum verdict_kind */
    bool added;   /* the record was not drawn at random */
    struct verdict_mark *leaks, *over;
    size_t n_leaks, n_over;
};

/* One file: one reviewer of one page. */
struct verdict_file {
    const char *path;          /* borrowed from the caller of verdicts_load */
    struct slice output, page; /* hex */
    struct slice reviewer;
    uint64_t seed, records, random;
    struct verdict *v; /* by record number, each once */
    size_t n;
};

/* {0} is valid and empty. Owns everything but paths. */
struct verdicts {
    struct verdict_file *v;
    size_t n;
    struct arena arena;
};

/* Adds a file. ST_DATA with the file's name and what is wrong when it is no verdict file, or its
 * verdicts are about another output than those loaded before. */
enum status verdicts_load(struct verdicts *vs, const char *path, struct err *e);
void verdicts_free(struct verdicts *vs);

/* What all files say together. A record judged by several counts once: it has a leak when anyone
 * found one. */
struct verdict_tally {
    uint64_t records;              /* of the output */
    uint64_t drawn;                /* records drawn at random, over all pages */
    uint64_t random, random_leaky; /* of those: judged; with a leak */
    uint64_t identifiers, leaks;   /* in the random records judged; replaced and leaked; leaked */
    uint64_t over;                 /* over-redactions in them */
    uint64_t added, added_leaky;   /* records added for their labels: judged; with a leak */
    uint64_t both, agreed;         /* judged by two reviewers or more; all of one verdict */
    double kappa; /* Cohen's, over the records that the first two files share; NAN: not defined */
};

/* ST_MEMORY, or ST_DATA when no random record was judged. */
enum status verdicts_tally(struct verdict_tally *t, struct verdicts *vs, struct err *e);

/* True when the verdicts are about the output of that SHA-256 (lower-case hex). */
bool verdicts_about(const struct verdicts *vs, struct slice sha256);

#endif
