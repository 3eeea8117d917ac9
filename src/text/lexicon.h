/* Word lists: which classes a word or phrase belongs to.
 *
 * A class is a folder of patterns/lexicons; its name is used in rules (`at: [title]`,
 * `(?C"given")`). Entries are look-up keys (fold_key) of one word, or of several joined by one
 * space. The built-in lexicon is one packed table inside the binary, used in place.
 *
 * Two folders are no classes: `sense` and `capital` say more of words that other lists hold. An
 * entry there has two numbers with a full stop between. */
#ifndef BLOT_TEXT_LEXICON_H
#define BLOT_TEXT_LEXICON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

#define LEX_CLASSES_MAX 64
#define LEX_KEY_MAX     96 /* bytes of a key; longer words are in no list */

/* Of `sense`: WordNet's file of the word's commonest sense (0 to 44) and how it is inflected (0 to
 * 3), as file * 4 + inflection + 1. 0: unknown. */
#define LEX_SENSES 181

/* Of `capital`: which kind of words the capitalised word is used like (0 to 63) and how common it
 * is beside the word in lower case (1 to 10), as kind * CAPITAL_SHARES + share. 0: unknown. */
#define LEX_CAPITALS   1024
#define CAPITAL_SHARES 16

/* Bit c is class number c. */
typedef uint64_t lex_set;

struct lex_entry {
    lex_set classes;
    uint8_t given, surname, place; /* in how many sources it stands under that class, 0 to 15 */
    uint8_t level;                 /* of an ordinary word, SCOWL level / 5; 0: not ordinary */
    uint8_t sense;                 /* below LEX_SENSES */
    uint16_t capital;              /* below LEX_CAPITALS */
    bool prefix;                   /* some longer phrase begins with these words */
};

struct lexicon; /* immutable; shared by threads */

/* The lexicon in the binary, with nothing added. Free with lexicon_free. */
enum status lexicon_builtin(struct lexicon **out, struct err *e);

/* Adds entries of a user's file (one a line, `#` comments) to class `name`, which is made when new.
 * Before any sharing only. Errors name file and line: bad UTF-8, empty entry, duplicate. */
enum status lexicon_add_file(struct lexicon *lx, const char *name, const char *path, struct err *e);

void lexicon_free(struct lexicon *lx);

/* The number of a class, or -1. */
int lexicon_class(const struct lexicon *lx, struct slice name);

/* Its name, or NULL beyond the last class. */
const char *lexicon_class_name(const struct lexicon *lx, int c);

/* The built-in lists as they stand in the binary, and their SHA-256 as 64 hexadecimal digits, made
 * when they were packed. */
struct slice lexicon_builtin_block(void);
const char *lexicon_builtin_sha256(void);

/* Looks a key up. False, and *out zeroed, when it is in no list and begins no phrase. */
bool lexicon_find(const struct lexicon *lx, struct slice key, struct lex_entry *out);

/* The same for a caller that has the key's token_hash; true as well for a word that is in no list
 * when its capital is told: its classes are empty. */
bool lexicon_find_hashed(const struct lexicon *lx, struct slice key, uint32_t hash,
                         struct lex_entry *out);

/* For look-ups in numbers: fetch what lexicon_find_hashed of this hash will read from far memory,
 * first one, then with other work between the other. */
void lexicon_fetch_slots(const struct lexicon *lx, uint32_t hash);
void lexicon_fetch_entry(const struct lexicon *lx, uint32_t hash);

/* The classes of plain words and names, which mean nothing for a word with its possessive. */
lex_set lexicon_plain(const struct lexicon *lx);

/* False when no listed phrase begins with two words of these hashes (token_hash of their keys);
 * true: one may. */
bool lexicon_pair(const struct lexicon *lx, uint32_t first, uint32_t second);

/* True when a key that is in no list is a common word with a slip of the pen (slips.h). */
bool lexicon_slip(const struct lexicon *lx, struct slice key);

/* A number of more digits is in no list and begins no phrase. */
uint32_t lexicon_longest_number(const struct lexicon *lx);

/* For walking the built-in lists: lexicon_at for 0 .. lexicon_size - 1, false where there is no
 * entry. *key is borrowed. */
size_t lexicon_size(const struct lexicon *lx);
bool lexicon_at(const struct lexicon *lx, size_t i, struct slice *key, struct lex_entry *out);

#endif
