/* Findings of --check: where something was found and what it is, never the value. */
#ifndef BLOT_RUN_FINDING_H
#define BLOT_RUN_FINDING_H

#include "base/sha256.h"
#include "run/locate.h"
#include "run/options.h"
#include "run/process.h"

/* One finding. Strings are borrowed from the record, its arena or the rules. */
struct finding {
    const char *file;
    uint64_t record; /* 1-based over all inputs */
    struct location from, to;
    struct slice field; /* its name as the output would have it */
    uint32_t number;    /* 1-based column of a table; 0: no table */
    bool key;           /* the name itself */
    const char *label;  /* "WITHHELD" for text in no covered language */
    struct slice rule;
    size_t start, end; /* code points of the field's text */
    char fingerprint[SHA256_HEX];
};

/* What the fingerprint is made of: file, field, label, rule, offsets, and the field's text with
 * labels in the place of what was found. So it stays when lines move, and tells no value. */
void finding_fingerprint(struct finding *f, struct slice text, const struct redaction_list *l);

/* Appends the finding. SARIF's are the elements of its results array. */
enum status finding_print(struct buf *out, const struct finding *f, enum check_format format,
                          struct err *e);

/* What stands before the first finding, between two, and after the last. rules: the names and
 * labels of SARIF's rules, n of them. */
bool finding_begin(struct buf *out, enum check_format format);
bool finding_between(struct buf *out, enum check_format format);

/* A rule as SARIF describes it. */
struct finding_rule {
    struct slice id, about;
};
enum status finding_end(struct buf *out, enum check_format format, const struct finding_rule *rules,
                        size_t n, struct err *e);

#endif
