/* Rules: what a rule file says, checked but not compiled. */
#ifndef BLOT_RULES_RULE_H
#define BLOT_RULES_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"
#include "find/span.h"
#include "text/lexicon.h"

enum rule_kind { RULE_DECISIVE, RULE_EVIDENCE, RULE_LEAVE };

/* Where a rule is tried. Written in `at:`; a rule is tried at a token that meets one of them:
 *   number word symbol line possessive any    kind of the token
 *   capital upper lower letter mixed          shape of the word
 *   short                                     a word of one or two bytes
 *   title kin ...                             a lexicon class (word or phrase that starts there)
 *   '=aged' '=@'                              this very word (look-up key) or symbol */
enum trigger_type { AT_ANY, AT_KIND, AT_SHAPE, AT_SHORT, AT_CLASS, AT_WORD, AT_SYMBOL };

struct trigger {
    uint8_t type;   /* enum trigger_type */
    uint32_t value; /* token kind, token shape, class number, token_hash of the word, code point */
};

/* Where else a rule looks before it is tried, each a list written like `at`: none, or one of the
 * tokens meant must meet one of its triggers. They cost a nanosecond where a try costs a hundred,
 * so a rule tried at common tokens names what must stand near them. Line ends and symbols count as
 * tokens; beyond the ends of the text there are none. */
enum rule_near {
    NEAR_NEXT,    /* `next`: the token behind the one it is tried at */
    NEAR_GLUED,   /* `glued`: the token behind it, with no space between */
    NEAR_AFTER,   /* `after`: the token before it */
    NEAR_AHEAD,   /* `ahead`: one of the NEAR_TOKENS behind it */
    NEAR_BEHIND,  /* `behind`: one of the NEAR_TOKENS before it */
    NEAR_FURTHER, /* `further`: one of the FURTHER_TOKENS behind it */
    NEAR_COUNT
};
#define NEAR_TOKENS    6
#define FURTHER_TOKENS 16

struct trigger_list {
    struct trigger *v;
    uint32_t n;
};

struct rule_example {
    struct slice marked; /* with [[...]] around what must be found; `skip` has no marks */
    bool skip;
    uint32_t number; /* 1-based, among the rule's `match` or its `skip` examples */
    uint32_t line;   /* 1-based line of the file */
};

/* A pattern as it is compiled (expand.h, factor.h), made beforehand. All of it borrowed. */
struct rule_written {
    struct slice text;
    size_t own; /* where the pattern begins in text */
    struct slice names;
    const uint32_t *name_end;
    uint32_t n_names;
};

/* Owned by its ruleset, immutable once loaded. */
struct rule {
    struct slice id, about;
    struct slice pattern;               /* as written */
    const struct rule_written *written; /* NULL: to be made when it is compiled */
    uint32_t pattern_line; /* 1-based line of the file on which the pattern's text begins */
    uint8_t kind;          /* enum rule_kind */
    uint8_t label;         /* the file's or rule's label; LABEL_NONE for leave */
    bool caseless;         /* `caseless: yes|no`, default yes */
    bool user;             /* from --rules */
    bool strict;           /* `only: strict`: tried only under --strict */
    bool banding;          /* `only: bands`: tried only where ages become bands */
    bool decisive_scan; /* may run in fields that are no prose (all decisive rules but `prose: yes`
                           ones) */
    uint16_t index;     /* its place in the ruleset */
    uint16_t feature;   /* number among the evidence rules, for the weights */
    struct trigger *at;
    uint32_t n_at;
    struct trigger_list near[NEAR_COUNT]; /* by enum rule_near; n is 0 where nothing is asked */
    struct rule_example *examples;        /* a built-in rule has them only if read from its text */
    uint32_t n_examples;
    const char *file; /* for messages; owned by the ruleset */
    uint32_t line;    /* 1-based line of its id */
};

#endif
