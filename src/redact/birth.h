/* Dates of birth among the dates of a record: they tell ages, so that they are banded when ages
 * are; and the day on which those ages are meant. */
#ifndef BLOT_REDACT_BIRTH_H
#define BLOT_REDACT_BIRTH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "find/span.h"
#include "redact/calendar.h"

#define BIRTHS_MAX 64 /* a record that has more keeps the first */

/* Those with at least a year. {0} is empty. */
struct births {
    struct date v[BIRTHS_MAX];
    size_t n;
};

/* Notes the dates of birth among the spans of one field: all of a column that holds such dates
 * (column), else those with *born*, *DOB*, *b.* and the like before them and no other figure
 * between. Memory from a. ST_MEMORY. */
enum status births_note(struct births *b, struct slice text, const struct span_list *spans,
                        bool column, struct arena *a, struct err *e);

bool births_has(const struct births *b, struct date d);

/* Gives spans with the label DATE the label AGE where one of b stands in them: what one place of a
 * record proves holds for all of it. */
enum status births_relabel(const struct births *b, struct slice text, struct span_list *spans,
                           struct arena *a, struct err *e);

/* Makes *latest the latest date of the spans with the label DATE that has year and month, if it is
 * later than *latest (year 0: none yet). Call after births_relabel. */
enum status births_reference(struct date *latest, struct slice text, const struct span_list *spans,
                             struct arena *a, struct err *e);

/* The same for a field whose whole text is a date, and which has no spans. */
void births_reference_whole(struct date *latest, struct slice text);

#endif
