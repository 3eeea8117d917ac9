/* Between the files that read gold. */
#ifndef BLOT_RUN_GOLDTEXT_H
#define BLOT_RUN_GOLDTEXT_H

#include "run/gold.h"

/* One form each. Errors hold the line but not the file. */
enum status gold_load_text(struct gold *g, const char *path, struct err *e);
enum status gold_load_json(struct gold *g, const char *path, struct err *e);

/* A new record, zeroed; NULL when memory is out. Valid until the next call. */
struct gold_record *gold_add(struct gold *g);

/* A label as blot calls it. Borrowed from s or static. */
struct slice gold_label(struct slice s);

/* A mark with its label looked up. label must outlive the gold. */
struct gold_mark gold_mark_of(uint32_t start, uint32_t end, struct slice label);

#endif
