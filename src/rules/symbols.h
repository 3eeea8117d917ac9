/* Characters as outlines see them: the ASCII characters and one symbol for all others. One more
 * symbol is only for asking where a word may lead: a letter or mark that is not ASCII. */
#ifndef BLOT_RULES_SYMBOLS_H
#define BLOT_RULES_SYMBOLS_H

#include <stdbool.h>
#include <stdint.h>

#define SYMBOL_OTHER  128u /* the symbol of all characters that are not ASCII */
#define SYMBOL_LETTER 129u /* of those of them that words are made of */
#define SYMBOLS       130u
#define NO_NODE       UINT32_MAX

/* A set of symbols. */
struct symbol_set {
    uint64_t ascii[2];
    bool letter, rest; /* letters and marks that are not ASCII; other characters that are not */
};

static inline bool symbol_in(const struct symbol_set *s, uint32_t symbol) {
    if (symbol >= SYMBOL_OTHER)
        return s->letter || (symbol == SYMBOL_OTHER && s->rest);
    return s->ascii[symbol / 64] >> symbol % 64 & 1;
}

void symbols_add(struct symbol_set *s, uint32_t symbol);
void symbols_range(struct symbol_set *s, uint32_t from, uint32_t to); /* with both ends */
void symbols_join(struct symbol_set *s, const struct symbol_set *b);
void symbols_all(struct symbol_set *s);

/* What is not in s. Characters that are not ASCII are always: s may hold only some of them. */
void symbols_invert(struct symbol_set *s);

/* Adds the other case of what is in s. */
void symbols_fold(struct symbol_set *s);

/* The same, but nothing is added because of characters that are not ASCII. */
void symbols_fold_ascii(struct symbol_set *s);

/* Letters; those that are not ASCII in any case. */
void symbols_add_letters(struct symbol_set *s, bool upper, bool lower);

/* Adds what \d \h \s \v \w and, inverted, their capitals stand for. False: no such type. */
bool symbols_of_type(struct symbol_set *s, char c);

#endif
