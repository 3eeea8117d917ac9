/* What outline.c, which reads patterns, and outline_parts.c, which finds the outlines of a rule in
 * them, share. */
#ifndef BLOT_RULES_OUTLINE_PRIVATE_H
#define BLOT_RULES_OUTLINE_PRIVATE_H

#include "rules/outline.h"

struct forbidden; /* outline_parts.c */

/* Reading one pattern. */
struct reader {
    struct outlines *o;
    struct slice text; /* definitions, then the pattern */
    size_t at, end;
    bool caseless, base_caseless; /* here; of the rule */
    bool reverse;
    bool failed; /* it cannot be outlined */
    bool memory; /* memory is out */
    bool rough;  /* a set read since this was cleared holds more ASCII than the pattern's does */
    bool cased;  /* a set read since then holds letters of one case, whatever the case mode */
    bool lines;  /* ^ may hold at any line's beginning */
    uint16_t part;
    uint32_t depth, first_node;
    const struct outline_source *source;
    const struct forbidden *forbidden; /* while outline_parts.c reads what must not stand before */
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

/* One symbol of a set; the beginning of the text, which is read backwards to there. */
struct stretch outline_set(struct reader *r, const struct symbol_set *s);
struct stretch outline_edge(struct reader *r);

/* Reads one character of a set, as exact as far as ASCII goes. False when something else stands
 * there, or it is repeated. */
bool outline_exact_set(struct reader *r, struct symbol_set *s);

/* Whether there is more to read, and all was well; whether the text here starts with s. */
bool outline_more(const struct reader *r);
bool outline_starts(const struct reader *r, const char *s);

/* Marks the pattern as one that cannot be outlined. */
struct stretch outline_give_up(struct reader *r);

/* Reads alternatives up to a closing parenthesis or the end. */
struct stretch outline_read(struct reader *r);

#endif
