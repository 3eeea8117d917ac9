/* What was found in the last texts, so that one that comes again (the same note on the file of each
 * sibling, "no comment") is not worked out anew. Texts are not kept: they are known by a keyed hash
 * of 128 bits (SipHash-2-4), under a key of the run's own, so that nobody can make two that are
 * taken for one. */
#ifndef BLOT_FIND_SEEN_H
#define BLOT_FIND_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "find/detect.h"
#include "find/span.h"

#define SEEN_KEY_WORDS 4

struct seen; /* one a detector: its options are not in the key */

struct seen_key {
    uint32_t word[SEEN_KEY_WORDS];
};

enum status seen_new(struct seen **out, struct err *e);
void seen_free(struct seen *s);

/* The key of n fields that are looked at together. False when there is none: they are too long to
 * be worth it, or memory is out. Working memory from a. */
bool seen_key(struct seen_key *key, const struct seen *s, const struct detect_field *fields,
              size_t n, struct arena *a);

/* Gives the spans of the n fields of that key; memory from a. False when they are not known, or
 * memory is out. */
bool seen_find(struct seen *s, const struct seen_key *key, struct span_list *spans, size_t n,
               struct arena *a);

/* Keeps them, and forgets the oldest. */
void seen_keep(struct seen *s, const struct seen_key *key, const struct span_list *spans, size_t n);

#endif
