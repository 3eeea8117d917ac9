/* Files of full names, one a line, for --public. */
#ifndef BLOT_RUN_FULLNAMES_H
#define BLOT_RUN_FULLNAMES_H

#include "base/err.h"
#include "base/slice.h"

/* Refuses lines that are one word: nothing would ever stay for them. `#` starts a comment line.
 * ST_RULE with file and line. */
enum status fullnames_check(struct slice text, const char *file, struct err *e);

#endif
