/* How evidence judges a word: its sum against the threshold of each label that it may have. */
#ifndef BLOT_FIND_JUDGE_H
#define BLOT_FIND_JUDGE_H

#include "find/detector.h"

/* How far below its threshold (in the table's units) a word is at most that mark.nearly notes. */
#define JUDGE_NEARLY 300000

/* Those of struct decider; ctx is the struct detector. */
void judge_ready(void *ctx, const struct context *c, uint32_t token, uint32_t slot);
uint8_t judge_decide(void *ctx, size_t field, const struct context *c, uint32_t token,
                     uint32_t slot);

/* How far a word that judge_ready got ready is above what it takes to be found, beside placeholders
 * too; negative: it is not. */
int64_t judge_over(struct detector *d, const struct context *c, uint32_t token, uint32_t slot);

#endif
