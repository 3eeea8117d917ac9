/* Names of columns, which stand in every record of the output as its keys. */
#ifndef BLOT_RUN_COLUMNS_H
#define BLOT_RUN_COLUMNS_H

#include "base/err.h"
#include "run/engine.h"

/* ST_DATA, with the column and what to do, when a decisive rule finds a number that identifies
 * somebody (ID) or a way to reach them (CONTACT) in a name: a name of a column is not replaced, as
 * options name columns by it. Never shows the name. */
enum status columns_check(const struct engine *en, const struct slice *names, size_t n,
                          struct err *e);

#endif
