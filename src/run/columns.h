/* Names of columns, which stand in every record of the output as its keys. */
#ifndef BLOT_RUN_COLUMNS_H
#define BLOT_RUN_COLUMNS_H

#include "base/err.h"
#include "run/engine.h"

/* ST_DATA, with the column and what to do, when a decisive rule finds a number that identifies
 * somebody (ID), a way to reach them (CONTACT) or a NAME in the name of a column, or it is a given
 * name with a surname: it stands in every record and is not replaced, as options name columns by
 * it. Never shows it. */
enum status columns_check(const struct engine *en, const struct slice *names, size_t n,
                          struct err *e);

/* The part of it that the lists alone decide. */
enum status columns_are_no_people(const struct lexicon *lx, const struct slice *names, size_t n,
                                  struct err *e);

#endif
