/* Two outputs compared: what the new one shows that the old one hid, and the reverse. */
#ifndef BLOT_RUN_COMPARE_H
#define BLOT_RUN_COMPARE_H

#include "base/err.h"
#include "base/slice.h"

/* Told of each field that differs. words: how many it shows more, and how many less. field is the
 * new record's, or the old one's where the new has none; borrowed. */
struct compare_difference {
    uint64_t record; /* 1-based, of the new output; of the old where the new has none */
    struct slice field;
    size_t shown, hidden;
};
typedef enum status compare_note(void *ctx, const struct compare_difference *d, struct err *e);

struct compare_result {
    uint64_t compared;           /* pairs of records */
    uint64_t more, less;         /* of them: those that show more, that show less (or both) */
    uint64_t only_old, only_new; /* records without a partner */
};

/* Compares JSON lines. on: the field whose value says which records belong together (several with
 * one value: in their order), the old file then being a regular one; NULL: line with line. Words
 * are compared as leak.h does; a field that the old record had not is new, all of it. shifted:
 * dates of the new output were moved, and as many of a field as the old one had (shown, or as
 * placeholders) are no text. */
enum status compare_files(struct compare_result *res, const char *before, const char *after,
                          const char *on, bool shifted, compare_note *note, void *ctx,
                          struct err *e);

#endif
