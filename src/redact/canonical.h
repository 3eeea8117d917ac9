/* Canonical values: one spelling for what says which person or case a record is about, so that one
 * person has one pseudonym whatever program wrote the export. */
#ifndef BLOT_REDACT_CANONICAL_H
#define BLOT_REDACT_CANONICAL_H

#include "base/arena.h"
#include "base/err.h"

/* NFKC, caseless, without what is not seen (zero-width spaces, soft hyphens); spaces at the ends
 * gone and others made one; no spaces between digits, no hyphens in an NHS number, no ".0" after
 * digits. Leading zeros stay: 0123 is not 123. Empty (n 0) for what stands for no value: nothing,
 * -, nan, null, none, n/a. ST_DATA for what a spreadsheet has spoilt (9.43E+09, ####, #N/A): it
 * would make one person of several. value is valid UTF-8; out in a. */
enum status canonical_value(struct slice *out, struct slice value, struct arena *a, struct err *e);

#endif
