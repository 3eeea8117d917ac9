/* Gold: text with its identifiers marked, to score against and to learn from.
 *
 * Two forms. Marked-up text: a line "#ID name group=a,b", then the text with [[LABEL:...]] marks,
 * then a blank line. JSON lines: {"id","text","spans":[{"start","end","label"}]}, offsets in code
 * points, with optional "group" and "annotated" (the labels that are marked exhaustively). */
#ifndef BLOT_RUN_GOLD_H
#define BLOT_RUN_GOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "find/span.h"
#include "run/options.h"

/* A marked stretch, half open, in bytes of the record's text. */
struct gold_mark {
    uint32_t start, end;
    struct slice name; /* the label as blot calls it: PHONE, EMAIL, URL and HANDLE are CONTACT */
    uint8_t label;     /* enum label; LABEL_NONE where blot has no such label */
    bool neutral;      /* QUASI and the like: neither to be found nor to be left */
};

struct gold_record {
    struct slice id, group; /* group as written, "" when there is none */
    struct slice text;      /* valid UTF-8, without marks */
    struct gold_mark *marks;
    size_t n;
    struct slice *annotated; /* labels marked exhaustively; NULL: all are */
    size_t n_annotated;
    const char *file; /* the path given to gold_load */
};

/* {0} is valid and empty. Owns everything. */
struct gold {
    struct gold_record *v;
    size_t n;
    struct arena arena;
};

/* Adds the records of a file; a name that ends in .jsonl is the second form. Errors name file and
 * line. */
enum status gold_load(struct gold *g, const char *path, struct err *e);
void gold_free(struct gold *g);

/* Which records are for measuring: those whose number, the last digits in the id, is divisible by
 * `every`. */
bool gold_is_measured(const struct gold_record *r, uint32_t every);

/* Puts the text in lower or upper case, one character for one (a character whose other case is
 * several stays), and moves the marks along. Memory from the arena of g. */
enum status gold_set_case(struct gold *g, struct gold_record *r, enum gold_case c, struct err *e);

/* Letters and digits in the sense of the scorer: Unicode categories L and N. */
bool gold_is_alnum(uint32_t cp);

#endif
