/* Fields that hold running text although they are only scanned: with --text, every other field is,
 * and nothing in it that depends on what stands around it is found. Whoever forgot one is told. */
#ifndef BLOT_RUN_SCANNEDTEXT_H
#define BLOT_RUN_SCANNEDTEXT_H

#include "io/record.h"
#include "run/process.h"

#define SCANNED_NAMES 3   /* fields that are told of by name */
#define SCANNED_NAME  100 /* bytes of a name that are kept */

/* {0} before the first record. */
struct scanned_text {
    char name[SCANNED_NAMES][SCANNED_NAME + 1]; /* fit for a message */
    size_t n;                                   /* of them */
    bool more;                                  /* there are others */
};

/* True for text of nine words or more: what people write, not what they choose from a list. */
bool scanned_is_running(struct slice text);

/* Notes the fields of a record; keeps no text of them. Fields that --scan names are meant so, and a
 * record one of whose keys was replaced says no names of fields. */
void scanned_note(struct scanned_text *x, const struct record *r, const struct redacted *d);

#endif
