/* What sieve_build.c, which makes states, sieve_order.c, which says in what order,
 * sieve_merge.c, which makes fewer of them, and sieve_write.c, which writes them down, share. */
#ifndef BLOT_RULES_SIEVE_BUILD_PRIVATE_H
#define BLOT_RULES_SIEVE_BUILD_PRIVATE_H

#include "rules/sieve_block.h"
#include "rules/sieve_build.h"

/* Rules that are run together: those of each group, and those with an outline of what stands
 * before. */
#define BUNDLE_BEHIND ((uint8_t)SIEVE_GROUPS)
#define BUNDLES       ((uint8_t)(SIEVE_GROUPS + 1))

/* A state: the places where the text may be in each outline. */
struct state {
    size_t first; /* item */
    uint32_t n;
    uint32_t depth; /* characters read on the shortest way here whose next steps are wanted */
    uint8_t bundle;
};

#define SIEVE_SORTS 4 /* of symbols: see sieve_order.c */

/* How callouts are answered while places are reached. */
enum answering {
    ANSWER_YES,    /* anything may be */
    ANSWER_INSIDE, /* as inside a token: it is in no class */
    ANSWER_LATER   /* the place is kept */
};

/* Reading one more symbol. */
struct step {
    uint32_t cost; /* how unlikely the text so far is, in sixteenths of a bit */
    uint32_t depth, state, class;
};

struct builder {
    const struct outlines *o;
    struct sieve_limits limits;
    uint64_t work;
    bool failed;       /* memory is out */
    size_t words;      /* of a row of rules */
    size_t part_words; /* of a row of parts */
    uint8_t symbol_class[SYMBOLS];
    uint32_t n_classes;
    uint32_t cost[SIEVE_SORTS][SYMBOLS]; /* of a step, by the sort of the last symbol and class */
    uint8_t sort[SYMBOLS];               /* by class: what its likeliest symbol is */
    uint64_t *class_in_set;              /* three words a set: bit c of set s: class c is in it */
    struct state *states;
    uint32_t n_states;
    uint32_t *items; /* nodes with sets, of all states */
    size_t n_items, cap_items;
    uint32_t *next;   /* by state and class */
    uint64_t *rows;   /* by state: rules that may still match given more text; and when it ends */
    uint64_t *passed; /* by state, rows of parts: outlines read to their end */
    uint32_t *table;  /* open addressing: states by what they hold */
    uint32_t table_mask;
    uint32_t root[BUNDLES];
    uint64_t *any;                    /* row of rules that have an outline */
    uint64_t *behind;                 /* row of those that have one of what stands before */
    const uint64_t *members[BUNDLES]; /* rows of rules that the bundle's parts speak of */
    struct step *queue;               /* a heap, the likeliest first */
    size_t n_queue, cap_queue;
    /* by builder_merge */
    struct buf shared; /* the different ones among the rows */
    uint32_t *row_of;  /* by state, two each: their number in shared */
    bool *settled;     /* by state: more text changes nothing */
    uint32_t *merged;  /* by state: its number among those that are written, from 1 */
    uint32_t n_merged; /* the numbers given, with 0 */
    /* while a state is made */
    uint32_t *stamp, now; /* by node */
    uint32_t *stack, *made;
    uint32_t n_made;
    uint64_t *made_passed;
    uint64_t *alive; /* likewise: outlines that are being read */
    uint64_t *dead;  /* by rule */
    uint8_t making;  /* bundle */
    enum answering answering;
};

static inline bool builder_bit(const uint64_t *row, size_t i) {
    return row[i / 64] >> i % 64 & 1;
}

static inline void builder_set(uint64_t *row, size_t i) {
    row[i / 64] |= (uint64_t)1 << i % 64;
}

/* Makes (s->made, s->made_passed) what a bundle begins with; after the word itself in groups of
 * words, where callouts at its end are answered as `later` says. */
void builder_begin(struct builder *s, uint8_t bundle, enum answering later);

/* Fills cost and sort. */
void builder_costs(struct builder *s);

/* The sort of symbol that a beginning is taken to follow. */
uint32_t builder_first(void);

/* The queue of steps. put: false when memory is out. take: false when there is none. */
bool builder_put(struct builder *s, struct step step);
bool builder_take(struct builder *s, struct step *out);

/* Finds states that no text tells apart within the distance that is looked at: most of those at its
 * end. False when memory is out. */
bool builder_merge(struct builder *s);

/* Writes all that was made. False when memory is out. */
bool builder_write(struct builder *s, struct buf *out);

#endif
