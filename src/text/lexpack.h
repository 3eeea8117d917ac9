/* The packed form of a lexicon, and its builder: used at build time for the lists of
 * patterns/lexicons and at run time for a user's own lists.
 *
 * A pack is one block of bytes in the machine's own byte order, usable in place, aligned to 8:
 *   struct pack_head | class names | distinct class sets | hot slots | slots (open addressing) |
 * entries Common words (SCOWL levels 10 and 20) have a small table of their own and their entries
 * first, so that nine look-ups in ten stay in a near cache; they stand in no other slot. An entry
 * is struct pack_entry followed by its key. */
#ifndef BLOT_TEXT_LEXPACK_H
#define BLOT_TEXT_LEXPACK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "text/hash.h"
#include "text/lexicon.h"
#include "text/slips.h"

#define PACK_MAGIC                                                                                 \
    0x34544C42u /* "BLT4" read as little-endian; another byte order does not match                 \
                 */
#define PACK_PAIR_BITS  (1u << 19) /* of the filter of pairs of words that begin a phrase */
#define PACK_CLASS_NAME 24u        /* bytes kept for a class name, NUL included */

struct pack_head {
    uint32_t magic, n_classes;
    uint32_t n_sets, n_slots;
    uint32_t n_entries, entry_bytes;
    uint32_t n_hot_slots;    /* the common words' own table */
    uint32_t longest_number; /* digits of the longest key that is, or begins with, a number */
    uint64_t pairs[PACK_PAIR_BITS / 64];
    struct slips slips; /* of the ordinary words in common use */
};

/* A slot is 0, or the entry's place and some of its key's token_hash, by which most entries that
 * are not meant are told without being read. */
#define PACK_PLACE_BITS 22u /* of the entry's byte offset, halved, plus 1 */
#define PACK_PLACE_MASK ((1u << PACK_PLACE_BITS) - 1)

struct pack_entry {
    uint16_t set;          /* index into the class sets */
    uint8_t given_surname; /* low nibble: given, high: surname */
    uint8_t place_level;   /* low nibble: place, high: level / 5 */
    uint8_t prefix;        /* 1: a longer phrase begins with this key */
    uint8_t key_len;
    uint16_t capital;
    uint8_t sense;
    uint8_t padding;
    /* key_len bytes of key follow */
};

/* Where the parts of a pack lie. Borrows the block. */
struct pack {
    const struct pack_head *head;
    const char *names;
    const lex_set *sets;
    const uint32_t *hot, *slots;
    const unsigned char *entries;
};

/* Checks the head and sizes. False when the block is no pack of this build. */
bool pack_open(struct pack *out, struct slice block);

/* Looks a key up in one pack. False when it is not there. */
bool pack_find(const struct pack *p, struct slice key, uint32_t hash, struct lex_entry *out);

/* Where the search for a hash begins in a table of n slots. */
static inline uint32_t pack_first(uint32_t hash, uint32_t n) {
    return (uint32_t)((uint64_t)hash * n >> 32);
}

/* Fetch what pack_find will read, in two steps with other work between: first the slots, then, when
 * those are near, the entry. */
static inline void pack_fetch_slots(const struct pack *p, uint32_t hash) {
    __builtin_prefetch(&p->hot[pack_first(hash, p->head->n_hot_slots)]);
    __builtin_prefetch(&p->slots[pack_first(hash, p->head->n_slots)]);
}

void pack_fetch_entry(const struct pack *p, uint32_t hash);

struct pack_item; /* one entry while building */

/* Gathers entries. {0} is empty. All memory in its arena. */
struct pack_builder {
    struct arena arena;
    struct pack_item *items;
    size_t n, cap;
    char names[LEX_CLASSES_MAX][PACK_CLASS_NAME];
    int n_classes;
};

/* The number of the class, made when new; -1 when there are too many or the name is too long or
 * empty. */
int pack_class(struct pack_builder *b, struct slice name);

/* Adds the lines of one list file to a class. Errors name file and line. */
enum status pack_add_text(struct pack_builder *b, int cls, struct slice text, const char *file,
                          struct err *e);

/* What a list says of words beside their classes; PACK_CLASSES: it is a class's. */
enum pack_values { PACK_CLASSES, PACK_SENSES, PACK_CAPITALS };

/* Which a folder of that name holds. */
enum pack_values pack_values_of(struct slice name);

/* Adds the lines of one list of senses or capitals. Words that no class holds are dropped when the
 * pack is written. Errors as pack_add_text. */
enum status pack_add_values(struct pack_builder *b, enum pack_values what, struct slice text,
                            const char *file, struct err *e);

/* Writes the pack to out (empty before). */
enum status pack_write(struct pack_builder *b, struct buf *out, struct err *e);

/* False when no phrase begins with the two words of these hashes; true: one may. */
static inline bool pack_pair(const struct pack *p, uint32_t first, uint32_t second) {
    uint32_t bit = pair_hash(first, second) % PACK_PAIR_BITS;
    return p->head->pairs[bit / 64] >> bit % 64 & 1;
}

/* The entry of slot i (below n_hot_slots + n_slots); false when the slot is empty. */
bool pack_at(const struct pack *p, size_t i, struct slice *key, struct lex_entry *out);

void pack_free(struct pack_builder *b);

#endif
