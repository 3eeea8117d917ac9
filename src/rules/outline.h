/* Outlines of patterns: what a byte-wise automaton can tell of them.
 *
 * An outline accepts everything that its pattern matches, and more: callouts other than those of
 * lexicon classes and negative assertions hold everywhere, atomic groups and possessive repetition
 * give back. So where the text at a token is not in the outline, the pattern need not be tried. A
 * rule has an outline of what begins at the token, further ones of the lookaheads it begins with,
 * and of the lookbehinds it begins with, which are read backwards from the token; of negative ones
 * those alternatives count that are a few characters of known sets. A pattern that cannot be
 * outlined has none and is always tried.
 *
 * Characters are seen as symbols.h has them. */
#ifndef BLOT_RULES_OUTLINE_H
#define BLOT_RULES_OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "rules/symbols.h"
#include "text/lexicon.h"

#define NO_NODE UINT32_MAX

/* A place in a pattern. */
struct outline_node {
    uint32_t out[2]; /* next places, NO_NODE: none; of a node with a set: out[0]; of one that asks:
                        out[0], and out[1] is the number of what it asks */
    uint16_t set;    /* number of a set, or one of the three below */
    uint16_t part;   /* whose place it is: index into outlines.parts */
};

/* A set without any symbol is the edge of the text: what is read ends there. */
#define OUTLINE_ASK    0xFFFDu /* goes on when the token that ends here is of some classes */
#define OUTLINE_EMPTY  0xFFFEu /* reads nothing */
#define OUTLINE_ACCEPT 0xFFFFu /* all of the outline has been read */

/* A callout of classes. `none`: holds when the token is in none of them. */
struct outline_ask {
    lex_set classes; /* 0: no callout of classes, holds always */
    bool none;
};

/* One outline. */
struct outline_part {
    uint32_t start; /* node */
    uint16_t rule;  /* index in the ruleset */
    bool behind;    /* read backwards */
};

/* Whether the node reads the edge of the text. */
static inline bool outline_is_edge(const struct symbol_set *sets, const struct outline_node *n) {
    const struct symbol_set *s = n->set < OUTLINE_ASK ? &sets[n->set] : NULL;
    return s && !(s->ascii[0] | s->ascii[1]) && !s->letter && !s->rest;
}

/* Those of a set of rules. Owns its arrays; malloc'ed. {0} is empty. */
struct outlines {
    struct outline_node *nodes;
    uint32_t n_nodes, cap_nodes;
    struct symbol_set *sets;
    uint32_t n_sets, cap_sets;
    struct outline_ask *asks;
    uint32_t n_asks, cap_asks;
    struct outline_part *parts;
    uint32_t n_parts, cap_parts;
};

/* A pattern as expand.h writes it. */
struct outline_source {
    struct slice text;
    size_t own;                     /* where the pattern begins behind its definitions */
    const struct outline_ask *asks; /* by a callout's number */
    uint32_t n_asks;
    uint16_t rule;
    bool caseless;
};

/* Adds the outlines of one rule. A pattern that cannot be outlined adds nothing. False when memory
 * is out. */
bool outline_add(struct outlines *o, const struct outline_source *source);

void outlines_free(struct outlines *o);

#endif
