/* Labels and spans: what was found where. */
#ifndef BLOT_FIND_SPAN_H
#define BLOT_FIND_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

enum label {
    LABEL_NONE = 0,
    LABEL_NAME,
    LABEL_AGE,
    LABEL_PLACE,
    LABEL_DATE,
    LABEL_CONTACT,
    LABEL_ID,
    LABEL_GROUP,
    LABEL_COUNT
};

/* "NAME" ...; never NULL. */
const char *label_name(enum label l);

/* LABEL_NONE when s is no label's name (exact, capitals). */
enum label label_from(struct slice s);

/* Who decided a span, strongest first: the order in which overlaps are resolved. */
enum origin {
    BY_KNOWN = 0, /* a column that holds an identifier, or its value found in text */
    BY_COLUMN,    /* the whole value of such a column */
    BY_DENY,      /* --deny */
    BY_USER_RULE, /* decisive rule from --rules */
    BY_RULE,      /* built-in decisive rule */
    BY_LEAVE,     /* keeps words; only trims spans below it */
    BY_EVIDENCE,  /* weights */
    BY_MEMORY,    /* proved elsewhere in the record */
    BY_UNCOVERED  /* a value withheld as a whole */
};

#define RULE_NONE UINT16_MAX

/* Half open byte range [start, end). Inside detection the base is the view; what detect() returns
 * is in bytes of the source text of the field. */
struct span {
    uint32_t start, end;
    uint8_t label;  /* enum label */
    uint8_t origin; /* enum origin */
    uint16_t rule;  /* index into the ruleset for BY_RULE and BY_USER_RULE, else RULE_NONE */
};

/* A growing list in an arena. {0} is empty. */
struct span_list {
    struct span *v;
    size_t n, cap;
};

/* False when memory is out. */
bool span_add(struct span_list *l, struct span s, struct arena *a);

/* Sorts by start, then longer first, then stronger origin. */
void span_sort(struct span_list *l);

/* Moves the start, or the end, of s over blanks and commas at it. */
void span_trim_start(struct span *s, struct slice text);
void span_trim_end(struct span *s, struct slice text);

/* True when there is a letter, a figure or anything beyond ASCII in it. */
bool span_says_something(const struct span *s, struct slice text);

#endif
