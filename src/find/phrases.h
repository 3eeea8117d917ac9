/* Lists of phrases given at run time: --leave, --deny, and values known of a record. A phrase is
 * found where its words and numbers stand in order, whatever case, spaces and punctuation are
 * between. */
#ifndef BLOT_FIND_PHRASES_H
#define BLOT_FIND_PHRASES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "text/lexicon.h"
#include "text/tokens.h"

struct phrase_list; /* immutable once filled; shared by threads */

/* Memory from a, which must outlive the list. */
enum status phrase_list_new(struct phrase_list **out, struct arena *a, struct err *e);

/* Adds one phrase: the tokens of `s` from first to last (exclusive), words and numbers only. tag is
 * handed back by phrase_list_next. A phrase without any word or number is not added. */
enum status phrase_list_add(struct phrase_list *l, const struct scan *s, uint32_t first,
                            uint32_t last, uint8_t tag, struct err *e);

/* Adds one word by the hash of its look-up key. */
enum status phrase_list_add_word(struct phrase_list *l, uint32_t hash, uint8_t tag, struct err *e);

/* Adds the lines of a file's text; `#` starts a comment line. Errors name file and line: bad UTF-8,
 * no word, the same phrase twice in the file. */
enum status phrase_list_add_text(struct phrase_list *l, struct slice text, const char *file,
                                 const struct lexicon *lx, uint8_t tag, struct err *e);

/* The first phrase at token *i or after it, the longest of those that start there: *i becomes where
 * it starts, *end the token after it, *tag its tag. False: none. */
bool phrase_list_next(const struct phrase_list *l, const struct scan *s, uint32_t *i, uint8_t *tag,
                      uint32_t *end);

bool phrase_list_empty(const struct phrase_list *l);

#endif
