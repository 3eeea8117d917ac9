/* What outline.c, which reads patterns, and outline_parts.c, which finds the outlines of a rule in
 * them, share. */
#ifndef BLOT_RULES_OUTLINE_PRIVATE_H
#define BLOT_RULES_OUTLINE_PRIVATE_H

#include "rules/outline.h"

/* Reading one pattern. */
struct reader {
    struct outlines *o;
    struct slice text; /* definitions, then the pattern */
    size_t at, end;
    bool caseless, base_caseless; /* here; of the rule */
    bool reverse;
    bool failed; /* it cannot be outlined */
    bool memory; /* memory is out */
    uint16_t part;
    uint32_t depth, first_node;
    const struct outline_source *source;
};

/* A stretch of a pattern: nodes from start to end, where end is empty and leads nowhere yet. */
struct stretch {
    uint32_t start, end;
};

/* A node of the part at work. Failures are kept in r. */
uint32_t outline_node_new(struct reader *r, uint16_t set, uint32_t to);
void outline_link(struct reader *r, uint32_t from, uint32_t to);

/* One stretch or the other. */
struct stretch outline_either(struct reader *r, struct stretch a, struct stretch b);

/* Whether there is more to read, and all was well; whether the text here starts with s. */
bool outline_more(const struct reader *r);
bool outline_starts(const struct reader *r, const char *s);

/* Marks the pattern as one that cannot be outlined. */
struct stretch outline_give_up(struct reader *r);

/* Reads alternatives up to a closing parenthesis or the end. */
struct stretch outline_read(struct reader *r);

#endif
