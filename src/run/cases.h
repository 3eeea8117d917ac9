/* Cases: records that follow each other and share numbers (--case). */
#ifndef BLOT_RUN_CASES_H
#define BLOT_RUN_CASES_H

#include "base/arena.h"
#include "base/err.h"
#include "redact/redact.h"

/* The case under way, with its memory, and the hashes of all before it (16 bytes a case), so that
 * one that comes back is seen. */
struct cases;

/* Only ST_MEMORY fails. Free with cases_free. */
enum status cases_new(struct cases **out, struct err *e);
void cases_free(struct cases *c);

/* The numbering for the next record, whose case has the canonical value key (n 0: a case of its
 * own) and whose memory is a. ST_DATA when the case was there before, with others between. */
enum status cases_enter(struct cases *c, struct numbering **nb, struct slice key, struct arena *a,
                        struct err *e);

#endif
